"""Dates as sources give them."""

from __future__ import annotations

from datetime import date

import pytest

from ceasefire.case.dates import PartialDate, months_between


def test_a_month_is_a_span() -> None:
    month = PartialDate.parse("2024-02")
    assert (month.first, month.last) == (date(2024, 2, 1), date(2024, 2, 29))
    year = PartialDate.parse("2025")
    assert (year.first, year.last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert str(PartialDate.parse("2026-02-28")) == "2026-02-28"


@pytest.mark.parametrize("bad", ["", "26", "2026-13", "2026-02-30", "28.2.2026", "2026-2-8"])
def test_other_shapes_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|range"):
        PartialDate.parse(bad)


def test_months_between() -> None:
    assert months_between(date(2025, 1, 31), date(2026, 2, 28)) == 12
    assert months_between(date(2025, 1, 28), date(2026, 2, 28)) == 13
