"""Standing: no renewed war, and no fatal clash, by some year, under rival models.

A baseline says how often truces of a kind still stood without regard to a force; a model of
presence says by which ratio a force changes the hazard. Both come from the case; their hazards
multiply as in a proportional hazards model (Cox 1972).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.world import World
from ceasefire.core.traced import Rows, Traced

YEARS = (1, 2, 5)
_SMALLEST = 1e-9  # a hazard of zero has no logarithm


@dataclass(frozen=True)
class Points:
    """What a baseline publishes of an outcome.

    ``years`` has shape (points,), ``hazards`` the cumulative hazards there, shape (points, count),
    ``rows`` what they rest on.
    """

    years: NDArray[np.float64]
    hazards: NDArray[np.float64]
    rows: Rows


def baseline_points(world: World, model: str, outcome: str) -> Points:
    """Draw the published points of a baseline.

    All points of a model are drawn at one quantile, so that a curve that is high early is high
    late, and high for clashes where it is high for war.
    """
    rows = sorted(
        (r for r in world.case.rows("baselines")
         if r.text("model_id") == model and r.text("outcome") == outcome),
        key=lambda row: row.needed_number("years"),
    )  # fmt: skip
    stream = f"baselines.{model}"
    drawn = [world.band(row, "standing", stream=stream) for row in rows]
    hazards = np.stack([-np.log(np.clip(d.values, _SMALLEST, 1.0)) for d in drawn])
    hazards = np.maximum.accumulate(hazards, axis=0)
    addresses = frozenset().union(*(d.rows for d in drawn))
    times = np.array([row.needed_number("years") for row in rows])
    return Points(times, hazards, addresses)


def baseline_hazard(world: World, model: str, outcome: str, years: float) -> Traced:
    """Cumulative hazard of an outcome without regard to a force by some year.

    Between two published points the hazard follows the Weibull law through them, and beyond them
    the law of the nearest two.
    """
    points = baseline_points(world, model, outcome)
    return Traced(_weibull_through(points.years, points.hazards, years), points.rows)


def _weibull_through(times: np.ndarray, hazards: np.ndarray, year: float) -> np.ndarray:
    exact = np.flatnonzero(np.isclose(times, year))
    if exact.size:
        return np.asarray(hazards[exact[0]])
    if len(times) == 1:
        return np.asarray(hazards[0] * year / times[0])
    right = int(np.clip(np.searchsorted(times, year), 1, len(times) - 1))
    left = right - 1
    low, high = np.maximum(hazards[left], _SMALLEST), np.maximum(hazards[right], _SMALLEST)
    shape = np.log(high / low) / np.log(times[right] / times[left])
    return np.asarray(low * (year / times[left]) ** shape)


def log_hazard_ratio(world: World, model: str, mission_type: str, outcome: str) -> Traced:
    """Logarithm of the hazard with a force that fills its need over that without, ``(count,)``.

    It grows with the share of the need that is filled in proportion. A model that does not speak
    of a mission leaves the hazard as it is: 0.
    """
    found = Traced(np.zeros(world.count))
    for row in world.case.rows("presence_effects"):
        speaks = mission_type in row.words("mission_types") and outcome in row.words("outcomes")
        if row.text("model_id") == model and speaks:
            drawn = world.band(row, "hazard_ratio").apply(np.log)
            found = found + drawn.where(world.all_met(row.words("conditions")))
    return found
