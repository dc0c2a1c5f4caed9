"""Speed of an answer: the case's bar, and the cost of a future as a ratio to a plain loop.

Run: ``make bench``. Prints seconds and ratios measured in one run, never a timed test.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ceasefire.answer.assess import assess
from ceasefire.case.load import load_case
from ceasefire.core.draws import Draws
from ceasefire.report.folder import write_results

FUTURES = 10_000
BAR_SECONDS = 20.0
BAR_HELP_SECONDS = 0.3
PLAIN_LOOP = 300_000


def seconds(job: Callable[[], object], repeats: int = 1) -> float:
    """Best wall-clock time of a job over some repeats."""
    best = math.inf
    for _ in range(repeats):
        start = time.perf_counter()
        job()
        best = min(best, time.perf_counter() - start)
    return best


def plain_draws() -> float:
    """Draw uniform numbers one at a time in plain Python: the yardstick of this machine."""
    state, total = 1, 0.0
    for _ in range(PLAIN_LOOP):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        total += (state >> 11) * 2.0**-53
    return total


def help_command() -> None:
    code = "from ceasefire.cli.main import main; main(['--help'])"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    case = load_case("ukraine")
    with tempfile.TemporaryDirectory() as folder:
        whole = seconds(
            lambda: write_results(
                Path(folder) / "out", lambda parts: assess(case, futures=FUTURES, parts=parts)
            )
        )
    options = len(case.rows("options"))
    menu = seconds(help_command, repeats=5)
    loop = seconds(plain_draws, repeats=3) / PLAIN_LOOP
    kernel = seconds(lambda: Draws(1, 0, PLAIN_LOOP).uniform("bench"), repeats=3) / PLAIN_LOOP
    each = whole / (FUTURES * options)
    print(f"assess ukraine, {FUTURES:,} futures x {options} options: {whole:.1f} s "
          f"(bar {BAR_SECONDS:.0f} s)")  # fmt: skip
    print(f"one option in one future: {each * 1e6:.1f} us, "
          f"{each / loop:.0f} plain draws of this machine")  # fmt: skip
    print(f"keyed draws against a plain loop: {loop / kernel:.0f} times as fast")
    print(f"ceasefire --help: {menu:.2f} s (bar {BAR_HELP_SECONDS} s)")
    return 0 if whole <= BAR_SECONDS and menu <= BAR_HELP_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
