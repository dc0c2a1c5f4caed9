"""The same blocks on a cluster: the bytes of a local run, whatever happens to workers."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.support import Run, rewrite

from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.template import write_template
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.cluster import Cluster, Job, computed, connected
from ceasefire.futures.design import Design
from ceasefire.futures.folder import begin, opened
from ceasefire.futures.inputs import declared
from ceasefire.futures.manifest import Manifest
from ceasefire.futures.work import work

FUTURES, BLOCK = 240, 10


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the small case, on the disk that workers share."""
    folder = tmp_path_factory.mktemp("shared") / "case"
    write_template(folder)
    return folder


@pytest.fixture(scope="module")
def case(place: Path) -> Case:
    return load_case(str(place))


@pytest.fixture(scope="module")
def design(case: Case) -> Design:
    return Design("lhs", 1, FUTURES, declared(case, list(case.rows("options"))))


def begun(case: Case, design: Design, place: Path, folder: Path) -> Manifest:
    return begin(folder, case, case.rows("options"), design, block=BLOCK, source=str(place))


def part_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "futures").iterdir())}


@pytest.fixture(scope="module")
def whole(
    case: Case, design: Design, place: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """Parts of a local run."""
    manifest = begun(case, design, place, tmp_path_factory.mktemp("local") / "run")
    work(manifest, case)
    assert len(manifest.parts) == FUTURES // BLOCK
    return part_bytes(manifest.folder)


# What travels and what a worker makes of it needs no cluster.


def job_of(case: Case, design: Design, place: Path, folder: Path) -> Job:
    return Job.of(begun(case, design, place, folder))


def test_what_travels_is_small_and_holds_no_data(
    case: Case, design: Design, place: Path, tmp_path: Path
) -> None:
    job = job_of(case, design, place, tmp_path / "run")
    sent = pickle.dumps(job)
    assert len(sent) < 20_000
    for row in case.rows("options"):
        assert row.text("name").encode() not in sent
    assert job == job_of(case, design, place, tmp_path / "again")


def test_a_worker_refuses_another_case_or_program(
    case: Case, design: Design, place: Path, tmp_path: Path
) -> None:
    job = job_of(case, design, place, tmp_path / "run")
    other = computed(replace(job, rows="0" * 64), 0)
    assert f"case {place}: its rows are not those of the run" in other.refusal
    away = computed(replace(job, source=str(tmp_path / "nowhere")), 0)
    assert "nowhere" in away.refusal
    program = (("ceasefire", "99.0"), *job.program[1:])
    newer = computed(replace(job, program=program), 0)
    assert "the run has 99.0" in newer.refusal
    assert "same versions" in newer.hint
    assert other.part == away.part == newer.part == b""


def test_a_run_whose_case_has_no_place_is_refused(
    case: Case, design: Design, tmp_path: Path
) -> None:
    manifest = begin(tmp_path / "run", case, case.rows("options"), design, block=BLOCK)
    with pytest.raises(CeasefireError, match="does not say where its case stands; give it with"):
        Job.of(manifest)


def test_a_missing_extra_is_told_before_a_folder_is_made(
    run: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    done = run("futures", "run", str(place), str(tmp_path / "out"), "--scheduler", "tcp://h:1")
    assert done.status == 2
    assert 'pip install "ceasefire[cluster]"' in done.err
    assert not (tmp_path / "out").exists()


# The library's own cluster, in processes of their own.


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    """Two workers with one thread each."""
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", memory_limit=0
    ) as found:
        yield found


@pytest.fixture
def cluster(local: Any) -> Iterator[Cluster]:  # noqa: ANN401 - the library is an extra
    with connected(local.scheduler_address) as found:
        found.client.wait_for_workers(2, timeout=60)
        yield found


@pytest.mark.slow
def test_parts_are_those_of_a_local_run(
    cluster: Cluster, case: Case, design: Design, place: Path, whole: dict[str, bytes],
    tmp_path: Path,
) -> None:  # fmt: skip
    manifest, seen = begun(case, design, place, tmp_path / "run"), list[int]()
    work(manifest, case, seen.append, cluster.compute)
    assert part_bytes(manifest.folder) == whole
    assert seen == sorted(seen)
    assert seen[-1] == FUTURES
    assert opened(manifest.folder, case).missing() == []
    assert cluster.threads == 2


@pytest.mark.slow
def test_a_worker_killed_on_the_way_changes_no_byte(
    cluster: Cluster, case: Case, design: Design, place: Path, whole: dict[str, bytes],
    tmp_path: Path,
) -> None:  # fmt: skip
    before = set(cluster.client.run(os.getpid).values())
    killed: list[int] = []

    def kill(done: int) -> None:
        if done >= 3 * BLOCK and not killed:
            killed.append(min(before))
            os.kill(killed[0], signal.SIGKILL)

    manifest = begun(case, design, place, tmp_path / "run")
    work(manifest, case, kill, cluster.compute)
    assert killed
    assert part_bytes(manifest.folder) == whole
    assert manifest.failed == {}
    cluster.client.wait_for_workers(2, timeout=60)
    assert killed[0] not in cluster.client.run(os.getpid).values()


@pytest.mark.slow
def test_an_interrupted_run_goes_on_here_or_there(
    cluster: Cluster, case: Case, design: Design, place: Path, whole: dict[str, bytes],
    tmp_path: Path,
) -> None:  # fmt: skip
    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    begun(case, design, place, tmp_path / "run")
    for compute in (None, cluster.compute, None):
        manifest = opened(tmp_path / "run", case)
        with pytest.raises(KeyboardInterrupt):
            work(manifest, case, stop, *([compute] if compute else []))
    manifest = opened(tmp_path / "run", case)
    assert 1 <= len(manifest.parts) < len(whole)
    work(manifest, case, compute=cluster.compute)
    assert part_bytes(manifest.folder) == whole


@pytest.mark.slow
def test_a_block_that_fails_is_entered_as_in_a_local_run(
    cluster: Cluster, case: Case, design: Design, place: Path, whole: dict[str, bytes],
    tmp_path: Path,
) -> None:  # fmt: skip
    # Made here, so that they travel whole: workers do not see the tests.
    def damage() -> None:
        from ceasefire.futures.design import Design as There

        plain = There.draws

        def bad(self: Design, first: int, count: int) -> Any:  # noqa: ANN401
            if first == 30:
                msg = "no luck"
                raise ZeroDivisionError(msg)
            return plain(self, first, count)

        There.draws, There.plain = bad, plain  # type: ignore[method-assign, attr-defined]

    def mend() -> None:
        from ceasefire.futures.design import Design as There

        There.draws = There.plain  # type: ignore[method-assign, attr-defined]

    manifest = begun(case, design, place, tmp_path / "run")
    cluster.client.run(damage)
    try:
        work(manifest, case, compute=cluster.compute)
    finally:
        cluster.client.run(mend)
    again = opened(manifest.folder, case)
    assert again.failed == {3: "ZeroDivisionError: no luck"}
    assert again.missing() == [3]
    work(again, case, compute=cluster.compute)
    assert again.failed == {}
    assert part_bytes(manifest.folder) == whole


@pytest.mark.slow
def test_rows_that_changed_on_the_shared_disk_are_refused(
    cluster: Cluster, case: Case, design: Design, tmp_path: Path
) -> None:
    write_template(tmp_path / "case")
    manifest = begun(case, design, tmp_path / "case", tmp_path / "run")
    rewrite(tmp_path / "case", "line.csv", "180,200,230", "180,201,230")
    with pytest.raises(CeasefireError, match=r"a worker of tcp:.*rows are not those of the run"):
        work(manifest, case, compute=cluster.compute)
    assert manifest.parts == {}
    assert manifest.failed == {}


@pytest.mark.slow
def test_few_blocks_are_under_way_at_once(
    cluster: Cluster, case: Case, design: Design, place: Path, tmp_path: Path
) -> None:
    most = 0

    def look(_done: int) -> None:
        nonlocal most
        most = max(most, len(cluster.client.futures))

    manifest = begun(case, design, place, tmp_path / "run")
    work(manifest, case, look, cluster.compute)
    assert 1 <= most <= 2 * 2 + 2  # two for each worker, and those just taken in


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told_within_seconds(
    run: Run, place: Path, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    start = time.monotonic()
    out = str(tmp_path / "out")
    done = run("futures", "run", str(place), out, "--scheduler", "tcp://127.0.0.1:1")
    assert done.status == 2
    assert "no scheduler answers at tcp://127.0.0.1:1; start one with" in done.err
    assert time.monotonic() - start < 30
    assert not Path(out).exists()
    both = run("futures", "run", str(place), out, "--scheduler", "tcp://h:1", "--threads", "1")
    assert "do not go together" in both.err


@pytest.mark.slow
def test_a_scheduler_that_is_lost_leaves_a_folder_that_resumes(
    case: Case, design: Design, place: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    manifest = begun(case, design, place, tmp_path / "run")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0", memory_limit=0
    ) as short, connected(short.scheduler_address) as cluster:  # fmt: skip
        closing = threading.Thread(target=short.close)

        def close(_done: int) -> None:
            if closing.ident is None:
                closing.start()

        with pytest.raises(CeasefireError, match="is lost; finished parts stand"):
            work(manifest, case, close, cluster.compute)
        closing.join()
    again = opened(manifest.folder, case)
    assert len(again.parts) >= 1
    work(again, case)
    assert part_bytes(manifest.folder) == whole


@pytest.mark.slow
def test_a_block_that_kills_its_workers_is_entered_and_the_others_go_on(
    case: Case, design: Design, place: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    import dask

    def deadly(_worker: Any = None) -> None:  # noqa: ANN401
        from ceasefire.futures.design import Design as There

        plain = There.draws

        def bad(self: Design, first: int, count: int) -> Any:  # noqa: ANN401
            if first == 30:
                import os

                os._exit(1)  # as a machine out of memory would
            return plain(self, first, count)

        There.draws = bad  # type: ignore[method-assign]

    manifest = begun(case, design, place, tmp_path / "run")
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", memory_limit=0
    ) as fragile, connected(fragile.scheduler_address) as cluster:  # fmt: skip
        cluster.client.wait_for_workers(2, timeout=60)
        cluster.client.run(deadly)
        work(manifest, case, compute=cluster.compute)
    assert 3 in manifest.failed
    assert all("KilledWorker" in error for error in manifest.failed.values())
    assert len(manifest.failed) <= 2  # one more may have waited on that worker
    again = opened(manifest.folder, case)
    work(again, case)
    assert part_bytes(manifest.folder) == whole
