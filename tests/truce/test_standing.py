"""Standing: the published curves without a force, and what a force does to them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ceasefire.case.edits import Edit, edited
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.truce.standing import baseline_hazard, log_hazard_ratio


def world(case: Case, count: int = 4_000) -> World:
    return World(case, Draws(5, 0, count))


def mean_standing(case: Case, model: str, outcome: str, years: float) -> float:
    return float(np.exp(-baseline_hazard(world(case), model, outcome, years).values).mean())


# 33 hard interstate dyads 1946 to 2007 (computed from COW and GML data): share standing, with the
# 95 % interval the band was made from.
@pytest.mark.parametrize(
    ("outcome", "years", "low", "published", "high"),
    [("war", 2, 0.86, 0.94, 1.0), ("war", 5, 0.82, 0.91, 1.0),
     ("clash", 1, 0.59, 0.73, 0.90), ("clash", 2, 0.37, 0.52, 0.72),
     ("clash", 5, 0.18, 0.30, 0.51)],
)  # fmt: skip
def test_the_interstate_baseline_is_the_published_one(
    ukraine: Case, outcome: str, years: int, low: float, published: float, high: float
) -> None:
    found = mean_standing(ukraine, "interstate", outcome, years)
    assert low <= found <= high
    assert found == pytest.approx(published, abs=0.06)


# Fortna 2008, ceasefires of 1989 to 1999 without peacekeepers: Kaplan-Meier share standing.
@pytest.mark.parametrize(
    ("years", "share"),
    [(0.25, 0.817), (0.5, 0.717), (1, 0.618), (2, 0.555), (5, 0.415), (10, 0.372)],
)
def test_the_civil_war_baseline_is_the_curve_of_fortna(
    ukraine: Case, years: float, share: float
) -> None:
    assert mean_standing(ukraine, "civil_war", "war", years) == pytest.approx(share, abs=0.02)


def test_standing_falls_with_the_years_in_every_future(ukraine: Case) -> None:
    for model in ("interstate", "civil_war"):
        for outcome in ("war", "clash"):
            here = world(ukraine, 500)
            hazards = [
                baseline_hazard(here, model, outcome, y).values for y in (0.5, 1, 2, 3, 5, 12)
            ]
            for earlier, later in pairwise(hazards):
                assert (later >= earlier - 1e-12).all()


def test_points_that_cross_are_held_apart(small: Case) -> None:
    # Where the first year was drawn low, a bare figure for the fifth would lie above it.
    case = edited(small, [
        Edit.parse(f"baselines.clash_5.standing_{end}")
        for end in ("low=", "high=", "mode=0.69")
    ])  # fmt: skip
    here = world(case, 500)
    one, five = (baseline_hazard(here, "past_truces", "clash", y).values for y in (1, 5))
    assert (five >= one).all()
    assert (five > -np.log(0.69) + 1e-9).any()


def test_between_two_points_the_hazard_is_weibull(small: Case) -> None:
    here = world(small, 50)
    one, mid, five = (baseline_hazard(here, "past_truces", "war", y).values for y in (1, 5**0.5, 5))
    assert np.allclose(mid, np.sqrt(one * five))


def ratio(case: Case, model: str, mission: str) -> np.ndarray:
    """Hazard ratio of a force that fills its need."""
    return np.exp(log_hazard_ratio(world(case, 300), model, mission, "war").values)


def test_if_troops_help_they_lower_the_hazard(ukraine: Case) -> None:
    for mission in ("reassure", "deter", "interpose_armed", "interpose_consent"):
        found = ratio(ukraine, "troops_help", mission)
        assert (found <= 1.0).all()
        assert found.mean() < 0.9


def test_no_effect_leaves_the_hazard(ukraine: Case) -> None:
    for mission in ("monitor", "reassure", "deter", "air_only"):
        assert np.allclose(ratio(ukraine, "no_effect", mission), 1.0)


def test_an_effect_without_its_condition_is_none(small: Case) -> None:
    off = edited(small, [Edit.parse("conditions.ceasefire.state=off")])
    assert np.allclose(ratio(off, "troops_help", "monitor"), 1.0)
    assert (ratio(small, "troops_help", "monitor") < 1.0).all()


def test_the_true_models_are_drawn_by_their_weights(ukraine: Case) -> None:
    for kind in ("baseline", "presence"):
        rows = [row for row in ukraine.rows("rival_models") if row.text("kind") == kind]
        chosen = world(ukraine, 20_000).chosen_model(kind).values
        for number, row in enumerate(rows):
            share = float((chosen == number).mean())
            assert share == pytest.approx(row.number("weight"), abs=0.015)


def test_a_model_without_weight_is_never_true(small: Case) -> None:
    only = edited(small, [Edit.parse("rival_models.no_effect.weight=0")])
    assert set(world(only).chosen_model("presence").values) == {0}
