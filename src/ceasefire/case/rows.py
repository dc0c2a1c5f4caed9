"""Rows with typed access, the values in them, and the case that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ceasefire.case.columns import BAND_ENDS, Column, Table
from ceasefire.case.dates import PartialDate
from ceasefire.case.tables import TABLES
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Band
from ceasefire.core.errors import CeasefireError, near

_ALL_OF = "all:"
Cell = str | float | bool | tuple[str, ...] | PartialDate | None


@dataclass(frozen=True)
class Value:
    """One value of a case with its origin."""

    address: Address
    column: Column
    value: Band | Cell
    source_ids: tuple[str, ...]
    grade: str


@dataclass(frozen=True)
class Row:
    """One row of a table. ``cells`` is keyed by the column names of the file."""

    table: Table
    id: str
    line: int
    cells: Mapping[str, Cell]

    def address(self, column: str = "") -> Address:
        """Address of the row, or of one of its columns."""
        return Address(self.table.name, self.id, column)

    def band(self, column: str) -> Band:
        """Read a column that takes a band."""
        ends = [self.cells.get(f"{column}_{end}") for end in BAND_ENDS]
        low, mode, high = (end if isinstance(end, float) else None for end in ends)
        return Band(low, mode, high)

    def lacks(self, column: Column) -> bool:
        """Whether a column is blank; of a band, all its ends."""
        return all(self.cells.get(header) is None for header in column.headers)

    def text(self, column: str) -> str:
        """Read a text, id, choice, currency or reference; blank if none was given."""
        cell = self.cells.get(column)
        return cell if isinstance(cell, str) else ""

    def number(self, column: str) -> float | None:
        """Read a number; ``None`` if the cell is blank."""
        cell = self.cells.get(column)
        return cell if isinstance(cell, float) else None

    def needed_number(self, column: str) -> float:
        """Read a number of a column that is never blank.

        Raises:
            CeasefireError: the cell is blank all the same.
        """
        number = self.number(column)
        if number is None:
            msg = f"{self.address(column)} is blank"
            raise CeasefireError(msg, "give it a number")
        return number

    def words(self, column: str) -> tuple[str, ...]:
        """Read a list of words, choices or references; empty if the cell is blank."""
        cell = self.cells.get(column)
        return cell if isinstance(cell, tuple) else ()

    def date(self, column: str = "date") -> PartialDate | None:
        """Read a date; ``None`` if the cell is blank."""
        cell = self.cells.get(column)
        return cell if isinstance(cell, PartialDate) else None

    def flag(self, column: str) -> bool:
        """Read yes or no."""
        return self.cells.get(column) is True

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Sources the row rests on."""
        return self.words("source_id")

    @property
    def grade(self) -> str:
        """Grade of the row; blank in tables that carry none."""
        return self.text("grade")

    def value(self, header: str) -> Value:
        """Return a value with its origin; ``header`` names a column, a band or one of its ends.

        Raises:
            CeasefireError: the table has no such column.
        """
        column = self.table.column_of_header(header)
        if column is not None:
            found: Band | Cell = self.cells.get(header)
        elif header in {c.name for c in self.table.columns}:
            column = self.table.column(header)
            found = self.band(header)
        else:
            msg = f"table {self.table.name} has no column '{header}'"
            raise CeasefireError(msg, near(header, self.table.headers))
        return Value(self.address(header), column, found, self.source_ids, self.grade)


@dataclass(frozen=True)
class Case:
    """A loaded and checked case: every table by name, every row by id, in the file's order."""

    name: str
    meta: Row
    tables: Mapping[str, Mapping[str, Row]]

    @property
    def as_of(self) -> date:
        """The day as of which the case is true."""
        as_of = self.meta.date("as_of")
        if as_of is None:
            msg = f"case {self.name} has no as_of"
            raise CeasefireError(msg, "give case.toml a date")
        return as_of.last

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of a table."""
        return tuple(self.tables[table].values())

    def row(self, table: str, row_id: str) -> Row:
        """One row.

        Raises:
            CeasefireError: there is no such table or row.
        """
        if table == "case" and row_id == self.meta.id:
            return self.meta
        if table == "case":
            msg = f"table case has no row '{row_id}'"
            raise CeasefireError(msg, f"its one row is '{self.meta.id}'")
        if table not in self.tables:
            hint = near(table, (*TABLES, "case")) or f"tables are: {', '.join(sorted(TABLES))}"
            msg = f"there is no table '{table}'"
            raise CeasefireError(msg, hint)
        if row_id not in self.tables[table]:
            hint = near(row_id, self.tables[table]) or f"see the first column of {table}.csv"
            msg = f"table {table} has no row '{row_id}'"
            raise CeasefireError(msg, hint)
        return self.tables[table][row_id]

    def value(self, address: Address) -> Value:
        """Resolve the address of a value.

        Raises:
            CeasefireError: there is no such table, row or column.
        """
        return self.row(address.table, address.row).value(address.column)

    def name_of(self, table: str, row_id: str) -> str:
        """Printed name of a row, or its id."""
        return self.row(table, row_id).text("name") or row_id

    def members(self, body: Row) -> tuple[str, ...]:
        """Member ids of a body, ``all:GROUP`` written out, in a fixed order."""
        return members_of(body, self.rows("actors"))

    def rival_models(self, kind: str) -> list[Row]:
        """Rival models of a kind, ``baseline`` or ``presence``."""
        return [row for row in self.rows("rival_models") if row.text("kind") == kind]

    def parameter(self, name: str, actor: str) -> Row:
        """Row of a parameter for an actor, else the one for all.

        Raises:
            CeasefireError: no row gives the parameter.
        """
        rows = (row for row in self.rows("parameters") if row.text("name") == name)
        found = own_or_common(rows, actor)
        if found is None:
            msg = f"no row of parameters gives {name} for all actors"
            raise CeasefireError(msg, "add one with a blank actor_id")
        return found


def own_or_common(rows: Iterable[Row], actor: str) -> Row | None:
    """First row of an actor, else the first that names none; ``None`` if there is neither."""
    rows = list(rows)
    for wanted in (actor, ""):
        for row in rows:
            if row.text("actor_id") == wanted:
                return row
    return None


def group_of(word: str) -> str:
    """Group of a member that is written as ``all:GROUP``; blank for any other."""
    return word.removeprefix(_ALL_OF) if word.startswith(_ALL_OF) else ""


def members_of(body: Row, actors: Iterable[Row]) -> tuple[str, ...]:
    """Member ids of a body, ``all:GROUP`` written out, each once and in a fixed order."""
    actors = list(actors)
    found: dict[str, None] = {}
    for word in body.words("members"):
        group = group_of(word)
        named = [a.id for a in actors if group in a.words("groups")] if group else [word]
        found |= dict.fromkeys(named)
    return tuple(found)
