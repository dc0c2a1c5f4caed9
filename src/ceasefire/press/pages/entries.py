"""Feeds and lists of feeds taken apart, in the child process only."""

from __future__ import annotations

import io
import time
from typing import Any

import feedparser
import lxml.html
from lxml import etree

from ceasefire.press.pages.decode import clean_line

_MOST = 5_000  # entries of a feed


def feed(question: dict[str, str]) -> dict[str, Any]:
    """Read RSS, Atom or OPML; ``text`` is its text, whatever charset it still names."""
    data = question["text"].encode("utf-8", "replace")
    if "<opml" in question["text"][:4096].lower():
        return _subscriptions(data)
    # As bytes, and as of a server that says UTF-8: a text would be tried as an address first.
    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    found = [_entry(entry) for entry in parsed.entries[:_MOST]]
    warnings = []
    if parsed.get("bozo") and not isinstance(
        parsed.get("bozo_exception"), feedparser.CharacterEncodingOverride
    ):
        warnings.append("the feed is not well-formed: what could be had of it was read")
    if len(parsed.entries) > _MOST:
        warnings.append(f"only the first {_MOST} of {len(parsed.entries)} entries were read")
    return {
        "kind": parsed.get("version", ""),
        "title": _line(parsed.feed.get("title", "")),
        "language": str(parsed.feed.get("language", "")),
        "entries": found,
        "warnings": warnings,
    }


def _entry(entry: feedparser.FeedParserDict) -> dict[str, Any]:
    said, read = "", None
    for field in ("published", "updated", "created"):
        if dict.get(entry, field):  # its own get gives one date for another
            said = _line(dict.get(entry, field))
            read = dict.get(entry, f"{field}_parsed")
            break
    source = dict.get(entry, "source") or {}
    return {
        "title": _plain(dict.get(entry, "title", "")),
        "url": str(entry.get("link", "")),
        "identity": str(dict.get(entry, "id", "")),
        "summary": _plain(dict.get(entry, "summary", "")),
        "outlet": _line(source.get("title", "")),
        "said": said,
        "published": time.strftime("%Y-%m-%dT%H:%M:%SZ", read) if read else None,
    }


def _subscriptions(data: bytes) -> dict[str, Any]:
    """Feeds that an OPML list names, those of nested folders too."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True
    )
    root = etree.fromstring(data, parser=parser)
    outlines = [] if root is None else list(root.iter("outline"))
    found = [
        {
            "title": _line(one.get("title") or one.get("text") or ""),
            "url": one.get("xmlUrl") or one.get("xmlurl"),
        }
        for one in outlines
        if one.get("xmlUrl") or one.get("xmlurl")
    ]
    title = "" if root is None else _line(root.findtext("head/title") or "")
    warnings = ["the list is not well-formed: what could be had of it was read"]
    return {
        "kind": "opml",
        "title": title,
        "language": "",
        "entries": found[:_MOST],
        "warnings": warnings if len(parser.error_log) else [],
    }


def _plain(markup: str) -> str:
    """The words of a summary without its markup, in one line."""
    if "<" not in markup and "&" not in markup:
        return _line(markup)
    try:
        return _line(lxml.html.fromstring(f"<div>{markup}</div>").text_content())
    except (etree.ParserError, ValueError):
        return _line(markup)


def _line(text: object) -> str:
    return clean_line(str(text))
