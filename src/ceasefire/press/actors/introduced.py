"""People whom a text introduces itself: a full name beside a verb of saying or an apposition.

These are proposals for review. The patterns are narrow: a name that they miss is nobody's, and one
that they take is a person's in nearly all pages.
"""

# ruff: noqa: RUF001 - words in Cyrillic are meant

from __future__ import annotations

import re
from collections.abc import Iterator

from ceasefire.press.actors.inflection import forms
from ceasefire.press.article import Language

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁІЇЄҐ"
_LOWER = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňőœŕřśşšţťūůűųźżžа-яёіїєґ"
_PART = f"[{_UPPER}][{_LOWER}'’]{{1,24}}(?:-[{_UPPER}][{_LOWER}'’]{{1,24}})?"
_NAME = f"(?P<name>{_PART}(?: [{_UPPER}]\\.)? (?:(?:von|van|de|der|du) )?{_PART})"
_EDGE = f"(?![{_UPPER}{_LOWER}-]| [{_UPPER}][{_LOWER}])"
_SAID: dict[Language, str] = {
    "en": "said|says|told|added|argued|warned|noted|wrote|explained|according to",
    "ru": "сказал|сказала|заявил|заявила|отметил|отметила|считает|сообщил|сообщила|добавил|"
    "добавила|подчеркнул|подчеркнула|пишет|пояснил|пояснила",
    "uk": "сказав|сказала|заявив|заявила|зазначив|зазначила|вважає|повідомив|повідомила|додав|"
    "додала|наголосив|наголосила|пише|пояснив|пояснила",
    "de": "sagte|sagt|erklärte|betonte|warnte|meint|meinte|schrieb|laut",
    "fr": "dit|déclare|a dit|a déclaré|affirme|estime|explique|ajoute|selon",
    "pl": "powiedział|powiedziała|oświadczył|oświadczyła|uważa|dodał|dodała|podkreślił|"
    "podkreśliła|napisał|napisała",
}
_APPOSITION: dict[Language, str] = {
    "en": r", (?:an?|the|who|former|head|director|chief|senior|one)\b",
    "de": r", (?:ein|eine|der|die|ehemalig|früher)",
    "fr": r", (?:un|une|ancien|ancienne|directeur|directrice|chercheu)",
    "ru": r", (?:бывш|экс-|глава|директор|эксперт|аналитик|котор)",
    "uk": r", (?:колишн|екс-|глава|директор|експерт|аналітик|яки|яка)",
    "pl": r", (?:były|była|szef|dyrektor|ekspert|analityk|któr)",
}
# Words that make two capitals the name of a thing, or an office and a surname.
_NO_PERSON = re.compile(
    r"\b(?:ministry|minister|president|chancellor|secretary|council|union|house|department|times|"
    r"post|journal|news|street|states|kingdom|nations|alliance|party|institute|university|group|"
    r"centre|center|committee|commission|agency|army|force|forces|republic|assembly|parliament|"
    r"court|bank|foundation|herald|telegraph|guardian|security|defen[cs]e|foreign|general|chief|"
    r"north|south|east|west|new|the|official|european|american|british|french|german|russian|"
    r"ukrainian|polish|western|middle|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"january|february|april|june|july|september|october|november|december|january|white|prime|"
    r"министр\w*|министерств\w*|президент\w*|совет\w*|союз\w*|газет\w*|агентств\w*|дом\w*|"
    r"міністр\w*|міністерств\w*|рад[аи]|спілк\w*|білий|белый|европейск\w*|європейськ\w*|"
    r"bundes\w*|auswärtige\w*|\w+präsident\w*|\w*kanzler\w*|\w*minister\w*|ministère|élysée|"
    r"conseil|maison|pałac|rada|unia|dom|biał\w*)\b",
    re.IGNORECASE,
)


def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    said = _SAID[language]
    return (
        re.compile(rf"(?<!\w)(?i:{said}) {_NAME}{_EDGE}"),
        re.compile(rf"(?<![\w.-]){_NAME} (?:{said})(?!\w)"),
        re.compile(rf"(?<![\w.-]){_NAME}(?={_APPOSITION[language]})"),
    )


def introduced(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Find the places of full names that a text introduces.

    Args:
        text: the text.
        language: one of the six; another finds nothing.

    Yields:
        Start and end, in order, none overlapping.
    """
    if language not in _SAID:
        return
    spans = sorted(
        {m.span("name") for pattern in _patterns(language) for m in pattern.finditer(text)},
        key=lambda span: (span[0], -span[1]),
    )
    last = 0
    for start, end in spans:
        if start >= last and not _NO_PERSON.search(text[start:end]):
            last = end
            yield start, end


def surname_forms(name: str, language: Language) -> frozenset[str]:
    """Forms of the last word of a full name."""
    return forms(name.rsplit(maxsplit=1)[-1], language, person=True)
