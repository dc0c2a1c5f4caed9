"""The arithmetic of costs: bills and heads, months and phases, prices, currencies, supplies.

Nothing here knows a case. Amounts and people are plain numbers, arrays over futures, or arrays
that remember their rows (`Traced`); whatever comes in, of that kind is what goes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.core.traced import Traced

Number = TypeVar("Number", float, Floats, Traced)
Rate = TypeVar("Rate")

MONTHS_PER_YEAR = 12
KG_PER_POUND = 0.45359237  # by definition, international agreement of 1959
_KG_PER_TONNE = 1_000


@dataclass(frozen=True)
class Phase:
    """A part of a mission: months ``start`` to ``end``, the last of which is not in it."""

    id: str
    start: int
    end: int


@dataclass(frozen=True)
class Bill:
    """What a phase costs: paid once when it begins, and for people in place while it lasts."""

    one_off: Floats
    running: Floats

    @property
    def total(self) -> Floats:
        """Both together."""
        return self.one_off + self.running


def per_head(bill: Number, people: Number | float) -> Number:
    """Cost of a head: a bill over the people it pays for, or over their troop-years.

    Raises:
        ValueError: there is nobody to divide by.
    """
    _positive(people, "the number of people")
    return bill / people


def bill_for(people: Number, rate: Number | float) -> Number:
    """Cost of a year for people in place at a rate per head and year."""
    return people * rate


def people_for(bill: Number, rate: Number | float) -> Number:
    """People that a bill of a year pays for at a rate per head and year.

    Raises:
        ValueError: the rate is not above 0.
    """
    _positive(rate, "the rate")
    return bill / rate


def over_horizon(yearly: Number, months: float, one_off: Number | float = 0.0) -> Number:
    """Cost of a force that stays the same: a yearly bill over some months, and what is paid once.

    Raises:
        ValueError: the horizon is negative.
    """
    if months < 0:
        msg = f"a horizon of {months} months cannot be"
        raise ValueError(msg)
    return yearly * (months / MONTHS_PER_YEAR) + one_off


def ratio(bill: Number, other: Number | float) -> Number:
    """How many times the other bill a bill is.

    Raises:
        ValueError: the other bill is not above 0.
    """
    _positive(other, "the other bill")
    return bill / other


def troop_years(strength: Floats) -> Floats:
    """Years of a person in place: strength by month, shape ``(..., months)``, summed over months.

    A strength is the mean of its month. Returns shape ``(...)``.

    Raises:
        ValueError: a strength is negative.
    """
    if np.any(strength < 0):
        msg = "there cannot be fewer people in place than none"
        raise ValueError(msg)
    return np.asarray(np.sum(strength, axis=-1, dtype=np.float64) / MONTHS_PER_YEAR)


def phase_years(strength: Floats, phases: Sequence[Phase]) -> dict[str, Floats]:
    """Troop-years by phase; ``strength`` as in `troop_years`.

    Raises:
        ValueError: a phase does not lie within the months of ``strength``, two have a name or a
            month in common, there are people in a month of no phase, or a strength is negative.
    """
    months = strength.shape[-1]
    in_a_phase = _months_of(phases, months)
    people = np.any(strength.reshape(-1, months) != 0, axis=0)
    unpaid = np.flatnonzero(people & ~in_a_phase)
    if unpaid.size:
        msg = f"there are people in month {unpaid[0]}, which no phase has"
        raise ValueError(msg)
    return {phase.id: troop_years(strength[..., phase.start : phase.end]) for phase in phases}


def _months_of(phases: Sequence[Phase], months: int) -> NDArray[np.bool_]:
    """Which months are in a phase; refuses phases that cannot be."""
    ordered = sorted(phases, key=lambda phase: phase.start)
    found = np.zeros(months, dtype=np.bool_)
    for phase in ordered:
        if not 0 <= phase.start < phase.end <= months:
            msg = (
                f"phase '{phase.id}' cannot run from month {phase.start} to {phase.end} of {months}"
            )
            raise ValueError(msg)
        found[phase.start : phase.end] = True
    for one, other in pairwise(ordered):
        if other.start < one.end:
            msg = f"phases '{one.id}' and '{other.id}' share month {other.start}"
            raise ValueError(msg)
    if len({phase.id for phase in phases}) < len(phases):
        msg = "two phases have one name"
        raise ValueError(msg)
    return found


def phase_bills(
    years: Mapping[str, Floats],
    rates: Mapping[str, Floats | float],
    one_off: Mapping[str, Floats | float],
) -> dict[str, Bill]:
    """What each phase costs.

    Args:
        years: troop-years by phase, from `phase_years`.
        rates: cost of a head and year by phase; every phase has one.
        one_off: what is paid once by phase; a phase without one pays nothing once.

    Raises:
        ValueError: a phase has no rate, or money is given for a phase that is not there.
    """
    if missing := [phase for phase in years if phase not in rates]:
        msg = f"phase '{missing[0]}' has no rate"
        raise ValueError(msg)
    if strange := [phase for phase in (*rates, *one_off) if phase not in years]:
        msg = f"there is no phase '{strange[0]}' to pay for"
        raise ValueError(msg)
    return {
        phase: Bill(np.asarray(one_off.get(phase, 0.0), dtype=np.float64), own * rates[phase])
        for phase, own in years.items()
    }


def in_prices_of(amount: Number, index: Mapping[int, Number], paid: int, asked: int) -> Number:
    """Bring an amount from the prices of one year to those of another.

    ``amount x index(asked) / index(paid)``; the base of the index cancels out. In its own year an
    amount stays as it is and needs no index.

    Args:
        amount: in prices of the year ``paid``.
        index: price level of the amount's own currency by year.
        paid: price year of the amount.
        asked: price year of the result.

    Raises:
        CeasefireError: the index lacks one of the two years.
        ValueError: an index is not above 0.
    """
    if paid == asked:
        return amount
    for year in (paid, asked):
        if year not in index:
            known = ", ".join(str(one) for one in sorted(index)) or "none"
            msg = f"there is no price index for {year}"
            raise CeasefireError(msg, f"years with an index: {known}")
        _positive(index[year], f"the price index of {year}")
    return amount * (index[asked] / index[paid])


def rate_on(rates: Mapping[date, Rate], day: date) -> Rate:
    """Rate of exchange that holds on a day: the last one dated on it or before it.

    A rate may be anything that stands for one, such as the row it is to be drawn from.

    Raises:
        CeasefireError: every rate is dated later.
    """
    held = [dated for dated in rates if dated <= day]
    if not held:
        first = f"the first is of {min(rates)}" if rates else "there is none at all"
        msg = f"there is no rate of exchange on or before {day}"
        raise CeasefireError(msg, f"{first}; add an earlier one")
    return rates[max(held)]


def converted(amount: Number, rates: Mapping[date, Number], day: date) -> Number:
    """Convert an amount at the rate of a day, see `rate_on`.

    ``rates`` are units of the currency asked for per unit of the amount's own.
    """
    return amount * rate_on(rates, day)


def supply_tonnes(people: Number, days: float, pounds_per_day: float) -> Number:
    """Weight of supplies in metric tonnes, from people, days and pounds per head and day.

    Raises:
        ValueError: the days or the pounds are negative.
    """
    if days < 0 or pounds_per_day < 0:
        msg = f"{days} days of {pounds_per_day} pounds a day cannot be"
        raise ValueError(msg)
    return people * (days * pounds_per_day * KG_PER_POUND / _KG_PER_TONNE)


def people_sustained(
    personnel: Number, deployable: Number | float, sustained: Number | float
) -> Number:
    """People who can be kept out for ever.

    Args:
        personnel: everyone in uniform.
        deployable: share of them that can go at all.
        sustained: share of those who can go that can be kept out; not a share of everyone.

    Raises:
        ValueError: a share is not between 0 and 1.
    """
    for name, share in (("deployable", deployable), ("sustained", sustained)):
        values = _values(share)
        if not np.all((values >= 0) & (values <= 1)):
            msg = f"a {name} share has to be between 0 and 1"
            raise ValueError(msg)
    return personnel * deployable * sustained


def _positive(number: float | Floats | Traced, name: str) -> None:
    if not np.all(_values(number) > 0):
        msg = f"{name} has to be above 0"
        raise ValueError(msg)


def _values(number: float | Floats | Traced) -> Floats:
    values = number.values if isinstance(number, Traced) else number
    return np.asarray(values, dtype=np.float64)
