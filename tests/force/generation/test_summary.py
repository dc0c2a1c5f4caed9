"""What a plan says, summed up."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.force.generation.plan import Plan
from ceasefire.force.generation.problem import HEADCOUNT, Holding, Limit, Problem, Requirement
from ceasefire.force.generation.summary import (
    burdens,
    headcounts,
    stays,
)

MONTHS = 6


def plan() -> Plan:
    """Two of three companies of one actor for two months each, a lone one of another throughout."""
    few = Holding("few", "aa", "company", (3,) * MONTHS, 100.0, {}, 2, 2, 2)
    one = Holding("one", "bb", "company", (9,) * MONTHS, 50.0, {}, 6, 0, 1, level="assumed")
    away = Holding("away", "cc", "ship", (1,) * MONTHS, 30.0, {}, 6, 0, 1, inside=False)
    asked = Requirement(HEADCOUNT, (0.0, 400.0, 400.0, 400.0, 400.0, 400.0))
    limits = {"aa": Limit("aa", army=2_000.0)}
    problem = Problem(MONTHS, (few, one, away), (asked,), limits)
    starts = np.array([[2, 0, 1, 0, 0, 0], [1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]])
    in_place = np.array([[2, 2, 1, 1, 0, 0], [1] * 6, [1] * 6])
    return Plan(problem, starts, in_place, np.zeros((1, MONTHS)))


def test_people_count_once_at_the_level_of_their_word() -> None:
    shares: dict[str, dict[str, float]] = {
        "few": {"firm": 0.75, "assumed": 0.25},
        "one": {"assumed": 1.0},
        "away": {"firm": 1.0},
    }
    firm, likely, conditional, assumed = headcounts(plan(), shares)
    assert (firm.offered, assumed.offered) == (150.0, 100.0)
    assert firm.in_place.tolist() == [150, 150, 75, 75, 0, 0]
    assert assumed.in_place.tolist() == [100, 100, 75, 75, 50, 50]
    assert likely.offered == conditional.offered == 0.0


def test_burden_is_a_share_of_the_army_where_it_is_known() -> None:
    by_actor = {one.actor: one for one in burdens(plan())}
    assert by_actor["aa"].mean == pytest.approx(100.0)
    assert by_actor["aa"].share == pytest.approx(0.05)
    assert by_actor["aa"].peak == 200.0
    assert by_actor["aa"].tied == 300.0  # two at rest beside the one in place
    assert by_actor["bb"].share is None


def test_stays_are_runs_of_one_number_of_units() -> None:
    found = [(one.holding.id, one.start, one.end, one.units) for one in stays(plan())]
    assert found == [("few", 0, 2, 2), ("few", 2, 4, 1), ("one", 0, 6, 1), ("away", 0, 6, 1)]
