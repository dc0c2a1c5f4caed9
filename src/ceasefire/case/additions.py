"""Rows added to a case on disk: shown as a difference first, and checked before they stay."""

from __future__ import annotations

import csv
import difflib
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ceasefire.case.columns import Table
from ceasefire.case.load import read_case
from ceasefire.case.tables import TABLES
from ceasefire.core.errors import CeasefireError, InputFaultsError, near
from ceasefire.core.files import write_whole

_ENCODING = "utf-8-sig"  # reads files with and without a byte order mark


@dataclass(frozen=True)
class Addition:
    """A row for a table; ``cells`` by the column names of the file, blank ones left out."""

    table: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Changes:
    """Files of a case as they are and as they would be with rows added, by file name."""

    folder: Path
    files: Mapping[str, tuple[str, str]]

    def as_diff(self) -> str:
        """Return the changes as a unified difference, file by file."""
        parts = []
        for name, (old, new) in self.files.items():
            lines = difflib.unified_diff(
                old.splitlines(keepends=True), new.splitlines(keepends=True),
                f"{name} as it is", f"{name} with the row", n=1,
            )  # fmt: skip
            parts.append("".join(lines))
        return "".join(parts)


def with_rows(folder: Path, additions: Iterable[Addition]) -> Changes:
    """Work out what a case on disk would be with some rows added, each at the end of its table.

    What stands in the files is kept to the letter; a file that is missing is begun, and columns
    that a row fills and its file lacks are added at the end.

    Raises:
        CeasefireError: there is no such table or column, or an id stands there already.
        InputFaultsError: the case would have faults that it has not now.
    """
    files: dict[str, tuple[str, str]] = {}
    for addition in additions:
        table = _table(addition)
        path = folder / table.file
        there = path.read_text(encoding=_ENCODING) if path.is_file() else ""
        old, text = files.get(table.file, (there, there))
        files[table.file] = (old, _with_row(table, text, addition))
    changes = Changes(folder, files)
    _check(changes)
    return changes


def write(changes: Changes) -> None:
    """Write the files, each whole or not at all.

    Raises:
        CeasefireError: a file has changed since the difference was made, or cannot be written.
    """
    for name, (old, _) in changes.files.items():
        path = changes.folder / name
        now = path.read_text(encoding=_ENCODING) if path.is_file() else ""
        if now != old:
            msg = f"{name} has changed since the difference was shown"
            raise CeasefireError(msg, "look at the difference again")
    for name, (_, new) in changes.files.items():
        write_whole(changes.folder / name, new)


def _table(addition: Addition) -> Table:
    if addition.table not in TABLES:
        msg = f"there is no table '{addition.table}'"
        raise CeasefireError(msg, near(addition.table, TABLES) or "see docs/tables.md")
    table = TABLES[addition.table]
    for column in addition.cells:
        if column not in table.headers:
            msg = f"table {table.name} has no column '{column}'"
            hint = near(column, table.headers) or f"columns are: {', '.join(table.headers)}"
            raise CeasefireError(msg, hint)
    return table


def _with_row(table: Table, text: str, addition: Addition) -> str:
    filled = {name: cell for name, cell in addition.cells.items() if cell}
    if not text.strip():
        headers = [name for name in table.headers if name in filled]
        return _line(headers) + _line([filled[name] for name in headers])
    rows = list(csv.reader(io.StringIO(text)))
    headers = next((row for row in rows if row and not row[0].startswith("#")), [])
    key = filled.get(table.key, "")
    if any(row and row[0].strip() == key for row in rows):
        msg = f"{table.file} has a row '{key}' already"
        raise CeasefireError(msg, f"give the new row another {table.key}")
    missing = [name for name in filled if name not in headers]
    if missing:
        text = _with_columns(text, headers, missing)
        headers = [*headers, *missing]
    end = "" if text.endswith("\n") else "\n"
    return text + end + _line([filled.get(name, "") for name in headers])


def _with_columns(text: str, headers: list[str], missing: list[str]) -> str:
    """Add columns at the end of every row; comments stay as they are."""
    written, blank = [], [""] * len(missing)
    for row in csv.reader(io.StringIO(text)):
        if not row or row[0].startswith("#"):
            written.append(_line(row) if row else "\n")
        else:
            written.append(_line([*row, *(missing if row == headers else blank)]))
    return "".join(written)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(list(cells))
    return out.getvalue()


def _check(changes: Changes) -> None:
    """Read the case as it would be, in a copy; what was wrong before is no fault of the rows."""
    known = {str(fault) for fault in read_case(changes.folder).faults}
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "case"
        shutil.copytree(changes.folder, copy)
        for name, (_, new) in changes.files.items():
            (copy / name).write_text(new, encoding="utf-8")
        faults = [fault for fault in read_case(copy).faults if str(fault) not in known]
    if faults:
        raise InputFaultsError(faults)
