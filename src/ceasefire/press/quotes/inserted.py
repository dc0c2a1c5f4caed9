# ruff: noqa: RUF001 - the marks themselves
"""Quotes that name their speaker within the marks, after a dash: "Words, - said X. - More"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ceasefire.press.quotes.cues import Lexicon
from ceasefire.press.quotes.marks import Marked, trimmed

_PAUSE = re.compile(r"[,.!?…]\s*[—–-]\s")
_LONGEST = 90  # characters that "said X, adviser of Y" may take


def without_insertions(text: str, spans: Sequence[Marked], lexicon: Lexicon) -> tuple[Marked, ...]:
    """Spans cut in two where the words between two dashes say who speaks."""
    found: list[Marked] = []
    for span in spans:
        found += _cut(text, span, lexicon)
    return tuple(found)


def _cut(text: str, span: Marked, lexicon: Lexicon) -> list[Marked]:
    pauses = list(_PAUSE.finditer(text, span.start, span.end))
    parts: list[Marked] = []
    start, outer = span.start, span.outer_start
    for i, pause in enumerate(pauses):
        if pause.start() < start:
            continue
        after = pauses[i + 1] if i + 1 < len(pauses) else None
        stop = after.start() if after else span.end
        clause = text[pause.end() : min(stop, pause.end() + _LONGEST)]
        verb = clause.split(maxsplit=1)[:1]
        if stop - pause.end() > _LONGEST or not verb or verb[0].lower() not in lexicon.verbs:
            continue
        cut = pause.start() + 1
        parts.append(replace(span, start=start, end=cut, outer_start=outer, outer_end=cut,
                             rule="speaker named within the marks"))  # fmt: skip
        if after is None:
            return parts
        outer = after.end()
        start, _ = trimmed(text, after.end(), span.end)
    if start < span.end:
        rule = "goes on after a dash" if parts else span.rule
        parts.append(replace(span, start=start, outer_start=outer, rule=rule))
    return parts
