"""Plans by option, and the frontier of size against months: the force that could be generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, stated
from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.force.generation.from_case import asks_for_something
from ceasefire.force.generation.generated import Generated, generated
from ceasefire.force.generation.problem import HEADCOUNT
from ceasefire.force.generation.summary import headcounts
from ceasefire.force.phases import horizon_months
from ceasefire.force.sustain import AMONG_MEANS, ENDS, Sustained, sustain

AMONG = "open"
FOR_EVER = "for_ever"
_SECONDS = 20.0  # for each option; the problems of a case take a fraction of one


def plans(case: Case, options: Iterable[Row]) -> tuple[Generated, ...]:
    """Plan of every option that asks for something, in the middle of all bands."""
    return tuple(
        generated(case, option, months=horizon_months(case), seconds=_SECONDS)
        for option in options
        if asks_for_something(case, option)
    )


def plan_figures(found: Iterable[Generated]) -> Iterator[Figure]:
    """People in place at the end of the plan by level, people short, and those nobody published."""
    for one in found:
        option, rows = one.posed.option.id, one.posed.rows
        if not asks_people(one):
            continue
        for count in headcounts(one.plan, one.shares):
            what = f"people of the level '{count.level}' in place at the end of the plan"
            yield _whole(figure_id(option, "plan_in_place", count.level), what,
                         count.in_place[-1], rows)  # fmt: skip
        what = "people asked for, in the middle, whom nobody has put a published number to"
        key = figure_id(option, "plan_unpublished")
        yield _whole(key, what, one.numbers.nobody, one.numbers.rows)
        short = people_short(one)
        what = "people short of full strength at the end of the plan"
        yield _whole(figure_id(option, "plan_short"), what, short[-1], rows)


def asks_people(one: Generated) -> bool:
    """Whether a plan is for an option that asks for people on land."""
    return any(asked.capability == HEADCOUNT for asked in one.plan.problem.requirements)


def people_short(one: Generated) -> Floats:
    """People short by month."""
    for asked, short in zip(one.plan.problem.requirements, one.plan.short, strict=True):
        if asked.capability == HEADCOUNT:
            found: Floats = short
            return found
    return np.zeros(one.plan.problem.months)


def _whole(key: str, what: str, people: float, rows: Iterable[Address]) -> Figure:
    number = float(round(people))
    return stated(key, what, "people", (number, number), rows)


def frontier_figures(found: Sustained | None) -> Iterator[Figure]:
    """Largest force that could be kept, by months and for ever, from pools and tours alone."""
    if found is None:
        return
    among = AMONG_MEANS[found.among]
    for i, months in enumerate(found.steady["central"].months):
        ends = [float(round(found.steady[end].total[i])) for end in ENDS]
        what = f"people in place that could be kept for {months} months: {among}"
        key = figure_id("frontier", str(months))
        yield stated(key, what, "people", (ends[0], ends[2]), found.rows, value=ends[1])
    ends = [float(round(found.steady[end].for_ever.sum())) for end in ENDS]
    what = f"people in place that could be kept for ever: {among}"
    key = figure_id("frontier", FOR_EVER)
    yield stated(key, what, "people", (ends[0], ends[2]), found.rows, value=ends[1])


def frontier_of(case: Case) -> Sustained | None:
    """Return the frontier of a case; ``None`` if no forces or tours are known."""
    found = sustain(case, among=AMONG)
    return found if found.sources else None
