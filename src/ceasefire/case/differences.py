"""What differs between two states of a case, value by value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ceasefire.case.dates import PartialDate
from ceasefire.case.rows import Case, Cell, Row


@dataclass(frozen=True)
class Difference:
    """One value that is not the same on both sides; blank text where a side has none."""

    address: str
    before: str
    after: str


def cell_text(cell: Cell) -> str:
    """Return a cell as it would stand in the file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.12g}"
    if isinstance(cell, PartialDate):
        return cell.text
    return "; ".join(cell) if isinstance(cell, tuple) else cell


def case_inputs(case: Case) -> dict[str, str]:
    """Every filled cell of a case by its address, as text, in the order of the declarations."""
    inputs: dict[str, str] = {}
    for row in (case.meta, *(row for rows in case.tables.values() for row in rows.values())):
        inputs |= _row_inputs(row)
    return inputs


def _row_inputs(row: Row) -> dict[str, str]:
    return {
        str(row.address(header)): cell_text(cell)
        for header, cell in row.cells.items()
        if cell is not None
    }


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """Values that differ between two sets of inputs, in the order of the first, then the second."""
    addresses = dict.fromkeys([*before, *after])
    return [
        Difference(address, before.get(address, ""), after.get(address, ""))
        for address in addresses
        if before.get(address, "") != after.get(address, "")
    ]
