# ruff: noqa: RUF001 - letters of two alphabets
"""From the words that name a speaker to a person: names, pronouns, roles, nameless sources."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ceasefire.press.article import Paragraph
from ceasefire.press.quotes.cues import LEXICONS, POLISH, RUSSIAN, UKRAINIAN, Lexicon
from ceasefire.press.quotes.sentences import Word
from ceasefire.press.statement import Mention

_FULL_NAME = re.compile(
    r"\b[A-ZÀ-ÞŁŚŻŹĆА-ЯІЇЄҐЁ][\w’'-]+(?: (?:von|van|de|al|bin|der|le|la))?"
    r" [A-ZÀ-ÞŁŚŻŹĆА-ЯІЇЄҐЁ][\w’'-]+\b"
)
# How places and alliances begin, in any case: after the noun of a role they are not its name.
PLACES = (
    "росси", "росії", "украин", "україн", "сша", "герман", "німечч", "франц", "польш", "польщ",
    "британ", "нато", "ес", "єс", "ukrain", "russland", "russie", "france", "polsk", "polen",
    "pologne", "rosj", "niem", "deutsch", "usa", "états", "allem", "nato", "otan", "eu", "ue",
)  # fmt: skip
_NO_FIRST_NAMES = frozenset(["but", "even", "meanwhile", "yesterday", "today", "however"]).union(
    *(
        known.breaks | known.joins | known.skips | known.definite | known.indefinite | known.titles
        | known.sources | known.nameless | known.that | known.singular | known.plural
        | {word for phrase in known.according for word in phrase}
        for known in LEXICONS.values()
    )
)  # fmt: skip
INFLECTED = (RUSSIAN, UKRAINIAN, POLISH)
_SHORTEST_STEM = 4  # letters that an inflected surname keeps
_LONGEST_ENDING = 3  # letters that two forms of a surname may differ by


@dataclass(frozen=True)
class Named:
    """A speaker: id or full name, words of the text, whether nameless, and the rule."""

    speaker: str
    surface: str
    anonymous: bool
    rule: str
    several: bool = False
    trust: float = 1.0


NOBODY = Named("", "", anonymous=False, rule="nobody named")


class Names:
    """Names of a text, and who spoke so far; asked in the order of the text."""

    def __init__(self, paragraphs: Sequence[Paragraph], mentions: Sequence[Mention]) -> None:
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.mentions]
        self._longest = max((m.end - m.start for m in mentions), default=0)
        self.full = _full_names(paragraphs)
        self.by_stem: dict[str, list[str]] = {}
        for surname in self.full:
            self.by_stem.setdefault(surname[:_SHORTEST_STEM], []).append(surname)
        self._inflects = False  # whether the language of the words in hand has cases of names
        self.last = NOBODY
        self.last_several = NOBODY
        self.nameless: dict[str, Named] = {}

    def name(self, group: Sequence[Word], offset: int, text: str, lexicon: Lexicon) -> Named:
        """Who the nouns of ``group`` stand for; ``offset`` is where the paragraph begins."""
        surface = text[group[0].start : group[-1].end]
        self._inflects = any(lexicon is known for known in INFLECTED)
        found = (
            self._pronoun(group, surface, lexicon)
            or self._mention(group, offset, surface)
            or self._nameless(group, surface, lexicon)
            or self._person(group, surface, lexicon)
        )
        self.last = found
        if found.several:
            self.last_several = found
        return found

    def people(self, paragraph: Paragraph) -> tuple[str, ...]:
        """Persons named in a paragraph: by its mentions, else by full names in it."""
        i = bisect_left(self._starts, paragraph.start)
        found = []
        while i < len(self.mentions) and self.mentions[i].start < paragraph.end:
            if self.mentions[i].kind == "person":
                found.append(self.mentions[i].actor or self.mentions[i].name)
            i += 1
        return tuple(found) or tuple(_full_names([paragraph]).values())

    def _pronoun(self, group: Sequence[Word], surface: str, lexicon: Lexicon) -> Named | None:
        low = group[-1].low.rsplit("-", 1)[-1] if len(group) == 1 else ""
        if low not in lexicon.singular | lexicon.plural:
            return None
        several = low in lexicon.plural and low not in lexicon.singular
        if low in {"i", "я", "ich", "je", "ja", "we", "мы", "ми", "wir", "nous", "my"}:
            return Named("", surface, anonymous=False, rule="the writer", trust=0.5)
        before = self.last_several if several and self.last_several.surface else self.last
        return Named(
            before.speaker, surface, before.anonymous, "pronoun: last speaker", several, 0.7
        )

    def _mention(self, group: Sequence[Word], offset: int, surface: str) -> Named | None:
        """The actor mentioned in the nouns; persons before organisations and states."""
        start, end = offset + group[0].start, offset + group[-1].end
        inside = []
        i = bisect_left(self._starts, start - self._longest)
        while i < len(self.mentions) and self.mentions[i].start < end:
            if self.mentions[i].end > start:
                inside.append(self.mentions[i])
            i += 1
        people = [m for m in inside if m.kind == "person"]
        whole = [m for m in inside if m.start <= start and m.end >= end]
        for one in people or whole:
            return Named(
                one.actor or one.name, surface, anonymous=False, rule="mention of an actor"
            )
        return None

    def _nameless(self, group: Sequence[Word], surface: str, lexicon: Lexicon) -> Named | None:
        """A source without a name; two of them are one only if the text points back."""
        heads = [i for i, word in enumerate(group) if word.low in lexicon.nameless]
        if not heads or self._has_name(group, heads[0]):
            return None
        head = group[heads[0]].low
        several = head in lexicon.plural or _is_plural(head)
        first = group[0].low
        if first in lexicon.definite and len(group) == 2 and head in self.nameless:  # noqa: PLR2004 - article and noun
            former = self.nameless[head]
            return Named("", surface, anonymous=True, rule=f"nameless, as {former.surface}")
        found = Named("", surface, anonymous=True, rule="nameless source", several=several)
        self.nameless[head] = found
        return found

    def _has_name(self, group: Sequence[Word], head: int) -> bool:
        """Whether a person's name follows the noun: two capitals, or a surname known so far."""
        rest = [w for w in group[head + 1 :] if not w.sign]
        pairs = pairwise(rest)
        if any(_as_name(one) and _as_name(two) for one, two in pairs):
            return True
        last = rest[-1] if rest else group[head]
        return last is not group[head] and _as_name(last) and self._known(last.text) != ""

    def _person(self, group: Sequence[Word], surface: str, lexicon: Lexicon) -> Named:
        """The last run of capitals as a name, made full by what the text said before."""
        run: list[Word] = []
        best: list[Word] = []
        roles = lexicon.nameless | lexicon.sources
        for word in group:
            if (
                word.capital
                and word.low not in lexicon.definite | lexicon.indefinite | lexicon.titles
            ):
                run = [*run, word]
                best = run if len(run) >= len(best) or self._known(word.text) else best
            elif word.low in roles and run and run is best:
                best = run = []  # "the Ukrainian leader" is a role
            elif word.text not in {"'", "’", "-"}:
                run = []
        role = any(w.low in roles for w in group)
        while len(best) > 1 and (best[0].low in roles or best[0].low.startswith(PLACES)):
            best = best[1:]
        if not best or (role and len(best) == 1 and best[0].low.startswith(PLACES)):
            return Named("", surface, anonymous=False, rule="role without a name", trust=0.9)
        known = self._known(best[-1].text)
        if known:
            return Named(known, surface, anonymous=False, rule="full name in the text")
        return Named(" ".join(w.text for w in best), surface, anonymous=False, rule="as it stands")

    def _known(self, surname: str) -> str:
        """Full name of a surname, also in another case of its language; blank if not seen."""
        bare = surname.removesuffix("'s").removesuffix("’s")
        if bare in self.full:
            return self.full[bare]
        if not self._inflects:
            return ""
        for other in self.by_stem.get(bare[:_SHORTEST_STEM], ()):
            if _same_but_ending(other, bare):
                return self.full[other]
        return ""


def _full_names(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """Surname to the full name that a text gives it most often, the earlier of two equal ones."""
    counts: Counter[str] = Counter()
    for part in paragraphs:
        match = _FULL_NAME.search(part.text)
        while match:
            first = match[0].split()[0]
            low = first.lower()
            if low in _NO_FIRST_NAMES or low.startswith(PLACES):
                match = _FULL_NAME.search(part.text, match.start() + len(first))
                continue
            counts[match[0]] += 1
            match = _FULL_NAME.search(part.text, match.end())
    full: dict[str, str] = {}
    for name, _ in counts.most_common():
        full.setdefault(name.split()[-1], name)
    return full


def _same_but_ending(one: str, two: str) -> bool:
    shared = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= _SHORTEST_STEM and max(len(one), len(two)) - shared <= _LONGEST_ENDING


def _as_name(word: Word) -> bool:
    return word.capital and not (word.text.isupper() and len(word.text) > 1)


def _is_plural(noun: str) -> bool:
    return noun.endswith(("s", "ы", "и", "і", "ci", "cy", "en", "ów", "ов", "ів"))
