"""``ceasefire sustain``: how large a force could be kept up, for how many months."""

from __future__ import annotations

from typing import Any

import click

from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options
from ceasefire.core.errors import CeasefireError
from ceasefire.force.sustain import AMONG, AMONG_MEANS, ENDS, MONTHS, Sustained, aftermaths, sustain
from ceasefire.report.terminal import print_table

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
        raise CeasefireError(msg, "add them to pools.csv and rotation.csv, or try --among all")
    if as_json:
        print_json(_as_json(loaded, found))
        return
    _print_frontier(found)
    _print_options(loaded, found)
    _print_states(loaded, found)
    _print_notes(loaded, found, lengths)


def _as_json(case: Case, found: Sustained) -> dict[str, Any]:
    def part(frontiers: dict[str, Any], end: str) -> dict[str, Any]:
        one = frontiers[end]
        return {"total": one.total.tolist(), "for_ever": float(one.for_ever.sum()),
                "by_state": dict(zip(one.actors, one.force.tolist(), strict=True))}  # fmt: skip

    return {
        "case": case.name, "among": found.among,
        "months": list(found.steady["central"].months),
        "steady": {end: part(found.steady, end) for end in ENDS},
        "surged": {end: part(found.surged, end) for end in ENDS},
        "by_sustained_share": list(found.by_share), "left_out": list(found.left_out),
        "rows": sorted(str(row) for row in found.rows),
    }  # fmt: skip


def _print_frontier(found: Sustained) -> None:
    rows = []
    for i, months in enumerate(found.steady["central"].months):
        low, middle, high = (found.steady[end].total[i] for end in ENDS)
        surged = found.surged["central"].total[i]
        rows.append((f"{months} months", *(f"{x:,.0f}" for x in (low, middle, high, surged))))
    low, middle, high = (found.steady[end].for_ever.sum() for end in ENDS)
    rows.append(("for ever", f"{low:,.0f}", f"{middle:,.0f}", f"{high:,.0f}", "none"))
    headers = ("kept for", "low", "middle", "high", "middle, with surge")
    title = f"People in place that could be kept: {AMONG_MEANS[found.among]}"
    print_table(title, headers, rows, right=headers[1:])
    least, most = found.by_share
    click.echo(
        f"By the share of land forces kept out for good, another rule: {least:,.0f} to {most:,.0f}."
    )


def _print_options(case: Case, found: Sustained) -> None:
    rows = []
    for option in case.rows("options"):
        if option.band("troops").blank:
            continue
        size = option.band("troops").central()
        lasts = [_lasts(found, end, size) for end in ("low", "central", "high")]
        rows.append((option.text("name"), f"{size:,.0f}", *lasts))
    headers = ("option", "people", "low", "middle", "high")
    print_table("For how long each option could be manned", headers, rows, right=("people",))


def _lasts(found: Sustained, end: str, size: float) -> str:
    one = found.steady[end]
    if one.for_ever.sum() >= size:
        return "for ever"
    enough = [m for m, total in zip(one.months, one.total, strict=True) if total >= size]
    return f"{max(enough)} months" if enough else f"not for {one.months[0]} months"


def _print_states(case: Case, found: Sustained) -> None:
    rows = []
    for i, source in enumerate(found.sources):
        low, middle, high = (found.steady[end].for_ever[i] for end in ENDS)
        share = source.sustained
        rows.append((
            case.name_of("actors", source.actor), f"{source.at_hand.central[0]:,.0f}",
            f"{source.turns.tour:g} / {source.turns.dwell:g}", f"{source.turns.factor:g}",
            f"{middle:,.0f} ({low:,.0f} to {high:,.0f})",
            "" if share is None else f"{share.low:,.0f} to {share.high:,.0f}",
        ))  # fmt: skip
    headers = ("state", "can be away or at rest", "tour / home", "people a place", "for ever",
               "by sustained share")  # fmt: skip
    print_table("Where it comes from", headers, rows, right=headers[1:5])


def _print_notes(case: Case, found: Sustained, lengths: tuple[int, ...]) -> None:
    lean = {actor: one.lean_months for actor, one in aftermaths(found, lengths[0]).items()}
    worst = max(lean.values(), default=0)
    if worst:
        click.echo(
            f"After {lengths[0]} months of surge, fewer than for ever can be sent for up to "
            f"{worst} months."
        )
    if found.left_out:
        names = ", ".join(case.name_of("actors", actor) for actor in found.left_out)
        click.echo(f"Left out, no forces known: {names}.")
    click.echo(
        "A number that can be kept up is a policy and not a law of nature: states have gone beyond "
        "their own rules. Whether they want to is another question; see ceasefire offer."
    )
