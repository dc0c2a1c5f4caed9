"""Rows with typed access, the values in them, and the case that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ceasefire.case.columns import Column, Table
from ceasefire.case.dates import PartialDate
from ceasefire.case.tables import TABLES
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Band
from ceasefire.core.errors import CeasefireError, near

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
        ends = [self.cells.get(f"{column}_{end}") for end in ("low", "mode", "high")]
        low, mode, high = (end if isinstance(end, float) else None for end in ends)
        return Band(low, mode, high)

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
        found: dict[str, None] = {}
        for word in body.words("members"):
            for member in self.group(word.removeprefix("all:")) if is_group(word) else (word,):
                found[member] = None
        return tuple(found)

    def group(self, group: str) -> tuple[str, ...]:
        """Actors of a group."""
        return tuple(a.id for a in self.rows("actors") if group in a.words("groups"))


def is_group(word: str) -> bool:
    """Whether a member is written as ``all:GROUP``."""
    return word.startswith("all:")
