"""Figures that are added up from the case alone: sizes, requirements, offers, gaps."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, stated, stated_band
from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.force import DOMAIN_UNITS
from ceasefire.core.addresses import Address
from ceasefire.force.offers import (
    LEVEL_MEANS,
    LEVELS,
    Met,
    Offer,
    conditions_of,
    counted_pledges,
    current_pledges,
    in_the_world_at_hand,
    measured_by,
    offer,
    sum_of,
)
from ceasefire.force.sizing import RuleResult, requirements

FIRM_WITH_ASSUMED = "firm_with_assumed"
PARTS = {"troops": "people", "fighters": "aircraft", "ships": "ships"}


def offer_figures(case: Case) -> Iterator[Figure]:
    """What is offered by domain and level, and what is left of it in the other state of conditions.

    A figure that ends in ``without.CONDITION`` (or, for one that is off, ``with.CONDITION``) shows
    the offer with that condition turned round.
    """
    for domain in DOMAIN_UNITS:
        levels = (*LEVELS, FIRM_WITH_ASSUMED) if domain == "land" else LEVELS
        for level in levels:
            yield _offered(case, domain, level)
        for condition in conditions_of(case, counted_pledges(case, domain, "assumed")):
            for level in levels:
                yield _offered(case, domain, level, turned=condition)


def offered(case: Case, domain: str, level: str, met: Met) -> Offer:
    """What is offered at a level of ``LEVELS``, or at ``FIRM_WITH_ASSUMED``.

    The latter is firm with the assumptions about states that said yes in the place of their rows.
    """
    if level != FIRM_WITH_ASSUMED:
        return offer(case, domain, level, met)
    firm = {p.text("actor_id"): p for p in counted_pledges(case, domain, "firm")}
    firm |= {
        p.text("actor_id"): p for p in counted_pledges(case, domain, "assumed")
        if p.grade == "assumption" and p.text("stance") == "yes"
    }  # fmt: skip
    return sum_of([p for p in firm.values() if met(p.words("conditions"))])


def _offered(case: Case, domain: str, level: str, *, turned: str = "") -> Figure:
    made = offered(case, domain, level, in_the_world_at_hand(case, turned=turned))
    meaning = LEVEL_MEANS.get(level, "firm, with the assumptions about states that said yes")
    what = f"offered ({domain}): {meaning}; open conditions taken as met"
    parts = ["offer", domain, level]
    if turned:
        off, switch = _switch(case, turned)
        parts += [switch, turned]
        what += f", except that '{turned}' is {'met' if off else 'not met'}"
    ends: tuple[float, float] | None = (made.low, made.high)
    pledges = counted_pledges(case, domain, "assumed" if level == FIRM_WITH_ASSUMED else level)
    if not pledges:
        ends = None
    rows = _offer_rows(case, made, domain)
    if turned:
        rows |= {case.row("conditions", turned).address("state")}
    bound = bound_of(ceiling=made.ceiling, floor=made.floor)
    return stated(figure_id(*parts), what, DOMAIN_UNITS[domain], ends, rows, bound=bound)


def _switch(case: Case, condition: str) -> tuple[bool, str]:
    off = case.row("conditions", condition).text("state") == "off"
    return off, "with" if off else "without"


def _offer_rows(case: Case, made: Offer, domain: str) -> set[Address]:
    rows = {p.address(c) for p in made.pledges for c in ("n", "stance")}
    for pledge in made.pledges:
        rows |= {case.row("conditions", c).address("state") for c in pledge.words("conditions")}
    if not made.pledges:  # nothing counts because of what these rows say
        rows |= {p.address("stance") for p in current_pledges(case, domain)}
        rows |= {Address("case", case.name, "as_of")}
    return rows


def bound_of(*, ceiling: bool, floor: bool) -> str:
    """Return the bound of a sum that holds lone ceilings or floors; none if it holds both."""
    if ceiling == floor:
        return ""
    return "up to" if ceiling else "at least"


def option_figures(case: Case, option: Row) -> Iterator[Figure]:
    """Size, requirement by rule and gap of an option, before anything is drawn."""
    for part, unit in PARTS.items():
        if not option.band(part).blank:
            key = figure_id(option.id, "plan", part)
            what = f"{part} as published"
            yield stated_band(key, what, unit, option.band(part), option.address(part))
    held = [result for result in requirements(case, option) if not result.refused]
    for result in held:
        yield stated(
            figure_id(option.id, "requirement", result.rule.id),
            f"people by the rule '{result.rule.text('name')}'", "people",
            (result.low, result.high), result.rows, value=result.central,
            bound=result.rule.band("value").bound,
        )  # fmt: skip
    if held:
        yield _requirement(option, held)
    yield from _gaps(case, option)


def _requirement(option: Row, held: list[RuleResult]) -> Figure:
    low, high = min(held, key=lambda r: r.low), max(held, key=lambda r: r.high)
    what = (
        f"people its mission type needs: low end by '{low.rule.text('name')}', "
        f"high end by '{high.rule.text('name')}'"
    )
    rows = {*low.rows, *high.rows, option.address("mission_type")}
    ends, bound = (low.low, high.high), high.rule.band("value").bound
    return stated(figure_id(option.id, "requirement"), what, "people", ends, rows, bound=bound)


def _gaps(case: Case, option: Row) -> Iterator[Figure]:
    _, domain = measured_by(option)
    levels = (*LEVELS, FIRM_WITH_ASSUMED) if domain == "land" else LEVELS
    for level in levels:
        yield _gap(case, option, domain, level)
    for condition in conditions_of(case, counted_pledges(case, domain, "assumed")):
        yield _gap(case, option, domain, "firm", turned=condition)


def _gap(case: Case, option: Row, domain: str, level: str, *, turned: str = "") -> Figure:
    made = offered(case, domain, level, in_the_world_at_hand(case, turned=turned))
    part, _ = measured_by(option)
    size = option.band(part)
    low, high = size.stated()
    ends = (max(0.0, low - made.high), max(0.0, high - made.low))
    rows = {option.address(part), *_offer_rows(case, made, domain)}
    what = f"size less what is offered ({domain}, {level.replace('_', ' ')})"
    parts = [option.id, "gap", level]
    if turned:
        off, switch = _switch(case, turned)
        parts += [switch, turned]
        what += f" if '{turned}' is {'met' if off else 'not met'}"
        rows |= {case.row("conditions", turned).address("state")}
    bound = bound_of(  # what is taken away turns a ceiling into a floor
        ceiling=size.kind == "ceiling" or made.floor, floor=size.kind == "floor" or made.ceiling
    )
    return stated(figure_id(*parts), what, PARTS[part], ends, rows, bound=bound)
