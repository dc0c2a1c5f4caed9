"""Rows added to a case on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasefire.case.additions import Addition, with_rows, write
from ceasefire.case.load import load_case
from ceasefire.core.errors import CeasefireError, InputFaultsError

PLEDGE = {
    "pledge_id": "dov_2026_01", "actor_id": "dov", "date": "2026-01-12", "stance": "yes",
    "domain": "land", "location": "in_country", "n_low": "600", "n_high": "900",
    "supersedes": "dov_2025_06", "source_id": "dovia_paper", "grade": "1",
    "statement": "Dovia will send 600 to 900 soldiers, its minister said",
}  # fmt: skip


def test_row_stands_at_the_end_and_the_rest_to_the_letter(case_folder: Path) -> None:
    before = (case_folder / "pledges.csv").read_text(encoding="utf-8")
    changes = with_rows(case_folder, [Addition("pledges", PLEDGE)])
    assert (case_folder / "pledges.csv").read_text(encoding="utf-8") == before  # not yet
    write(changes)
    after = (case_folder / "pledges.csv").read_text(encoding="utf-8")
    assert after.startswith(before)
    row = load_case(str(case_folder)).row("pledges", "dov_2026_01")
    assert row.band("n").stated() == (600, 900)
    assert row.text("statement").endswith("its minister said")


def test_difference_shows_the_new_line_alone(case_folder: Path) -> None:
    diff = with_rows(case_folder, [Addition("pledges", PLEDGE)]).as_diff()
    added = [x for x in diff.splitlines() if x.startswith("+") and not x.startswith("+++")]
    removed = [x for x in diff.splitlines() if x.startswith("-") and not x.startswith("---")]
    assert len(added) == 1
    assert added[0].startswith("+dov_2026_01,dov,2026-01-12,yes")
    assert not removed


def test_a_source_and_a_row_that_names_it_go_in_together(case_folder: Path) -> None:
    source = {"source_id": "interview", "title": "An interview", "publisher": "Daily",
              "date": "2026-01-12", "accessed_via": "original", "grade": "1"}  # fmt: skip
    row = {**PLEDGE, "source_id": "interview"}
    write(with_rows(case_folder, [Addition("sources", source), Addition("pledges", row)]))
    assert load_case(str(case_folder)).row("pledges", "dov_2026_01").source_ids == ("interview",)


def test_a_file_that_is_missing_is_begun(case_folder: Path) -> None:
    cells = {"poll_id": "x"}
    with pytest.raises(InputFaultsError):  # a poll of nobody is no poll
        with_rows(case_folder, [Addition("polls", cells)])
    assert not (case_folder / "polls.csv").exists()


def test_columns_that_the_file_lacks_are_added(case_folder: Path) -> None:
    row = {**PLEDGE, "drawn_from": ""}
    assert "drawn_from" not in (case_folder / "pledges.csv").read_text().splitlines()[0]
    with_rows(case_folder, [Addition("pledges", row)])  # blank: no column is needed
    pledge = {**PLEDGE, "pledge_id": "cor_2026_02", "actor_id": "cor", "drawn_from": "cor_island",
              "supersedes": "cor_2026_01"}  # fmt: skip
    write(with_rows(case_folder, [Addition("pledges", pledge)]))
    case = load_case(str(case_folder))
    assert case.row("pledges", "cor_2026_02").words("drawn_from") == ("cor_island",)
    assert case.row("pledges", "cor_2026_01").words("drawn_from") == ()


@pytest.mark.parametrize(
    ("table", "cells", "said"),
    [
        ("pledgs", PLEDGE, "there is no table 'pledgs'"),
        ("pledges", {**PLEDGE, "stanc": "yes"}, "table pledges has no column 'stanc'"),
        ("pledges", {**PLEDGE, "pledge_id": "cor_2026_01"}, "has a row 'cor_2026_01' already"),
    ],
)
def test_what_cannot_be_added_is_told(
    case_folder: Path, table: str, cells: dict[str, str], said: str
) -> None:
    with pytest.raises(CeasefireError, match=said):
        with_rows(case_folder, [Addition(table, cells)])


def test_a_row_that_leaves_the_case_out_of_joint_is_refused(case_folder: Path) -> None:
    with pytest.raises(InputFaultsError) as caught:
        with_rows(case_folder, [Addition("pledges", {**PLEDGE, "supersedes": "nothing"})])
    assert "'nothing' is not in pledges.csv" in str(caught.value)


def test_what_changed_in_between_is_not_overwritten(case_folder: Path) -> None:
    changes = with_rows(case_folder, [Addition("pledges", PLEDGE)])
    path = case_folder / "pledges.csv"
    path.write_text(path.read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
    with pytest.raises(CeasefireError, match="has changed"):
        write(changes)
