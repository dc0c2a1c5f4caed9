# ruff: noqa: RUF001 - typographic marks
"""Titles, sub-headlines and leads as paragraphs, whose words they are, and whether they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ceasefire.press.article import Article, Language, Paragraph
from ceasefire.press.languages import language_of as detected
from ceasefire.press.quotes.statements import manner

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”»]?\s+")
_STEM, _SHORTEST = 5, 4  # letters of a stem, and of a word that counts
_SHARED = 3  # stems that a headline and a sentence on the same matter share
_ENOUGH = 0.4  # and this share of the headline's stems
_NEAR = 0.6  # share from which a sentence says the same or its opposite
_SHOWN = 200  # characters of a sentence that a warning shows
_OPEN = frozenset(("possible", "conditional", "hoped"))
_MAYBE = re.compile(
    r"\b(?:consider\w*|weigh\w*|discuss\w*|mull\w*|propos\w+|рассматрива\w+|обсужда\w+|предлож\w+"
    r"|розгляда\w+|обговорю\w+|erwäg\w+|prüf\w+|envisag\w+|étudi\w+|rozważa\w*|omawia\w*)\b|\?",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:refus\w+|reject\w*|rul(?:es?|ed|ing) out|отказ\w+|отверг\w*|исключ\w+|відмов\w+"
    r"|відкин\w+|виключ\w+|lehn\w+|weiger\w+|rejett\w+|exclu\w+|odmów\w+|odmaw\w+|odrzuc\w+"
    r"|wyklucz\w+)",
    re.IGNORECASE,
)


def headlines(
    article: Article, *, language_of: Callable[[str], Language] = detected
) -> tuple[Paragraph, ...]:
    """Title, sub-headline and lead as headings, in the order of the text.

    ``printer`` of a title is the outlet; of a sub-headline it is the carrier if there is one: the
    sub-headline of a translation is the translator's and not the original's. A lead has none, as
    nobody is quoted by it unless it says so.

    Args:
        article: as it was read; a title that its stored text does not hold gives no paragraph.
        language_of: tells the language of a line.
    """
    origin = article.origin
    printers = {
        "title": origin.outlet or origin.carrier,
        "subtitle": origin.carrier or origin.outlet,
        "lead": "",
    }
    found: list[Paragraph] = []
    for span in article.spans:
        if span.zone not in printers:
            continue
        text = article.text[span.start : span.end]
        if span.zone == "title" and article.title and text.startswith(article.title):
            text = article.title  # without "(Outlet, Country)"
        language = language_of(text) or article.language
        end = span.start + len(text)
        printer = printers[span.zone]
        found.append(
            Paragraph(
                span.start, end, text, language, heading=True, printer=printer, outlet=origin.outlet
            )
        )
    return tuple(sorted(found, key=lambda one: one.start))


def cites(surface: str, outlet: str) -> bool:
    """Whether words name an outlet: whole, by its first letters, or by a part of its name."""
    bare = [word for word in _names(outlet) if word not in {"the", "die", "der", "das", "le", "la"}]
    called = [word for word in _names(surface) if word not in {"the", "die", "der", "das", "le"}]
    if not bare or not called:
        return False
    initials = "".join(word[0] for word in bare)
    return called == [initials] or (len(called) <= len(bare) and called == bare[-len(called) :])


def disagreements(article: Article) -> tuple[str, ...]:
    """Warnings where a headline denies, or settles, what no sentence on the matter does.

    Nothing is said of a headline that some sentence on the same matter bears out, nor of one on
    which the article has such a warning already.
    """
    body = [article.lead, *article.body]
    sentences = [one for part in body for one in _SENTENCE_END.split(part) if one.strip()]
    found: list[str] = []
    for name, line in (("title", article.title), ("sub-headline", article.subtitle)):
        if not line or any(known.startswith(f"the {name} says") for known in article.warnings):
            continue
        warning = _disagreement(line, sentences, article.language or "en")
        if warning:
            found.append(f"the {name} and the text may disagree: {warning}")
    return tuple(found)


def _disagreement(line: str, sentences: Iterable[str], language: Language) -> str:
    matter = _stems(line)
    names = {word.lower()[:_STEM] for word in _WORD.findall(line) if word[0].isupper()}
    refused, open_ended = _tone(line, language)
    nearest, most = "", 0
    for sentence in sentences:
        shared = matter & _stems(sentence)
        if not _same_matter(shared, matter, names):
            continue
        other = _tone(sentence, language)
        if other[0] == refused and (open_ended or not other[1]):
            return ""
        if len(shared) > most:
            nearest, most = sentence, len(shared)
    if not nearest:
        return ""
    how = ""
    if _tone(nearest, language)[0] != refused:
        how = "one denies what the other does not" if most >= _NEAR * len(matter) else ""
    elif refused and not open_ended:
        how = "the text leaves open what the headline settles"
    return f"{how}: {' '.join(nearest.split())[:_SHOWN]!r}" if how else ""


def _same_matter(shared: set[str], matter: set[str], names: set[str]) -> bool:
    """Whether a sentence shares enough with a headline, a name among it."""
    enough = len(shared) >= _SHARED and len(shared) >= _ENOUGH * len(matter)
    return enough and bool(shared & names)


def _tone(text: str, language: Language) -> tuple[bool, bool]:
    """Whether words deny or refuse something, and whether they leave it open."""
    modality, negated = manner(text, language)
    refused = negated or _REFUSED.search(text) is not None
    return refused, modality in _OPEN or _MAYBE.search(text) is not None


def _stems(text: str) -> set[str]:
    """Beginnings of the longer words and of names in capitals."""
    return {
        word.lower()[:_STEM]
        for word in _WORD.findall(text)
        if (len(word) >= _SHORTEST or word.isupper()) and not _REFUSED.match(word)
    }


def _names(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[^\W_]+", text)]
