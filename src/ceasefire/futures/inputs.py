"""Factors of a case, declared once from what a run draws; their values, computed when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.addresses import Address
from ceasefire.core.draws import Draws
from ceasefire.force.phases import STREAM as BUILD_UP
from ceasefire.force.sizing import refusal
from ceasefire.futures.design import Design
from ceasefire.futures.factors import Factor
from ceasefire.futures.run import run_block

Column = NDArray[Any]
_PROBED = 16  # futures that are run to see what a run draws


@dataclass(frozen=True)
class _Noted(Draws):
    """Draws that note which streams were asked for."""

    streams: dict[str, None] = field(default_factory=dict)

    def uniform(self, stream: str, *, replicate: int = 0, week: int = 0) -> NDArray[np.float64]:
        if replicate == week == 0:
            self.streams.setdefault(stream)
        return super().uniform(stream, replicate=replicate, week=week)


def declared(case: Case, options: list[Row]) -> tuple[Factor, ...]:
    """Factors of a run: bands that have a width, open conditions, rival models, sizing rules.

    A few futures are run to see what is drawn. Bands that share a stream are one factor. The luck
    of a vote is none: no evidence would settle it.
    """
    noted = _Noted(0, 0, _PROBED)
    world = World(case, noted)
    run_block(world, options)
    return tuple(
        factor for factor in _factors(case, noted.streams, world.streams())
        if _varies(case, options, factor)
    )  # fmt: skip


def _varies(case: Case, options: Iterable[Row], factor: Factor) -> bool:
    """Whether there are rivals at all, where a factor chooses among some."""
    end = factor.stream.partition(".")[2]
    if factor.kind == "model":
        return sum((row.number("weight") or 0.0) > 0 for row in case.rival_models(end)) > 1
    if factor.kind == "rule":
        typed = [option for option in options if option.text("mission_type") == end]
        return any(len(_rules(case, option)) > 1 for option in typed)
    return True


def _rules(case: Case, option: Row) -> list[str]:
    """Ids of the sizing rules that hold for an option."""
    return [row.id for row in case.rows("sizing_rules") if not refusal(case, row, option)]


def _factors(
    case: Case, streams: Iterable[str], bands: dict[str, tuple[Address, ...]]
) -> Iterator[Factor]:
    for stream in streams:
        table, _, rest = stream.partition(".")
        if stream in bands:
            wide = [a for a in bands[stream] if not case.row(a.table, a.row).band(a.column).certain]
            if wide:
                yield Factor(stream, str(wide[0]))
        elif table == "conditions" and rest.endswith(".met"):
            yield Factor(stream, f"conditions.{rest.removesuffix('.met')}.state")
        elif table in ("rival_models", "sizing_rules") or stream == BUILD_UP:
            yield Factor(stream, stream)


def resting(
    case: Case, options: list[Row], factors: Iterable[Factor], outcome: str
) -> frozenset[str]:  # fmt: skip
    """Addresses of the factors on which an outcome of any of some options rests.

    No others can move it.

    A few futures are run to see which rows the outcome comes from. What chooses among models and
    rules, or stands for luck, counts where any of these stands among the rows.
    """
    world = World(case, Draws(0, 0, _PROBED))
    found = run_block(world, options)
    rows = frozenset().union(*(one[outcome].rows for one in found.values() if outcome in one))
    tables = {address.table for address in rows}
    streams = world.streams()
    return frozenset(
        factor.address
        for factor in factors
        if rows.intersection(streams.get(factor.stream, ()))
        or (factor.kind == "condition" and Address.parse(factor.address) in rows)
        or (factor.kind in ("model", "rule") and factor.stream.partition(".")[0] in tables)
        or factor.kind == "luck"
    )


def inputs_of(
    case: Case, design: Design, block: tuple[int, int], options: Iterable[Row] = (),
    factors: Iterable[Factor] | None = None,
) -> dict[str, Column]:  # fmt: skip
    """Values of the factors in a block, computed from the design.

    Args:
        case: the case of the run.
        design: of the run.
        block: first future and count.
        options: those of the run, which say among which sizing rules a type has its own.
        factors: only these; all of the design if not given.

    Returns:
        By address, each of shape ``(count,)``: a number of a band, true where a condition is met,
        the id of the rival model or sizing rule that holds.
    """
    world = World(case, design.draws(*block))
    by_type: dict[str, Row] = {}
    for option in options:
        by_type.setdefault(option.text("mission_type"), option)
    wanted = design.factors if factors is None else factors
    return {factor.address: _values(world, factor, by_type) for factor in wanted}


def _values(world: World, factor: Factor, by_type: dict[str, Row]) -> Column:
    end = factor.stream.partition(".")[2]
    if factor.kind == "condition":
        return world.condition(Address.parse(factor.address).row).values
    if factor.kind == "model":
        ids = np.array([row.id for row in world.case.rival_models(end)])
        return np.asarray(ids[world.chosen_model(end).values])
    luck = world.draws.uniform(factor.stream)
    if factor.kind == "rule" and end in by_type:
        ids = np.array(_rules(world.case, by_type[end]))
        return np.asarray(ids[np.minimum((luck * len(ids)).astype(int), len(ids) - 1)])
    if factor.kind == "band":
        address = Address.parse(factor.address)
        row = world.case.row(address.table, address.row)
        return world.band(row, address.column, stream=factor.stream).values
    return luck
