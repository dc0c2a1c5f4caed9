"""What happens when the force is attacked: each option under every ladder, in the same futures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Rows, Traced
from ceasefire.futures.chain import LEVEL, course_of, decisions_on
from ceasefire.futures.fielded import fielded
from ceasefire.futures.histories import FIVE_YEARS, NO_ANSWER
from ceasefire.futures.lived import weeks_of
from ceasefire.politics.assembly import Assembly
from ceasefire.truce import arrays as a
from ceasefire.truce.from_case import Run, ladders, runs, shared

MOST_FUTURES = 2_000  # more would move no figure by more than a point or two
_YEAR = round(a.WEEKS_PER_YEAR)


@dataclass(frozen=True)
class Attacked:
    """A force as planned under one ladder, each field of shape ``(count,)``.

    ``attacked`` says whether it is attacked by intention within five years while the truce still
    stands. Of the futures in which it is: ``war`` whether war comes back within a year from then,
    ``leaves`` whether the force leaves by the horizon. ``answers``, ``wrong`` (of these those laid
    at the wrong door), ``unanswered`` and ``fights`` are counted over the horizon. ``beliefs`` has
    the true model of kind response in each future, -1 if there is none.
    """

    option: str
    ladder: str
    own: bool
    attacked: NDArray[np.bool_]
    war: NDArray[np.bool_]
    leaves: NDArray[np.bool_]
    answers: NDArray[np.float32]
    wrong: NDArray[np.float32]
    unanswered: NDArray[np.float32]
    fights: NDArray[np.bool_]
    beliefs: NDArray[np.int64]
    rows: Rows


def attacked(case: Case, options: list[Row], *, futures: int, seed: int) -> list[Attacked]:
    """Live every force that can be hit through the truce under every ladder, as planned.

    Args:
        case: the case.
        options: rows of the options; those with nobody in the country are left out.
        futures: how many; more than ``MOST_FUTURES`` are not run.
        seed: key of all draws.
    """
    from ceasefire.truce.kernel import histories  # noqa: PLC0415 - loads the compiler

    world = World(case, Draws(seed, 0, min(futures, MOST_FUTURES)))
    found, assembly, horizon = ladders(world), Assembly.of(world), weeks_of(case)
    given = shared(world, max(horizon, FIVE_YEARS))
    common = frozenset().union(*given.rows.values(), found.rows)
    places = {**{name: k for k, name in enumerate(found.names)}, NO_ANSWER: -1}
    sides: list[tuple[str, str, bool, Rows]] = []
    every: list[Run] = []
    for option in options:
        course = course_of(option, decisions_on(assembly.afresh(), option, LEVEL))
        side = fielded(course, found)["planned"]
        if not side.people.values.any():
            continue
        for name, place in places.items():
            sides.append((option.id, name, place == side.ladder, side.rows | common))
            every.append(side.under(place))
    if not every:
        return []
    left = histories(given.shared, found.ladders, runs(every), horizon)
    believed = _response(world)
    return [
        _told(left[k], option, ladder, believed, own=own, rows=rows)
        for k, (option, ladder, own, rows) in enumerate(sides)
    ]


def _response(world: World) -> Traced:
    if not world.case.rival_models("response"):
        return Traced(np.full(world.count, -1))
    return world.chosen_model("response")


def _told(
    left: NDArray[np.float32], option: str, ladder: str, believed: Traced, *, own: bool, rows: Rows
) -> Attacked:  # fmt: skip
    week, war = left[:, a.ATTACK_WEEK], left[:, a.WAR_WEEK]
    hit = week < FIVE_YEARS
    return Attacked(
        option, ladder, own, hit, hit & (war < FIVE_YEARS) & (war - week < _YEAR),
        hit & (left[:, a.WITHDRAWN] > 0), left[:, a.ANSWERS], left[:, a.FALSE_ANSWERS],
        left[:, a.UNANSWERED], left[:, a.HELD] > 0, believed.values.astype(np.int64), rows,
    )  # fmt: skip
