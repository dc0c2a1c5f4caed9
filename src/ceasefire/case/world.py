"""A case with its uncertain values drawn: what the models read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Traced


@dataclass(frozen=True)
class World:
    """A block of futures of one case. Every draw is keyed by the address it belongs to.

    ``decided`` says, for one option, in which futures the conditions are met that a body decides.
    """

    case: Case
    draws: Draws
    _drawn: dict[Address, Traced] = field(default_factory=dict, repr=False, compare=False)
    _streams: dict[str, list[Address]] = field(default_factory=dict, repr=False, compare=False)
    decided: Mapping[str, Traced] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Number of futures in the block."""
        return self.draws.count

    def band(self, row: Row, column: str, *, stream: str = "") -> Traced:
        """Draw a band of a row, shape ``(count,)``.

        Bands that share a ``stream`` are drawn at the same quantile; without one the stream is
        the address of the band.

        Raises:
            ValueError: the band is blank.
        """
        address = row.address(column)
        if address not in self._drawn:
            name = stream or str(address)
            self._streams.setdefault(name, []).append(address)
            u = self.draws.uniform(name)
            self._drawn[address] = Traced(row.band(column).quantile(u), frozenset({address}))
        return self._drawn[address]

    def number(self, row: Row, column: str) -> Traced:
        """Return a number without a band, the same in every future."""
        value = np.full(self.count, row.needed_number(column))
        return Traced(value, frozenset({row.address(column)}))

    def factors(self) -> Iterator[tuple[Address, Traced]]:
        """Yield what was drawn so far: conditions by their state, bands by their address.

        Bands that share a stream are one factor, under the address that was drawn first.
        """
        for row in self.drawn_conditions():
            yield row.address("state"), self.condition(row.id)
        for addresses in tuple(self._streams.values()):
            yield addresses[0], self._drawn[addresses[0]]

    def streams(self) -> dict[str, tuple[Address, ...]]:
        """Bands drawn so far, by the stream they were drawn from."""
        return {stream: tuple(addresses) for stream, addresses in self._streams.items()}

    def drawn_conditions(self) -> list[Row]:
        """Conditions that do not wait for a body's decision on an option."""
        return [
            row for row in self.case.rows("conditions")
            if row.text("state") != "open" or not row.text("decided_by")
        ]  # fmt: skip

    def deciding(self, decided: Mapping[str, Traced]) -> World:
        """Return the same futures with what bodies decided on one option."""
        return replace(self, decided=decided)

    def chosen_model(self, kind: str) -> Traced:
        """Number of the rival model of a kind that is true in each future, drawn by weight."""
        rows = self.case.rival_models(kind)
        weights = np.array([row.number("weight") or 0.0 for row in rows])
        luck = self.draws.uniform(f"rival_models.{kind}")
        chosen = np.searchsorted(np.cumsum(weights) / weights.sum(), luck)
        return Traced(chosen, frozenset(row.address("weight") for row in rows))

    def condition(self, condition: str) -> Traced:
        """In which futures a condition is met, shape ``(count,)`` of bool."""
        row = self.case.row("conditions", condition)
        state = row.text("state")
        rows = frozenset({row.address("state")})
        if state != "open":
            return Traced(np.full(self.count, state == "on"), rows)
        if row.text("decided_by"):
            return self.decided[condition].resting_on(rows)
        p = self.band(row, "p")
        met = self.draws.uniform(f"conditions.{condition}.met") < p.values
        return Traced(met, rows | p.rows)

    def all_met(self, conditions: tuple[str, ...]) -> Traced:
        """In which futures all of some conditions are met; in every one if there are none."""
        met = Traced(np.full(self.count, fill_value=True))
        for condition in conditions:
            met = met & self.condition(condition)
        return met
