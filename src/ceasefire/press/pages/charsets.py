"""Which charset bytes are in, told by the words that they make.

Only the charsets that pages in English, Russian, Ukrainian, German, French and Polish come in are
told apart. A reading scores by its letters: common ones of these languages earn; signs within
words, changes from small to capital, words of two scripts and accents side by side cost. Text of
koi8-r read as cp1251 has its cases swapped and its common letters become rare ones, and the other
way round.
"""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

CHARSETS = (
    "cp1251", "koi8-r", "koi8-u", "cp1252", "cp1250", "iso8859-2", "iso8859-5", "cp866",
)  # fmt: skip
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_SAMPLE = 200_000  # bytes looked at
_WORDS = 3_000
_LETTERS = 40  # of a word; what is longer is none
_NEAR = 0.1  # points a letter by which a declared charset may fall short of the best
# Letters by how common they are, most common first.
_CYRILLIC = "оеаинтсрвлкмдпуяыіьгзбчйхжшюцїщєэфґё"
_LATIN = "éąęłśóżäüöèàçćńßźêôîâûùëïœñ"
_SIGNS = "«»„“”\u2018\u2019\u2013—…№·°§©®\u00a0"  # that stand beside words of good text
_APOSTROPHE = "\u2019"
_WORTH = (
    {letter: 1.2 - 0.04 * rank for rank, letter in enumerate(_CYRILLIC)}
    | dict.fromkeys(_LATIN, 1.0)
    | dict.fromkeys(_SIGNS, 0.9)
)


def best_charset(raw: bytes) -> str:
    """The charset of ``CHARSETS`` in which the bytes read best; the first of equals."""
    words = sample(raw)
    return max(CHARSETS, key=lambda name: score(words, name))


def is_near_best(raw: bytes, charset: str) -> bool:
    """Say whether bytes read as well in a declared charset as in any other that comes in question.

    A charset for a script that this module does not know is believed if all bytes are valid in it.
    """
    words = sample(raw)
    if codecs.lookup(charset).name not in {codecs.lookup(name).name for name in CHARSETS}:
        return _is_valid(raw, charset)
    best = max(score(words, name) for name in CHARSETS)
    return score(words, charset) >= best - _NEAR


def sample(raw: bytes) -> tuple[bytes, ...]:
    """Words with bytes beyond ASCII, from the start of the page."""
    found: list[bytes] = []
    for match in _WORD.finditer(raw, 0, _SAMPLE):
        word = match[0][:_LETTERS]
        if not word.isascii():
            found.append(word)
        if len(found) == _WORDS:
            break
    return tuple(found)


def score(words: tuple[bytes, ...], charset: str) -> float:
    """Mean worth of a character beyond ASCII; about 1 for good text, below 0.5 for a wrong one."""
    total, count = 0.0, 0
    for word in words:
        text = word.decode(charset, errors="replace")
        beyond = [char for char in text if char > "\x7f"]
        count += len(beyond)
        total += sum(map(_worth, beyond)) - _cost(text)
    return total / count if count else 0.0


def _worth(char: str) -> float:
    known = _WORTH.get(char.lower())
    if known is not None:
        return known
    if _is_accented(char) and char.isalpha():
        return 0.9  # a letter of another language in the same script
    return 0.1 if char.isalpha() else -1.0


def _cost(text: str) -> float:
    """What is wrong with a word: capitals after small letters, two scripts, accents in a row."""
    cost = float(sum(char in _SIGNS and char != _APOSTROPHE for char in text[1:-1]))
    for before, after in pairwise(text):
        cost += before.islower() and after.isupper()
        both = before.isalpha() and after.isalpha()
        cost += both and _is_accented(before) and _is_accented(after)
        cost += both and _is_cyrillic(before) != _is_cyrillic(after)
    return cost


def _is_cyrillic(char: str) -> bool:
    return "\u0400" <= char <= "\u04ff"


def _is_accented(char: str) -> bool:
    return "\u00c0" <= char <= "\u017f"


def _is_valid(raw: bytes, charset: str) -> bool:
    try:
        codecs.getincrementaldecoder(charset)().decode(raw, final=False)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
