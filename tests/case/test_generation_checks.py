"""Faults in holdings, requirements and constraints, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import add_tables

from ceasefire.case.load import load_case
from ceasefire.case.origins import case_warnings
from ceasefire.core.errors import InputFaultsError

WHOLE = {
    "capabilities": ["engineers,engineers,companies,1"],
    "unit_types": ["company,company,land,engineers"],
    "holdings": ["one,cor,company,cor_2026_01,1,2,0"],
    "requirements": ["some,brigade,engineers,3"],
    "constraints": ["both,together,cor; dov,", "slow,reception,,3000"],
}
PLANTED = [
    ("holdings", "one,dov,company,cor_2026_01,1,2,0",
     "holdings.csv:2 column pledge_id: 'cor_2026_01' is a pledge of 'cor'"),
    ("holdings", "one,cor,company,cor_2026_01,3,2,0",
     "holdings.csv:2 column held_mode: is 2 where 3 are to be in place at once"),
    ("holdings", "one,cor,compny,cor_2026_01,1,2,0",
     "holdings.csv:2 column unit_type_id: 'compny' is not in unit_types.csv; "
     "did you mean 'company'?"),
    ("requirements", "more,brigade,engineers,1", "asks again for what row 2 asks for"),
    ("constraints", "both,together,cor,", "column actors: names 1 for a pair"),
    ("constraints", "both,together,cor; dov,5", "column value_mode: is given for a pair"),
    ("constraints", "slow,reception,cor,3000", "names contributors for what holds for the whole"),
    ("constraints", "few,cap,,100", "column actors: is blank"),
    ("constraints", "few,cap,cor,", "column value_mode: is blank for a cap"),
    ("constraints", "few,share_cap,cor,20", "column value_mode: is above 1"),
]  # fmt: skip


def test_whole_tables_have_no_fault(case_folder: Path) -> None:
    add_tables(case_folder, WHOLE)
    assert len(load_case(str(case_folder)).rows("constraints")) == 2


@pytest.mark.parametrize(("table", "row", "said"), PLANTED)
def test_planted_fault_is_told(case_folder: Path, table: str, row: str, said: str) -> None:
    added = table == "requirements"
    add_tables(case_folder, {**WHOLE, table: [*WHOLE[table], row] if added else [row]})
    with pytest.raises(InputFaultsError) as caught:
        load_case(str(case_folder))
    assert said in str(caught.value)


def test_units_come_to_no_more_than_was_pledged(case_folder: Path) -> None:
    add_tables(case_folder, WHOLE)
    (case_folder / "holdings.csv").write_text(
        "holding_id,actor_id,unit_type_id,pledge_id,units_mode,people_mode,source_id,grade,reason\n"
        "one,cor,company,cor_2026_01,3,2000,,assumption,made up for a test\n", encoding="utf-8",
    )  # fmt: skip
    with pytest.raises(InputFaultsError) as caught:
        load_case(str(case_folder))
    assert (
        "holdings.csv:2 column people_mode: its units come to 6,000 people where 'cor_2026_01' has"
        in str(caught.value)
    )


def test_months_between_phases_are_told(case_folder: Path) -> None:
    add_tables(case_folder, {"phases": ["first,First,0,6,0.5", "later,Later,9,,1"]})
    said = [str(one) for one in case_warnings(load_case(str(case_folder)))]
    assert any("gap: months 6 to 8 are in no phase" in one for one in said)
