"""How positions would move turn by turn: one model's course, for its shape, not as a forecast."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ceasefire.case.rows import Case
from ceasefire.politics.case_stakes import Table
from ceasefire.politics.dynamics.spatial_plain import plain_spatial

COURSE_MODEL = "ktab"
COURSE_TURNS = 10
_FEWEST_ACTORS = 3  # as the model asks
_DIGITS = 2


@dataclass(frozen=True)
class Course:
    """Positions on one issue by actor and turn, 0 to 100, in the middle of all bands.

    ``positions`` has one tuple per actor of ``actors``, turn 0 first; ``rows`` are the addresses
    of the issue's stakes. Issues are bargained over together, so that the stakes of the others
    move it too.
    """

    issue: str
    model: str
    actors: tuple[str, ...]
    positions: tuple[tuple[float, ...], ...]
    rows: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the course as it stands in answer.json."""
        return {
            "issue": self.issue, "model": self.model, "actors": list(self.actors),
            "positions": [list(path) for path in self.positions], "rows": list(self.rows),
        }  # fmt: skip


def courses(case: Case) -> tuple[Course, ...]:
    """Course of every issue under the spatial model, over its first turns.

    None if there are too few actors, or the model's numbers run out of range. One draw is asked
    for, so that the plain twin is quicker than to load its kernel.
    """
    table = Table.of(case)
    if len(table.actors) < _FEWEST_ACTORS or not table.issues:
        return ()
    stakes = table.central()
    turns = plain_spatial(
        stakes.positions[0].tolist(), stakes.saliences[0].tolist(),
        stakes.capabilities[0].tolist(), COURSE_TURNS,
    )  # fmt: skip
    found = []
    for k, issue in enumerate(table.issues):
        there = [i for i in range(len(table.actors)) if math.isfinite(turns[0][i][k])]
        paths = tuple(tuple(round(turn[i][k], _DIGITS) for turn in turns) for i in there)
        if paths and all(math.isfinite(place) for path in paths for place in path):
            rows = tuple(sorted(str(address) for address in table.rows(issue)))
            actors = tuple(table.actors[i] for i in there)
            found.append(Course(issue, COURSE_MODEL, actors, paths, rows))
    return tuple(found)
