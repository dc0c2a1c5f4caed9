"""How much of a force is due in which month: the phases of a case, or the default build-up."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.core.traced import Traced
from ceasefire.force.build_up import ramp

STREAM = "build_up"  # one luck for all phases: who is early stays ahead
_MIDDLE = 0.5


def phases_of(case: Case, option: Row) -> list[Row]:
    """Phases of an option by their start: its own, else those that name no option."""
    rows = case.rows("phases")
    own = [row for row in rows if row.text("option_id") == option.id]
    common = [row for row in rows if not row.text("option_id")]
    return sorted(own or common, key=lambda row: row.needed_number("start_month"))


def horizon_months(case: Case) -> int:
    """Whole months that the case looks ahead and pays for, at least one."""
    return int(case.meta.needed_number("horizon_months"))


def months_in(phase: Row, months: int) -> NDArray[np.bool_]:
    """Which of the months from 0 on belong to a phase, shape ``(months,)``."""
    number = np.arange(months)
    end = phase.number("end_month")
    in_it: NDArray[np.bool_] = number >= phase.needed_number("start_month")
    return in_it if end is None else in_it & (number < end)


def due_shares(case: Case, option: Row, months: int = 0) -> Floats:
    """Share of full strength due in each month, in the middle of the bands.

    Returns shape ``(months,)``, over the horizon if no ``months`` are given, from 0 to 1. A month
    that none of the option's phases has asks for nobody. An option for which the case has no phase
    builds up as UN forces did (`build_up.ramp`); its months count at their ends, when a month's
    people have arrived.
    """
    months = months or horizon_months(case)
    phases = phases_of(case, option)
    if not phases:
        return ramp(_month_ends(months), _MIDDLE)
    shares = np.zeros(months)
    for phase in phases:
        shares[months_in(phase, months)] = phase.band("share").central()
    return shares


def drawn_shares(world: World, option: Row) -> Traced:
    """Share of full strength in place by month and future, shape ``(count, months)``.

    As `due_shares`, with the bands drawn: all phases of a future at one quantile, or the default
    build-up at it. The shares rest on the phases with a month within the horizon.
    """
    months = horizon_months(world.case)
    phases = phases_of(world.case, option)
    if not phases:
        return Traced(ramp(_month_ends(months), world.draws.uniform(STREAM)[:, np.newaxis]))
    shares = np.zeros((world.count, months))
    rows: set[Address] = set()
    for phase in phases:
        in_it = months_in(phase, months)
        if in_it.any():
            shares[:, in_it] = _drawn(world, phase).values[:, np.newaxis]
            rows.update(phase_addresses(phase))
    return Traced(shares, frozenset(rows))


def phase_addresses(phase: Row) -> Iterator[Address]:
    """Yield the addresses of what a phase says of people."""
    yield from (phase.address(column) for column in ("share", "start_month"))
    if phase.number("end_month") is not None:
        yield phase.address("end_month")


def _drawn(world: World, phase: Row) -> Traced:
    # A share without a band is the same in every future; in the stream of the others it would
    # stand for all of them among the factors, if it came first.
    return world.band(phase, "share", stream="" if phase.band("share").certain else STREAM)


def _month_ends(months: int) -> Floats:
    return np.arange(1, months + 1, dtype=np.float64)
