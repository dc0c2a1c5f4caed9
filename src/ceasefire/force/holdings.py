"""Units that an actor could send: when they can be there."""

from __future__ import annotations

import math

from ceasefire.case.rows import Case, Row
from ceasefire.force.commitments import month_of


def first_month(case: Case, row: Row) -> int:
    """First month in which units can be in place, counted from 0, the month of the case's date.

    ``available_from`` is read to its last day, so that a year alone promises nothing before its
    end; a row without it and without ``ready_months``, such as a pledge, is there at once.
    """
    there = row.date("available_from")
    available = 0 if there is None else month_of(case, there.last)
    return max(0, available, math.ceil(row.number("ready_months") or 0))
