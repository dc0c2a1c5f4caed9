"""Pools, shares, rotation and commitments that cannot be, or should be known."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import rewrite

from ceasefire.case.load import load_case, read_case
from ceasefire.case.origins import case_warnings


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in read_case(folder).faults]


def warnings_of(folder: Path) -> list[str]:
    found = map(str, case_warnings(load_case(str(folder))))
    return [text for text in found if "assumption" not in text and "stale" not in text]


def add(folder: Path, line: str) -> None:
    with (folder / "parameters.csv").open("a") as file:
        file.write(f"{line},,assumption,Made up\n")


@pytest.mark.parametrize(
    ("lines", "row", "said"),
    [
        (["all,deployable_share,,0.05,0.06,0.09"], 5, "low 0.08 where row 6 has 0.05"),
        (["all,deployable_share,,0.08,0.09,0.095"], 5, "high 0.1 where row 6 has 0.095"),
        (["all,deployable_share,,0.3,0.4,0.5", "own,sustained_share,cor,,0.6,"], 7,
         "low 0.6 where row 6 has 0.3"),
        (["own,deployable_share,cor,,0.05,"], 5, "low 0.08 where row 6 has 0.05"),
    ],
)  # fmt: skip
def test_kept_out_for_good_above_what_can_be_sent(
    case_folder: Path, lines: list[str], row: int, said: str
) -> None:
    for line in lines:
        add(case_folder, line)
    (fault,) = faults_of(case_folder)
    place = (
        f"parameters.csv:{row} column value_low / value_mode / value_high: sustained_share above"
    )
    assert fault.startswith(place)
    assert said in fault


def test_shares_that_fit_are_no_fault(case_folder: Path) -> None:
    add(case_folder, "all,deployable_share,,0.08,0.09,0.1")
    add(case_folder, "own,sustained_share,cor,,0.08,")
    assert faults_of(case_folder) == []


def test_a_pledge_draws_on_its_own_commitments(case_folder: Path) -> None:
    rewrite(case_folder, "pledges.csv", "conditions,supersedes", "conditions,drawn_from,supersedes")
    rewrite(case_folder, "pledges.csv", "ceasefire,,corland_speech", "ceasefire,,,corland_speech")
    rewrite(
        case_folder, "pledges.csv", "ceasefire,cor_2025_11,", "ceasefire,cor_island,cor_2025_11,"
    )
    rewrite(case_folder, "pledges.csv", "bethan_accepts,,dovia", "bethan_accepts,cor_island,,dovia")
    (fault,) = faults_of(case_folder)
    assert fault == (
        "pledges.csv:5 column drawn_from: 'cor_island' is a commitment of 'cor'; name one of 'dov'"
    )
    rewrite(case_folder, "pledges.csv", "bethan_accepts,cor_island,", "bethan_accepts,,")
    rewrite(case_folder, "commitments.csv", "partly", "no")
    assert warnings_of(case_folder) == [
        "pledges.csv:4 column drawn_from: not releasable: drawn from 'cor_island', whose people "
        "are to stay there"
    ]
    rewrite(case_folder, "commitments.csv", "2020,,,800,,no", "2020,2025-12,,800,,yes")
    (warning,) = warnings_of(case_folder)
    assert "over: drawn from 'cor_island', which ended on 2025-12" in warning


def test_a_negative_dwell_is_a_fault_of_its_column(case_folder: Path) -> None:
    rewrite(case_folder, "rotation.csv", ",6,18,", ",6,-1,")
    assert faults_of(case_folder) == [
        "rotation.csv:3 column dwell_months: -1 is out of range; allowed is 0 or more"
    ]


def test_a_tour_longer_than_the_horizon_and_an_empty_pool_are_warned_of(case_folder: Path) -> None:
    assert warnings_of(case_folder) == []
    rewrite(case_folder, "rotation.csv", ",6,18,", ",25,18,")
    rewrite(case_folder, "pools.csv", "2025-06,,40000", "2025-06,,0")
    assert warnings_of(case_folder) == [
        "pools.csv:2 column personnel: empty pool: nobody can be sent from it",
        "rotation.csv:3 column tour_months: long tour: 25 months, where the case looks 24 months "
        "ahead",
    ]


def test_months_that_are_not_whole_are_said(case_folder: Path) -> None:
    rewrite(case_folder, "rotation.csv", ",6,18,", ",4.5,18.2,")
    assert warnings_of(case_folder) == [
        "rotation.csv:3 column tour_months: planned in whole months: 4.5 is taken as 4",
        "rotation.csv:3 column dwell_months: planned in whole months: 18.2 is taken as 18",
    ]
