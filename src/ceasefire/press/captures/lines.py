"""The lines of a capture with what each is by itself, before its neighbours are looked at."""

# ruff: noqa: RUF001 - words in Cyrillic and typographic marks are meant

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ceasefire.press.captures import dates
from ceasefire.press.captures import lexicon as lex

Kind = Literal[
    "plain", "integer", "time", "row", "date", "credit", "byline", "furniture", "counter",
    "rights", "disclaimer", "mentions", "comments", "subscription", "items",
]  # fmt: skip

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_BLANKS = re.compile(r"\s+")
_BULLET = re.compile("^[•·▪●○◦‣*]\\s*")
_CLOSING = " .:;,…»>→›"
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TERMINAL = re.compile('[.!?…。؟۔]["\'”“»’)\\]]*$|[.!?…]["\'”“»]?\\)$|[”»"]$')
_INTEGER = re.compile("\\d{1,3}(?:[ \u00a0\u202f,]\\d{3})+|\\d{1,9}")
_COUNTS = re.compile(r"\d{1,9}(?:\s*[/|•·]\s*\d{1,9}){1,5}|\d{1,9}(?:(?:\t| {2,})\d{1,9}){1,5}")
_SEPARATED = re.compile(r"\s+[/>|»›•·]\s+|\s*[>|»›]\s*")
OPEN_HOLDER = re.compile(
    r"(?:belong(?:s)? to|принадлежат|принадлежит|належать|належить|liegen bei|appartiennent à"
    r"|należą do)\s*:?$",
    re.IGNORECASE,
)
"""A rights line that breaks off before the holder's name."""
_HEAD = 400
"""Characters of a line that patterns look at; what is longer is a paragraph."""
LEXICON_WORDS = 45
"""Words of the longest line that can be a legal line or another announcement."""
_WIDEST = 120
_CUT_LINES = 3
_LABELLED_COUNTER = 40
_LONGEST_CREDIT = 200
_LONGEST_MENU = 200
_MENU_PARTS = 3
_BYLINE_WORDS = 12
_LONG_PARAGRAPH = 25
_SHORT_PARAGRAPH = 8


@dataclass(frozen=True)
class Line:
    """A line that is not blank: ``start`` and ``end`` in the text, and ``text`` made comparable.

    ``gap`` is the number of line ends since the line before (1: they stand side by side).
    ``words`` counts words; ``kind`` is what the line is by itself.
    """

    start: int
    end: int
    text: str
    gap: int
    words: int
    kind: Kind = "plain"

    @property
    def closed(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _TERMINAL.search(self.text[-6:]) is not None

    @property
    def is_paragraph(self) -> bool:
        """Whether the line reads as a paragraph: long, or a sentence of some length."""
        return self.kind == "plain" and (
            self.words >= _LONG_PARAGRAPH or (self.words >= _SHORT_PARAGRAPH and self.closed)
        )


def read_lines(text: str) -> list[Line]:
    """Split a text into lines that are not blank; join the lines of a text cut at a width."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match[0]
        if not raw.strip():
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.start() + len(raw.rstrip())
        gap = max(1, _ends(text, last, start))
        found.append(make_line(text, start, end, gap))
        last = end
    return _unwrapped(text, found)


def _ends(text: str, start: int, end: int) -> int:
    between = text[start:end]
    return max(between.count("\n"), between.count("\r"))


def make_line(text: str, start: int, end: int, gap: int) -> Line:
    """Build the line ``text[start:end]`` and say what it is by itself."""
    bare = _BLANKS.sub(" ", _INVISIBLE.sub("", text[start:end])).strip()
    bare = _BULLET.sub("", bare)
    words = len(_WORD.findall(bare)) + len(_UNSPACED.findall(bare)) // 2
    raw = _BULLET.sub("", text[start : min(end, start + _HEAD)])
    return Line(start, end, bare, gap, words, _kind(bare, raw, words))


def _kind(bare: str, raw: str, words: int) -> Kind:
    lower = bare[:_HEAD].lower().strip(_CLOSING)
    if not lower or lower in lex.FURNITURE or _is_menu(bare, words):
        return "furniture"
    if _INTEGER.fullmatch(bare):
        return "integer"
    if dates.is_time(bare):
        return "time"
    if _COUNTS.fullmatch(raw) or counter_label(bare):
        return "counter"
    if words > LEXICON_WORDS:
        return "plain"
    return _announced(bare[:_HEAD], words)


def _announced(bare: str, words: int) -> Kind:
    for name, pattern in lex.ENDERS:
        if pattern.match(bare):
            return name  # type: ignore[return-value]
    if credit_of(bare):
        return "credit"
    if dates.is_date_line(bare):
        return "date"
    if dates.row(bare):
        return "row"
    return "byline" if words <= _BYLINE_WORDS and lex.BYLINE.match(bare) else "plain"


def counter_label(text: str) -> str:
    """Give what a labelled number counts (``views`` of ``86 views``), blank for other lines."""
    if len(text) > _LABELLED_COUNTER or not any(letter.isdigit() for letter in text):
        return ""
    for name, pattern in lex.COUNTER_WORDS:
        word = pattern.pattern
        if re.fullmatch(rf"{word}\s*[:(]?\s*[\d ]+\)?|[\d ]*\d\s*{word}", text, re.IGNORECASE):
            return name
    return ""


def counts_in(raw: str) -> list[str]:
    """Give the numbers of a line that holds nothing but numbers."""
    return re.findall(r"\d+", raw)


def credit_of(text: str) -> str:
    """Give whom a line credits for a picture, blank if the line is no credit."""
    if len(text) > _LONGEST_CREDIT:
        return ""
    for pattern in (lex.CREDIT, lex.COPYRIGHT_CREDIT):
        if found := pattern.match(text):
            label = text[: found.end()]
            mark = "© " if "©" in label else ""
            return (mark + text[found.end() :]).strip()
    found = lex.CAPTION_CREDIT.search(text)
    return found[1] if found else ""


def _is_menu(bare: str, words: int) -> bool:
    """Whether a line is a path or a menu: short names with marks between, or menu words."""
    if len(bare) > _LONGEST_MENU:
        return False
    parts = [part.strip().lower() for part in _SEPARATED.split(bare)]
    if len(parts) >= _MENU_PARTS and words <= 4 * len(parts) and not _COUNTS.fullmatch(bare):
        return True
    single = bare.lower().split()
    return len(single) > 1 and all(word.strip(",") in lex.FURNITURE for word in single)


def _unwrapped(text: str, found: list[Line]) -> list[Line]:
    """Join the lines of paragraphs that were cut at a width, on a page that was cut so."""
    width = max((line.end - line.start for line in found), default=0)
    pairs = pairwise(found)
    if width > _WIDEST or sum(_runs_on(line, after, width) for line, after in pairs) < _CUT_LINES:
        return found
    joined: list[Line] = []
    starts = [0, *(i for i in range(1, len(found)) if not _follows(found[i - 1], found[i], width))]
    for first, after in zip(starts, [*starts[1:], len(found)], strict=True):
        head, tail = found[first], found[after - 1]
        whole = head if first + 1 == after else make_line(text, head.start, tail.end, head.gap)
        joined.append(whole)
    return joined


def _runs_on(line: Line, after: Line, width: int) -> bool:
    return _follows(line, after, width) and not line.closed and after.text[:1].islower()


def _follows(line: Line, after: Line, width: int) -> bool:
    full = line.end - line.start >= max(45, 0.6 * width)
    return (
        full and after.gap == 1 and line.kind == "plain" and after.kind in ("plain", "date", "row")
    )


def invisible_marks(text: str) -> int:
    """Count control characters and direction marks, which are never shown but part lines."""
    return len(_INVISIBLE.findall(text))
