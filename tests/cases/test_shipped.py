"""The cases that ship: without a fault, and true to what was published."""

from __future__ import annotations

import math
import re

import pytest

from ceasefire.case.load import find_case, load_case, read_case, shipped_cases
from ceasefire.case.origins import sourced_rows
from ceasefire.case.rows import Case
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.truce.calibration import coefficients

NAMES = list(shipped_cases())


def test_both_cases_ship() -> None:
    assert NAMES == ["ukraine", "ukraine-2024"]


@pytest.mark.parametrize("name", NAMES)
def test_no_fault(name: str) -> None:
    assert read_case(find_case(name)).faults == []


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_a_source_or_a_reason(name: str) -> None:
    for row in sourced_rows(load_case(name)):
        assert row.source_ids or (row.grade == "assumption" and row.text("reason")), row.address()


@pytest.mark.parametrize("name", NAMES)
def test_a_source_without_address_carries_no_solid_number(name: str) -> None:
    case = load_case(name)
    for row in sourced_rows(case):
        addresses = [case.row("sources", s).text("url") for s in row.source_ids]
        if row.grade == "S":
            assert any(addresses), f"{row.address()} is graded S on sources without an address"


@pytest.mark.parametrize("name", NAMES)
def test_both_cases_ask_the_same_questions(name: str) -> None:
    issues = {row.id for row in load_case(name).rows("issues")}
    assert issues == {
        "force_kind", "force_flag", "nato_path", "army", "territory", "sanctions", "monitoring",
    }  # fmt: skip
    packages = {row.id for row in load_case(name).rows("packages")}
    assert packages == {"after_deal", "instead_of_nato", "beside_nato_path", "before_talks"}


# Option, low, mode and high as published (sources in options.csv).
SIZES = [
    ("iiss_small", None, 10_000, None), ("iiss_medium", None, 25_000, None),
    ("iiss_large", 60_000, None, 100_000), ("radakin_ask", None, 64_000, None),
    ("telegraph_2025", 25_000, None, 30_000), ("uk_fr_jan_2026", 10_000, None, 15_000),
    ("gcsp_monitoring", None, 15_000, None), ("csis_monitoring", None, 6_000, None),
    ("csis_tripwire", 10_000, None, 25_000), ("csis_defence", 100_000, None, None),
    ("buffer_zone", 4_000, None, 60_000), ("swp", None, 150_000, None),
]  # fmt: skip


@pytest.mark.parametrize(("option", "low", "mode", "high"), SIZES)
def test_sizes_as_published(
    ukraine: Case, option: str, low: float | None, mode: float | None, high: float | None
) -> None:
    band = ukraine.row("options", option).band("troops")
    assert (band.low, band.mode, band.high) == (low, mode, high)


def test_the_line_adds_up_to_what_was_measured(ukraine: Case) -> None:
    # 800 / 1,000 / 1,200 km are the rounded measures; see line.csv.
    bands = [row.band("length") for row in ukraine.rows("line")]
    assert 800 <= sum(b.stated()[0] for b in bands) <= 900
    assert sum(b.central() for b in bands) == pytest.approx(1_000, rel=0.03)
    assert sum(b.stated()[1] for b in bands) == pytest.approx(1_200, rel=0.02)


def test_blank_stays_blank(ukraine: Case) -> None:
    for pledge in ukraine.rows("pledges"):
        number = pledge.band("n")
        if not number.blank and number.stated()[1] == 0:
            assert pledge.text("stance") == "no", f"{pledge.id} is 0 without a no"


def test_texts_are_neutral_ground(ukraine: Case, ukraine_2024: Case) -> None:
    # Words that take a side; a party's claim has to read as one.
    partial = re.compile(r"\b(regime|terrorist|aggressor|nazi|puppet|liberat\w+)\b", re.IGNORECASE)
    for case in (ukraine, ukraine_2024):
        for row in (r for rows in case.tables.values() for r in rows.values()):
            if row.table.name == "sources":
                continue  # titles are the publishers'
            for cell in row.cells.values():
                assert not (isinstance(cell, str) and partial.search(cell)), (row.address(), cell)


def test_what_studies_found_does_not_depend_on_the_date_of_a_case(
    ukraine: Case, ukraine_2024: Case
) -> None:
    for table in ("rival_models", "baselines", "presence_effects", "response_effects"):
        for row, other in zip(ukraine.rows(table), ukraine_2024.rows(table), strict=True):
            assert row.cells == other.cells, row.address()


def test_beliefs_speak_of_every_mission_and_outcome_once(ukraine: Case) -> None:
    for model in (m for m in ukraine.rows("rival_models") if m.text("kind") == "presence"):
        spoken = [
            (mission, outcome)
            for row in ukraine.rows("presence_effects")
            if row.text("model_id") == model.id
            for mission in row.words("mission_types")
            for outcome in row.words("outcomes")
        ]
        assert len(spoken) == len(set(spoken)), model.id
        # Six missions times war and clash; of violations a model may say nothing.
        assert sum(outcome in OUTCOMES for _, outcome in spoken) == 12, model.id


def test_the_civil_war_baseline_is_that_of_the_calibrated_table(ukraine: Case) -> None:
    table = coefficients("standing_fortna")
    rows = [row for row in ukraine.rows("baselines") if row.text("model_id") == "civil_war"]
    wars = [row for row in rows if row.text("outcome") == "war"]
    assert len(wars) == len(rows) / 2 == 6
    for row in wars:
        one = table[f"without.{row.needed_number('years'):g}y"]
        band = row.band("standing")
        found = (band.low, band.mode, band.high)
        assert found == pytest.approx((one.low, one.value, one.high), abs=6e-4)


def test_clashes_are_as_frequent_over_wars_as_their_reason_says(ukraine: Case) -> None:
    # As often as wars, twice, and 4.2 times: ln 0.27 / ln 0.73 among the 33 dyads in ten years.
    assert math.log(0.27) / math.log(0.73) == pytest.approx(4.2, abs=0.05)
    for tag in ("3m", "6m", "1", "2", "5", "10"):
        war = ukraine.row("baselines", f"civil_war_war_{tag}").band("standing")
        clash = ukraine.row("baselines", f"civil_war_clash_{tag}").band("standing")
        assert war.low is not None
        assert war.mode is not None
        found = (clash.low, clash.mode, clash.high)
        assert found == pytest.approx((war.low**4.2, war.mode**2, war.high), abs=6e-4)
