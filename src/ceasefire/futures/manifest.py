"""The manifest of a results folder: what was asked for, and what stands there."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ceasefire import __version__
from ceasefire.case.rows import Case, Row
from ceasefire.core.errors import CeasefireError
from ceasefire.core.files import write_whole
from ceasefire.futures.design import Design
from ceasefire.futures.parts import part_name

MANIFEST = "manifest.json"
PARTS = "futures"
_KIND = "futures of ceasefire"
_AT_MOST = 0.05  # share of a run's time that goes into writing its manifest


def case_hash(case: Case) -> str:
    """SHA-256 of all rows of a case as they are run, edits made."""
    tables = {name: _cells(rows) for name, rows in sorted(case.tables.items())}
    text = json.dumps([case.name, _cells({"": case.meta}), tables], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _cells(rows: Mapping[str, Row]) -> list[Any]:
    return [[row.id, dict(row.cells)] for row in rows.values()]


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class Part:
    """A block that stands on disk; ``sha256`` is that of its file."""

    first: int
    count: int
    sha256: str
    seconds: float


@dataclass(frozen=True)
class Asked:
    """What a run was asked for: with the same, the same bytes come out.

    ``sets`` and ``off`` are the what-ifs of the case, ``block`` the futures in a block;
    ``version`` is the program's, ``rows`` the SHA-256 of the case's rows.
    """

    case: str
    rows: str
    sets: tuple[str, ...]
    off: tuple[str, ...]
    options: tuple[str, ...]
    outcomes: tuple[str, ...]
    design: Design
    block: int
    version: str = __version__

    @property
    def blocks(self) -> range:
        """Numbers of all blocks."""
        return range(-(-self.design.futures // self.block))

    def span(self, number: int) -> tuple[int, int]:
        """First future and count of a block."""
        first = number * self.block
        return first, min(self.block, self.design.futures - first)


@dataclass
class Manifest:
    """What stands in a results folder.

    ``source`` says where the case was loaded from; ``parts`` has the blocks that were written,
    ``failed`` the error of those that failed; ``seconds`` adds up the time of all blocks so far,
    ``threads`` are those of the last run, of all workers together on a cluster.
    """

    folder: Path
    asked: Asked
    source: str
    parts: dict[int, Part] = field(default_factory=dict)
    failed: dict[int, str] = field(default_factory=dict)
    seconds: float = 0.0
    threads: int = 1
    _due: float = field(default=0.0, repr=False, compare=False)
    _checked: set[int] = field(default_factory=set, repr=False, compare=False)

    def path(self, number: int) -> Path:
        """File of a block."""
        return self.folder / PARTS / part_name(number)

    def damaged(self) -> list[int]:
        """Blocks whose file is gone, or is not the one that was written."""
        return [n for n, part in self.parts.items() if not self._stands(n, part)]

    def _stands(self, number: int, part: Part) -> bool:
        path = self.path(number)
        return path.is_file() and file_hash(path) == part.sha256

    def read_part(self, number: int) -> bytes:
        """Bytes of a part that stands, checked to be those that were written.

        Raises:
            OSError: it cannot be read.
            ValueError: it is another file, or damaged.
        """
        found = self.path(number).read_bytes()
        if number not in self._checked:  # once for each command: the same part is read often
            if hashlib.sha256(found).hexdigest() != self.parts[number].sha256:
                msg = "it is not what this run has written there"
                raise ValueError(msg)
            self._checked.add(number)
        return found

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be known of any figure from this folder; empty where all futures stand."""
        total = self.asked.design.futures
        if self.done == total:
            return ()
        hint = f"go on with: ceasefire futures resume {self.folder}"
        return (f"{self.done:,} of {total:,} futures stand; {hint}",)

    def missing(self) -> list[int]:
        """Blocks that are still to be run: never run, failed, or damaged."""
        damaged = set(self.damaged())
        return [n for n in self.asked.blocks if n not in self.parts or n in damaged]

    @property
    def done(self) -> int:
        """How many futures stand."""
        return sum(part.count for part in self.parts.values())

    def write(self) -> None:
        """Write the manifest, whole.

        Raises:
            CeasefireError: the folder cannot be written.
        """
        start = time.monotonic()
        write_whole(self.folder / MANIFEST, json.dumps(self.as_json(), indent=1) + "\n")
        now = time.monotonic()
        self._due = now + (now - start) / _AT_MOST

    def write_if_due(self) -> None:
        """Write the manifest, unless that took long and was a moment ago.

        It grows with the blocks: written after each of a hundred thousand, it would cost more
        than they do. What a killed run has not entered is run again.

        Raises:
            CeasefireError: the folder cannot be written.
        """
        if time.monotonic() >= self._due:
            self.write()

    def as_json(self) -> dict[str, Any]:
        """The manifest as it is stored."""
        asked = self.asked
        return {
            "kind": _KIND, "ceasefire": asked.version, "case": asked.case, "source": self.source,
            "case_sha256": asked.rows, "sets": list(asked.sets), "without": list(asked.off),
            "options": list(asked.options), "outcomes": list(asked.outcomes),
            "block": asked.block, "design": asked.design.as_json(),
            "seconds": round(self.seconds, 2), "threads": self.threads,
            "parts": {
                str(n): {"file": f"{PARTS}/{part_name(n)}", **vars(part)}
                for n, part in sorted(self.parts.items())
            },
            "failed": {str(n): error for n, error in sorted(self.failed.items())},
        }  # fmt: skip


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a results folder.

    Raises:
        CeasefireError: there is none, it cannot be read, or it is not one of futures.
    """
    path = folder / MANIFEST
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(stored, dict) or stored.get("kind") != _KIND:
            msg = f"{path} is not the manifest of a run of futures"
            raise CeasefireError(msg, "make one with: ceasefire futures run CASE DIR")
        return _manifest(folder, stored)
    except (FileNotFoundError, NotADirectoryError) as error:
        msg = f"{path}: there is no such file"
        raise CeasefireError(msg, "make one with: ceasefire futures run CASE DIR") from error
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}"
        raise CeasefireError(msg, "check the folder and its permissions") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{path} is damaged: {type(error).__name__} {error}"
        raise CeasefireError(msg, "run the futures again into a new folder") from error


def _manifest(folder: Path, stored: dict[str, Any]) -> Manifest:
    asked = Asked(
        stored["case"], stored["case_sha256"], tuple(stored["sets"]), tuple(stored["without"]),
        tuple(stored["options"]), tuple(stored["outcomes"]), Design.of_json(stored["design"]),
        stored["block"], stored["ceasefire"],
    )  # fmt: skip
    if asked.block < 1 or asked.design.futures < 1:
        msg = f"{asked.design.futures} futures in blocks of {asked.block}"
        raise ValueError(msg)
    parts = {
        int(n): Part(p["first"], p["count"], p["sha256"], p["seconds"])
        for n, p in stored["parts"].items()
    }
    for number, part in parts.items():
        if (part.first, part.count) != asked.span(number):
            msg = f"part {number} has the futures from {part.first}, {part.count} of them"
            raise ValueError(msg)
    failed = {int(n): str(error) for n, error in stored["failed"].items()}
    return Manifest(
        folder, asked, stored["source"], parts, failed, stored["seconds"], stored["threads"]
    )
