"""The door: one text capture of a page in, one article with its zones and its origin out."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable
from itertools import zip_longest

from ceasefire.press.article import Article, Counter, Language, Paragraph, Span
from ceasefire.press.captures import dates
from ceasefire.press.captures.datelines import dateline
from ceasefire.press.captures.headline import overstated
from ceasefire.press.captures.items import as_items
from ceasefire.press.captures.lines import (
    OPEN_HOLDER,
    counter_label,
    counts_in,
    credit_of,
    invisible_marks,
    read_lines,
)
from ceasefire.press.captures.origin import read_origin
from ceasefire.press.captures.zones import Layout, label
from ceasefire.press.languages import NO_LANGUAGE
from ceasefire.press.languages import language_of as detected

_PROBABLY = ("probably views", "probably comments", "probably rating")
_LONG = 25
_SHOWN = 5
"""Examples of words shown in one warning."""


def read_capture(text: str, *, language_of: Callable[[str], Language] = detected) -> Article:
    """Read a page that was stored as text and say what each part of it is.

    Args:
        text: The stored text; all offsets of the answer count in it.
        language_of: Gives the language of a line or a paragraph, blank for none of the six.

    Returns:
        The article. ``spans`` are in order, do not overlap and hold every character that is not
        blank; a paragraph keeps the dateline it opens with. Nothing is raised whatever the text:
        what was not found is blank and a warning says so. The work grows with the length of
        the text and no faster.
    """
    layout = label(read_lines(text))
    paragraphs = _paragraphs(text, layout, language_of)
    language = _main_language(paragraphs)
    found = read_origin(layout, language, language_of)
    subtitle = _text_of(text, layout, "subtitle")
    lead = "\n\n".join(_slice(text, layout, place) for place in layout.places("lead"))
    bodies = [part.text for part in paragraphs if not part.heading]
    warnings = [*_missing(layout, bodies, language), *found.warnings, *_relative(bodies)]
    warnings += _headlines(found.title, subtitle, found.origin.carrier, [lead, *bodies])
    warnings += [*_languages(paragraphs, language), *_leftovers(text, layout)]
    return Article(
        text=text,
        title=found.title,
        origin=found.origin,
        paragraphs=paragraphs,
        spans=tuple(_spans(text, layout)),
        subtitle=subtitle,
        lead=lead,
        dateline=dateline(layout.lines[layout.opening].text)[0] if layout.opening >= 0 else "",
        image_credit=next(
            (credit_of(layout.lines[place].text) for place in layout.places("credit")), ""
        ),
        counters=_counters(text, layout),
        items=as_items(layout.rows, layout.untimed, language_of),
        language=language,
        warnings=tuple(warnings),
    )


def _slice(text: str, layout: Layout, place: int) -> str:
    line = layout.lines[place]
    return text[line.start : line.end]


def _text_of(text: str, layout: Layout, zone: str) -> str:
    places = [place for place, each in enumerate(layout.zones) if each == zone]
    return _slice(text, layout, places[0]) if places else ""


def _paragraphs(
    text: str, layout: Layout, language_of: Callable[[str], Language]
) -> tuple[Paragraph, ...]:
    found = []
    for place in layout.places("body", "heading"):
        line, part = layout.lines[place], _slice(text, layout, place)
        heading = layout.zones[place] == "heading"
        found.append(Paragraph(line.start, line.end, part, language_of(part), heading))
    return tuple(found)


def _main_language(paragraphs: tuple[Paragraph, ...]) -> Language:
    """Give the language most of the body is in, by characters; furniture has no say."""
    weight: Tally[Language] = Tally()
    for part in paragraphs:
        weight[part.language] += len(part.text)
    return weight.most_common(1)[0][0] if weight else ""


def _counters(text: str, layout: Layout) -> tuple[Counter, ...]:
    bare: list[str] = []
    labelled: list[Counter] = []
    for place in layout.places("counters"):
        line = layout.lines[place]
        if named := counter_label(line.text):
            labelled.append(Counter(line.text, named))
        elif line.kind == "integer":
            bare.append(line.text)
        else:
            bare += counts_in(_slice(text, layout, place))
    # Three bare numbers below a title have a usual order; fewer or more have none.
    names = _PROBABLY if len(bare) == len(_PROBABLY) else ["not known"] * len(bare)
    return (*(Counter(raw, name) for raw, name in zip(bare, names, strict=True)), *labelled)


def _spans(text: str, layout: Layout) -> list[Span]:
    """Give each line its span; the dateline is cut off the paragraph that it opens."""
    spans = []
    for place, line in enumerate(layout.lines):
        start = line.start
        if place == layout.opening:
            _, cut = dateline(text[start : line.end])
            end = start + len(text[start : start + cut].rstrip())
            if cut:
                spans.append(Span(start, end, "dateline", "place and dash before the text"))
                start += cut
        spans.append(Span(start, line.end, layout.zones[place], layout.rules[place]))
    return spans


def _missing(layout: Layout, bodies: list[str], language: Language) -> list[str]:
    warnings = []
    if not layout.lines:
        return ["the text is empty"]
    if layout.header.title < 0:
        warnings.append("no title was found")
    if not bodies:
        warnings.append("no text of an article was found, only what stands around one")
    elif not language:
        warnings.append(NO_LANGUAGE)
    return warnings


def _relative(bodies: list[str]) -> list[str]:
    words = [word for body in bodies for word in dates.relative_dates(body)]
    if not words:
        return []
    shown = ", ".join(repr(word) for word in list(dict.fromkeys(words))[:_SHOWN])
    counted = "1 relative date is" if len(words) == 1 else f"{len(words)} relative dates are"
    return [f"{counted} left unresolved until the day is given: {shown}"]


def _headlines(title: str, subtitle: str, carrier: str, texts: list[str]) -> list[str]:
    warnings = []
    if subtitle and carrier:
        warnings.append(f"the sub-headline is by {carrier}, not by the outlet of the article")
    for name, line in (("title", title), ("sub-headline", subtitle)):
        if found := overstated(line, texts):
            word, nearest = found
            warnings.append(f"the {name} says {word!r}, the nearest sentence does not: {nearest!r}")
    return warnings


def _languages(paragraphs: tuple[Paragraph, ...], language: Language) -> list[str]:
    others = sorted({part.language for part in paragraphs} - {language, ""})
    return [f"the body is in {language} with paragraphs in {', '.join(others)}"] if others else []


def _leftovers(text: str, layout: Layout) -> list[str]:
    warnings = []
    tail = layout.lines[layout.tail :]
    for line, after in zip_longest(tail, tail[1:]):
        if OPEN_HOLDER.search(line.text[-80:]) and (after is None or after.kind == "rights"):
            warnings.append("the page does not name the holder of the rights")
            break
    zones = layout.zones[layout.tail :]
    long = sum(
        line.words >= _LONG and zone not in ("items", "rights")
        for line, zone in zip(tail, zones, strict=True)
    )
    if long:
        warnings.append(f"{long} long paragraphs after the end of the article are left out of it")
    if marks := invisible_marks(text):
        warnings.append(f"{marks} control or direction marks stand in the text")
    return warnings
