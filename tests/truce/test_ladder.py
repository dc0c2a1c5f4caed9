"""The response ladder: a step is there if its conditions are met and its force in place."""

from __future__ import annotations

import numpy as np

from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Traced
from ceasefire.truce.ladder import all_steps_there, step_there, steps


def test_steps_in_order(ukraine: Case) -> None:
    found = steps(ukraine)
    assert [row.text("follows") for row in found] == ["", *(row.id for row in found[:-1])]
    assert len(found) == 3
    assert found[0].band("within").stated()[1] == 24  # hours; FT, 3 February 2026
    assert found[-1].band("within").stated()[1] == 72


def test_the_force_and_the_conditions_have_to_be_there(small: Case) -> None:
    world = World(small, Draws(1, 0, 400))
    nobody = Traced(np.zeros(400, dtype=bool))
    everyone = Traced(np.ones(400, dtype=bool))
    warning, answer = steps(small)
    assert step_there(world, warning, nobody).values.all()
    assert not step_there(world, answer, nobody).values.any()
    accepted = world.condition("bethan_accepts").values
    assert np.array_equal(step_there(world, answer, everyone).values, accepted)
    assert np.array_equal(all_steps_there(world, everyone).values, accepted)
