"""Figures that are added up from the case alone: sizes, requirements, offers, gaps, people."""

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
    Offer,
    counted_pledges,
    current_pledges,
    in_the_world_at_hand,
    measured_by,
    offer,
    open_conditions,
    sum_of,
)
from ceasefire.force.pools import capacity, land_pool
from ceasefire.force.rotation import policy_factor, rotation_policy
from ceasefire.force.sizing import requirements

FIRM_WITH_ASSUMED = "firm_with_assumed"
PARTS = {"troops": "people", "fighters": "aircraft", "ships": "ships"}


def offer_figures(case: Case) -> Iterator[Figure]:
    """What is offered by domain and level, and what is left of it without each open condition."""
    for domain, unit in DOMAIN_UNITS.items():
        for level in LEVELS:
            made = offer(case, domain, level, in_the_world_at_hand(case))
            what = f"offered ({domain}): {LEVEL_MEANS[level]}; open conditions taken as met"
            yield _figure(case, made, what, unit, "offer", domain, level)
        for condition in open_conditions(case, counted_pledges(case, domain, "assumed")):
            yield from _without(case, domain, unit, condition)
    what = "offered (land): firm, with the assumptions about states that said yes"
    yield _figure(case, firm_with_assumed(case), what, "people", "offer", "land", FIRM_WITH_ASSUMED)


def _without(case: Case, domain: str, unit: str, condition: str) -> Iterator[Figure]:
    for level in LEVELS:
        made = offer(case, domain, level, in_the_world_at_hand(case, off=(condition,)))
        what = f"offered ({domain}, {level}) if '{condition}' is not met"
        rows = {case.row("conditions", condition).address("state")}
        yield _figure(
            case, made, what, unit, "offer", domain, level, "without", condition, also=rows
        )


def firm_with_assumed(case: Case) -> Offer:
    """Firm pledges on land, an assumption taking the place of its actor's where that said yes."""
    assumed = counted_pledges(case, "land", "assumed")
    firm = {p.text("actor_id"): p for p in counted_pledges(case, "land", "firm")}
    firm |= {
        p.text("actor_id"): p for p in assumed
        if p.grade == "assumption" and p.text("stance") == "yes"
    }  # fmt: skip
    met = in_the_world_at_hand(case)
    return sum_of([p for p in firm.values() if met(p.words("conditions"))])


def _figure(
    case: Case, made: Offer, what: str, unit: str, *parts: str,
    also: set[Address] | frozenset[Address] = frozenset(),
) -> Figure:  # fmt: skip
    rows = {p.address(c) for p in made.pledges for c in ("n", "stance")} | also
    for pledge in made.pledges:
        rows |= {case.row("conditions", c).address("state") for c in pledge.words("conditions")}
    domain, level = parts[1:3]
    ends: tuple[float, float] | None = (made.low, made.high)
    if not made.pledges:  # nothing counts because of what these rows say
        rows |= {p.address("stance") for p in current_pledges(case, domain)}
        rows |= {Address("case", case.name, "as_of")}
        if level not in LEVELS or not counted_pledges(case, domain, level):
            ends = None
    bound = "up to" if made.ceiling else ""
    return stated(figure_id(*parts), what, unit, ends, rows, bound=bound)


def option_figures(case: Case, option: Row) -> Iterator[Figure]:
    """Size, requirement by rule and gap of an option, before anything is drawn."""
    for part, unit in PARTS.items():
        if not option.band(part).blank:
            yield stated_band(
                figure_id(option.id, "plan", part), f"{part} as published", unit,
                option.band(part), option.address(part),
            )  # fmt: skip
    held = [result for result in requirements(case, option) if not result.refused]
    for result in held:
        yield stated(
            figure_id(option.id, "requirement", result.rule.id),
            f"people by the rule '{result.rule.text('name')}'", "people",
            (result.low, result.high), result.rows, value=result.central,
        )  # fmt: skip
    if held:
        low, high = min(held, key=lambda r: r.low), max(held, key=lambda r: r.high)
        what = (
            f"people its mission type needs: low end by '{low.rule.text('name')}', "
            f"high end by '{high.rule.text('name')}'"
        )
        rows = {*low.rows, *high.rows, option.address("mission_type")}
        yield stated(
            figure_id(option.id, "requirement"), what, "people", (low.low, high.high), rows
        )
    yield from _gaps(case, option)


def _gaps(case: Case, option: Row) -> Iterator[Figure]:
    part, domain = measured_by(option)
    if part != "troops":
        return
    met = in_the_world_at_hand(case)
    offers = {level: offer(case, domain, level, met) for level in LEVELS}
    if domain == "land":
        offers[FIRM_WITH_ASSUMED] = firm_with_assumed(case)
    low, high = option.band("troops").stated()
    for level, made in offers.items():
        ends = (max(0.0, low - made.high), max(0.0, high - made.low))
        rows = {option.address("troops")} | {p.address("n") for p in made.pledges}
        what = f"size less what is offered ({domain}, {level.replace('_', ' ')})"
        bound = "at least" if made.ceiling else ""  # a ceiling may not be reached
        key = figure_id(option.id, "gap", level)
        yield stated(key, what, "people", ends, rows, bound=bound)


def actor_figures(case: Case) -> Iterator[Figure]:
    """Per state with a number: pool, what it could keep out, and what its pledge ties down."""
    for pledge in counted_pledges(case, "land", "assumed"):
        actor = pledge.text("actor_id")
        yield from _tied_down(case, actor, pledge)
    actors = {p.text("actor_id"): None for p in current_pledges(case, "land")}
    for actor in actors:
        pool, limit = land_pool(case, actor), capacity(case, actor)
        if pool is None or limit is None:
            continue
        yield stated_band(
            figure_id("state", actor, "pool"), f"pool ({pool.text('component')})", "people",
            pool.band("personnel"), pool.address("personnel"),
        )  # fmt: skip
        what = "could keep out for good beside what is out already"
        ends = (limit.low, limit.high)
        yield stated(figure_id("state", actor, "capacity"), what, "people", ends, limit.rows)


def _tied_down(case: Case, actor: str, pledge: Row) -> Iterator[Figure]:
    policy = rotation_policy(case, actor)
    if policy is None:
        return
    factor = policy_factor(policy)
    rows = {policy.address(c) for c in ("tour_months", "dwell_months", "overlap")}
    rows |= {pledge.address("n")}
    low, high = pledge.band("n").stated()
    bound = "up to" if pledge.band("n").kind == "ceiling" else ""
    what = f"tied down by its pledge at {factor:g} per person in place"
    ends = (low * factor, high * factor)
    yield stated(figure_id("state", actor, "tied"), what, "people", ends, rows, bound=bound)
    pool = land_pool(case, actor)
    if pool is not None:
        share = (ends[0] / pool.band("personnel").stated()[1],
                 ends[1] / pool.band("personnel").stated()[0])  # fmt: skip
        rows = {*rows, pool.address("personnel")}
        what = f"of its pool ({pool.text('component')}) tied down by its pledge"
        yield stated(
            figure_id("state", actor, "tied_share"), what, "share", share, rows, bound=bound
        )
