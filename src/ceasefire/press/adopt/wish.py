"""What an analyst asks for when a statement is adopted: the table, cells set by hand, a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ceasefire.case.columns import BAND_ENDS, Table
from ceasefire.case.dates import PartialDate
from ceasefire.case.tables import TABLES
from ceasefire.core.errors import CeasefireError, near

ADOPTING = ("positions", "pledges", "conditions", "options")
SOURCE_PREFIX = "source."
# Cells that the statement, its page or another option of the command fills.
_FIXED = {
    "statement": "it is the sentence as the page has it",
    "passage": "it is the place of the sentence in its page",
    "supersedes": "it follows from the actor, the matter and the date",
    "source_id": "name a source with --source ID",
    "date": "give it with --date DATE --why TEXT",
}


@dataclass(frozen=True)
class Wish:
    """What is asked for; blank where the statement and its page are to say it.

    ``sets`` are ``COLUMN=VALUE`` for the row and ``source.COLUMN=VALUE`` for a new source; a band
    may be given as one number or as ``low,mode,high``. ``date`` needs ``why``; ``by`` says who
    adopts.
    """

    table: str = ""
    row: str = ""
    sets: tuple[str, ...] = ()
    source: str = ""
    date: str = ""
    why: str = ""
    by: str = ""

    def check(self) -> None:
        """Refuse a date that is none or has no reason.

        Raises:
            CeasefireError: it is so.
        """
        if not self.date:
            return
        try:
            PartialDate.parse(self.date)
        except ValueError as error:
            msg = f"'{self.date}' is not a date"
            raise CeasefireError(msg, "write 2026, 2026-02 or 2026-02-28") from error
        if not self.why.strip():
            msg = f"the date {self.date} has no reason"
            raise CeasefireError(msg, "say with --why how it is known")

    def cells(self, table: str) -> dict[str, str]:
        """Cells set by hand for the row of a table, by the column names of the file.

        Raises:
            CeasefireError: one of them is no column, or is filled in another way.
        """
        own = [one for one in self.sets if not one.startswith(SOURCE_PREFIX)]
        return _cells(TABLES[table], own, {**_FIXED, TABLES[table].key: "give it with --row ID"})

    def source_cells(self) -> dict[str, str]:
        """Cells set by hand for a new row of ``sources``.

        Raises:
            CeasefireError: one of them is no column, or is filled in another way.
        """
        own = [s.removeprefix(SOURCE_PREFIX) for s in self.sets if s.startswith(SOURCE_PREFIX)]
        return _cells(TABLES["sources"], own, {"source_id": _FIXED["source_id"]})


def _cells(table: Table, sets: Iterable[str], fixed: dict[str, str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for one in sets:
        name, sign, value = (part.strip() for part in one.partition("="))
        if not sign:
            msg = f"'{one}' sets nothing"
            raise CeasefireError(msg, "write COLUMN=VALUE")
        if name in fixed:
            msg = f"{name} cannot be set"
            raise CeasefireError(msg, fixed[name])
        if name in table.headers:
            cells[name] = value
        elif any(column.band and column.name == name for column in table.columns):
            cells |= band_cells(name, value)
        else:
            columns = [column.name for column in table.columns if column.name not in fixed]
            msg = f"table {table.name} has no column '{name}'"
            hint = near(name, (*table.headers, *columns)) or f"columns are: {', '.join(columns)}"
            raise CeasefireError(msg, hint)
    return cells


def band_cells(name: str, value: str) -> dict[str, str]:
    """Cells of a band from ``low,mode,high``, each of which may be blank, or from one number.

    Raises:
        CeasefireError: there are two numbers, or more than three.
    """
    ends = [end.strip() for end in value.split(",")]
    if len(ends) == 1:
        ends = ["", ends[0], ""]
    if len(ends) != len(BAND_ENDS):
        msg = f"{name}={value} is not a band"
        raise CeasefireError(msg, "write LOW,MODE,HIGH, each of which may be blank, or one number")
    return {f"{name}_{end}": number for end, number in zip(BAND_ENDS, ends, strict=True)}
