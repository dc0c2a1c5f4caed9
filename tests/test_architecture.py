"""The house rules that a machine can hold: who imports whom, how long things are."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

import ceasefire

ROOT = Path(ceasefire.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

# Room: rooms it may import beside itself. From the design; nothing imports upward.
MAY_IMPORT = {
    "core": set(),
    "case": {"core"},
    "politics": {"core", "case"},
    "force": {"core", "case"},
    "press": {"core", "case"},
    "truce": {"core", "case"},
    "futures": {"core", "case", "politics", "force", "truce"},
    "answer": {"core", "case", "politics", "force", "truce", "futures"},
    "report": {"core", "case", "answer"},
    "validation": {"core", "case", "politics", "force", "truce", "futures", "answer"},
    "cli": {"core", "case", "politics", "force", "press", "truce", "futures", "answer", "report",
            "validation"},
}  # fmt: skip


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else ""


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "ceasefire" and len(parts) > 1:
                yield parts[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_rooms_import_only_what_they_may(path: Path) -> None:
    room = room_of(path)
    if not room:
        assert not list(imported_rooms(path))
        return
    assert set(imported_rooms(path)) - {room} <= MAY_IMPORT[room]


def test_every_room_has_its_rule() -> None:
    rooms = {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()}
    assert rooms == set(MAY_IMPORT)


def functions() -> Iterator[tuple[str, int]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_functions_and_files_stay_small() -> None:
    lengths = [length for _, length in functions()]
    assert statistics.quantiles(lengths, n=10)[-1] <= 30
    assert [name for name, length in functions() if length > 80] == []
    lines = {p.name: p.read_text(encoding="utf-8").count("\n") for p in MODULES}
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_tests_mirror_the_source() -> None:
    here = Path(__file__).parent
    rooms = {path.name for path in here.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == {*MAY_IMPORT, "cases", "docs"}
