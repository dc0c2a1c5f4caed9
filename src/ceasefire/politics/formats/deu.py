"""Decided issues in the layout of the data set Decision-making in the European Union (DEU III).

Arregui and Perarnaud 2021, doi 10.34810/data53. One row for each issue, cells separated by
semicolons; columns ``p<actor>`` and ``s<actor>`` hold the position and the salience of an actor,
``rp`` the reference point (what holds without a decision), ``out`` the outcome, all 0 to 100; 999
or blank is missing. The data set has no power of actors; a table of its own may give it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError, near
from ceasefire.politics.formats.findings import (
    POINT_HINT,
    Findings,
    brief,
    csv_rows,
    fitted,
    read_text,
    without_blank_end,
)
from ceasefire.politics.stakes import Stakes, fixed_stakes

TOP = 100.0
_MISSING = ("", "999", "999.0")
_NEEDED = ("prnr", "isnr", "rp", "out")
_LAYOUT = {
    "prnrnmc", "isnrnmc", "prnr", "prname", "isnr", "type", "council", "proc", "counvte",
    "proccde", "issues", "intro", "finact", "rp", "out",
}  # fmt: skip
_LONGEST_CODE = 3  # of an actor, as in pcom
_POWER_HEADER = ["actor", "power"]


@dataclass(frozen=True)
class DecidedIssues:
    """Issues of which the outcome is known.

    ``proposals`` and ``issues`` name the proposal and the issue, one for each issue.
    ``positions`` (0 to 100) and ``saliences`` (0 to 1) have shape ``(issues, actors)``, NaN where
    the actor takes no part; ``reference_points`` (0 to 100, NaN where it is not known) and
    ``outcomes`` (0 to 100) have shape ``(issues,)``, ``powers`` (0 or more) shape ``(actors,)``.
    ``dropped`` counts issues left out as they have no outcome; ``incomplete`` counts, on the
    issues kept, the actors left out as only one of position and salience is known.
    """

    actors: tuple[str, ...]
    proposals: tuple[str, ...]
    issues: tuple[str, ...]
    positions: Floats
    saliences: Floats
    reference_points: Floats
    outcomes: Floats
    powers: Floats
    dropped: int = 0
    incomplete: int = 0

    @property
    def equal_power(self) -> bool:
        """Whether all actors have the same power."""
        return bool((self.powers == self.powers[:1]).all())

    def rows_of(self) -> dict[str, NDArray[np.int64]]:
        """Places of the issues of each proposal, in the order in which proposals first appear."""
        places: dict[str, list[int]] = {}
        for place, proposal in enumerate(self.proposals):
            places.setdefault(proposal, []).append(place)
        return {name: np.array(rows, dtype=np.int64) for name, rows in places.items()}

    def stakes_of(self, rows: NDArray[np.int64]) -> Stakes:
        """Return one draw with some of the issues and the actors that take part in any of them."""
        there = np.isfinite(self.positions[rows]).any(axis=0)
        return fixed_stakes(
            [self.actors[place] for place in np.flatnonzero(there)],
            [self.issues[row] for row in rows],
            self.positions[rows][:, there].T,
            self.saliences[rows][:, there].T,
            self.powers[there],
            self.reference_points[rows],
        )

    def with_powers(self, powers: Mapping[str, float]) -> DecidedIssues:
        """Return the same issues with the power of each actor (0 or more, any unit).

        Raises:
            CeasefireError: an actor has no power given, or one is not among the actors.
        """
        for name in powers:
            if name not in self.actors:
                msg = f"the power of '{brief(name)}' is given, who is not among the actors"
                hint = near(name, self.actors) or f"actors are: {', '.join(self.actors)}"
                raise CeasefireError(msg, hint)
        missing = [actor for actor in self.actors if actor not in powers]
        if missing:
            msg = f"no power is given for {', '.join(missing)}"
            raise CeasefireError(msg, "give one for each actor")
        return replace(self, powers=np.array([powers[actor] for actor in self.actors]))


def read_deu(path: Path, power_path: Path | None = None) -> DecidedIssues:
    """Read decided issues; without a table of powers all actors have power 1.

    Raises:
        CeasefireError: there is no such file, it cannot be read, or the powers do not fit.
        InputFaultsError: a file has faults; it carries all of them.
    """
    findings = Findings(str(path))
    rows = list(csv_rows(read_text(path), ";", findings))
    if not rows:
        findings.note(0, "", "is empty", f"its columns are {', '.join(_NEEDED)} and p, s by actor")
    findings.settle()
    headers = [header.lower() for header in without_blank_end(rows[0][1])]
    actors = _actors(rows[0][0], headers, findings)
    lines = list(_lines(rows[1:], headers, findings))
    _note_repeated(lines, findings)
    issues = _issues(lines, actors, findings)
    findings.settle()
    return issues if power_path is None else issues.with_powers(read_power(power_path))


def read_power(path: Path) -> dict[str, float]:
    """Read a table of powers, columns ``actor,power``: 0 or more in any unit, not all 0.

    Raises:
        CeasefireError: there is no such file, or it cannot be read.
        InputFaultsError: the file has faults; it carries all of them.
    """
    findings = Findings(str(path))
    rows = list(csv_rows(read_text(path), ",", findings))
    if not rows or [cell.lower() for cell in fitted(rows[0][1], 2)] != _POWER_HEADER:
        findings.note(
            rows[0][0] if rows else 0, "", "has no header", "the first row is actor,power"
        )
        findings.settle()
    powers: dict[str, float] = {}
    for line, cells in rows[1:]:
        given = fitted(cells, 2)
        if len(given) != len(_POWER_HEADER):
            hint = f"a decimal comma splits a cell: {POINT_HINT}"
            findings.note(line, "", f"has {len(given)} cells where 2 are expected", hint)
            continue
        actor = given[0].lower()  # as the headings that name actors
        if actor in powers:
            message = f"'{brief(actor)}' stands in an earlier row"
            findings.note(line, "actor", message, "give each actor one row")
        powers[actor] = findings.number(line, "power", given[1], 0.0)
    if not any(powers.values()):
        findings.note(0, "power", "is above 0 for no actor", "give at least one actor power")
    findings.settle()
    return powers


@dataclass(frozen=True)
class _Line:
    row: int
    cells: Mapping[str, str]


def _actors(row: int, headers: list[str], findings: Findings) -> list[str]:
    """Actors of whom there are both columns, in the file's order."""
    if len(headers) == 1:
        hint = "separate cells with semicolons"
        findings.note(row, "", "has one cell where headings are expected", hint)
        findings.settle()
    for header in sorted({header for header in headers if headers.count(header) > 1}):
        findings.note(row, header, "stands twice in the header", "keep one")
    for header in _NEEDED:
        if header not in headers:
            findings.note(row, header, "is missing", near(header, headers) or "add the column")
    pairs = [h[1:] for h in headers if h[:1] == "p" and h[1:] and f"s{h[1:]}" in headers]
    for header in headers:
        code = header[1:]
        lone = header[:1] in {"p", "s"} and code not in pairs and header not in _LAYOUT
        if lone and 0 < len(code) <= _LONGEST_CODE:
            partner = ("s" if header[0] == "p" else "p") + code
            message = f"has no column {partner} beside it"
            findings.note(row, header, message, "an actor has a position and a salience")
    if not pairs:
        message = "has no actor"
        findings.note(row, "", message, "an actor has two columns, as pfr and sfr of fr")
    findings.settle()  # without its columns no cell has a meaning
    return pairs


def _lines(
    rows: list[tuple[int, list[str]]], headers: list[str], findings: Findings
) -> Iterator[_Line]:
    for row, cells in rows:
        given = fitted(cells, len(headers))
        if len(given) == len(headers):
            yield _Line(row, dict(zip(headers, given, strict=True)))
            continue
        message = f"has {len(given)} cells where the header has {len(headers)}"
        findings.note(row, "", message, "check the semicolons, and quotation marks around texts")


def _note_repeated(lines: list[_Line], findings: Findings) -> None:
    rows: dict[tuple[str, str], int] = {}
    for line in lines:
        for column in ("prnr", "isnr"):
            if not line.cells[column]:
                findings.note(line.row, column, "is blank", "give the proposal and issue numbers")
        key = (line.cells["prnr"], line.cells["isnr"])
        if key in rows:
            message = f"'{brief(key[1])}' of proposal '{brief(key[0])}' stands in row {rows[key]}"
            findings.note(line.row, "isnr", message, "give each issue one row")
        rows.setdefault(key, line.row)


def _column(lines: list[_Line], header: str, findings: Findings) -> Floats:
    """One column of numbers 0 to 100, NaN where one is missing or faulty."""
    numbers = np.full(len(lines), np.nan)
    for place, line in enumerate(lines):
        text = line.cells[header]
        if text not in _MISSING:
            numbers[place] = findings.number(line.row, header, text, 0.0, TOP)
    return numbers


def _issues(lines: list[_Line], actors: list[str], findings: Findings) -> DecidedIssues:
    shape = (len(lines), len(actors))
    positions, saliences = np.full(shape, np.nan), np.full(shape, np.nan)
    for place, actor in enumerate(actors):
        positions[:, place] = _column(lines, f"p{actor}", findings)
        saliences[:, place] = _column(lines, f"s{actor}", findings)
    if 0 < np.nanmax(saliences, initial=0.0) <= 1:
        message = "saliences are all 1 or less where 0 to 100 is expected"
        findings.note(0, "", message, "multiply them by 100")
    reference_points = _column(lines, "rp", findings)
    outcomes = _column(lines, "out", findings)
    there = np.isfinite(positions) & np.isfinite(saliences)
    partly = (np.isfinite(positions) ^ np.isfinite(saliences)) & np.isfinite(outcomes)[:, None]
    kept = np.flatnonzero(np.isfinite(outcomes))
    return DecidedIssues(
        tuple(actors),
        tuple(lines[place].cells["prnr"] for place in kept),
        tuple(lines[place].cells["isnr"] for place in kept),
        np.where(there, positions, np.nan)[kept],
        np.where(there, saliences, np.nan)[kept] / TOP,
        reference_points[kept],
        outcomes[kept],
        np.ones(len(actors)),
        dropped=len(lines) - len(kept),
        incomplete=int(partly.sum()),
    )
