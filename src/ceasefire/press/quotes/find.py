# ruff: noqa: RUF001 - the marks themselves
"""Quotes of a text: the words, who said them and how sure that is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ceasefire.press.article import Paragraph
from ceasefire.press.quotes.cues import Lexicon, lexicon_of
from ceasefire.press.quotes.indirect import Reported, headline, reported
from ceasefire.press.quotes.inserted import without_insertions
from ceasefire.press.quotes.marks import Marked, marked, reopened
from ceasefire.press.quotes.naming import NOBODY, Named, Names
from ceasefire.press.quotes.parser import Parser
from ceasefire.press.quotes.sentences import Part, Sentence, sentences_of
from ceasefire.press.quotes.speakers import AFTER, Cue, cues_of, opening
from ceasefire.press.statement import Mention, Mode, Quote

# How sure a speaker is, by where the words that name it stand.
BESIDE, SAME_SENTENCE, SAME_PARAGRAPH = 0.95, 0.8, 0.7
LEAD_IN, PARAGRAPH_BEFORE, SUBJECT, NOBODY_NAMED, UNMARKED = 0.6, 0.45, 0.35, 0.1, 0.6
UNCLOSED_SHARE = 0.7
FEW = 4  # words: a shorter span that nobody says is a title or a term
LOOSE = 3  # words beside a span that still leave it standing alone
WHOLE = 6  # words of a span that is a sentence of its own


@dataclass(frozen=True)
class _Says:
    """Who says a span: the speaker, the verb, the rule and how sure that is."""

    named: Named
    verb: str
    rule: str
    confidence: float


def quotes(
    paragraphs: Sequence[Paragraph],
    mentions: Sequence[Mention] = (),
    *,
    parser: Parser | None = None,
) -> tuple[Quote, ...]:
    """All that is quoted or reported in an article, in the order of the text.

    Args:
        paragraphs: of the body, with their places in the stored text; headings are read as
            headlines.
        mentions: actors found in the stored text; where one names a speaker its id (or name) is
            taken, else the name as the text gives it.
        parser: refines who speaks and adds reported speech; without one patterns alone decide.

    Returns:
        Quotes whose ``start`` and ``end`` count in the stored text. ``speaker`` is blank for
        nameless sources, which are never merged and never resolved to a name.
    """
    finder = _Finder(paragraphs, mentions, parser)
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1].text if i + 1 < len(paragraphs) else ""
        finder.read(paragraph, following)
    return tuple(finder.found)


class _Finder:
    """Goes through the paragraphs and remembers who spoke last."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], mentions: Sequence[Mention], parser: Parser | None
    ) -> None:
        self.names = Names(paragraphs, mentions)
        self.parser = parser
        self.found: list[Quote] = []
        self.before: _Says | None = None  # who spoke last in this paragraph
        self.carried: _Says | None = None  # who may go on in the next paragraph
        self.goes_on = False  # the paragraph before ended within marks, or in a colon

    def read(self, paragraph: Paragraph, following: str) -> None:
        """Add the quotes of one paragraph."""
        language, lexicon = lexicon_of(paragraph.language, paragraph.text)
        spans = reopened(marked(paragraph.text), following)
        spans = without_insertions(paragraph.text, spans, lexicon)
        sentences = sentences_of(paragraph.text, spans, language)
        part = Part(paragraph.text, language, lexicon, spans, sentences)
        self.before = None
        i = 0
        for n, sentence in enumerate(sentences):
            inside: list[Marked] = []
            while i < len(spans) and spans[i].outer_start < sentence.end:
                inside.append(spans[i])
                i += 1
            before = sentences[n - 1] if n else None
            self._sentence(paragraph, part, sentence, inside, before)
        last = spans[-1] if spans else None
        self.goes_on = paragraph.text.rstrip().endswith(":") or (
            last is not None and last.rule.startswith("opens again")
        )
        self.carried = self.before

    def _sentence(
        self,
        paragraph: Paragraph,
        part: Part,
        sentence: Sentence,
        spans: list[Marked],
        before: Sentence | None,
    ) -> None:
        cues = cues_of(sentence, part.lexicon)
        if not spans:
            self._unmarked(paragraph, part, sentence, cues)
            return
        verbs = [cue.verb for cue in cues]
        named: dict[int, Named] = {}
        alone = sum(not (w.hidden or w.sign) for w in sentence.words) <= LOOSE
        for span in spans:
            says = self._says(paragraph, part, sentence, span, (cues, verbs, named, before, alone))
            if says:
                self.found.append(_quote(paragraph, part, span, says))

    def _says(
        self,
        paragraph: Paragraph,
        part: Part,
        sentence: Sentence,
        span: Marked,
        known: tuple[tuple[Cue, ...], list[int], dict[int, Named], Sentence | None, bool],
    ) -> _Says | None:
        """Who says a span, looked for ever further away; ``None`` if it is no quote."""
        cues, verbs, named, before, standing_alone = known
        chosen = choose(cues, verbs, sentence, span, part.text)
        if chosen:
            cue, beside = chosen
            if cue.verb not in named:
                first, last = antecedent(cue, cues, sentence, part.lexicon)
                named[cue.verb] = self._name(paragraph, part, sentence, first, last)
            says = _Says(
                named[cue.verb],
                " ".join(w.text for w in sentence.words[cue.verb : cue.verb_end]),
                cue.rule,
                BESIDE if beside else SAME_SENTENCE,
            )
            self.before = says
            return says
        words = span_words(part.text, span)
        if standing_alone:
            return self._alone(paragraph, part, words, before)
        if words < FEW:
            return None
        first, last = opening(sentence.words, sentence.at(span.outer_start), part.lexicon)
        if first < last:
            found = self._name(paragraph, part, sentence, first, last)
            return _Says(found, "", "subject of the sentence", SUBJECT)
        return _Says(NOBODY, "", "nobody named", NOBODY_NAMED)

    def _alone(
        self, paragraph: Paragraph, part: Part, words: int, before: Sentence | None
    ) -> _Says | None:
        """Who says a span that stands without other words: who spoke before it."""
        if self.before:
            return _Says(self.before.named, "", "goes on in the same paragraph", SAME_PARAGRAPH)
        if before is not None:
            first, last = opening(before.words, len(before.words), part.lexicon)
            if first < last:
                found = self._name(paragraph, part, before, first, last)
                says = _Says(found, "", "subject of the sentence before", LEAD_IN)
                self.before = says
                return says
        elif self.carried and (self.goes_on or words >= FEW):
            sure = SAME_PARAGRAPH if self.goes_on else PARAGRAPH_BEFORE
            self.before = _Says(self.carried.named, "", "goes on from the paragraph before", sure)
            return self.before
        return _Says(NOBODY, "", "nobody named", NOBODY_NAMED) if words >= FEW else None

    def _unmarked(
        self, paragraph: Paragraph, part: Part, sentence: Sentence, cues: tuple[Cue, ...]
    ) -> None:
        """Reported speech without marks; also keeps in mind who spoke."""
        results = reported(sentence, cues, part)
        if self.parser and not results:
            results = self.parser.reported(sentence, part)
        if paragraph.heading:
            results = headline(sentence, part) or results
        for one in results:
            named = self._name(paragraph, part, sentence, one.first, one.last)
            self.found.append(_indirect(paragraph, part, one, named))
            self.before = _Says(named, one.verb, one.rule, UNMARKED)

    def _name(
        self, paragraph: Paragraph, part: Part, sentence: Sentence, first: int, last: int
    ) -> Named:
        group = sentence.words[first:last]
        return self.names.name(group, paragraph.start, part.text, part.lexicon)


def choose(
    cues: tuple[Cue, ...], verbs: list[int], sentence: Sentence, span: Marked, text: str
) -> tuple[Cue, bool] | None:
    """The place of saying that a span belongs to, and whether it stands beside the span."""
    if not cues:
        return None
    place = sentence.at(span.outer_start)
    split = bisect_left(verbs, place)
    left = cues[split - 1] if split else None
    right = cues[split] if split < len(cues) else None
    if right and _beside_right(right, place, sentence, span, text):
        return right, True
    if left and place - max(left.verb_end, left.last) <= 1:
        return left, True
    if left:
        return left, sentence.words[place - 1].text in {":", ","}
    return (right, False) if right else None


def antecedent(
    cue: Cue, cues: tuple[Cue, ...], sentence: Sentence, lexicon: Lexicon
) -> tuple[int, int]:
    """Words that name the speaker of a cue: "X told reporters that he hoped" is X."""
    pronouns = lexicon.singular | lexicon.plural
    first = cues[0]
    if sentence.words[cue.first].low in pronouns and first.verb < cue.verb:
        return first.first, first.last
    return cue.first, cue.last


def _beside_right(cue: Cue, place: int, sentence: Sentence, span: Marked, text: str) -> bool:
    """Whether "X said" follows a span straight away."""
    nearest = min(cue.first, cue.verb)
    if nearest - place > LOOSE:
        return False
    between = sentence.words[place + 1 : nearest]
    if any(not (w.sign or w.hidden) for w in between):
        return False
    pause = text[span.end - 1] in ",!?…." or any(w.text in ",—–-" for w in between)
    return pause or cue.rule == AFTER


def span_words(text: str, span: Marked) -> int:
    """Number of words of a span."""
    return len(text[span.start : span.end].split())


def _mode(text: str, span: Marked) -> Mode:
    """Direct if the span is a sentence by its first letter and its end or length."""
    words = text[span.start : span.end]
    first = next((sign for sign in words if sign.isalnum()), "")
    follows = text[span.outer_end : span.outer_end + 2].lstrip()[:1]
    closed = words[-1:] in ".,!?…" or follows in {".", ",", "–", "—"}
    starts = first.isupper() or first.isdigit()
    return "direct" if starts and (closed or len(words.split()) >= WHOLE) else "partial"


def _quote(paragraph: Paragraph, part: Part, span: Marked, says: _Says) -> Quote:
    mode: Mode = "headline" if paragraph.heading else _mode(part.text, span)
    sure = says.confidence * says.named.trust * (UNCLOSED_SHARE if span.unclosed else 1)
    return Quote(
        start=paragraph.start + span.start,
        end=paragraph.start + span.end,
        text=part.text[span.start : span.end],
        mode=mode,
        speaker=says.named.speaker,
        surface=says.named.surface,
        anonymous=says.named.anonymous,
        verb=says.verb,
        language=paragraph.language,
        unclosed=span.unclosed,
        confidence=round(sure, 3),
        rules={"text": span.rule, "surface": says.rule, "speaker": says.named.rule},
    )


def _indirect(paragraph: Paragraph, part: Part, one: Reported, named: Named) -> Quote:
    return Quote(
        start=paragraph.start + one.start,
        end=paragraph.start + one.end,
        text=part.text[one.start : one.end],
        mode="headline" if paragraph.heading else "indirect",
        speaker=named.speaker,
        surface=named.surface,
        anonymous=named.anonymous,
        verb=one.verb,
        language=paragraph.language,
        confidence=round(UNMARKED * named.trust, 3),
        rules={"text": one.rule, "surface": one.rule, "speaker": named.rule},
    )
