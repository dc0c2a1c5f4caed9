"""What-if: a case with some values set to others, checked as if it had been written so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ceasefire.case.cells import CellError, parse_cell
from ceasefire.case.consistency import consistency_faults
from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address
from ceasefire.core.errors import CeasefireError, near


@dataclass(frozen=True)
class Edit:
    """One value set from outside the case."""

    address: Address
    text: str

    def __str__(self) -> str:
        return f"{self.address}={self.text}"

    @classmethod
    def parse(cls, text: str) -> Edit:
        """Read ``table.row.column=value``.

        Raises:
            CeasefireError: the text has another shape.
        """
        address, sign, value = text.partition("=")
        if not sign:
            msg = f"'{text}' sets nothing"
            raise CeasefireError(msg, "write TABLE.ROW.COLUMN=VALUE")
        return cls(Address.parse(address), value.strip())


def without(case: Case, conditions: Iterable[str]) -> list[Edit]:
    """Edits that switch conditions off.

    Raises:
        CeasefireError: the case has no such condition.
    """
    return [Edit(case.row("conditions", c).address("state"), "off") for c in conditions]


def what_if(case: Case, sets: Iterable[str], off: Iterable[str]) -> tuple[Case, tuple[Edit, ...]]:
    """Return the case with values set (``table.row.column=value``) and conditions switched off.

    Raises:
        CeasefireError: a setting names what is not there, or leaves the case out of joint.
    """
    edits = (*(Edit.parse(text) for text in sets), *without(case, off))
    return edited(case, edits), edits


def edited(case: Case, edits: Iterable[Edit]) -> Case:
    """Return the case with the edits made.

    Raises:
        CeasefireError: an address is not there, a value does not fit its column, or the case
            would no longer hold together.
    """
    edits = list(edits)
    known = {str(fault) for fault in consistency_faults(case.meta, case.tables)}
    for edit in edits:
        case = _made(case, edit)
    for edit in edits:
        _check_column(case, edit)
    faults = [f for f in consistency_faults(case.meta, case.tables) if str(f) not in known]
    if faults:
        msg = "the case does not hold together with what was set:\n" + "\n".join(map(str, faults))
        raise CeasefireError(msg)
    return case


def _made(case: Case, edit: Edit) -> Case:
    address = edit.address
    row = _edited_row(case.row(address.table, address.row), edit)
    if address.table == "case":
        return replace(case, meta=row)
    table = {**case.tables[address.table], row.id: row}
    return replace(case, tables={**case.tables, address.table: table})


def _edited_row(row: Row, edit: Edit) -> Row:
    header = edit.address.column
    column = row.table.column_of_header(header)
    if column is None:
        ends = [h for h in row.table.headers if h.startswith(f"{header}_")] if header else []
        hint = f"set one of {', '.join(ends)}" if ends else near(header, row.table.headers)
        msg = f"{edit.address} cannot be set: there is no column '{header}'"
        raise CeasefireError(msg, hint or f"columns are: {', '.join(row.table.headers)}")
    if header == row.table.key:
        msg = f"{edit.address} cannot be set: it is the row's id"
        raise CeasefireError(msg, "set another column")
    try:
        cell = parse_cell(column, edit.text)
    except CellError as error:
        msg = f"{edit.address}: {error.message}"
        raise CeasefireError(msg, error.hint) from error
    return replace(row, cells={**row.cells, header: cell})


def _check_column(case: Case, edit: Edit) -> None:
    """Look at a column once all edits are made: its ends may have been set one by one."""
    row = case.row(edit.address.table, edit.address.row)
    column = row.table.column_of_header(edit.address.column)
    if column is None:
        return
    if column.needed and row.lacks(column):
        msg = f"{edit.address} would be blank where a value is needed"
        raise CeasefireError(msg, column.meaning)
    if column.band and not row.band(column.name).ordered:
        there = ", ".join(f"{h} {row.cells.get(h)}" for h in column.headers)
        msg = f"{edit} puts the band out of order ({there})"
        raise CeasefireError(msg, "set the other ends too")
