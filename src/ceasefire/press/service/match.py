"""Where words stand in a text, whatever their quotation marks and white space look like."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

Place = tuple[int, int]

_MARKS = frozenset("'\"`´’‘‚‛“”„‟«»‹›′″")  # noqa: RUF001 - the marks themselves
_MARK = "'"
_MOST = 100  # places of the same words that are looked at


@dataclass(frozen=True)
class Folded:
    """A text with one kind of mark and single spaces, without characters that are not seen.

    ``starts`` and ``ends`` give for each of its characters the bounds of what stands for it in the
    text it was made of. Letters with separate accents are put together (NFC).
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold a text, in time linear in its length."""
        signs: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        i = 0
        while i < len(text):
            end = i + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            for sign in _folded(text[i:end]):
                if sign == " " and signs and signs[-1] == " ":
                    ends[-1] = end
                    continue
                signs.append(sign)
                starts.append(i)
                ends.append(end)
            i = end
        return cls("".join(signs), tuple(starts), tuple(ends))

    def places(self, words: str, start: int = 0, end: int | None = None) -> list[Place]:
        """Bounds of words in the text it was made of, at borders of words, in order.

        Marks and spaces around the words do not count. There are none of words without a letter or
        digit, and at most the first hundred between ``start`` and ``end`` of that text.
        """
        needle = Folded.of(words).text.strip(_MARK + " ")
        found: list[Place] = []
        if not any(sign.isalnum() for sign in needle):
            return found
        low = bisect_left(self.starts, start)
        high = len(self.text) if end is None else bisect_right(self.ends, end)
        at = self.text.find(needle, low, high)
        while at >= 0 and len(found) < _MOST:
            after = at + len(needle)
            whole = self._border(at) and self._border(after)
            if whole:
                found.append((self.starts[at], self.ends[after - 1]))
            at = self.text.find(needle, after if whole else at + 1, high)
        return found

    def _border(self, at: int) -> bool:
        inside = 0 < at < len(self.text)
        return not (inside and self.text[at - 1].isalnum() and self.text[at].isalnum())


def nearest(places: list[Place], at: int) -> Place | None:
    """The place that begins nearest to ``at``, the earlier of two; ``None`` if there is none."""
    return min(places, key=lambda place: (abs(place[0] - at), place[0]), default=None)


def chosen(places: list[Place], before: list[Place]) -> Place | None:
    """The place that begins nearest to where words said to stand before it end, else the first."""
    if not before:
        return places[0] if places else None
    gap = {place: min(abs(place[0] - end) for _, end in before) for place in places}
    return min(places, key=lambda place: (gap[place], place[0]), default=None)


def apart(one: Place, other: Place) -> bool:
    """Whether two places share no character."""
    return one[1] <= other[0] or other[1] <= one[0]


def _folded(cluster: str) -> str:
    """What stands for one character with its accents."""
    first = cluster[0]
    if first.isspace():
        return " "
    if first in _MARKS:
        return _MARK
    if unicodedata.category(first) == "Cf":
        return ""
    return unicodedata.normalize("NFC", cluster)
