"""The head of a page: title, numbers and credits below it, and where the article begins."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.press.captures.datelines import dateline
from ceasefire.press.captures.lines import Line

TITLE_WORDS = 6
LONGEST_TITLE = 40
OPENING_WORDS = 25
_LEAST_TITLE = 2
_BESIDE_DATE = 3
_SENTENCE_WORDS = 10
_SUBTITLE_WORDS = 4
_CREDITED_WORDS = 3
_MARKERS = ("integer", "counter", "credit", "date", "time")


@dataclass(frozen=True)
class Header:
    """Places of lines: the title, the sub-headline, and the first line of the article itself.

    ``title`` and ``subtitle`` are -1 where there is none; ``first`` is the number of lines if
    the page holds no article.
    """

    title: int
    subtitle: int
    first: int


def read_header(lines: list[Line], listed: set[int]) -> Header:
    """Find the head of a page; ``listed`` are lines that belong to lists of other items."""
    free = [place for place in range(len(lines)) if place not in listed]
    title = _title(lines, free)
    after = [place for place in free if place > title]
    first = next((place for place in after if _opens(lines[place])), len(lines))
    between = [place for place in after if place < first]
    first = _short_opening(lines, between, first)
    subtitle = _subtitle(lines, [place for place in between if place < first], title)
    return Header(title, subtitle, first)


def _title(lines: list[Line], free: list[int]) -> int:
    marker = _marker(lines, free)
    before = [place for place in free if place < marker and lines[place].kind == "plain"]
    if marker < len(lines) and before:
        long = [p for p in before if TITLE_WORDS <= lines[p].words <= LONGEST_TITLE]
        best = long[0] if long else _wordiest(lines, before)
        least = _BESIDE_DATE if lines[marker].kind in ("date", "time") else _LEAST_TITLE
        if least <= lines[best].words <= LONGEST_TITLE:
            return best
    return _title_before_text(lines, free)


def _marker(lines: list[Line], free: list[int]) -> int:
    """Find the first number, credit or date below the title; none is looked for in the body."""
    paragraphs = 0
    for place in free:
        paragraphs += lines[place].is_paragraph
        if paragraphs > 1:
            break
        if lines[place].kind in _MARKERS:
            return place
    return len(lines)


def _title_before_text(lines: list[Line], free: list[int]) -> int:
    window: list[int] = []
    for place in free:
        line = lines[place]
        if _opens(line) and (window or line.words >= OPENING_WORDS):
            break
        if window and line.kind in ("rights", "disclaimer", "comments"):
            break
        if line.kind == "plain":
            window.append(place)
    long = [p for p in window if TITLE_WORDS <= lines[p].words <= LONGEST_TITLE]
    if long:
        return long[0]
    best = _wordiest(lines, window)
    return best if best >= 0 and lines[best].words >= _LEAST_TITLE else -1


def _wordiest(lines: list[Line], places: list[int]) -> int:
    return max(places, key=lambda place: lines[place].words, default=-1)


def _opens(line: Line) -> bool:
    """Whether a line can only be text of an article: long, a full sentence, or with a dateline."""
    if line.kind != "plain":
        return False
    if line.words >= OPENING_WORDS or dateline(line.text)[0]:
        return True
    return line.words >= _SENTENCE_WORDS and line.closed and not line.text.endswith(("?", "!"))


def _short_opening(lines: list[Line], between: list[int], first: int) -> int:
    """Let the article begin at a short full sentence that stands below all numbers and credits."""
    last = max((place for place in between if lines[place].kind in _MARKERS), default=-1)
    for place in between:
        line = lines[place]
        full = line.closed and not line.text.endswith(("?", "!"))
        if place > last and line.kind == "plain" and line.words >= _SUBTITLE_WORDS and full:
            return place
    return first


def _subtitle(lines: list[Line], between: list[int], title: int) -> int:
    plain = [p for p in between if lines[p].kind == "plain" and lines[p].words >= _CREDITED_WORDS]
    plain = [p for p in plain if title < 0 or lines[p].text != lines[title].text]
    credit = max((p for p in between if lines[p].kind == "credit"), default=-1)
    below = [p for p in plain if p > credit >= 0]
    if below:
        return below[0]
    best = _wordiest(lines, plain)
    return best if best >= 0 and lines[best].words >= _SUBTITLE_WORDS else -1
