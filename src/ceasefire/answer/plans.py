"""Plans by option, and the frontier of size against months: the force that could be generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, stated
from ceasefire.case.rows import Case, Row
from ceasefire.force.generation.from_case import asks_for_something
from ceasefire.force.generation.generated import Generated, generated
from ceasefire.force.generation.problem import HEADCOUNT
from ceasefire.force.generation.summary import asked_people, headcounts, unpublished_people
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
    """People in place at the end of the plan by level of the offer, and those nobody published."""
    for one in found:
        option, rows = one.posed.option.id, one.posed.rows
        if not asked_people(one.plan):
            continue
        for count in headcounts(one.plan, one.shares):
            at_end = float(round(count.in_place[-1]))
            what = f"people of the level '{count.level}' in place at the end of the plan"
            key = figure_id(option, "plan_in_place", count.level)
            yield stated(key, what, "people", (at_end, at_end), rows)
        missing = unpublished_people(one.plan)
        what = "people it asks for whom nobody who counts has put a number to"
        key = figure_id(option, "plan_unpublished")
        yield stated(key, what, "people", (missing, missing), rows)
        for asked, short in zip(one.plan.problem.requirements, one.plan.short, strict=True):
            if asked.capability != HEADCOUNT:
                continue
            people = float(round(short.mean()))
            what = "people short, as a mean over the months of the plan"
            key = figure_id(option, "plan_short")
            yield stated(key, what, "people", (people, people), rows)


def frontier_figures(found: Sustained | None) -> Iterator[Figure]:
    """Largest force that could be kept, by months and for ever, from pools and tours alone."""
    if found is None:
        return
    among = AMONG_MEANS[found.among]
    for i, months in enumerate(found.steady["central"].months):
        ends = [float(found.steady[end].total[i]) for end in ENDS]
        what = f"people in place that could be kept for {months} months: {among}"
        key = figure_id("frontier", str(months))
        yield stated(key, what, "people", (ends[0], ends[2]), found.rows, value=ends[1])
    ends = [float(found.steady[end].for_ever.sum()) for end in ENDS]
    what = f"people in place that could be kept for ever: {among}"
    key = figure_id("frontier", FOR_EVER)
    yield stated(key, what, "people", (ends[0], ends[2]), found.rows, value=ends[1])


def frontier_of(case: Case) -> Sustained | None:
    """Return the frontier of a case; ``None`` if no forces or tours are known."""
    found = sustain(case, among=AMONG)
    return found if found.sources else None
