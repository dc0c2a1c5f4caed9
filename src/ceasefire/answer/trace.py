"""From a number of the answer to its rows, and from a row to the numbers that use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ceasefire.answer.answer import Answer
from ceasefire.answer.figures import Figure
from ceasefire.case.rows import Case, Row, Value
from ceasefire.core.addresses import Address
from ceasefire.core.errors import CeasefireError, near

FIGURE_PREFIX = "answer."


@dataclass(frozen=True)
class Trace:
    """A value of a case with its row, its sources, what it supersedes, and who uses it."""

    row: Row
    values: tuple[Value, ...]
    sources: tuple[Row, ...]
    supersedes: tuple[Row, ...]
    superseded_by: tuple[Row, ...]
    used_by: tuple[Figure, ...]
    set_to: str = ""

    @property
    def passage(self) -> str:
        """Place of the row's sentence in a stored page; blank if it was not read from one."""
        return self.row.text("passage")


def trace(answer: Answer, address: Address) -> Trace:
    """Follow an address of a row, a band or a cell.

    Raises:
        CeasefireError: the case has no such table, row or column.
    """
    case = answer.case
    row = case.row(address.table, address.row)
    headers = (address.column,) if address.column else row.table.headers
    values = tuple(row.value(header) for header in headers)
    sources = tuple(case.row("sources", s) for s in row.source_ids)
    changed = [e for e in answer.settings.edits if e.startswith(f"{row.address()}.")]
    return Trace(
        row, values, sources, tuple(_older(case, row)), tuple(_newer(case, row)),
        tuple(uses(answer.figures.values(), row, address.column)), "; ".join(changed),
    )  # fmt: skip


def _older(case: Case, row: Row) -> Iterable[Row]:
    seen = {row.id}
    while (older := row.text("supersedes")) and older not in seen:
        row = case.row(row.table.name, older)
        seen.add(older)
        yield row


def _newer(case: Case, row: Row) -> Iterable[Row]:
    if row.table.name not in case.tables:
        return
    for other in case.rows(row.table.name):
        if other.text("supersedes") == row.id:
            yield other


def uses(figures: Iterable[Figure], row: Row, header: str) -> Iterable[Figure]:
    """Yield the figures that rest on a row or, if a column is named, on that column of it."""
    wanted = {str(row.address())}
    if header:
        column = row.table.column_of_header(header)
        wanted |= {str(row.address(header))}
        wanted |= {str(row.address(column.name))} if column else set()
    for figure in figures:
        here = wanted.intersection(figure.rows)
        if here or (not header and any(r.startswith(f"{row.address()}.") for r in figure.rows)):
            yield figure


def find_figure(answer: Answer, figure_id: str) -> Figure:
    """Return the figure of an id.

    Raises:
        CeasefireError: the answer has no such figure.
    """
    figure = answer.figures.get(figure_id)
    if figure is None:
        hint = near(figure_id, answer.figures) or "the ids stand in answer.json under figures"
        msg = f"the answer has no figure '{figure_id}'"
        raise CeasefireError(msg, hint)
    return figure
