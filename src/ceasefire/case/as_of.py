"""A case as it stood on an earlier day: what had been said by then, and nothing later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ceasefire.case.dates import PartialDate
from ceasefire.case.rows import Case, Row
from ceasefire.core.errors import CeasefireError


def day_of(case: Case, text: str) -> date:
    """Read a date on which to look at a case: ``2026``, ``2026-01`` or ``2026-01-31``.

    A year or a month is read to its last day, or to the case's own day if that lies in it.

    Raises:
        CeasefireError: the text is no date, or a date after the case's.
    """
    try:
        asked = PartialDate.parse(text)
    except ValueError as error:
        msg = f"'{text}' is not a date"
        raise CeasefireError(msg, "write 2026, 2026-02 or 2026-02-28") from error
    if asked.first > case.as_of:
        msg = f"case.toml column as_of: case '{case.name}' knows nothing after {case.as_of}"
        raise CeasefireError(msg, f"ask for a day up to that one, not {text}")
    return min(asked.last, case.as_of)


def as_of(case: Case, day: date) -> Case:
    """Return the case with what had been pledged by a day, and with that day as its date.

    A pledge dated by month or year counts once its month or year has begun, as everywhere in a
    case. Holdings that are a part of a later pledge go with it. All else stays as the case has it:
    commitments have their own start and end, while conditions, pools and enablers keep the state
    and the numbers they have on the case's own day.
    """
    pledges = {row.id: row for row in case.rows("pledges") if _said_by(row, day)}
    holdings = {
        row.id: row for row in case.rows("holdings")
        if row.text("pledge_id") in ("", *pledges)
    }  # fmt: skip
    stood = PartialDate(day, day, day.isoformat())
    meta = replace(case.meta, cells={**case.meta.cells, "as_of": stood})
    return replace(
        case, meta=meta, tables={**case.tables, "pledges": pledges, "holdings": holdings}
    )


def may_be_later(case: Case) -> list[Row]:
    """Pledges dated by month or year only that may have been made after the case's day."""
    dated = [(row, row.date()) for row in case.rows("pledges")]
    return [row for row, said in dated if said is not None and said.last > case.as_of]


def _said_by(row: Row, day: date) -> bool:
    said = row.date()
    return said is not None and said.first <= day
