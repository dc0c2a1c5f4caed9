"""Lists of other items: rows of a time, perhaps a count, and a title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceasefire.press.article import Item, Language
from ceasefire.press.captures import dates
from ceasefire.press.captures.lines import Line

TITLE_WORDS = 40
_RUN = 2
_TITLES = ("plain", "byline", "date", "rights", "disclaimer", "items", "row")


@dataclass(frozen=True)
class Row:
    """The lines ``first`` to ``after`` (exclusive) of one row, and what they say."""

    first: int
    after: int
    time: str
    count: int | None
    title: str


def find_rows(lines: list[Line]) -> list[Row]:
    """Find the rows of all lists: two or more in a run, or any under a list's heading."""
    rows: list[Row] = []
    run: list[Row] = []
    place = 0
    while place < len(lines):
        row = _row_at(lines, place, run)
        if row is None:
            rows += _kept(run, lines)
            run = []
            place += 1
        else:
            run.append(row)
            place = row.after
    return rows + _kept(run, lines)


def _kept(run: list[Row], lines: list[Line]) -> list[Row]:
    if not run:
        return []
    headed = run[0].first > 0 and lines[run[0].first - 1].kind == "items"
    return _with_counts(run) if headed or len(run) >= _RUN else []


def _with_counts(run: list[Row]) -> list[Row]:
    """Read leading numbers of titles as counts where every row of a longer run has one."""
    split = [row.title.split(" ", 1) for row in run]
    given = any(row.count is not None for row in run)
    if given or len(run) <= _RUN or not all(p[0].isdecimal() and p[1:] for p in split):
        return run
    return [
        Row(row.first, row.after, row.time, int(number[:9]), title.strip())
        for row, (number, title) in zip(run, split, strict=True)
    ]


def _row_at(lines: list[Line], place: int, run: list[Row]) -> Row | None:
    line = lines[place]
    if line.kind == "row" and (parts := dates.row(line.text)) and line.words <= TITLE_WORDS:
        return Row(place, place + 1, parts[0], None, parts[1])
    if line.kind == "time":
        return _row_from_time(lines, place, in_run=bool(run))
    # Title before time: only as a list that begins so, or a stray line would shift all rows.
    under_heading = not run and place > 0 and lines[place - 1].kind == "items"
    begun_so = bool(run) and lines[run[0].first].kind == "plain"
    return _row_from_title(lines, place) if under_heading or begun_so else None


def _row_from_time(lines: list[Line], place: int, *, in_run: bool) -> Row | None:
    after = place + 1
    count = None
    if after < len(lines) and lines[after].kind == "integer":
        count = _integer(lines[after].text)
        after += 1
    if after < len(lines) and lines[after].kind in _TITLES and lines[after].words <= TITLE_WORDS:
        return Row(place, after + 1, lines[place].text, count, lines[after].text)
    cut_off = in_run and after == len(lines)
    return Row(place, after, lines[place].text, count, "") if cut_off else None


def _row_from_title(lines: list[Line], place: int) -> Row | None:
    """Read a row whose title stands before its time."""
    title = lines[place]
    if title.kind != "plain" or title.words > TITLE_WORDS or place + 1 >= len(lines):
        return None
    if lines[place + 1].kind != "time":
        return None
    after = place + 2
    count = None
    if after < len(lines) and lines[after].kind == "integer":
        count = _integer(lines[after].text)
        after += 1
    return Row(place, after, lines[place + 1].text, count, title.text)


def _integer(text: str) -> int:
    return int("".join(letter for letter in text if letter.isdecimal())[:12])


def as_items(
    rows: list[Row], untimed: list[str], language_of: Callable[[str], Language]
) -> tuple[Item, ...]:
    """Give rows, then titles of lists without times, as items with their languages."""
    timed = [
        Item(row.time, row.count, row.title, language_of(row.title) if row.title else "")
        for row in rows
    ]
    return (*timed, *(Item("", None, title, language_of(title)) for title in untimed))
