"""Cases with names for the tests of actors."""

from __future__ import annotations

from dataclasses import replace

from ceasefire.case.dates import PartialDate
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case, Cell, Row
from ceasefire.case.tables import TABLES


def ukraine() -> Case:
    return load_case("ukraine")


def with_people(*people: dict[str, str]) -> Case:
    """Return the shipped case with more persons in its names; dates as text."""
    case = ukraine()
    rows = dict(case.tables["names"])
    for place, person in enumerate(people):
        cells: dict[str, Cell] = {"kind": "person", "leads": False, "also_a_word": False, **person}
        for column in ("valid_from", "valid_to"):
            if column in person:
                cells[column] = PartialDate.parse(person[column])
        cells["also_a_word"] = person.get("also_a_word") == "yes"
        row_id = f"more_{place}"
        rows[row_id] = Row(TABLES["names"], row_id, 1000 + place, cells)
    return replace(case, tables={**case.tables, "names": rows})


def without_names() -> Case:
    case = ukraine()
    return replace(case, tables={**case.tables, "names": {}})
