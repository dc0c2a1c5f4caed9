# ruff: noqa: RUF001 - dashes and words of six languages
"""Speech without marks: paragraphs that open with a dash, and the turns of an interview.

"— Words, — said X. — More words" is how Russian, Ukrainian, Polish and French pages set speech. A
list of points looks alike, so a dash alone is not believed: somebody has to be named as saying it,
or a question has to come before. A question of an interview is nobody's statement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ceasefire.press.article import Paragraph
from ceasefire.press.quotes.cues import Lexicon, lexicon_of
from ceasefire.press.quotes.marks import Marked, trimmed

SPOKEN_WITH_DASH = frozenset(("ru", "uk", "pl", "fr"))
DASH_RULE, LABEL_RULE = "dash at the start of the paragraph", "name before a colon in an interview"
Role = Literal["speech", "question", "answer"]
_FIRST = re.compile(r"\s*[—–-]\s+(?=[«\"„“…(]*[^\W_a-zа-яёіїєґąćęłńóśźż])")
_DASH = re.compile(r"(?<=[\s,.!?…»”\"])[—–-]\s")
_LABEL = re.compile(r"\s*([^\W\d_][^:?!\n]{0,40}?)\s?:\s+(?=\S)")
_HEAD = 60  # characters of a clause in which its verb is looked for
_LABEL_WORDS = 5
_GAP = 4  # characters before a dash in which the sign that ends a clause is looked for
_PLAIN_QUESTION = 60  # words of a question that is set without a dash
_RESUMES = frozenset(".,:!?…;")
_FRENCH_CLAUSE = re.compile(
    r",\s+(?:(?:a|ont|avait|avaient)\s+(?P<past>[\w’'-]+)|(?P<verb>\w+)(?:-t)?-(?:il|elle|ils)\b"
    r"|(?:a|ont)-t-(?:il|elle|ils)\s+(?P<asked>\w+)|(?P<plain>\w+)\s)"
)
_INTERVIEWERS = re.compile(
    r"(?:корр\w*|вопрос|журналист\w*|ведущ\w+|питання|запитання|кореспондент\w*|ведуч\w+"
    r"|q|question|interviewer|reporter|frage|journalist\w*|pytanie|dziennikar\w+|redakcja"
    r"|редакц\w+)\.?$",
    re.IGNORECASE,
)
_TALK = re.compile(r"интервью|беседе|інтерв|розмов|interview|wywiad|rozmow|entretien", re.I)


@dataclass(frozen=True)
class Turn:
    """What a paragraph is in a conversation; ``begins`` is where its words begin.

    ``label`` is where the words end that name the speaker before a colon, 0 for none.
    """

    role: Role
    begins: int
    label: int = 0


def turns(paragraphs: Sequence[Paragraph]) -> dict[int, Turn]:
    """Paragraphs that are turns of a conversation, by their index."""
    found = _labelled(paragraphs)
    run: list[int] = []
    for i, paragraph in enumerate((*paragraphs, None)):
        if paragraph is not None and i not in found and _opens_with_dash(paragraph):
            run.append(i)
        elif run:
            found.update(_run(paragraphs, run))
            run = []
    return found


def spoken(text: str, turn: Turn, lexicon: Lexicon) -> tuple[Marked, ...]:
    """What is said in a paragraph, without "— said X —" within it."""
    if turn.label:
        start, end = trimmed(text, turn.begins, len(text))
        return (Marked(start, end, start, end, rule=LABEL_RULE),) if start < end else ()
    found: list[Marked] = []
    start = scanned = turn.begins
    outer = 0
    speaking = True
    for dash in (*_DASH.finditer(text, turn.begins), None):
        place = dash.start() if dash else len(text)
        if speaking:
            clause = _french_clause(text, scanned, place, lexicon)
            scanned = place
            inserted = dash is not None and _says(text[dash.end() : dash.end() + _HEAD], lexicon)
            if clause or inserted or dash is None:
                first, last = trimmed(text, start, clause or place)
                if any(sign.isalnum() for sign in text[first:last]):
                    found.append(Marked(first, last, outer, last, rule=DASH_RULE))
                speaking = False
        if (
            dash
            and not speaking
            and text[max(0, place - _GAP) : place].rstrip()[-1:] in _RESUMES
            and place > start
        ):
            speaking = not _says(text[dash.end() : dash.end() + _HEAD], lexicon)
            start, outer, scanned = dash.end(), dash.start(), dash.end()
    return tuple(found)


def interviewee(paragraphs: Sequence[Paragraph], named: Sequence[Sequence[str]]) -> str:
    """Who answers in an interview: the one person named before it, or where it is announced.

    Args:
        paragraphs: those before the first answer.
        named: names of the persons in each of them.
    """
    everybody = {name for names in named for name in names}
    if len(everybody) == 1:
        return everybody.pop()
    for part, names in zip(paragraphs, named, strict=True):
        if len(set(names)) == 1 and _TALK.search(part.text):
            return names[0]
    return ""


def _opens_with_dash(paragraph: Paragraph) -> bool:
    language, _ = lexicon_of(paragraph.language, paragraph.text[:_HEAD])
    spoken_so = language in SPOKEN_WITH_DASH and not paragraph.heading
    return spoken_so and _FIRST.match(paragraph.text) is not None


def _run(paragraphs: Sequence[Paragraph], run: Sequence[int]) -> dict[int, Turn]:
    """Roles of neighbouring paragraphs that open with a dash; none if they are a list."""
    texts = [paragraphs[i].text for i in run]
    starts = [len(match[0]) if (match := _FIRST.match(text)) else 0 for text in texts]
    inserted = [_inserted(paragraphs[i], at) for i, at in zip(run, starts, strict=True)]
    roles = [_asks(text) and not said for text, said in zip(texts, inserted, strict=True)]
    before = paragraphs[run[0] - 1].text if run[0] else ""
    asked = _asks(before) and len(before.split()) <= _PLAIN_QUESTION
    found: dict[int, Turn] = {}
    in_talk = asked
    for n, i in enumerate(run):
        role: Role | None = None
        if inserted[n]:
            role = "speech"
        elif roles[n] and (n + 1 < len(run) or asked):
            role, in_talk = "question", True
        elif in_talk:
            role = "answer"
        elif any(inserted) or (len(run) == 1 and before.rstrip().endswith(":")):
            role = "speech"
        if role and not (texts[n].rstrip().endswith(";") and not inserted[n]):
            found[i] = Turn(role, starts[n])
    return found


def _inserted(paragraph: Paragraph, start: int) -> bool:
    """Whether words after a dash name who speaks."""
    _, lexicon = lexicon_of(paragraph.language, paragraph.text[:_HEAD])
    text = paragraph.text
    if _french_clause(text, start, len(text), lexicon):
        return True
    dashes = _DASH.finditer(text, start)
    return any(_says(text[dash.end() : dash.end() + _HEAD], lexicon) for dash in dashes)


def _says(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause begins with a verb of saying, perhaps after who speaks."""
    words = [word.strip(",.:;!?…") for word in clause.split()[:3]]
    known = lexicon.verbs | lexicon.weak
    skipped = [word.lower() for word in words if word.lower() not in lexicon.skips]
    if skipped and skipped[0] in known:
        return not words[0][:1].isupper()
    leads = bool(words) and (words[0].lower() in lexicon.singular or words[0][:1].isupper())
    return leads and len(words) > 1 and words[1] in lexicon.verbs and not words[1][:1].isupper()


def _french_clause(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where French speech ends before ", a dit X"; 0 if it does not."""
    if "déclaré" not in lexicon.verbs:
        return 0
    for match in _FRENCH_CLAUSE.finditer(text, start, end):
        verb = next((word for word in match.groups() if word), "")
        if verb in lexicon.verbs:
            return match.start() + 1
    return 0


def _asks(text: str) -> bool:
    return text.rstrip(' »”"').endswith("?")


def _labelled(paragraphs: Sequence[Paragraph]) -> dict[int, Turn]:
    """Turns with a name before a colon, if one of the names is an interviewer's."""
    labels: dict[int, re.Match[str]] = {}
    for i, part in enumerate(paragraphs):
        match = None if part.heading else _LABEL.match(part.text)
        if match and len(match[1].split()) <= _LABEL_WORDS and not match[1][0].islower():
            labels[i] = match
    counts = Counter(match[1] for match in labels.values())
    asking = Counter(match[1] for i, match in labels.items() if _asks(paragraphs[i].text))
    interviewers = {
        name for name, times in counts.items()
        if asking[name] and (_INTERVIEWERS.match(name) or asking[name] == times > 1)
    }  # fmt: skip
    if not interviewers or len(counts) == 1:
        return {}
    return {
        i: Turn("question" if match[1] in interviewers else "answer", match.end(), match.end(1))
        for i, match in labels.items()
    }
