# ruff: noqa: RUF001 - words of six languages
"""Who speaks in a sentence, by patterns of words: the group of nouns beside a verb of saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ceasefire.press.quotes.cues import Lexicon
from ceasefire.press.quotes.sentences import Sentence, Word

LONGEST = 14  # words that a speaker's name, role and office may have
REACH = 12  # words between a verb and its subject at most
AFTER, BEFORE = "verb before its speaker", "speaker before the verb"
STOPS = frozenset(",;:—–-()[].!?…")


@dataclass(frozen=True)
class Cue:
    """A place where somebody says something: the verb, and the words that name the speaker.

    ``first`` and ``last`` are indices of words of the sentence, ``last`` exclusive; so are
    ``verb`` and ``verb_end``. ``rule`` names the pattern.
    """

    verb: int
    verb_end: int
    first: int
    last: int
    rule: str


def cues_of(sentence: Sentence, lexicon: Lexicon) -> tuple[Cue, ...]:
    """All places of a sentence where a speaker stands beside a word of saying, in order."""
    words = sentence.words
    found: list[Cue] = []
    for i, word in enumerate(words):
        if word.sign or word.hidden:
            continue
        cue = _according(words, i, lexicon) or _verb(words, i, lexicon)
        if cue:
            found.append(cue)
    return tuple(found)


def _according(words: Sequence[Word], i: int, lexicon: Lexicon) -> Cue | None:
    for phrase in lexicon.according:
        n = len(phrase)
        if words[i].low != phrase[0] or tuple(w.low for w in words[i : i + n]) != phrase:
            continue
        first, last = group_after(words, i + n, lexicon)
        if i <= 1 and (last >= len(words) or words[last].text not in ",—–"):
            last = _source_end(words, first, last, lexicon)
        if phrase == ("so",) and not (i and words[i - 1].text in ",\x00–"):
            continue
        if names_somebody(words[first:last], lexicon):
            return Cue(i, i + n, first, last, "according to")
    if words[i].low == "zufolge":
        first, last = group_before(words, i, lexicon)
        if names_somebody(words[first:last], lexicon):
            return Cue(i, i + 1, first, last, "according to")
    return None


def _source_end(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Where the speaker ends when no comma does: at the first small word after the name."""
    known = lexicon.nameless | lexicon.sources
    for i in range(first + 1, last):
        before = words[i - 1]
        if words[i].capital or words[i].low in known or words[i].sign:
            continue
        if before.capital or before.low in known:
            return i
    return last


def _verb(words: Sequence[Word], i: int, lexicon: Lexicon) -> Cue | None:
    """The cue of a verb of saying with its speaker: after it, before it, or shared."""
    low = words[i].low
    if words[i].capital and i and not (words[i - 1].sign or words[i - 1].hidden):
        return None  # part of a name: "Baltic States"
    if low not in lexicon.verbs | lexicon.weak | lexicon.participles:
        return _joined(words, i, lexicon)
    if i and words[i - 1].low.startswith(("a-t-", "ont-")):
        return Cue(i, i + 1, i - 1, i, AFTER)
    for (first, last), rule in _groups(words, i, lexicon):
        if names_somebody(words[first:last], lexicon):
            return Cue(i, i + 1, first, last, rule)
    return None


def _joined(words: Sequence[Word], i: int, lexicon: Lexicon) -> Cue | None:
    """A French verb with its pronoun in one word: "affirme-t-il"."""
    stem, _, pronoun = words[i].low.partition("-")
    if stem in lexicon.verbs and pronoun in lexicon.singular | lexicon.plural:
        return Cue(i, i + 1, i, i + 1, AFTER)
    return None


def _groups(
    words: Sequence[Word], i: int, lexicon: Lexicon
) -> Iterator[tuple[tuple[int, int], str]]:
    """Nouns that may be the subject of a verb, the likeliest first."""
    if words[i].low in lexicon.participles:
        yield opening(words, i, lexicon), "participle"
        return
    if _inverted(words, i, lexicon):
        yield group_after(words, i + 1, lexicon), AFTER
    yield group_before(words, i, lexicon), BEFORE
    if _passes_on(words, i, lexicon):
        yield opening(words, i, lexicon), "second verb of the sentence"


def _passes_on(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Whether a verb shares the subject of the verb before it: "came and said"."""
    j = i
    while j and i - j < REACH and words[j - 1].low in lexicon.skips:
        j -= 1
    return j > 0 and (
        words[j - 1].low in {"and", "but", "и", "но", "а", "й", "і", "та", "und", "et", "i", ","}
    )


def _inverted(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Whether the verb comes straight after what was said, so that the speaker follows it."""
    j = i - 1
    while j >= 0 and i - j < REACH and (words[j].text in "—–-" or words[j].low in lexicon.skips):
        j -= 1
    return j < 0 or words[j].hidden or words[j].text in ",!?…:"


def group_after(words: Sequence[Word], i: int, lexicon: Lexicon) -> tuple[int, int]:
    """Bounds of the nouns after a verb or "according to", up to a stop or a subordinate clause."""
    first = i
    limit = min(len(words), i + REACH)
    while first < limit and words[first].low in lexicon.skips - lexicon.definite:
        first += 1
    last = first
    while last < len(words) and last - first < LONGEST:
        word = words[last]
        if word.hidden or (word.sign and word.text not in "'’&%«") or word.text in STOPS:
            break
        if word.low in lexicon.breaks - lexicon.definite or word.low in lexicon.that:
            break
        if last > first and (word.low in lexicon.verbs or word.low in lexicon.participles):
            break
        last += 1
    while last > first and words[last - 1].low in lexicon.joins | lexicon.definite:
        last -= 1
    return first, last


def group_before(words: Sequence[Word], i: int, lexicon: Lexicon) -> tuple[int, int]:
    """Bounds of the nouns before a verb; leaps over an apposition or a relative clause."""
    last = i
    while last and words[last - 1].low in lexicon.skips and i - last < REACH:
        last -= 1
    if last and words[last - 1].text in {",", "—", "–", "-", ")"}:
        return _over_apposition(words, last - 1, lexicon)
    first = last
    while first and last - first < LONGEST:
        word = words[first - 1]
        if word.hidden or word.text in STOPS or (word.sign and word.text not in "'’&"):
            break
        if word.low in lexicon.that or word.low in lexicon.verbs or word.low in lexicon.participles:
            break
        if word.low in lexicon.breaks and word.low not in lexicon.definite:
            if word.low in {"who", "который", "которая", "який", "яка", "qui", "który", "która"}:
                return _plain_before(words, first - 1, lexicon)
            break
        first -= 1
    return _without_lead(words, first, last, lexicon)


def _over_apposition(words: Sequence[Word], i: int, lexicon: Lexicon) -> tuple[int, int]:
    """The nouns before an inserted part that ends at word ``i``: "Name, who was there, said"."""
    opening = -1
    for j in range(i - 1, max(-1, i - 4 * REACH), -1):
        if words[j].hidden or words[j].text in ";:":
            break
        if words[j].text in {",", "—", "–", "-", "("}:
            opening = j
            first, last = _plain_before(words, j, lexicon)
            if any(w.capital for w in words[first:last][-2:]):
                return first, last
    return _plain_before(words, opening, lexicon) if opening > 0 else (i, i)


def _plain_before(words: Sequence[Word], i: int, lexicon: Lexicon) -> tuple[int, int]:
    first = i
    while first and i - first < LONGEST:
        word = words[first - 1]
        if word.hidden or word.sign or word.low in lexicon.breaks - lexicon.definite:
            break
        first -= 1
    return _without_lead(words, first, i, lexicon)


def _without_lead(
    words: Sequence[Word], first: int, last: int, lexicon: Lexicon
) -> tuple[int, int]:
    """Drop what stands before the nouns themselves: "On Thursday", "and", "Back in May"."""
    if any(words[j].low in lexicon.singular | lexicon.plural for j in (last - 1,) if j >= first):
        return last - 1, last
    while first < last and (
        words[first].low in lexicon.joins | lexicon.skips
        or words[first].low in {"but", "но", "але", "aber", "mais", "ale"}
    ):
        lead = words[first].low
        first += 1
        if lead in {"in", "on", "at", "to", "for", "from", "with", "в", "на", "у", "по", "im", "à"}:
            first = max(first, _last_group(words, first, last, lexicon))
    return first, last


def _last_group(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Where the last group of nouns begins: at its article, or at its first capital."""
    j = last
    while j > first and words[j - 1].low not in lexicon.definite | lexicon.indefinite:
        j -= 1
    if j > first:
        return j - 1
    k = last
    while k > first and (words[k - 1].capital or words[k - 1].low in lexicon.titles):
        k -= 1
    return k if k < last else first


def opening(words: Sequence[Word], i: int, lexicon: Lexicon) -> tuple[int, int]:
    """The nouns that the sentence opens with: the subject that later verbs share."""
    first = 0
    while first < min(i, REACH) and (words[first].hidden or words[first].sign):
        first += 1
    last = first
    while last < i and last - first < LONGEST:
        word = words[last]
        if word.hidden or word.sign or word.low in lexicon.breaks - lexicon.definite:
            break
        if last > first and _looks_like_verb(words, last, first, lexicon):
            break
        last += 1
    return _without_lead(words, first, last, lexicon)


def _looks_like_verb(words: Sequence[Word], i: int, first: int, lexicon: Lexicon) -> bool:
    """Whether the nouns end here: a known verb, or a small word after a name or a known noun."""
    low = words[i].low
    if low in lexicon.verbs or low in lexicon.weak or low in lexicon.skips - lexicon.joins:
        return True
    before = words[i - 1]
    if words[first].low in lexicon.singular | lexicon.plural:
        return True
    noun = before.capital or before.low in lexicon.nameless | lexicon.sources
    return noun and not (
        words[i].capital or low in lexicon.joins or low in lexicon.nameless | lexicon.sources
    )


def names_somebody(group: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether nouns can be a speaker: a pronoun, a name, or a noun that speaks."""
    if not group:
        return False
    pronouns = lexicon.singular | lexicon.plural
    if len(group) == 1 and group[0].low in pronouns:
        return True
    return any(
        (word.capital and word.low not in pronouns)
        or word.low in lexicon.nameless | lexicon.sources
        for word in group
    )
