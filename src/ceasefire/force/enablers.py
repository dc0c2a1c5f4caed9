"""What the force cannot work without, whether it is there, and what fails when it is not."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.bands import Band
from ceasefire.core.traced import Traced
from ceasefire.force.holdings import first_month


@dataclass(frozen=True)
class Supply:
    """Units of one kind that an actor could send towards an enabler.

    ``amount`` is in units of the capability, from low to high, and ``None`` if no number was
    published; ``month`` is the first in which it can be there, 0 for the month of the case's date;
    ``conditions`` are those of the holding and of the pledge it is a part of.
    """

    holding: Row
    amount: tuple[float, float] | None
    month: int
    conditions: tuple[str, ...]

    @property
    def actor(self) -> str:
        """Who has it."""
        return self.holding.text("actor_id")


@dataclass(frozen=True)
class EnablerView:
    """An enabler as an option needs it.

    ``asked`` is what the option asks of its capability, ``None`` if nobody published it or the
    enabler is no capability of the case; ``others`` is what those could send who are not named as
    having it. Dependence and years to replace are bands and may be blank.
    """

    enabler: Row
    asked: tuple[float, float] | None
    others: tuple[Supply, ...]

    @property
    def held_by(self) -> tuple[str, ...]:
        """Who has it."""
        return self.enabler.words("held_by")

    @property
    def dependence(self) -> Band:
        """Share of it that only those who have it could bring."""
        return self.enabler.band("dependence")

    @property
    def replace_years(self) -> Band:
        """Years until others could bring it."""
        return self.enabler.band("replace_years")


@dataclass(frozen=True)
class Failure:
    """An enabler that a condition takes away, and what is left of it.

    ``others`` adds up what others could send without that condition, and ``unpublished`` names
    those of them whose number nobody published. ``share`` is what others could bring of it by the
    dependence band, low to high; ``None`` if that is blank.
    """

    view: EnablerView
    others: tuple[float, float]
    unpublished: tuple[str, ...]
    share: tuple[float, float] | None


def needed_enablers(case: Case, option: Row) -> list[Row]:
    """Enablers an option needs: those that name it, and those that name none if it has troops."""
    return [row for row in case.rows("enablers") if _needs(option, row)]


def _needs(option: Row, enabler: Row) -> bool:
    named = enabler.words("options")
    return option.id in named if named else not option.band("troops").blank


def enablers_there(world: World, option: Row) -> Traced:
    """In which futures every needed enabler is there, shape ``(count,)`` of bool."""
    enablers = needed_enablers(world.case, option)
    conditions = {c: None for row in enablers for c in row.words("conditions")}
    met = world.all_met(tuple(conditions))
    return met.resting_on(row.address("conditions") for row in enablers)


def enabler_views(case: Case, option: Row) -> list[EnablerView]:
    """Each enabler an option needs, with what is asked of it and what others hold."""
    return [
        EnablerView(row, _asked(case, option, row), others_hold(case, row))
        for row in needed_enablers(case, option)
    ]


def others_hold(case: Case, enabler: Row) -> tuple[Supply, ...]:
    """What those could send of an enabler who are not named as having it, the earliest first."""
    capability = enabler.text("capability_id")
    if not capability:
        return ()
    found = [
        _supply(case, holding, unit)
        for holding in case.rows("holdings")
        if holding.text("actor_id") not in enabler.words("held_by")
        and (unit := case.row("unit_types", holding.text("unit_type_id"))).text("capability_id")
        == capability
    ]
    return tuple(sorted(found, key=lambda supply: supply.month))


def _asked(case: Case, option: Row, enabler: Row) -> tuple[float, float] | None:
    capability = enabler.text("capability_id")
    ends = [
        row.band("amount").stated() for row in case.rows("requirements")
        if capability
        and row.text("option_id") == option.id
        and row.text("capability_id") == capability
    ]  # fmt: skip
    return (sum(e[0] for e in ends), sum(e[1] for e in ends)) if ends else None


def _supply(case: Case, holding: Row, unit: Row) -> Supply:
    units, each = holding.band("units"), unit.needed_number("amount")
    amount = None if units.blank else (units.stated()[0] * each, units.stated()[1] * each)
    pledge = holding.text("pledge_id")
    hung_on = case.row("pledges", pledge).words("conditions") if pledge else ()
    conditions = tuple(dict.fromkeys((*hung_on, *holding.words("conditions"))))
    return Supply(holding, amount, first_month(case, holding), conditions)


def enabler_conditions(case: Case) -> list[str]:
    """Conditions that some enabler hangs on, in the case's order."""
    hung_on = {c for row in case.rows("enablers") for c in row.words("conditions")}
    return [row.id for row in case.rows("conditions") if row.id in hung_on]


def fails_without(case: Case, option: Row, condition: str) -> list[Failure]:
    """Enablers an option needs that are not there when a condition is off.

    What others hold counts only if it hangs neither on that condition nor on one that the case
    has off.

    Raises:
        CeasefireError: the case has no such condition.
    """
    case.row("conditions", condition)
    off = {row.id for row in case.rows("conditions") if row.text("state") == "off"} | {condition}
    return [
        _failure(view, off) for view in enabler_views(case, option)
        if condition in view.enabler.words("conditions")
    ]  # fmt: skip


def _failure(view: EnablerView, off: set[str]) -> Failure:
    there = [supply for supply in view.others if not off & set(supply.conditions)]
    amounts = [supply.amount for supply in there if supply.amount is not None]
    blank = dict.fromkeys(supply.actor for supply in there if supply.amount is None)
    others = sum(a[0] for a in amounts), sum(a[1] for a in amounts)
    band = view.dependence
    share = None if band.blank else (1 - band.stated()[1], 1 - band.stated()[0])
    return Failure(view, others, tuple(blank), share)
