"""The response ladder: which steps could be taken if the truce is broken or the force attacked."""

from __future__ import annotations

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced


def steps(case: Case) -> list[Row]:
    """Steps of the ladder from the first."""
    return sorted(case.rows("ladder"), key=lambda row: row.needed_number("step"))


def step_there(world: World, step: Row, in_place: Traced) -> Traced:
    """In which futures a step can be taken: its conditions met and, if need be, a force in place.

    ``in_place`` and the result have shape ``(count,)`` of bool.
    """
    there = world.all_met(step.words("conditions")).resting_on({step.address("force_needed")})
    return there & in_place if step.flag("force_needed") else there


def all_steps_there(world: World, in_place: Traced) -> Traced:
    """In which futures every step of the ladder can be taken."""
    there = Traced(np.full(world.count, fill_value=True))
    for step in steps(world.case):
        there = there & step_there(world, step, in_place)
    return there
