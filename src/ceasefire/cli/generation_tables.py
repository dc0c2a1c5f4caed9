"""How a generated force is printed on the terminal."""

from __future__ import annotations

import click

from ceasefire.case.rows import Case
from ceasefire.force.generation.generated import Generated
from ceasefire.force.generation.problem import HEADCOUNT
from ceasefire.force.generation.summary import (
    asked_people,
    burdens,
    headcounts,
    offered_people,
    stays,
    unpublished_people,
)
from ceasefire.force.generation.worth import worth
from ceasefire.report.terminal import print_table
from ceasefire.report.words import counted, number_words

_WORTH_SHOWN = 6
_MEANT = {"firm": "said yes, with a number", "likely": "called likely, with a number",
          "conditional": "on further conditions, with a number",
          "assumed": "assumptions of the case"}  # fmt: skip


def print_generation(case: Case, found: Generated) -> None:
    """Print a plan: who, when, what is short and why, who bears it, how well it was searched."""
    option, setting = found.posed.option, found.posed.setting
    name, months = option.text("name"), counted(setting.months, "month")
    click.echo(f"\n{name}: a plan for {months} from the decision, as of {case.as_of}")
    if found.unasked:
        click.echo(
            "The option has no size in people and no row in requirements.csv: nothing can be "
            "generated for it. Give it troops, or rows that say what it asks for."
        )
        return
    _print_headcount(found)
    _print_stays(case, found)
    _print_shortages(found)
    _print_burdens(case, found)
    _print_worth(found)
    _print_stages(found)


def _print_headcount(found: Generated) -> None:
    plan, asked = found.plan, asked_people(found.plan)
    if not asked:
        return
    middle = found.posed.setting.months // 2
    rows = [
        (h.level, _MEANT[h.level], f"{h.offered:,.0f}", f"{h.in_place[middle]:,.0f}",
         f"{h.in_place[-1]:,.0f}")
        for h in headcounts(plan, found.shares)
    ]  # fmt: skip
    inside = [i for i, h in enumerate(plan.problem.holdings) if h.inside]
    total = plan.people[inside].sum(axis=0)
    rows.append(("in all", "", f"{offered_people(plan):,.0f}", f"{total[middle]:,.0f}",
                 f"{total[-1]:,.0f}"))  # fmt: skip
    columns = ("level", "whose word", "offered", f"in place, month {middle}", "at the end")
    print_table(f"{asked:,.0f} people asked for in full strength", columns, rows, right=columns[2:])
    short = unpublished_people(plan)
    if short:
        click.echo(f"{short:,.0f} of them have no published number behind them.")
    if found.unpublished:
        click.echo(f"Open to it without a number: {', '.join(found.unpublished)}.")


def _print_stays(case: Case, found: Generated) -> None:
    rows = [
        (
            case.name_of("actors", stay.holding.actor), _kind(case, stay.holding.unit_type),
            stay.holding.level + (", assumed" if _doubly(stay.holding.level, stay.holding.assumed)
                                  else ""),
            f"{stay.start} to {stay.end - 1}", str(stay.units),
            f"{stay.people:,.0f}" if stay.people else "",
            "in the country" if stay.holding.inside else "outside",
        )
        for stay in stays(found.plan)
    ]  # fmt: skip
    headers = ("contributor", "unit", "level", "months", "units", "people", "where")
    print_table("Who stands there when", headers, rows, right=("units", "people"))


def _doubly(level: str, assumed: bool) -> bool:  # noqa: FBT001 - two facts of a holding
    return assumed and level != "assumed"


def _kind(case: Case, unit_type: str) -> str:
    known = case.tables["unit_types"]
    return known[unit_type].text("name") if unit_type in known else unit_type


def _print_shortages(found: Generated) -> None:
    click.echo("What is short, and what binds it:")
    for words in found.shortage_words or ("nothing",):
        click.echo(f"  {words}")
    click.echo("")


def _print_burdens(case: Case, found: Generated) -> None:
    rows = [
        (
            case.name_of("actors", b.actor), f"{b.mean:,.0f}", f"{b.peak:,.0f}", f"{b.tied:,.0f}",
            "" if b.share is None else f"{100 * b.share:.1f}\u00a0%",
        )
        for b in burdens(found.plan)
    ]  # fmt: skip
    headers = ("contributor", "in place, mean", "at most", "tied down at most", "of its forces")
    if rows:
        print_table("Who bears it", headers, rows, right=headers[1:])


def _print_worth(found: Generated) -> None:
    rows = [
        (_worth_name(found, one.what), f"{one.people_months:,.0f}", f"{one.shortfall:.3g}")
        for one in worth(found.posed.problem)[:_WORTH_SHOWN]
        if one.shortfall > 0
    ]
    headers = ("one more", "person-months", "weighted shortfall less")
    if rows:
        print_table("What one more would buy", headers, rows, right=headers[1:])


def _worth_name(found: Generated, what: str) -> str:
    return " ".join(found.names.get(word, word) for word in what.split())


def _print_stages(found: Generated) -> None:
    parts = []
    for stage in found.plan.stages:
        mark = "" if stage.complete else ", stopped by its time"
        gap = number_words(stage.gap, "share") if stage.gap > 0 else "none"
        parts.append(f"{stage.name}: gap {gap} in {stage.seconds:.1f} s{mark}")
    click.echo(f"Searched by an integer programme. {'; '.join(parts)}.")
    if any(not stage.complete for stage in found.plan.stages):
        click.echo("The plan is the best found so far; give --seconds more to search on.")
    if HEADCOUNT not in {r.capability for r in found.plan.problem.requirements}:
        click.echo("The option asks for no people on land.")
