"""Pools with their bands drawn lie within those that are stated."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.force.drawn_pools import drawn_deployable, drawn_sustained
from ceasefire.force.pools import deployable, sustained


@pytest.mark.parametrize("actor", ["gbr", "fra", "ltu", "can"])
def test_drawn_lies_between_the_stated_ends(ukraine: Case, actor: str) -> None:
    world = World(ukraine, Draws(1, 0, 500))
    drawn, stated = drawn_deployable(world, actor, 24), deployable(ukraine, actor, 24)
    assert drawn is not None
    assert stated is not None
    assert drawn.values.shape == (500, 24)
    assert (drawn.values >= stated.low - 1e-6).all()
    assert (drawn.values <= stated.high + 1e-6).all()
    assert drawn.values.std() > 0
    assert set(stated.rows) == set(drawn.rows)


def test_sustained_lies_between_the_stated_ends(ukraine: Case) -> None:
    world = World(ukraine, Draws(1, 0, 500))
    drawn, stated = drawn_sustained(world, "fra", 24), sustained(ukraine, "fra", 24)
    assert drawn is not None
    assert stated is not None
    assert (drawn.values >= stated.low - 1e-6).all()
    assert (drawn.values <= stated.high + 1e-6).all()


def test_commitments_are_a_factor_of_the_futures(ukraine: Case) -> None:
    world = World(ukraine, Draws(1, 0, 50))
    drawn_deployable(world, "gbr", 24)
    assert "commitments.gbr_estonia.personnel" in {str(address) for address, _ in world.factors()}


def test_a_state_without_a_pool_has_no_limit(ukraine: Case) -> None:
    world = World(ukraine, Draws(1, 0, 5))
    assert drawn_deployable(world, "irl", 24) is None
    assert drawn_sustained(world, "irl", 24) is None


def test_people_of_a_commitment_that_ends_are_free_after_it(ukraine: Case) -> None:
    """UNIFIL ends on 31 December 2026, month 10 of the case; Italy has up to 1,256 there."""
    drawn = drawn_deployable(World(ukraine, Draws(1, 0, 200)), "ita", 24)
    assert drawn is not None
    freed = drawn.values[:, 11] - drawn.values[:, 10]
    assert (freed >= 1256 - 1e-6).all()
    assert np.allclose(drawn.values[:, 11], drawn.values[:, 23])
