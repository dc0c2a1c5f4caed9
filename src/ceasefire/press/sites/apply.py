"""A page read by the rule of its site, in the child process only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from ceasefire.press.pages.decode import clean_line
from ceasefire.press.pages.facts import facts
from ceasefire.press.pages.markup import blocks_of, tree_of

_MOST = 200  # items of a list


def by_rule(question: dict[str, str]) -> dict[str, Any]:
    """Read a page by a rule; ``html`` is its text, ``rule`` the ways to its parts.

    Returns:
        Texts by part, the ``blocks`` of the body (none: the rule does not fit), the page's
        ``facts``, and the names of parts that the rule looked for and did not find.
    """
    tree, ways = tree_of(question["html"]), json.loads(question["rule"])
    if tree is None:
        return {"blocks": [], "missing": ["body"]}
    known = facts(tree)
    for way in ways["drop"]:
        _drop(tree, way)
    single = {key: way for key, way in ways["single"].items() if way and key != "body"}
    texts = {key: _texts(tree, way) for key, way in single.items()}
    blocks = [block for part in _parts(tree, ways["single"]["body"]) for block in blocks_of(part)]
    missing = [] if blocks else ["body"]
    return {
        **{key: found[:1] if key not in ("lead", "rights") else found
           for key, found in texts.items()},
        "blocks": blocks,
        "facts": known,
        "missing": [*missing, *(key for key, found in texts.items() if not found)],
        "counters": [
            [raw, label] for label, way in ways["counters"].items() for raw in _texts(tree, way)[:1]
        ],
        "items": list(_items(tree, ways["items"])) if ways["items"] else [],
    }  # fmt: skip


def _drop(tree: HtmlElement, way: str) -> None:
    """Take out what a way leads to; the text after it stays."""
    for part in _elements(tree, way):
        if part.getparent() is not None:
            part.drop_tree()


def _parts(tree: HtmlElement, way: str) -> Iterator[HtmlElement]:
    """Elements of the body; one within another that is found too comes with that one."""
    found = _elements(tree, way)
    taken = set(found)
    for part in found:
        if not any(above in taken for above in part.iterancestors()):
            yield part


def _elements(tree: HtmlElement, way: str) -> list[HtmlElement]:
    found = tree.xpath(way)
    if not isinstance(found, list):
        return []
    return [one for one in found if isinstance(one, etree.ElementBase)]


def _texts(tree: HtmlElement, way: str) -> list[str]:
    """Texts that a way leads to, each in one line; those that are blank are none."""
    found = tree.xpath(way)
    every = found if isinstance(found, list) else [found]
    lines = (one if isinstance(one, str) else _text(one) for one in every)
    return [line for line in map(clean_line, lines) if line]


def _text(one: object) -> str:
    return str(one.text_content()) if isinstance(one, HtmlElement) else ""


def _items(tree: HtmlElement, ways: dict[str, str]) -> Iterator[dict[str, str]]:
    for row in _elements(tree, ways["row"])[:_MOST]:
        found = {
            key: "".join(_texts(row, way)[:1]) for key, way in ways.items() if key != "row"
        }  # fmt: skip
        if found.get("title"):
            yield found
