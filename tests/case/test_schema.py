"""The schema and the reference page say what the loader enforces."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ceasefire.case.columns import BAND_ENDS
from ceasefire.case.dates import PartialDate
from ceasefire.case.differences import cell_text
from ceasefire.case.load import load_case, shipped_cases
from ceasefire.case.rows import Case, Row
from ceasefire.case.schema import json_schema, reference_page
from ceasefire.case.tables import TABLES

DOCS = Path(__file__).parents[2] / "docs" / "tables.md"


def plain_row(row: Row) -> dict[str, Any]:
    return {
        header: cell if isinstance(cell, float) else cell_text(cell)
        for header, cell in row.cells.items()
        if cell is not None
    }


def plain(case: Case) -> dict[str, Any]:
    return {"case": plain_row(case.meta)} | {
        table: [plain_row(row) for row in case.rows(table)] for table in TABLES
    }


@pytest.mark.parametrize("name", list(shipped_cases()))
def test_shipped_cases_fit_the_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(plain(load_case(name)), json_schema())


@pytest.mark.parametrize(
    ("table", "column", "bad"),
    [("pledges", "stance", "perhaps"), ("pledges", "date", "yesterday"), ("pledges", "n_low", "5"),
     ("positions", "salience_low", 3.0), ("bodies", "body_id", "Not An Id"), ("line", "colour", 1)],
)  # fmt: skip
def test_the_schema_refuses_what_the_loader_refuses(
    small: Case, table: str, column: str, bad: object
) -> None:
    found = plain(small)
    found[table][0][column] = bad
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, json_schema())


def test_the_reference_page_in_the_docs_is_up_to_date() -> None:
    assert DOCS.read_text(encoding="utf-8") == reference_page(), "run: make docs"


def test_the_reference_page_names_every_column() -> None:
    page = reference_page()
    for table in TABLES.values():
        for column in table.columns:
            assert f"`{column.name}`" in page
    assert len(BAND_ENDS) == 3
    assert PartialDate.parse("2026").text == "2026"
