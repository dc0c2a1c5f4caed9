"""From a model's words to quotes: only what stands in the text, and what was dropped and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, get_args

from ceasefire.press.article import Article
from ceasefire.press.quotes import statements
from ceasefire.press.quotes.naming import NOBODY, Named, Names
from ceasefire.press.service.match import Folded, Place, apart, chosen, nearest
from ceasefire.press.service.pieces import Part, Piece
from ceasefire.press.statement import STANCES, Mention, Mode, Quote, Statement

if TYPE_CHECKING:
    from ceasefire.press.service.form import Item, Items

SURE = 0.05  # confidence of a proposal: less than of any quote that rules find

# Why a quote is dropped.
MISSHAPEN = "not in the form asked for"
TOO_MANY = "more than are taken"
INVENTED = "not in the text"
ELSEWHERE = "in the text, but not within one paragraph of the part asked about"
TWICE = "overlaps another quote of the answer"
# Why a field of a quote is dropped, and the quote kept.
NO_SPEAKER = "speaker not in the text"
SPEAKER_INSIDE = "speaker only within the words said"
NO_VERB = "verb not in the paragraph"
NO_MODE = "mode does not fit the marks"
NO_ISSUE = "question not asked about"
NO_STANCE = "stance unknown"


@dataclass(frozen=True)
class Drops:
    """How many quotes, and how many fields of quotes that were kept, were dropped, by reason."""

    quotes: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """What a model proposes for an article: suggestions for a review, never more.

    ``statements`` are in step with ``quotes``, which are in the order of the text. ``by`` names
    service, model and hash of the prompt; so do the rules of each field. ``warnings`` say what
    could not be asked or read.
    """

    quotes: tuple[Quote, ...]
    statements: tuple[Statement, ...]
    drops: Drops
    warnings: tuple[str, ...]
    by: str


@dataclass(frozen=True)
class _Said:
    quote: Quote
    issue: str
    stance: str


class Proposer:
    """Takes the answers for one article, piece after piece, and counts what it drops."""

    def __init__(
        self, article: Article, mentions: Sequence[Mention], issues: Collection[str], by: str
    ) -> None:
        """Take the article as read, the ids of the questions asked about, and who proposes."""
        self._article, self._issues, self._by = article, frozenset(issues), by
        self._names = Names(article.paragraphs, mentions)
        self._whole = Folded.of(article.text)
        self._said: list[_Said] = []
        self._quotes: Counter[str] = Counter()
        self._fields: Counter[str] = Counter()

    def take(self, piece: Piece, items: Items) -> None:
        """Keep the quotes of an answer that stand in the piece it is about."""
        self._quotes[MISSHAPEN] += items.misshapen
        self._quotes[TOO_MANY] += items.too_many
        taken: list[Place] = []
        for item in items.items:
            place = chosen(piece.places(item.text), piece.places(item.before))
            if place is None:
                known = self._whole.places(item.text)
                self._quotes[ELSEWHERE if known else INVENTED] += 1
            elif all(apart(place, other) for other in taken):
                taken.append(place)
                self._said.append(self._kept(piece, place, item))
            else:
                self._quotes[TWICE] += 1

    def proposal(self, warnings: Sequence[str]) -> Proposal:
        """Return what was kept, in the order of the text."""
        said = sorted(self._said, key=lambda one: one.quote.start)
        quotes = tuple(one.quote for one in said)
        read = statements(quotes, self._article.paragraphs)
        return Proposal(
            quotes=quotes,
            statements=tuple(
                self._suggested(one, by_rules) for one, by_rules in zip(said, read, strict=True)
            ),
            drops=Drops(dict(+self._quotes), dict(+self._fields)),
            warnings=tuple(warnings),
            by=self._by,
        )

    def _kept(self, piece: Piece, place: Place, item: Item) -> _Said:
        part = piece.part_at(place)
        mode, mode_rule = self._mode(part, place, item.mode)
        surface, named = self._speaker(piece, place, item, mode)
        verb = self._verb(part, place, item.verb)
        rules = {"text": f"stands in the text; {self._by}", "mode": f"{mode_rule}; {self._by}"}
        if surface:
            rules |= {"surface": self._by, "speaker": f"{named.rule}; {self._by}"}
        if verb:
            rules["verb"] = self._by
        quote = Quote(
            start=place[0],
            end=place[1],
            text=self._article.text[place[0] : place[1]],
            mode=mode,
            speaker=named.speaker,
            surface=surface,
            anonymous=named.anonymous,
            verb=verb,
            language=part.language,
            confidence=SURE,
            rules=rules,
        )
        return _Said(quote, self._issue(item.issue), self._stance(item.stance))

    def _mode(self, part: Part, place: Place, given: str) -> tuple[Mode, str]:
        """The model's word, unless marks are missing around what would be words as spoken."""
        if part.headline:
            return "headline", "stands in a headline"
        quoted = part.quoted(place)
        asked = given.strip().lower()
        for mode in get_args(Mode):
            if mode == asked != "headline" and (quoted or mode == "indirect"):
                return mode, "as proposed"
        self._fields[NO_MODE] += bool(asked)
        return ("direct", "between marks") if quoted else ("indirect", "no marks around it")

    def _speaker(self, piece: Piece, place: Place, item: Item, mode: Mode) -> tuple[str, Named]:
        """The words that name the speaker, nearest to the quote, and who that is."""
        if not item.speaker.strip():
            return "", NOBODY
        found = piece.places(item.speaker)
        outside = [one for one in found if apart(one, place)]
        if found and not outside and mode in ("direct", "partial"):
            self._fields[SPEAKER_INSIDE] += 1
            return "", NOBODY
        at = nearest(outside or found, place[0])
        if at is None:
            self._fields[NO_SPEAKER] += 1
            return "", NOBODY
        part = piece.part_at(at)
        start, end = at[0] - part.start, at[1] - part.start
        group = [word for word in part.words if word.start < end and word.end > start]
        # A pronoun would mean the last speaker of the answer, which need not be that of the text.
        self._names.last = self._names.last_several = NOBODY
        named = self._names.name(group, part.start, part.text, part.lexicon)
        return part.text[start:end], named

    def _verb(self, part: Part, place: Place, given: str) -> str:
        """The word of saying as the paragraph has it, nearest to the quote."""
        if not given.strip():
            return ""
        found = [(part.start + a, part.start + b) for a, b in part.folded.places(given)]
        at = nearest([one for one in found if apart(one, place)] or found, place[0])
        if at is None:
            self._fields[NO_VERB] += 1
            return ""
        return self._article.text[at[0] : at[1]]

    def _issue(self, given: str) -> str:
        issue = given.strip()
        if issue and issue not in self._issues:
            self._fields[NO_ISSUE] += 1
            return ""
        return issue

    def _stance(self, given: str) -> str:
        stance = given.strip().lower()
        if stance and stance not in STANCES:
            self._fields[NO_STANCE] += 1
            return ""
        return stance

    def _suggested(self, said: _Said, by_rules: Statement) -> Statement:
        """The statement by rules with the model's suggestions in place of those of the cues."""
        rules = dict(by_rules.rules)
        issue, stance = by_rules.issue, by_rules.stance
        if said.issue:
            issue = said.issue
            rules["issue"] = f"suggestion: {self._by}"
        if said.stance and said.stance != "unclear":
            stance = said.stance
            rules["stance"] = f"suggestion: {self._by}"
        return replace(by_rules, issue=issue, stance=stance, rules=rules)
