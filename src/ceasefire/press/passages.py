"""Places in stored pages: how they are written in a case, and the words that stand there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ceasefire.case.columns import PATTERNS
from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Article
from ceasefire.press.store.store import Store, StoredArticle

PAGE_DIGITS = 12
AROUND = 240  # characters shown on either side where no paragraph says how much belongs to it
OPENING, CLOSING = "⟦", "⟧"
_FORM = re.compile(PATTERNS["passage"])
_FOLD = re.compile(r"\s+")


@dataclass(frozen=True)
class Passage:
    """A place in the stored text of a page: the first digits of its SHA-256, and two offsets."""

    page: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.page[:PAGE_DIGITS]}:{self.start}-{self.end}"

    @classmethod
    def parse(cls, text: str) -> Passage:
        """Read ``PAGE:START-END``.

        Raises:
            CeasefireError: the text has another shape.
        """
        if not _FORM.fullmatch(text):
            msg = f"'{text}' is not a place in a stored page"
            raise CeasefireError(msg, "write PAGE:START-END, as in 0123456789ab:120-180")
        page, _, place = text.partition(":")
        start, end = map(int, place.split("-"))
        return cls(page, start, end)


@dataclass(frozen=True)
class Context:
    """Words at a place of a page with what stands before and after them."""

    before: str
    words: str
    after: str

    def marked(self) -> str:
        """The words between brackets that pages do not use, in their sentence."""
        before, words, after = (shown(part) for part in (self.before, self.words, self.after))
        return f"{before}{OPENING}{words}{CLOSING}{after}"


@dataclass(frozen=True)
class Found:
    """A passage as it was found: the reading it counts in, and the words in their context.

    ``same`` says whether these words stand in the row that names the passage.
    """

    stored: StoredArticle
    context: Context
    same: bool


def context(article: Article, start: int, end: int) -> Context:
    """Return the words at a place with the rest of their paragraph, or some words on either side.

    Raises:
        CeasefireError: the article's text ends before the place does.
    """
    text = article.text
    if not 0 <= start < end <= len(text):
        msg = f"the page has {len(text)} characters and no place {start}-{end}"
        raise CeasefireError(msg, "the page was read otherwise since; look it up by its words")
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    cut = (first > 0, last < len(text))
    for part in article.paragraphs:
        if part.start <= start and end <= part.end:
            first, last = max(part.start, start - 2 * AROUND), min(part.end, end + 2 * AROUND)
            cut = (first > part.start, last < part.end)
            break
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    return Context("…" * cut[0] + before, text[start:end], after + "…" * cut[1])


def find_passage(store: Store, passage: Passage, sentence: str) -> Found:
    """Find a passage in the newest reading of its page whose words the sentence holds.

    A page that is read again by a later version may have other offsets; every reading is kept, so
    the one that was meant is found by the words. If none fits, the newest that is long enough is
    given, as not the same.

    Raises:
        CeasefireError: the store has no such page, or no reading of it is as long.
    """
    found: list[Found] = []
    readings = store.readings(passage.page)
    for stored in readings:
        if passage.end <= len(stored.article.text):
            here = context(stored.article, passage.start, passage.end)
            found.append(Found(stored, here, plain(here.words) in plain(sentence)))
    if not found:
        context(readings[0].article, passage.start, passage.end)  # says how long it is
    return next((one for one in found if one.same), found[0])


def shown(text: str) -> str:
    """Text of a page as a terminal may have it: one line, no control or direction characters."""
    kept = (c for c in _FOLD.sub(" ", text) if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return "".join(kept)


def plain(text: str) -> str:
    """Text of a page as a cell of a table may have it: as shown, without space at the ends."""
    return shown(text).strip()
