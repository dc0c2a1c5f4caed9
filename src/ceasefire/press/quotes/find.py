# ruff: noqa: RUF001 - the marks themselves
"""Quotes of a text: the words, who said them and how sure that is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ceasefire.press.article import Paragraph
from ceasefire.press.quotes.cues import Lexicon, lexicon_of
from ceasefire.press.quotes.dialogue import LABEL_RULE, Turn, interviewee, spoken, turns
from ceasefire.press.quotes.headlines import cites
from ceasefire.press.quotes.indirect import Reported, headline, reported
from ceasefire.press.quotes.inserted import without_insertions
from ceasefire.press.quotes.marks import SINGLE, Marked, marked, reopened
from ceasefire.press.quotes.naming import NOBODY, Named, Names
from ceasefire.press.quotes.parser import Parser
from ceasefire.press.quotes.positions import position, whole
from ceasefire.press.quotes.sentences import Part, Sentence, sentences_of
from ceasefire.press.quotes.speakers import AFTER, Cue, cues_of, opening
from ceasefire.press.statement import Mention, Mode, Quote

# How sure a speaker is, by where the words that name it stand.
BESIDE, SAME_SENTENCE, SAME_PARAGRAPH = 0.95, 0.8, 0.7
LEAD_IN, PARAGRAPH_BEFORE, SUBJECT, NOBODY_NAMED, UNMARKED = 0.6, 0.45, 0.35, 0.1, 0.6
UNCLOSED_SHARE = 0.7
FEW = 4  # words: a shorter span that nobody says is a title or a term
PRINTED = 0.8  # share of the confidence that words of an outlet's own headline keep
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
        finder.read(i, paragraph, following)
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
        self.turns = turns(paragraphs)
        self.turn: Turn | None = None
        self.answers = self._answering(paragraphs)  # who answers the questions of an interview

    def _answering(self, paragraphs: Sequence[Paragraph]) -> Named:
        """The person that an interview is with, as far as the paragraphs before it say."""
        first = next((i for i, turn in self.turns.items() if turn.role == "answer"), 0)
        before = paragraphs[:first]
        name = interviewee(before, [self.names.people(part) for part in before])
        return Named(name, "", anonymous=False, rule="person of the interview") if name else NOBODY

    def read(self, number: int, paragraph: Paragraph, following: str) -> None:
        """Add the quotes of one paragraph."""
        self.turn = self.turns.get(number)
        if self.turn and self.turn.role == "question":
            self.goes_on = False
            return
        language, lexicon = lexicon_of(paragraph.language, paragraph.text)
        spans = self._spans(paragraph, following, lexicon)
        if self.turn and not self.goes_on:
            self.carried = None  # the next turn of a conversation is not the last speaker's
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
        self.carried = None if paragraph.heading else self.before

    def _spans(self, paragraph: Paragraph, following: str, lexicon: Lexicon) -> tuple[Marked, ...]:
        """Words between marks, or of a turn of a conversation and between marks beside them."""
        text = paragraph.text
        spans = without_insertions(text, reopened(marked(text), following), lexicon)
        if self.turn is None:
            return spans
        said = spoken(text, self.turn, lexicon)
        ends = [0, *(one.outer_end for one in said)]
        starts = [*(one.outer_start for one in said), len(text)]
        free = [
            one for one in spans
            if one.outer_end <= starts[i := bisect_right(starts, one.outer_start)]
            and one.outer_start >= ends[i]
        ] if said else list(spans)  # fmt: skip
        return tuple(sorted((*said, *free), key=lambda one: one.start))

    def _sentence(
        self,
        paragraph: Paragraph,
        part: Part,
        sentence: Sentence,
        spans: list[Marked],
        before: Sentence | None,
    ) -> None:
        cues = cues_of(sentence, part.lexicon)
        if paragraph.heading and self._headline(paragraph, part, sentence, spans, cues):
            return
        if not spans:
            self._unmarked(paragraph, part, sentence, cues)
            return
        verbs = [cue.verb for cue in cues]
        named: dict[int, Named] = {}
        alone = sum(not (w.hidden or w.sign) for w in sentence.words) <= LOOSE
        known = len(self.found)
        for span in spans:
            says = self._says(paragraph, part, sentence, span, (cues, verbs, named, before, alone))
            if says:
                self.found.append(_quote(paragraph, part, span, says))
        if len(self.found) == known and all(span.rule == SINGLE for span in spans):
            self._unmarked(paragraph, part, sentence, cues)  # a title is no quote

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
        words = span_words(part.text, span)
        if span.rule == SINGLE and _is_title(words, beside=bool(chosen and chosen[1])):
            return None
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
        if self.turn and self.turn.role == "answer":
            return self._answer(paragraph, part)
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

    def _answer(self, paragraph: Paragraph, part: Part) -> _Says:
        """Who answers: whose name stands before the colon, else the person of the interview."""
        label = self.turn.label if self.turn else 0
        group = [word for word in part.sentences[0].words if word.end <= label]
        if group:
            found = self.names.name(group, paragraph.start, part.text, part.lexicon)
            self.before = _Says(found, "", LABEL_RULE, BESIDE)
        else:
            self.before = _Says(self.answers, "", "answer in an interview", PARAGRAPH_BEFORE)
        return self.before

    def _unmarked(
        self, paragraph: Paragraph, part: Part, sentence: Sentence, cues: tuple[Cue, ...]
    ) -> None:
        """Reported speech without marks; also keeps in mind who spoke."""
        results = reported(sentence, cues, part)
        if self.parser and not results:
            results = self.parser.reported(sentence, part)
        for one in results:
            named = self._name(paragraph, part, sentence, one.first, one.last)
            self.found.append(_indirect(paragraph, part, one, named))
            self.before = _Says(named, one.verb, one.rule, UNMARKED)
        if not results and cues and sentence.words[-1].text == ":":
            last = cues[-1]  # what is said follows in the next paragraph
            named = self._name(paragraph, part, sentence, last.first, last.last)
            self.before = _Says(named, "", last.rule, UNMARKED)

    def _headline(
        self, paragraph: Paragraph, part: Part, sentence: Sentence,
        spans: list[Marked], cues: tuple[Cue, ...],
    ) -> bool:  # fmt: skip
        """Add what a headline says as a whole; ``False`` if it is to be read like other text."""
        results = headline(sentence, part)
        if paragraph.outlet and not (paragraph.printer or results or spans):
            results = reported(sentence, cues, part)
        if paragraph.printer and not results and not spans:
            results = reported(sentence, cues, part) or position(sentence, part)
            results = results or (whole(sentence),)
        for one in results:
            if one.start >= one.end:
                return False
            named = self._printed(paragraph, part, sentence, one)
            self.found.append(_indirect(paragraph, part, one, named))
        return bool(results)

    def _printed(
        self, paragraph: Paragraph, part: Part, sentence: Sentence, one: Reported
    ) -> Named:
        """Who speaks in a headline; who prints it if nobody does, or if it cites the outlet."""
        if one.first >= one.last:
            rule = "nobody named: who prints the headline"
            return Named(paragraph.printer, "", anonymous=False, rule=rule, trust=PRINTED)
        group = sentence.words[one.first : one.last]
        surface = part.text[group[0].start : group[-1].end]
        if paragraph.outlet and cites(surface, paragraph.outlet):
            printer = paragraph.printer or paragraph.outlet  # a lead cites, and prints nothing
            own = printer == paragraph.outlet
            rule = "the outlet itself" if own else "the carrier's words, citing the outlet"
            return Named(printer, surface, anonymous=False, rule=rule, trust=PRINTED)
        return self._name(paragraph, part, sentence, one.first, one.last)

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


def _is_title(words: int, *, beside: bool) -> bool:
    """Whether words between single marks are a title or a term: few, and nobody beside them."""
    return words < WHOLE and not beside


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
