"""What a page holds once it is read: the article, what stands around it, and where it comes from.

Offsets count characters from 0 into ``Article.text``, the stored text of the page, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ru", "uk", "de", "fr", "pl", ""]
LANGUAGES = ("en", "ru", "uk", "de", "fr", "pl")
ZONES = (
    "furniture", "title", "counters", "credit", "subtitle", "lead", "dateline", "heading", "body",
    "rights", "mentions", "comments", "subscription", "items",
)  # fmt: skip
Zone = Literal[
    "furniture", "title", "counters", "credit", "subtitle", "lead", "dateline", "heading", "body",
    "rights", "mentions", "comments", "subscription", "items",
]  # fmt: skip


@dataclass(frozen=True)
class Span:
    """A part of the stored text with what it is; ``rule`` names the rule that said so."""

    start: int
    end: int
    zone: Zone
    rule: str = ""


@dataclass(frozen=True)
class Counter:
    """A bare number beside an article, as found; ``label`` is only what it probably counts."""

    raw: str
    label: str


@dataclass(frozen=True)
class Item:
    """One row of a page's list of other items; blank or ``None`` where the page gives none."""

    time: str
    count: int | None
    title: str
    language: Language


@dataclass(frozen=True)
class Origin:
    """Where an article really comes from.

    ``outlet`` is whose article it is, ``carrier`` who translated it or showed it first, ``portal``
    the site that the page itself stands on: a machine translation on a portal of an agency's
    translation has all three. ``portal`` is blank if the page does not say, or if the site is the
    outlet's or the carrier's own. ``chain`` are the languages the article went through, the first
    the one it was written in (empty: not known). ``verbatim`` says whether quotes stand in the
    words they were spoken in as far as the page tells: ``False`` after a translation.
    ``published`` is a date only if the page gives one for this article.
    """

    outlet: str = ""
    outlet_country: str = ""
    carrier: str = ""
    chain: tuple[Language, ...] = ()
    verbatim: bool = True
    published: str | None = None
    portal: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, with its place in the stored text and its language.

    ``heading`` marks headings of the body and headlines; of a headline ``printer`` is whose words
    it is, the outlet or the carrier, and ``outlet`` whose article it heads (both blank elsewhere).
    """

    start: int
    end: int
    text: str
    language: Language
    heading: bool = False
    printer: str = ""
    outlet: str = ""


@dataclass(frozen=True)
class Article:
    """A page as it was read. ``text`` is the stored text that all offsets count in."""

    text: str
    title: str
    origin: Origin
    paragraphs: tuple[Paragraph, ...]
    spans: tuple[Span, ...] = ()
    subtitle: str = ""
    lead: str = ""
    dateline: str = ""
    image_credit: str = ""
    counters: tuple[Counter, ...] = ()
    items: tuple[Item, ...] = ()
    language: Language = ""
    warnings: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[str, ...]:
        """Paragraphs of the body without its headings."""
        return tuple(part.text for part in self.paragraphs if not part.heading)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the sections of the body."""
        return tuple(part.text for part in self.paragraphs if part.heading)
