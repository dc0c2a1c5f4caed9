"""Paragraphs of made texts, with their places as in a page whose paragraphs are lines."""

from __future__ import annotations

from ceasefire.press.article import Language, Paragraph
from ceasefire.press.quotes import quotes
from ceasefire.press.statement import Quote


def page(*lines: str, language: Language = "en", headings: int = 0) -> tuple[Paragraph, ...]:
    """Lines as paragraphs; the first ``headings`` of them are headings."""
    found, start = [], 0
    for i, line in enumerate(lines):
        found.append(Paragraph(start, start + len(line), line, language, heading=i < headings))
        start += len(line) + 1
    return tuple(found)


def only(*lines: str, language: Language = "en") -> Quote:
    """The one quote of a text."""
    found = quotes(page(*lines, language=language))
    assert len(found) == 1, found
    return found[0]
