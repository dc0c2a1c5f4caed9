"""What the declarations say, as a JSON Schema for editors and as a reference page."""

from __future__ import annotations

from typing import Any

from ceasefire.case.cells import range_text
from ceasefire.case.columns import KIND_MEANS, PATTERNS, Column, Table
from ceasefire.case.tables import CASE, TABLES
from ceasefire.case.tables.common import GRADE_MEANS
from ceasefire.core.bands import DRAWN_AS


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a case: ``case`` for case.toml, one array of rows per table."""
    tables = {
        t.name: {"type": "array", "description": t.meaning, "items": _row_schema(t)}
        for t in TABLES.values()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case of Ceasefire",
        "type": "object",
        "properties": {"case": _row_schema(CASE), **tables},
        "required": ["case", *(t.name for t in TABLES.values() if t.needed)],
        "additionalProperties": False,
    }


def _row_schema(table: Table) -> dict[str, Any]:
    properties = {h: _cell_schema(c, h) for c in table.columns for h in c.headers}
    schema: dict[str, Any] = {
        "type": "object",
        "description": table.meaning,
        "properties": properties,
        "required": [c.name for c in table.columns if c.needed and not c.band],
        "additionalProperties": False,
    }
    bands = [c for c in table.columns if c.needed and c.band]
    if bands:
        schema["allOf"] = [{"anyOf": [{"required": [h]} for h in c.headers]} for c in bands]
    return schema


def _cell_schema(column: Column, header: str) -> dict[str, Any]:
    end = header.removeprefix(f"{column.name}_") if column.band else ""
    meaning = f"{column.meaning} ({end})" if end else column.meaning
    schema: dict[str, Any] = {"description": meaning}
    if column.kind == "number":
        schema["type"] = "number"
        if column.minimum is not None:
            schema["minimum"] = column.minimum
        if column.maximum is not None:
            schema["maximum"] = column.maximum
    else:
        schema["type"] = "string"
    if column.kind == "choice":
        schema["enum"] = list(column.values)
    if column.kind == "flag":
        schema["enum"] = ["yes", "no"]
    if column.kind in PATTERNS:
        schema["pattern"] = f"^{PATTERNS[column.kind]}$"
    if column.default:
        schema["default"] = column.default
    return schema


def reference_page() -> str:
    """Return the reference of all tables in Markdown."""
    parts = [
        "# The tables of a case\n",
        "Written by `make docs` from the declarations in `src/ceasefire/case/tables`; "
        "do not edit.\n",
        "A case is a folder with `case.toml` and one CSV file per table, UTF-8, with a header "
        "row. Lines that begin with `#` are comments. A blank number means that nobody published "
        "it. A column that takes a band stands as three: `_low`, `_mode`, `_high`.\n",
        _two_columns("How a band is drawn", "band", DRAWN_AS),
        _two_columns("Grades", "grade", GRADE_MEANS),
        _two_columns("Kinds of columns", "kind", dict(KIND_MEANS)),
        *(_table_page(table) for table in (CASE, *TABLES.values())),
    ]
    return "\n".join(parts)


def _two_columns(title: str, first: str, means: Any) -> str:  # noqa: ANN401 - any mapping of texts
    lines = [f"## {title}\n", f"| {first} | means |", "|---|---|"]
    lines += [f"| {name} | {meaning} |" for name, meaning in means.items()]
    return "\n".join(lines) + "\n"


def _table_page(table: Table) -> str:
    needed = "needed" if table.needed else "may be missing"
    lines = [
        f"## {table.name}\n",
        f"{table.meaning}. File `{table.file}`, {needed}.\n",
        "| column | kind | unit | allowed | default | meaning |",
        "|---|---|---|---|---|---|",
        *(_column_line(column) for column in table.columns),
    ]
    return "\n".join(lines) + "\n"


def _column_line(column: Column) -> str:
    name = f"`{column.name}`" + (" (band)" if column.band else "")
    name += " needed" if column.needed else ""
    allowed = ", ".join(column.values) or range_text(column)
    if column.refers_to:
        allowed = " or ".join(column.refers_to)
    cells = (name, column.kind, column.unit, allowed, column.default, column.meaning)
    return "| " + " | ".join(cells) + " |"
