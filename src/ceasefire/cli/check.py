"""``ceasefire check``: all that is wrong with a case, at once."""

from __future__ import annotations

from collections import Counter

import click

from ceasefire.case.load import as_case, find_case, read_case
from ceasefire.case.origins import case_warnings
from ceasefire.cli.options import case_argument, json_option, print_json
from ceasefire.core.errors import Fault

_SHOWN_OF_EACH_KIND = 3


@click.command("check")
@case_argument
@click.option(
    "--all", "show_all", is_flag=True, help="Print every warning, not a few of each kind."
)
@json_option
def command(case: str, *, show_all: bool, as_json: bool) -> None:
    """Read CASE, a case that ships or a folder, and report all that is wrong with it.

    Leaves with 2 if there is a fault. Warnings (stale sources, numbers on one weak source,
    assumptions) are printed and leave 0.
    """
    loaded = as_case(read_case(find_case(case)))
    warnings = case_warnings(loaded)
    if as_json:
        print_json([vars(warning) for warning in warnings])
        return
    _print_warnings(warnings, show_all=show_all)
    rows = sum(len(table) for table in loaded.tables.values())
    click.echo(f"{loaded.name}: no fault in {rows} rows of {len(loaded.tables)} tables")


def _print_warnings(warnings: list[Fault], *, show_all: bool) -> None:
    shown: Counter[str] = Counter()
    for warning in warnings:
        kind = warning.message.partition(":")[0]
        shown[kind] += 1
        if show_all or shown[kind] <= _SHOWN_OF_EACH_KIND:
            click.echo(f"warning {warning}")
    for kind, count in shown.items():
        if not show_all and count > _SHOWN_OF_EACH_KIND:
            more = count - _SHOWN_OF_EACH_KIND
            click.echo(f"warning: {more} more of the kind '{kind}'; see them with --all")
