"""``ceasefire futures`` as a user runs it."""

from __future__ import annotations

import contextlib
import json
import signal
from pathlib import Path

import pytest
from tests.support import Run, rewrite

from ceasefire.core.draws import Draws
from ceasefire.futures.design import Design


def test_run_status_and_show(run: Run, case_folder: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    done = run("futures", "run", str(case_folder), out, "--futures", "90", "--block", "40",
               "--design", "sobol", "--without", "bethan_accepts")  # fmt: skip
    assert done.status == 0, done.err
    assert "90 of 90 futures stand" in done.out
    found = json.loads(run("futures", "status", out, "--json").out)
    assert found["done"] == 90
    assert found["missing"] == found["damaged"] == []
    shown = run("futures", "show", out).out
    assert "without bethan_accepts" in shown
    assert "brigade" in shown
    means = json.loads(run("futures", "show", out, "--json").out)["means"]
    assert 0 <= means["adopted"]["brigade"] <= 1
    assert "holds a run already" in run("futures", "run", str(case_folder), out).err


def test_resume_mends_and_refuses_a_changed_case(
    run: Run, case_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run("futures", "run", str(case_folder), str(out), "--futures", "60", "--block", "20")
    part = out / "futures" / "part-0001.parquet"
    before = part.read_bytes()
    part.write_bytes(b"")
    status = run("futures", "status", str(out))
    assert "40 of 60 futures" in status.out
    assert "1 damaged" in status.out
    assert run("futures", "resume", str(out)).status == 0
    assert part.read_bytes() == before
    rewrite(case_folder, "line.csv", "180,200,230", "180,201,230")
    done = run("futures", "resume", str(out))
    assert done.status == 2
    assert "rows have changed since the run" in done.err


BAD = [
    (("--futures", "0"), "give --futures 1 to"),
    (("--block", "0"), "give --block 1 or more"),
    (("--design", "grid"), "'grid' is not one of"),
    (("--fix", "options.observers.troop=0.5"), "did you mean 'options.observers.troops'"),
    (("--fix", "options.brigade.troops"), "gives no number"),
    (("--correlate", "options.brigade.troops=0.5"), "write FACTOR:FACTOR=R"),
    (("--threads", "999"), "more than there are cores"),
]


@pytest.mark.parametrize(("settings", "said"), BAD)
def test_bad_settings_are_told(
    settings: tuple[str, ...], said: str, run: Run, case_folder: Path, tmp_path: Path
) -> None:
    done = run("futures", "run", str(case_folder), str(tmp_path / "out"), *settings)
    assert done.status == 2
    assert said in done.err


def test_a_folder_without_a_run_and_a_wrong_step_are_told(run: Run, tmp_path: Path) -> None:
    for step in (("futures", "status"), ("futures", "resume"), ("compare-options",)):
        done = run(*step, str(tmp_path))
        assert done.status == 2
        assert "futures run CASE DIR" in done.err
    assert "did you mean 'resume'" in run("futures", "resum", str(tmp_path)).err


def test_a_failed_block_is_told_and_resuming_heals_it(
    run: Run, case_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, draws = tmp_path / "out", Design.draws

    def bad(self: Design, first: int, count: int) -> Draws:
        if first == 20:
            msg = "no luck"
            raise ZeroDivisionError(msg)
        return draws(self, first, count)

    with monkeypatch.context() as patched:
        patched.setattr(Design, "draws", bad)
        done = run("futures", "run", str(case_folder), str(out), "--futures", "60", "--block", "20")
    assert done.status == 1
    assert "40 of 60 futures stand" in done.out
    assert "block 1, futures 20 to 39, failed: ZeroDivisionError: no luck" in done.err
    assert f"go on with: ceasefire futures resume {out}" in done.err
    assert "block 1, futures 20 to 39, failed" in run("futures", "status", str(out)).out
    assert run("futures", "resume", str(out)).status == 0
    assert "1 failed" not in run("futures", "status", str(out)).out


def test_a_case_that_was_moved_is_named_once(run: Run, case_folder: Path, tmp_path: Path) -> None:
    out, moved = str(tmp_path / "out"), tmp_path / "moved"
    run("futures", "run", str(case_folder), out, "--futures", "20")
    case_folder.rename(moved)
    gone = run("futures", "resume", out)
    assert gone.status == 2
    assert "there is no case and no folder" in gone.err
    assert run("futures", "resume", out, "--case", str(moved)).status == 0
    assert run("futures", "resume", out).status == 0


def test_ctrl_c_that_the_compiler_swallows_stops_the_run_all_the_same(
    run: Run, case_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, draws = tmp_path / "out", Design.draws

    def swallowing(self: Design, first: int, count: int) -> Draws:
        if first == 20:
            with contextlib.suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
            msg = "half done"
            raise RuntimeError(msg)  # as of what was interrupted in its middle
        return draws(self, first, count)

    # Other tests of the same process may have left a handler of their own.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with monkeypatch.context() as patched:
        patched.setattr(Design, "draws", swallowing)
        done = run("futures", "run", str(case_folder), str(out), "--futures", "60", "--block", "20")
    assert done.status == 130
    assert "go on with" in done.err
    assert signal.signal(signal.SIGINT, before) is signal.default_int_handler
    assert run("futures", "resume", str(out)).status == 0
