"""The grammar's reading of a parsed sentence, with a parse written by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.press.quotes.made import page

from ceasefire.press.article import Language
from ceasefire.press.quotes import quotes
from ceasefire.press.quotes.grammar import Grammar
from ceasefire.press.statement import Quote


@dataclass
class Token:
    """The part of a token of spaCy that the grammar reads."""

    i: int
    idx: int
    text: str
    dep_: str = ""
    pos_: str = ""
    lemma_: str = ""
    children: list[Token] = field(default_factory=list)

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def subtree(self) -> list[Token]:
        below = [t for child in self.children for t in child.subtree]
        return sorted([self, *below], key=lambda t: t.i)

    def __len__(self) -> int:
        return len(self.text)


def parse(text: str) -> list[Token]:
    """The parse of "Anna Bell doubts the truce holds"."""
    tokens, place = [], 0
    for i, word in enumerate(text.split()):
        tokens.append(Token(i, place, word))
        place += len(word) + 1
    anna, bell, doubts, the, truce, holds = tokens
    bell.dep_, holds.dep_, doubts.pos_, doubts.lemma_ = "nsubj", "ccomp", "VERB", "doubt"
    truce.children, holds.children = [the], [truce]
    bell.children, doubts.children = [anna], [bell, holds]
    return tokens


def read(language: Language) -> tuple[Quote, ...]:
    text = "Anna Bell doubts the truce holds"
    return quotes(page(text, language=language), parser=Grammar(parse))


def test_a_clause_that_depends_on_a_verb_of_thinking_is_reported_speech() -> None:
    (one,) = read("en")
    assert (one.text, one.speaker, one.verb) == ("the truce holds", "Anna Bell", "doubts")
    assert one.rules["text"].startswith("grammar")


def test_the_grammar_reads_english_only() -> None:
    assert read("de") == ()
