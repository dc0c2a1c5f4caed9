"""``ceasefire futures`` in processes of its own: interrupted, killed, and out of room."""

from __future__ import annotations

import json
import os
import pty
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support import Run

from ceasefire.case.template import write_template

pytestmark = pytest.mark.slow

# Where tests run in the background, a child would ignore what Ctrl-C sends.
CODE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from ceasefire.cli.main import main; main()"
)
COMMAND = [sys.executable, "-c", CODE, "futures"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
SIZE = ["--futures", "1000", "--block", "10"]


def started(*settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [*COMMAND, *settings], stderr=subprocess.PIPE, text=True,
        stdout=subprocess.DEVNULL, env=ENVIRONMENT,
    )  # fmt: skip


def part_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "futures").iterdir())}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stops") / "case"
    write_template(folder)
    return folder


@pytest.fixture(scope="module")
def whole(case: Path) -> tuple[dict[str, bytes], float]:
    """Parts of an uninterrupted run, and its seconds."""
    out = case.parent / "whole"
    for folder in (case.parent / "first", out):  # the first waits for the compiler
        start = time.monotonic()
        process = started("run", str(case), str(folder), *SIZE)
        _, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
    return part_bytes(out), time.monotonic() - start


def test_stopped_at_random_ten_times_and_resumed_gives_the_same_bytes(
    case: Path, whole: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    parts, seconds = whole
    out, dice = tmp_path / "out", random.Random(6)  # noqa: S311 - no secret
    stopped = 0

    def go_on() -> subprocess.Popen[str]:
        if (out / "manifest.json").exists():
            return started("resume", str(out))
        return started("run", str(case), str(out), *SIZE)

    for _ in range(40):
        if stopped == 10:
            break
        process = go_on()
        try:
            _, err = process.communicate(timeout=dice.uniform(0.1, 1) * seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT if stopped % 2 else signal.SIGKILL)
            _, err = process.communicate(timeout=60)
        if process.returncode:
            assert process.returncode in (130, -signal.SIGINT, -signal.SIGKILL), err
            stopped += 1
        else:  # it was done before: give the next one some work again
            there = sorted((out / "futures").iterdir())
            for path in dice.sample(there, k=len(there) // 2):
                path.unlink()
    assert stopped == 10
    process = go_on()
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert part_bytes(out) == parts
    assert sorted(path.name for path in out.iterdir()) == ["futures", "manifest.json"]


def test_ctrl_c_leaves_130_and_says_how_to_go_on(run: Run, case: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = started("run", str(case), str(out), "--futures", "100000", "--block", "10")
    deadline = time.monotonic() + 120
    while not (out / "futures" / "part-0001.parquet").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert f"go on with: ceasefire futures resume {out}" in err
    assert "Traceback" not in err
    found = json.loads(run("futures", "status", str(out), "--json").out)
    assert 10 <= found["done"] < 100_000
    assert found["damaged"] == []


def test_a_full_disk_is_told_and_the_folder_resumes(
    case: Path, whole: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    mount = ["unshare", "--user", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None:
        pytest.skip("this machine has no unshare, which makes a small disk of one's own")
    tried = [*mount, "mount", "-t", "tmpfs", "none", str(tmp_path)]
    if subprocess.run(tried, capture_output=True, check=False).returncode:  # noqa: S603 - as above
        pytest.skip("this machine lets nobody make a small disk of one's own")
    # A disk of 200 kB, seen by these commands only; when it is full it is made larger.
    script = """
        set -u; disk=$1; out=$disk/out; case=$2; kept=$3; shift 3
        mount -t tmpfs -o size=200k none "$disk"
        "$@" run "$case" "$out" --futures 1000 --block 10; echo "status $?" >&2
        ls -A "$out" "$out/futures" >"$kept/names"
        mount -o remount,size=20m "$disk"
        "$@" resume "$out"; echo "status $?" >&2
        cp -r "$out/futures" "$kept"
    """
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    kept.mkdir()
    done = subprocess.run(  # noqa: S603 - our own script
        [*mount, "sh", "-c", script, "sh", str(disk), str(case), str(kept), *COMMAND],
        capture_output=True, text=True, env=ENVIRONMENT, check=True, timeout=300,
    )  # fmt: skip
    said, again = re.split(r"status 2\n", done.stderr)
    assert re.search(r"No space left on device; make room, then: ceasefire futures resume", said)
    assert "Traceback" not in said
    assert again == "status 0\n"
    names = (kept / "names").read_text(encoding="utf-8")
    assert "part-0000.parquet" in names
    assert ".tmp" not in names
    assert ".partial" not in names
    assert part_bytes(kept) == whole[0]


def test_progress_shows_the_time_that_remains(case: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [*COMMAND, "run", str(case), str(tmp_path / "out"), *SIZE], stderr=theirs,
        stdout=subprocess.DEVNULL, env={**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        shown += read
    os.close(ours)
    assert process.wait() == 0
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    assert "1,000 futures of my_case" in text
    assert re.search(r"[1-9]\d?% \d:\d\d:\d\d", text)
