"""What the readers of files share: gathering faults with their places, and reading cells."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ceasefire.core.errors import CeasefireError, Fault, InputFaultsError

POINT_HINT = "write decimals with a point"
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+", re.ASCII)
_THOUSANDS = re.compile(r"[-+]?\d{1,3},\d{3}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST = 40


@dataclass
class Findings:
    """Faults of one file as they are met; raised all at once."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def note(self, row: int, column: str, message: str, hint: str = "") -> None:
        """Note a fault; ``row`` 0 is the whole file."""
        self.faults.append(Fault(self.file, row, column, message, hint))

    def settle(self) -> None:
        """Raise what was noted, in the order of rows.

        Raises:
            InputFaultsError: something was noted.
        """
        if self.faults:
            raise InputFaultsError(sorted(self.faults, key=lambda fault: fault.row))

    def number(
        self, row: int, column: str, text: str, low: float = -math.inf, high: float = math.inf
    ) -> float:
        """Read a number between ``low`` and ``high``; NaN, with a fault, if it is none."""
        number = float(text) if _NUMBER.fullmatch(text) else math.nan
        if not text:
            self.note(row, column, "is blank where a number is needed", "write a number")
        elif _DECIMAL_COMMA.fullmatch(text):
            point, plain = text.replace(",", "."), text.replace(",", "")
            hint = f"{POINT_HINT}: {point}" + (
                f" (or, for thousands, {plain})" if _THOUSANDS.fullmatch(text) else ""
            )
            self.note(row, column, f"'{text}' has a decimal comma", hint)
        elif not math.isfinite(number):
            self.note(row, column, f"'{brief(text)}' is not a number", f"write one; {POINT_HINT}")
        elif not low <= number <= high:
            allowed = f"{low:g} or more" if math.isinf(high) else f"{low:g} to {high:g}"
            self.note(row, column, f"{text} is out of range", f"allowed is {allowed}")
        else:
            return number
        return math.nan


def brief(text: str) -> str:
    """Return the beginning of a text, short enough for a message."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def read_text(path: Path) -> str:
    """Read a file as UTF-8, with or without a byte order mark.

    Raises:
        CeasefireError: there is no such file, or it cannot be read.
        InputFaultsError: it is not UTF-8, or no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        msg = f"cannot read {path}: {error.strerror or error}"
        raise CeasefireError(msg, "check the file's name and its permissions") from error
    findings = Findings(str(path))
    text = ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        findings.note(line, "", "is not UTF-8", "save the file as text in UTF-8")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        findings.note(line, "", "holds a control character", "save the file as text in UTF-8")
    findings.settle()
    return text


def csv_rows(text: str, separator: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the line it begins on and its cells stripped."""
    if text.count('"') % 2:
        line = text[: text.rindex('"')].count("\n") + 1
        findings.note(line, "", "has a quotation mark that is never closed", "close it or drop it")
        findings.settle()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    start = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        hint = "check its quotation marks"
        findings.note(start, "", f"cannot be read from here on: {error}", hint)


def without_blank_end(cells: list[str]) -> list[str]:
    """Return the cells up to the last one that is not blank."""
    last = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return cells[:last]


def fitted(cells: list[str], width: int) -> list[str]:
    """Return the cells without the blank ones beyond ``width``."""
    return cells[:width] + without_blank_end(cells[width:])
