"""Names that a model of language finds and the gazetteer does not, for a person to review."""

from ceasefire.press.proposals.backends import (
    Backend,
    English,
    Found,
    Russian,
    english_names,
    russian_names,
)
from ceasefire.press.proposals.propose import Proposal, propose_names

__all__ = [
    "Backend",
    "English",
    "Found",
    "Proposal",
    "Russian",
    "english_names",
    "propose_names",
    "russian_names",
]
