"""``ceasefire sustain``: how large a force could be kept up, for how many months."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import click
import numpy as np

from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case, Row
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options
from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.force.generation.frontier import Frontier
from ceasefire.force.rotation import ratio_readings
from ceasefire.force.sustain import (
    AMONG,
    AMONG_MEANS,
    ENDS,
    MONTHS,
    Source,
    Sustained,
    surge_bill,
    sustain,
)
from ceasefire.report.terminal import print_table
from ceasefire.report.words import counted, value_words

MOST_MONTHS = 240


@click.command("sustain")
@case_argument
@click.option("--among", type=click.Choice(AMONG), default="open", show_default=True,
              help="Whose forces to count.")  # fmt: skip
@click.option("--months", multiple=True, type=click.IntRange(1, MOST_MONTHS), metavar="N",
              help="A length to look at; may be given again.")  # fmt: skip
@what_if_options
@json_option
def command(
    case: str, *, among: str, months: tuple[int, ...], sets: tuple[str, ...], off: tuple[str, ...],
    as_json: bool,
) -> None:  # fmt: skip
    """Show how large a force the states of CASE could keep up, and for how many months."""
    loaded, _ = what_if(load_case(case), sets, off)
    lengths = tuple(sorted(set(months))) or MONTHS
    found = sustain(loaded, among=among, months=lengths)
    if not found.sources:
        msg = f"case {loaded.name} has no pool and rotation policy for {AMONG_MEANS[among]}"
        why = f" ({_left_out(loaded, found)})" if found.left_out else ""
        raise CeasefireError(
            msg + why, "add them to pools.csv and rotation.csv, or try --among all"
        )
    if as_json:
        print_json(_as_json(loaded, found))
        return
    _print_frontier(found)
    _print_options(loaded, found)
    _print_states(loaded, found)
    _print_notes(loaded, found)


def _as_json(case: Case, found: Sustained) -> dict[str, Any]:
    def part(frontiers: dict[str, Frontier], end: str) -> dict[str, Any]:
        one = frontiers[end]
        return {"total": one.total.tolist(), "for_ever": float(one.for_ever.sum()),
                "by_state": dict(zip(one.actors, one.force.tolist(), strict=True))}  # fmt: skip

    bill = surge_bill(found)
    return {
        "case": case.name, "among": found.among,
        "months": list(found.steady["central"].months),
        "steady": {end: part(found.steady, end) for end in ENDS},
        "surged": {end: part(found.surged, end) for end in ENDS},
        "by_sustained_share": list(found.by_share),
        "for_ever": {end: float(found.for_ever(end).sum()) for end in ENDS},
        "states": {
            one.actor: {
                "for_ever": {end: float(found.for_ever(end)[i]) for end in ENDS},
                "by_sustained_share": {end: one.share(end) for end in ENDS},
                "people_a_place": one.turns.factor, "notes": list(one.notes),
            }
            for i, one in enumerate(found.sources)
        },
        "options": {
            option.id: {end: _months(found.lasts(end, size)) for end in ENDS}
            for option, size in _sizes(case)
        },
        "surge": None if bill is None else {
            "months": bill.months, "force": bill.force, "instead_of": bill.instead_of,
            "lean_months": bill.lean_months,
            "fewer": bill.fewer[: bill.lean_months].tolist(),
        },
        "left_out": dict(found.left_out),
        "rows": sorted(str(row) for row in found.rows),
    }  # fmt: skip


def _months(lasts: float) -> int | str:
    return "for ever" if math.isinf(lasts) else int(lasts)


def _people(number: float) -> str:
    """People in two significant digits: the bands of pools carry no more."""
    return f"{float(f'{number:.2g}'):,.0f}"


def _print_frontier(found: Sustained) -> None:
    rows = []
    for i, months in enumerate(found.steady["central"].months):
        totals = [float(found.steady[end].total[i]) for end in ENDS]
        surged = float(found.surged["central"].total[i])
        rows.append((counted(months, "month"), *map(_people, (*totals, surged))))
    rows.append(("for ever, by tours and pools", *_sums(found.steady[e].for_ever for e in ENDS),
                 "none"))  # fmt: skip
    shares = (np.array([one.share(end) for one in found.sources]) for end in ENDS)
    rows.append(("for ever, by share of land forces", *_sums(shares), "none"))
    rows.append(("for ever, each state the smaller", *_sums(map(found.for_ever, ENDS)), "none"))
    headers = ("kept for", "low", "middle", "high", "middle, with surge")
    title = f"People in place that could be kept: {AMONG_MEANS[found.among]}"
    print_table(title, headers, rows, right=headers[1:])


def _sums(ends: Iterable[Floats]) -> list[str]:
    return [_people(float(one.sum())) for one in ends]


def _sizes(case: Case) -> list[tuple[Row, float]]:
    """Options with people and the middle of their sizes."""
    rows = case.rows("options")
    return [(row, row.band("troops").central()) for row in rows if not row.band("troops").blank]


def _print_options(case: Case, found: Sustained) -> None:
    rows = [
        (
            option.text("name"), value_words(option, "troops").removesuffix(" people"),
            f"{size:,.0f}", *(_lasts(found, end, size) for end in ENDS),
        )
        for option, size in _sizes(case)
    ]  # fmt: skip
    headers = ("option", "people as published", "middle", "low", "middle of pools", "high")
    title = "For how long the middle of each option's size could be manned"
    print_table(title, headers, rows, right=("people as published", "middle"))


def _lasts(found: Sustained, end: str, size: float) -> str:
    lasts, months = found.lasts(end, size), found.steady[end].months
    if math.isinf(lasts):
        return "for ever"
    if not lasts:
        return f"not for {counted(months[0], 'month')}"
    longest = lasts == months[-1]
    return f"{counted(int(lasts), 'month')}{', not for ever' if longest else ''}"


def _print_states(case: Case, found: Sustained) -> None:
    rows = []
    for i, source in enumerate(found.sources):
        tours = [float(found.steady[end].for_ever[i]) for end in ENDS]
        rows.append((
            case.name_of("actors", source.actor), _people(source.at_hand.central[0]),
            f"{source.turns.tour:g} / {source.turns.dwell:g}", f"{source.turns.factor:.3g}",
            _banded(tours), _banded([source.share(end) for end in ENDS]),
            _people(float(found.for_ever("central")[i])),
        ))  # fmt: skip
    headers = ("state", "can be away or at rest", "tour / home", "people a place",
               "for ever, by tours", "by share of land forces", "smaller, middle")  # fmt: skip
    print_table("Where it comes from", headers, rows, right=headers[1:])
    for words in dict.fromkeys(map(_readings, found.sources)):
        click.echo(words)


def _banded(ends: list[float]) -> str:
    low, middle, high = map(_people, ends)
    return middle if low == high else f"{middle} ({low} to {high})"


def _readings(source: Source) -> str:
    """Say both readings of the ratio of a rotation policy."""
    turns = source.turns
    ratio = turns.dwell / turns.tour
    here, other = (turns.overlap * reading for reading in ratio_readings(ratio))
    months = f"{turns.tour:g} / {turns.dwell:g} months"
    words = f"One tour to {ratio:.3g} at home ({months}): {here:.3g} people a place"
    if other < turns.overlap:
        return f"{words}."
    return f"{words}; if 'one in {ratio:.3g}' is meant: {other:.3g}."


def _left_out(case: Case, found: Sustained) -> str:
    by_reason: dict[str, list[str]] = {}
    for actor, why in found.left_out.items():
        by_reason.setdefault(why, []).append(case.name_of("actors", actor))
    return "; ".join(f"{why}: {', '.join(names)}" for why, names in by_reason.items())


def _print_notes(case: Case, found: Sustained) -> None:
    _print_surge(found)
    noted: dict[str, list[str]] = {}
    for source in found.sources:
        for note in source.notes:
            noted.setdefault(note, []).append(case.name_of("actors", source.actor))
    for note, names in noted.items():
        who = "all" if len(names) == len(found.sources) else ", ".join(names)
        click.echo(f"Note: {note} ({who}).")
    if found.left_out:
        click.echo(f"Left out: {_left_out(case, found)}.")
    click.echo(
        "Months follow tours and pools; for ever follows, state by state, the smaller of the two "
        "rules. A number that can be\nkept up is a policy and not a law of nature: states have "
        "gone beyond their own rules. Whether they want to is\nanother question; see ceasefire "
        "offer."
    )


def _print_surge(found: Sustained) -> None:
    bill = surge_bill(found)
    if bill is None or not bill.lean_months:
        return
    fewer = bill.fewer[: bill.lean_months]
    click.echo(
        f"Stretched tours keep {_people(bill.force)} for {bill.months} months instead of "
        f"{_people(bill.instead_of)}. For {counted(bill.lean_months, 'month')} after that fewer\n"
        f"are there than the {_people(bill.for_ever)} that tours and pools keep for ever: "
        f"{_people(float(fewer.mean()))} fewer on average, {_people(float(fewer.max()))} at worst."
    )
