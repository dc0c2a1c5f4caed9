"""The form of the Decide exchange model: lines that begin with a mark.

``#A`` actor id, name, comment; ``#P`` issue id, name, comment; ``#M`` issue, scale point, meaning;
``#D`` actor, issue, position, salience (0 to 1), power (0 or more). ``#O`` gives a title and ``#/``
a comment; both are passed over. Lines stand in any order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.errors import near
from ceasefire.politics.formats.findings import POINT_HINT, Findings, brief, without_blank_end
from ceasefire.politics.stakes import Stakes, fixed_stakes

FULL_SCALE = (0.0, 100.0)
_PASSED_OVER = ("#/", "#O")
_SEPARATORS = {"\t": "tabs", ";": "semicolons", ",": "commas"}
_COLUMNS = {
    "#A": ("actor",),
    "#P": ("issue",),
    "#M": ("issue", "point"),
    "#D": ("actor", "issue", "position", "salience", "power"),
}
_FIRST_CELL = re.compile(
    r"""^ *(?P<quote>['"]?)#[AOPMD/](?P=quote) *(?P<separator>[\t;,])""", re.I | re.M
)
_MARKS_HINT = "marks are #A actor, #P issue, #M scale point, #D position, #/ comment"

Scale = tuple[float, float]


@dataclass(frozen=True)
class _Line:
    row: int
    cells: tuple[str, ...]  # without the mark


@dataclass
class _Sheet:
    """Lines by mark, and the sign between their cells."""

    separator: str
    lines: dict[str, list[_Line]] = field(default_factory=lambda: {mark: [] for mark in _COLUMNS})
    seen: set[str] = field(default_factory=set)  # marks, of lines that cannot be read as well


@dataclass(frozen=True)
class _Stand:
    """One #D line that names a known actor and issue: position (0 to 100), salience, power."""

    row: int
    actor: str
    issue: str
    figures: tuple[float, float, float]


def decide_stakes(text: str, findings: Findings) -> Stakes:
    """Read the text of a Decide file to one draw; the status quo is not known.

    Positions are carried from the issue's scale, its lowest to its highest ``#M`` point (0 to 100
    if it has none), to 0 to 100. Actors and issues go by their ids; those on which no ``#D`` line
    says anything are left out.

    Raises:
        InputFaultsError: the text has faults; it carries all of them.
    """
    sheet = _read_sheet(text, findings)
    if "#D" not in sheet.seen:
        hint = f"a line is: #D, {', '.join(_COLUMNS['#D'])}"
        findings.note(0, "", "has no #D line", hint)
    actors = _ids(sheet, "#A", 0, findings)
    issues = _ids(sheet, "#P", 1, findings)
    scales = _scales(sheet, issues, findings)
    stands = _stands(sheet, actors, scales, findings)
    findings.settle()
    stakes = _stakes(stands, actors, issues)
    _note_weightless(stakes, findings)
    findings.settle()
    return stakes


def _read_sheet(text: str, findings: Findings) -> _Sheet:
    first = _FIRST_CELL.search(text)
    if first is None:
        findings.note(0, "", "has no mark with a tab, semicolon or comma after it", _MARKS_HINT)
        findings.settle()
    sheet = _Sheet(first["separator"] if first else "")
    for row, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        mark, *cells = _cells(line, sheet.separator)
        mark = mark.upper()
        sheet.seen.add(mark)
        if mark in sheet.lines:
            _sort_in(sheet, mark, _Line(row, tuple(cells)), findings)
        elif not mark.startswith(_PASSED_OVER) and (mark or any(cells)):
            hint = f"{_MARKS_HINT}; {_SEPARATORS[sheet.separator]} stand between cells"
            findings.note(row, "", f"'{brief(mark)}' is not a line mark", hint)
    return sheet


def _cells(line: str, separator: str) -> list[str]:
    """Cut a line; a separator in a quoted cell does not cut, unless it is a tab."""
    if separator == "\t":
        return [_bare(cell) for cell in line.split(separator)]
    end = rf"\s*(?:{separator}|$)"
    cell = rf"""\s*('.*?'(?={end})|".*?"(?={end})|[^{separator}]*){end}"""
    return [_bare(match[1]) for match in re.finditer(cell, line)]


def _bare(cell: str) -> str:
    """Return a cell without the spaces and the pair of quotes around it."""
    cell = cell.strip()
    quoted = len(cell) > 1 and cell[0] == cell[-1] and cell[0] in "'\""
    return cell[1:-1].replace(cell[0] * 2, cell[0]).strip() if quoted else cell


def _sort_in(sheet: _Sheet, mark: str, line: _Line, findings: Findings) -> None:
    """Keep a line that has the cells its mark needs."""
    columns = _COLUMNS[mark]
    given = len(without_blank_end(list(line.cells)))
    split = mark == "#D" and sheet.separator == "," and given > len(columns)
    if given >= len(columns) and not split:
        sheet.lines[mark].append(line)
        return
    message = f"has {given} cells after {mark} where {', '.join(columns)} are expected"
    hint = "fill in what is missing"
    if mark == "#D":
        hint = "leave the line out if the actor takes no part in the issue"
    if split:
        hint = f"a decimal comma splits a cell: {POINT_HINT}"
    findings.note(line.row, "", message, hint)


def _ids(sheet: _Sheet, mark: str, place: int, findings: Findings) -> list[str]:
    """Ids in the file's order; without a line of the mark those that the #D lines name."""
    if not sheet.lines[mark]:
        return list(dict.fromkeys(line.cells[place] for line in sheet.lines["#D"]))
    rows: dict[str, int] = {}
    column = _COLUMNS[mark][0]
    for line in sheet.lines[mark]:
        name = line.cells[0]
        if not name:
            findings.note(line.row, column, "is blank where an id is needed", "give it an id")
        elif name in rows:
            message = f"'{brief(name)}' stands already in row {rows[name]}"
            findings.note(line.row, column, message, f"give each {column} one {mark} line")
        rows.setdefault(name, line.row)
    return list(rows)


def _known(line: _Line, mark: str, names: Sequence[str], column: str, findings: Findings) -> bool:
    name = line.cells[_COLUMNS[mark].index(column)]
    if name and name in names:
        return True
    where = {"actor": "#A", "issue": "#P"}[column]
    hint = near(name, names) or f"give it, or add a {where} line"
    message = f"'{brief(name)}' is not among the {column}s" if name else "is blank"
    findings.note(line.row, column, message, hint)
    return False


def _scales(sheet: _Sheet, issues: Sequence[str], findings: Findings) -> Mapping[str, Scale | None]:
    """Scale of each issue, ``None`` where it is faulty."""
    points: dict[str, list[float]] = {}
    rows: dict[str, int] = {}
    for line in sheet.lines["#M"]:
        if _known(line, "#M", issues, "issue", findings):
            point = findings.number(line.row, "point", line.cells[1])
            points.setdefault(line.cells[0], []).append(point)
            rows.setdefault(line.cells[0], line.row)
    scales: dict[str, Scale | None] = dict.fromkeys(issues, FULL_SCALE)
    for issue, there in points.items():
        scales[issue] = _scale(issue, rows[issue], there, findings)
    return scales


def _scale(issue: str, row: int, points: list[float], findings: Findings) -> Scale | None:
    if any(math.isnan(point) for point in points):
        return None
    if len(set(points)) == 1:
        message = f"the scale of '{brief(issue)}' has no extent"
        findings.note(row, "point", message, "give its lowest and its highest point")
        return None
    if all(first > second for first, second in pairwise(points)):
        message = f"the scale of '{brief(issue)}' is upside down"
        findings.note(row, "point", message, "list its points from the lowest to the highest")
        return None
    return min(points), max(points)


def _stands(
    sheet: _Sheet, actors: Sequence[str], scales: Mapping[str, Scale | None], findings: Findings
) -> list[_Stand]:
    """What the #D lines say, positions carried from their scale to 0 to 100."""
    stands: dict[tuple[str, str], _Stand] = {}
    for line in sheet.lines["#D"]:
        known = [
            _known(line, "#D", names, column, findings)
            for column, names in (("actor", actors), ("issue", list(scales)))
        ]
        actor, issue, at, salience, power, *_ = line.cells
        figures = (
            _carried(line, scales.get(issue), findings.number(line.row, "position", at), findings),
            findings.number(line.row, "salience", salience, 0.0, 1.0),
            findings.number(line.row, "power", power, 0.0),
        )
        if not all(known):
            continue
        if (actor, issue) in stands:
            first = stands[actor, issue].row
            message = f"'{brief(actor)}' stands on '{brief(issue)}' already in row {first}"
            findings.note(line.row, "actor", message, "keep one of the two lines")
        stands.setdefault((actor, issue), _Stand(line.row, actor, issue, figures))
    return list(stands.values())


def _carried(line: _Line, scale: Scale | None, position: float, findings: Findings) -> float:
    """Position on 0 to 100; NaN where it or the scale is faulty."""
    if scale is None or math.isnan(position):
        return math.nan
    low, high = scale
    if not low <= position <= high:
        message = f"{position:g} is outside the scale of '{brief(line.cells[1])}'"
        hint = f"the scale runs from {low:g} to {high:g}; its ends are given by #M lines"
        findings.note(line.row, "position", message, hint)
    return (position - low) / (high - low) * FULL_SCALE[1]


def _taken(names: Iterable[str], used: set[str]) -> dict[str, int]:
    """Number those names, in their order, that are used."""
    return {name: place for place, name in enumerate(name for name in names if name in used)}


def _stakes(stands: list[_Stand], actors: Sequence[str], issues: Sequence[str]) -> Stakes:
    actor_at = _taken(actors, {stand.actor for stand in stands})
    issue_at = _taken(issues, {stand.issue for stand in stands})
    figures: Floats = np.full((3, len(actor_at), len(issue_at)), np.nan)
    for stand in stands:
        figures[:, actor_at[stand.actor], issue_at[stand.issue]] = stand.figures
    return fixed_stakes(list(actor_at), list(issue_at), *figures)


def _note_weightless(stakes: Stakes, findings: Findings) -> None:
    for place, issue in enumerate(stakes.issues):
        if not stakes.capabilities[0, :, place].any():
            message = f"is 0 for all actors on '{brief(issue)}'"
            findings.note(0, "power", message, "give at least one actor power")
        elif not stakes.weights[0, :, place].any():
            message = f"no actor has both salience and power on '{brief(issue)}'"
            findings.note(0, "salience", message, "give at least one actor weight")
