"""Rows of a case on disk added or changed: shown as a difference first, checked before they stay.

There is one way to write into a case: :func:`with_rows` works the changes out, ``as_diff`` shows
them, and :func:`write` makes them.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ceasefire.case.columns import Table
from ceasefire.case.load import read_case
from ceasefire.case.reading import CASE_FILE
from ceasefire.case.tables import TABLES
from ceasefire.core.errors import CeasefireError, InputFaultsError, near
from ceasefire.core.files import write_whole


@dataclass(frozen=True)
class Addition:
    """Cells for a row of a table, by the column names of the file.

    Without ``replaces`` they are a new row, blank ones left out. With it they take the place of
    those cells in the row of that id, blank ones too; its other cells stay.
    """

    table: str
    cells: Mapping[str, str]
    replaces: bool = False


@dataclass(frozen=True)
class Changes:
    """Files of a case as they are and as they would be with the rows, by file name.

    ``columns`` are those that a file lacks and is given.
    """

    folder: Path
    files: Mapping[str, tuple[str, str]]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def as_diff(self) -> str:
        """Return the changes as a unified difference, file by file.

        Columns that are added to every row are named; the difference then shows what else changes.
        """
        parts = []
        for name, (old, new) in self.files.items():
            if added := self.columns.get(name):
                parts.append(f"{name}: every row gets a blank cell for {', '.join(added)}\n")
                old = _with_columns(_records(name, old), added)  # noqa: PLW2901 - as shown
            lines = difflib.unified_diff(
                _shown(old), _shown(new), f"{name} as it is", f"{name} as it would be", n=1
            )
            parts.append("".join(lines))
        return "".join(parts)


def with_rows(folder: Path, additions: Iterable[Addition]) -> Changes:
    """Work out what a case on disk would be with some rows added, or some cells of rows replaced.

    A new row stands at the end of its table. What else stands in the files is kept to the letter; a
    file that is missing is begun, and columns that a row fills and its file lacks are added at the
    end.

    Raises:
        CeasefireError: there is no such table or column, an id of a new row stands there already,
            there is no row whose cells to replace, or a file is no text.
        InputFaultsError: the case would have faults that it has not now.
    """
    files: dict[str, tuple[str, str]] = {}
    columns: dict[str, tuple[str, ...]] = {}
    for addition in additions:
        table = _table(addition)
        there = _text(folder / table.file)
        old, text = files.get(table.file, (there, there))
        missing = _missing(table, text, addition)
        if missing:
            columns[table.file] = columns.get(table.file, ()) + missing
            text = _with_columns(_records(table.file, text), missing)
        files[table.file] = (old, _with_row(table, text, addition))
    files = {name: one for name, one in files.items() if one[0] != one[1]}
    changes = Changes(folder, files, columns)
    _check(changes)
    return changes


def write(changes: Changes) -> None:
    """Write the files, all of them or, after an error or an interrupt, none.

    Raises:
        CeasefireError: a file has changed since the difference was made, or cannot be written.
    """
    before: dict[Path, bytes | None] = {}
    for name, (old, _) in changes.files.items():
        path = changes.folder / name
        if _text(path) != old:
            msg = f"{name} has changed since the difference was shown"
            raise CeasefireError(msg, "look at the difference again")
        before[path] = path.read_bytes() if path.is_file() else None
    try:
        for name, (_, new) in changes.files.items():
            path = changes.folder / name
            mark = codecs.BOM_UTF8 if (before[path] or b"").startswith(codecs.BOM_UTF8) else b""
            write_whole(path, mark + new.encode())
    except BaseException:
        for path, content in before.items():
            _restore(path, content)
        raise


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        write_whole(path, content)


def _text(path: Path) -> str:
    """Text of a file with its line ends as they are; blank if the file is missing."""
    if not path.is_file():
        return ""
    try:
        return path.read_bytes().decode("utf-8-sig")  # with and without a byte order mark
    except UnicodeDecodeError as error:
        msg = f"{path.name} is not UTF-8"
        raise CeasefireError(msg, "save the file as UTF-8") from error


def _shown(text: str) -> list[str]:
    """Lines of a file for a difference; one that has no end is given one."""
    return [f"{line.rstrip()}\n" for line in io.StringIO(text)]


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
    end = "\r\n" if "\r\n" in text else "\n"
    if not text.strip() and not addition.replaces:
        headers = [name for name in table.headers if name in filled]
        return _line(headers, end) + _line([filled[name] for name in headers], end)
    records = list(_records(table.file, text))
    headers = _headers(records)
    there = _there(table, headers, records, addition)
    if there is not None:
        start = sum(len(raw) for _, raw in records[:there])
        cells, raw = records[there]
        cells = [addition.cells.get(name, cell) for name, cell in zip(headers, cells, strict=True)]
        return text[:start] + _line(cells, end) + text[start + len(raw) :]
    last = "" if text.endswith("\n") else end
    return text + last + _line([filled.get(name, "") for name in headers], end)


def _there(
    table: Table, headers: list[str], records: list[tuple[list[str], str]], addition: Addition
) -> int | None:
    """Place of the record whose cells are replaced, ``None`` for a new row."""
    key = addition.cells.get(table.key, "")
    column = headers.index(table.key) if table.key in headers else 0
    ids = {
        cells[column].strip(): i
        for i, (cells, _) in reversed(list(enumerate(records)))
        if _counts(cells) and len(cells) == len(headers) and cells != headers
    }
    if addition.replaces and key not in ids:
        msg = f"{table.file} has no row '{key}'"
        raise CeasefireError(msg, near(key, ids) or f"see its column {table.key}")
    if not addition.replaces and key in ids:
        msg = f"{table.file} has a row '{key}' already"
        raise CeasefireError(msg, f"give the new row another {table.key}")
    return ids[key] if addition.replaces else None


def _headers(records: Iterable[tuple[list[str], str]]) -> list[str]:
    return next((cells for cells, _ in records if _counts(cells)), [])


def _missing(table: Table, text: str, addition: Addition) -> tuple[str, ...]:
    """Columns that are filled and that a file with a header lacks."""
    headers = _headers(_records(table.file, text))
    filled = [name for name, cell in addition.cells.items() if cell]
    return tuple(name for name in filled if headers and name not in headers)


def _records(file: str, text: str) -> Iterator[tuple[list[str], str]]:
    """Yield the records of a file, comments and blank lines too, each with its text."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(iter(lines))
    start = 0
    try:
        for cells in reader:
            yield cells, "".join(lines[start : reader.line_num])
            start = reader.line_num
    except csv.Error as error:
        msg = f"{file}:{start + 1} is not CSV from here on: {error}"
        raise CeasefireError(msg, "check its quotation marks and commas") from error


def _counts(cells: list[str]) -> bool:
    return any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#")


def _with_columns(records: Iterable[tuple[list[str], str]], missing: tuple[str, ...]) -> str:
    """Add columns at the end of every row, which else stays to the letter, as comments do."""
    parts = []
    cells_to_add = _line(["", *missing], "")  # the header is the first row
    for cells, raw in records:
        if not _counts(cells):
            parts.append(raw)
            continue
        row = raw.rstrip("\r\n")
        parts.append(row + cells_to_add + raw[len(row) :])
        cells_to_add = "," * len(missing)
    return "".join(parts)


def _line(cells: Iterable[str], end: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerow(list(cells))
    return out.getvalue()


def _check(changes: Changes) -> None:
    """Read the case as it would be, in a copy; what was wrong before is no fault of the rows."""
    known = {str(fault) for fault in read_case(changes.folder).faults}
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        for path in changes.folder.iterdir():
            if path.is_file() and (path.suffix == ".csv" or path.name == CASE_FILE):
                shutil.copyfile(path, copy / path.name)
        for name, (_, new) in changes.files.items():
            (copy / name).write_bytes(new.encode())
        faults = [fault for fault in read_case(copy).faults if str(fault) not in known]
    if faults:
        raise InputFaultsError(faults)
