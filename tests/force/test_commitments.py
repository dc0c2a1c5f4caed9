"""Commitments: whom they bind in which month, what ends, what is pulled and promised twice."""

from __future__ import annotations

import calendar
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.force.commitments import (
    bound_by_month,
    commitments_of,
    ending,
    month_start,
    pulled,
    twice,
)


def change(case: Case, *texts: str) -> Case:
    return edited(case, [Edit.parse(text) for text in texts])


def test_unifil_frees_its_italians_in_january_2027(ukraine: Case) -> None:
    # Up to 1,256 Italians until 31 December 2026 (Security Council decision of August 2025).
    bound = bound_by_month(ukraine, "ita", 24)
    months = [f"{month_start(ukraine, m):%Y-%m}" for m in range(24)]
    assert bound.high[months.index("2026-12")] == 1256
    assert bound.high[months.index("2027-01")] == 0
    (freed,) = [one for one in ending(ukraine, 24) if one.commitment.id == "ita_unifil"]
    assert (freed.month, freed.high, freed.followed_by) == (months.index("2027-01"), 1256, ())


def test_a_commitment_that_takes_the_place_of_another_is_not_counted_beside_it(
    ukraine: Case,
) -> None:
    # 1,800 Germans in Lithuania until 30 December 2027, 4,800 from the next day on.
    bound = bound_by_month(ukraine, "deu", 24)
    assert bound.high[21:].tolist() == [1800, 4800, 4800]
    (freed,) = [one for one in ending(ukraine, 24) if one.commitment.id == "deu_lithuania_2026"]
    assert [row.id for row in freed.followed_by] == ["deu_lithuania_2027"]


def test_nothing_ends_beyond_the_horizon_or_before_the_case(small: Case) -> None:
    assert ending(change(small, "commitments.cor_island.end=2026-12"), 12) == []
    assert len(ending(change(small, "commitments.cor_island.end=2026-11"), 12)) == 1
    assert ending(change(small, "commitments.cor_island.end=2026-01-14"), 12) == []


@given(
    start=st.none() | st.tuples(st.integers(2024, 2028), st.integers(1, 12)),
    length=st.none() | st.integers(0, 40),
)
def test_months_bound_are_those_of_the_dates(
    small: Case, start: tuple[int, int] | None, length: int | None
) -> None:
    """Written from the rule: bound from the month of the start to that of the end, none before."""
    first = 2024 * 12 if start is None else start[0] * 12 + start[1] - 1
    last = None if length is None else first + length
    texts = [f"commitments.cor_island.start={_month(first)}" if start else
             "commitments.cor_island.start="]  # fmt: skip
    texts += [] if last is None else [f"commitments.cor_island.end={_last_day(last)}"]
    bound = bound_by_month(change(small, *texts), "cor", 30)
    now = 2026 * 12  # January 2026
    expected = [800.0 if (start is None or first <= now + m) and (last is None or now + m <= last)
                else 0.0 for m in range(30)]  # fmt: skip
    assert bound.low.tolist() == bound.high.tolist() == expected


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


def _last_day(number: int) -> str:
    year, month = number // 12, number % 12 + 1
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"


def test_who_has_no_commitment_is_not_bound(small: Case) -> None:
    bound = bound_by_month(small, "dov", 6)
    assert bound.rows == ()
    assert not np.any(bound.high)


def test_what_runs_on_the_day_of_the_case(ukraine: Case) -> None:
    assert [row.id for row in commitments_of(ukraine, "deu")] == ["deu_lithuania_2026"]


def test_a_pledge_pulls_its_people_from_elsewhere(ukraine: Case) -> None:
    found = {one.pledge.id: one for one in pulled(ukraine)}
    assert found["gbr_2026_02"].commitment.id == "gbr_estonia"
    # Of up to 5,000 at most the 1,000 who are in Estonia, and perhaps none of them.
    british = found["gbr_2026_02"]
    assert (british.most, british.low, british.high) == (1000, 0, 1000)
    # No number was published: at most all of them.
    assert found["can_2026_01"].most == 2200


@pytest.mark.parametrize(
    ("releasable", "low", "high"), [("no", 0, 0), ("partly", 0, 800), ("yes", 800, 800)]
)
def test_what_is_not_releasable_releases_nobody(
    small: Case, releasable: str, low: float, high: float
) -> None:
    case = change(small, "pledges.cor_2026_01.drawn_from=cor_island",
                  f"commitments.cor_island.releasable={releasable}")  # fmt: skip
    (one,) = pulled(case)
    assert (one.most, one.low, one.high, one.releasable) == (800, low, high, releasable)
    back = bound_by_month(case, "cor", 3, giving_back=True)
    assert back.low.tolist() == [800 - high] * 3
    assert back.high.tolist() == [800 - low] * 3
    assert bound_by_month(case, "cor", 3).low.tolist() == [800] * 3


def test_nobody_is_left_in_a_commitment_that_has_ended(small: Case) -> None:
    case = change(small, "pledges.cor_2026_01.drawn_from=cor_island",
                  "commitments.cor_island.end=2025-12-31")  # fmt: skip
    (one,) = pulled(case)
    assert one.ended
    assert (one.low, one.high) == (0, 0)


def test_an_earlier_pledge_pulls_nobody(small: Case) -> None:
    assert pulled(change(small, "pledges.cor_2025_11.drawn_from=cor_island")) == []
    refused = change(small, "pledges.cor_2026_01.drawn_from=cor_island",
                     "pledges.cor_2026_01.stance=no")  # fmt: skip
    assert pulled(refused) == []


@pytest.mark.parametrize(("number", "over"), [("300", False), ("900", True), ("", False)])
def test_people_promised_in_two_domains(case_folder: Path, number: str, over: bool) -> None:  # noqa: FBT001 - expected
    line = f"cor_train,cor,2026-01-10,yes,training,in_country,,{number},,ceasefire,,"
    with (case_folder / "pledges.csv").open("a") as file:
        file.write(f"{line}corland_speech,1,Made up,\n")
    rewrite(case_folder, "pledges.csv", ",,,3000,ceasefire", ",,200,,ceasefire")
    case = load_case(str(case_folder))
    assert twice(case) == []
    case = change(case, "pledges.cor_2026_01.drawn_from=cor_island",
                  "pledges.cor_train.drawn_from=cor_island")  # fmt: skip
    (one,) = twice(case)
    assert [row.id for row in one.pledges] == ["cor_2026_01", "cor_train"]
    assert one.over is over
    # Together they cannot give back more than there are.
    case = change(case, "commitments.cor_island.releasable=yes")
    back = bound_by_month(case, "cor", 1, giving_back=True)
    assert 0 <= back.low[0] <= back.high[0] <= 800
