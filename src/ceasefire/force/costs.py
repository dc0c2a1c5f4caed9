"""What a force costs: people in place times a rate, in the money of the case.

The money of a case is its currency in its price year. An amount is brought there in two steps:
first to the price year within its own currency, by the levels of ``deflators.csv``, then into the
case's currency at the rate of that year. The arithmetic is that of `force.cost_arithmetic`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ceasefire.case.prices import money_day as day_of_money
from ceasefire.case.prices import rates_of
from ceasefire.case.rows import Case, Row, own_or_common
from ceasefire.case.world import World
from ceasefire.core.traced import Traced, total
from ceasefire.force.cost_arithmetic import Phase, bill_for, in_prices_of, phase_years, rate_on
from ceasefire.force.phases import (
    drawn_shares,
    horizon_months,
    months_in,
    phase_addresses,
    phases_of,
)

# Supplies a head and day in pounds: rations 5.50, class II 1.6, III packaged 1.2, IV 3.962, VI
# 2.06; US Army ATP 4-90, annex C, temperate climate. Not in it: water, fuel in bulk, ammunition.
SUPPLY_POUNDS = 5.50 + 1.6 + 1.2 + 3.962 + 2.06


@dataclass(frozen=True)
class Presence:
    """What a phase of a mission comes to for each person of full strength, shapes ``(count,)``.

    ``years`` are troop-years; ``paid`` are those years at the rate of full strength, so that a
    year that costs more counts as more. ``phase`` is ``None`` for the default build-up, which runs
    to the horizon. Months count from 0; the one of the end is not in it.
    """

    phase: Row | None
    start: int
    end: int
    years: Traced
    paid: Traced


def person_year_rate(case: Case, mission_type: str, actor: str = "") -> Row | None:
    """Rate of a person in place for a year: the actor's own, else the common one, else ``None``."""
    return own_or_common(_for_mission(case, mission_type, "person_year"), actor)


def one_off_costs(case: Case, mission_type: str) -> list[Row]:
    """What is paid once for a mission of this type, by whomever."""
    return _for_mission(case, mission_type, "once")


def _for_mission(case: Case, mission_type: str, per: str) -> list[Row]:
    return [
        row for row in case.rows("costs")
        if row.text("per") == per and mission_type in row.words("mission_types")
    ]  # fmt: skip


def cost_per_year(
    world: World, mission_type: str, people: Traced, actor: str = ""
) -> Traced | None:
    """Cost of a year in the case's money for the people in place, shape ``(count,)``."""
    rate = person_year_rate(world.case, mission_type, actor)
    return None if rate is None else bill_for(people, in_case_money(world, rate, "amount"))


def central_rate(case: Case, mission_type: str, actor: str = "") -> float | None:
    """Rate of a person in place for a year in the case's money, in the middle of all bands.

    ``None`` if neither the actor has a rate nor all have one in common.
    """
    row = person_year_rate(case, mission_type, actor)
    if row is None:
        return None
    currency = row.text("currency")
    levels = {
        year: level.band("index").central() for year, level in level_rows(case, currency).items()
    }
    amount = in_prices_of(row.band("amount").central(), levels, *price_years(case, row))
    rate = exchange_rate(case, currency)
    return amount if rate is None else amount * rate.band("rate").central()


def cost_by_actor(
    world: World, mission_type: str, people: Mapping[str, Traced]
) -> dict[str, Traced]:
    """Cost of a year by contributor, each at its own rate, else at the common one.

    Contributors for whom there is neither are left out.
    """
    costs = {
        actor: cost_per_year(world, mission_type, number, actor) for actor, number in people.items()
    }
    return {actor: cost for actor, cost in costs.items() if cost is not None}


def cost_once(world: World, mission_type: str, sent: Mapping[str, Traced]) -> dict[str, Traced]:
    """What is paid once, by who pays it, in the case's money, shapes ``(count,)``.

    An actor pays its rows in the futures in which it sends somebody. Rows that name nobody are
    paid in every future and stand under ``""``.

    Args:
        world: the futures.
        mission_type: the kind of mission.
        sent: people in place by actor; an actor that is not in it sends nobody.
    """
    found: dict[str, Traced] = {}
    for row in one_off_costs(world.case, mission_type):
        actor = row.text("actor_id")
        if actor and actor not in sent:
            continue
        amount = in_case_money(world, row, "amount")
        if actor:
            amount = amount.where(sent[actor].apply(lambda people: people > 0))
        found[actor] = found[actor] + amount if actor in found else amount
    return found


def presence(world: World, option: Row) -> list[Presence]:
    """Troop-years of one person of full strength over the horizon, by phase of the option.

    Phases that begin after the horizon are left out; without phases there is one, the default
    build-up.
    """
    months = horizon_months(world.case)
    shares = drawn_shares(world, option)
    rows = {phase.id: phase for phase in phases_of(world.case, option)}
    cut = list(_cut(rows, months)) if rows else [Phase("", 0, months)]
    years = phase_years(shares.values, cut)
    horizon = world.case.meta.address("horizon_months")
    found = []
    for phase in cut:
        row = rows.get(phase.id)
        rests_on = {horizon, *(phase_addresses(row) if row else ())}
        there = Traced(years[phase.id], frozenset(rests_on))
        paid = there * world.number(row, "cost_factor") if row else there
        found.append(Presence(row, phase.start, phase.end, there, paid))
    return found


def _cut(rows: Mapping[str, Row], months: int) -> Iterator[Phase]:
    """Phases in whole months, as far as they lie within the horizon."""
    for row in rows.values():
        inside = months_in(row, months).nonzero()[0]
        if inside.size:
            yield Phase(row.id, int(inside[0]), int(inside[-1]) + 1)


def in_case_money(world: World, row: Row, column: str) -> Traced:
    """Draw an amount of a row that names its currency and price year, in the case's money.

    In the case's own price year no price level is drawn, so that none is among the factors.

    Raises:
        CeasefireError: a price level or a rate of exchange is missing; ``check`` finds both.
    """
    amount, currency = world.band(row, column), row.text("currency")
    paid, asked = price_years(world.case, row)
    if paid != asked:
        amount = in_prices_of(amount, price_levels(world, currency, (paid, asked)), paid, asked)
    rate = exchange_rate(world.case, currency)
    return amount if rate is None else amount * world.band(rate, "rate")


def price_years(case: Case, row: Row) -> tuple[int, int]:
    """Price year of a row, and that of the case."""
    return int(row.needed_number("price_year")), int(case.meta.needed_number("price_year"))


def price_levels(world: World, currency: str, years: Collection[int]) -> dict[int, Traced]:
    """Price levels of a currency in some years, as far as the case has them.

    All of a currency are drawn at one quantile: forecasts that are high for one year tend to be
    high for the next. A level without a band is the same in every future.
    """
    rows = level_rows(world.case, currency)
    return {
        year: world.band(
            rows[year], "index",
            stream="" if rows[year].band("index").certain else f"deflators.{currency}",
        )
        for year in years if year in rows
    }  # fmt: skip


def level_rows(case: Case, currency: str) -> dict[int, Row]:
    """Rows of the price levels of a currency by year."""
    return {
        int(row.needed_number("year")): row
        for row in case.rows("deflators")
        if row.text("currency") == currency
    }


def money_day(case: Case) -> date:
    """Day of the rates of exchange: the last of the price year, or the case's own if earlier."""
    return day_of_money(case.meta)


def exchange_rate(case: Case, currency: str) -> Row | None:
    """Row of the rate of a currency that holds on `money_day`; ``None`` for the case's own.

    Raises:
        CeasefireError: there is no rate for the currency, or only later ones.
    """
    if currency in ("", case.meta.text("currency")):
        return None
    return rate_on(rates_of(case.rows("exchange"), currency), money_day(case))


def sum_of_presence(world: World, found: Collection[Presence]) -> tuple[Traced, Traced]:
    """Troop-years, and years paid for at the rate of full strength, over all phases."""
    return (
        total((one.years for one in found), world.count),
        total((one.paid for one in found), world.count),
    )
