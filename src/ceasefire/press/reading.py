"""A page as it was read, with who is named in it and who said what: one documented JSON form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ceasefire.core.bands import Band
from ceasefire.press.article import Article
from ceasefire.press.statement import Figure, Mention, Quote, Statement


@dataclass(frozen=True)
class Reading:
    """An article with its mentions, quotes and statements; all offsets count in its stored text."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the reading in its documented form; see docs/press.md."""
        numbers: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for i, quote in enumerate(self.quotes):
            numbers[quote.start, quote.end].append(i)
        return {
            "article": _article(self.article),
            "items": [
                {"time": item.time, "count": item.count, "title": item.title,
                 "language": item.language}
                for item in self.article.items
            ],
            "quotes": [_quote(quote) for quote in self.quotes],
            "mentions": _mentions(self.mentions),
            "statements": [
                {"speaker": one.quote.speaker, "issue": one.issue, "stance": one.stance,
                 "figure": _figure(one.figure), "quote": self._number_of(one.quote, numbers)}
                for one in self.statements
            ],
        }  # fmt: skip

    def _number_of(self, quote: Quote, numbers: Mapping[tuple[int, int], list[int]]) -> int | None:
        """Place of a quote in the list of quotes; ``None`` if it is not one of them."""
        there = numbers.get((quote.start, quote.end), [])
        return next((i for i in there if self.quotes[i] == quote), None)


def _article(article: Article) -> dict[str, Any]:
    origin = article.origin
    return {
        "title": article.title, "outlet": origin.outlet, "outlet_country": origin.outlet_country,
        "carrier": origin.carrier, "portal": origin.portal, "chain": list(origin.chain),
        "verbatim": origin.verbatim, "published": origin.published,
        "image_credit": article.image_credit,
        "counters": [{"raw": c.raw, "label": c.label} for c in article.counters],
        "subtitle": article.subtitle, "dateline": article.dateline, "lead": article.lead,
        "body": list(article.body), "headings": list(article.headings),
        "language": article.language, "warnings": list(article.warnings),
    }  # fmt: skip


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text, "speaker": quote.speaker, "speaker_surface": quote.surface,
        "anonymous": quote.anonymous, "mode": quote.mode, "start": quote.start, "end": quote.end,
        "verb": quote.verb, "language": quote.language, "unclosed": quote.unclosed,
        "confidence": quote.confidence, "rules": dict(quote.rules),
    }  # fmt: skip


def _mentions(mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    """Count mentions by actor, or by name of a person or of whom the case does not know."""
    found: dict[tuple[str, str], int] = {}
    for mention in mentions:
        person = mention.kind == "person"
        key = (mention.name if person else mention.actor or mention.name, mention.kind)
        found[key] = found.get(key, 0) + 1
    ordered = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    return [{"actor": who, "kind": kind, "count": n} for (who, kind), n in ordered]


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {"words": figure.words, "unit": figure.unit, **_ends(figure.band),
            "start": figure.start, "end": figure.end}  # fmt: skip


def _ends(band: Band) -> dict[str, float | None]:
    return {"low": band.low, "mode": band.mode, "high": band.high}
