"""Price levels and rates of exchange: what cannot be converted is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case, read_case
from ceasefire.case.origins import case_warnings
from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError

HEADER = "deflator_id,currency,year,index_low,index_mode,index_high,source_id,grade\n"
LEVEL = "usd_2003,USD,2003,,60,,dovia_paper,S\n"
BENCHMARKS = (
    "benchmark_id,mission,date,mission_type,consent,strength_mode,cost_mode,currency,price_year,"
    "source_id,grade\nold,An old mission,1998,monitor,full,100,5000000,USD,1998,dovia_paper,S\n"
)


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in read_case(folder).faults]


def test_an_amount_of_another_year_needs_both_levels(case_folder: Path) -> None:
    rewrite(case_folder, "costs.csv", "USD,2025", "USD,2003")
    assert faults_of(case_folder) == [
        "costs.csv:2 column price_year: no price level of USD for 2003 and 2025; add it to "
        "deflators.csv; it has none of USD"
    ]
    (case_folder / "deflators.csv").write_text(HEADER + LEVEL)
    assert faults_of(case_folder) == [
        "costs.csv:2 column price_year: no price level of USD for 2025; add it to deflators.csv; "
        "years that are there: 2003"
    ]
    (case_folder / "deflators.csv").write_text(
        HEADER + LEVEL + LEVEL.replace("2003", "2025").replace("USD", "EUR")
    )
    assert len(faults_of(case_folder)) == 1
    (case_folder / "deflators.csv").write_text(HEADER + LEVEL + LEVEL.replace("2003", "2025"))
    assert faults_of(case_folder) == []


def test_a_level_of_nothing_or_no_level(case_folder: Path) -> None:
    (case_folder / "deflators.csv").write_text(
        HEADER + LEVEL.replace(",60,", ",0,") + LEVEL.replace("usd_2003", "blank").replace("60", "")
    )
    faults = "\n".join(faults_of(case_folder))
    assert "deflators.csv:2 column index_mode: 0 is out of range" in faults
    assert "deflators.csv:3 column index_low / index_mode / index_high: is blank" in faults


def test_a_year_has_one_level_a_currency(case_folder: Path) -> None:
    again = LEVEL.replace("usd_2003", "again")
    euro = LEVEL.replace("usd_2003", "eur_2003").replace("USD", "EUR")
    (case_folder / "deflators.csv").write_text(HEADER + LEVEL + euro + again)
    assert faults_of(case_folder) == [
        "deflators.csv:4 column year: has a level in row 2 already for USD; keep one"
    ]


def test_rates_begin_on_different_days_and_before_the_price_year_ends(case_folder: Path) -> None:
    with (case_folder / "exchange.csv").open("a") as file:
        file.write("again,USD,2025-01-01,,0.9,,dovia_paper,S\n")
    assert faults_of(case_folder) == [
        "exchange.csv:3 column date: begins on the same day as row 2, of the same currency; keep "
        "one, or date one of them more exactly"
    ]


def test_a_currency_with_later_rates_only(case_folder: Path) -> None:
    rewrite(case_folder, "exchange.csv", "usd,USD,2025,", "usd,USD,2026-01-02,")
    assert faults_of(case_folder) == [
        "costs.csv:2 column currency: no rate for USD on or before 2025-12-31; the first is of "
        "2026-01-02; add an earlier one to exchange.csv; rates are those of the price year's end"
    ]


def test_a_setting_that_cannot_be_deflated_is_refused(small: Case) -> None:
    with pytest.raises(CeasefireError, match="no price level of USD for 2003 and 2025"):
        edited(small, [Edit.parse("costs.person_year.price_year=2003")])


def test_past_missions_in_other_prices_are_warned_of(case_folder: Path) -> None:
    (case_folder / "benchmarks.csv").write_text(BENCHMARKS)
    (case_folder / "deflators.csv").write_text(HEADER + LEVEL.replace("2003", "2025"))
    assert faults_of(case_folder) == []
    texts = [str(warning) for warning in case_warnings(load_case(str(case_folder)))]
    said = (
        "benchmarks.csv:2 column price_year: price year: the cost cannot be compared in prices of "
        "2025: no price level of USD for 1998"
    )
    assert said in texts
    assert not any(text.startswith("costs.csv") and "price year" in text for text in texts)


def test_costs_that_can_be_deflated_are_not_warned_of(ukraine: Case, ukraine_2024: Case) -> None:
    for case in (ukraine, ukraine_2024):
        assert not [str(w) for w in case_warnings(case) if "price year" in str(w)]
