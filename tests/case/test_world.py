"""Drawn worlds: conditions by their state, bands by their address."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.case.edits import Edit, edited
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws


def world(case: Case, count: int = 4_000, seed: int = 1) -> World:
    return World(case, Draws(seed, 0, count))


def test_conditions_follow_their_state(small: Case) -> None:
    for state, share in (("on", 1.0), ("off", 0.0)):
        case = edited(small, [Edit.parse(f"conditions.bethan_accepts.state={state}")])
        assert world(case).condition("bethan_accepts").values.mean() == share
    # Mean of the triangular band 0.1, 0.3, 0.6 is a third.
    open_share = world(small).condition("bethan_accepts").values.mean()
    assert open_share == pytest.approx(1 / 3, abs=0.03)


def test_a_draw_rests_on_its_address_and_is_drawn_once(small: Case) -> None:
    here = world(small)
    row = small.row("pledges", "dov_2025_06")
    drawn = here.band(row, "n")
    assert {str(a) for a in drawn.rows} == {"pledges.dov_2025_06.n"}
    assert here.band(row, "n") is drawn


def test_an_edit_moves_only_what_it_touches(small: Case) -> None:
    changed = edited(small, [Edit.parse("pledges.dov_2025_06.n_high=900")])
    before, after = world(small), world(changed)
    untouched = ("positions", "arr_force", "position")
    for table, row, column in (untouched,):
        old = before.band(small.row(table, row), column).values
        assert np.array_equal(old, after.band(changed.row(table, row), column).values)
    moved = after.band(changed.row("pledges", "dov_2025_06"), "n").values
    assert moved.max() > 800


def test_factors_are_conditions_and_streams(small: Case) -> None:
    here = world(small)
    rows = [small.row("baselines", key) for key in ("war_1", "war_5")]
    for row in rows:
        here.band(row, "standing", stream="one")
    names = [str(address) for address, _ in here.factors()]
    assert "conditions.bethan_accepts.state" in names
    assert "baselines.war_1.standing" in names
    assert "baselines.war_5.standing" not in names
