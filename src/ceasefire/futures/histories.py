"""Histories of the truce under an option, week by week: single ones to tell, many to count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Rows
from ceasefire.futures.chain import LEVEL, course_of, decisions_on
from ceasefire.futures.fielded import fielded
from ceasefire.politics.assembly import Assembly
from ceasefire.truce import arrays as a
from ceasefire.truce.from_case import (
    Given,
    GivenLadders,
    Mandate,
    ladders,
    mandate,
    refuse_what_lacks,
    runs,
    shared,
)
from ceasefire.truce.plain import Event, plain_history
from ceasefire.truce.standing import YEARS

NO_FORCE, NO_ANSWER = "no force", "nobody answers"
FIVE_YEARS = round(max(YEARS) * a.WEEKS_PER_YEAR)

Shares = dict[str, float]


@dataclass(frozen=True)
class Histories:
    """An option at one stage, ready to be lived through under every ladder.

    ``names`` has the run of each place: the ladders of the case, then `NO_ANSWER`, the force
    without any ladder, and `NO_FORCE`, the own ladder with nobody there. ``own`` is the place of
    the ladder its mandate names, or that of `NO_ANSWER` in a case without ladders. ``horizon`` is
    the weeks over which incidents and answers are counted. ``rows`` has what each piece rests on.
    """

    option: Row
    stage: str
    given: Given
    ladders: GivenLadders
    mandate: Mandate
    runs: a.Runs
    names: tuple[str, ...]
    own: int
    horizon: int
    rows: Mapping[str, Rows]

    def lived(self) -> NDArray[np.float32]:
        """What each history leaves, shape (runs, futures, left), by the compiled kernel."""
        from ceasefire.truce.kernel import histories  # noqa: PLC0415 - loads the compiler

        return histories(self.given.shared, self.ladders.ladders, self.runs, self.horizon)

    def told(self, future: int, run: int) -> list[Event]:
        """Events of one history, by the plain twin."""
        log: list[Event] = []
        arrays = self.given.shared, self.ladders.ladders, self.runs
        plain_history(*arrays, self.horizon, future, run, log)
        return [event for event in log if event.week < self.horizon]


def histories_of(  # noqa: PLR0913 - the settings of a run
    case: Case, option: Row, stage: str, *, futures: int, seed: int, weeks: int, first: int = 0
) -> Histories:
    """Prepare the histories of an option.

    Politics and force are run as for an answer, with the same draws; what bodies decide holds in
    the truce too.

    Args:
        case: the case.
        option: row of the option.
        stage: one of ``futures.outcomes.STAGES``.
        futures: how many futures, 1 or more.
        seed: key of all draws.
        weeks: horizon over which things are counted; standing is followed for five years at least.
        first: number of the first future.

    Raises:
        CeasefireError: the case has no process or no line, or ``weeks`` is below 1.
    """
    refuse_what_lacks(case, weeks)
    world = World(case, Draws(seed, first, futures))
    given, found = shared(world, max(weeks, FIVE_YEARS)), ladders(world)
    course = course_of(option, decisions_on(Assembly.of(world), option, LEVEL))
    side, allowed = fielded(course, found)[stage], mandate(case, option)
    names = (*found.names, NO_ANSWER, NO_FORCE)
    ladder = {"ladders": found.rows[side.own], "there": side.there[side.own].rows}
    return Histories(
        option, stage, given, found, allowed,
        runs([*(side.under(name) for name in found.names), side.under(""), side.absent()]),
        names, names.index(side.own or NO_ANSWER), weeks,
        {**_pieces(given), **(ladder if side.own else {}), "effects": side.effect.rows,
         "people": side.people.rows, "build": side.build.rows},
    )  # fmt: skip


def _pieces(given: Given) -> dict[str, Rows]:
    """What the futures rest on, whatever the force: the process in one piece."""
    apart = ("baselines", "line", "response")
    process = [rows for name, rows in given.rows.items() if name not in apart]
    return {name: given.rows[name] for name in apart} | {"process": frozenset().union(*process)}


def shares(left: NDArray[np.float32], run: int) -> Shares:
    """Sum up a run over all futures; ``left`` is what `Histories.lived` gives.

    Standing, ``withdrawn`` and ``attacked`` (the force by intention, ``attacked_fatally`` so that
    somebody died, within some years and before war came) are shares of the futures; everything else
    is a mean per future over the horizon, or until war came.
    """
    found = {}
    of = left[run]
    for name, column in (("war", a.WAR_WEEK), ("clash", a.CLASH_WEEK)):
        for years in YEARS:
            stands = of[:, column] >= round(years * a.WEEKS_PER_YEAR)
            found[f"no_{name}_{years}"] = float(stands.mean())
    for name, column in (("", a.ATTACK_WEEK), ("_fatally", a.ATTACK_FATAL_WEEK)):
        for years in YEARS:
            came = of[:, column] < round(years * a.WEEKS_PER_YEAR)
            found[f"attacked{name}_{years}"] = float(came.mean())
    for k, name in enumerate(a.LEFT):
        if k not in a.WEEK_COLUMNS:
            found[name] = float(of[:, k].mean(dtype=np.float64))
    return found
