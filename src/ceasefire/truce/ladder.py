"""Ladders of response: which steps could be taken if the truce is broken or the force attacked."""

from __future__ import annotations

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced


def ladder_names(case: Case) -> list[str]:
    """Names of the ladders in the order of the table; the first is the case's own."""
    return list(dict.fromkeys(row.text("ladder") for row in case.rows("ladder")))


def steps(case: Case, ladder: str = "") -> list[Row]:
    """Steps of a ladder from the first; of the case's own if none is named."""
    names = ladder_names(case)
    name = ladder or (names[0] if names else "")
    after = {row.text("follows"): row for row in case.rows("ladder") if row.text("ladder") == name}
    found: list[Row] = []
    step = ""
    while step in after:
        found.append(after[step])
        step = found[-1].id
    return found


def step_there(world: World, step: Row, in_place: Traced) -> Traced:
    """In which futures a step can be taken: its conditions met and, if need be, a force in place.

    ``in_place`` and the result have shape ``(count,)`` of bool.
    """
    there = world.all_met(step.words("conditions")).resting_on({step.address("force_needed")})
    return there & in_place if step.flag("force_needed") else there


def all_steps_there(world: World, in_place: Traced) -> Traced:
    """In which futures every step of the case's own ladder can be taken."""
    there = Traced(np.full(world.count, fill_value=True))
    for step in steps(world.case):
        there = there & step_there(world, step, in_place)
    return there
