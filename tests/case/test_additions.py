"""Rows added to a case on disk."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.case.additions import Addition, with_rows, write
from ceasefire.case.load import load_case
from ceasefire.case.template import write_template
from ceasefire.core.errors import CeasefireError, InputFaultsError
from ceasefire.core.files import write_whole

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


BRIGADE = Addition("options", {"option_id": "brigade", "troops_mode": "", "troops_high": "3000"},
                   replaces=True)  # fmt: skip


def test_cells_of_a_row_are_replaced_and_its_others_stay(case_folder: Path) -> None:
    before = (case_folder / "options.csv").read_text(encoding="utf-8").splitlines()
    changes = with_rows(case_folder, [BRIGADE])
    diff = changes.as_diff().splitlines()
    assert [x[:15] for x in diff if x[:1] == "-" and x[:3] != "---"] == ["-brigade,A brig"]
    assert [x[:15] for x in diff if x[:1] == "+" and x[:3] != "+++"] == ["+brigade,A brig"]
    write(changes)
    after = (case_folder / "options.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if not line.startswith("brigade")] == before[:-1]
    row = load_case(str(case_folder)).row("options", "brigade")
    assert row.band("troops").kind == "ceiling"
    assert row.text("tasks") == "Stand behind the line and train"


def test_a_row_that_is_not_there_cannot_have_cells_replaced(case_folder: Path) -> None:
    cells = {"option_id": "brigad", "troops_high": "1"}
    with pytest.raises(CeasefireError, match=r"has no row 'brigad'.*did you mean 'brigade'"):
        with_rows(case_folder, [Addition("options", cells, replaces=True)])
    with pytest.raises(CeasefireError, match=r"polls\.csv has no row"):
        with_rows(case_folder, [Addition("polls", {"poll_id": "x"}, replaces=True)])


def test_a_new_column_is_named_once_and_not_shown_in_every_line(case_folder: Path) -> None:
    row = {**PLEDGE, "passage": "0123456789ab:1-20"}
    changes = with_rows(case_folder, [Addition("pledges", row)])
    assert changes.as_diff().startswith("pledges.csv: every row gets a blank cell for passage\n")
    assert sum(x.startswith(("+", "-")) for x in changes.as_diff().splitlines()) == 3
    write(changes)
    written = load_case(str(case_folder)).row("pledges", "dov_2026_01")
    assert written.text("passage") == "0123456789ab:1-20"


def test_line_ends_and_byte_order_mark_stay(case_folder: Path) -> None:
    path = case_folder / "pledges.csv"
    text = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text)
    write(with_rows(case_folder, [Addition("pledges", PLEDGE)]))
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf" + text)
    assert after.count(b"\n") == after.count(b"\r\n") == text.count(b"\r\n") + 1


def test_an_error_half_way_takes_all_back(
    case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = {"source_id": "interview", "title": "An interview", "publisher": "Daily",
              "date": "2026-01-12", "accessed_via": "original", "grade": "1"}  # fmt: skip
    poll = {"poll_id": "one", "actor_id": "cor", "date": "2026-01-12", "wording": "varied",
            "source_id": "interview", "grade": "1"}  # fmt: skip
    added = [Addition("sources", source), Addition("polls", poll), Addition("pledges", PLEDGE)]
    changes = with_rows(case_folder, added)
    before = {path.name: path.read_bytes() for path in case_folder.iterdir()}

    def full(path: Path, content: str | bytes) -> None:
        if path.name == "pledges.csv":
            msg = "cannot write: the disk is full"
            raise CeasefireError(msg)
        write_whole(path, content)

    with monkeypatch.context() as patched:
        patched.setattr("ceasefire.case.additions.write_whole", full)
        with pytest.raises(CeasefireError, match="disk is full"):
            write(changes)
    assert {path.name: path.read_bytes() for path in case_folder.iterdir()} == before
    write(changes)
    assert load_case(str(case_folder)).row("polls", "one").source_ids == ("interview",)


def test_a_file_that_is_no_text_is_told(case_folder: Path) -> None:
    (case_folder / "pledges.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CeasefireError, match=r"pledges\.csv is not UTF-8"):
        with_rows(case_folder, [Addition("pledges", PLEDGE)])


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.text('\n,"x'))
def test_any_text_of_a_cell_comes_back(
    tmp_path_factory: pytest.TempPathFactory, said: str, ending: str
) -> None:
    folder = tmp_path_factory.mktemp("case") / "case"
    write_template(folder)
    text = f"“{said}{ending}”"
    cells = {"pledge_id": "dov_2025_06", "reason": text}
    write(with_rows(folder, [Addition("pledges", cells, replaces=True)]))
    write(with_rows(folder, [Addition("pledges", {**PLEDGE, "reason": text})]))
    rows = list(csv.reader(io.StringIO((folder / "pledges.csv").read_bytes().decode(), newline="")))
    assert [row[-1] for row in rows[-2:]] == [text, text]
