"""From a folder of tables to a case: all of it, or all that is wrong with it."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from ceasefire.case.cells import CellError, parse_cell
from ceasefire.case.columns import Table
from ceasefire.case.consistency import consistency_faults
from ceasefire.case.rows import Case, Cell, Row
from ceasefire.case.tables import CASE, TABLES
from ceasefire.core.errors import CeasefireError, Fault, InputFaultsError, near

FORMAT = 1
CASE_FILE = "case.toml"
COMMENT = "#"


@dataclass
class Reading:
    """What was read of a case so far, and the faults met on the way."""

    folder: Path
    meta: Row | None = None
    tables: dict[str, dict[str, Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def shipped_cases() -> dict[str, Path]:
    """Folders of the cases that ship, by name."""
    root = Path(str(files("ceasefire") / "cases"))
    return {p.name: p for p in sorted(root.iterdir()) if (p / CASE_FILE).is_file()}


def find_case(name: str) -> Path:
    """Return the folder of a case that ships, or the folder that was named.

    Raises:
        CeasefireError: there is neither.
    """
    shipped = shipped_cases()
    if name in shipped:
        return shipped[name]
    folder = Path(name)
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
    reading.meta = _read_meta(reading)
    if any("newer format" in fault.message for fault in reading.faults):
        return reading
    for table in TABLES.values():
        reading.tables[table.name] = _read_table(reading, table)
    _note_strangers(reading)
    reading.faults += consistency_faults(reading.meta, reading.tables)
    reading.faults.sort(key=lambda fault: (fault.file, fault.row))
    return reading


def _read_text(reading: Reading, file: str) -> str | None:
    try:
        data = (reading.folder / file).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        fault = Fault(file, line, "", "is not UTF-8", "save the file as UTF-8")
    except OSError as error:
        fault = Fault(file, 0, "", f"cannot be read: {error.strerror or error}", "")
    reading.faults.append(fault)
    return None


def _read_meta(reading: Reading) -> Row | None:
    if not (reading.folder / CASE_FILE).is_file():
        reading.faults.append(
            Fault(CASE_FILE, 0, "", "is missing", "make a case with: ceasefire new DIR")
        )
        return None
    text = _read_text(reading, CASE_FILE)
    if text is None:
        return None
    try:
        found: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reading.faults.append(Fault(CASE_FILE, 0, "", f"is not TOML: {error}", "mend the line"))
        return None
    written = found.get("format")
    if isinstance(written, int) and written > FORMAT:
        message = f"was written for a newer format ({written}; this program reads {FORMAT})"
        reading.faults.append(Fault(CASE_FILE, 0, "format", message, "upgrade ceasefire"))
        return None
    lines = {
        line.split("=")[0].strip(): number
        for number, line in enumerate(text.splitlines(), 1)
        if "=" in line
    }
    for name in found:
        if name not in CASE.headers:
            hint = near(name, CASE.headers) or "see: ceasefire schema --format markdown"
            reading.faults.append(
                Fault(CASE_FILE, lines.get(name, 0), name, "is not a column", hint)
            )
    texts = {name: str(value) for name, value in found.items()}
    cells = _parse_row(reading, CASE, CASE_FILE, 0, texts, lines)
    return Row(CASE, str(cells.get("case_id") or ""), 1, cells)


def _read_table(reading: Reading, table: Table) -> dict[str, Row]:
    if not (reading.folder / table.file).is_file():
        if table.needed:
            hint = "see one in a new case: ceasefire new DIR"
            reading.faults.append(Fault(table.file, 0, "", "is missing", hint))
        return {}
    text = _read_text(reading, table.file)
    if text is None:
        return {}
    rows: dict[str, Row] = {}
    try:
        for row in _rows_of(reading, table, text):
            if row.id and row.id in rows:
                message = f"'{row.id}' stands already in row {rows[row.id].line}"
                reading.faults.append(
                    Fault(table.file, row.line, table.key, message, "give each row its own id")
                )
            elif row.id:
                rows[row.id] = row
    except csv.Error as error:
        reading.faults.append(
            Fault(table.file, 0, "", f"is not CSV: {error}", "check the quotation marks")
        )
    return rows


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    for cells in reader:
        blank = not any(cell.strip() for cell in cells)
        if not blank and not cells[0].lstrip().startswith(COMMENT):
            yield start, [cell.strip(" \n") for cell in cells]
        start = reader.line_num + 1


def _rows_of(reading: Reading, table: Table, text: str) -> Iterator[Row]:
    lines = _numbered(text)
    line, headers = next(lines, (1, []))
    if not _headers_hold(reading, table, line, headers):
        return
    for number, cells in lines:
        if len(cells) != len(headers):
            message = f"has {len(cells)} cells where the header has {len(headers)}"
            hint = "check the commas, and the quotation marks around texts with commas"
            reading.faults.append(Fault(table.file, number, "", message, hint))
            continue
        texts = dict(zip(headers, cells, strict=True))
        parsed = _parse_row(reading, table, table.file, number, texts, {})
        yield Row(table, str(parsed.get(table.key) or ""), number, parsed)


def _headers_hold(reading: Reading, table: Table, line: int, headers: list[str]) -> bool:
    before = len(reading.faults)
    for header in sorted({h for h in headers if headers.count(h) > 1}):
        reading.faults.append(
            Fault(table.file, line, header, "stands twice in the header", "keep one")
        )
    for header in headers:
        if table.column_of_header(header) is None:
            hint = near(header, table.headers) or f"columns are: {', '.join(table.headers)}"
            reading.faults.append(Fault(table.file, line, header, "is not a column", hint))
    for column in table.columns:
        if column.needed and not set(column.headers) & set(headers):
            hint = f"add it: {column.meaning}"
            reading.faults.append(
                Fault(table.file, line, " / ".join(column.headers), "is missing", hint)
            )
    return len(reading.faults) == before


def _parse_row(
    reading: Reading, table: Table, file: str, line: int,
    texts: Mapping[str, str], lines: Mapping[str, int],
) -> dict[str, Cell]:  # fmt: skip
    cells: dict[str, Cell] = {}
    for column in table.columns:
        failed = False
        for header in column.headers:
            text = texts.get(header, "") or (column.default if not column.band else "")
            try:
                cells[header] = parse_cell(column, text) if text else None
            except CellError as error:
                failed = True
                where = lines.get(header, line)
                reading.faults.append(Fault(file, where, header, error.message, error.hint))
        if column.needed and not failed and all(cells.get(h) is None for h in column.headers):
            hint = "give at least one of the three" if column.band else column.meaning
            message = "is blank where a value is needed"
            where = lines.get(column.name, line)
            reading.faults.append(Fault(file, where, " / ".join(column.headers), message, hint))
        if column.band and not failed:
            _check_order(reading, Fault(file, line, column.name, ""), table, cells)
    return cells


def _check_order(reading: Reading, place: Fault, table: Table, cells: Mapping[str, Cell]) -> None:
    band = Row(table, "", place.row, cells).band(place.column)
    if not band.ordered:
        there = " > ".join(f"{x:g}" for x in (band.low, band.mode, band.high) if x is not None)
        column = f"{place.column}_low / _mode / _high"
        hint = "low must not exceed mode, nor mode high"
        message = f"is out of order ({there})"
        reading.faults.append(Fault(place.file, place.row, column, message, hint))


def _note_strangers(reading: Reading) -> None:
    known = {table.file for table in TABLES.values()}
    for path in sorted(reading.folder.glob("*.csv")):
        if path.name not in known:
            hint = near(path.name, known) or f"tables are: {', '.join(sorted(known))}"
            reading.faults.append(Fault(path.name, 0, "", "is not a table of a case", hint))
