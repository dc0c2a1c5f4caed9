"""Reading case.toml: the one row that says what a case is about."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ceasefire.case.columns import Column
from ceasefire.case.reading import CASE_FILE, Reading, parse_row, read_text
from ceasefire.case.rows import Row
from ceasefire.case.tables import CASE, basis
from ceasefire.core.errors import near


def read_case_file(reading: Reading) -> bool:
    """Read case.toml into the reading; ``False`` if the rest of the case cannot be read by it."""
    if not (reading.folder / CASE_FILE).is_file():
        reading.note(CASE_FILE, 0, "", "is missing", "make a case with: ceasefire new DIR")
        return True
    text = read_text(reading, CASE_FILE)
    if text is None:
        return True
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reading.note(CASE_FILE, 0, "", f"is not TOML: {error}", "mend the line")
        return True
    written = found.get("format")
    if isinstance(written, int | float) and written > basis.FORMAT:
        message = f"was written for a newer format ({written}; this program reads {basis.FORMAT})"
        reading.note(CASE_FILE, 0, "format", message, "upgrade ceasefire")
        return False
    _read_row(reading, text, found)
    return True


def _read_row(reading: Reading, text: str, found: dict[str, Any]) -> None:
    lines = _lines_of(text)
    texts, misfits = {}, set()
    for name, value in found.items():
        column = CASE.column_of_header(name)
        if column is None:
            hint = near(name, CASE.headers) or f"columns are: {', '.join(CASE.headers)}"
            reading.note(CASE_FILE, lines.get(name, 0), name, "is not a column", hint)
        elif not _fits(column, value):
            message = f"{value!r} is not {'a number' if column.kind == 'number' else 'a text'}"
            hint = "write a number as 24, a text and a date in quotation marks"
            reading.note(CASE_FILE, lines.get(name, 0), name, message, hint)
            misfits.add(name)
        else:
            texts[name] = str(value)
    readable = replace(CASE, columns=tuple(c for c in CASE.columns if c.name not in misfits))
    cells = parse_row(reading, readable, texts, lambda name: lines.get(name, 0))
    reading.meta = Row(CASE, str(cells.get("case_id") or ""), 1, cells)


def _fits(column: Column, value: object) -> bool:
    if column.kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if column.kind == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return True
    return isinstance(value, str)


def _lines_of(text: str) -> dict[str, int]:
    """Line on which each name is given, for a flat file."""
    return {
        line.split("=")[0].strip(): number
        for number, line in enumerate(text.splitlines(), 1)
        if "=" in line
    }
