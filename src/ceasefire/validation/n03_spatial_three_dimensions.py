"""N3: the spatial model on seven actors and three dimensions."""

from __future__ import annotations

from functools import cache

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.politics.dynamics.spatial import spatial
from ceasefire.politics.stakes import fixed_stakes
from ceasefire.validation.harness import Expectation, PublishedResult

# Power; then position and salience in per cent on each dimension.
_ACTORS = (
    (102.543, 75.79, 49.53, 6.37, 5.91, 70.45, 28.15),
    (53.393, 82.72, 30.33, 73.50, 21.22, 64.00, 24.79),
    (129.643, 82.45, 48.47, 90.89, 13.55, 0.07, 34.62),
    (75.920, 62.52, 20.76, 50.82, 39.24, 62.33, 22.21),
    (63.224, 82.34, 40.96, 45.77, 25.43, 73.31, 22.59),
    (120.048, 84.48, 22.92, 33.70, 39.35, 88.11, 15.42),
    (54.178, 70.96, 31.75, 33.46, 27.93, 90.36, 26.03),
)
_AFTER_1 = (
    (79.54, 44.71, 72.05), (78.93, 56.33, 72.52), (82.45, 90.89, 0.07), (65.82, 50.76, 63.02),
    (79.54, 44.72, 72.05), (84.39, 34.05, 86.34), (75.61, 24.79, 71.95),
)  # fmt: skip
_AFTER_10 = (
    (78.56, 31.76, 74.05), (78.56, 31.76, 74.05), (82.45, 90.89, 0.07), (67.12, 50.12, 63.73),
    (78.60, 31.65, 74.11), (79.88, 34.37, 75.16), (78.60, 31.65, 74.11),
)  # fmt: skip


@cache
def _history() -> Floats:
    table = np.array(_ACTORS)
    names = tuple(f"actor {i}" for i in range(len(table)))
    stakes = fixed_stakes(
        names, ("one", "two", "three"), table[:, 1::2], table[:, 2::2] / 100, table[:, 0]
    )
    return np.asarray(spatial(stakes).positions[0])


def _off(turn: int, printed: tuple[tuple[float, ...], ...]) -> float:
    return float(np.abs(_history()[turn] - np.array(printed)).max())


RESULT = PublishedResult(
    id="N3",
    title="KTAB's spatial model, dummyData_3Dim",
    source="KTAB (KAPSARC, MIT), examples/smp/doc: position history written by KTAB itself",
    checks="all published defaults; the furthest of 21 positions, two decimals printed",
    inputs={"actors": 7, "dimensions": 3},
    expectations=(
        Expectation("turns until it stops", 10, lambda: len(_history()) - 1),
        Expectation("largest difference, turn 1", 0, lambda: _off(1, _AFTER_1), within=0.0051),
        Expectation("largest difference, turn 10", 0, lambda: _off(10, _AFTER_10), within=0.0051),
    ),
)  # fmt: skip
