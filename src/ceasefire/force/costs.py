"""What a force costs: people in place times a rate, in the currency of the case."""

from __future__ import annotations

from ceasefire.case.rows import Case, Row, own_or_common
from ceasefire.case.world import World
from ceasefire.core.traced import Traced, total


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
    """Cost of a year in the case's currency for the people in place, shape ``(count,)``.

    Prices are taken as they stand: ``check`` warns of rows in another price year than the case's.
    """
    rate = person_year_rate(world.case, mission_type, actor)
    return None if rate is None else people * in_case_currency(world, rate, "amount")


def cost_once(world: World, mission_type: str) -> Traced:
    """What is paid once, in the case's currency, shape ``(count,)``."""
    rows = one_off_costs(world.case, mission_type)
    return total((in_case_currency(world, row, "amount") for row in rows), world.count)


def in_case_currency(world: World, row: Row, column: str) -> Traced:
    """Draw an amount and convert it at the last rate the case gives for its currency."""
    amount = world.band(row, column)
    rate = exchange_rate(world.case, row.text("currency"))
    return amount if rate is None else amount * world.band(rate, "rate")


def exchange_rate(case: Case, currency: str) -> Row | None:
    """Return the last rate of a currency; ``None`` for the case's own."""
    if currency in ("", case.meta.text("currency")):
        return None
    rows = [row for row in case.rows("exchange") if row.text("currency") == currency]
    return max(rows, key=lambda row: str(row.date()))
