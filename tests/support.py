"""What tests use by name: what a command left behind, and how a case is damaged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]

# Columns of tables that the small case does not have, up to its grade and reason.
_COLUMNS = {
    "capabilities": "capability_id,name,unit,priority",
    "unit_types": "unit_type_id,name,domain,capability_id",
    "holdings": "holding_id,actor_id,unit_type_id,pledge_id,units_mode,held_mode,ready_months",
    "requirements": "requirement_id,option_id,capability_id,amount_mode",
    "constraints": "constraint_id,kind,actors,value_mode",
    "phases": "phase_id,name,start_month,end_month,share_mode",
}
_GRADE = ("source_id,grade,reason", ",,assumption,made up for a test")


def add_tables(folder: Path, tables: Mapping[str, Sequence[str]]) -> None:
    """Write tables of force generation into a case, every row an assumption."""
    for name, rows in tables.items():
        lines = [f"{_COLUMNS[name]},{_GRADE[0]}", *(row + _GRADE[1] for row in rows)]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def rewrite(folder: Path, file: str, old: str, new: str) -> None:
    """Replace a text that stands once in a file of a case."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
