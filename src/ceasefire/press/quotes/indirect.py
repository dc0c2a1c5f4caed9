# ruff: noqa: RUF001 - the marks themselves
"""Reported speech without marks: "X said that ...", "..., X said", "according to X, ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ceasefire.press.article import Language
from ceasefire.press.quotes.sentences import Part, Sentence, Word
from ceasefire.press.quotes.speakers import BEFORE, Cue

MIN_WORDS = 2
_ADDRESSED = 8  # words between a verb and "that": "told reporters in Brussels that"
_BARE_SUBJECTS = 6  # words after an English verb within which a clause without "that" has its verb
_FINITE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "could",
        "should",
        "can",
        "may",
        "might",
        "must",
        "has",
        "have",
        "had",
        "does",
        "do",
        "did",
        "isn't",
        "don't",
        "doesn't",
        "didn't",
        "won't",
        "wouldn't",
        "can't",
        "it's",
        "they're",
        "he's",
        "she's",
        "there's",
    ]
)
_SHORTEST = 2  # letters of a preposition of place
_PAUSES = (",", ";", "—", "–")
_TITLE = re.compile(r"^((?:\w[\w.’'-]*\s){0,3}\w[\w.’'-]*)\s?:\s+[«„“\"‘]?(?=\w)")
_TITLE_END = ' .»“”"’'


@dataclass(frozen=True)
class Reported:
    """A clause that somebody is said to have said: its place in the paragraph, and the speaker.

    ``first`` and ``last`` are words of the sentence, ``last`` exclusive.
    """

    start: int
    end: int
    first: int
    last: int
    verb: str
    rule: str


def reported(sentence: Sentence, cues: Sequence[Cue], part: Part) -> tuple[Reported, ...]:
    """Reported clauses of a sentence; at most one for each stretch of it.

    Args:
        sentence: one without words between marks.
        cues: its places of saying.
        part: the paragraph it stands in.
    """
    found: list[Reported] = []
    taken = -1
    for cue in cues:
        if cue.verb < taken:
            continue
        bounds = _clause(sentence.words, cue, part)
        if bounds is None:
            continue
        start, end, rule = bounds
        if start >= max(cue.verb_end, cue.last):
            others = [one for one in cues if one is not cue]
            end = min(end, _others_turn(sentence.words, others, start, part.language))
        words = sentence.words[start:end]
        if sum(not w.sign for w in words) < MIN_WORDS:
            continue
        verb = " ".join(w.text for w in sentence.words[cue.verb : cue.verb_end])
        found.append(Reported(words[0].start, words[-1].end, cue.first, cue.last, verb, rule))
        taken = max(end, cue.verb + 1)
    return tuple(found)


def _others_turn(
    words: Sequence[Word], others: Sequence[Cue], start: int, language: Language
) -> int:
    """Where a reported clause ends at the latest: a pause before another speaks.

    In English a comma is no such pause: what a clause holds goes on after most of them, as the
    attributions marked by hand have it.
    """
    pauses = (";",) if language == "en" else _PAUSES
    turns = []
    for other in others:
        begins = min(other.first, other.verb)
        before = words[begins - 1]
        # A place that speaks has its preposition before it: ", in Moscow they said".
        pause = begins - (2 if len(before.text) <= _SHORTEST and not before.sign else 1)
        if pause > start and words[pause].text in pauses:
            turns.append(pause)
    return min(turns, default=len(words))


def _clause(words: Sequence[Word], cue: Cue, part: Part) -> tuple[int, int, str] | None:
    """Words of the clause that belongs to a cue, and the rule that found it."""
    stop = len(words) - (words[-1].text in ".!?…")
    low = words[cue.verb].low
    if cue.rule == "according to":
        return _beside_source(words, cue, stop)
    if low in part.lexicon.weak:
        return None
    after = max(cue.verb_end, cue.last)
    that = _that(words, after, stop, part)
    if that:
        return that, stop, "verb and that"
    nearest = min(cue.first, cue.verb)
    paused = nearest > MIN_WORDS and words[nearest - 1].text in {",", "—", "–"}
    if paused and _ends_here(words, after, stop):
        return 0, nearest - 1, "clause before the speaker"
    if after < stop and words[after].text == ":":
        return after + 1, stop, "after a colon"
    return _bare(words, cue, part, stop)


def _that(words: Sequence[Word], after: int, stop: int, part: Part) -> int:
    """Where the clause after "that" begins; 0 if there is none near the verb."""
    near = range(after, min(stop, after + _ADDRESSED))
    return next((i + 1 for i in near if words[i].low in part.lexicon.that), 0)


def _bare(words: Sequence[Word], cue: Cue, part: Part, stop: int) -> tuple[int, int, str] | None:
    """A clause without "that": English straight after the verb, German after a comma."""
    after = max(cue.verb_end, cue.last)
    if cue.rule != BEFORE or after >= stop:
        return None
    rule = "verb and clause"
    if part.language == "en":
        window = words[after : min(stop, after + _BARE_SUBJECTS)]
        if any(w.low in _FINITE or w.low.endswith(("n't", "'ll")) for w in window):
            return after, stop, rule
    if part.language == "de" and words[after].text == ",":
        return after + 1, stop, rule
    return None


def _beside_source(words: Sequence[Word], cue: Cue, stop: int) -> tuple[int, int, str] | None:
    """The clause beside "according to X": after its comma, or before it."""
    rule = "according to"
    after = max(cue.last, cue.verb_end)
    if min(cue.verb, cue.first) <= 1:
        if after < stop and words[after].text == ",":
            return after + 1, stop, rule
        return after, stop, rule
    end = min(cue.verb, cue.first)
    end -= words[end - 1].text in {",", "—", "–"}
    return 0, end, rule


def _ends_here(words: Sequence[Word], after: int, stop: int) -> bool:
    """Whether nothing but a time or a place follows: the clause before is what was said."""
    return after >= stop or words[after].sign or stop - after <= _ADDRESSED


def headline(sentence: Sentence, part: Part) -> tuple[Reported, ...]:
    """A headline of the form "Name: what the name says"."""
    line = part.text[sentence.start : sentence.end]
    match = _TITLE.match(line)
    if not match or not match.group(1)[0].isupper():
        return ()
    last = sentence.at(sentence.start + match.end(1) - 1) + 1
    start = sentence.start + match.end()
    end = sentence.start + len(line.rstrip(_TITLE_END if line[match.end() - 1] != " " else " "))
    return (Reported(start, end, 0, last, ":", "headline with a colon"),)
