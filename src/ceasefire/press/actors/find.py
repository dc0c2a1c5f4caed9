"""Find who is named in a text: the longest name at word borders, once per place.

A surname alone is resolved to the full name last seen before it, else to the one person of the
gazetteer who has it; one that is a word too needs the full name once. A role («the Ukrainian
leader») is whoever holds the office on the gazetteer's day. A capital is its state's government
unless the words around it make it a place.
"""

# ruff: noqa: RUF001 - words in Cyrillic are meant

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from ceasefire.press.actors import wording
from ceasefire.press.actors.gazetteer import Entry, Finder, Gazetteer, Sign
from ceasefire.press.actors.introduced import introduced, surname_forms
from ceasefire.press.article import Language
from ceasefire.press.statement import Mention, MentionKind

_NOUN = 3  # letters of a word that may be a noun
_VOWELS = "аеёиоуыэюяєіїйь"
_PLURAL = ("ы", "и", "і", "ї", "ам", "ами", "ах", "ов", "ів")
MAY_BE_SHOUTED = 3  # capitals up to this length say nothing in a line of capitals: US, UN, EU
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FORMER = re.compile(
    r"(?:former|ex|late|then|next|future|previous|бывш\w+|экс|прежн\w+|колишн\w+|екс|ehemalige\w*|"
    r"frühere\w*|ancien\w*|ex|były|byłego|byłemu|byłym)[ -]$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:\d|\b(?:in|on|of|since|until|by|from|during|early|late|mid|last|next|this|each|en|im|"
    r"de|du|au|ab|bis|seit))[ -]$",
    re.IGNORECASE,
)


@dataclass
class _Seen:
    """Full names seen so far in one text, by surname; and all who were named in any way."""

    people: dict[str, Entry] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def note(self, entry: Entry, language: Language) -> None:
        for surname in entry.surnames(language):
            self.people[surname.lower()] = entry

    def knows(self, entry: Entry, language: Language) -> bool:
        return any(self.people.get(name.lower()) == entry for name in entry.surnames(language))


def mentions(text: str, language: Language, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Find the names in a text.

    Args:
        text: the text; offsets of the result count its characters.
        language: the language it is in; "" looks for the forms of all six.
        gazetteer: the names to find. People who are none of these but introduced in the text by
            full name («said Camille Grand, a former …») are found too, with a blank ``actor``.

    Returns:
        The mentions in their order; none overlaps another.
    """
    known = list(_known(text, language, gazetteer))
    fresh = _introduced(text, language, known)
    return tuple(sorted([*known, *fresh], key=lambda mention: mention.start))


def _known(text: str, language: Language, gazetteer: Gazetteer) -> Iterator[Mention]:
    seen = _Seen()
    end_of_last = 0
    held: Mention | None = None
    inside: list[Mention] = []  # names in the role that is held: «NATO» in «NATO chief»
    for start, end, signs in _candidates(text, gazetteer.finder(language)):
        if start < end_of_last:
            if held is not None and held.rule == "role" and end <= held.end:
                inside += [
                    _mention(text, start, end, s, language) for s in signs if s.rule == "name"
                ][:1]
            continue
        sign = _chosen(text, start, end, signs, seen, language)
        if sign is None:
            continue
        found = _mention(text, start, end, sign, language)
        end_of_last = end
        if sign.entry.kind == "person" and sign.rule == "name":
            seen.note(sign.entry, language)
        seen.named.add(found.name)
        if held is not None and _same_person(text, held, found):
            yield from inside
        elif held is not None:
            yield held
        held, inside = found, []
    if held is not None:
        yield held


def _candidates(text: str, finder: Finder) -> list[tuple[int, int, tuple[Sign, ...]]]:
    """Forms at word borders with the capitals they need; the longest of a place first."""
    if finder.automaton is None:
        return []
    found = []
    for index, start, end in finder.automaton.find_matches_as_indexes(
        wording.flat(text), overlapping=True
    ):
        if not wording.is_whole(text, start, end):
            continue
        signs = tuple(s for s in finder.signs[index] if _capitals(text, start, s.form))
        if signs:
            found.append((start, end, signs))
    found.sort(key=lambda one: (one[0], -one[1]))
    return found


def _capitals(text: str, start: int, form: str) -> bool:
    if not wording.has_case(text, start, form):
        return False
    short = form.isupper() and len(form) <= MAY_BE_SHOUTED
    return not (short and wording.shouted(text, start))


def _chosen(
    text: str, start: int, end: int, signs: tuple[Sign, ...], seen: _Seen, language: Language
) -> Sign | None:
    """Take what a form stands for here, ``None`` if it is nobody's name."""
    surnames = [sign for sign in signs if sign.rule == "surname"]
    for sign in signs:
        if sign.rule == "role":
            return sign if _role_holds(text, start, end) else None
        if sign.rule in ("name", "capital"):
            town = sign.entry.kind in ("capital", "state", "place")
            return None if town and wording.of_a_paper(text, end) else sign
    known = [sign for sign in surnames if seen.knows(sign.entry, language)]
    if not surnames or not (
        _surname_holds(text, start, end)
        or _after_a_noun(text, start, end, surnames, language, seen)
    ):
        return None
    if known:
        sign = known[-1]
        return None if sign.entry.hidden and _is_word_here(text, start, end) else sign
    people = {sign.entry.name for sign in surnames if not sign.entry.hidden}
    if len(people) != 1:
        in_office = [s for s in surnames if s.entry.actor and not s.entry.hidden]
        return in_office[0] if len({s.entry.name for s in in_office}) == 1 else None
    return next(sign for sign in surnames if sign.entry.name in people)


def _surname_holds(text: str, start: int, end: int) -> bool:
    """Whether a surname is not a part of the name of somebody or something else."""
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
        return False
    if start > 1 and text[start - 1] == "-" and text[start - 2].isalpha():
        return False
    return not wording.another_first_name(text, start)


def _after_a_noun(
    text: str, start: int, end: int, surnames: list[Sign], language: Language, seen: _Seen
) -> bool:
    """Whether a surname follows the first word of a sentence that is no first name of its own.

    «Встречи Путина»: the word has a capital for the sentence. A first name would stand in the case
    of the surname, so one in a consonant stands before none but a nominative; one in a vowel is
    believed to be a noun if the person was named before.
    """
    word = wording.opens_sentence(text, start) if language in ("ru", "uk") else ""
    if not word or text[end : end + 1] == "-" or len(word) < _NOUN:
        return False
    here = any(sign.entry.name in seen.named for sign in surnames)
    form = text[start:end].lower()
    basic = {name.lower() for s in surnames for name in s.entry.surnames(language)}
    if form in basic:  # a nominative, or a surname that does not change
        return here and word.endswith(_PLURAL)
    return here or word[-1] not in _VOWELS


def _is_word_here(text: str, start: int, end: int) -> bool:
    """Whether a surname that is a word too is rather the word: «Grand Duchy», «on 5 May»."""
    if wording.opens_name(text, end) or re.match(r"[ \u00a0]\d", text[end : end + 2]):
        return True
    return text[start:end].lower() in ("may", "march", "august") and bool(
        _MONTH.search(text[max(0, start - 10) : start])
    )


def _role_holds(text: str, start: int, end: int) -> bool:
    """Whether a role is the present holder's; a new name after it is left to that name."""
    return not _FORMER.search(text[max(0, start - 14) : start]) and not (
        re.match(r"[ -](?:elect|designate)\b", text[end : end + 12])
    )


def _mention(text: str, start: int, end: int, sign: Sign, language: Language) -> Mention:
    entry, name, kind, rule = sign.entry, sign.entry.name, sign.entry.kind, sign.rule
    actor = entry.actor
    if kind in ("capital", "seat"):
        town = kind == "capital" and wording.is_place(text, start, end, language)
        if town or not entry.whose:
            kind, rule, actor = "place", "place", ""
        else:
            kind, name = entry.whose_kind, entry.whose
    return Mention(start, end, text[start:end], name, cast("MentionKind", kind), actor, rule)


def _same_person(text: str, held: Mention, found: Mention) -> bool:
    """Whether a role is followed at once by a name, which then counts instead of it."""
    between = text[held.end : found.start]
    return held.rule == "role" and found.kind == "person" and between in (" ", "\u00a0", ", ")


def _introduced(text: str, language: Language, known: list[Mention]) -> Iterator[Mention]:
    """Mentions of people whom the text itself introduces, by full name and then by surname."""
    taken = _Taken(known)
    people: dict[str, tuple[str, int]] = {}
    full: dict[int, int] = {}
    for start, end in introduced(text, language):
        if taken.touches(start, end):
            continue
        name = text[start:end]
        full[start] = end
        yield Mention(start, end, name, name, "person", "", "introduced")
        for form in surname_forms(name, language):
            people.setdefault(form, (name, end))
    if not people:
        return
    inside = _Taken([*known, *(Mention(s, e, "", "", "person") for s, e in full.items())])
    for word in _WORD.finditer(text):
        name, since = people.get(word[0].removesuffix("'s").removesuffix("’s"), ("", 0))
        if not name or word.start() < since:
            continue
        start, end = word.start(), word.start() + len(word[0].removesuffix("'s").removesuffix("’s"))
        if inside.touches(start, end) or wording.opens_name(text, end):
            continue
        if text[max(0, start - len(name)) : end].endswith(name[: -(end - start)] + text[start:end]):
            start -= len(name) - (end - start)
        elif wording.another_first_name(text, start):
            continue
        yield Mention(start, end, text[start:end], name, "person", "", "surname")


class _Taken:
    """Places that names already stand at."""

    def __init__(self, found: Iterable[Mention]) -> None:
        self._places = {place for m in found for place in range(m.start, m.end)}

    def touches(self, start: int, end: int) -> bool:
        return any(place in self._places for place in range(start, end))


@dataclass(frozen=True)
class Tally:
    """How often one is named; ``actor`` as in its mentions."""

    name: str
    kind: MentionKind
    actor: str
    count: int


def count(found: Iterable[Mention]) -> tuple[Tally, ...]:
    """Count mentions per one who is named, most first, then by first place.

    A person is counted apart from the state it speaks for. Each anonymous source stays one of its
    own, since two in the same words need not be the same person.
    """
    tallies: dict[tuple[str, str, int], list[Mention]] = {}
    for mention in found:
        own = mention.start if mention.rule == "anonymous" else -1
        tallies.setdefault((mention.kind, mention.name, own), []).append(mention)
    rows = [Tally(of[0].name, of[0].kind, of[0].actor, len(of)) for of in tallies.values()]
    return tuple(sorted(rows, key=lambda tally: -tally.count))
