# ruff: noqa: RUF001 - words of six languages
"""Numbers about forces in words, and the bands that these are read as."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ceasefire.core.bands import Band
from ceasefire.press.article import Language
from ceasefire.press.statement import Figure

PEOPLE = "people"
# "Tens of thousands" is read as twenty to ninety thousand: two tens at least, not yet a hundred.
FEWEST_OF_MANY, MOST_OF_MANY = 2, 9
_NUMBER = r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3}(?!\d))+|\d+(?:[.,]\d{1,2}(?!\d))?"


@dataclass(frozen=True)
class _Words:
    """Words of one language as patterns; ``many`` are vague amounts with what they count in."""

    ceiling: str
    floor: str
    to: str
    thousand: str
    many: tuple[tuple[str, float], ...]
    people: str
    units: tuple[tuple[str, str], ...]
    of: str


_EN = _Words(
    "up to|at most|no more than|as many as",
    "at least|more than|over|no fewer than|no less than",
    "to|and|or",
    "thousand",
    (("tens of thousands", 1e4), ("hundreds of thousands", 1e5), ("thousands", 1e3),
     ("hundreds", 1e2), ("dozens", 12.0)),
    "troops?|soldiers?|peacekeepers?|personnel|servicemen|service members|men|people|forces|"
    "instructors?|trainers?|observers?|monitors?",
    (("brigades?", "brigades"), ("battalions?", "battalions"), ("divisions?", "divisions")),
    "of",
)  # fmt: skip
_RU = _Words(
    "до|не более|максимум",
    "не менее|более|свыше|больше|как минимум",
    "до|и|или",
    r"тыс\.?|тысяч[аиу]?",
    ((r"десят(?:ки|ков|ках) тысяч", 1e4), (r"сот(?:ни|ен|нях) тысяч", 1e5),
     (r"тысяч[иа]", 1e3), (r"сотни", 1e2)),
    r"военнослужащ\w+|военных|солдат\w*|миротворц\w+|человек|бойцов|инструктор\w+|наблюдател\w+",
    ((r"бригад\w*", "brigades"), (r"батальон\w*", "battalions"), (r"дивизи\w*", "divisions")),
    "из",
)  # fmt: skip
_UK = _Words(
    "до|не більше|максимум",
    "не менше|більше|понад|щонайменше",
    "до|і|або",
    r"тис\.?|тисяч[аіу]?",
    ((r"десят(?:ки|ків|ках) тисяч", 1e4), (r"сот(?:ні|ень|нях) тисяч", 1e5),
     (r"тисяч[іа]", 1e3), (r"сотні", 1e2)),
    r"військов\w+|солдат\w*|миротворц\w+|осіб|людей|бійців|інструктор\w+|спостерігач\w+",
    ((r"бригад\w*", "brigades"), (r"батальйон\w*", "battalions"), (r"дивізі\w*", "divisions")),
    "з",
)  # fmt: skip
_DE = _Words(
    "bis zu|höchstens|maximal",
    "mindestens|mehr als|über",
    "bis|und|oder",
    "tausend",
    ((r"zehntausende[nr]?", 1e4), (r"hunderttausende[nr]?", 1e5), (r"tausende[nr]?", 1e3),
     (r"hunderte[nr]?", 1e2)),
    r"soldat\w*|truppen|friedenssoldaten|mann|ausbilder\w*|beobachter\w*|menschen",
    ((r"brigaden?", "brigades"), (r"bataillone?n?", "battalions"), (r"divisionen", "divisions")),
    "von",
)  # fmt: skip
_FR = _Words(
    r"jusqu['’]à|au plus|au maximum",
    "au moins|plus de|plus d['’]",
    "à|et|ou",
    "mille|milliers",
    ((r"dizaines de milliers", 1e4), (r"centaines de milliers", 1e5), (r"milliers", 1e3),
     (r"centaines", 1e2)),
    r"soldats?|militaires|hommes|casques bleus|troupes|instructeurs|observateurs|personnes",
    ((r"brigades?", "brigades"), (r"bataillons?", "battalions"), (r"divisions?", "divisions")),
    "de|d['’]",
)  # fmt: skip
_PL = _Words(
    "do|najwyżej|maksymalnie",
    "co najmniej|ponad|więcej niż|powyżej",
    "do|i|lub",
    r"tys\.?|tysi[ąę]c\w*",
    ((r"dziesiątki tysięcy|dziesiątek tysięcy", 1e4), (r"setki tysięcy|setek tysięcy", 1e5),
     (r"tysiące|tysięcy", 1e3), (r"setki", 1e2)),
    r"żołnierzy|żołnierze|wojskowych|osób|ludzi|instruktorów|obserwatorów",
    ((r"brygad\w*", "brigades"), (r"batalion\w*", "battalions"), (r"dywizj\w*", "divisions")),
    "z",
)  # fmt: skip
_WORDS: dict[Language, _Words] = {
    "en": _EN, "ru": _RU, "uk": _UK, "de": _DE, "fr": _FR, "pl": _PL,
}  # fmt: skip


def _pattern(words: _Words) -> re.Pattern[str]:
    many = "|".join(f"(?P<many{i}>{text})" for i, (text, _) in enumerate(words.many))
    nouns = "|".join((words.people, *(text for text, _ in words.units)))
    return re.compile(
        rf"\b(?:(?P<ceiling>{words.ceiling})\s|(?P<floor>{words.floor})\s?)?"
        rf"(?:{many}|(?P<low>{_NUMBER})(?:\s?(?:[-–—]|\s(?:{words.to})\s)\s?(?P<high>{_NUMBER}))?"
        rf"(?P<thousand>\s(?:{words.thousand})(?=\s))?)"
        rf"\s(?:(?:{words.of})\s?)?(?:(?!(?:{nouns})\b)[^\W\d]+\s){{0,2}}?(?P<noun>{nouns})\b",
        re.IGNORECASE,
    )


_PATTERNS = {language: _pattern(words) for language, words in _WORDS.items()}


def figures(text: str, language: Language) -> tuple[Figure, ...]:
    """Numbers of people or formations in a text, in order.

    Args:
        text: words of one language; offsets count in them.
        language: of the text; English where it is not known.

    Returns:
        Figures with their words and bands: "up to" is a ceiling, "at least" a floor, two numbers
        a range, a vague amount ("tens of thousands") a range from two to nine of what it counts
        in. ``unit`` is ``people`` or a kind of formation.
    """
    known: Language = language or "en"
    found = [_figure(one, _WORDS[known]) for one in _PATTERNS[known].finditer(text)]
    return tuple(found)


def _figure(match: re.Match[str], words: _Words) -> Figure:
    band = _band(match, words)
    noun = match["noun"]
    unit = next((u for text, u in words.units if re.fullmatch(text, noun, re.I)), PEOPLE)
    return Figure(match.start(), match.end(), match.group(), band, unit)


def _band(match: re.Match[str], words: _Words) -> Band:
    if match["low"] is None:
        size = next(s for i, (_, s) in enumerate(words.many) if match[f"many{i}"] is not None)
        low, high = FEWEST_OF_MANY * size, MOST_OF_MANY * size
        if match["ceiling"]:
            return Band(high=high)
        return Band(low=low) if match["floor"] else Band(low=low, high=high)
    times = 1000.0 if match["thousand"] else 1.0
    first = number(match["low"]) * times
    if match["high"] is not None:
        ends = sorted((first, number(match["high"]) * times))
        return Band(low=ends[0], high=ends[1])
    if match["ceiling"]:
        return Band(high=first)
    return Band(low=first) if match["floor"] else Band(mode=first)


def number(text: str) -> float:
    """A number with marks between its thousands, or with a decimal sign."""
    if re.fullmatch(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+", text):
        return float(re.sub(r"\D", "", text))
    return float(text.replace(",", "."))
