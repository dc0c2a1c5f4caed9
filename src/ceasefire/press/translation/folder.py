"""Models in a folder that the administrator fills; nothing is ever downloaded.

One folder for each pair, named ``ru-en`` or ``ruen``, with the files as Mozilla publishes them for
Firefox, unpacked: ``model*.bin``, either ``vocab*.spm`` or ``srcvocab*.spm`` and
``trgvocab*.spm``, and, if there is one, the shortlist ``lex*.bin``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import LANGUAGES, Language
from ceasefire.press.translation.base import TranslationError

_PAIR = re.compile(r"([a-z]{2})-?([a-z]{2})")
_THROUGH: Language = "en"  # every model leads from or to it
_MOST = 10_000  # characters of one request: some 15 seconds of a slow processor
_MOST_BYTES = 1 << 30  # of a file; models have 20 to 60 MB
_HINT = "it needs model*.bin and vocab*.spm (or srcvocab*.spm and trgvocab*.spm), unpacked"


@dataclass(frozen=True)
class Leg:
    """The files of one pair; ``shortlist`` is ``None`` if there is none."""

    source: Language
    target: Language
    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None


# Puts texts through one pair after the other.
Run = Callable[[Sequence[Leg], Sequence[str]], list[str]]


class Folder:
    """Translates with the models of a folder; without one for a pair, through English."""

    def __init__(self, folder: Path, run: Run) -> None:
        """Look which pairs the folder holds.

        Args:
            folder: with one folder for each pair.
            run: the engine.

        Raises:
            CeasefireError: no folder, no pair in it, or pairs whose files are not all there; all
                of them are named.
        """
        self._legs = _found(folder)
        self._folder, self._run = folder, run

    @property
    def name(self) -> str:
        """The engine and where its models are."""
        return f"fxtranslate with the models in {self._folder}"

    @property
    def most(self) -> int:
        """Characters that one request may hold in all."""
        return _MOST

    def route(self, source: Language, target: Language) -> tuple[Language, ...]:
        """Return source and target, with English between them if there is no direct model."""
        through = (source, _THROUGH, target)
        for route in ((source, target), through):
            if all(pair in self._legs for pair in pairwise(route)):
                return route
        return ()

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[str]:
        """Return the translation of each text.

        Raises:
            TranslationError: there is no model for the pair, the engine failed, or gave another
                number of texts.
        """
        route = self.route(source, target)
        if not route:
            msg = f"{self.name} has no way from {source} to {target}"
            raise TranslationError(msg, f"add a folder {source}-{target}")
        found = self._run([self._legs[pair] for pair in pairwise(route)], texts)
        if len(found) != len(texts):
            msg = f"{self.name} gave {len(found)} translations for {len(texts)} texts"
            raise TranslationError(msg, "which belongs to which cannot be told")
        return found


def _found(folder: Path) -> dict[tuple[Language, Language], Leg]:
    if not folder.is_dir():
        msg = f"there is no folder {folder}"
        raise CeasefireError(msg, "give a folder of models, or the address of a service")
    legs, faults = dict[tuple[Language, Language], Leg](), list[str]()
    for place in sorted(folder.iterdir()):
        pair = _PAIR.fullmatch(place.name)
        source, target = _ours(pair.group(1)) if pair else "", _ours(pair.group(2)) if pair else ""
        if not source or not target or not place.is_dir():
            continue
        try:
            legs.setdefault((source, target), _leg(place, source, target))
        except CeasefireError as error:
            faults.append(error.message)
    if faults:
        raise CeasefireError("\n".join(faults), _HINT)
    if not legs:
        msg = f"{folder} holds no models for the languages read here"
        raise CeasefireError(msg, f"put each pair into a folder of its own, as ru-en; {_HINT}")
    return legs


def _ours(code: str) -> Language:
    """The code, blank if it is none of the six."""
    return cast("Language", code) if code in LANGUAGES else ""


def _leg(place: Path, source: Language, target: Language) -> Leg:
    shared = _one(place, "vocab*.spm")
    first = shared or _one(place, "srcvocab*.spm")
    second = shared or _one(place, "trgvocab*.spm")
    model, shortlist = _one(place, "model*.bin"), _one(place, "lex*.bin")
    if model is None or first is None or second is None:
        packed = any(one.suffix in {".gz", ".zst"} for one in place.iterdir())
        why = "its files are still packed" if packed else "a model or a vocabulary is missing"
        msg = f"{place}: {why}"
        raise CeasefireError(msg)
    return Leg(source, target, model, first, second, shortlist)


def _one(place: Path, pattern: str) -> Path | None:
    """The only file of a kind; ``None`` if there is none."""
    found = sorted(one for one in place.glob(pattern) if one.is_file())
    if len(found) > 1:
        msg = f"{place}: more than one file {pattern}"
        raise CeasefireError(msg)
    if found and found[0].stat().st_size > _MOST_BYTES:
        msg = f"{found[0]}: larger than any model"
        raise CeasefireError(msg)
    return found[0] if found else None
