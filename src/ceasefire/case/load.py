"""From a folder of tables to a case: all of it, or all that is wrong with it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from ceasefire.case.case_file import read_case_file
from ceasefire.case.columns import Table
from ceasefire.case.consistency import consistency_faults
from ceasefire.case.reading import CASE_FILE, Reading, parse_row, read_text
from ceasefire.case.rows import Case, Row
from ceasefire.case.tables import TABLES
from ceasefire.core.errors import CeasefireError, InputFaultsError, near

COMMENT = "#"


def shipped_cases() -> dict[str, Path]:
    """Folders of the cases that ship, by name."""
    root = Path(str(files("ceasefire") / "cases"))
    return {p.name: p for p in sorted(root.iterdir()) if (p / CASE_FILE).is_file()}


def find_case(name: str) -> Path:
    """Return the folder of a case that ships, or the folder that was named.

    Raises:
        CeasefireError: there is neither, or both.
    """
    shipped, folder = shipped_cases(), Path(name)
    if name in shipped and (folder / CASE_FILE).is_file():
        msg = f"'{name}' is a case that ships and a folder here"
        raise CeasefireError(msg, f"write ./{name} for the folder, or rename it")
    if name in shipped:
        return shipped[name]
    if folder.is_dir():
        return folder
    if folder.is_file():
        msg = f"{name} is a file"
        raise CeasefireError(msg, "name the folder that holds case.toml")
    hint = near(name, shipped) or f"cases that ship: {', '.join(shipped)}"
    msg = f"there is no case and no folder '{name}'"
    raise CeasefireError(msg, f"{hint}; or give a folder, or make one with: ceasefire new DIR")


def load_case(name: str) -> Case:
    """Load a case by name or folder.

    Raises:
        CeasefireError: there is no such case.
        InputFaultsError: the case has faults; it carries all of them.
    """
    return as_case(read_case(find_case(name)))


def as_case(reading: Reading) -> Case:
    """Return the case of a reading without faults.

    Raises:
        InputFaultsError: the reading has faults.
    """
    if reading.faults or reading.meta is None:
        raise InputFaultsError(reading.faults)
    return Case(reading.meta.id, reading.meta, reading.tables)


def read_case(folder: Path) -> Reading:
    """Read all files of a case and collect every fault; raises nothing about the content."""
    reading = Reading(folder)
    if not read_case_file(reading):
        return reading
    for table in TABLES.values():
        reading.tables[table.name] = _read_table(reading, table)
    _note_strangers(reading)
    reading.faults += consistency_faults(reading.meta, reading.tables, reading.unread)
    reading.faults.sort(key=lambda fault: (fault.row != 0, fault.file, fault.row))
    return reading


def _read_table(reading: Reading, table: Table) -> dict[str, Row]:
    path = reading.folder / table.file
    if path.exists() and not path.is_file():
        reading.note(table.file, 0, "", "is not a file", "move the folder away")
        reading.unread.add(table.name)
        return {}
    if not path.is_file():
        if table.needed:
            reading.note(
                table.file, 0, "", "is missing", "see one in a new case: ceasefire new DIR"
            )
            reading.unread.add(table.name)
        return {}
    text = read_text(reading, table.file)
    if text is None:
        reading.unread.add(table.name)
        return {}
    before = len(reading.faults)
    rows = _keyed(reading, table, text)
    if not rows and table.needed and not table.may_be_empty and len(reading.faults) == before:
        reading.note(table.file, 0, "", "has no row", f"add one: {table.meaning}")
    return rows


def _keyed(reading: Reading, table: Table, text: str) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in _rows_of(reading, table, text):
        if row.id and row.id in rows:
            message = f"'{row.id}' stands already in row {rows[row.id].line}"
            reading.note(table.file, row.line, table.key, message, "give each row its own id")
        elif row.id:
            rows[row.id] = row
    return rows


def _numbered(reading: Reading, table: Table, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with the line they begin on; blank ones and comments are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            blank = not any(cell.strip() for cell in cells)
            if not blank and not cells[0].lstrip().startswith(COMMENT):
                yield start, [cell.strip(" \n") for cell in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        hint = "check its quotation marks and commas"
        reading.note(table.file, start, "", f"is not CSV from here on: {error}", hint)
        reading.unread.add(table.name)


def _rows_of(reading: Reading, table: Table, text: str) -> Iterator[Row]:
    lines = _numbered(reading, table, text)
    line, headers = next(lines, (1, []))
    if not _headers_hold(reading, table, line, headers):
        reading.unread.add(table.name)
        return
    for number, cells in lines:
        if len(cells) != len(headers):
            message = f"has {len(cells)} cells where the header has {len(headers)}"
            hint = "check the commas, and the quotation marks around texts with commas"
            reading.note(table.file, number, "", message, hint)
            continue
        texts = dict(zip(headers, cells, strict=True))
        parsed = parse_row(reading, table, texts, _at(number))
        yield Row(table, str(parsed.get(table.key) or ""), number, parsed)


def _at(line: int) -> Callable[[str], int]:
    """All cells of a row of a CSV file stand on one line."""
    return lambda _header: line


def _headers_hold(reading: Reading, table: Table, line: int, headers: list[str]) -> bool:
    before = len(reading.faults)
    if not headers and table.name in reading.unread:
        return False  # its first row could not be read, which was noted
    if not headers:
        hint = f"its first row is: {','.join(table.headers)}"
        reading.note(table.file, 0, "", "is empty", hint)
        return False
    for header in sorted({h for h in headers if headers.count(h) > 1}):
        reading.note(table.file, line, header, "stands twice in the header", "keep one")
    for header in headers:
        if table.column_of_header(header) is None:
            hint = near(header, table.headers) or f"columns are: {', '.join(table.headers)}"
            reading.note(table.file, line, ascii(header)[1:-1], "is not a column", hint)
    for column in table.columns:
        if column.needed and not set(column.headers) & set(headers):
            hint = f"add it: {column.meaning}"
            reading.note(table.file, line, " / ".join(column.headers), "is missing", hint)
    return len(reading.faults) == before


def _note_strangers(reading: Reading) -> None:
    known = {table.file for table in TABLES.values()}
    for path in sorted(reading.folder.iterdir()):
        if path.suffix.lower() == ".csv" and path.name not in known:
            hint = near(path.name.lower(), known) or f"tables are: {', '.join(sorted(known))}"
            reading.note(path.name, 0, "", "is not a table of a case", hint)
