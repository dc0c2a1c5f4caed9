"""Who said what: quotes, mentions and statements, each with its place in the stored text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ceasefire.core.bands import Band
from ceasefire.press.article import Language

Mode = Literal["direct", "partial", "indirect", "headline"]
MentionKind = Literal["person", "state", "organisation", "group", "place"]
STANCES = ("for", "against", "conditional", "interested", "concerned", "unclear")


@dataclass(frozen=True)
class Mention:
    """A name in the text. ``actor`` is an id of the case, blank if the case does not know it.

    Of a person ``actor`` is who its office lets it speak for; ``rule`` names the rule that found
    the mention.
    """

    start: int
    end: int
    surface: str
    name: str
    kind: MentionKind
    actor: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Quote:
    """Words between marks, or reported without them, with whom they are ascribed to.

    ``start`` and ``end`` are of the words without their marks. ``speaker`` is an actor's id or the
    full name as far as the text gives it, blank if nobody is named; ``surface`` how the text calls
    the speaker. ``unclosed`` says that the closing mark is missing. ``rules`` names the rule that
    set each field, ``confidence`` is 0 to 1.
    """

    start: int
    end: int
    text: str
    mode: Mode
    speaker: str = ""
    surface: str = ""
    anonymous: bool = False
    verb: str = ""
    language: Language = ""
    unclosed: bool = False
    confidence: float = 0.0
    rules: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """A number about forces in the words it was said in, and the band these are read as."""

    start: int
    end: int
    words: str
    band: Band
    unit: str


@dataclass(frozen=True)
class Statement:
    """What a quote says on a question of the case; issue and stance are suggestions only."""

    quote: Quote
    role: str = ""
    modality: str = ""
    negated: bool = False
    condition: str = ""
    issue: str = ""
    stance: str = "unclear"
    figure: Figure | None = None
    rules: dict[str, str] = field(default_factory=dict)
