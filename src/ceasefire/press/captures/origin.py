"""Where an article comes from: outlet, who carries it, the languages it went through, its date."""

# ruff: noqa: RUF001 - words in Cyrillic and typographic marks are meant

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ceasefire.press.article import LANGUAGES, Language, Origin
from ceasefire.press.captures import dates
from ceasefire.press.captures.datelines import CITIES, dateline
from ceasefire.press.captures.lexicon import SOURCE
from ceasefire.press.captures.portal import portal_of
from ceasefire.press.captures.zones import Layout

_SUFFIX = re.compile(r"\s*\((?P<outlet>[^(),]{2,60}), ?(?P<country>[^(),]{2,40})\)$")
_BAR = re.compile(r"\s+\|\s+(?P<outlet>[^|]{2,40})$")
_COUNTRY_LANGUAGE: dict[Language, str] = {
    "en": "usa, us, u.s., united states, uk, u.k., united kingdom, great britain, britain"
    ", australia, ireland, new zealand, сша, великобритания, британия, австралия, ирландия"
    ", велика британія, британія, австралія, großbritannien, vereinigtes königreich, australien"
    ", états-unis, royaume-uni, grande-bretagne, australie, stany zjednoczone, wielka brytania",
    "ru": "russia, россия, росія, russland, russie, rosja",
    "uk": "ukraine, украина, україна, ukraina",
    "de": "germany, austria, frg, фрг, германия, австрия, німеччина, австрія, deutschland"
    ", österreich, allemagne, autriche, niemcy",
    "fr": "france, франция, франція, frankreich, francja",
    "pl": "poland, польша, польща, polen, pologne, polska",
    "": "canada, israel, turkey, türkiye, china, india, japan, italy, spain, switzerland"
    ", belgium, finland"
    ", sweden, norway, denmark, netherlands, estonia, latvia, lithuania, hungary, "
    "czech republic, czechia, qatar"
    ", bulgaria, romania, serbia, greece, iran, slovakia, канада, израиль, турция, китай, индия, "
    "япония, италия"
    ", испания, швейцария, бельгия, финляндия, швеция, норвегия, дания, нидерланды, эстония, "
    "латвия, литва"
    ", венгрия, чехия, катар, болгария, румыния, сербия, греция, иран, словакия, ізраїль, "
    "туреччина, італія"
    ", іспанія, швейцарія, фінляндія, schweiz, italien, spanien, türkei, suisse, italie, "
    "espagne, turquie",
}
COUNTRIES: dict[str, Language] = {
    name.strip(): language
    for language, names in _COUNTRY_LANGUAGE.items()
    for name in names.split(",")
}
_CARRIERS: tuple[tuple[re.Pattern[str], str, Language], ...] = (
    (re.compile(r"\b(?:inosmi|иносми)\b", re.IGNORECASE), "InoSMI", "ru"),
    (re.compile(r"\b(?:inopressa|инопресса)\b", re.IGNORECASE), "InoPressa", "ru"),
    (re.compile(r"\b(?:inotv|ино ?тв)\b", re.IGNORECASE), "InoTV", "ru"),
    (re.compile(r"\bcourrier international\b", re.IGNORECASE), "Courrier international", "fr"),
)
"""Those who show foreign articles in their own language, and that language."""
_NAME = r"[«\"“„]?(?P<name>[^\W\d_][\w. -]{1,40}?)[»\"”“]?"
_FOREIGN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_NAME} (?:materials?|articles|publications) contains? .{{0,60}}\bforeign\b",
        rf"^материалы {_NAME} содержат .{{0,60}}(?:зарубежн|иностранн)",
        rf"^матеріали {_NAME} містять .{{0,60}}(?:закордонн|іноземн|зарубіжн)",
        rf"^die (?:beiträge|artikel|materialien) von {_NAME} (?:enthalten"
        rf"|geben) .{{0,80}}ausländisch",
        rf"^les (?:articles|contenus|publications) (?:de |d')?{_NAME} (?:contiennent"
        rf"|reflètent) .{{0,60}}étrang",
        rf"^materiały {_NAME} zawierają .{{0,60}}zagraniczn",
    )
)
_TRANSLATED = re.compile(
    r"\b(?:translated (?:from|by|into)|(?:machine|automatic)(?:ally)? translat"
    r"|translation\s*(?::|from|by)"
    r"|перевод(?:\s*:| с | сделан| выполнен)|переведено|(?:машинный|автоматический) перевод"
    r"|переклад(?:\s*:| з )"
    r"|перекладено|(?:машинний|автоматичний) переклад|übersetzt (?:aus|von)|übersetzung\s*(?::"
    r"|aus|von)"
    r"|maschinelle übersetzung|traduit (?:de|du|par)|traduction\s*(?::|de |du |par|automatique)"
    r"|tłumaczenie\s*(?::|z |maszynowe)|przetłumaczono|przekład\s*(?::|z ))",
    re.IGNORECASE,
)
_ADJECTIVES: tuple[tuple[Language, str], ...] = (
    ("en", "english|английск|англійськ|englisch|anglais|angielsk"),
    ("ru", "russian|русск|російськ|russisch|russe|rosyjsk"),
    ("uk", "ukrainian|украинск|українськ|ukrainisch|ukrainien|ukraińsk"),
    ("de", "german|немецк|німецьк|deutsch|allemand|niemieck"),
    ("fr", "french|французск|французьк|französisch|français|francusk"),
    ("pl", "polish|польск|польськ|polnisch|polonais|polsk"),
)
_FROM: tuple[tuple[Language, re.Pattern[str]], ...] = tuple(
    (
        language,
        re.compile(
            rf"\b(?:from|с|со|з|із|aus dem|de l['’]|du|z(?: języka)?) ?(?:{names})", re.IGNORECASE
        ),
    )
    for language, names in _ADJECTIVES
)
_OUTLET_WORDS = 4
_BLANK_LINE = 2
"""Line ends between two lines with a blank one between them."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Found:
    """The origin of an article with the warnings that reading it gave."""

    title: str
    origin: Origin
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Notes:
    """What lines around the article say about where it comes from."""

    carrier: str = ""
    carrier_language: Language = ""
    foreign: bool = False
    translated: bool = False
    source: str = ""
    from_language: Language = ""


def split_title(title: str) -> tuple[str, str, str]:
    """Split ``Title (Outlet, Country)`` or ``Title | Outlet`` into title, outlet and country.

    What stands in brackets is an outlet only before the name of a country and if it is no city.
    """
    if found := _SUFFIX.search(title):
        outlet, country = found["outlet"].strip(), found["country"].strip()
        if country.lower() in COUNTRIES and outlet.lower() not in CITIES:
            return title[: found.start()], outlet, country
    if (found := _BAR.search(title)) and len(found["outlet"].split()) <= _OUTLET_WORDS:
        return title[: found.start()], found["outlet"].strip(), ""
    return title, "", ""


def read_origin(
    layout: Layout, language: Language, language_of: Callable[[str], Language]
) -> Found:
    """Say where the article of ``layout``, written in ``language`` here, comes from."""
    place = layout.header.title
    whole = layout.lines[place].text if place >= 0 else ""
    title, outlet, country = split_title(whole)
    notes = _notes(layout, language_of)
    first = COUNTRIES.get(country.lower(), "") or notes.from_language
    chain, verbatim = _chain(first, notes, language, known=not outlet or bool(first))
    published, why = _published(layout, language)
    outlet = outlet or notes.source
    portal = portal_of(_edges(layout), (outlet, notes.carrier))
    origin = Origin(outlet, country, notes.carrier, chain, verbatim, published, portal)
    return Found(title, origin, (*why, *_chain_warnings(origin, notes)))


def _edges(layout: Layout) -> list[tuple[str, str]]:
    """Lines around the article in which a site names itself, with their zones."""
    places = layout.places("rights", "furniture")
    return [(layout.zones[place], layout.lines[place].text) for place in places]


def _notes(layout: Layout, language_of: Callable[[str], Language]) -> _Notes:
    carrier, source = "", ""
    foreign = translated = False
    carrier_language: Language = ""
    start: Language = ""
    outside = layout.places("rights", "furniture", "credit")
    for place in outside:
        text = layout.lines[place].text[:400]
        if layout.zones[place] == "rights" and not carrier:
            carrier, carrier_language = _carrier(text, language_of)
        foreign = foreign or any(pattern.match(text) for pattern in _FOREIGN)
        if _TRANSLATED.search(text):
            translated = True
            start = start or next((code for code, name in _FROM if name.search(text)), "")
        if (found := SOURCE.match(text)) and not source and "//" not in text:
            source = found["name"].strip()
    return _Notes(carrier, carrier_language, foreign, translated, source, start)


def _carrier(text: str, language_of: Callable[[str], Language]) -> tuple[str, Language]:
    for pattern, name, language in _CARRIERS:
        if pattern.search(text):
            return name, language
    for pattern in _FOREIGN:
        if found := pattern.match(text):
            return found["name"].strip(), language_of(text)
    return "", ""


def _chain(
    first: Language, notes: _Notes, page: Language, *, known: bool
) -> tuple[tuple[Language, ...], bool]:
    """Give the languages the article went through, and whether it was never translated."""
    moved = notes.translated or notes.foreign
    if not first and (moved or notes.carrier_language or not known):
        return (), not (moved or bool(notes.carrier_language))
    steps = [step for step in (first, notes.carrier_language, page) if step in LANGUAGES]
    chain = tuple(step for i, step in enumerate(steps) if i == 0 or step != steps[i - 1])
    return chain, len(chain) <= 1 and not notes.translated


def _chain_warnings(origin: Origin, notes: _Notes) -> list[str]:
    if origin.verbatim:
        return []
    if not origin.chain:
        return ["the article is a translation from a language the page does not name"]
    way = " > ".join(origin.chain)
    by = f" ({origin.carrier})" if notes.carrier else ""
    back = "translated and back again" if origin.chain.count(origin.chain[0]) > 1 else "translated"
    return [f"the article was {back}, {way}{by}: its quotes are not in the speakers' own words"]


def _published(layout: Layout, language: Language) -> tuple[str | None, list[str]]:
    """Read the date of the article itself; one of a list of other items is never taken."""
    why: list[str] = []
    for place in _date_lines(layout):
        date, reason = dates.published(layout.lines[place].text, language)
        if date:
            return date, why
        why.append(reason)
    if layout.opening >= 0:
        head = dateline(layout.lines[layout.opening].text)[0]
        if _YEAR.search(head) and (date := dates.published(head, language)[0]):
            return date, why
    borrowed = "; those of its list of other items are not its own" if layout.rows else ""
    return None, [*why, f"the page gives no date of publication for the article{borrowed}"]


def _date_lines(layout: Layout) -> list[int]:
    lines, title = layout.lines, layout.header.title
    listed = {place for row in layout.rows for place in range(row.first, row.after)}
    near = [p for p in range(max(title, 0), layout.header.first) if p not in listed]
    if title > 0 and lines[title].gap <= _BLANK_LINE and title - 1 not in listed:
        near.append(title - 1)
    dated = [place for place in near if lines[place].kind in ("date", "time")]
    below = [
        place
        for place in range(layout.tail, len(lines))
        if layout.zones[place] in ("rights", "furniture") and dates.is_labelled(lines[place].text)
    ]
    return dated + below
