"""``ceasefire trace``: from a number to its sentence, and to the results that use it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from ceasefire.answer.answer import WEIGHTS, Answer
from ceasefire.answer.assess import DEFAULT_FUTURES, assess
from ceasefire.answer.trace import FIGURE_PREFIX, Trace, find_figure, trace
from ceasefire.case.load import load_case
from ceasefire.case.origins import row_numbers
from ceasefire.case.rows import Row
from ceasefire.case.tables.common import GRADE_MEANS
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options
from ceasefire.cli.review_page import page_lines, print_line
from ceasefire.core.addresses import Address
from ceasefire.core.errors import CeasefireError
from ceasefire.press.passages import Found, Passage, find_passage
from ceasefire.press.store.store import Capture, Store, open_store
from ceasefire.report.words import figure_words, value_words

_FUTURES = 200  # which rows a figure rests on does not depend on how many futures are drawn
_SHOWN = 12
_LABEL = 9  # characters of the longest label of a row and a space


@click.command("trace")
@case_argument
@click.argument("address", metavar="ADDRESS")
@what_if_options
@click.option("--all", "show_all", is_flag=True, help="Print every result that uses it.")
@click.option("--store", metavar="FILE", type=click.Path(path_type=Path),
              help="Show the sentence in its page, out of this store.")  # fmt: skip
@json_option
def command(  # noqa: PLR0913 - one parameter for each option
    case: str, address: str, sets: tuple[str, ...], off: tuple[str, ...],
    *, show_all: bool, store: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Follow ADDRESS in CASE, with --store as far as the sentence in its page.

    ADDRESS is a value (pledges.gbr_2026_02.n_high), a row (pledges.gbr_2026_02), or a number of the
    answer by its id (answer.iiss_medium.gap.firm).
    """
    loaded = load_case(case)
    with ExitStack() as opened:
        pages = opened.enter_context(open_store(store, new=False)) if store else None
        if address.startswith(FIGURE_PREFIX):
            # Weights need enough futures to compare two halves.
            futures = DEFAULT_FUTURES if address.startswith(WEIGHTS) else _FUTURES
            answer = assess(loaded, futures=futures, sets=sets, off=off)
            _print_figure(answer, address, pages, as_json=as_json)
            return
        where = Address.parse(address)
        row = loaded.row(where.table, where.row)
        row.value(where.column or row.table.key)  # a wrong address fails before the work
        page = _page(row, pages)
        found = trace(assess(loaded, futures=_FUTURES, sets=sets, off=off), where)
    if as_json:
        print_json(_as_json(found, page))
        return
    click.echo(_heading(found))
    _print_origin(found)
    if page is not None:
        _print_page(*page)
    elif pages is not None:
        click.echo("  page     the row names no place in a stored page")
    _print_uses(found, show_all=show_all)


Page = tuple[Found, list[Capture]]


def _page(row: Row, pages: Store | None) -> Page | None:
    """Find the sentence of a row in its page; ``None`` without a store, or if it names no page."""
    if pages is None or not row.text("passage"):
        return None
    found = find_passage(pages, Passage.parse(row.text("passage")), row.text("statement"))
    return found, pages.captures(found.stored.sha256)


def _print_figure(answer: Answer, address: str, pages: Store | None, *, as_json: bool) -> None:
    figure = find_figure(answer, address)
    if as_json:
        print_json({"id": figure.id, "what": figure.what, "rows": list(figure.rows)})
        return
    click.echo(f"{figure.id}: {figure.what}\nrests on {len(figure.rows)} rows:")
    for row in figure.rows:
        one = trace(answer, Address.parse(row))
        click.echo(f"\n{_heading(one)}")
        _print_origin(one)
        try:
            page = _page(one.row, pages)
        except CeasefireError as error:  # the other rows may come from this store
            click.echo(f"  page     {error}")
            continue
        if page is not None:
            _print_page(*page)


def _print_page(found: Found, captures: list[Capture]) -> None:
    print_line("sentence", found.context.marked(), indent=_LABEL)
    if not found.same:
        told = "the words at this place of the page are not those of the row"
        print_line("note", told, indent=_LABEL)
    for label, text in page_lines(found.stored, captures):
        print_line(label, text, indent=_LABEL)


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
    if found.passage:
        click.echo(f"  passage  {found.passage}")
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


def _as_json(found: Trace, page: Page | None) -> dict[str, object]:
    return {
        "row": str(found.row.address()),
        "values": {str(v.address): value_words(found.row, v.address.column) for v in found.values},
        "statement": found.row.text("statement"),
        "passage": found.passage,
        "page": _page_json(*page) if page else None,
        "reason": found.row.text("reason"),
        "grade": found.row.grade,
        "sources": [source.id for source in found.sources],
        "supersedes": [str(row.address()) for row in found.supersedes],
        "superseded_by": [str(row.address()) for row in found.superseded_by],
        "used_by": [figure.id for figure in found.used_by],
    }


def _page_json(found: Found, captures: list[Capture]) -> dict[str, object]:
    article, here = found.stored.article, found.context
    return {
        "sha256": found.stored.sha256, "title": article.title, "outlet": article.origin.outlet,
        "carrier": article.origin.carrier, "chain": list(article.origin.chain),
        "verbatim": article.origin.verbatim, "published": article.origin.published,
        "address": captures[-1].address, "taken_at": captures[-1].taken_at,
        "before": here.before, "words": here.words, "after": here.after,
        "same_words_as_row": found.same,
    }  # fmt: skip
