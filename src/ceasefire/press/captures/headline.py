"""Whether a headline says more than the text below it does."""

# ruff: noqa: RUF001 - words in Cyrillic and typographic marks are meant

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”»]?\s+")
_STRONG = re.compile(
    r"^(?:refus|reject|den(?:y|ied|ies)|ban(?:s|ned)?$|agree[sd]?$|approv|confirm|threat"
    r"|surrender|withdr"
    r"|отказ|отверг|отверн|запрет|соглас|одобр|подтверд|угрож|угроз|капитул|сда(?:л|ст|ёт)"
    r"|відмов|відкин|заборон|погод|схвал|підтверд|погрож|капітул"
    r"|verweiger|lehn|ablehn|verbiet|verbot|zustimm|bestätig|droh|kapitul"
    r"|rejett|interdi|accept|approuv|menac|capitul"
    r"|odm[óo]w|odrzuc|zakaz|zgodz|zatwierdz|potwierdz|gro[zż]|kapitul)",
    re.IGNORECASE,
)
"""Stems of verbs that settle a matter, in six languages."""
_STEM = 5
_SHORTEST = 4
_SHARED = 2


def overstated(headline: str, paragraphs: list[str]) -> tuple[str, str] | None:
    """Find a settling verb in a headline that no sentence of the text on the same matter has.

    A sentence is on the same matter if it shares two names or longer words with the headline.

    Returns:
        The word and the sentence nearest to the headline, or ``None`` if nothing stands out.
    """
    words = _WORD.findall(headline)
    strong = [word for word in words if _STRONG.match(word)]
    matter = {_stem(word) for word in words if len(word) >= _SHORTEST} - {_stem(w) for w in strong}
    if not strong:
        return None
    nearest, most = "", _SHARED - 1
    for paragraph in paragraphs:
        for sentence in _SENTENCE_END.split(paragraph):
            stems = {_stem(word) for word in _WORD.findall(sentence)}
            shared = len(matter & stems)
            if shared >= _SHARED and stems & {_stem(word) for word in strong}:
                return None
            if shared > most:
                nearest, most = sentence, shared
    return (strong[0], nearest) if nearest else None


def _stem(word: str) -> str:
    return word.lower()[:_STEM]
