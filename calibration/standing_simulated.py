"""How long simulated truces without a force stand, beside what the case says of them.

Run: ``python calibration/standing_simulated.py [CASE]``; needs no data. Prints the table of
``docs/calibration-standing.md``. The process of the case is at work: violations that heat, a side
that regroups, recommitments. A closed form does not show what these do to a baseline.
"""

from __future__ import annotations

import sys

import numpy as np

from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.bands import Floats
from ceasefire.core.draws import Draws
from ceasefire.truce import arrays as a
from ceasefire.truce.from_case import Run, runs, shared
from ceasefire.truce.kernel import histories
from ceasefire.truce.standing import baseline_hazard

CASE, COUNT, SEED = "ukraine", 20_000, 1
MONTHS = (3, 6, 12, 24, 60, 120)
WEEKS = round(max(MONTHS) / 12 * a.WEEKS_PER_YEAR)
COLUMNS = {"war": a.WAR_WEEK, "clash": a.CLASH_WEEK}
CURVES = (("civil_war", "war"), ("civil_war", "clash"), ("interstate", "war"),
          ("interstate", "clash"))  # fmt: skip


def world_under(case: Case, baseline: str, count: int, seed: int, *sets: str) -> World:
    """Futures of a case in all of which one baseline is true; ``sets`` as for ``--set``."""
    models = [row.id for row in case.rival_models("baseline")]
    weights = [f"rival_models.{one}.weight={int(one == baseline)}" for one in models]
    return World(what_if(case, [*weights, *sets], [])[0], Draws(seed, 0, count))


def without_force(world: World, weeks: int = WEEKS) -> Floats:
    """What histories leave with nobody there and nobody who answers, shape (count, left)."""
    count = world.count
    nobody = Run(
        np.zeros((count, len(a.ACTED_ON))), np.zeros(count), np.zeros((count, 1)), -1,
        np.zeros(count, dtype=np.int64),
    )  # fmt: skip
    none = a.Ladders(
        np.full((1, len(a.BREACHES)), -1), np.zeros((0, 3), dtype=np.int64), np.zeros((count, 0))
    )
    left = histories(shared(world, weeks).shared, none, runs([nobody]), weeks)
    return np.asarray(left[0], dtype=float)


def standing_at(left: Floats, outcome: str, months: float) -> float:
    """Share of histories without the outcome until then."""
    return float((left[:, COLUMNS[outcome]] >= round(months / 12 * a.WEEKS_PER_YEAR)).mean())


def closed(world: World, baseline: str, outcome: str, months: float) -> float:
    """The same share by the baseline alone."""
    hazard = baseline_hazard(world, baseline, outcome, months / 12)
    return float(np.exp(-hazard.values).mean())


def table(name: str = CASE, count: int = COUNT, seed: int = SEED) -> list[str]:
    """Lines of the table: for each month and curve the case's band and the simulated share."""
    case = load_case(name)
    left = {
        baseline: without_force(world_under(case, baseline, count, seed))
        for baseline in dict.fromkeys(baseline for baseline, _ in CURVES)
    }
    lines = []
    for months in MONTHS:
        cells = []
        for baseline, outcome in CURVES:
            cells += [
                _band(case, baseline, outcome, months / 12),
                f"{standing_at(left[baseline], outcome, months):.2f}",
            ]
        lines.append(f"| {months} months | {' | '.join(cells)} |")
    return lines


def _band(case: Case, baseline: str, outcome: str, years: float) -> str:
    for row in case.rows("baselines"):
        here = (row.text("model_id"), row.text("outcome"), row.number("years"))
        if here == (baseline, outcome, years):
            band = row.band("standing")
            low, high = band.stated()
            return f"{band.central():g} [{low:g}, {high:g}]"
    return ""


if __name__ == "__main__":
    print("\n".join(table(sys.argv[1] if len(sys.argv) > 1 else CASE)))
