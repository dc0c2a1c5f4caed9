"""Names that the gazetteer does not have, proposed for review; they never become actors alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ceasefire.press.article import Article, Language
from ceasefire.press.proposals.backends import Backend, Found
from ceasefire.press.statement import Mention, MentionKind

_EDGES = " \t\n\r\u00a0\u202f\u2009«»“”„\"'’‘()[]{},.;:!?…—–"  # noqa: RUF001 - the marks themselves


@dataclass(frozen=True)
class Proposal:
    """A name for review, with its place in the stored text, and the model that proposes it.

    ``kind`` is the model's guess: it takes one person in three of machine-translated text for
    something else.
    """

    start: int
    end: int
    surface: str
    kind: MentionKind
    language: Language
    backend: str


def propose_names(
    article: Article, mentions: Sequence[Mention], backend: Backend
) -> tuple[Proposal, ...]:
    """Names in the paragraphs of an article that no mention covers.

    Args:
        article: as it was read; paragraphs in languages that the model does not read are left out.
        mentions: what the gazetteer found. A name that shares a character with one is not new, nor
            is one that stands elsewhere in the article as a mention.
        backend: the model, as :func:`english_names` or :func:`russian_names` give it.

    Returns:
        Each place of each new name, in the order of the text.
    """
    ordered = sorted((one.start, one.end) for one in mentions)
    starts = [start for start, _ in ordered]
    ends = list(accumulate((end for _, end in ordered), max))
    known = {one.surface.casefold() for one in mentions} | {one.name.casefold() for one in mentions}
    found: list[Proposal] = []
    for part in article.paragraphs:
        if part.language not in backend.languages:
            continue
        for one in backend.names(part.text):
            first, last = _bare(part.text, one)
            surface = part.text[first:last]
            start, end = part.start + first, part.start + last
            i = bisect_right(starts, end - 1)
            covered = i > 0 and ends[i - 1] > start
            letters = any(sign.isalpha() for sign in surface)
            if letters and not covered and surface.casefold() not in known:
                found.append(Proposal(start, end, surface, one.kind, part.language, backend.name))
    return tuple(found)


def _bare(text: str, one: Found) -> tuple[int, int]:
    """Bounds of a name without the article, marks and possessive ending that models leave on it."""
    start, end = max(0, one.start), min(one.end, len(text))
    if text[start:end].lower().startswith("the "):
        start += len("the ")
    if text[start:end].lower().endswith(("'s", "’s")):  # noqa: RUF001 - an apostrophe
        end -= 2
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
