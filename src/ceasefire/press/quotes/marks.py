# ruff: noqa: RUF001 - the marks themselves
"""The mark machine: where words stand between quotation marks, in one paragraph.

Opening and closing marks of six languages, straight ones by the space around them, marks within
marks, marks that are missing on one side. One pass, so time grows with the length of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ceasefire.press.quotes.singles import singles

MARKS = frozenset('“”„«»"‟')
# Opening mark: marks that may close it.
CLOSERS = {"“": '”"', "„": '“”"', "«": "»", "»": "«", "”": "”", '"': '"”', "‟": '”"'}
BEFORE_OPEN = frozenset("([{—–-/:=") | frozenset("“„«‟‘'")
AFTER_CLOSE = frozenset(".,;:!?…)]}—–-/'’”»“")
DASHES = ("— ", "– ")
SINGLE = "single marks"


@dataclass(frozen=True)
class Marked:
    """Words between marks: ``start`` to ``end`` without them, ``outer`` ends with them.

    ``rule`` names how the two ends were found; ``unclosed`` says that a closing mark is missing.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    unclosed: bool = False
    rule: str = "marks"


def marked(text: str) -> tuple[Marked, ...]:
    """Outermost spans between marks in one paragraph, in order and without overlap.

    Args:
        text: one paragraph; offsets count in it.
    """
    machine = _Machine(text)
    single = singles(text)
    after = 0  # where words between single marks end: what they hold is nested
    for place, sign in enumerate(text):
        if place < after:
            continue
        if place in single and not machine.open:
            machine.whole(place, single[place])
            after = single[place] + 1
        elif sign in MARKS:
            machine.see(place, sign)
    return machine.finish()


class _Machine:
    """Holds the open marks, as (place, sign), and the spans found so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[tuple[int, str]] = []
        self.found: list[Marked] = []
        self.inner = -1  # last mark that closed a span within another
        self.after = 0  # where text begins that belongs to no span yet
        self.left = sum(sign in '”"' for sign in text)  # closing marks of “ still to come

    def see(self, place: int, sign: str) -> None:
        """Take one mark: close what is open, or open a span."""
        if sign in '”"':
            self.left -= 1
        opens, closes = self._fits(place)
        if self.open:
            clear = sign != '"'  # which side a straight mark is tells only the space around it
            if sign in CLOSERS[self.open[-1][1]] and (clear or closes or not opens):
                self._close(place)
            elif sign in "“«„" or opens:
                self._open_within(place, sign, opens=opens)
            return
        if sign == "”" and not opens:
            self._lone_close(place)
        elif sign in "“«„‟" or opens:
            self.open.append((place, sign))

    def whole(self, start: int, end: int) -> None:
        """Take words between single marks; double ones that they hold are whole."""
        self.left -= sum(sign in '”"' for sign in self.text[start:end])
        self._add(start, end, rule=SINGLE)

    def finish(self) -> tuple[Marked, ...]:
        """What is still open goes to the end of the paragraph and is flagged."""
        if self.open:
            start = self.open[0][0]
            if self.inner > start:
                self._add(start, self.inner, rule="one mark closes two")
            else:
                self._add(start, len(self.text), unclosed=True)
        return tuple(self.found)

    def _fits(self, place: int) -> tuple[bool, bool]:
        """Whether the space around a mark fits an opening one, and a closing one."""
        before = self.text[place - 1] if place else " "
        after = self.text[place + 1] if place + 1 < len(self.text) else " "
        opens = (before.isspace() or before in BEFORE_OPEN) and not after.isspace()
        closes = after.isspace() or after in AFTER_CLOSE
        if closes and before.isspace() and after.isspace():
            return not self.open, bool(self.open)
        return opens, closes and not (opens and before.isspace())

    def _open_within(self, place: int, sign: str, *, opens: bool) -> None:
        """A mark that opens while one is open: nested, or the former was never closed."""
        first = self.open[-1]
        if sign == "“" and first[1] == "“" and opens and self.left <= len(self.open):
            self._add(self.open[0][0], place, unclosed=True)
            self.open.clear()
        if sign != '"' or first[1] != '"':
            self.open.append((place, sign))

    def _close(self, place: int) -> None:
        start, _ = self.open.pop()
        if self.open:
            self.inner = place
        else:
            self._add(start, place)

    def _lone_close(self, place: int) -> None:
        """A closing mark without an opening one takes the text after the last dash before it."""
        dash = max(self.text.rfind(sign, self.after, place) for sign in DASHES)
        if dash < 0:
            self.after = place + 1  # so that no stretch is searched twice
            return
        self._add(dash + 1, place, rule="after a dash")

    def _add(self, start: int, end: int, *, unclosed: bool = False, rule: str = "marks") -> None:
        """Keep a span whose opening mark (or dash) stands at ``start``, if it has words."""
        first, last = trimmed(self.text, start + 1, end)
        outer_end = last if unclosed else min(end + 1, len(self.text))
        self.after = outer_end
        if any(sign.isalnum() for sign in self.text[first:last]):
            rule = "mark not closed" if unclosed else rule
            self.found.append(Marked(first, last, start, outer_end, unclosed, rule))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def reopened(spans: tuple[Marked, ...], following: str) -> tuple[Marked, ...]:
    """Spans of a paragraph, where an open last one goes on if the next paragraph opens again."""
    if spans and spans[-1].unclosed and following.lstrip()[:1] in CLOSERS:
        last = replace(spans[-1], unclosed=False, rule="opens again in the next paragraph")
        return (*spans[:-1], last)
    return spans
