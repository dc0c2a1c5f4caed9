# ruff: noqa: RUF001 - the marks themselves
"""Words and sentences of a paragraph, its quoted words hidden from the search for a speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ceasefire.press.article import Language
from ceasefire.press.quotes.cues import Lexicon
from ceasefire.press.quotes.marks import Marked

HIDDEN = "\x00"  # stands for each character of a quoted span
_WORD = re.compile(r"\x00+|\w+(?:[-’'.]\w+)*|[^\w\s]")
_FRENCH = re.compile(r"\x00+|\b(?:[cdjlmnst]|qu|lorsqu)['’](?=\w)|\w+(?:[-.]\w+)*|[^\w\s]", re.I)
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "rep",
        "gov",
        "gen",
        "lt",
        "col",
        "sgt",
        "st",
        "jr",
        "sr",
        "inc",
        "corp",
        "co",
        "vs",
        "no",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
        "a.m",
        "p.m",
        "г",
        "гг",
        "им",
        "тыс",
        "млн",
        "м",
        "mm",
        "mme",
        "bzw",
        "ca",
        "nr",
        "z.b",
        "str",
        "ul",
        "płk",
        "mjr",
        "ppłk",
        "inż",
        "im",
        "ds",
        "tys",
        "mln",
    ]
)


@dataclass(frozen=True)
class Word:
    """A word, a sign, or a hidden span, with its place in the paragraph."""

    start: int
    end: int
    text: str

    @cached_property
    def low(self) -> str:
        """The word in lower case, without a possessive ending."""
        low = self.text.lower().replace("’", "'")
        return low[:-2] if low[1:].endswith("'s") else low

    @property
    def hidden(self) -> bool:
        """Whether it stands for words between marks."""
        return self.text[0] == HIDDEN

    @property
    def sign(self) -> bool:
        """Whether it is punctuation."""
        return not (self.hidden or self.text[0].isalnum() or self.text[0] == "_")

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True)
class Sentence:
    """Words of one sentence in order; a quoted span is one word of it."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Place of its first word."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end

    def at(self, place: int) -> int:
        """Index of the word that ``place`` lies in, else of the last word before it."""
        return max(0, bisect_right(self.words, place, key=lambda word: word.start) - 1)


@dataclass(frozen=True)
class Part:
    """A paragraph made ready: its language and words, its quoted spans, its sentences."""

    text: str
    language: Language
    lexicon: Lexicon
    spans: tuple[Marked, ...]
    sentences: tuple[Sentence, ...]


def masked(text: str, spans: Sequence[Marked]) -> str:
    """The paragraph with each quoted span, marks included, hidden; same length."""
    parts, last = [], 0
    for span in spans:
        parts.append(text[last : span.outer_start].replace(HIDDEN, " "))
        parts.append(HIDDEN * (span.outer_end - span.outer_start))
        last = span.outer_end
    parts.append(text[last:].replace(HIDDEN, " "))
    return "".join(parts)


def sentences_of(
    text: str, spans: Sequence[Marked], language: Language = ""
) -> tuple[Sentence, ...]:
    """Sentences of a paragraph; one that ends within marks ends with them.

    Args:
        text: the paragraph.
        spans: its quoted spans, in order.
        language: French needs its elided articles cut off.
    """
    pattern = _FRENCH if language == "fr" else _WORD
    closing = {span.outer_start: text[span.end - 1] for span in spans}
    words = [
        Word(one.start(), one.end(), one.group()) for one in pattern.finditer(masked(text, spans))
    ]
    found: list[Sentence] = []
    current: list[Word] = []
    for i, word in enumerate(words):
        current.append(word)
        follower = words[i + 1] if i + 1 < len(words) else None
        if follower is None or _ends(word, follower, current, closing):
            found.append(Sentence(tuple(current)))
            current = []
    return tuple(found)


def _ends(word: Word, follower: Word, current: Sequence[Word], closing: dict[int, str]) -> bool:
    """Whether a sentence ends between two words."""
    if follower.start == word.end and not (word.hidden or follower.hidden):
        return False
    opens = follower.capital or follower.hidden or follower.text in "—–[("
    if word.hidden:
        return closing.get(word.start, "") in ".!?…" and opens and follower.text not in "—–"
    if word.text in "!?…":
        return opens
    if word.text != "." or not opens:
        return False
    before = current[-2].low if len(current) > 1 else ""
    if before == "no" and not follower.text[:1].isdigit():  # the answer, not short for "number"
        return True
    return before not in _ABBREVIATIONS and not (len(before) == 1 and before.isalpha())
