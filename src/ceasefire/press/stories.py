"""Stories: articles on one event, and how many independent origins stand behind them.

One pass in the order of time, precision first: a false merge says that two newsrooms confirmed each
other. Copies and excerpts always join. Other articles join a story only in its language, within 72
hours of its newest article, and only if headline and lead are alike in words *and* in the names
they share, both weighted so that a rare word counts more than one in every article. Between
languages an article joins only if the caller gives a measure of likeness across languages.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ceasefire.press.article import Language, Origin
from ceasefire.press.copies import CopyIndex, Relation

Across = Callable[[str, str], float]

WINDOW = timedelta(hours=72)
ALIKE_IN_WORDS = 0.22
ALIKE_IN_NAMES = 0.3
ALIKE_TOGETHER = 0.75
ALIKE_ACROSS = 0.9
_STEM_LETTERS = 6
_FEWEST_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ARTICLE_OF_NAME = re.compile(r"^the\s+")


@dataclass(frozen=True)
class Member:
    """An article as the grouping sees it.

    ``names`` are the ids (or names) of the actors that occur, ``seen`` when the page was fetched
    or, if the page gives it, published: with a time zone in all members or in none.
    """

    name: str
    title: str
    lead: str
    text: str
    language: Language
    names: frozenset[str]
    seen: datetime
    origin: Origin


@dataclass(frozen=True)
class Source:
    """One independent origin of a story and the articles that go back to it, oldest first."""

    outlet: str
    members: tuple[Member, ...]

    @property
    def carriers(self) -> tuple[str, ...]:
        """Who translated or showed it, as far as the articles say, each once."""
        return tuple(dict.fromkeys(name for one in self.members for name in _shown_by(one.origin)))


@dataclass(frozen=True)
class Shared:
    """Two articles that share their text. Of the ``relation`` the first text is the newer one's."""

    newer: str
    older: str
    relation: Relation


@dataclass(frozen=True)
class Story:
    """Articles on one event, oldest first, with the origins they go back to.

    ``shared`` says which articles are copies or excerpts of which. ``unknown`` holds the articles
    that do not say where they come from and copy no other article: they may repeat a known origin,
    so they are no confirmation.
    """

    members: tuple[Member, ...]
    sources: tuple[Source, ...]
    unknown: tuple[Member, ...] = ()
    shared: tuple[Shared, ...] = ()

    @property
    def independent(self) -> int:
        """Number of independent origins that are known."""
        return len(self.sources)


def stories(members: Iterable[Member], *, across: Across | None = None) -> tuple[Story, ...]:
    """Group articles to stories, newest story last.

    Args:
        members: articles in any order; the result is the same for every order.
        across: likeness of two headlines in different languages, 0 to 1; at 0.9 or more and with
            names alike they join. Without it languages meet only in copies.

    Raises:
        ValueError: two members have one name.
    """
    ordered = sorted(members, key=lambda one: (one.seen, one.name))
    copies = _copies(ordered)
    rarity = _Rarity(ordered)
    groups: list[list[Member]] = []
    home: dict[str, list[Member]] = {}
    for one in ordered:
        group = next((home[copy.older] for copy in copies[one.name] if copy.older in home), None)
        if group is None:
            group = _best(one, groups, rarity, across)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        home[one.name] = group
    return tuple(_story(group, copies) for group in groups)


def shared_with(name: str, members: Iterable[Member]) -> tuple[Shared, ...]:
    """Return the copies and excerpts of one article among others, oldest first.

    Args:
        name: the article's name, one of those of ``members``.
        members: articles in any order.
    """
    ordered = sorted(members, key=lambda one: (one.seen, one.name))
    return tuple(
        copy for found in _copies(ordered).values() for copy in found
        if name in {copy.newer, copy.older}
    )  # fmt: skip


def independent_sources(
    members: Sequence[Member], copies: Mapping[str, Sequence[str]] | None = None
) -> tuple[tuple[Source, ...], tuple[Member, ...]]:
    """Return the independent origins of a story's articles and the articles of unknown origin.

    Articles go back to one origin if they name one outlet, if one copies the other (``copies``:
    names of the copies of each), or if a translation names as its outlet somebody who, in this
    story, only carried another's article: the last step of a chain that lost its beginning.
    """
    links = _Links(one.name for one in members)
    first: dict[str, str] = {}
    carried = {
        outlet_key(name): one.name
        for one in reversed(members)
        for name in _shown_by(one.origin)
        if outlet_key(one.origin.outlet) not in {"", outlet_key(name)}
    }
    for one in members:
        key = outlet_key(_whose(one.origin))
        if key:
            links.join(one.name, first.setdefault(key, one.name))
        if key and len(one.origin.chain) > 1 and key in carried:
            links.join(one.name, carried[key])
        for other in (copies or {}).get(one.name, ()):
            links.join(one.name, other)
    groups: dict[str, list[Member]] = {}
    for one in members:
        groups.setdefault(links.root(one.name), []).append(one)
    known = [group for group in groups.values() if any(_whose(one.origin) for one in group)]
    unknown = [one for group in groups.values() if group not in known for one in group]
    return tuple(Source(_outlet(group), tuple(group)) for group in known), tuple(unknown)


def outlet_key(outlet: str) -> str:
    """Return an outlet's name as it is compared: no case, marks, leading "the" or ".com"."""
    plain = unicodedata.normalize("NFKC", outlet).casefold().strip().removeprefix("www.")
    plain = re.sub(r"\.(com|org|net|co\.uk|ru|ua|de|fr|pl|eu|info|name)$", "", plain)
    plain = _ARTICLE_OF_NAME.sub("", plain)
    return "".join(re.findall(r"[^\W_]+", plain))


def _whose(origin: Origin) -> str:
    """Return whose article it is; a translation that names no outlet is of unknown origin."""
    if origin.outlet:
        return origin.outlet
    return "" if len(origin.chain) > 1 else origin.carrier


def _shown_by(origin: Origin) -> tuple[str, ...]:
    """Return who only shows an article: its carrier and the portal the page stands on."""
    return tuple(name for name in (origin.carrier, origin.portal) if name)


def _outlet(group: Sequence[Member]) -> str:
    """Return the outlet of the article nearest to the origin: fewest translations, then oldest."""
    carriers = {
        outlet_key(name) for one in group if one.origin.outlet for name in _shown_by(one.origin)
    }

    def distance(one: Member) -> tuple[bool, bool, int, datetime]:
        own, key = one.origin.outlet, outlet_key(one.origin.outlet)
        only_carried = key in carriers and key != outlet_key(one.origin.carrier)
        return (not own, only_carried, len(one.origin.chain), one.seen)

    named = [one for one in group if _whose(one.origin)]
    return _whose(min(named, key=distance).origin)


def _story(group: list[Member], copies: Mapping[str, Sequence[Shared]]) -> Story:
    names = {one.name for one in group}
    shared = tuple(copy for one in group for copy in copies[one.name] if copy.older in names)
    inside = {name: [copy.older for copy in copies[name] if copy.older in names] for name in names}
    sources, unknown = independent_sources(group, inside)
    return Story(tuple(group), sources, unknown, shared)


def _copies(ordered: Sequence[Member]) -> dict[str, list[Shared]]:
    """Return for each article the older ones whose text it shares."""
    index = CopyIndex()
    found: dict[str, list[Shared]] = {}
    for one in ordered:
        found[one.name] = [
            Shared(one.name, name, relation)
            for name, relation in index.related(one.text, one.title)
        ]
        index.add(one.name, one.text, one.title)
    return found


def _best(
    one: Member, groups: Sequence[list[Member]], rarity: _Rarity, across: Across | None
) -> list[Member] | None:
    """Return the story whose articles are on average most like this one, if any is enough."""
    best, highest = None, 0.0
    for group in groups:
        if one.seen - group[-1].seen > WINDOW:
            continue
        scores = [rarity.likeness(one, other, across) for other in group]
        mean = sum(scores) / len(scores)
        if mean > highest and mean >= ALIKE_TOGETHER:
            best, highest = group, mean
    return best


class _Rarity:
    """Weights of words and names over all articles, and the likeness of two articles by them."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._words = {one.name: _terms(one) for one in members}
        self._count = len(members)
        self._word_in = Counter(word for terms in self._words.values() for word in terms)
        self._name_in = Counter(name for one in members for name in one.names)

    def likeness(self, one: Member, other: Member, across: Across | None) -> float:
        """Return words plus names, each 0 to 1; 0 where either alone is too little."""
        names = self._names_alike(one.names, other.names)
        if names < ALIKE_IN_NAMES:
            return 0.0
        if one.language != other.language:
            alike = across(one.title, other.title) if across else 0.0
            return names + alike if alike >= ALIKE_ACROSS else 0.0
        words = self._words_alike(self._words[one.name], self._words[other.name])
        return words + names if words >= ALIKE_IN_WORDS else 0.0

    def _weight(self, count: int) -> float:
        return math.log(1.0 + self._count / count)

    def _names_alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        total = sum(self._weight(self._name_in[name]) for name in sorted(one | other))
        shared = sum(self._weight(self._name_in[name]) for name in sorted(one & other))
        return shared / total if total else 0.0

    def _words_alike(self, one: Counter[str], other: Counter[str]) -> float:
        shared = sum(
            count * other[word] * self._weight(self._word_in[word]) ** 2
            for word, count in one.items()
            if word in other
        )
        return shared / (self._length(one) * self._length(other)) if shared else 0.0

    def _length(self, terms: Counter[str]) -> float:
        return math.sqrt(sum((n * self._weight(self._word_in[w])) ** 2 for w, n in terms.items()))


def _terms(one: Member) -> Counter[str]:
    """Return the words of headline (twice) and lead, cut to six letters in place of inflection."""
    text = unicodedata.normalize("NFKC", f"{one.title}\n{one.title}\n{one.lead}").casefold()
    words = _WORD.findall(text)
    return Counter(
        word[:_STEM_LETTERS] for word in words if len(word) >= _FEWEST_LETTERS or word.isdigit()
    )


class _Links:
    """Which names belong together, by joining two at a time."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parent = {name: name for name in names}

    def root(self, name: str) -> str:
        while self._parent[name] != name:
            name = self._parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        roots = sorted((self.root(one), self.root(other)))
        self._parent[roots[1]] = roots[0]
