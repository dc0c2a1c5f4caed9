"""A results folder: whole parts, the same bytes after any stop, nothing of another case."""

from __future__ import annotations

import errno
import json
import random
import time
from pathlib import Path

import numba
import numpy as np
import pytest

from ceasefire.case.edits import what_if
from ceasefire.case.rows import Case
from ceasefire.core.draws import Draws
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.chain import Outcomes
from ceasefire.futures.design import Design, Kind
from ceasefire.futures.folder import begin, inputs, means, opened, stored
from ceasefire.futures.inputs import declared
from ceasefire.futures.manifest import Manifest, read_manifest
from ceasefire.futures.outcomes import STORED
from ceasefire.futures.parts import write_part
from ceasefire.futures.run import run
from ceasefire.futures.saltelli import most_futures
from ceasefire.futures.work import work

FUTURES = 120


def begun(case: Case, folder: Path, *, kind: Kind = "lhs", block: int = 30) -> Manifest:
    options = list(case.rows("options"))
    design = Design(kind, 1, FUTURES, declared(case, options))
    return begin(folder, case, options, design, block=block)


def finished(case: Case, folder: Path, *, kind: Kind = "lhs", block: int = 30) -> Manifest:
    manifest = begun(case, folder, kind=kind, block=block)
    work(manifest, case)
    return manifest


def part_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "futures").iterdir())}


@pytest.fixture(scope="module")
def whole(small: Case, tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    return finished(small, tmp_path_factory.mktemp("whole") / "run")


def test_parts_and_manifest_hold_outcomes_keys_and_the_design(whole: Manifest) -> None:
    assert list(part_bytes(whole.folder)) == [f"part-{n:04d}.parquet" for n in range(4)]
    found = json.loads((whole.folder / "manifest.json").read_text(encoding="utf-8"))
    assert found["outcomes"] == list(STORED)
    assert found["design"]["kind"] == "lhs"
    assert found["failed"] == {}
    assert [part["count"] for part in found["parts"].values()] == [30] * 4
    assert read_manifest(whole.folder).asked == whole.asked
    assert whole.missing() == []


def test_interrupted_ten_times_and_resumed_gives_the_same_bytes(
    small: Case, whole: Manifest, tmp_path: Path
) -> None:
    dice, stops = random.Random(4), 0  # noqa: S311 - no secret
    begun(small, tmp_path / "run")
    while stops < 10:
        left = dice.randrange(1, 4)

        def stop(_done: int) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise KeyboardInterrupt

        manifest = opened(tmp_path / "run", small)
        for number in dice.sample(sorted(manifest.parts), k=len(manifest.parts) // 2):
            manifest.path(number).unlink()  # so that ten stops find work to interrupt
        with pytest.raises(KeyboardInterrupt):
            work(manifest, small, stop)
        stops += 1
    manifest = opened(tmp_path / "run", small)
    work(manifest, small)
    assert part_bytes(tmp_path / "run") == part_bytes(whole.folder)
    assert manifest.done == FUTURES


def test_one_thread_gives_the_same_bytes(small: Case, whole: Manifest, tmp_path: Path) -> None:
    before = numba.get_num_threads()
    numba.set_num_threads(1)
    try:
        finished(small, tmp_path / "run")
    finally:
        numba.set_num_threads(before)
    assert part_bytes(tmp_path / "run") == part_bytes(whole.folder)


@pytest.mark.parametrize("kind", ["random", "lhs", "sobol"])
def test_the_size_of_a_block_changes_no_value(small: Case, kind: Kind, tmp_path: Path) -> None:
    one = finished(small, tmp_path / "a", kind=kind, block=FUTURES)
    other = finished(small, tmp_path / "b", kind=kind, block=47)
    for name in STORED:
        assert np.array_equal(stored(one, name), stored(other, name), equal_nan=True), name


def test_a_random_design_gives_the_futures_of_assess(small: Case, tmp_path: Path) -> None:
    finished(small, tmp_path / "a", kind="random", block=FUTURES)
    (tmp_path / "b").mkdir()
    run(small, list(small.rows("options")), futures=FUTURES, seed=1, parts=tmp_path / "b")
    one, other = (tmp_path / p / "part-0000.parquet" for p in ("a/futures", "b"))
    assert one.read_bytes() == other.read_bytes()


def test_a_damaged_part_is_redone(small: Case, whole: Manifest, tmp_path: Path) -> None:
    manifest = finished(small, tmp_path / "run")
    manifest.path(2).write_bytes(b"broken")
    manifest.path(0).unlink()
    assert manifest.damaged() == [0, 2]
    with pytest.raises(CeasefireError, match=r"part-0000.parquet cannot be read.*resume"):
        stored(manifest, "adopted")
    work(opened(tmp_path / "run", small), small)
    assert part_bytes(tmp_path / "run") == part_bytes(whole.folder)


def test_a_failed_block_is_entered_and_the_others_go_on(
    small: Case, whole: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = begun(small, tmp_path / "run")
    draws = Design.draws

    def bad(self: Design, first: int, count: int) -> Draws:
        if first == 30:
            msg = "no luck"
            raise ZeroDivisionError(msg)
        return draws(self, first, count)

    with monkeypatch.context() as patched:
        patched.setattr(Design, "draws", bad)
        work(manifest, small)
    again = opened(tmp_path / "run", small)
    assert again.failed == {1: "ZeroDivisionError: no luck"}
    assert again.done == 90
    assert stored(again, "adopted").shape == (2, 90)
    work(again, small)
    assert again.failed == {}
    assert part_bytes(tmp_path / "run") == part_bytes(whole.folder)


def test_a_full_disk_leaves_a_folder_that_resumes(
    small: Case, whole: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = begun(small, tmp_path / "run")

    def full(path: Path, first: int, count: int, found: dict[str, Outcomes]) -> None:
        if first >= 60:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_part(path, first, count, found)

    with monkeypatch.context() as patched:
        patched.setattr("ceasefire.futures.work.write_part", full)
        with pytest.raises(CeasefireError, match=r"No space left on device; make room.*resume"):
            work(manifest, small)
    again = opened(tmp_path / "run", small)
    assert again.missing() == [2, 3]
    work(again, small)
    assert part_bytes(tmp_path / "run") == part_bytes(whole.folder)


def test_another_case_version_or_place_is_refused(
    small: Case, ukraine: Case, whole: Manifest, tmp_path: Path
) -> None:
    changed, _ = what_if(small, ["options.brigade.troops_mode=4100"], ())
    with pytest.raises(CeasefireError, match=r"manifest.json: case_sha256 .* rows have changed"):
        opened(whole.folder, changed)
    with pytest.raises(CeasefireError, match=r"manifest.json: case is '.*', not 'ukraine'"):
        opened(whole.folder, ukraine)
    with pytest.raises(CeasefireError, match="holds a run already; go on with"):
        begun(small, whole.folder)
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(CeasefireError, match="is not empty; name an empty"):
        begun(small, tmp_path)
    with pytest.raises(CeasefireError, match="there is no such file"):
        read_manifest(tmp_path)
    old = finished(small, tmp_path / "old")
    text = (old.folder / "manifest.json").read_text(encoding="utf-8")
    newer = text.replace('"ceasefire": "', '"ceasefire": "9', 1)
    (old.folder / "manifest.json").write_text(newer, encoding="utf-8")
    with pytest.raises(CeasefireError, match=r"ceasefire is version 9.*, this is"):
        opened(old.folder, small)
    (old.folder / "manifest.json").write_text(text[:200], encoding="utf-8")
    with pytest.raises(CeasefireError, match="is damaged"):
        opened(old.folder, small)
    moved = text.replace('"first": 30', '"first": 31')
    (old.folder / "manifest.json").write_text(moved, encoding="utf-8")
    with pytest.raises(CeasefireError, match="is damaged: ValueError part 1 has the futures from"):
        opened(old.folder, small)
    with pytest.raises(CeasefireError, match="there is no such file"):
        read_manifest(tmp_path / "x")  # a file, not a folder


def test_a_folder_on_which_another_command_works_is_refused(small: Case, tmp_path: Path) -> None:
    manifest = begun(small, tmp_path / "run")

    def again(_done: int) -> None:
        with pytest.raises(CeasefireError, match="another command works on"):
            work(opened(tmp_path / "run", small), small)

    work(manifest, small, again)
    assert manifest.missing() == []
    work(opened(tmp_path / "run", small), small)  # and then it is free again


def test_what_a_killed_run_left_half_written_is_taken_away(
    small: Case, whole: Manifest, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / ".manifest.json.partial-123").write_text("{", encoding="utf-8")
    begun(small, folder)  # it was killed before anything stood: no stranger's folder
    (folder / "futures").mkdir()
    for name in (".part-0000.parquet.tmp", "part-0001.parquet", ".part-0002.parquet.partial-9"):
        (folder / "futures" / name).write_bytes(b"half")
    (folder / "futures" / "notes.txt").write_text("mine", encoding="utf-8")
    work(opened(folder, small), small)
    (folder / "futures" / "notes.txt").unlink()  # what is another's stays
    assert part_bytes(folder) == part_bytes(whole.folder)
    assert sorted(path.name for path in folder.iterdir()) == ["futures", "manifest.json"]


def test_a_long_manifest_is_not_written_after_every_block(
    small: Case, whole: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As with a hundred thousand blocks: writing takes long, so that most blocks come before its
    # time. What a killed run has not entered is redone, all else stands.
    manifest, written = begun(small, tmp_path / "run"), list[int]()
    plain = Manifest.as_json

    def slow(self: Manifest) -> dict[str, object]:
        written.append(len(self.parts))
        time.sleep(0.5)
        return plain(self)

    with monkeypatch.context() as patched:
        patched.setattr(Manifest, "as_json", slow)
        manifest.write()
        work(manifest, small)
    assert written == [0, 4]
    assert read_manifest(tmp_path / "run").parts.keys() == whole.parts.keys()


def test_means_are_those_of_the_values(whole: Manifest) -> None:
    for name, row in means(whole).items():
        for mean, values in zip(row, stored(whole, name), strict=True):
            there = values[~np.isnan(values)]
            assert (mean is None) == (len(there) == 0), name
            assert mean is None or mean == pytest.approx(there.mean(), rel=1e-9), name


def test_a_part_of_another_run_is_not_taken_for_one_of_this(
    small: Case, whole: Manifest, tmp_path: Path
) -> None:
    manifest = finished(small, tmp_path / "run", kind="random")
    manifest.path(1).write_bytes(whole.path(1).read_bytes())
    with pytest.raises(CeasefireError, match=r"part-0001.parquet cannot be read: it is not what"):
        means(manifest)
    work(opened(tmp_path / "run", small), small)
    assert means(opened(tmp_path / "run", small))


def test_futures_are_chosen_by_their_numbers(small: Case, tmp_path: Path) -> None:
    # Of a design of Saltelli only A and B are compared, whichever blocks stand.
    options = list(small.rows("options"))
    factors = declared(small, options)
    futures = most_futures(factors, 1000)
    design = Design("saltelli", 1, futures, factors)
    manifest = begin(tmp_path / "run", small, options, design, block=16)
    work(manifest, small)
    whole, every = means(manifest), stored(manifest, "gap")
    assert not manifest.notes
    half = design.independent
    assert whole["gap"] == pytest.approx(every[:, :half].mean(axis=1).tolist())
    del manifest.parts[0]
    assert np.array_equal(stored(manifest, "gap", futures=half), every[:, 16:half])
    assert manifest.notes[0].startswith(f"{futures - 16:,} of {futures:,} futures stand; go on")
    for number in range(half // 16):
        manifest.parts.pop(number, None)
    with pytest.raises(CeasefireError, match=rf"of the first {half} futures none stands in"):
        means(manifest)


def test_inputs_and_outcomes_line_up(small: Case, whole: Manifest) -> None:
    frame = inputs(whole, small, futures=50)
    assert {len(column) for column in frame.values()} == {50}
    troops = np.asarray(frame["options.observers.troops"])
    at = whole.asked.options.index("observers")
    room = stored(whole, "gap", futures=50)[at] + stored(whole, "offered", futures=50)[at]
    assert np.allclose(room, troops, rtol=1e-5)  # size is gap and offer together
    with pytest.raises(CeasefireError, match="did you mean 'adopted'"):
        stored(whole, "adoptd")
