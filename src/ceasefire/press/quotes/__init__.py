"""Who said what: quotes with their speakers, and what they say on a question of a case."""

from ceasefire.press.quotes.codebook import CODEBOOK, Codebook
from ceasefire.press.quotes.figures import figures
from ceasefire.press.quotes.find import quotes
from ceasefire.press.quotes.headlines import disagreements, headlines
from ceasefire.press.quotes.parser import Parser
from ceasefire.press.quotes.statements import statements

__all__ = [
    "CODEBOOK",
    "Codebook",
    "Parser",
    "disagreements",
    "figures",
    "headlines",
    "quotes",
    "statements",
]
