"""How positions would move turn by turn: one model's course, for its shape, not as a forecast."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ceasefire.case.rows import Case
from ceasefire.politics.case_stakes import Table
from ceasefire.politics.dynamics.spatial_plain import plain_spatial
from ceasefire.politics.stakes import Stakes

COURSE_MODEL = "ktab"
COURSE_TURNS = 10
_FEWEST_ACTORS = 3  # as the model asks
_DIGITS = 2
_PLAIN_ACTORS = 40


@dataclass(frozen=True)
class Course:
    """Positions on one issue by actor and turn, 0 to 100, in the middle of all bands.

    ``positions`` has one tuple per actor of ``actors``, turn 0 first; ``rows`` are the addresses
    of the stakes of all issues: they are bargained over together.
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


def _turns(stakes: Stakes) -> list[list[list[float]]]:
    """Positions by turn, actor and issue.

    For one draw of a few actors the plain twin is quicker than to load its kernel, or to compile
    it on a new machine; its time grows with the third power of the actors.
    """
    if len(stakes.actors) > _PLAIN_ACTORS:
        from ceasefire.politics.dynamics.spatial import spatial  # noqa: PLC0415 - loads numba

        found: list[list[list[float]]] = spatial(stakes, turns=COURSE_TURNS).positions[0].tolist()
        return found
    return plain_spatial(
        stakes.positions[0].tolist(), stakes.saliences[0].tolist(),
        stakes.capabilities[0].tolist(), COURSE_TURNS,
    )  # fmt: skip


def courses(case: Case) -> tuple[Course, ...]:
    """Course of every issue under the spatial model, over its first turns.

    None if there are too few actors, or the model's numbers run out of range.
    """
    table = Table.of(case)
    if len(table.actors) < _FEWEST_ACTORS or not table.issues:
        return ()
    stakes = table.central()
    turns = _turns(stakes)
    rows = tuple(sorted({str(a) for issue in table.issues for a in table.rows(issue)}))
    found = []
    for k, issue in enumerate(table.issues):
        there = [i for i in range(len(table.actors)) if math.isfinite(turns[0][i][k])]
        paths = tuple(tuple(round(turn[i][k], _DIGITS) for turn in turns) for i in there)
        if paths and all(math.isfinite(place) for path in paths for place in path):
            actors = tuple(table.actors[i] for i in there)
            found.append(Course(issue, COURSE_MODEL, actors, paths, rows))
    return tuple(found)
