"""The results folder: manifest.json, answer.json, answer.html, tables/ and futures/."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from ceasefire import __version__
from ceasefire.answer.answer import Answer
from ceasefire.core.files import staged_folder, write_whole
from ceasefire.report.page import page
from ceasefire.report.tables import result_tables

MANIFEST = "manifest.json"


def write_results(target: Path, answer: Callable[[Path], Answer]) -> Answer:
    """Make an answer and write its results folder, whole or not at all.

    ``answer`` is called with the folder for the futures' parts.

    Raises:
        CeasefireError: the folder cannot be written, or holds something else.
    """
    started = datetime.now(UTC)
    with staged_folder(target, replaceable=is_results) as folder:
        parts = folder / "futures"
        parts.mkdir()
        made = answer(parts)
        text = made.to_text()
        write_whole(folder / "answer.json", text)
        write_whole(folder / "answer.html", page(made, started.date()))
        tables = folder / "tables"
        tables.mkdir()
        for name, content in result_tables(made).items():
            write_whole(tables / name, content)
        write_whole(folder / MANIFEST, _manifest(made, text, folder, started))
    return made


def is_results(folder: Path) -> bool:
    """Whether a folder holds results of ceasefire and nothing else, so that it may be replaced."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        ours = {MANIFEST, *manifest["files"]} if manifest["answer_sha256"] else set()
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} <= ours


def _manifest(answer: Answer, text: str, folder: Path, started: datetime) -> str:
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    manifest = {
        "ceasefire": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "case": answer.case.name,
        "as_of": answer.case.as_of.isoformat(),
        "futures": answer.settings.futures,
        "seed": answer.settings.seed,
        "options": list(answer.settings.options),
        "edits": list(answer.settings.edits),
        "started": started.isoformat(timespec="seconds"),
        "seconds": round((datetime.now(UTC) - started).total_seconds(), 1),
        "answer_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "files": names,
    }
    return json.dumps(manifest, indent=1) + "\n"
