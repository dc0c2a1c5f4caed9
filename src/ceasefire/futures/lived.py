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
from ceasefire.futures.fielded import fielded
from ceasefire.futures.outcomes import COUNTED, EVENTS, STAGES, mixed_name, staged_name
from ceasefire.truce import arrays as a
from ceasefire.truce.from_case import Mandate, Run, ladders, runs, shared, steps_there
from ceasefire.truce.ladder import ladder_names
from ceasefire.truce.standing import YEARS

FOLLOWED = max(YEARS)  # years for which every truce is followed
_WEEK_OF = {"war": a.WAR_WEEK, "clash": a.CLASH_WEEK}


@dataclass(frozen=True)
class Lived:
    """What the histories of a block leave, and what they rest on.

    ``left`` has shape (options, stages, count, ``len(LEFT)``), ``alone`` (count, ``len(LEFT)``) is
    the truce without any force. ``rows`` are those of each option by stage.
    """

    left: NDArray[np.float32]
    alone: NDArray[np.float32]
    rows: Sequence[Mapping[str, Rows]]
    rows_alone: Rows

    def outcomes(self, option: int) -> Outcomes:
        """Outcomes of the truce under an option, each of shape ``(count,)``."""
        found: Outcomes = {}
        for s, stage in enumerate(STAGES):
            left, rows = self.left[option, s], self.rows[option][stage]
            for (outcome, years), stands in _standing(left).items():
                found[mixed_name(stage, outcome, years)] = Traced(stands, rows)
            for name, values in _counted(left).items():
                found[staged_name(name, stage)] = Traced(values, rows)
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
    alone, rests = _alone(world)
    every = [side[stage].under(side[stage].ladder) for side in sides for stage in STAGES]
    left = histories(given.shared, found.ladders, runs([*every, alone]), horizon)
    common = frozenset().union(*given.rows.values(), found.rows)
    rows = [{stage: side[stage].rows | common for stage in STAGES} for side in sides]
    shape = (len(courses), len(STAGES), *left.shape[1:])
    return Lived(left[:-1].reshape(shape), left[-1], rows, rests | common)


def _alone(world: World) -> tuple[Run, Rows]:
    """The truce if no force is sent: no body adopts one, others climb the case's own ladder."""
    refused = Traced(np.zeros(world.count, dtype=np.bool_))
    conditions = [row.id for row in world.case.rows("conditions") if row.text("decided_by")]
    here = world.deciding(dict.fromkeys(conditions, refused))
    names = ladder_names(world.case)
    allowed = Mandate(a.HOLD, names[0] if names else "", frozenset())
    there = steps_there(here, ladders(here), allowed, refused)
    nothing = np.zeros((world.count, len(a.ACTED_ON)))
    build = np.zeros((world.count, horizon_months(world.case)))
    ladder = 0 if names else -1
    return Run(nothing, np.zeros(world.count), build, ladder, there.values), there.rows
