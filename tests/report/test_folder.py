"""The results folder: whole or not there."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from ceasefire.answer.answer import Answer
from ceasefire.answer.assess import assess
from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError
from ceasefire.report.folder import write_results
from ceasefire.report.tables import result_tables


def test_a_results_folder_has_all_its_parts(small: Case, tmp_path: Path) -> None:
    target = tmp_path / "out"
    write_results(target, lambda parts: assess(small, futures=40, parts=parts))
    manifest = json.loads((target / "manifest.json").read_text())
    found = sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file())
    assert manifest["files"] == [name for name in found if name != "manifest.json"]
    assert {"answer.json", "answer.html", "futures/part-0000.parquet", "tables/figures.csv"} <= set(
        found
    )
    digest = hashlib.sha256((target / "answer.json").read_bytes()).hexdigest()
    assert manifest["answer_sha256"] == digest
    assert (manifest["futures"], manifest["seed"]) == (40, 1)


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_run_that_fails_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    def fail(parts: Path) -> Answer:
        (parts / "part-0000.parquet").write_text("half")
        raise error

    with pytest.raises(error):
        write_results(tmp_path / "out", fail)
    assert list(tmp_path.iterdir()) == []


def test_tables_open_in_a_spreadsheet(small_answer: Answer) -> None:
    for name, text in result_tables(small_answer).items():
        rows = list(csv.reader(text.splitlines()))
        assert len({len(row) for row in rows}) == 1, name
        for row in rows:
            for cell in row:
                assert not cell.startswith(("=", "+", "@")), (name, cell)
    figures = list(csv.DictReader(result_tables(small_answer)["figures.csv"].splitlines()))
    assert len(figures) == len(small_answer.figures)
    firm = next(f for f in figures if f["figure"] == "answer.offer.land.firm")
    assert (firm["low"], firm["high"], firm["bound"]) == ("3000", "3000", "up to")


def test_a_folder_of_others_is_never_replaced(small: Case, tmp_path: Path) -> None:
    target = tmp_path / "out"
    write_results(target, lambda parts: assess(small, futures=10, parts=parts))
    write_results(target, lambda parts: assess(small, futures=11, parts=parts))
    (target / "notes.txt").write_text("mine")
    with pytest.raises(CeasefireError, match="would be lost"):
        write_results(target, lambda parts: assess(small, futures=12, parts=parts))
    foreign = tmp_path / "extension"
    foreign.mkdir()
    (foreign / "manifest.json").write_text('{"manifest_version": 3}')
    with pytest.raises(CeasefireError, match="would be lost"):
        write_results(foreign, lambda parts: assess(small, futures=12, parts=parts))
    assert (foreign / "manifest.json").read_text() == '{"manifest_version": 3}'
