"""Options of a block lived through the truce, all at once: they share their futures' luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.traced import Rows, Traced
from ceasefire.force.phases import horizon_months
from ceasefire.futures.chain import Course, Outcomes
from ceasefire.futures.fielded import fielded, rests
from ceasefire.futures.outcomes import COUNTED, EVENTS, STAGES, mixed_name, staged_name
from ceasefire.truce import arrays as a
from ceasefire.truce.from_case import (
    GivenLadders,
    Mandate,
    Run,
    ladders,
    runs,
    shared,
    steps_there,
)
from ceasefire.truce.standing import YEARS

FOLLOWED = max(YEARS)  # years for which every truce is followed
_WEEK_OF = {"war": a.WAR_WEEK, "clash": a.CLASH_WEEK}


@dataclass(frozen=True)
class Lived:
    """What the histories of a block leave, and what they rest on.

    ``left`` has shape (options, stages, count, ``len(LEFT)``), ``alone`` (count, ``len(LEFT)``) is
    the truce without any force. ``rows`` are those of each option by stage, ``deaths`` those that
    only the deaths of the force rest on.
    """

    left: NDArray[np.float32]
    alone: NDArray[np.float32]
    rows: Sequence[Mapping[str, Rows]]
    rows_alone: Rows
    deaths: Rows

    def outcomes(self, option: int) -> Outcomes:
        """Outcomes of the truce under an option, each of shape ``(count,)``."""
        found: Outcomes = {}
        for s, stage in enumerate(STAGES):
            left, rows = self.left[option, s], self.rows[option][stage]
            for (outcome, years), stands in _standing(left).items():
                found[mixed_name(stage, outcome, years)] = Traced(stands, rows)
            for name, values in _counted(left).items():
                also = self.deaths if name == "force_deaths" else frozenset()
                found[staged_name(name, stage)] = Traced(values, rows | also)
        return found

    def without_force(self) -> dict[tuple[str, int], Traced]:
        """Whether a truce without a force stands, by outcome and years."""
        return {
            key: Traced(stands, self.rows_alone) for key, stands in _standing(self.alone).items()
        }


def _standing(left: NDArray[np.float32]) -> dict[tuple[str, int], NDArray[np.bool_]]:
    return {
        (outcome, years): left[:, week] >= round(years * a.WEEKS_PER_YEAR)
        for outcome, week in _WEEK_OF.items() for years in YEARS
    }  # fmt: skip


def _counted(left: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    peace = np.minimum(left[:, a.WAR_WEEK] / a.WEEKS_PER_YEAR, FOLLOWED)
    counts = {name: left[:, a.LEFT.index(of)] for name, of in COUNTED.items()}
    return {"peace": peace, **counts} | {
        name: left[:, a.LEFT.index(of)] > 0 for name, of in EVENTS.items()
    }


def weeks_of(case: Case) -> int:
    """Weeks of the case's horizon, over which incidents and answers are counted."""
    return max(1, round(horizon_months(case) / a.MONTHS_PER_WEEK))


def lived(world: World, courses: Sequence[Course]) -> Lived:
    """Live all options of a block at all their stages, and a truce without a force.

    Args:
        world: the block, before any body has decided.
        courses: the options after politics and force.
    """
    from ceasefire.truce.kernel import histories  # noqa: PLC0415 - loads the compiler

    horizon = weeks_of(world.case)
    given = shared(world, max(horizon, round(FOLLOWED * a.WEEKS_PER_YEAR)))
    found = ladders(world)
    sides = [fielded(course, found) for course in courses]
    alone, there = _alone(world, found)
    every = [side[stage].under(side[stage].own) for side in sides for stage in STAGES]
    left = histories(given.shared, found.ladders, runs([*every, alone]), horizon)
    rows = [
        {stage: side[stage].rows(given, found, side[stage].own) for stage in STAGES}
        for side in sides
    ]
    first = found.names[0] if found.names else ""
    rests_alone = rests(given, found, first, hit=False) | there
    shape = (len(courses), len(STAGES), *left.shape[1:])
    return Lived(
        left[:-1].reshape(shape), left[-1], rows, rests_alone, given.rows["force_deaths"]
    )  # fmt: skip


def _alone(world: World, found: GivenLadders) -> tuple[Run, Rows]:
    """The truce if no force is sent: no body adopts one, others climb the case's own ladder."""
    refused = Traced(np.zeros(world.count, dtype=np.bool_))
    conditions = [row.id for row in world.case.rows("conditions") if row.text("decided_by")]
    here = world.deciding(dict.fromkeys(conditions, refused))
    nothing = np.zeros((world.count, len(a.ACTED_ON)))
    build = np.zeros((world.count, horizon_months(world.case)))
    there = Traced(np.zeros(world.count, dtype=np.int64))
    if found.names:
        allowed = Mandate(a.HOLD, found.names[0], frozenset())
        there = steps_there(here, found, allowed, refused)[found.names[0]]
    ladder = 0 if found.names else -1
    return Run(nothing, np.zeros(world.count), build, ladder, there.values), there.rows
