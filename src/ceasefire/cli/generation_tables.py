"""How a generated force is printed on the terminal."""

from __future__ import annotations

import click

from ceasefire.answer.offer_figures import PARTS
from ceasefire.case.rows import Case
from ceasefire.force.generation.generated import Generated
from ceasefire.force.generation.summary import (
    burdens,
    headcounts,
    stays,
)
from ceasefire.force.generation.worth import worth
from ceasefire.report.terminal import print_table
from ceasefire.report.words import counted, number_words, value_words

_WORTH_SHOWN = 6
_SHOWN_MONTHS = (1, 3, 6, 12, 18, 24, 36, 48)
_MEANT = {"firm": "said yes, with a number", "likely": "called likely, with a number",
          "conditional": "on further conditions, with a number",
          "assumed": "assumptions of the case"}  # fmt: skip


def print_generation(case: Case, found: Generated) -> None:
    """Print a plan: who, when, what is short and why, who bears it, how well it was searched."""
    option, setting = found.posed.option, found.posed.setting
    name, months = option.text("name"), counted(setting.months, "month")
    click.echo(f"\n{name}: a plan for {months}, as of {case.as_of}")
    if found.unasked:
        click.echo(
            "The option has no size above 0 and no row in requirements.csv: nothing can be "
            "generated for it. Give it troops, or rows that say what it asks for."
        )
        return
    click.echo(
        "In the middle of all bands. Month 0 is that of the decision; 1 to 5 includes month 5."
    )
    for condition in found.taken_as_met:
        row = case.row("conditions", condition)
        chance = f" ({value_words(row, 'p')})" if not row.band("p").blank else ""
        click.echo(f"Open, taken as met: {row.text('text')}{chance} (--without {condition})")
    _print_numbers(found)
    _print_headcount(found)
    _print_due(found)
    _print_stays(case, found)
    _print_shortages(found)
    _print_burdens(case, found)
    _print_worth(found)
    _print_stages(found)


def _print_numbers(found: Generated) -> None:
    """Say how far published numbers reach, plan or no plan."""
    option, said = found.posed.option, found.numbers
    part, unit = next((p, u) for p, u in PARTS.items() if not option.band(p).blank)
    bound = f"{said.bound} " if said.bound and said.published else ""
    parts = [f"Published size: {value_words(option, part)}; planned for {said.asked:,.0f}.",
             f"Published numbers: {bound}{said.published:,.0f}"]  # fmt: skip
    if said.withheld:
        parts[-1] += f", of which {said.withheld:,.0f} hang on conditions that are not met"
    click.echo(f"{' '.join(parts)}. Nobody put a number to {said.nobody:,.0f} {unit}.")
    if found.unnumbered:
        click.echo(f"Would count and gave no number: {', '.join(found.unnumbered)}.")
    for note in found.notes:
        click.echo(f"note: {note}")


def _print_headcount(found: Generated) -> None:
    plan = found.plan
    if not plan.problem.holdings or not any(h.people for h in plan.problem.holdings):
        return
    shown = _shown_months(found)
    levels = headcounts(plan, found.shares)
    rows = [
        (h.level, _MEANT[h.level], f"{h.offered:,.0f}", *(f"{h.in_place[m]:,.0f}" for m in shown))
        for h in levels
    ]
    totals = (sum(h.in_place[m] for h in levels) for m in shown)
    rows.append(("in all", "", f"{sum(h.offered for h in levels):,.0f}",
                 *(f"{total:,.0f}" for total in totals)))  # fmt: skip
    headers = ("level", "whose word", "if all stood at once", *(f"month {m}" for m in shown))
    print_table("People in place, by whose word", headers, rows, right=headers[2:])


def _shown_months(found: Generated) -> list[int]:
    last = found.posed.setting.months - 1
    return [m for m in _SHOWN_MONTHS if m < last] + [last]


def _print_due(found: Generated) -> None:
    """What is due of each capability, and what is short of it, by month."""
    shown = _shown_months(found)
    rows = [
        (
            found.names.get(asked.capability, asked.capability),
            *(_of_due(asked.amounts[m], float(short[m])) for m in shown),
        )
        for asked, short in zip(found.plan.problem.requirements, found.plan.short, strict=True)
    ]
    headers = ("capability", *(f"month {m}" for m in shown))
    title = "What is due, and short of it in brackets"
    print_table(title, headers, rows, right=headers[1:])


def _of_due(due: float, short: float) -> str:
    if due <= 0:
        return "none due"
    missing = f" ({_amount(short)})" if short > _LEAST * due else ""
    return f"{_amount(due)}{missing}"


def _amount(number: float) -> str:
    return f"{number:,.0f}" if number >= _WHOLE or number == round(number) else f"{number:.3g}"


_LEAST = 1e-6
_WHOLE = 100


def _print_stays(case: Case, found: Generated) -> None:
    rows = [
        (
            case.name_of("actors", stay.holding.actor), _kind(case, stay.holding.unit_type),
            _pledge_words(found, stay.holding.id), "assumed" if stay.holding.assumed else "named",
            f"{stay.start} to {stay.end - 1}", str(stay.units),
            f"{stay.people:,.0f}" if stay.people else "",
            "in the country" if stay.holding.inside else "outside",
        )
        for stay in stays(found.plan)
    ]  # fmt: skip
    headers = ("contributor", "unit", "level of its word", "kind of unit", "months", "units",
               "people", "where")  # fmt: skip
    if rows:
        print_table("Who stands there when", headers, rows, right=("units", "people"))
    if found.unpledged:
        names = ", ".join(f"{unit} of {actor}" for actor, unit in found.unpledged)
        click.echo(f"Counted though nobody pledged it: {names}.")


def _pledge_words(found: Generated, holding: str) -> str:
    """Levels at which the people of a holding count, the largest part first."""
    shares = found.shares[holding]
    some = sorted((level for level in shares if shares[level] > 0), key=lambda x: -shares[x])
    return " and ".join(some)


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
    headers = (
        "contributor",
        "in place, mean",
        "at most",
        "tied down at most",
        "mean, of its land forces",
    )
    if rows:
        print_table("Who bears it", headers, rows, right=headers[1:])


def _print_worth(found: Generated) -> None:
    rows = [
        (_worth_name(found, one.what), f"{one.people_months:,.0f}", f"{one.shortfall:.2g}",
         {True: "yes", False: "no", None: "not tried"}[one.whole])
        for one in worth(found.posed.problem)[:_WORTH_SHOWN]
        if one.shortfall > 0
    ]  # fmt: skip
    headers = ("one more", "person-months", "months of the whole force", "helps as a whole one")
    if rows:
        title = "What one more would buy at most (units divided), and whether a whole one helps"
        print_table(title, headers, rows, right=headers[1:3])


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
