"""Which of the six languages a line or a paragraph is in, by its letters and by py3langid.

Letters decide where they can: a text in Cyrillic is Ukrainian if it has more of the letters that
only Ukrainian has, Russian if more of those only Russian has. Elsewhere a model of byte sequences
ranks its languages; only the six can come out. A text is given no language rather than a wrong
one: if another language is far ahead, if its script or a letter is none of the six has, or if it
is too short to tell.
"""

from __future__ import annotations

import functools
import importlib
import unicodedata
from typing import Protocol, cast

from ceasefire.press.article import LANGUAGES, Language

NO_LANGUAGE = "the text is in none of the languages that are read here"  # a warning
MOST = 2000  # characters read of a text; more do not change the answer
FEWEST = {"cyrillic": 4, "latin": 6}  # letters below which nothing is said
SHORT = 12  # letters below which the model has to be fairly sure
SURE = 0.5  # share of the best among the six that a short text needs
SEVENTH_FROM = 20  # letters from which a seventh language can be told
SEVENTH_LEADS = 10.0  # how many times likelier than the best of six it then is
SEVENTH_SURE = 0.5  # and how likely among all languages

_UKRAINIAN = frozenset("іїєґІЇЄҐ")
_RUSSIAN = frozenset("ыэёЫЭЁ")  # «ъ» is left out: Bulgarian is full of it
_OTHER_CYRILLIC = frozenset("ўљњћђјџѓќѕәөүұқғңһҳҷӯӣ")


class _Ranks(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@functools.cache
def _identifier() -> _Ranks:
    langid = importlib.import_module("py3langid.langid")  # untyped, and loads numpy
    return cast(
        "_Ranks", langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    )


def language_of(text: str) -> Language:
    """Tell the language of a line or paragraph.

    Args:
        text: any text; its first ``MOST`` characters are read.

    Returns:
        One of the six, or "" for a seventh language or too little text.
    """
    part = unicodedata.normalize("NFC", text[:MOST])
    cyrillic, latin, other = _scripts(part)
    if other > cyrillic + latin:
        return ""
    if cyrillic >= latin:
        return _cyrillic(part, cyrillic)
    return _latin(part, latin)


def _scripts(text: str) -> tuple[int, int, int]:
    """Count letters of the Cyrillic, the Latin and any other script."""
    cyrillic = latin = other = 0
    for char in text:
        if not char.isalpha():
            continue
        if "\u0400" <= char <= "\u052f":
            cyrillic += 1
        elif char < "\u0250" or "\u1e00" <= char <= "\u1eff":
            latin += 1
        else:
            other += 1
    return cyrillic, latin, other


def _cyrillic(text: str, letters: int) -> Language:
    if letters < FEWEST["cyrillic"] or any(char in _OTHER_CYRILLIC for char in text.lower()):
        return ""
    ukrainian = sum(char in _UKRAINIAN for char in text)
    russian = sum(char in _RUSSIAN for char in text)
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    return _ranked(text, ("ru", "uk"), letters)


def _latin(text: str, letters: int) -> Language:
    if letters < FEWEST["latin"]:
        return ""
    return _ranked(text, ("en", "de", "fr", "pl"), letters)


def _ranked(text: str, among: tuple[Language, ...], letters: int) -> Language:
    """Take the likeliest of some languages, unless one that is none of the six is far ahead."""
    chances = dict(_identifier().rank(text.lower() if text.isupper() else text))
    best = max(among, key=lambda language: chances.get(language, 0.0))
    share = chances.get(best, 0.0)
    total = sum(chances.get(language, 0.0) for language in among)
    seventh = max((c for name, c in chances.items() if name not in LANGUAGES), default=0.0)
    if letters >= SEVENTH_FROM and seventh >= SEVENTH_SURE and seventh > SEVENTH_LEADS * share:
        return ""
    if letters < SHORT and total > 0 and share / total < SURE:
        return ""
    return best
