"""The place, and perhaps the day and the agency, that a report opens with."""

# ruff: noqa: RUF001 - words in Cyrillic and typographic marks are meant

from __future__ import annotations

import re

CITIES = frozenset(
    name.strip()
    for part in (
        "brussels, kyiv, kiev, moscow, washington, london, paris, berlin, warsaw, vienna, "
        "geneva, rome, new york",
        "odesa, odessa, kharkiv, kherson, lviv, dnipro, munich, ankara, istanbul, riyadh, "
        "jeddah, doha, beijing",
        "helsinki, stockholm, oslo, copenhagen, vilnius, riga, tallinn, prague, budapest, "
        "bucharest, madrid",
        "the hague, strasbourg, minsk, st. petersburg, donetsk, tel aviv, jerusalem, ottawa, "
        "bratislava, sofia",
        "брюссель, киев, москва, вашингтон, лондон, париж, берлин, варшава, вена, женева, рим, "
        "нью-йорк, одесса",
        "харьков, херсон, львов, днепр, мюнхен, анкара, стамбул, эр-рияд, пекин, хельсинки, "
        "стокгольм, вильнюс",
        "рига, таллин, прага, будапешт, минск, санкт-петербург, донецк, севастополь, белгород, "
        "гаага, мадрид",
        "київ, відень, рим, одеса, харків, львів, дніпро, мюнхен, стамбул, пекін, гельсінкі, "
        "вільнюс, гаага",
        "вашинґтон, женева, прага, таллінн, запоріжжя, чернігів, суми, полтава, миколаїв, ужгород",
        "brüssel, kiew, moskau, warschau, wien, genf, rom, münchen, prag, straßburg, den haag, "
        "peking, charkiw",
        "bruxelles, moscou, londres, varsovie, vienne, genève, munich, pékin, la haye, kharkiv, "
        "bucarest",
        "bruksela, kijów, moskwa, waszyngton, londyn, paryż, warszawa, wiedeń, genewa, rzym, "
        "monachium, praga",
        "wilno, lwów, charków, pekin, haga, gdańsk, rzeszów, kraków",
    )
    for name in part.split(",")
)
"""Places that reports on this war are filed from, in lower case, in six languages."""
_PLACE = r"(?P<place>[^\W\d_a-zа-яёіїєґ][\w.'’-]*(?: [\w.'’-]+){0,2})"
_DAY = r"(?:\d{1,2}\.? [^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.? \d{1,2})(?:,? \d{4})?(?: г\.| р\.)?"
_OPENING = re.compile(
    rf"{_PLACE}(?P<region>, [^\W\d_][\w.'’ -]{{1,30}}?)?(?P<day>,? (?:le )?{_DAY})?"
    r"(?P<agency>,? ?\([^()]{2,30}\))?(?P<mark>\s+(?:—|–|--|-)\s+|—)(?P<rest>\S)"
)
_AGENCY = re.compile(
    rf"{_PLACE}(?:, {_DAY}\. ?/[^/]{{2,25}}/\.?|\. {_DAY}\. (?:[^\W\d_a-zа-яёіїєґ]){{3,12}}\.)\s"
)
_HEAD = 140
_UNKNOWN_PLACE = 5
"""Letters of a place in capitals that is not in the list: NATO is none."""


def dateline(paragraph: str) -> tuple[str, int]:
    """Find the dateline a paragraph opens with.

    A dash after a name is a dateline only with a sign that it is one: a known place, capitals,
    a day or an agency. ``Война — это …`` and ``post—war`` are none.

    Returns:
        The dateline without the dash after it, and where the text goes on; blank and 0 for none.
    """
    head = paragraph[:_HEAD]
    if found := _AGENCY.match(head):
        return found[0].strip().rstrip("."), found.end()
    found = _OPENING.match(head)
    if found is None or not _is_place(found):
        return "", 0
    return head[: found.start("mark")].strip(), found.start("rest")


def _is_place(found: re.Match[str]) -> bool:
    place, rest = found["place"], found["rest"]
    known = place.lower() in CITIES
    capitals = place.isupper() and len(place) >= _UNKNOWN_PLACE
    signed = bool(found["agency"]) or (
        bool(found["day"]) and any(c.isdigit() for c in found["day"])
    )
    if found["mark"] == "—" and not (place.isupper() and (known or capitals)):
        return False
    return (known or capitals or signed) and not rest.islower()
