"""The zone labeller: which part of a page each line of a capture belongs to."""

# ruff: noqa: RUF001 - words in Cyrillic and typographic marks are meant

from __future__ import annotations

from dataclasses import dataclass, field

from ceasefire.press.article import Zone
from ceasefire.press.captures.datelines import dateline
from ceasefire.press.captures.header import Header, read_header
from ceasefire.press.captures.items import Row, find_rows
from ceasefire.press.captures.lexicon import SOURCE
from ceasefire.press.captures.lines import Line

HEADING_WORDS = 12
LEAD_PARAGRAPHS = 4
_HARD = ("rights", "disclaimer", "mentions", "comments")
_LOOK_AHEAD = 3
_TITLE_WORDS = 3
_LABEL_WORDS = 4
_TEXT_WORDS = 12
_NAME_WORDS = 5
_TWO = 2
_ANNOUNCES: dict[str, Zone] = {
    "rights": "rights",
    "disclaimer": "rights",
    "mentions": "mentions",
    "comments": "comments",
    "subscription": "subscription",
    "items": "items",
}


@dataclass
class Layout:
    """The lines of a page with the zone of each and the rule that gave it.

    ``tail`` is the first line after the article; ``opening`` is the line with the dateline, -1
    for none. ``untimed`` are lines that are titles in lists without times.
    """

    lines: list[Line]
    header: Header
    rows: list[Row]
    zones: list[Zone]
    rules: list[str]
    tail: int = 0
    opening: int = -1
    untimed: list[str] = field(default_factory=list)

    def set(self, place: int, zone: Zone, rule: str) -> None:
        """Put line ``place`` into ``zone`` by ``rule``."""
        self.zones[place] = zone
        self.rules[place] = rule

    def places(self, *zones: Zone) -> list[int]:
        """List the lines in ``zones``, in order."""
        return [place for place, zone in enumerate(self.zones) if zone in zones]


def label(lines: list[Line]) -> Layout:
    """Give every line its zone: lists first, then the head, the body, and what comes after."""
    rows = find_rows(lines)
    listed = {place for row in rows for place in range(row.first, row.after)}
    header = read_header(lines, listed)
    count = len(lines)
    layout = Layout(lines, header, rows, ["furniture"] * count, ["before the title"] * count)
    for place in sorted(listed):
        layout.set(place, "items", "row of a list")
    _label_head(layout, listed)
    layout.tail = _label_body(layout, listed)
    _label_tail(layout, listed)
    _label_headings(layout)
    _label_lead(layout)
    return layout


def _label_head(layout: Layout, listed: set[int]) -> None:
    header, lines = layout.header, layout.lines
    if header.title >= 0:
        layout.set(header.title, "title", "title")
    for place in range(header.title + 1, header.first):
        if place in listed:
            continue
        kind = lines[place].kind
        if header.title >= 0 and kind in ("integer", "counter"):
            layout.set(place, "counters", "bare numbers below the title")
        elif kind == "credit":
            layout.set(place, "credit", "picture credit")
        elif kind in _ANNOUNCES:
            layout.set(place, _ANNOUNCES[kind], f"lexicon: {kind}")
        elif place == header.subtitle:
            layout.set(place, "subtitle", "short line between title and text")
        else:
            layout.rules[place] = "below the title" if kind == "plain" else kind


def _label_body(layout: Layout, listed: set[int]) -> int:
    """Label lines from the first of the article on; return the first line after it."""
    lines = layout.lines
    place = layout.header.first
    while place < len(lines):
        kind = lines[place].kind
        if place in listed:
            place += 1
        elif kind in _HARD:
            return place
        elif kind in ("items", "subscription"):
            after = _interruption(layout, place, listed)
            if after is None:
                return place
            place = after
        else:
            _label_body_line(layout, place)
            place += 1
    return place


def _label_body_line(layout: Layout, place: int) -> None:
    kind = layout.lines[place].kind
    if kind in ("plain", "row"):
        layout.set(place, "body", "text between head and tail")
    elif kind == "credit":
        layout.set(place, "credit", "picture credit")
    else:
        layout.set(place, "furniture", f"{kind} inside the text")


def _interruption(layout: Layout, place: int, listed: set[int]) -> int | None:
    """Label a box inside the body; return where the body goes on, ``None`` if it does not."""
    line = layout.lines[place]
    zone = _ANNOUNCES[line.kind]
    if line.kind == "items" and (title := _inline_title(line.text)):
        layout.set(place, "items", "link to another item")
        layout.untimed.append(title)
        return place + 1
    after = _resumes(layout.lines, place, listed)
    if after is None:
        return None
    if after == place + 1 and line.kind == "items":
        layout.set(place, "body", "word of a list, but text follows")
        return after
    for inside in range(place, after):
        if inside not in listed:
            layout.set(inside, zone, f"{line.kind} box inside the text")
            if zone == "items" and inside > place and layout.lines[inside].words >= _TITLE_WORDS:
                layout.untimed.append(layout.lines[inside].text)
    return after


def _inline_title(text: str) -> str:
    head, _, title = text.partition(":")
    return (
        title.strip()
        if len(head.split()) <= _LABEL_WORDS and len(title.split()) >= _TITLE_WORDS
        else ""
    )


def _resumes(lines: list[Line], place: int, listed: set[int]) -> int | None:
    """Find where text goes on within a few lines; rows of a list between do not count."""
    seen = 0
    skipped = False
    after = place + 1
    while after < len(lines) and seen < _LOOK_AHEAD:
        line = lines[after]
        if after in listed:
            skipped = True
        elif line.kind in _HARD:
            return None
        elif line.is_paragraph and line.words >= _TEXT_WORDS:
            return after if not skipped or _text_follows(lines, after) else None
        else:
            seen += 1
        after += 1
    return None


def _text_follows(lines: list[Line], place: int) -> bool:
    """Whether more than one paragraph follows a list: a footer has one line, an article more."""
    return sum(line.is_paragraph for line in lines[place : place + 2 * _TWO]) >= _TWO


def _label_tail(layout: Layout, listed: set[int]) -> None:
    zone: Zone = "furniture"
    timed = any(row.first >= layout.tail for row in layout.rows)
    for place in range(layout.tail, len(layout.lines)):
        line = layout.lines[place]
        if place in listed:
            zone = "items"
        elif line.kind in _ANNOUNCES:
            zone = _ANNOUNCES[line.kind]
            layout.set(place, zone, f"lexicon: {line.kind}")
        elif line.kind in ("furniture", "integer", "time", "counter"):
            layout.set(place, "furniture", f"{line.kind} after the text")
        else:
            layout.set(place, zone, f"after {zone}")
            if zone == "items" and not timed and line.words >= _TITLE_WORDS:
                layout.untimed.append(line.text)


def _label_headings(layout: Layout) -> None:
    body = layout.places("body")
    for before, place, after in zip(body, body[1:], body[2:], strict=False):
        if not _is_short_name(layout.lines[place]):
            continue
        if layout.zones[before] == "body" and layout.lines[after].words > HEADING_WORDS // 2:
            layout.set(place, "heading", "short line between paragraphs")
    if len(body) > 1:
        last = layout.lines[body[-1]]
        signed = _is_short_name(last) and last.words <= _NAME_WORDS
        if signed or (SOURCE.match(last.text) and last.words <= HEADING_WORDS):
            layout.set(body[-1], "furniture", "name below the text")


def _is_short_name(line: Line) -> bool:
    if line.words > HEADING_WORDS or line.words == 0:
        return False
    if SOURCE.match(line.text):
        return False
    first, last = line.text[0], line.text[-1]
    return last not in '.,;:…"”»“' and first not in '—–-"“„«(' and not first.islower()


def _label_lead(layout: Layout) -> None:
    """Take paragraphs before the dateline as the editor's summary."""
    body = layout.places("body")[: LEAD_PARAGRAPHS + 1]
    for number, place in enumerate(body):
        if dateline(layout.lines[place].text)[0]:
            layout.opening = place
            for before in body[:number]:
                layout.set(before, "lead", "paragraph before the dateline")
            return
