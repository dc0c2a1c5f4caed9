"""What a page says of itself beside its text: title, outlet, the article's own date.

Runs in the child process only. A date is taken from the page's statements about the article, in
this order: structured data of an article, ``meta`` elements; never from the text, the address or
a list beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from ceasefire.press.pages.decode import clean_line

_ARTICLES = {
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "blogposting",
    "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "liveblogposting",
    "report", "techarticle", "scholarlyarticle", "socialmediaposting", "advertisercontentarticle",
}  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "pubdate", "publishdate", "publish_date",
    "publication_date", "published_time", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher")
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_SEPARATOR = re.compile(r"\s+[|\u2013—·»-]\s+")
_MOST = 500  # characters of a title or a name


def facts(tree: HtmlElement) -> dict[str, Any]:
    """Title, outlet, date of publication (``YYYY-MM-DD`` or ``None``) and warnings."""
    metas = _metas(tree)
    articles, outlet = _structured(tree)
    own = articles[0] if len(articles) == 1 else {}
    site = next((metas[name] for name in _OUTLETS if metas.get(name)), "") or outlet
    title = _title(tree, metas, own, site)
    if not own:
        own = next((one for one in articles if _words(one.get("headline")) == title), {})
    published, warnings = _published(_words(own.get("datePublished")), metas)
    return {"title": title, "outlet": site, "published": published, "warnings": warnings}


def _title(tree: HtmlElement, metas: dict[str, str], own: dict[str, Any], site: str) -> str:
    """Headline of the article; from the window's title only without the name of the site."""
    found = _words(own.get("headline")) or next((metas[n] for n in _TITLES if metas.get(n)), "")
    heads = [_words(head.text_content()) for head in tree.xpath("//h1")]
    heads = [head for head in heads if head]
    window = _words(next(iter(tree.xpath("//head/title//text()")), ""))
    if not found and len(heads) == 1:
        return heads[0]
    found = found or window
    for head in heads:  # what the page shows as its headline, without what search engines are told
        if head and found.startswith(head):
            return head
    parts = _SEPARATOR.split(found)
    if len(parts) > 1 and site and parts[-1].casefold() == site.casefold():
        return found[: found.rindex(parts[-1])].rstrip(" |\u2013—·»-")
    return found


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Content of the ``meta`` elements by name, the first of each; blank where two differ."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = _words(meta.get("content"))
        for key in ("property", "name", "itemprop"):
            name = (meta.get(key) or "").strip().lower()
            if (
                name
                and content
                and found.setdefault(name, content) != content
                and key == "itemprop"
            ):
                found[name] = ""  # several things of a list carry it: of the article or not?
    return found


def _structured(tree: HtmlElement) -> tuple[list[dict[str, Any]], str]:
    """Articles of the page's structured data that are not parts of others, and who publishes."""
    articles, outlet = list[dict[str, Any]](), ""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _objects(data):
            kinds = one.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(str(name).lower() in _ARTICLES for name in names):
                articles.append(one)
                publisher = one.get("publisher")
                publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
                if isinstance(publisher, dict):
                    outlet = outlet or _words(publisher.get("name"))
    return articles, outlet


def _objects(data: object) -> Iterator[dict[str, Any]]:
    """Objects at the top of structured data; what lies inside them is about something else."""
    for one in data if isinstance(data, list) else [data]:
        if isinstance(one, dict):
            graph = one.get("@graph")
            yield from _objects(graph) if isinstance(graph, list) else [one]


def _published(said: str, metas: dict[str, str]) -> tuple[str | None, list[str]]:
    first = said or next((metas[name] for name in _DATES if metas.get(name)), "")
    if not first:
        return None, []
    found = _ISO.match(first)
    try:
        return (date(*map(int, found.groups())).isoformat() if found else _refuse()), []
    except ValueError:
        return None, [f"the page's own date {first[:60]!r} is not read as a date"]


def _refuse() -> str:
    raise ValueError


def _words(text: object) -> str:
    """A text in one line, without more than a title may have; blank if it is no text."""
    return clean_line(text)[:_MOST] if isinstance(text, str) else ""
