"""Dates and times as pages write them: of a row in a list, of the article, and relative ones."""

# ruff: noqa: RUF001 - words in Cyrillic and typographic marks are meant

from __future__ import annotations

import datetime as dt
import re

from ceasefire.press.article import Language

_MONTHS = (
    "jan янв січ янв jan janv sty",
    "feb фев лют febr févr févri lut",
    "mar мар бер mär mars marz",
    "apr апр кві avr kwi",
    "may мая май тра mai maj",
    "jun июн чер juin cze",
    "jul июл лип juil lip",
    "aug авг сер août sie",
    "sep сен вер sept wrz",
    "oct окт жов okt paź",
    "nov ноя лис listo",
    "dec дек гру dez déc gru",
)
_LONGEST_TIME = 40
_LONGEST_DATE = 80
_DATE_WORDS = 6
_MONTHS_A_YEAR = 12
_MONTH_NUMBER = {
    stem: number for number, stems in enumerate(_MONTHS, start=1) for stem in stems.split()
}
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?"
_DAY_WORD = (
    r"(?:today|yesterday|сегодня|вчера|сьогодні|вчора|heute|gestern|aujourd['’]hui|hier"
    r"|dzisiaj|dziś|wczoraj)"
)
_AGO = (
    r"(?:an?|\d+) (?:minute|hour|day|week)s? ago|\d+ (?:минут|час|дн|день|недел|хвилин|годин"
    r"|тижн)\w* (?:назад|тому)"
    r"|vor \d+ (?:minute|stunde|tag|woche)\w*|il y a \d+ (?:minute|heure|jour|semaine)s?"
    r"|\d+ (?:minut|godzin|dni|tygodni)\w* temu"
)
_AT = r"(?:,? ?(?:at|в|о|об|um|à|o|-|–|\|)? ?)"
_TIME = re.compile(
    rf"(?:\d\d?\.\d\d?(?:\.(?:\d{{4}}|\d\d))?\.?{_AT}{_CLOCK}|{_CLOCK}"
    rf"|\d\d?[./]\d\d?[./]\d{{4}}(?:{_AT}{_CLOCK})?|\d{{4}}-\d\d-\d\d(?:[T,]? ?{_CLOCK})?"
    rf"|\d\d?\.? [^\W\d_]{{3,10}}\.?(?:,? \d{{4}})?{_AT}{_CLOCK}"
    rf"|{_DAY_WORD}(?:{_AT}{_CLOCK})?|{_AGO})",
    re.IGNORECASE,
)
_ROW = re.compile(
    rf"(?P<time>\d\d?\.\d\d(?:\.\d{{4}}|\.\d\d)?,? {_CLOCK}|(?:[01]\d|2[0-3]):[0-5]\d)(?:"
    rf"\s*[|–—-]\s*|\s+)(?P<title>\S.*)"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_DOTTED = re.compile(r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})")
_SLASHED = re.compile(r"(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d{4})")
_DAY_MONTH = re.compile(
    rf"(?P<day>\d\d?)(?:st|nd|rd|th|er|\.)? {_MONTH},? (?P<year>\d{{4}})", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    rf"{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{{4}})", re.IGNORECASE
)
_DATES = (_ISO, _DOTTED, _DAY_MONTH, _MONTH_DAY)
_PUBLISHED = re.compile(
    r"(?:published|posted|date|publication date|опубликовано|дата публикации|дата|размещено"
    r"|опубліковано"
    r"|дата публікації|veröffentlicht(?: am)?|erschienen(?: am)?|stand|datum|publié(?: le)?"
    r"|date de publication"
    r"|opublikowano|data publikacji|data)\s*:?\s+(?:on\s+)?",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?:updated|last (?:updated|modified)|обновлено|изменено|оновлено|aktualisiert|mis à jour"
    r"|modifié"
    r"|aktualizacja|zaktualizowano)\b",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(r"(?:[^—–|]{2,60} [—–|] )?(?:[^\W\d_]{2,12},? )?")
"""An author and a day of the week, as they stand before a date."""
_CLOCK_AFTER = re.compile(rf"{_AT}{_CLOCK}$", re.IGNORECASE)
_NO_YEAR = re.compile(
    r"(?:\d\d?\.? (?P<month>[^\W\d_]{3,10})\.?|(?P<first>[^\W\d_]{3,10})\.? \d\d?|\d\d?\.\d\d?\.?)"
    rf"(?:{_AT}{_CLOCK})?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:(?:this|last|next) (?:week|month|year)|back in (?:January|February|March|April|May"
    r"|June|July|August"
    r"|September|October|November|December)|(?:(?:last|next|on) )?(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day"
    r"|yesterday|tomorrow|today"
    r"|(?:в|на) (?:этом|прошлом|следующем) (?:месяце|году)|(?:на )?(?:этой|прошлой"
    r"|следующей) неделе"
    r"|в(?:о)? (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|вчера|сегодня"
    r"|завтра"
    r"|(?:цього|минулого|наступного) (?:тижня|місяця|року)|(?:у|в) (?:понеділок|вівторок|середу"
    r"|четвер|п['’]ятницю"
    r"|суботу|неділю)|вчора|сьогодні"
    r"|(?:diese|letzte|nächste)[nrs]? (?:Woche|Monat|Jahr)|am (?:Montag|Dienstag|Mittwoch"
    r"|Donnerstag|Freitag|Samstag"
    r"|Sonntag)|gestern|heute"
    r"|(?:cette semaine|ce mois-ci|la semaine dernière|le mois dernier|hier|aujourd['’]hui"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: dernier)?)"
    r"|w (?:tym|zeszłym|ubiegłym) (?:tygodniu|miesiącu|roku)|w(?:e)? (?:poniedziałek|wtorek"
    r"|środę|czwartek|piątek"
    r"|sobotę|niedzielę)|wczoraj|dzisiaj)\b",
    re.IGNORECASE,
)


def is_time(text: str) -> bool:
    """Whether ``text`` is a time or a date and nothing else, as in a row of a list."""
    return len(text) <= _LONGEST_TIME and _TIME.fullmatch(text) is not None


def row(text: str) -> tuple[str, str] | None:
    """Split ``18:50 Title`` or ``14.06 18:50 Title`` into time and title, or give ``None``."""
    found = _ROW.fullmatch(text)
    return (found["time"], found["title"]) if found else None


def is_date_line(text: str) -> bool:
    """Whether a short line beside a title is the date of the page, resolved or not."""
    bare = _bare(text) if len(text) <= _LONGEST_DATE else ""
    if not bare:
        return False
    known = (
        any(pattern.match(bare) for pattern in (*_DATES, _SLASHED))
        and len(bare.split()) <= _DATE_WORDS
    )
    known = known or _after_author(bare)
    return known or is_time(bare) or _CHANGED.match(text) is not None or _without_year(bare)


def _after_author(bare: str) -> bool:
    before = _BEFORE_DATE.match(bare)
    rest = _CLOCK_AFTER.sub("", bare[before.end() if before else 0 :])
    return any(pattern.fullmatch(rest) for pattern in _DATES)


def _bare(text: str) -> str:
    label = _PUBLISHED.match(text)
    return text[label.end() :] if label else text


def _without_year(bare: str) -> bool:
    found = _NO_YEAR.fullmatch(bare)
    return found is not None and _is_month(found["month"] or found["first"])


def _is_month(name: str | None) -> bool:
    return name is None or _number(name) > 0


def _number(name: str) -> int:
    lower = name.lower()
    return next((_MONTH_NUMBER[lower[:n]] for n in (5, 4, 3) if lower[:n] in _MONTH_NUMBER), 0)


def published(text: str, language: Language) -> tuple[str | None, str]:
    """Read the date of an article from its date line.

    Returns:
        The date as ``YYYY-MM-DD`` or ``None``, and why there is none.
    """
    if _CHANGED.match(text):
        return None, f"{text!r} says when the page was changed, not when it was published"
    bare = _bare(text)
    for pattern in _DATES:
        if (found := pattern.search(bare)) and (date := _date(found)):
            return date, ""
    if found := _SLASHED.search(bare):
        return _slashed(found, language)
    return None, f"the date {text!r} has no year or is relative and is left unresolved"


def _date(found: re.Match[str]) -> str | None:
    month = found["month"]
    number = int(month) if month.isdecimal() else _number(month)
    try:
        return dt.date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return None


def _slashed(found: re.Match[str], language: Language) -> tuple[str | None, str]:
    first, second, year = int(found["day"]), int(found["month"]), int(found["year"])
    if (
        language == "en"
        and first <= _MONTHS_A_YEAR
        and second <= _MONTHS_A_YEAR
        and first != second
    ):
        return None, f"the date {found[0]!r} can be read with the day or the month first"
    day, month = (second, first) if second > _MONTHS_A_YEAR else (first, second)
    try:
        return dt.date(year, month, day).isoformat(), ""
    except ValueError:
        return None, f"{found[0]!r} is no date"


def relative_dates(text: str) -> list[str]:
    """Find words such as ``this month`` or ``on Thursday`` that need the date of the article."""
    return [found[0] for found in _RELATIVE.finditer(text)]


def is_labelled(text: str) -> bool:
    """Whether a date line says itself that it is the date of publication."""
    return _PUBLISHED.match(text) is not None and is_date_line(text)
