"""The names a case knows, with whom each stands for on a day, ready to be found in a text."""

# ruff: noqa: RUF001 - words in Cyrillic are meant

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from ceasefire.case.rows import Case, Row
from ceasefire.press.actors.inflection import by_case, forms
from ceasefire.press.actors.roles import Office, role_forms
from ceasefire.press.actors.wording import flat
from ceasefire.press.article import Language

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

SEPARATOR = ";"
SIX: tuple[Language, ...] = ("en", "ru", "uk", "de", "fr", "pl")
_OWN_NAMES = ("state", "organisation", "group")
# Parts of a surname that stand before its last word.
PARTICLES = frozenset(
    ["von", "der", "van", "de", "da", "di", "du", "al", "фон", "дер", "ван", "де", "да"]
)
# Surnames that are words, months or parts of other names in one of the six languages: alone they
# are taken for a person only after the full name. A case adds others with also_a_word.
WORDS = frozenset((
    "may", "grand", "rice", "merz", "young", "brown", "white", "black", "green", "king", "long",
    "wood", "stone", "bush", "law", "case", "hall", "banks", "waltz", "cooper", "baker", "cook",
    "fox", "price", "power", "moon", "hope", "love", "little", "short", "sharp", "strong", "rich",
    "march", "august", "cash", "field", "hill", "ford", "park", "reed", "rose", "ross", "page",
    "day", "west", "north", "church", "bishop", "major", "costa", "weber", "schmidt", "lange",
    "klein", "gross", "neumann", "richter", "le", "blanc", "petit", "roy", "король", "мороз",
    "гончар", "коваль", "май", "рай", "бог", "лев", "гран", "райс",
))  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One that is named: ``actor`` is who it stands for on the gazetteer's day, blank for nobody.

    ``kind`` is that of the table ``names``; ``names`` holds its basic forms by language. Of a
    capital ``whose`` and ``whose_kind`` are the name and kind of the actor it stands for.
    """

    name: str
    kind: str
    actor: str = ""
    office: str = ""
    leads: bool = False
    also_a_word: bool = False
    names: tuple[tuple[Language, tuple[str, ...]], ...] = ()
    whose: str = ""
    whose_kind: str = ""

    def in_language(self, language: Language) -> tuple[str, ...]:
        """Basic forms of its name in a language; those that are printed if it has none there."""
        own = tuple(name for lang, names in self.names if lang == language for name in names)
        return own or (self.name,)

    def surnames(self, language: Language) -> tuple[str, ...]:
        """A person's surnames in a language; empty for a name of one word."""
        found = (surname_of(name) for name in self.in_language(language))
        return tuple(dict.fromkeys(name for name in found if name))

    @property
    def hidden(self) -> bool:
        """Whether its surname alone is not enough until the full name was seen."""
        surnames = {surname_of(n).lower() for _, names in self.names for n in names}
        return self.also_a_word or bool({surname_of(self.name).lower(), *surnames} & WORDS)


@dataclass(frozen=True)
class Sign:
    """What a form may stand for: an entry, and by which rule."""

    entry: Entry
    form: str
    rule: str


@dataclass(frozen=True)
class Finder:
    """The forms of one language: the automaton over them, and what each may stand for."""

    automaton: AhoCorasick | None
    signs: tuple[tuple[Sign, ...], ...]


@dataclass(frozen=True)
class Gazetteer:
    """The names of a case on a day. Forms of a language are made when it is first asked for."""

    entries: tuple[Entry, ...]
    on: date
    _finders: dict[Language, Finder] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, case: Case, on: date | None = None) -> Gazetteer:
        """Gather the names of a case.

        Args:
            case: a loaded case; one without rows in ``names`` gives the names of its actors.
            on: the day whose office-holders count; ``None``: the case's own date.

        Returns:
            The gazetteer. A person whose office is not held on that day is known by name but
            stands for nobody.
        """
        day = on or case.as_of
        rows = list(case.rows("names")) if "names" in case.tables else []
        named = {r.text("actor_id") for r in rows if r.text("kind") in _OWN_NAMES}
        entries = [*_from_names(rows, day), *_from_actors(case, named)]
        actors = {row.id: row for row in case.rows("actors")}
        return cls(tuple(_with_owner(entry, actors) for entry in entries), day)

    def finder(self, language: Language) -> Finder:
        """Return the forms of a language; of none, those of all six."""
        if language not in self._finders:
            self._finders[language] = _finder(self.entries, language)
        return self._finders[language]

    def holder(self, actor: str, office: str) -> str:
        """Name of who holds an office of an actor on the day, or "leader"; blank if not known."""
        for entry in self.entries:
            right = entry.leads if office == "leader" else entry.office == office
            if entry.kind == "person" and entry.actor == actor and right:
                return entry.name
        return ""

    def speaks_for(self, name: str) -> str:
        """Actor that a person stands for on the day; blank if none or not known."""
        return next((e.actor for e in self.entries if e.kind == "person" and e.name == name), "")


def surname_of(name: str) -> str:
    """Last word of a full name with the particles before it; blank for a name of one word."""
    words = name.split()
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:]) if start > 0 else ""


def _from_actors(case: Case, named: set[str]) -> Iterator[Entry]:
    for row in case.rows("actors"):
        if row.id not in named:
            yield Entry(row.text("name"), row.text("kind"), row.id)


def _with_owner(entry: Entry, actors: dict[str, Row]) -> Entry:
    if entry.kind not in ("capital", "seat") or entry.actor not in actors:
        return entry
    owner = actors[entry.actor]
    return replace(entry, whose=owner.text("name"), whose_kind=owner.text("kind"))


def _holds(row: Row, day: date) -> bool:
    start, end = row.date("valid_from"), row.date("valid_to")
    return (start is None or start.first <= day) and (end is None or day <= end.last)


def _from_names(rows: Iterable[Row], day: date) -> Iterator[Entry]:
    """One entry a row, but one a person: of its offices, the one held on the day."""
    people: dict[str, list[Row]] = {}
    for row in rows:
        if row.text("kind") == "person":
            people.setdefault(row.text("name"), []).append(row)
        elif _holds(row, day):
            yield _entry([row], row, held=True)
    for own in people.values():
        held = [row for row in own if _holds(row, day)]
        yield _entry(own, held[-1] if held else own[-1], held=bool(held))


def _entry(rows: list[Row], row: Row, *, held: bool) -> Entry:
    names: list[tuple[Language, tuple[str, ...]]] = []
    for language in SIX:
        found = [n.strip() for r in rows for n in r.text(language).split(SEPARATOR)]
        if language == "en":
            found.append(row.text("name"))
        if own := tuple(dict.fromkeys(name for name in found if name)):
            names.append((language, own))
    return Entry(
        name=row.text("name"),
        kind=row.text("kind"),
        actor=row.text("actor_id") if held else "",
        office=row.text("office") if held else "",
        leads=row.flag("leads") and held,
        also_a_word=any(r.flag("also_a_word") for r in rows),
        names=tuple(names),
    )


def _finder(entries: tuple[Entry, ...], language: Language) -> Finder:
    signs: dict[str, dict[tuple[str, str], Sign]] = {}
    for lang in (language,) if language else SIX:
        for sign in _signs(entries, lang):
            key = flat(sign.form)
            signs.setdefault(key, {}).setdefault((sign.entry.name, sign.form), sign)
    if not signs:
        return Finder(None, ())
    from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 - only where a text is read

    return Finder(AhoCorasick(list(signs)), tuple(tuple(of.values()) for of in signs.values()))


def _signs(entries: tuple[Entry, ...], language: Language) -> Iterator[Sign]:
    for entry in entries:
        person = entry.kind == "person"
        if entry.kind == "adjective":
            continue
        rule = "capital" if entry.kind in ("capital", "seat") else "name"
        for name in entry.in_language(language):
            for form in forms(name, language, person=person):
                yield Sign(entry, form, rule)
        if person:
            for name in entry.surnames(language):
                for form in forms(name, language, person=True):
                    yield Sign(entry, form, "surname")
    yield from _role_signs(entries, language)


def _role_signs(entries: tuple[Entry, ...], language: Language) -> Iterator[Sign]:
    adjectives: dict[str, list[str]] = {}
    owners: dict[str, list[str]] = {}
    organisations = {e.actor for e in entries if e.kind == "organisation"}
    for entry in entries:
        if entry.kind == "adjective":
            adjectives.setdefault(entry.actor, []).extend(entry.in_language(language))
        elif entry.kind in ("state", "organisation"):
            owners.setdefault(entry.actor, []).extend(entry.in_language(language))
    genitives = functools.partial(_genitives, language=language)
    for entry in entries:
        if entry.kind != "person" or not entry.actor or not entry.office:
            continue
        office = Office(
            entry.office,
            leads=entry.leads,
            of_organisation=entry.actor in organisations,
            adjectives=tuple(adjectives.get(entry.actor, ())),
            owners=tuple(owners.get(entry.actor, ())),
            genitives=tuple(genitives(owners.get(entry.actor, []))),
        )
        for form in role_forms(office, language):
            yield Sign(entry, form, "role")


def _genitives(names: list[str], language: Language) -> list[str]:
    return [form for name in names for form in by_case(name, language)[1]]
