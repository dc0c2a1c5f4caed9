"""The case that newcomers copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasefire.case.load import read_case
from ceasefire.case.tables import TABLES
from ceasefire.case.template import write_template
from ceasefire.core.errors import CeasefireError


def test_the_template_is_whole_and_has_comments(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    write_template(folder)
    assert read_case(folder).faults == []
    assert sum(path.read_text().count("\n#") for path in folder.glob("*.csv")) >= 8
    assert {path.stem for path in folder.glob("*.csv")} <= set(TABLES)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CeasefireError, match="is not empty"):
        write_template(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
