"""Addresses: ``table.row.column`` names a value of a case."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.core.errors import CeasefireError


@dataclass(frozen=True, order=True)
class Address:
    """Where a value stands. Without a column it names the row."""

    table: str
    row: str
    column: str = ""

    def __str__(self) -> str:
        return ".".join(part for part in (self.table, self.row, self.column) if part)

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read ``table.row`` or ``table.row.column``.

        Raises:
            CeasefireError: the text has another shape.
        """
        parts = text.strip().split(".")
        if len(parts) not in (2, 3) or not all(parts):
            msg = f"'{text}' is not an address"
            raise CeasefireError(msg, "write table.row.column, as in pledges.gbr_2026_02.n_high")
        return cls(*parts)
