"""The arithmetic of costs. Published results it reproduces: R6 to R11 and R13 in validation."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ceasefire.core.addresses import Address
from ceasefire.core.errors import CeasefireError
from ceasefire.core.traced import Traced
from ceasefire.force.cost_arithmetic import (
    Phase,
    bill_for,
    converted,
    in_prices_of,
    over_horizon,
    people_for,
    people_sustained,
    per_head,
    phase_bills,
    phase_years,
    rate_on,
    ratio,
    supply_tonnes,
    troop_years,
)

AMOUNTS = st.floats(0, 1e12)
PEOPLE = st.floats(0, 1e6)
RATES = st.floats(1, 1e6)
LEVELS = st.floats(1, 1e3)
YEARS = st.integers(1990, 2030)
DAYS = st.dates(date(1999, 1, 1), date(2030, 12, 31))
# Base 2025 = 100, so 2004 to 2025 is a factor of 1.6.
INDEX = {2004: 62.5, 2015: 80.0, 2025: 100.0}
EURO = {date(2024, 12, 31): 0.92, date(2025, 12, 31): 0.88, date(2026, 3, 1): 0.85}


def test_a_force_that_builds_up_and_leaves() -> None:
    # 0, 2,000, 4,000 arriving; 6,000 for 6 months; 4,000, 2,000, 0 leaving: 48,000 / 12.
    strength = np.array([0, 2, 4, 6, 6, 6, 6, 6, 6, 4, 2, 0]) * 1_000.0
    assert troop_years(strength) == 4_000
    phases = [Phase("arrive", 0, 3), Phase("stay", 3, 9), Phase("leave", 9, 12)]
    years = phase_years(strength, phases)
    assert {phase: float(own) for phase, own in years.items()} == {
        "arrive": 500, "stay": 3_000, "leave": 500,
    }  # fmt: skip
    rates = {"arrive": 120_000.0, "stay": 80_000.0, "leave": 100_000.0}
    bills = phase_bills(years, rates, {"arrive": 200e6})
    assert bills["arrive"].total == 200e6 + 60e6
    assert bills["stay"].total == bills["stay"].running == 240e6
    assert bills["leave"].one_off == 0
    assert sum(bill.total for bill in bills.values()) == 550e6


def test_troop_years_of_many_futures_and_contributors() -> None:
    strength = np.arange(24.0).reshape(2, 12)
    assert troop_years(strength).tolist() == [66 / 12, 210 / 12]
    years = phase_years(strength, [Phase("all", 0, 12)])
    assert years["all"].tolist() == troop_years(strength).tolist()
    rates = {"all": np.array([12.0, 24.0])}
    assert phase_bills(years, rates, {})["all"].running.tolist() == [66, 420]


def test_prices_of_another_year() -> None:
    # UNMEE 2004: 186 million dollars, at half as much again and a bit.
    assert in_prices_of(186e6, INDEX, 2004, 2025) == pytest.approx(297.6e6)
    assert in_prices_of(100.0, INDEX, 2025, 2015) == 80
    assert in_prices_of(100.0, {}, 1998, 1998) == 100


def test_the_last_rate_on_or_before_the_day() -> None:
    assert rate_on(EURO, date(2025, 12, 30)) == 0.92
    assert rate_on(EURO, date(2025, 12, 31)) == 0.88
    assert rate_on(EURO, date(2030, 1, 1)) == 0.85
    assert converted(1_000.0, EURO, date(2026, 2, 28)) == 880
    assert rate_on({date(2025, 1, 1): "usd_2025"}, date(2025, 6, 30)) == "usd_2025"


def test_supplies_of_a_day() -> None:
    # ATP 4-90, annex C, temperate: 5.50 + 1.6 + 1.2 + 3.962 + 2.06 pounds; 162 t for 25,000.
    pounds = 5.50 + 1.6 + 1.2 + 3.962 + 2.06
    assert supply_tonnes(25_000.0, 1, pounds) == pytest.approx(162.4, abs=0.05)
    assert supply_tonnes(1.0, 1_000 / 0.45359237, 1) == pytest.approx(1)


def test_the_stated_number_of_r13_is_out_of_reach_of_its_rounded_shares() -> None:
    assert people_sustained(1.675e6, 0.105, 1 / 3) == pytest.approx(58_625)


def test_numbers_that_remember_their_rows_keep_them() -> None:
    pay, level = Address("costs", "a", "amount"), Address("deflators", "usd_2004", "index")
    amount = Traced(np.array([100.0, 200.0]), frozenset({pay}))
    index = {
        2004: Traced(np.array([50.0, 80.0]), frozenset({level})),
        2025: Traced(np.full(2, 100.0)),
    }
    there = in_prices_of(amount, index, 2004, 2025)
    assert there.values.tolist() == [200, 250]
    assert there.rows == {pay, level}
    with pytest.raises(ValueError, match="price index of 2004 has to be above 0"):
        in_prices_of(amount, {**index, 2004: Traced(np.array([50.0, 0.0]))}, 2004, 2025)


@given(AMOUNTS, LEVELS, LEVELS, YEARS, YEARS)
def test_there_and_back_is_the_same_amount(
    amount: float, level: float, other: float, paid: int, asked: int
) -> None:
    index = {paid: level, asked: other}
    there = in_prices_of(amount, index, paid, asked)
    assert in_prices_of(there, index, asked, paid) == pytest.approx(amount, rel=1e-12)


@given(AMOUNTS, LEVELS, LEVELS, st.floats(0.01, 100))
def test_the_base_of_an_index_does_not_matter(
    amount: float, level: float, other: float, base: float
) -> None:
    one = in_prices_of(amount, {1: level, 2: other}, 1, 2)
    same = in_prices_of(amount, {1: level * base, 2: other * base}, 1, 2)
    assert same == pytest.approx(one, rel=1e-12)


@given(AMOUNTS, LEVELS, LEVELS, LEVELS)
def test_by_way_of_a_third_year_is_the_same(
    amount: float, first: float, second: float, third: float
) -> None:
    index = {1: first, 2: second, 3: third}
    on_the_way = in_prices_of(amount, index, 1, 2)
    straight = in_prices_of(amount, index, 1, 3)
    assert in_prices_of(on_the_way, index, 2, 3) == pytest.approx(straight, rel=1e-12)


@given(PEOPLE, st.integers(1, 600))
def test_a_force_that_stays_the_same(people: float, months: int) -> None:
    years = troop_years(np.full(months, people))
    assert years == pytest.approx(people * months / 12, rel=1e-12)
    by_months = float(years) * 80_000
    assert over_horizon(bill_for(people, 80_000), months) == pytest.approx(by_months, rel=1e-12)


@given(st.lists(PEOPLE, min_size=2, max_size=60), st.data())
def test_phases_share_out_all_troop_years(strength: list[float], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(strength) - 1))
    months = np.array(strength)
    years = phase_years(months, [Phase("after", cut, len(months)), Phase("before", 0, cut)])
    assert list(years) == ["after", "before"]
    assert sum(years.values()) == pytest.approx(float(troop_years(months)), rel=1e-9, abs=1e-9)


@given(PEOPLE, st.floats(0, 1e5), RATES, st.integers(0, 600), AMOUNTS)
def test_more_people_never_cost_less(
    people: float, more: float, rate: float, months: int, once: float
) -> None:
    fewer = over_horizon(bill_for(people, rate), months, once)
    assert over_horizon(bill_for(people + more, rate), months, once) >= fewer >= once


@given(PEOPLE, RATES, st.floats(0, 10))
def test_costs_are_linear_in_the_rate(people: float, rate: float, times: float) -> None:
    years = {"all": np.asarray(people)}
    one = phase_bills(years, {"all": rate}, {"all": 5.0})["all"]
    many = phase_bills(years, {"all": rate * times}, {"all": 5.0 * times})["all"]
    assert many.total == pytest.approx(float(one.total) * times, rel=1e-9)


@given(st.floats(1, 1e6), RATES)
def test_people_and_heads_undo_each_other(people: float, rate: float) -> None:
    bill = bill_for(people, rate)
    assert people_for(bill, rate) == pytest.approx(people)
    assert per_head(bill, people) == pytest.approx(rate)
    assert ratio(bill, rate) * ratio(rate, bill) == pytest.approx(1)


@given(st.dictionaries(DAYS, RATES, min_size=1), DAYS)
def test_no_rate_lies_between_the_one_that_holds_and_the_day(
    rates: dict[date, float], day: date
) -> None:
    assume(min(rates) <= day)
    before = [dated for dated in rates if dated <= day]
    assert rate_on(rates, day) == rates[sorted(before)[-1]]
    assert rate_on({**rates, day + timedelta(1): 0.0}, day) == rate_on(rates, day)


@given(PEOPLE, st.floats(0, 1), st.floats(0, 1))
def test_nobody_is_kept_out_who_cannot_go(people: float, can: float, kept: float) -> None:
    assert people_sustained(people, can, kept) <= people_sustained(people, can, 1.0) <= people


@pytest.mark.parametrize(
    ("phases", "message"),
    [
        ([Phase("a", 0, 7), Phase("b", 6, 12)], "phases 'a' and 'b' share month 6"),
        ([Phase("a", 0, 13)], "'a' cannot run from month 0 to 13 of 12"),
        ([Phase("a", 3, 3)], "'a' cannot run from month 3 to 3"),
        ([Phase("a", -1, 3)], "'a' cannot run from month -1"),
        ([Phase("a", 0, 6), Phase("a", 6, 12)], "two phases have one name"),
        ([Phase("a", 0, 6), Phase("b", 7, 12)], "people in month 6, which no phase has"),
    ],
)
def test_phases_that_cannot_be(phases: list[Phase], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        phase_years(np.ones((2, 12)), phases)


def test_a_month_without_people_needs_no_phase() -> None:
    strength = np.array([0.0, 12.0, 0.0])
    assert phase_years(strength, [Phase("there", 1, 2)])["there"] == 1


def test_money_without_a_phase_and_phases_without_money() -> None:
    years = {"stay": np.ones(1)}
    with pytest.raises(ValueError, match="phase 'stay' has no rate"):
        phase_bills(years, {}, {})
    with pytest.raises(ValueError, match="no phase 'leave' to pay for"):
        phase_bills(years, {"stay": 1.0}, {"leave": 1.0})


def test_years_and_days_that_are_not_there() -> None:
    with pytest.raises(CeasefireError, match=r"no price index for 1998; .*: 2004, 2015, 2025"):
        in_prices_of(1.0, INDEX, 1998, 2025)
    with pytest.raises(
        CeasefireError, match=r"on or before 2020-01-01; the first is of 2024-12-31"
    ):
        rate_on(EURO, date(2020, 1, 1))
    with pytest.raises(CeasefireError, match="there is none at all"):
        converted(1.0, {}, date(2020, 1, 1))


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="number of people has to be above 0"):
        per_head(1.0, 0.0)
    with pytest.raises(ValueError, match="rate has to be above 0"):
        people_for(1.0, -1.0)
    with pytest.raises(ValueError, match="other bill has to be above 0"):
        ratio(np.ones(2), np.array([1.0, 0.0]))
    with pytest.raises(ValueError, match="horizon of -1 months"):
        over_horizon(1.0, -1)
    with pytest.raises(ValueError, match="fewer people in place than none"):
        troop_years(np.array([1.0, -1.0]))
    with pytest.raises(ValueError, match="pounds a day cannot be"):
        supply_tonnes(1.0, -1, 1)
    with pytest.raises(ValueError, match="sustained share has to be between 0 and 1"):
        people_sustained(1.0, 0.5, 1.5)
    with pytest.raises(ValueError, match="deployable share"):
        people_sustained(1.0, np.nan, 0.5)
