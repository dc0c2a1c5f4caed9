"""A guess at the language of a line from its letters and small words."""

from __future__ import annotations

import re

from ceasefire.press.article import Language

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTERS = re.compile(r"[^\W\d_]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэъёЫЭЪЁ]")
_OWN_LETTERS: tuple[tuple[Language, re.Pattern[str]], ...] = (
    ("pl", re.compile("[łąęśżźćńŁŚŻŹĆŃ]")),
    ("de", re.compile("[äöüßÄÖÜ]")),
    ("fr", re.compile("[éèàçêœùîôâëÉÈÀÇÊ]")),
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL_WORDS: tuple[tuple[Language, frozenset[str]], ...] = (
    ("en", _words("the of and to in is are was for with on that by from at be has its")),
    ("de", _words("der die das und ist ein eine den dem mit von nicht für auf sich zu")),
    ("fr", _words("le la les et des du un une est en pour dans sur que qui pas aux au")),
    ("pl", _words("i w z na nie się do jest że o po dla za od przez oraz jak ze")),
)
_SAMPLE = 4000
"""Characters looked at: enough to tell, and the work does not grow with a long paragraph."""


def by_script(text: str) -> Language:
    """Guess the language of ``text``: the script first, then letters of its own and small words.

    Blank for a text with no letters, and for one that is mostly in neither Latin nor Cyrillic
    letters. A Latin line without any hint is taken as English.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTERS.findall(sample))
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if not letters or 2 * (cyrillic + latin) < letters:
        return ""
    if cyrillic >= latin:
        return _cyrillic(sample)
    return _latin(sample)


def _cyrillic(sample: str) -> Language:
    ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    return "uk" if ukrainian > russian else "ru"


def _latin(sample: str) -> Language:
    words = [word.lower() for word in _WORD.findall(sample)]
    score: dict[Language, float] = dict.fromkeys(("en", "de", "fr", "pl"), 0.0)
    for language, small in _SMALL_WORDS:
        score[language] += sum(word in small for word in words)
    for language, letters in _OWN_LETTERS:
        score[language] += 1.5 * sum(bool(letters.search(word)) for word in words)
    return max(score, key=lambda language: score[language])
