"""What a holder of an office is called without a name: «the Ukrainian president», «NATO chief»."""

# ruff: noqa: RUF001 - words in Cyrillic are meant

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.press.actors.inflection import by_case, forms
from ceasefire.press.article import Language


@dataclass(frozen=True)
class Office:
    """An office with the words for whose it is, in one language.

    ``genitives`` are the forms of ``owners`` for "of the owner".
    """

    office: str
    leads: bool
    of_organisation: bool
    adjectives: tuple[str, ...]
    owners: tuple[str, ...]
    genitives: tuple[str, ...]


_NOUNS: dict[Language, dict[str, tuple[str, ...]]] = {
    "en": {
        "head_of_state": ("president", "head of state"),
        "head_of_government": ("prime minister", "premier", "chancellor", "head of government"),
        "head_elect": ("president-elect",),
        "foreign_minister": ("foreign minister", "top diplomat"),
        "defence_minister": ("defence minister", "defense minister"),
        "head": ("chief", "secretary general", "secretary-general", "head", "boss"),
        "leader": ("leader",),
    },
    "ru": {
        "head_of_state": ("президент",),
        "head_of_government": ("премьер-министр", "премьер", "канцлер"),
        "foreign_minister": ("министр иностранных дел", "глава МИД"),
        "defence_minister": ("министр обороны",),
        "head": ("генсек", "генеральный секретарь", "глава"),
        "leader": ("лидер",),
    },
    "uk": {
        "head_of_state": ("президент",),
        "head_of_government": ("прем'єр-міністр", "прем'єр", "канцлер"),
        "foreign_minister": ("міністр закордонних справ", "глава МЗС", "очільник МЗС"),
        "defence_minister": ("міністр оборони",),
        "head": ("генсек", "генеральний секретар", "очільник", "глава"),
        "leader": ("лідер",),
    },
    "de": {
        "head_of_state": ("Präsident", "Präsidenten", "Staatschef"),
        "head_of_government": ("Premierminister", "Ministerpräsident", "Ministerpräsidentin",
                               "Ministerpräsidenten", "Regierungschef", "Regierungschefin",
                               "Kanzler", "Premier"),
        "head_elect": ("gewählter Präsident",),
        "foreign_minister": ("Außenminister",),
        "defence_minister": ("Verteidigungsminister",),
        "head": ("Chef", "Generalsekretär"),
        "leader": ("Staatschef",),
    },
    "fr": {
        "head_of_state": ("président", "chef de l'État"),
        "head_of_government": ("premier ministre", "première ministre", "chancelier"),
        "foreign_minister": ("ministre des Affaires étrangères",),
        "defence_minister": ("ministre de la Défense",),
        "head": ("secrétaire général de l'", "chef de l'", "patron de l'"),
        "leader": ("dirigeant",),
    },
    "pl": {
        "head_of_state": ("prezydent",),
        "head_of_government": ("premier", "kanclerz"),
        "foreign_minister": ("minister spraw zagranicznych", "szef MSZ"),
        "defence_minister": ("minister obrony",),
        "head": ("szef", "sekretarz generalny"),
        "leader": ("przywódca",),
    },
}  # fmt: skip


def role_forms(office: Office, language: Language) -> Iterator[str]:
    """Forms by which a page may call the holder of an office.

    Args:
        office: the office and the words for whose it is.
        language: the language all of them are in.

    Yields:
        The forms, inflected; none for an office or a language without words.
    """
    words = _NOUNS.get(language, {})
    nouns = (*words.get(office.office, ()), *(words.get("leader", ()) if office.leads else ()))
    for noun in nouns:
        if language == "en":
            yield from _english(office, noun)
        elif language == "de":
            yield from _german(office, noun)
        elif language == "fr":
            yield from _french(office, noun)
        else:
            yield from _slavic(office, noun, language)


def _english(office: Office, noun: str) -> Iterator[str]:
    for adjective in office.adjectives:
        yield f"{adjective} {noun}"
    for owner in office.owners:
        yield f"{noun} of {owner}"
        yield f"{noun} of the {owner}"
        yield f"{owner}'s {noun}"
        if office.of_organisation:
            yield f"{owner} {noun}"


def _german(office: Office, noun: str) -> Iterator[str]:
    for form in forms(noun, "de"):
        for adjective in office.adjectives:
            for own in forms(adjective, "de"):
                yield f"{own} {form}"
        if office.of_organisation:
            for owner in office.owners:
                yield f"{owner}-{form}"


def _french(office: Office, noun: str) -> Iterator[str]:
    for adjective in office.adjectives:
        first, _, rest = noun.partition(" de")
        yield f"{first} {adjective}{' de' + rest if rest else ''}"
    if office.of_organisation:
        for owner in office.owners:
            yield f"{noun}{owner}"


def _slavic(office: Office, noun: str, language: Language) -> Iterator[str]:
    cases = by_case(noun, language)
    for case in cases:
        for form in case:
            for owner in office.genitives:
                yield f"{form} {owner}"
    for adjective in office.adjectives:
        own = by_case(adjective, language)
        for case, owns in zip(cases, own, strict=True):
            for form in case:
                for word in owns:
                    yield f"{word} {form}"
