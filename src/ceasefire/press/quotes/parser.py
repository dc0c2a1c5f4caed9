"""The door for a grammar of sentences: a parser may find reported speech that patterns miss."""

from __future__ import annotations

from typing import Protocol

from ceasefire.press.quotes.indirect import Reported
from ceasefire.press.quotes.sentences import Part, Sentence


class Parser(Protocol):
    """Finds clauses that depend on a verb of saying, in sentences without words between marks."""

    def reported(self, sentence: Sentence, part: Part) -> tuple[Reported, ...]:
        """Clauses that somebody is said to have said, with places in the paragraph."""
