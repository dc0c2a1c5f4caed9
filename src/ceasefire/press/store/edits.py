"""What an analyst changes of a statement, field by field; each says from then on who set it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from ceasefire.case.rows import Case
from ceasefire.core.bands import Band
from ceasefire.core.errors import CeasefireError, near
from ceasefire.press.quotes.codebook import CODEBOOK
from ceasefire.press.statement import STANCES, Figure, Statement

NO_FIGURE = "none"
SET_BY = "set by "  # begins the rule of a field that an analyst changed
UNITS = ("people", "brigades", "battalions", "divisions", "aircraft", "ships")
_FIGURE = re.compile(r"([^,]*)(?:,([^,]*),([^,]*?))?\s+(\S+)")


@dataclass(frozen=True)
class Edits:
    """New values of fields, ``None`` where a field stays; a figure as ``LOW,MODE,HIGH UNIT``."""

    speaker: str | None = None
    role: str | None = None
    issue: str | None = None
    stance: str | None = None
    modality: str | None = None
    negated: bool | None = None
    condition: str | None = None
    figure: str | None = None


def edited(
    statement: Statement, edits: Edits, *, by: str, issues: Collection[str] = (),
    case: Case | None = None,
) -> Statement:  # fmt: skip
    """Return a statement with the fields changed, each marked with who changed it.

    Issues are those of the case if one is given, else those the codebook or ``issues`` know.

    Raises:
        CeasefireError: there is no such stance or issue, an actor of the case was meant and is not
            there, or the figure is none.
    """
    if edits.stance is not None and edits.stance not in STANCES:
        hint = near(edits.stance, STANCES) or f"stances are: {', '.join(STANCES)}"
        msg = f"there is no stance '{edits.stance}'"
        raise CeasefireError(msg, hint)
    _check_issue(edits.issue, issues, case)
    _check_speaker(edits.speaker, case)
    fields = {
        "role": edits.role, "issue": edits.issue, "stance": edits.stance,
        "modality": edits.modality, "negated": edits.negated, "condition": edits.condition,
    }  # fmt: skip
    changed: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in fields.items()
        if value is not None
    }
    if edits.figure is not None:
        changed["figure"] = _figure(statement, edits.figure)
    mark = f"{SET_BY}{by.strip()}"
    changed = {name: value for name, value in changed.items() if value != getattr(statement, name)}
    quote = statement.quote
    if edits.speaker is not None and edits.speaker.strip() != quote.speaker:
        speaker = edits.speaker.strip()
        rules = {**quote.rules, "speaker": mark}
        quote = replace(quote, speaker=speaker, anonymous=not speaker, rules=rules)
    if not changed:
        return replace(statement, quote=quote)
    rules = {**statement.rules, **dict.fromkeys(changed, mark)}
    return replace(statement, quote=quote, rules=rules, **changed)


def _check_issue(issue: str | None, issues: Collection[str], case: Case | None) -> None:
    known = {*issues, *(hint.value for hint in CODEBOOK.issues)}
    if case is not None:
        known = set(case.tables["issues"])
    if issue and issue.strip() not in known:
        hint = near(issue, known) or f"issues are: {', '.join(sorted(known))}"
        more = "" if case else "; name the case that has it with --case"
        msg = f"there is no issue '{issue}'"
        raise CeasefireError(msg, hint + more)


def _check_speaker(speaker: str | None, case: Case | None) -> None:
    """A single lower-case word is an actor's id: of a case that is given it has to be one."""
    if not speaker or case is None or not re.fullmatch(r"[a-z0-9_]+", speaker.strip()):
        return
    actors = case.tables["actors"]
    if speaker.strip() not in actors:
        msg = f"the case has no actor '{speaker}'"
        hint = near(speaker, actors) or "give the full name of who is no actor of the case"
        raise CeasefireError(msg, hint)


def _figure(statement: Statement, text: str) -> Figure | None:
    if text.strip() == NO_FIGURE:
        return None
    match = _FIGURE.fullmatch(text.strip())
    if match is None:
        msg = f"'{text}' is no figure"
        raise CeasefireError(msg, "write LOW,MODE,HIGH UNIT, as in ',,3000 people'; or none")
    first, mode, high, unit = match.groups()
    if unit not in UNITS:
        msg = f"there is no unit '{unit}'"
        raise CeasefireError(msg, near(unit, UNITS) or f"units are: {', '.join(UNITS)}")
    ends = (first, mode, high) if mode is not None else ("", first, "")
    band = Band(*(_number(end or "") for end in ends))
    if band.blank or not band.ordered:
        msg = f"'{text}' is no band"
        raise CeasefireError(msg, "give at least one number, and low not above mode or high")
    old = statement.figure
    if old is not None:
        return replace(old, band=band, unit=unit)
    quote = statement.quote
    return Figure(quote.start, quote.end, quote.text, band, unit)


def _number(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0 or "_" in text:
        msg = f"'{text.strip()}' is not a number of 0 or more"
        raise CeasefireError(msg, "write it with digits and without separators")
    return number
