"""Coefficients that scripts in ``calibration`` computed from public data, as they ship.

The tables stand in ``calibrated`` beside this module. Their comments say from which files, when,
and by which version they were made; what they rest on stands in ``docs/calibration-*.md``.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ceasefire.core.errors import CeasefireError, near

_COMMENT = "#"
_SUFFIX = ".csv"
_COLUMNS = ("name", "value", "low", "high", "unit", "data", "note")


@dataclass(frozen=True)
class Coefficient:
    """A number computed from data, with its 95 % interval where one was computed.

    ``low`` and ``high`` are ``None`` where there is none. ``unit`` says what is counted (``share``,
    ``ratio``, ``per year``, ``count``), ``data`` from which data, ``note`` what to know of it.
    """

    name: str
    value: float
    low: float | None
    high: float | None
    unit: str
    data: str
    note: str


def tables() -> tuple[str, ...]:
    """Names of the tables of coefficients that ship, in order."""
    folder = files("ceasefire.truce") / "calibrated"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def coefficients(table: str) -> Mapping[str, Coefficient]:
    """Coefficients of a table by their names, in the order of the table.

    Raises:
        CeasefireError: there is no such table, or a line of it is not a coefficient.
    """
    if table not in tables():
        message = f"there is no table of coefficients '{table}'"
        hint = near(table, tables()) or f"tables are: {', '.join(tables())}"
        raise CeasefireError(message, hint)
    path = files("ceasefire.truce") / "calibrated" / f"{table}{_SUFFIX}"
    return MappingProxyType(parsed(path.read_text(encoding="utf-8"), f"{table}{_SUFFIX}"))


def parsed(text: str, file: str) -> dict[str, Coefficient]:
    """Read a table; lines that begin with ``#`` are comments. ``file`` is named in errors.

    Raises:
        CeasefireError: a column is missing, a number is none, a value lies outside its interval,
            or a name stands twice.
    """
    found: dict[str, Coefficient] = {}
    lines = [line for line in text.splitlines() if line and not line.startswith(_COMMENT)]
    for row in csv.DictReader(lines):
        try:
            one = _coefficient(row)
        except (KeyError, TypeError, ValueError) as error:
            message = f"{file}: '{row.get('name')}' is not a coefficient ({error})"
            raise CeasefireError(message, _WRITE_AGAIN) from error
        if one.name in found:
            message = f"{file}: '{one.name}' stands twice"
            raise CeasefireError(message, _WRITE_AGAIN)
        found[one.name] = one
    return found


_WRITE_AGAIN = "write the table again with its script in 'calibration'"


def _coefficient(row: Mapping[str, str]) -> Coefficient:
    if len(row) != len(_COLUMNS) or None in row.values():
        message = f"a line has the columns {', '.join(_COLUMNS)}"
        raise ValueError(message)
    value, low, high = _number(row["value"]), _end(row["low"]), _end(row["high"])
    ends = (value if low is None else low, value if high is None else high)
    if not ends[0] <= value <= ends[1]:
        message = f"{value:g} is not between {ends[0]:g} and {ends[1]:g}"
        raise ValueError(message)
    return Coefficient(row["name"], value, low, high, row["unit"], row["data"], row["note"])


def _end(text: str) -> float | None:
    return _number(text) if text else None


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        message = f"{text} is not a finite number"
        raise ValueError(message)
    return number
