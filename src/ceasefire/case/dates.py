"""Dates as sources give them: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A span of days; ordered by its first, then by its last day."""

    first: date
    last: date
    text: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2026``, ``2026-02`` or ``2026-02-28``.

        Raises:
            ValueError: the text has another shape, or the day does not exist.
        """
        match = _SHAPE.fullmatch(text)
        if not match:
            msg = f"'{text}' is not a date"
            raise ValueError(msg)
        year, month, day = (int(part) if part else 0 for part in match.groups())
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        return cls(first, date(year, last_month, last_day), text)

    def __str__(self) -> str:
        return self.text


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to a later one; negative if it is not later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (1 if later.day < earlier.day else 0)
