# ruff: noqa: RUF001, RUF002, RUF003 - the marks themselves
"""Single marks: where ‘words’ stand between them, and where the same sign is an apostrophe.

A closing mark and an apostrophe look alike, so marks are paired before any is believed: an opening
one needs a closing one, and the double marks between the two have to be whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENERS = {"‘": "’", "‚": "‘’", "‹": "›", "'": "'"}
_SIGNS = frozenset("‘’‚‹›'")
_BEFORE = frozenset('([{—–-/:«“„"')
_AFTER = frozenset('.,;:!?…)]}—–-/”»“"')
_ENDS = frozenset(",.!?…")
# Words that begin with an apostrophe, which many set as an opening mark: the ‘90s, ‘em.
_ELIDED = re.compile(r"(?:\d0s|em|til|tis|twas|cause|n|bout)\b", re.IGNORECASE)
_STRAIGHT, _FRENCH = "'", "‹"


@dataclass(frozen=True)
class _Sign:
    """One sign with what it may be, and the double marks that were open so far."""

    place: int
    sign: str
    opens: bool
    closes: bool
    doubtful: bool
    balance: tuple[int, int, int]


def singles(text: str) -> dict[int, int]:
    """Opening single marks of a paragraph with their closing ones; apostrophes are left out."""
    if not any(sign in text for sign in OPENERS):
        return {}
    pairs: dict[int, int] = {}
    open_marks: list[_Sign] = []
    waiting: _Sign | None = None  # the first sign after an opening mark that may close it
    for one in _signs(text):
        fitting = bool(open_marks) and one.sign in OPENERS[open_marks[-1].sign]
        if one.closes and fitting and not one.doubtful:
            _pair(open_marks.pop(), one, pairs)
            waiting = None
        elif one.opens and one.sign in OPENERS:
            if waiting and open_marks:
                _pair(open_marks.pop(), waiting, pairs)
            if open_marks and one.sign == _STRAIGHT == open_marks[-1].sign:
                open_marks.pop()  # the former was an apostrophe: 'em
            open_marks.append(one)
            waiting = None
        elif one.closes and fitting and waiting is None:
            waiting = one
    if waiting and open_marks:
        _pair(open_marks[-1], waiting, pairs)
    return pairs


def _pair(first: _Sign, last: _Sign, pairs: dict[int, int]) -> None:
    if first.balance == last.balance:
        pairs[first.place] = last.place


def _signs(text: str) -> list[_Sign]:
    """Signs that may open or close, with the double marks before each counted."""
    found: list[_Sign] = []
    curly = straight = angle = 0
    for place, sign in enumerate(text):
        if sign in "“„":
            curly += 1
        elif sign == "”":
            curly -= 1
        elif sign == '"':
            straight ^= 1
        elif sign in "«»":
            angle += 1 if sign == "«" else -1
        elif sign in _SIGNS:
            one = _sign(text, place, sign, (curly, straight, angle))
            if one.opens or one.closes:
                found.append(one)
    return found


def _sign(text: str, place: int, sign: str, balance: tuple[int, int, int]) -> _Sign:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    opens = sign in OPENERS and (before.isspace() or before in _BEFORE)
    opens = opens and (after.isalnum() or after in '“„«"…' or sign == _FRENCH)
    opens = opens and _ELIDED.match(text, place + 1) is None
    closes = (sign == "›" or not before.isspace()) and not after.isalnum() and not opens
    closes = closes and (after.isspace() or after in _AFTER)
    if sign == _STRAIGHT:
        closes = closes and (before in _ENDS or (before not in "sS" and after in _ENDS))
    # The allies’ plan: after an s before a further word it is more likely an apostrophe.
    doubtful = before in "sS" and after.isspace()
    return _Sign(place, sign, opens, closes, doubtful, balance)
