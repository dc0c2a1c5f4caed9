"""The parts of an article in which somebody may speak, and how many of them go into one call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ceasefire.press.article import Article, Language
from ceasefire.press.quotes.cues import Lexicon, lexicon_of
from ceasefire.press.quotes.marks import Marked, marked
from ceasefire.press.quotes.sentences import Word, sentences_of
from ceasefire.press.service.match import Folded, Place

_HEADLINES = ("title", "subtitle")
_GAP = "\n\n"
_BROKEN = re.compile("[\ud800-\udfff]")  # halves of characters: they have no bytes
_DASHES = ("—", "–", "- ")  # noqa: RUF001 - the signs themselves


@dataclass(frozen=True)
class Part:
    """A paragraph, heading or headline: its text, and where it begins in the stored text."""

    start: int
    text: str
    language: Language
    headline: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the stored text."""
        return self.start + len(self.text)

    @cached_property
    def folded(self) -> Folded:
        """Its text with marks and spaces alike."""
        return Folded.of(self.text)

    @cached_property
    def marks(self) -> tuple[Marked, ...]:
        """Its spans between marks."""
        return marked(self.text)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Words of saying of its language."""
        return lexicon_of(self.language, self.text)[1]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in order, those between marks too."""
        found = sentences_of(self.text, (), self.language)
        return tuple(word for sentence in found for word in sentence.words)

    def quoted(self, place: Place) -> bool:
        """Whether a place of the stored text is between marks, or in speech after a dash."""
        start, end = place[0] - self.start, place[1] - self.start
        inside = any(m.outer_start <= start and end <= m.outer_end for m in self.marks)
        return inside or self.text.lstrip().startswith(_DASHES)


@dataclass(frozen=True)
class Stretch:
    """A part as far as it goes into one call; bounds count in the stored text."""

    part: Part
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.part.text[self.start - self.part.start : self.end - self.part.start]

    def places(self, words: str) -> list[Place]:
        """Where words stand in it, as bounds in the stored text."""
        at = self.part.start
        found = self.part.folded.places(words, self.start - at, self.end - at)
        return [(at + start, at + end) for start, end in found]


@dataclass(frozen=True)
class Piece:
    """What goes into one call."""

    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """Its parts with blank lines between them."""
        return _BROKEN.sub("\ufffd", _GAP.join(one.text for one in self.stretches))

    def places(self, words: str) -> list[Place]:
        """Where words stand in it, inside one part, as bounds in the stored text."""
        return [place for one in self.stretches for place in one.places(words)]

    def part_at(self, place: Place) -> Part:
        """The part that a place lies in."""
        return next(
            one.part for one in self.stretches if one.start <= place[0] and place[1] <= one.end
        )


def parts_of(article: Article) -> tuple[Part, ...]:
    """Title, sub-headline, headings and paragraphs of an article, in the order of the text."""
    found = [
        Part(one.start, article.text[one.start : one.end], one.language, one.heading)
        for one in article.paragraphs
    ]
    taken = [(part.start, part.end) for part in found]
    for span in article.spans:
        free = all(span.end <= start or end <= span.start for start, end in taken)
        if span.zone in _HEADLINES and free:
            words = article.text[span.start : span.end]
            found.append(Part(span.start, words, article.language, headline=True))
    return tuple(sorted((part for part in found if part.text.strip()), key=lambda part: part.start))


def pieces_of(parts: Sequence[Part], most: int) -> tuple[Piece, ...]:
    """Put whole parts together up to ``most`` characters; a longer part is cut between words."""
    pieces: list[Piece] = []
    current: list[Stretch] = []
    size = 0
    for stretch in (one for part in parts for one in _cut(part, most)):
        length = stretch.end - stretch.start + len(_GAP)
        if current and size + length > most + len(_GAP):
            pieces.append(Piece(tuple(current)))
            current, size = [], 0
        current.append(stretch)
        size += length
    return (*pieces, Piece(tuple(current))) if current else tuple(pieces)


def _cut(part: Part, most: int) -> Iterator[Stretch]:
    start = 0
    while len(part.text) - start > most:
        window = part.text[start : start + most]
        spaces = [window.rfind(sign) for sign in (". ", " ")]
        cut = next((i + 1 for i in spaces if i > most // 2), most)
        yield Stretch(part, part.start + start, part.start + start + cut)
        start += cut
    yield Stretch(part, part.start + start, part.end)
