"""``ceasefire offer``: who offers what, what hangs on it, and what is promised elsewhere."""

from __future__ import annotations

import click

from ceasefire.case.as_of import as_of, day_of, may_be_later
from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.cli.offer_json import offer_json
from ceasefire.cli.offer_tables import (
    print_before,
    print_left_without,
    print_levels,
    print_statements,
)
from ceasefire.cli.offer_ties import print_commitments, print_enablers
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options


@click.command("offer")
@case_argument
@click.option("--as-of", "day", metavar="DATE",
              help="Count what had been said by then: 2026-01-31, or a month or year.")  # fmt: skip
@what_if_options
@json_option
def command(
    case: str, day: str | None, sets: tuple[str, ...], off: tuple[str, ...], *, as_json: bool
) -> None:
    """Show who offers what to CASE at four levels, on which conditions, and what it was before."""
    known, _ = what_if(load_case(case), sets, off)
    looked_at = known if day is None else as_of(known, day_of(known, day))
    if as_json:
        print_json(offer_json(looked_at))
        return
    _print_head(known, looked_at)
    print_levels(looked_at)
    print_statements(looked_at)
    print_left_without(looked_at)
    print_before(looked_at)
    print_commitments(looked_at)
    print_enablers(looked_at)


def _print_head(known: Case, looked_at: Case) -> None:
    click.echo(f"{known.meta.text('title')}, pledges as of {looked_at.as_of}")
    if looked_at.as_of != known.as_of:
        click.echo(
            f"All but the pledges (conditions, pools, enablers) is as of {known.as_of}; "
            "commitments go by their own dates."
        )
    late = may_be_later(looked_at) if looked_at.as_of != known.as_of else []
    if late:
        named = ", ".join(f"{row.id} ({row.date()})" for row in late)
        click.echo(f"Dated by month or year, and counted although they may be later: {named}.")
    click.echo("")
