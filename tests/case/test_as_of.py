"""A case on an earlier day: only what had been said by then."""

from __future__ import annotations

from datetime import date

import pytest

from ceasefire.case.as_of import as_of, day_of, may_be_later
from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError
from ceasefire.force.offers import current_pledges


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025", date(2025, 12, 31)),
        ("2025-11", date(2025, 11, 30)),
        ("2025-11-03", date(2025, 11, 3)),
        ("2026-01", date(2026, 1, 15)),  # the case's own day lies in it
        ("2026", date(2026, 1, 15)),
    ],
)
def test_a_month_or_a_year_is_read_to_its_last_day(small: Case, text: str, day: date) -> None:
    assert day_of(small, text) == day


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "yesterday", "", "2025-1"])
def test_no_date(small: Case, text: str) -> None:
    with pytest.raises(CeasefireError, match=r"is not a date; write 2026, 2026-02 or 2026-02-28"):
        day_of(small, text)


def test_a_day_after_the_case_is_refused_with_its_place(small: Case) -> None:
    with pytest.raises(CeasefireError, match=r"case\.toml column as_of: .* after 2026-01-15"):
        day_of(small, "2026-01-16")


def test_what_was_said_later_is_gone_and_what_it_replaced_is_back(small: Case) -> None:
    then = as_of(small, date(2025, 12, 1))
    assert then.as_of == date(2025, 12, 1)
    assert {row.id for row in current_pledges(then, "land")} == {"cor_2025_11", "dov_2025_06"}
    assert {row.id for row in current_pledges(small, "land")} == {"cor_2026_01", "dov_2025_06"}
    assert as_of(small, date(2020, 1, 1)).rows("pledges") == ()


def test_a_month_that_has_begun_counts_and_is_told(small: Case) -> None:
    then = as_of(small, date(2025, 6, 10))
    assert [row.id for row in may_be_later(then)] == ["dov_2025_06"]
    assert may_be_later(as_of(small, date(2025, 6, 30))) == []


def test_units_of_a_later_pledge_go_with_it(ukraine: Case) -> None:
    then = as_of(ukraine, date(2025, 12, 31))
    for holding in then.rows("holdings"):
        pledge = holding.text("pledge_id")
        assert not pledge or then.row("pledges", pledge)
    assert "gbr_brigade" not in then.tables["holdings"]
    assert "usa_intelligence" in then.tables["holdings"]


def test_what_was_asked_fell_within_the_year(ukraine: Case) -> None:
    # Britain: up to 10,000 in April 2025, up to 5,000 in February 2026.
    def british(day: date) -> list[float]:
        rows = current_pledges(as_of(ukraine, day), "land")
        return next(r.band("n").given for r in rows if r.text("actor_id") == "gbr")

    assert british(date(2025, 3, 1)) == []
    assert british(date(2025, 9, 30)) == [10_000]
    assert british(ukraine.as_of) == [5_000]
