"""N4: the spatial model on the reform of a Chinese state enterprise."""

from __future__ import annotations

from functools import cache

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.politics.dynamics.spatial import spatial
from ceasefire.politics.stakes import fixed_stakes
from ceasefire.validation.harness import Expectation, PublishedResult

# Power; then position and salience in per cent on each dimension.
_ACTORS = {
    "XJ": (100.0, 30, 24.0, 20, 48.0), "LK": (60.2, 45, 44.7, 65, 41.3),
    "ZG": (35.0, 30, 28.9, 15, 65.1), "MK": (35.0, 45, 20.6, 45, 49.4),
    "LH": (40.0, 50, 44.7, 65, 47.8), "XS": (20.0, 15, 32.0, 10, 32.0),
    "NEA": (15.0, 20, 32.0, 15, 32.0), "MLR": (25.0, 60, 43.9, 50, 50.1),
    "MEP": (20.0, 30, 26.4, 15, 17.6), "MOF": (35.0, 45, 35.9, 40, 46.6),
    "SHX": (20.0, 50, 44.7, 50, 47.8), "HLJ": (20.0, 20, 47.4, 30, 40.6),
    "WY": (40.0, 15, 49.0, 60, 46.0),
}  # fmt: skip
_AFTER_10 = {
    "XJ": (40.11, 28.17), "LK": (44.74, 64.42), "ZG": (30, 15), "MK": (39.58, 39.41),
    "LH": (38.29, 28.08), "XS": (39.86, 39.11), "NEA": (40.07, 38.58), "MLR": (37.41, 38.52),
    "MEP": (40.08, 38.28), "MOF": (40.08, 38.28), "SHX": (39.58, 39.41), "HLJ": (38.29, 28.08),
    "WY": (15, 60),
}  # fmt: skip
_AFTER_27 = {
    "XJ": (43.18, 43.30), "LK": (43.23, 43.27), "ZG": (38.66, 28.82), "MK": (38.57, 28.79),
    "LH": (38.66, 28.82), "XS": (38.59, 29.52), "NEA": (38.72, 28.97), "MLR": (38.72, 28.97),
    "MEP": (38.71, 28.95), "MOF": (38.82, 30.72), "SHX": (38.82, 30.77), "HLJ": (38.82, 30.77),
    "WY": (15, 60),
}  # fmt: skip


@cache
def _history() -> Floats:
    table = np.array(list(_ACTORS.values()))
    stakes = fixed_stakes(
        tuple(_ACTORS), ("policy", "competition"), table[:, 1::2], table[:, 2::2] / 100, table[:, 0]
    )
    return np.asarray(spatial(stakes).positions[0])


def _off(turn: int, printed: dict[str, tuple[float, float]]) -> float:
    wanted = np.array([printed[actor] for actor in _ACTORS])
    return float(np.abs(_history()[turn] - wanted).max())


RESULT = PublishedResult(
    id="N4",
    title="KTAB's spatial model, SOE-Pol-Comp",
    source="Efird, Lester and Wise 2016 (KAPSARC), in KTAB's examples (MIT)",
    checks="all published defaults; the furthest of 26 positions, two decimals printed",
    inputs={"actors": 13, "dimensions": 2},
    expectations=(
        Expectation("turns until it stops", 27, lambda: len(_history()) - 1),
        Expectation("largest difference, turn 10", 0, lambda: _off(10, _AFTER_10), within=0.0051),
        Expectation("largest difference, turn 27", 0, lambda: _off(27, _AFTER_27), within=0.0051),
    ),
)  # fmt: skip
