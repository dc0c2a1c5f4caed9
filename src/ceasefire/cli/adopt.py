"""``ceasefire adopt``: a statement of a store becomes a row of a case, shown before it is so."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote

import click

from ceasefire.case.additions import Changes, with_rows, write
from ceasefire.case.load import find_case, load_case, shipped_cases
from ceasefire.case.tables import TABLES
from ceasefire.cli.options import store_option
from ceasefire.core.errors import CeasefireError
from ceasefire.press.adopt.adopt import Adoption, adopt
from ceasefire.press.adopt.wish import ADOPTING, Wish
from ceasefire.press.store.store import open_store

EXIT_NOT_WRITTEN = 1


@click.command("adopt")
@click.argument("number", metavar="STATEMENT", type=click.IntRange(min=1))
@store_option
@click.option("--into", "case", required=True, metavar="CASE", help="Folder of the case.")
@click.option("--as", "table", type=click.Choice(ADOPTING),
              help="Table of the row; else pledges for a figure, or positions.")  # fmt: skip
@click.option("--row", default="", metavar="ID",
              help="Id of the row; needed for conditions and options.")  # fmt: skip
@click.option("--set", "sets", multiple=True, metavar="COLUMN=VALUE",
              help="Set a cell of the row, or of a new source as source.COLUMN=VALUE; a band as "
                   "LOW,MODE,HIGH. May be given again.")  # fmt: skip
@click.option("--source", default="", metavar="ID", help="The source to name, or to make.")
@click.option("--date", default="", metavar="DATE", help="When it was said; needs --why.")
@click.option("--why", default="", metavar="TEXT", help="How the date or a number is known.")
@click.option("--by", default="", metavar="NAME",
              help="Who adopts; else who decided on the statement last.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Write without asking.")
def command(  # noqa: PLR0913 - one parameter for each option
    number: int, *, store: Path, case: str, table: str | None, row: str, sets: tuple[str, ...],
    source: str, date: str, why: str, by: str, yes: bool,
) -> int:  # fmt: skip
    """Write STATEMENT of a store into a case, with its source and its place in the page.

    The difference is shown first. Only a statement that was accepted is adopted, and a number that
    it does not say has to be set.
    """
    folder = _own_case(case)
    wish = Wish(table or "", row, sets, source, date, why, by)
    with open_store(store, new=False) as opened:
        found = adopt(load_case(str(folder)), opened, number, wish)
    changes = with_rows(folder, found.additions)
    click.echo(changes.as_diff(), nl=False)
    for note in found.notes:
        click.echo(f"note: {note}")
    if not yes and not _agreed():
        return EXIT_NOT_WRITTEN
    write(changes)
    _print_written(found, changes, case, store)
    return 0


def _own_case(case: str) -> Path:
    """Folder of a case that may be written; those that ship may not."""
    folder = find_case(case)
    if folder.resolve() in {path.resolve() for path in shipped_cases().values()}:
        msg = f"'{case}' is a case that ships and is not changed"
        raise CeasefireError(msg, f"copy its folder {folder} and name the copy, or begin a case "
                                  "with: ceasefire new DIR")  # fmt: skip
    return folder


def _agreed() -> bool:
    """Ask on a terminal; elsewhere nobody can answer and nothing is written."""
    if not sys.stdin.isatty():
        click.echo("nothing was written: there is no terminal to ask on; write it with --yes")
        return False
    if not click.confirm("Write this?"):
        click.echo("nothing was written")
        return False
    return True


def _print_written(found: Adoption, changes: Changes, case: str, store: Path) -> None:
    click.echo(f"wrote {' and '.join(changes.files)}; these lead to the sentence in its page now:")
    table, cells = TABLES[found.address.table], found.additions[-1].cells
    bands = [c.name for c in table.columns if c.band and any(cells.get(h) for h in c.headers)]
    for address in (str(found.address), *(f"{found.address}.{band}" for band in bands[:1])):
        click.echo(f"  ceasefire trace {quote(case)} {address} --store {quote(str(store))}")
    click.echo("and so does every result of the answer that rests on it; the first lists them")
