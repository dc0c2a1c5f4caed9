"""From the rows of a case to the stakes that models of bargaining read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.bands import Floats
from ceasefire.core.traced import Rows
from ceasefire.politics.positions import all_positions
from ceasefire.politics.stakes import Stakes

PARTS = ("position", "salience", "capability")


@dataclass(frozen=True)
class Place:
    """One uncertain number of the stakes: its row, its column, and where it stands."""

    row: Row
    column: str
    actor: int
    issue: int


@dataclass(frozen=True)
class Table:
    """Actors and issues of a case, and the row of each number of the stakes."""

    case: Case
    actors: tuple[str, ...]
    issues: tuple[str, ...]
    places: tuple[Place, ...]

    @classmethod
    def of(cls, case: Case, issues: tuple[str, ...] = ()) -> Table:
        """Lay out the last positions of a case, on all issues somebody has a stand on.

        With ``issues`` only on those; one that nobody has a stand on is left out.
        """
        stands = all_positions(case)
        named = tuple(issue for issue in issues or stands if stands[issue])
        there = {actor for issue in named for actor in stands[issue]}
        actors = tuple(row.id for row in case.rows("actors") if row.id in there)
        places = tuple(
            Place(row, part, actors.index(actor), k)
            for k, issue in enumerate(named)
            for actor, row in stands[issue].items()
            for part in PARTS
        )
        return cls(case, actors, named, places)

    def drawn(self, world: World) -> Stakes:
        """Stakes in each future of a world."""
        return self._filled(world.count, lambda row, column: world.band(row, column).values)

    def rows(self, issue: str) -> Rows:
        """Addresses of the numbers of an issue's stakes."""
        k = self.issues.index(issue)
        return frozenset(p.row.address(p.column) for p in self.places if p.issue == k)

    def central(self) -> Stakes:
        """Return one draw in which every number stands in the middle of its band."""
        return self._filled(1, lambda row, column: np.array([row.band(column).central()]))

    def _filled(self, count: int, value: Callable[[Row, str], Floats]) -> Stakes:
        shape = (count, len(self.actors), len(self.issues))
        parts = {"position": np.full(shape, np.nan)}
        parts |= {part: np.zeros(shape) for part in PARTS[1:]}
        for place in self.places:
            parts[place.column][:, place.actor, place.issue] = value(place.row, place.column)
        quo = [value(self.case.row("issues", issue), "status_quo") for issue in self.issues]
        costs = [value(self.case.parameter("no_deal_cost", a), "value") for a in self.actors]
        return Stakes(
            self.actors, self.issues,
            parts["position"], parts["salience"], parts["capability"],
            np.stack(quo, axis=1), np.stack(costs, axis=1),
        )  # fmt: skip

    def uncertain(self) -> Iterator[Place]:
        """Yield the numbers of the stakes that have a band."""
        for place in self.places:
            low, high = place.row.band(place.column).quantile(np.array([1e-9, 1 - 1e-9]))
            if high > low:
                yield place
