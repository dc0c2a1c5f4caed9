"""What happens when the force is attacked: each option under every ladder, in the same futures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Rows
from ceasefire.futures.chain import LEVEL, course_of, decisions_on
from ceasefire.futures.fielded import Fielded, fielded
from ceasefire.futures.histories import FIVE_YEARS
from ceasefire.politics.assembly import Assembly
from ceasefire.truce import arrays as a
from ceasefire.truce.from_case import Given, GivenLadders, ladders, responses, runs, shared

MOST_FUTURES = 2_000  # more would move no figure by more than a point or two
NOBODY = ""  # in the place of a ladder, where nobody answers
_YEAR = round(a.WEEKS_PER_YEAR)

Flags = NDArray[np.bool_]
Left = NDArray[np.float32]


@dataclass(frozen=True)
class Attacked:
    """A force as planned under one ladder; arrays have shape ``(count,)``.

    ``hit`` says in which futures it would be attacked by intention within four years, before war
    comes, if nobody answered breaches: the same futures for all ladders. ``war`` says by belief
    about answers (a response model; blank: the one that is true) whether war has come by a year
    after that attack. Over five years, ``leaves`` says whether the force has left after an incident
    that killed, ``fights`` whether it fought for the line itself; ``answers``, ``wrong`` (those to
    the wrong side) and ``unanswered`` (breaches) are counted.
    """

    option: str
    ladder: str
    own: bool
    hit: Flags
    war: Mapping[str, Flags]
    leaves: Flags
    fights: Flags
    answers: Left
    wrong: Left
    unanswered: Left
    rows: Rows


def attacked(case: Case, options: Sequence[Row], *, futures: int, seed: int) -> list[Attacked]:
    """Live every force that can be hit through the truce under every ladder, as planned.

    Every future is lived once under each belief about answers, so that beliefs and ladders are
    compared with the same luck.

    Args:
        case: the case.
        options: rows of the options; those with nobody in the country are left out.
        futures: how many; more than ``MOST_FUTURES`` are not run.
        seed: key of all draws.
    """
    world = World(case, Draws(seed, 0, min(futures, MOST_FUTURES)))
    found, assembly = ladders(world), Assembly.of(world)
    sides: dict[str, Fielded] = {}
    for option in options:
        course = course_of(option, decisions_on(assembly.afresh(), option, LEVEL))
        side = fielded(course, found)["planned"]
        if side.people.values.any():
            sides[option.id] = side
    if not sides:
        return []
    given = shared(world, FIVE_YEARS)
    left = _lived(world, given, found, list(sides.values()))
    true = world.chosen_model("response").values if len(left) > 1 else np.zeros(world.count)
    names, told = (*found.names, NOBODY), []
    for k, (option_id, side) in enumerate(sides.items()):
        by_model = {model: of[k] for model, of in left.items()}
        own = _true(by_model, true)
        for place, ladder in enumerate(names):
            rows = side.rows(given, found, ladder)
            told.append(_told(option_id, side, ladder, by_model, own, place, rows))
    return told


def _lived(
    world: World, given: Given, found: GivenLadders, sides: Sequence[Fielded]
) -> dict[str, Left]:
    """Histories by belief about answers, shape (options, ladders and nobody, count, left)."""
    from ceasefire.truce.kernel import histories  # noqa: PLC0415 - loads the compiler

    names = (*found.names, NOBODY)
    every = runs([side.under(ladder) for side in sides for ladder in names])
    beliefs = responses(world) or {"": given.shared.response}
    shape = (len(sides), len(names), world.count, len(a.LEFT))
    return {
        model: histories(
            given.shared._replace(response=response), found.ladders, every, FIVE_YEARS
        ).reshape(shape)
        for model, response in beliefs.items()
    }


def _true(by_model: Mapping[str, Left], true: NDArray[np.generic]) -> Left:
    """Histories under the belief that is true in each future."""
    every = list(by_model.values())
    found = every[0].copy()
    for m, left in enumerate(every):
        found[:, true == m] = left[:, true == m]
    return found


def _told(  # noqa: PLR0913, PLR0917 - what is told of one force under one ladder
    option: str, side: Fielded, ladder: str, by_model: Mapping[str, Left], own: Left, place: int,
    rows: Rows,
) -> Attacked:  # fmt: skip
    first = own[-1, :, a.ATTACK_WEEK]  # nobody's answer is the last, and no belief changes it
    mine = own[place]
    war = {model: left[place, :, a.WAR_WEEK] < first + _YEAR for model, left in by_model.items()}
    return Attacked(
        option, ladder, side.own == ladder, first < FIVE_YEARS - _YEAR,
        {**war, "": mine[:, a.WAR_WEEK] < first + _YEAR},
        mine[:, a.WITHDRAWN] > 0, mine[:, a.HELD] > 0, mine[:, a.ANSWERS],
        mine[:, a.FALSE_ANSWERS], mine[:, a.UNANSWERED], rows,
    )  # fmt: skip
