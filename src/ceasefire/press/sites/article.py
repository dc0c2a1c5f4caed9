"""What a site's rule found on a page, made into an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from ceasefire.press.article import (
    LANGUAGES,
    Article,
    Counter,
    Item,
    Language,
    Origin,
    Paragraph,
    Span,
    Zone,
)
from ceasefire.press.captures import dates
from ceasefire.press.captures.origin import COUNTRIES, split_title
from ceasefire.press.sites.rule import SiteRule

LanguageOf = Callable[[str], Language]
_GAP = "\n\n"
_COUNT = re.compile(r"\d[\d \u00a0]{0,10}")


def article_by_rule(rule: SiteRule, found: dict[str, Any], language_of: LanguageOf) -> Article:
    """Put together what the child process found by a rule.

    Args:
        rule: the rule of the page's site.
        found: the answer of :func:`ceasefire.press.sites.apply.by_rule`, with blocks.
        language_of: tells the language of a paragraph.

    Returns:
        The article. Its stored text is title, lead, body and rights, joined by blank lines.
    """
    facts = found.get("facts", {})
    told = "".join(found.get("title", ())) or facts.get("title", "")
    title, outlet, country = split_title(told) if rule.carrier or rule.portal else (told, "", "")
    zoned = list(_zoned(title, found))
    text, paragraphs, spans, at = _GAP.join(words for words, _ in zoned), [], [], 0
    for words, zone in zoned:
        end = at + len(words)
        spans.append(Span(at, end, zone, f"site:{rule.site}"))
        if zone in ("body", "heading"):
            paragraphs.append(Paragraph(at, end, words, language_of(words), zone == "heading"))
        at = end + len(_GAP)
    language = language_of(_GAP.join(part.text for part in paragraphs))
    origin = _origin(rule, found, (outlet, country), language)
    published, unread = _published(found, facts.get("published"), language)
    return Article(
        text=text,
        title=title,
        origin=replace(origin, published=published),
        paragraphs=tuple(paragraphs),
        spans=tuple(spans),
        lead=_GAP.join(found.get("lead", ())),
        counters=tuple(Counter(raw, label) for raw, label in found.get("counters", ())),
        items=tuple(_items(found, language_of)),
        language=language,
        warnings=(*_rotten(rule, found), *unread, *_translated(origin)),
    )


def _zoned(title: str, found: dict[str, Any]) -> Iterator[tuple[str, Zone]]:
    if title:
        yield title, "title"
    yield from ((words, "lead") for words in found.get("lead", ()))
    for place, (words, heading) in enumerate(found["blocks"]):
        if place or words != title:
            yield words, "heading" if heading else "body"
    yield from ((words, "rights") for words in found.get("rights", ()))


def _origin(
    rule: SiteRule, found: dict[str, Any], named: tuple[str, str], language: Language
) -> Origin:
    """Whose article it is: as the page names its source, else as the rule names the site."""
    source = "".join(found.get("source", ()))
    _, outlet, country = split_title(f"{rule.site} ({source})") if source else ("", "", "")
    outlet = outlet or source or named[0] or rule.outlet or found["facts"].get("outlet", "")
    country = country or named[1] or rule.country
    first = COUNTRIES.get(country.lower(), "")
    into = rule.translated_into
    if not into and rule.portal and outlet != rule.outlet and first not in ("", language):
        into = language  # an article of a foreign outlet in the portal's own language
    if not into:
        return Origin(outlet, country, rule.carrier, portal=rule.portal)
    chain: tuple[Language, ...] = (first, into) if first in LANGUAGES else ()
    same = len(set(chain)) == 1
    return Origin(outlet, country, rule.carrier, chain, verbatim=same, portal=rule.portal)


def _published(
    found: dict[str, Any], known: str | None, language: Language
) -> tuple[str | None, tuple[str, ...]]:
    """Read the date where the rule says it stands; the page's own statement if it is not there."""
    for said in found.get("date", ()):
        day, why = dates.published(said, language)
        return (day, ()) if day else (known, (why,) if why else ())
    return known, ()


def _items(found: dict[str, Any], language_of: LanguageOf) -> Iterator[Item]:
    for row in found.get("items", ()):
        count = _COUNT.search(row.get("count", ""))
        number = int(re.sub(r"\D", "", count[0])) if count else None
        yield Item(row.get("time", ""), number, row["title"], language_of(row["title"]))


def _rotten(rule: SiteRule, found: dict[str, Any]) -> tuple[str, ...]:
    lost = [name for name in found.get("missing", ()) if name in ("title", "date")]
    said = f"the rule for {rule.site} finds no {' and no '.join(lost)} here: it may be out of date"
    return (said,) if lost else ()


def _translated(origin: Origin) -> tuple[str, ...]:
    if origin.verbatim:
        return ()
    if not origin.chain:
        return ("the article is a translation from a language the page does not name",)
    way = " > ".join(origin.chain)
    said = f"the article was translated, {way} ({origin.carrier or origin.portal})"
    return (f"{said}: its quotes are not in the speakers' own words",)
