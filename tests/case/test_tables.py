"""The declarations themselves: whole, unambiguous, and all of them in use."""

from __future__ import annotations

from pathlib import Path

import pytest

import ceasefire
from ceasefire.case.columns import Table
from ceasefire.case.load import shipped_cases
from ceasefire.case.tables import CASE, TABLES

ALL = [CASE, *TABLES.values()]


@pytest.mark.parametrize("table", ALL, ids=lambda t: t.name)
def test_every_column_is_declared_whole(table: Table) -> None:
    assert table.columns[0].kind == "id"
    assert table.meaning
    assert len(set(table.headers)) == len(table.headers)
    for column in table.columns:
        assert column.meaning, column.name
        assert bool(column.values) == (column.kind in ("choice", "choices"))
        assert bool(column.refers_to) == (column.kind in ("ref", "refs"))
        assert set(column.refers_to) <= set(TABLES)
        assert not column.band or column.kind == "number"


def test_every_table_is_used_by_the_program_and_by_the_ukraine_case() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(ceasefire.__file__).parent.rglob("*")
        if path.suffix in (".py", ".j2") and "tables" not in path.parts
    )
    for name in TABLES:
        assert f'"{name}"' in source, f"nothing reads {name}"
        assert (shipped_cases()["ukraine"] / f"{name}.csv").is_file()


def test_columns_are_found_by_their_headers() -> None:
    pledges = TABLES["pledges"]
    assert pledges.column_of_header("n_high") is pledges.column("n")
    assert pledges.column_of_header("n") is None
    with pytest.raises(KeyError):
        pledges.column("m")
