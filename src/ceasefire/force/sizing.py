"""How many people a mission needs, by rules that hold only for some missions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Band
from ceasefire.core.traced import Traced, total

# Table, column and divisor of what each basis multiplies; "fixed" multiplies nothing.
BASES = {
    "per_km": ("line", "length", 1.0),
    "per_1000": ("areas", "population", 1000.0),
    "per_km2": ("areas", "area_km2", 1.0),
}


@dataclass(frozen=True)
class RuleResult:
    """What one rule asks for, in people; or why it does not hold for the option."""

    rule: Row
    low: float
    central: float
    high: float
    rows: tuple[Address, ...]
    refused: str = ""


def requirements(case: Case, option: Row) -> list[RuleResult]:
    """What each rule asks for an option; a rule outside where it holds is refused with a reason."""
    return [_result(case, rule, refusal(case, rule, option)) for rule in case.rows("sizing_rules")]


def refusal(case: Case, rule: Row, option: Row) -> str:
    """Return why a rule does not hold for an option; blank if it holds."""
    if option.band("troops").blank:
        return "asks for people, and the option has none"
    if option.text("mission_type") not in rule.words("mission_types"):
        types = ", ".join(rule.words("mission_types"))
        return f"holds for {types}, not for {option.text('mission_type')}"
    if option.text("consent") not in rule.words("consent"):
        given = ", ".join(rule.words("consent"))
        return f"holds where the host's consent is {given}, not {option.text('consent')}"
    if rule.text("basis") != "fixed" and not list(measures(case, rule.text("basis"))):
        return f"the case has no measure for {rule.text('basis')}"
    return ""


def measures(case: Case, basis: str) -> Iterator[tuple[Row, str, float]]:
    """Rows that a basis is measured by, each with the column and what it is divided by."""
    table, column, divisor = BASES[basis]
    for row in case.rows(table):
        if not row.band(column).blank:
            yield row, column, divisor


def _result(case: Case, rule: Row, refused: str) -> RuleResult:
    value = rule.band("value")
    stated = value.stated()
    ends = np.array([stated[0], value.central(), stated[1]])
    rows = [rule.address("value")]
    if rule.text("basis") != "fixed" and not refused:
        sums = np.zeros(3)
        for row, column, divisor in measures(case, rule.text("basis")):
            band: Band = row.band(column)
            bottom, top = band.stated()
            sums += np.array([bottom, band.central(), top]) / divisor
            rows.append(row.address(column))
        ends = ends * sums
    low, central, high = (float(end) for end in ends)
    return RuleResult(rule, low, central, high, tuple(rows), refused)


def drawn_requirement(world: World, option: Row) -> Traced | None:
    """People the option's mission type needs in each future, shape ``(count,)``.

    The rules that hold are rivals: one is drawn per future, each as likely as the others, and the
    same for all options of a type. ``None`` if no rule holds.
    """
    rules = [r for r in world.case.rows("sizing_rules") if not refusal(world.case, r, option)]
    if not rules:
        return None
    luck = world.draws.uniform(f"sizing_rules.{option.text('mission_type')}")
    chosen = np.minimum((luck * len(rules)).astype(int), len(rules) - 1)
    needs = [_drawn(world, rule) for rule in rules]
    values = np.choose(chosen, [need.values for need in needs])
    return Traced(values, frozenset().union(*(need.rows for need in needs)))


def _drawn(world: World, rule: Row) -> Traced:
    value = world.band(rule, "value")
    if rule.text("basis") == "fixed":
        return value
    sizes = [
        world.band(row, col) / div for row, col, div in measures(world.case, rule.text("basis"))
    ]
    return value * total(sizes, world.count)
