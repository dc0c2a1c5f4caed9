"""The two readers of HTML, in the child process only: paragraphs of an article and its facts."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import readability
import trafilatura
from lxml import etree

from ceasefire.press.pages.decode import clean_line
from ceasefire.press.pages.facts import facts
from ceasefire.press.pages.furniture import is_furniture

_BLOCKS = {"p", "head", "item", "quote", "row", "code", "fw", "ab", "dt", "dd", "li", "blockquote",
           "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "div"}  # fmt: skip
_HEADS = {"head", "h1", "h2", "h3", "h4", "h5", "h6"}
_CELLS = {"cell", "td", "th"}
_BREAK = "\x1e"  # a line of its own; two of them part paragraphs
_BREAKS = re.compile(rf"{_BREAK}\s*{_BREAK}")
_PROSE = 80  # characters of an element that counts as a paragraph of prose
_UNSEEN = "ancestor::*[self::nav or self::footer or self::aside or self::form]"

logging.disable()


def first(question: dict[str, str]) -> dict[str, Any]:
    """Read a page with trafilatura in precision mode; ``html`` is its text."""
    tree = tree_of(question["html"])
    if tree is None:
        return {"blocks": [], "prose": 0, "facts": {}}
    known = facts(tree)
    prose = sum(
        len(text)
        for part in tree.xpath(f"//p[not({_UNSEEN})]")
        if len(text := " ".join(part.text_content().split())) >= _PROSE
    )
    found = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False)
    body = getattr(found, "body", None)
    blocks = [] if body is None else _article(body)
    return {"blocks": blocks, "prose": prose, "facts": known}


def again(question: dict[str, str]) -> dict[str, Any]:
    """Read a page with readability."""
    tree = tree_of(question["html"])
    if tree is None:
        return {"blocks": [], "linked": 0.0, "facts": {}}
    known = facts(tree)
    summary = readability.Document(tree).summary(html_partial=True)
    body = tree_of(summary)
    if body is None:
        return {"blocks": [], "linked": 0.0, "facts": known}
    linked = sum(len(text) for text in body.xpath("//a//text()"))
    share = linked / max(1, len(body.text_content()))
    return {"blocks": _article(body), "linked": share, "facts": known}


def _article(body: lxml.html.HtmlElement) -> list[tuple[str, bool]]:
    """Paragraphs of a body without the site's lines that stand among them."""
    return [block for block in blocks_of(body) if not is_furniture(block[0])]


def tree_of(html: str) -> lxml.html.HtmlElement | None:
    """The tree of a page that is text by now, whatever charset it still names; may be ``None``."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True
    )
    try:
        return lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but comments and the like
        return None


def blocks_of(body: lxml.html.HtmlElement) -> Iterator[tuple[str, bool]]:
    """Paragraphs in their order, each with whether it is a heading.

    Text belongs to the innermost block around it; a block that is broken by another goes on
    after it as a block of its own.
    """
    words: list[str] = []
    heading = False
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(node.tag, str):
            words.append(node.tail or "" if event == "end" else "")
            continue
        is_block = node.tag in _BLOCKS
        if is_block or node.tag in {"list", "table", "ul", "ol", "section", "article"}:
            yield from _flush(words, heading=heading)
            heading = is_block and event == "start" and node.tag in _HEADS
        if event == "start":
            words.append(_BREAK if node.tag in {"lb", "br"} else "")
            words.append(node.text or "")
        else:
            words.append(" " if node.tag in _CELLS else "")
            words.append(node.tail or "" if node is not body else "")
    yield from _flush(words, heading=heading)


def _flush(words: list[str], *, heading: bool) -> Iterator[tuple[str, bool]]:
    for line in _BREAKS.split("".join(words)):
        text = clean_line(line.replace(_BREAK, " "))
        if text:
            yield text, heading
    words.clear()
