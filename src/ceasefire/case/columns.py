"""What a column and a table are. The declarations themselves stand in ``ceasefire.case.tables``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ColumnKind = Literal[
    "id", "text", "words", "ref", "refs", "date", "number", "choice", "choices", "flag",
    "currency", "passage",
]  # fmt: skip

KIND_MEANS: Mapping[str, str] = {
    "id": "id, lower case with underscores",
    "text": "text",
    "words": "lower-case words, separated by ';'",
    "ref": "id of a row",
    "refs": "ids of rows, separated by ';'",
    "date": "date: 2026, 2026-02 or 2026-02-28",
    "number": "number with a decimal point",
    "choice": "one of the values",
    "choices": "some of the values, separated by ';'",
    "flag": "yes or no",
    "currency": "currency, three capitals (ISO 4217)",
    "passage": "PAGE:START-END, as in 0123456789ab:120-180",
}
BAND_ENDS = ("low", "mode", "high")
ID_PATTERN = r"[a-z0-9]+(_[a-z0-9]+)*"
# What the text of a cell has to look like, where a pattern says it.
PATTERNS: Mapping[str, str] = {
    "id": ID_PATTERN,
    "ref": ID_PATTERN,
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
    "currency": r"[A-Z]{3}",
    "passage": r"[0-9a-f]{12}:[0-9]{1,9}-[0-9]{1,9}",
}


@dataclass(frozen=True)
class Column:
    """One declared column.

    A column with ``band`` stands in the file as three: ``<name>_low``, ``_mode`` and ``_high``.
    ``needed`` means that no row may leave it blank (of a band: that one of the three is given).
    ``refers_to`` names the tables that a reference may point into. A date may lie after the case's
    date only if it ``may_be_later``.
    """

    name: str
    kind: ColumnKind
    meaning: str
    unit: str = ""
    needed: bool = False
    default: str = ""
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    band: bool = False
    may_be_later: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """The names under which the column stands in the file."""
        if self.band:
            return tuple(f"{self.name}_{end}" for end in BAND_ENDS)
        return (self.name,)


@dataclass(frozen=True)
class Table:
    """One declared table, in ``<name>.csv`` unless it has a ``file``; its first column is the key.

    A table that is not ``needed`` may be missing: it then has no rows. One that is needed has at
    least one row, unless ``may_be_empty``.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    needed: bool = False
    may_be_empty: bool = False
    file: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", self.file or f"{self.name}.csv")

    @property
    def key(self) -> str:
        """Name of the key column."""
        return self.columns[0].name

    @property
    def sourced(self) -> bool:
        """Whether its rows name their sources and carry a grade."""
        return any(column.name == "source_id" and column.kind == "refs" for column in self.columns)

    @property
    def headers(self) -> tuple[str, ...]:
        """All column names as they stand in the file, in their order."""
        return tuple(header for column in self.columns for header in column.headers)

    def column(self, name: str) -> Column:
        """Return the declared column of this name.

        Raises:
            KeyError: the table declares no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        msg = f"table {self.name} declares no column {name}"
        raise KeyError(msg)

    def column_of_header(self, header: str) -> Column | None:
        """Return the column that stands in the file under ``header``, if one does."""
        return next((column for column in self.columns if header in column.headers), None)
