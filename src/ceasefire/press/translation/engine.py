"""Runs ``fxtranslate`` in a child process: a damaged model ends the child and nothing else.

The library aborts its process where a file asks for more memory than there is, so it is not let
into ours. A child lives for one request; its models are read anew, which is short beside the work.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ceasefire
from ceasefire.core.errors import CeasefireError
from ceasefire.press.translation.base import TranslationError
from ceasefire.press.translation.folder import Leg

LIBRARY = "fxtranslate"
_MODULE = "ceasefire.press.translation.child"


@dataclass(frozen=True)
class Engine:
    """Callable as the engine of a :class:`~ceasefire.press.translation.folder.Folder`.

    ``seconds`` of wall clock and ``memory`` in bytes are what one request may take.
    """

    seconds: float = 120.0
    memory: int = 4 << 30

    def __call__(self, legs: Sequence[Leg], texts: Sequence[str]) -> list[str]:
        """Put texts through the models of each leg in turn.

        Raises:
            TranslationError: a model could not be read, or the child failed or overran.
        """
        question = {"legs": [_files(leg) for leg in legs], "texts": list(texts)}
        models = ", ".join(str(leg.model.parent) for leg in legs)
        try:
            ended = subprocess.run(  # noqa: S603 - our own module, no words of a page
                [sys.executable, "-P", "-m", _MODULE, str(self.memory), str(self.seconds)],
                input=json.dumps(question).encode(), capture_output=True, check=False,
                timeout=self.seconds, env=_environment(),
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            msg = f"the models in {models} took longer than {self.seconds:g} s"
            raise TranslationError(msg, "use smaller models") from None
        try:
            answer = json.loads(ended.stdout)
        except ValueError:
            msg = f"the models in {models} could not be run: the engine died"
            raise TranslationError(msg, "check that the files are whole") from None
        if "failed" in answer:
            msg = f"the models in {models} could not be run: {answer['failed']}"
            raise TranslationError(msg, "check that the files are whole")
        return [str(one) for one in answer["texts"]]


def engine() -> Engine:
    """Return the engine.

    Raises:
        CeasefireError: its library is not installed.
    """
    if importlib.util.find_spec(LIBRARY) is None:
        msg = f"models in a folder need {LIBRARY}, which is not installed"
        raise CeasefireError(msg, "install it with: pip install 'ceasefire[translation]'")
    return Engine()


def _files(leg: Leg) -> list[str]:
    shortlist = "" if leg.shortlist is None else str(leg.shortlist.resolve())
    parts = (leg.model, leg.source_vocabulary, leg.target_vocabulary)
    return [*(str(part.resolve()) for part in parts), shortlist]


def _environment() -> dict[str, str]:
    source = str(Path(ceasefire.__file__).parents[1])
    path = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PYTHONPATH": path}
