"""Three test functions by seed, and the boxes that ``ema_workbench`` finds in them.

``python tests/futures/discovery/oracle.py`` prints its boxes where it is installed; those of
version 2.5.3 stand in ``golden_boxes.json``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Frame = dict[str, NDArray[Any]]
Table = Mapping[str, Any]
GOLDEN = Path(__file__).with_name("golden_boxes.json")
VERSION = "2.5.3"


@dataclass(frozen=True)
class Problem:
    """Factors, and which futures are of interest."""

    frame: Frame
    wanted: NDArray[np.bool_]


def corner(futures: int = 2000) -> Problem:
    """A corner of three of six numbers, seen through 5 % of noise."""
    rng = np.random.default_rng(11)
    frame = {f"x{i}": rng.random(futures) for i in range(6)}
    inside = (frame["x0"] < 0.4) & (frame["x2"] > 0.3) & (frame["x5"] > 0.5)
    return Problem(frame, inside ^ (rng.random(futures) < 0.05))


def switches(futures: int = 2000) -> Problem:
    """Numbers with a switch and a category of four: the small force fails without acceptance."""
    rng = np.random.default_rng(12)
    frame: Frame = {
        "people": rng.uniform(1, 30, futures),
        "delay": rng.exponential(6, futures),
        "accepted": rng.random(futures) < 0.6,
        "belief": rng.choice(np.array(["deter", "none", "provoke", "tripwire"]), futures),
    }
    score = 1.5 - 0.1 * frame["people"] + 0.12 * frame["delay"] - 2.0 * frame["accepted"]
    score = score + np.where(frame["belief"] == "provoke", 1.5, 0.0)
    return Problem(frame, rng.random(futures) < 1 / (1 + np.exp(-2 * score)))


def ishigami(futures: int = 2000) -> Problem:
    """The highest fifth of Ishigami's function, with three factors that do nothing."""
    rng = np.random.default_rng(13)
    frame = {f"x{i}": rng.uniform(-np.pi, np.pi, futures) for i in range(6)}
    value = (
        np.sin(frame["x0"])
        + 7 * np.sin(frame["x1"]) ** 2
        + 0.1 * frame["x2"] ** 4 * np.sin(frame["x0"])
    )
    return Problem(frame, value > np.quantile(value, 0.8))


PROBLEMS: dict[str, Callable[[], Problem]] = {
    "corner": corner,
    "switches": switches,
    "ishigami": ishigami,
}


def ema_boxes(problem: Problem) -> list[dict[str, Any]]:
    """Every box on ``ema_workbench``'s trajectory: counts, limits that bind, and quasi p-values."""
    import pandas as pd
    from ema_workbench.analysis import prim

    table = pd.DataFrame(problem.frame)
    search = prim.Prim(table, problem.wanted.copy(), threshold=0.1, peel_alpha=0.05)
    found = search.find_box()
    boxes = []
    for number, limits in enumerate(found.box_lims):
        row = found.peeling_trajectory.iloc[number]
        chances = found.qp[number]
        boxes.append({
            "inside": int(row["n"]), "hits": int(row["k"]), "coverage": float(row["coverage"]),
            "density": float(row["density"]), "mass": float(row["mass"]),
            "limits": {name: _limit(name, limits, search.box_init, chances) for name in chances},
        })  # fmt: skip
    return boxes


def _limit(name: str, limits: Table, whole: Table, chances: Table) -> dict[str, Any]:
    low, high = limits[name]
    if isinstance(low, set):
        return {"kept": sorted(low), "p_kept": float(chances[name][0])}
    told: dict[str, Any] = {}
    for side, end, free, chance in zip(
        ("low", "high"), (low, high), whole[name], chances[name], strict=True
    ):
        if end != free:
            told |= {side: float(end), f"p_{side}": float(chance)}
    return told


if __name__ == "__main__":
    print(json.dumps({name: ema_boxes(make()) for name, make in PROBLEMS.items()}))
