"""Simulated truces without a force stand as long as those that the shipped numbers are taken from.

The process of the case is at work (violations that heat, a side that regroups, recommitments), so
that these tests fail where it shifts the baselines, not only where the rows of the case are wrong.
Violations have theirs in ``test_violations_calibration.py``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from calibration import standing as script
from calibration import standing_data as source
from calibration import standing_simulated as simulation
from calibration import standing_survival as survival
from calibration.standing_simulated import closed, standing_at, without_force, world_under

from ceasefire.case.load import load_case
from ceasefire.case.world import World
from ceasefire.core.bands import Floats
from ceasefire.core.draws import Draws
from ceasefire.truce.calibration import coefficients
from ceasefire.truce.standing import baseline_hazard

COUNT = 8_000  # a share has a standard error of 0.006 or less
SEEDS = (7, 8)
MONTHS = (3, 6, 12, 24, 60)


@cache
def simulated(baseline: str, seed: int = SEEDS[0]) -> Floats:
    return without_force(world_under(load_case("ukraine"), baseline, COUNT, seed))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("months", MONTHS)
def test_civil_war_truces_stand_as_those_of_fortna(months: int, seed: int) -> None:
    # Fortna 2008, ceasefires of 1989 to 1999 while no peacekeepers were there: 95 % band of the
    # Kaplan-Meier curve of war resumed, as `calibration/standing.py` wrote it.
    band = coefficients("standing_fortna")[f"without.{months / 12:g}y"]
    assert band.low is not None
    assert band.high is not None
    found = standing_at(simulated("civil_war", seed), "war", months)
    assert band.low <= found <= band.high
    assert found == pytest.approx(band.value, abs=0.04)


# 33 hard interstate dyads, 1946 to 2007: Correlates of War wars and GML disputes, survival with its
# 95 % interval. After one year none had failed and no interval was published: the rule of three.
DYADS = [
    ("war", 12, 1 - 3 / 33, 1.0), ("war", 24, 0.86, 1.0), ("war", 60, 0.82, 1.0),
    ("war", 120, 0.59, 0.90),
    ("clash", 12, 0.59, 0.90), ("clash", 24, 0.37, 0.72), ("clash", 60, 0.18, 0.51),
    ("clash", 120, 0.16, 0.48),
]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("outcome", "months", "low", "high"), DYADS)
def test_truces_between_states_stand_as_those_of_the_33_dyads(
    outcome: str, months: int, low: float, high: float, seed: int
) -> None:
    assert low <= standing_at(simulated("interstate", seed), outcome, months) <= high


@pytest.mark.parametrize("baseline", ["civil_war", "interstate"])
def test_of_what_moves_a_hazard_only_regrouping_shifts_standing(baseline: str) -> None:
    # Fire over what is expected has a mean of one, so `heat` leaves the level; `growth` does not.
    steady = [
        f"process.{row}.value_{end}=0"
        for row in ("growth", "growth_army") for end in ("low", "mode", "high")
    ]  # fmt: skip
    world = world_under(load_case("ukraine"), baseline, COUNT, SEEDS[0], *steady)
    left, regrouping = without_force(world), simulated(baseline)
    for months in MONTHS:
        for outcome in simulation.COLUMNS:
            expected = closed(world, baseline, outcome, months)
            assert standing_at(left, outcome, months) == pytest.approx(expected, abs=0.016)
        shift = standing_at(regrouping, "war", months) - standing_at(left, "war", months)
        assert -0.035 < shift <= 0.001


def test_the_documents_show_what_the_script_prints() -> None:
    page = Path(__file__).parents[2] / "docs" / "calibration-standing.md"
    told = page.read_text(encoding="utf-8").splitlines()
    for line in simulation.table():
        assert line in told


@pytest.mark.parametrize("name", ["ukraine", "ukraine-2024"])
def test_no_future_has_war_more_often_than_clashes(name: str) -> None:
    # A war begins with a clash: where its hazard grew faster, wars would be lost.
    world = World(load_case(name), Draws(SEEDS[0], 0, 500))
    for model in (row.id for row in world.case.rival_models("baseline")):
        grown = {
            outcome: np.diff(
                [baseline_hazard(world, model, outcome, m / 12).values for m in range(1, 61)],
                axis=0,
            )
            for outcome in simulation.COLUMNS
        }
        assert (grown["war"] <= grown["clash"] + 1e-9).all()


@pytest.mark.realdata
@pytest.mark.parametrize("seed", SEEDS)
def test_civil_war_truces_stand_within_the_band_computed_anew(seed: int) -> None:
    pytest.importorskip("pandas", reason="pandas, of the extra 'survival', is not there")
    if not all((script.DATA / file).is_file() for file in source.FILES):
        pytest.skip("../shared/data is not there")
    records = source.fortna_records(source.read_fortna(script.DATA))
    curve = survival.kaplan_meier(script.groups_of(records)["without"])
    band = curve.band([months / 12 for months in MONTHS])
    for months, (low, high) in zip(MONTHS, band, strict=True):
        assert low <= standing_at(simulated("civil_war", seed), "war", months) <= high
