"""Sources that a text does not name: found, kept apart, and never made into anybody.

Two phrases, be they the same words, are two sources: a page does not say whether «the diplomat» is
the European one of the paragraph before, and to merge them would make up a fact.
"""

# ruff: noqa: RUF001 - words in Cyrillic are meant

from __future__ import annotations

import functools
import re

from ceasefire.press.article import LANGUAGES, Language
from ceasefire.press.statement import Mention, MentionKind

_U = "A-ZÀ-ÞŁŚŻŹĆА-ЯЁІЇЄҐ"
_W = r"(?:(?:[^\W\d_]\.){2,4}|[^\W\d_][\w'’-]{0,30})"
_EN_NOUN = (
    r"officials?|diplomats?|sources?|officers?|aides?|advis[eo]rs?|insiders?|envoys?|lawmakers?|"
    r"negotiators?"
)
_PATTERNS: dict[str, str] = {
    "en": (
        rf"(?:(?:an?|the|one|another|some|several|many|two|three|four|five|other|these|those|most)"
        rf" )?(?:(?!and\b|or\b|of\b|by\b|to\b|in\b|on\b|for\b|with\b|that\b|said\b|told\b|as\b|"
        rf"from\b|an?\b|the\b|is\b|are\b|was\b|were\b|when\b|but\b|while\b|has\b|have\b|had\b|"
        rf"at\b|after\b|before\b|their\b|his\b|her\b|its\b|according\b){_W} ){{0,4}}(?:{_EN_NOUN})"
        r"(?: (?:who|briefed|familiar|involved|close|speaking|at|in|from|with)\b[^.,;:!?\"“”«»\n]"
        r"{0,60}?(?= (?:said|says|told|added|believe|warned|argued|noted)\b|[.,;:!?\n]|$))?"
        r"|(?:an?|another|one) (?:[a-z-]+ ){0,3}(?:spokes(?:man|woman|person)|person|people)"
        r"(?: (?:familiar|close|briefed)\b[^.,;:!?\"“”\n]{0,60})?"
    ),
    "ru": (
        r"(?:(?!\w+(?:ил|ал|ял|ел)[аои]?\b|\w*эт\w{1,2}\b|и\b|в\b|на\b|из\b|что\b|по\b|о\b|об\b|с\b|от\b|как\b|этот\b|для\b)"
        + _W
        + " ){0,3}"
        r"(?:чиновник|дипломат|источник|собеседник|официальн\w+ лиц|представител)\w{0,4}"
        r"(?: (?:в|из|НАТО|ЕС|ООН|США|издания|агентства|газеты|альянса|Кремл\w+)(?:[ ]"
        + f"(?-i:[{_U}])"
        + r"\w+)?)?"
    ),
    "uk": (
        r"(?:(?!\w+(?:ив|ав|яв|ил|ал)[аои]?\b|це\b|цьому\b|і\b|й\b|та\b|в\b|у\b|на\b|з\b|із\b|що\b|за\b|про\b|від\b|як\b|цей\b|для\b)"
        + _W
        + " ){0,3}(?:чиновник|\\w*посадов|дипломат|джерел|співрозмовник|урядовц|урядовець|"
        r"представник)\w{0,4}(?: (?:в|у|з|із|НАТО|ЄС|ООН|США|видання|агентства|альянсу)(?:[ ]"
        + f"(?-i:[{_U}])"
        + r"\w+)?)?"
    ),
    "de": (
        rf"(?:(?:ein|eine|einer|eines|einem|einen|der|die|das|den|dem|mehrere|einige|zwei|aus)\b )"
        rf"(?:[a-zäöüß-]+ |{_W} ){{0,2}}(?:{_W}-)?(?:\w*[Dd]iplomat(?:in|en)?|\w*[Bb]eamte[rn]?|"
        r"\w*[Vv]ertreter(?:in|n|s)?|Quellen?|\w*[Kk]reisen?|\w*[Ii]nsidern?|"
        r"Regierungssprecher(?:in)?)(?: (?:der|des|aus|in) (?:der )?\w+)?"
    ),
    "fr": (
        rf"(?:(?:un|une|des|le|la|les|plusieurs|deux|certains) )(?:haut )?(?:{_W} ){{0,1}}"
        r"(?:responsables?|diplomates?|sources?|fonctionnaires?|officiels?|conseillers?)"
        r"(?: (?!(?:de|du|des|qui|a|ont|que|selon|et)\b)[a-zéèêçàï-]+)?(?: (?:de|du|des|à) "
        r"(?:l['’]|la )?\w+)?"
    ),
    "pl": (
        rf"(?:(?!i\b|w\b|na\b|z\b|że\b|o\b|od\b|jak\b|dla\b|według\b|ten\b){_W} ){{0,2}}"
        r"(?:urzędnik|dyplomat|źródł|rozmówc|przedstawiciel|oficjel)\w{0,5}"
        r"(?: (?:w|z|NATO|UE|ONZ|USA)(?:[ ]" + f"(?-i:[{_U}])" + r"\w+)?)?"
    ),
}
_PLURAL: dict[str, str] = {
    "en": r"\b(?:officials|diplomats|sources|officers|aides|advis[eo]rs|insiders|envoys|lawmakers|"
    r"negotiators|people)\b",
    "ru": r"\b(?:чиновник(?:и|ов|ам|ами|ах)|дипломат(?:ы|ов|ам|ами|ах)|"
    r"источник(?:и|ов|ам|ами|ах)|собеседник(?:и|ов|ам|ами|ах)|лиц|лица|лицам|"
    r"представител(?:и|ей|ям|ями|ях))\b",
    "uk": r"\b(?:чиновник(?:и|ів|ам|ами|ах)|посадовці|посадовців|дипломат(?:и|ів|ам|ами|ах)|"
    r"джерела|джерел|джерелам|співрозмовник(?:и|ів|ам)|урядовці|урядовців|"
    r"представник(?:и|ів|ам|ами|ах))\b",
    "de": r"(?:diplomaten|beamte|beamten|vertreter|vertretern|quellen|kreise|kreisen|insidern?)\b",
    "fr": r"\b(?:responsables|diplomates|sources|fonctionnaires|officiels|conseillers)\b",
    "pl": r"\b(?:urzędnicy|urzędników|urzędnikom|dyplomaci|dyplomatów|źródła|źródeł|rozmówcy|"
    r"rozmówców|przedstawiciele|przedstawicieli)\b",
}
# «Image source: …», «Source: …» are labels, not sources.
_LABEL = re.compile(r"(?:\w+ )?(?:source|источник|джерело|quelle|źródło)", re.IGNORECASE)
# «NATO official John Smith»: somebody is named after all.
_NAMED = re.compile(rf"(?: [{_U}]{{2,6}})?(?: [{_U}][^\W\d_A-ZА-Я]+){{2,3}}")


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_PATTERNS[language]})(?![\w-])", re.IGNORECASE)


@functools.cache
def _plural(language: str) -> re.Pattern[str]:
    return re.compile(_PLURAL[language], re.IGNORECASE)


def anonymous(text: str, language: Language) -> tuple[Mention, ...]:
    """Find sources that are not named.

    Args:
        text: the text.
        language: the language it is in; another than the six finds nothing.

    Returns:
        One mention a phrase, ``rule`` "anonymous", ``actor`` blank: a person, or a group if the
        phrase is a plural. Equal phrases stay apart by where they stand.
    """
    if language not in LANGUAGES:
        return ()
    found = []
    for match in _pattern(language).finditer(text):
        start, end = match.span()
        if _NAMED.match(text, end) or (text[end : end + 1] == ":" and _LABEL.fullmatch(match[0])):
            continue
        surface = match[0]
        several = bool(_plural(language).search(surface))
        kind: MentionKind = "group" if several else "person"
        found.append(Mention(start, end, surface, surface, kind, "", "anonymous"))
    return tuple(found)
