"""What was read of a case so far: rows, faults, and how a row is parsed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ceasefire.case.cells import CellError, parse_cell
from ceasefire.case.columns import Column, Table
from ceasefire.case.rows import Cell, Row
from ceasefire.case.tables import CASE
from ceasefire.core.errors import Fault

CASE_FILE = CASE.file


@dataclass
class Reading:
    """A case as far as it was read, and all faults met on the way.

    ``unread`` names the tables of which rows may be missing: nothing is said of references to
    them, which would only repeat that fault.
    """

    folder: Path
    meta: Row | None = None
    tables: dict[str, dict[str, Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def note(self, file: str, row: int, column: str, message: str, hint: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(file, row, column, message, hint))


def read_text(reading: Reading, file: str) -> str | None:
    """Read a file as UTF-8; note why it could not be."""
    try:
        data = (reading.folder / file).read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        reading.note(file, 0, "", message, "check the file and its permissions")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        reading.note(file, line, "", "is not UTF-8", "save the file as UTF-8")
        return None


def parse_row(
    reading: Reading, table: Table, texts: Mapping[str, str], line_of: Callable[[str], int]
) -> dict[str, Cell]:
    """Parse the cells of a row; a faulty cell is noted, at the line of its header, and left out."""
    cells: dict[str, Cell] = {}
    for column in table.columns:
        before = len(reading.faults)
        for header in column.headers:
            try:
                cells[header] = parse_cell(column, texts.get(header, ""))
            except CellError as error:
                reading.note(table.file, line_of(header), header, error.message, error.hint)
        if len(reading.faults) == before:
            row = Row(table, "", line_of(column.headers[0]), cells)
            _check_column(reading, row, column)
    return cells


def _check_column(reading: Reading, row: Row, column: Column) -> None:
    """Note a blank where a value is needed, and a band out of order."""
    names = " / ".join(column.headers)
    if column.needed and row.lacks(column):
        hint = "give at least one of the three" if column.band else column.meaning
        reading.note(row.table.file, row.line, names, "is blank where a value is needed", hint)
    band = row.band(column.name)
    if column.band and not band.ordered:
        there = " > ".join(f"{x:g}" for x in band.given)
        hint = "low must not exceed mode, nor mode high"
        reading.note(row.table.file, row.line, names, f"is out of order ({there})", hint)
