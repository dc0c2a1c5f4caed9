"""Figures of states and past missions: pools, what is tied down or kept out, densities, costs."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, stated, stated_band
from ceasefire.case.rows import Case, Row
from ceasefire.core.bands import Band
from ceasefire.force.offers import counted_pledges, current_pledges
from ceasefire.force.pools import capacity, land_pool
from ceasefire.force.rotation import policy_factor, policy_rows, rotation_policy
from ceasefire.force.sustain import AMONG_MEANS, ENDS, Sustained


def state_figures(case: Case) -> Iterator[Figure]:
    """Per state: pool, what it could keep out, and what its pledge ties down."""
    for pledge in counted_pledges(case, "land", "assumed"):
        yield from _tied_down(case, pledge.text("actor_id"), pledge)
    for actor in {p.text("actor_id"): None for p in current_pledges(case, "land")}:
        pool, limit = land_pool(case, actor), capacity(case, actor)
        if pool is not None:
            what = f"pool ({_services(pool)})"
            key = figure_id("state", actor, "pool")
            band, address = pool.band("personnel"), pool.address("personnel")
            yield stated_band(key, what, "people", band, address)
        if limit is not None:
            what = "could keep out for good beside what is out already"
            key = figure_id("state", actor, "capacity")
            ends = float(round(limit.low)), float(round(limit.high))
            yield stated(key, what, "people", ends, limit.rows)


def kept_figures(found: Sustained | None) -> Iterator[Figure]:
    """What states could keep out for good: by the share of land forces, and by both rules."""
    if found is None:
        return
    among = AMONG_MEANS[found.among]
    low, high = map(_hundreds, found.by_share)
    what = f"people kept out for good by the share of land forces alone: {among}"
    yield stated(figure_id("frontier", "by_share"), what, "people", (low, high), found.rows)
    ends = [_hundreds(float(found.for_ever(end).sum())) for end in ENDS]
    what = f"people that could be kept for ever, state by state the smaller of both rules: {among}"
    key = figure_id("frontier", "by_both")
    yield stated(key, what, "people", (ends[0], ends[2]), found.rows, value=ends[1])


def _hundreds(people: float) -> float:
    """Round a sum over states: its bands are thousands wide."""
    return float(round(people, -2))


def _services(pool: Row) -> str:
    return "all services" if pool.text("component") == "all" else pool.text("component")


def _tied_down(case: Case, actor: str, pledge: Row) -> Iterator[Figure]:
    policy = rotation_policy(case, actor)
    if policy is None:
        return
    factor = policy_factor(policy)
    rows = {*policy_rows(policy), pledge.address("n")}
    low, high = pledge.band("n").stated()
    bound = pledge.band("n").bound
    what = f"tied down by its pledge at {factor:g} per person in place"
    ends = (low * factor, high * factor)
    whole = float(round(ends[0])), float(round(ends[1]))
    yield stated(figure_id("state", actor, "tied"), what, "people", whole, rows, bound=bound)
    pool = land_pool(case, actor)
    if pool is None or pool.band("personnel").stated()[0] <= 0:
        return
    smallest, largest = pool.band("personnel").stated()
    share = (ends[0] / largest, ends[1] / smallest)
    rows = {*rows, pool.address("personnel")}
    what = f"of its pool ({_services(pool)}) tied down by its pledge"
    yield stated(figure_id("state", actor, "tied_share"), what, "share", share, rows, bound=bound)


# Of a past mission: figure, what it is, what is divided by what. Held against a requirement by the
# reader; never used to set one.
_RATIOS = (
    ("per_km", "people per km of line", "strength", "line_length"),
    ("per_1000", "people per 1,000 inhabitants", "strength", "population"),
    ("per_km2", "people per km2", "strength", "area_km2"),
    ("cost_per_head", "cost of a year per head", "cost", "strength"),
)


def benchmark_figures(case: Case) -> Iterator[Figure]:
    """Densities and costs per head of past missions."""
    for mission in case.rows("benchmarks"):
        for name, what, above, below in _RATIOS:
            top, bottom = mission.band(above), mission.band(below)
            if top.blank or bottom.blank or bottom.stated()[0] <= 0:
                continue
            factor = 1000.0 if name == "per_1000" else 1.0
            unit = _money(mission) if name == "cost_per_head" else "per unit"
            rows = {mission.address(above), mission.address(below)}
            key = figure_id("benchmark", mission.id, name)
            text = f"{mission.text('mission')} ({mission.date()}): {what}"
            yield stated(key, text, unit, _ratio(top, bottom, factor), rows)


def _money(mission: Row) -> str:
    return f"{mission.text('currency')} {mission.needed_number('price_year'):.0f}"


def _ratio(top: Band, bottom: Band, factor: float) -> tuple[float, float]:
    above, below = top.stated(), bottom.stated()
    return above[0] / below[1] * factor, above[1] / below[0] * factor
