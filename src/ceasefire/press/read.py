"""Bytes of any page in, a reading out: what kind of file it is, and all rooms of press in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ceasefire.case.rows import Case
from ceasefire.press.actors.find import mentions
from ceasefire.press.actors.gazetteer import Gazetteer
from ceasefire.press.article import Article
from ceasefire.press.captures.read import read_capture
from ceasefire.press.languages import language_of
from ceasefire.press.pages.decode import decode
from ceasefire.press.pages.feeds import Feed, read_feed
from ceasefire.press.pages.html import read_html
from ceasefire.press.pages.worker import Worker
from ceasefire.press.quotes import quotes, statements
from ceasefire.press.reading import Reading
from ceasefire.press.statement import Mention

Kind = Literal["html", "feed", "capture"]
_HEAD = 4_096  # characters in which the kind shows
_FEED = re.compile(r"<(?:rss|feed|opml|rdf:RDF)[\s>]", re.I)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|table|meta)[\s>/]", re.I)
# Zones in which somebody speaks or is spoken of; the rest is furniture and other items.
_SPOKEN = ("title", "subtitle", "lead", "dateline", "heading", "body")


@dataclass(frozen=True)
class Reader:
    """Reads pages one after the other with one child process and one gazetteer."""

    worker: Worker
    gazetteer: Gazetteer | None

    def read(self, raw: bytes, *, name: str = "", charset: str = "") -> Reading | Feed:
        """Read a page or a feed.

        Args:
            raw: its bytes, possibly packed with gzip.
            name: file or address, named in errors.
            charset: what the server or the user says the charset is.

        Raises:
            CeasefireError: it is empty, too large, no text, or a feed that cannot be read.
        """
        decoded = decode(raw, charset=charset)
        kind = kind_of(decoded.text)
        if kind == "feed":
            return read_feed(decoded, url=name, worker=self.worker)
        if kind == "html":
            return self.reading(
                read_html(decoded, url=name, language_of=language_of, worker=self.worker)
            )
        article = read_capture(decoded.text)
        return self.reading(replace(article, warnings=(*decoded.warnings, *article.warnings)))

    def reading(self, article: Article) -> Reading:
        """Find who is named in an article, who says what, and what that may mean for the case."""
        named = self._mentions(article)
        found = quotes(article.paragraphs, named)
        return Reading(article, named, found, statements(found, article.paragraphs))

    def _mentions(self, article: Article) -> tuple[Mention, ...]:
        if self.gazetteer is None:
            return ()
        places = [(s.start, s.end) for s in article.spans if s.zone in _SPOKEN]
        places = places or [(part.start, part.end) for part in article.paragraphs]
        found = mentions(article.text, article.language, self.gazetteer)
        return tuple(
            one for one in found
            if any(start <= one.start and one.end <= end for start, end in places)
        )  # fmt: skip


@contextmanager
def reader(case: Case | None = None, on: date | None = None) -> Iterator[Reader]:
    """Give a reader that knows the actors of a case, with the offices they held on a day."""
    known = None if case is None else Gazetteer.of(case, on)
    with Worker() as worker:
        yield Reader(worker, known)


def kind_of(text: str) -> Kind:
    """Tell a feed and a page of HTML from a page stored as text, by how it begins."""
    head = text[:_HEAD]
    if _FEED.search(head):
        return "feed"
    return "html" if _HTML.search(head) else "capture"
