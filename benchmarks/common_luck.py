"""What common random numbers are worth: variance of differences between options, shared or not.

Run: ``make bench``. Every option of the case meets the same futures, or futures of another seed.
The bar holds for every pair of options of which one stands where the other does not.
"""

from __future__ import annotations

import sys
from itertools import combinations

import numpy as np

from ceasefire.case.load import load_case
from ceasefire.futures.outcomes import mixed_name
from ceasefire.futures.run import run

CASE, FUTURES, BAR = "ukraine", 4_000, 5.0
OUTCOMES = tuple(
    mixed_name(stage, outcome, 2)
    for stage in ("planned", "expected")
    for outcome in ("war", "clash")
)


def main() -> int:
    case = load_case(CASE)
    options = list(case.rows("options"))
    shared, apart = (run(case, options, futures=FUTURES, seed=seed) for seed in (1, 2))
    missed = 0
    for outcome in OUTCOMES:
        one, other = shared.compared(outcome), apart.compared(outcome)
        ratios = [
            float((one[i] - other[j]).var() / difference.var())
            for i, j in combinations(range(len(options)), 2)
            if (difference := one[i] - one[j]).any()
        ]
        least, middle = min(ratios), float(np.median(ratios))
        missed += least < BAR
        print(f"{outcome}: variance of a difference {least:.1f} times lower at least, "
              f"{middle:.1f} in the middle of {len(ratios)} pairs (bar {BAR:g})")  # fmt: skip
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
