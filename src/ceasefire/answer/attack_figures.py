"""Figures of what happens when the force is attacked, under each ladder and each belief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, drawn
from ceasefire.case.rows import Case
from ceasefire.core.traced import Traced
from ceasefire.futures.attacked import Attacked
from ceasefire.futures.histories import NO_ANSWER
from ceasefire.futures.tally import Tally

NOBODY = "nobody"  # in the place of a ladder, where nobody answers
_SUPPOSED = "the force as planned"


def ladder_key(ladder: str) -> str:
    """Name of a ladder in the ids of figures."""
    return NOBODY if ladder == NO_ANSWER else ladder


def attack_figures(case: Case, found: Iterable[Attacked]) -> Iterator[Figure]:
    """Figures ``answer.OPTION.attacked.LADDER.WHAT`` of every option that can be hit."""
    responses = case.rival_models("response")
    for one in found:
        hit = one.attacked
        yield _told(one, "share", "it is attacked by intention within 5 years, before war", hit)
        yield _told(one, "war", "war within a year of the first attack", one.war[hit])
        yield _told(one, "leaves", "it leaves after an attack that killed", one.leaves[hit])
        yield _told(one, "fights", "the force itself fights for the line", one.fights)
        for what, (words, values) in _counts(one).items():
            yield _told(one, what, f"{words}, over the case's horizon", values, _UNITS[what])
        for k, model in enumerate(responses):
            true = one.war[hit & (one.beliefs == k)]
            words = f"war within a year of the first attack, if '{model.text('name')}' is true"
            yield _told(one, f"war_if_{model.id}", words, true)


_UNITS = {"answers": "answers", "wrong": "answers", "unanswered": "breaches"}


def _counts(one: Attacked) -> dict[str, tuple[str, NDArray[np.float32]]]:
    return {
        "answers": ("answers", one.answers),
        "wrong": ("answers after a breach was laid at the wrong door", one.wrong),
        "unanswered": ("breaches that no step answers", one.unanswered),
    }


def _told(
    one: Attacked, what: str, words: str, values: NDArray[np.generic], unit: str = "probability"
) -> Figure:
    tally = Tally(unit)
    tally.add(Traced(values, one.rows))
    key = figure_id(one.option, "attacked", ladder_key(one.ladder), what)
    return drawn(key, f"{words}: {_SUPPOSED}, {ladder_words(one.ladder)}", unit, tally)


def ladder_words(ladder: str) -> str:
    """A ladder in words."""
    return NO_ANSWER if ladder == NO_ANSWER else f"under the ladder '{ladder}'"
