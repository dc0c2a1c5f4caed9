"""Bytes of any page in, a reading out: what kind of file it is, and all rooms of press in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from ceasefire.case.rows import Case
from ceasefire.press.actors.find import mentions
from ceasefire.press.actors.gazetteer import Gazetteer
from ceasefire.press.article import Article
from ceasefire.press.captures.portal import portal_at
from ceasefire.press.captures.read import read_capture
from ceasefire.press.languages import NO_LANGUAGE, language_of
from ceasefire.press.pages.decode import decode
from ceasefire.press.pages.feeds import Feed, read_feed
from ceasefire.press.pages.html import read_html
from ceasefire.press.pages.worker import Worker
from ceasefire.press.quotes import (
    CODEBOOK,
    Codebook,
    disagreements,
    headlines,
    quotes,
    statements,
)
from ceasefire.press.reading import Reading
from ceasefire.press.sites.load import site_rules
from ceasefire.press.sites.rule import Rules
from ceasefire.press.statement import Mention

Kind = Literal["html", "feed", "capture"]
_HEAD = 4_096  # characters in which the kind shows
_FEED = re.compile(r"<(?:rss|feed|opml|rdf:RDF)[\s>]", re.I)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|table|meta)[\s>/]", re.I)
# Zones in which somebody speaks or is spoken of; the rest is furniture and other items.
_SPOKEN = ("title", "subtitle", "lead", "dateline", "heading", "body")


@dataclass(frozen=True)
class Reader:
    """Reads pages one after the other with one child process, one gazetteer and rules of sites.

    ``codebook`` has the cues by which questions of the case are suggested.
    """

    worker: Worker
    gazetteer: Gazetteer | None
    rules: Rules
    codebook: Codebook = CODEBOOK

    def read(self, raw: bytes, *, name: str = "", charset: str = "") -> Reading | Feed:
        """Read a page or a feed.

        Args:
            raw: its bytes, possibly packed with gzip.
            name: file or address, named in errors.
            charset: what the server or the user says the charset is.

        Raises:
            CeasefireError: it is empty, too large, no text, or a feed that cannot be read.
        """
        decoded = decode(raw, charset=self.rules.charset(name) or charset)
        kind = kind_of(decoded.text)
        if kind == "feed":
            return read_feed(decoded, url=name, worker=self.worker)
        if kind == "html":
            article = read_html(
                decoded, url=name, language_of=language_of, worker=self.worker, rules=self.rules
            )
            if article.paragraphs and not article.language:
                article = replace(article, warnings=(*article.warnings, NO_LANGUAGE))
        else:
            article = read_capture(decoded.text)
            article = replace(article, warnings=(*decoded.warnings, *article.warnings))
        portal = portal_at(name, article.origin)
        article = replace(
            article,
            origin=replace(article.origin, portal=portal),
            warnings=(*article.warnings, *disagreements(article)),
        )
        return self.reading(article)

    def reading(self, article: Article) -> Reading:
        """Find who is named in an article, who says what, and what that may mean for the case."""
        named = self._mentions(article)
        parts = tuple(
            sorted((*headlines(article), *article.paragraphs), key=lambda part: part.start)
        )
        found = quotes(parts, named)
        return Reading(article, named, found, statements(found, parts, codebook=self.codebook))

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
def reader(
    case: Case | None = None, on: date | None = None, rules: Path | None = None
) -> Iterator[Reader]:
    """Give a reader that knows the actors of a case, with the offices they held on a day.

    With a case only its own questions are suggested.

    ``rules`` is a folder of the user's own rules of sites, which go before those that ship.

    Raises:
        InputFaultsError: a rule is wrong.
    """
    known, sites = None if case is None else Gazetteer.of(case, on), site_rules(rules)
    asked = CODEBOOK if case is None else CODEBOOK.only([row.id for row in case.rows("issues")])
    with Worker() as worker:
        yield Reader(worker, known, sites, asked)


def kind_of(text: str) -> Kind:
    """Tell a feed and a page of HTML from a page stored as text, by how it begins."""
    head = text[:_HEAD]
    if _FEED.search(head):
        return "feed"
    return "html" if _HTML.search(head) else "capture"
