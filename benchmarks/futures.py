"""Speed, memory and room of futures kept on disk: politics, force and truce, every option.

Run: ``python benchmarks/futures.py [FUTURES] [DESIGN]``. Each size runs in a process of its own,
so that its peak memory is its own; the rate leaves out the compiler, the peak does not. Prints the
table of docs/futures.md, and what a million and a billion futures would cost at that rate.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ceasefire.case.load import load_case
from ceasefire.core.blocks import BLOCK_SIZE
from ceasefire.futures.design import KINDS, Design
from ceasefire.futures.folder import begin
from ceasefire.futures.inputs import declared
from ceasefire.futures.work import work

CASE = "ukraine"
BAR_RATE, BAR_MEGABYTES, GROWTH = 20_000, 1_500, 1.15
FEWER = 4  # times fewer futures in the run that memory is held against
MILLION, BILLION = 10**6, 10**9


def one(futures: int, design: str) -> dict[str, float]:
    """Run one size here: options, seconds, peak memory in MB, bytes on disk."""
    case = load_case(CASE)
    options = list(case.rows("options"))
    kind = next(kind for kind in KINDS if kind == design)
    made = Design(kind, 1, futures, declared(case, options))  # also waits for the compiler
    with tempfile.TemporaryDirectory() as place:
        manifest = begin(Path(place) / "run", case, options, made, block=BLOCK_SIZE)
        start, busy = time.perf_counter(), time.process_time()
        work(manifest, case)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        size = sum(path.stat().st_size for path in manifest.folder.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "futures": futures, "options": len(options), "seconds": seconds, "busy": busy,
        "peak": peak, "bytes": size,
    }  # fmt: skip


def apart(futures: int, design: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", str(futures), design]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    found["rate"] = futures * found["options"] / found["seconds"]
    size = found["bytes"] / futures / found["options"]
    print(f"| {futures:,} | {found['seconds']:,.1f} | {found['busy']:,.1f} | {found['rate']:,.0f} "
          f"| {size:.1f} | {found['peak']:,.0f} |", flush=True)  # fmt: skip
    return found


def cost(many: dict[str, float], futures: int) -> None:
    """Print what a number of futures would cost at the rate that was measured."""
    times = futures / many["futures"]
    hours, gigabytes = times * many["seconds"] / 3600, times * many["bytes"] / 10**9
    print(f"{futures:,} futures, {futures * many['options']:,.0f} option-futures, on this machine: "
          f"{hours:,.1f} hours, {gigabytes:,.1f} GB")  # fmt: skip


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(int(sys.argv[2]), sys.argv[3])))
        return 0
    futures = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    design = sys.argv[2] if len(sys.argv) > 2 else "random"  # noqa: PLR2004
    print(f"case {CASE}, design {design}, blocks of {BLOCK_SIZE:,}, {os.cpu_count()} cores\n")
    print("| futures | seconds | seconds of all threads | option-futures a second "
          "| bytes an option-future | peak MB |\n|---|---|---|---|---|---|")  # fmt: skip
    few, many = apart(futures // FEWER, design), apart(futures, design)
    print()
    for number in (MILLION, BILLION):
        cost(many, number)
    growth = many["peak"] / few["peak"]
    print(f"\nrate: {'holds' if many['rate'] >= BAR_RATE else 'MISSED'} (bar {BAR_RATE:,})")
    flat = growth <= GROWTH and many["peak"] <= BAR_MEGABYTES
    print(f"memory: {'holds' if flat else 'MISSED'}, at {FEWER} times the futures {growth:.2f} "
          f"times (bars {GROWTH} times, {BAR_MEGABYTES:,} MB)")  # fmt: skip
    return 0 if flat and many["rate"] >= BAR_RATE else 1


if __name__ == "__main__":
    sys.exit(main())
