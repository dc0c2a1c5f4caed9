"""KTAB's csv form (KAPSARC Toolkit for Behavioral Analysis, spatial model of politics).

First row: name, description, number of actors, number of dimensions. Second row: headings. Then a
row for each actor: name, description, power, and position (0 to 100) and salience (0 to 100; of an
actor together 100 at most) for each dimension.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.politics.formats.findings import (
    POINT_HINT,
    Findings,
    brief,
    csv_rows,
    fitted,
    without_blank_end,
)
from ceasefire.politics.stakes import Stakes, fixed_stakes

TOP = 100.0
_FIRST_ROW = "name, description, actors, dimensions"
_HEADINGS = "actor, description, power, then position and salience for each dimension"
_BEFORE = 3  # cells before the first dimension
_SLACK = 1e-6  # saliences such as 33.33, 33.33 and 33.34 may miss 100 by a rounding error
_LAST_WORD = re.compile(r"(.*\S)[\s_-]+(positions?|pos|pstn|posn|pst)\.?\d*", re.IGNORECASE)
_ROWS_NEEDED = 2

Numbered = tuple[int, list[str]]


@dataclass(frozen=True)
class _Actors:
    """What the rows of actors say; the arrays have shapes (actors,) and (actors, dimensions)."""

    names: list[str]
    powers: Floats
    positions: Floats
    saliences: Floats


def ktab_stakes(text: str, findings: Findings) -> Stakes:
    """Read the text of a KTAB csv file to one draw; the status quo is not known.

    Raises:
        InputFaultsError: the text has faults; it carries all of them.
    """
    rows = list(csv_rows(text, ",", findings))
    if len(rows) < _ROWS_NEEDED:
        message = "has no row of headings" if rows else "is empty"
        findings.note(0, "", message, f"the first row is {_FIRST_ROW}; the second {_HEADINGS}")
    _note_separator(rows, findings)
    findings.settle()
    first, (line, cells), *actor_rows = rows
    headings = without_blank_end(cells)
    _note_headings(line, headings, findings)
    _check_first_row(first, (len(headings) - _BEFORE) // 2, len(actor_rows), findings)
    actors = _read_actors(actor_rows, headings, findings)
    if not actor_rows:
        findings.note(0, "", "has no row of actors", f"a row is {_HEADINGS}")
    elif not findings.faults and not actors.powers.any():
        findings.note(0, headings[2], "is 0 for all actors", "give at least one actor power")
    findings.settle()
    dimensions = _dimension_names(headings[_BEFORE::2])
    return fixed_stakes(
        actors.names, dimensions, actors.positions, actors.saliences / TOP, actors.powers
    )


def _note_separator(rows: list[Numbered], findings: Findings) -> None:
    """Note rows that are not cut by commas; row 1 may hold semicolons in its texts."""
    for line, cells in rows[1:2]:
        for sign, name in ((";", "semicolons"), ("\t", "tabs")):
            if len(cells) == 1 and sign in cells[0]:
                hint = f"separate cells with commas, and {POINT_HINT}"
                findings.note(line, "", f"has {name} between its cells", hint)


def _note_headings(line: int, headings: list[str], findings: Findings) -> None:
    if len(headings) < _BEFORE + 2 or len(headings) % 2 == 0:
        message = f"has {len(headings)} headings"
        findings.note(line, "", message, f"they are {_HEADINGS}")
        findings.settle()  # without headings no cell has a meaning
    if headings[2].replace(".", "", 1).isdecimal():
        message = "holds an actor where headings are expected"
        findings.note(line, "", message, f"the second row is {_HEADINGS}")
        findings.settle()


def _check_first_row(first: Numbered, dimensions: int, actors: int, findings: Findings) -> None:
    line, cells = first[0], without_blank_end(first[1])
    expected = _FIRST_ROW.split(", ")
    if len(cells) != len(expected):
        message = f"has {len(cells)} cells where {_FIRST_ROW} are expected"
        findings.note(line, "", message, "put texts with commas in quotation marks")
        return
    there = {"actors": (actors, "rows of actors"), "dimensions": (dimensions, "dimensions")}
    for column, text in zip(expected[2:], cells[2:], strict=True):
        number, what = there[column]
        if not text.isdecimal():
            hint = f"the first row is {_FIRST_ROW}"
            findings.note(line, column, f"'{brief(text)}' is not a whole number", hint)
        elif int(text) != number:
            message = f"says {text} where {number} {what} follow"
            findings.note(line, column, message, f"write {number}, or check the rows")


def _read_actors(rows: list[Numbered], headings: list[str], findings: Findings) -> _Actors:
    names: dict[str, int] = {}
    figures = np.full((len(rows), len(headings) - 2), np.nan)
    for place, (line, cells) in enumerate(rows):
        _note_name(line, headings[0], cells[0], names, findings)
        given = fitted(cells, len(headings))
        if len(given) == len(headings):
            figures[place] = _figures(line, given, headings, findings)
            continue
        message = f"has {len(given)} cells where there are {len(headings)} headings"
        hint = f"a decimal comma splits a cell: {POINT_HINT}; put texts with commas in quotes"
        findings.note(line, "", message, hint)
    return _Actors(list(names), figures[:, 0], figures[:, 1::2], figures[:, 2::2])


def _note_name(
    line: int, heading: str, name: str, names: dict[str, int], findings: Findings
) -> None:
    if not name:
        findings.note(line, heading, "is blank where an actor is needed", "give the actor a name")
    elif name in names:
        message = f"'{brief(name)}' stands already in row {names[name]}"
        findings.note(line, heading, message, "give each actor one row")
    names.setdefault(name, line)


def _figures(line: int, cells: list[str], headings: list[str], findings: Findings) -> list[float]:
    """Power, then position and salience of each dimension."""
    figures = [findings.number(line, headings[2], cells[2], 0.0)]
    for heading, cell in zip(headings[_BEFORE:], cells[_BEFORE:], strict=True):
        figures.append(findings.number(line, heading, cell, 0.0, TOP))
    total = sum(figures[2::2])  # NaN, and so never too much, where a cell is faulty
    if total > TOP + _SLACK:
        message = f"add up to {total:g}, more than 100"
        findings.note(line, " / ".join(headings[4::2]), message, "share out 100 at most")
    return figures


def _dimension_names(headings: list[str]) -> list[str]:
    """Names from the headings of positions; those that repeat are numbered."""
    cut = [_LAST_WORD.fullmatch(heading) for heading in headings]
    names = [
        match[1] if match else heading or f"dimension {place}"
        for place, (match, heading) in enumerate(zip(cut, headings, strict=True), 1)
    ]
    unique: list[str] = []
    for name in names:
        number, new = 1, name if names.count(name) == 1 else f"{name} 1"
        while new in unique or (new != name and new in names):
            number += 1
            new = f"{name} {number}"
        unique.append(new)
    return unique
