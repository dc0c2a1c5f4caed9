"""``ceasefire trace``: from a number to its sentence, and to the results that use it."""

from __future__ import annotations

import click

from ceasefire.answer.answer import WEIGHTS, Answer
from ceasefire.answer.assess import DEFAULT_FUTURES, assess
from ceasefire.answer.trace import FIGURE_PREFIX, Trace, find_figure, trace
from ceasefire.case.load import load_case
from ceasefire.case.origins import row_numbers
from ceasefire.case.rows import Row
from ceasefire.case.tables.common import GRADE_MEANS
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options
from ceasefire.core.addresses import Address
from ceasefire.report.words import figure_words, value_words

_FUTURES = 200  # which rows a figure rests on does not depend on how many futures are drawn
_SHOWN = 12


@click.command("trace")
@case_argument
@click.argument("address", metavar="ADDRESS")
@what_if_options
@click.option("--all", "show_all", is_flag=True, help="Print every result that uses it.")
@json_option
def command(
    case: str, address: str, sets: tuple[str, ...], off: tuple[str, ...],
    *, show_all: bool, as_json: bool,
) -> None:  # fmt: skip
    """Follow ADDRESS in CASE.

    ADDRESS is a value (pledges.gbr_2026_02.n_high), a row (pledges.gbr_2026_02), or a number of the
    answer by its id (answer.iiss_medium.gap.firm).
    """
    loaded = load_case(case)
    if address.startswith(FIGURE_PREFIX):
        # Weights need enough futures to compare two halves.
        futures = DEFAULT_FUTURES if address.startswith(WEIGHTS) else _FUTURES
        answer = assess(loaded, futures=futures, sets=sets, off=off)
        _print_figure(answer, address, as_json=as_json)
        return
    where = Address.parse(address)
    row = loaded.row(where.table, where.row)
    row.value(where.column or row.table.key)  # a wrong address fails before the work
    found = trace(assess(loaded, futures=_FUTURES, sets=sets, off=off), where)
    if as_json:
        print_json(_as_json(found))
        return
    click.echo(_heading(found))
    _print_origin(found)
    _print_uses(found, show_all=show_all)


def _print_figure(answer: Answer, address: str, *, as_json: bool) -> None:
    figure = find_figure(answer, address)
    if as_json:
        print_json({"id": figure.id, "what": figure.what, "rows": list(figure.rows)})
        return
    click.echo(f"{figure.id}: {figure.what}\nrests on {len(figure.rows)} rows:")
    for row in figure.rows:
        one = trace(answer, Address.parse(row))
        click.echo(f"\n{_heading(one)}")
        _print_origin(one)


def _heading(found: Trace) -> str:
    if len(found.values) == 1:
        header = found.values[0].address.column
        return f"{found.row.address(header)} = {value_words(found.row, header)}"
    numbers = _numbers(found.row)
    return f"{found.row.address()}" + (f": {'; '.join(numbers)}" if numbers else "")


def _print_origin(found: Trace) -> None:
    row = found.row
    if found.set_to:
        click.echo(f"  set by   {found.set_to}")
    if row.text("statement"):
        click.echo(f"  rests on {row.text('statement')}")
    if row.text("reason"):
        click.echo(f"  because  {row.text('reason')}")
    for source in found.sources:
        url = source.text("url") or "address not kept"
        title = f"{source.text('title')}, {source.text('publisher')}, {source.date()}"
        click.echo(f"  source   {source.id}: {title}; {url} ({source.text('accessed_via')})")
    if row.grade:
        click.echo(f"  grade    {row.grade}: {GRADE_MEANS[row.grade]}")
    for older in found.supersedes:
        click.echo(f"  supersedes    {_row_words(older)}")
    for newer in found.superseded_by:
        click.echo(f"  superseded by {_row_words(newer)}")


def _row_words(row: Row) -> str:
    return f"{row.address()} of {row.date()}: {'; '.join(_numbers(row)) or 'no number'}"


def _numbers(row: Row) -> list[str]:
    columns = [number.address.column for number in row_numbers(row)]
    return [f"{column} {value_words(row, column)}" for column in columns]


def _print_uses(found: Trace, *, show_all: bool) -> None:
    results = [f for f in found.used_by if not f.id.startswith(WEIGHTS)]
    if not results:
        click.echo("  used by  no result of the answer")
        return
    click.echo(f"  used by  {len(results)} results of the answer:")
    for figure in results if show_all else results[:_SHOWN]:
        click.echo(f"    {figure.id}: {figure.what}")
        if figure.kind == "stated":
            click.echo(f"      now {figure_words(figure)}")
    if len(results) > _SHOWN and not show_all:
        click.echo(f"    and {len(results) - _SHOWN} more; see them with --all")


def _as_json(found: Trace) -> dict[str, object]:
    return {
        "row": str(found.row.address()),
        "values": {str(v.address): value_words(found.row, v.address.column) for v in found.values},
        "statement": found.row.text("statement"),
        "reason": found.row.text("reason"),
        "grade": found.row.grade,
        "sources": [source.id for source in found.sources],
        "supersedes": [str(row.address()) for row in found.supersedes],
        "superseded_by": [str(row.address()) for row in found.superseded_by],
        "used_by": [figure.id for figure in found.used_by],
    }
