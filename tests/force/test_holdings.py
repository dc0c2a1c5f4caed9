"""When units can be there: one rule for plans and for enablers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import add_tables, rewrite

from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.force.holdings import first_month

HEADER = "held_mode,ready_months,"


def held(folder: Path, since: str, ready: str) -> Case:
    add_tables(folder, {
        "capabilities": ["engineers,engineers,companies,1"],
        "unit_types": ["company,company,land,engineers"],
        "holdings": [f"one,cor,company,,1,,{ready}"],
    })  # fmt: skip
    rewrite(folder, "holdings.csv", HEADER, HEADER + "available_from,")
    rewrite(folder, "holdings.csv", f",1,,{ready},", f",1,,{ready},{since},")
    return load_case(str(folder))


@pytest.mark.parametrize(
    ("since", "ready", "month"),
    [("", "2", 2), ("2026-06", "2", 5), ("2026-06", "7.5", 8), ("2026", "", 11), ("2025", "1", 1)],
)
def test_later_of_the_date_and_the_preparation(
    case_folder: Path, since: str, ready: str, month: int
) -> None:
    """The small case is of January 2026."""
    case = held(case_folder, since, ready)
    assert first_month(case, case.row("holdings", "one")) == month


def test_a_pledge_is_there_at_once(small: Case) -> None:
    assert first_month(small, small.row("pledges", "cor_2026_01")) == 0
