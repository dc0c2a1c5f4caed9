"""Speed and memory of futures kept on disk: politics, force and truce for every option of a case.

Run: ``python benchmarks/futures.py [FUTURES] [DESIGN]``. Each size runs in a process of its own,
so that its peak memory is its own; the rate leaves out the compiler, the peak does not.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ceasefire.case.load import load_case
from ceasefire.futures.design import KINDS, Design
from ceasefire.futures.folder import begin
from ceasefire.futures.inputs import declared
from ceasefire.futures.work import work

CASE = "ukraine"
BAR_RATE, BAR_MEGABYTES, GROWTH = 20_000, 1_500, 1.15
FEWER = 4  # times fewer futures in the run that memory is held against
MILLION = 1_000_000


def one(futures: int, design: str) -> dict[str, float]:
    """Run one size here: seconds, option-futures a second, peak memory, size on disk."""
    case = load_case(CASE)
    options = list(case.rows("options"))
    kind = next(kind for kind in KINDS if kind == design)
    made = Design(kind, 1, futures, declared(case, options))  # also waits for the compiler
    with tempfile.TemporaryDirectory() as place:
        manifest = begin(Path(place) / "run", case, options, made, block=10_000)
        start = time.perf_counter()
        work(manifest, case)
        seconds = time.perf_counter() - start
        size = sum(path.stat().st_size for path in manifest.folder.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = futures * len(options) / seconds
    return {"seconds": seconds, "rate": rate, "peak": peak, "disk": size / 2**20}


def apart(futures: int, design: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", str(futures), design]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    print(f"{futures:>9,} futures, {design}: {found['seconds']:6.1f} s, {found['rate']:,.0f} "
          f"option-futures a second, peak {found['peak']:,.0f} MB, "
          f"disk {found['disk']:.0f} MB")  # fmt: skip
    return found


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(int(sys.argv[2]), sys.argv[3])))
        return 0
    futures = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    design = sys.argv[2] if len(sys.argv) > 2 else "random"  # noqa: PLR2004
    few, many = apart(futures // FEWER, design), apart(futures, design)
    growth = many["peak"] / few["peak"]
    print(f"rate: {'holds' if many['rate'] >= BAR_RATE else 'MISSED'} (bar {BAR_RATE:,})")
    print(f"memory at {FEWER} times the futures: {growth:.2f} times (bar {GROWTH}); at a "
          f"million, if it stays so, {many['peak']:,.0f} MB (bar {BAR_MEGABYTES:,})")  # fmt: skip
    at_million = MILLION / futures
    print(f"a million: {at_million * many['seconds'] / 60:.0f} minutes, "
          f"{at_million * many['disk'] / 1024:.1f} GB on disk")  # fmt: skip
    held = many["rate"] >= BAR_RATE and growth <= GROWTH and many["peak"] <= BAR_MEGABYTES
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
