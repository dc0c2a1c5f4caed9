"""What a translator is, and how it fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Language


class TranslationError(CeasefireError):
    """These texts could not be translated; others may be."""


class UnavailableError(TranslationError):
    """The translator does not answer, or will not: there is no use in asking it again."""


class Translator(Protocol):
    """Gives texts in another language, one for one and in order."""

    @property
    def name(self) -> str:
        """Who translates, as shown to the reader."""

    @property
    def most(self) -> int:
        """Characters that one request may hold in all."""

    def route(self, source: Language, target: Language) -> tuple[Language, ...]:
        """Return the languages a text goes through, from source to target; empty: it cannot be.

        Raises:
            TranslationError: it could not be found out.
        """

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[str]:
        """Return the translation of each text, as many as were given.

        Raises:
            TranslationError: there is not one translation for each text.
        """
