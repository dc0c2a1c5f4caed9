"""Errors that say where, what and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"


class CeasefireError(Exception):
    """A message for the user: what went wrong and, in ``hint``, what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


@dataclass(frozen=True)
class Fault:
    """One fault of an input, with its place.

    ``row`` is the line in the file as an editor counts it, from 1 (0: the whole file);
    ``level`` is ``error`` or ``warning``.
    """

    file: str
    row: int
    column: str
    message: str
    hint: str = ""
    level: str = ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row else self.file
        column = f" column {self.column}" if self.column else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}{column}: {self.message}{hint}"


class InputFaultsError(CeasefireError):
    """All faults of an input at once, in the order of files and rows."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def near(name: str, known: Iterable[str]) -> str:
    """Return the hint ``did you mean 'x'?`` for the nearest of ``known``, or an empty text."""
    names = sorted(known)
    matches = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    matches = matches or [one for one in names if name and one.startswith(name)][:3]
    if not matches:
        return ""
    return "did you mean " + " or ".join(f"'{match}'" for match in matches) + "?"
