"""Figures of what happens when the force is attacked, under each ladder and each belief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, addresses, drawn, rounded
from ceasefire.case.rows import Case
from ceasefire.core.traced import Traced
from ceasefire.futures.attacked import NOBODY as NO_LADDER
from ceasefire.futures.attacked import Attacked
from ceasefire.futures.robustness.means import TWO_SIDED
from ceasefire.futures.tally import Tally

NOBODY = "nobody"  # in the place of a ladder in the ids of figures, where nobody answers
_SUPPOSED = "the force as planned, in the futures in which it would be attacked"
_COUNTS = {
    "answers": "answers within 5 years",
    "wrong": "answers within 5 years after a breach was laid at the wrong door",
    "unanswered": "breaches within 5 years that no step answers",
}


def attack_figures(case: Case, found: Iterable[Attacked]) -> Iterator[Figure]:
    """Figures ``answer.OPTION.attacked.LADDER.WHAT`` of every option that can be hit."""
    names = {model.id: model.text("name") for model in case.rival_models("response")}
    by_option: dict[str, list[Attacked]] = {}
    for one in found:
        by_option.setdefault(one.option, []).append(one)
    for option, ladders in by_option.items():
        nobody = next(one for one in ladders if one.ladder == NO_LADDER)
        what = "attacked by intention within 4 years, before war, if nobody answers breaches"
        tally = Tally("probability")
        tally.add(Traced(nobody.hit, nobody.rows))
        key = figure_id(option, "attacked", "share")
        yield drawn(key, f"{what}: the force as planned", "probability", tally)
        for one in ladders:
            yield from _under(one, nobody, names)


def _under(one: Attacked, nobody: Attacked, names: dict[str, str]) -> Iterator[Figure]:
    hit = one.hit
    for model, war in one.war.items():
        if model and (model not in names or one.ladder == NO_LADDER):
            continue  # where nobody answers no belief about answers matters
        belief = f", if '{names[model]}' is true" if model else ""
        end = f"_if_{model}" if model else ""
        words = f"war by a year after the first attack{belief}"
        yield _told(one, f"war{end}", words, war[hit])
        if one.ladder != NO_LADDER and hit.sum() > 1:
            change = war[hit].astype(float) - nobody.war[""][hit]
            yield _compared(
                one, nobody, f"more{end}", f"more {words}, than if nobody answers", change
            )
    yield _told(
        one, "leaves", "it leaves within 5 years after an incident that killed", one.leaves[hit]
    )
    yield _told(
        one, "fights", "the force itself fights for the line within 5 years", one.fights[hit]
    )
    for what, words in _COUNTS.items():
        values: NDArray[np.float32] = getattr(one, what)
        if hit.any():
            yield _told(
                one, what, words, values[hit], "breaches" if what == "unanswered" else "answers"
            )


def _told(
    one: Attacked, what: str, words: str, values: NDArray[np.generic], unit: str = "probability"
) -> Figure:
    tally = Tally(unit)
    tally.add(Traced(values, one.rows))
    return drawn(_key(one, what), f"{words}: {_SUPPOSED}, {ladder_words(one.ladder)}", unit, tally)


def _compared(
    one: Attacked, nobody: Attacked, what: str, words: str, change: NDArray[np.float64]
) -> Figure:
    mean = float(change.mean())
    error = TWO_SIDED * float(change.std(ddof=1)) / len(change) ** 0.5
    return Figure(
        _key(one, what), f"{words}: {_SUPPOSED}, {ladder_words(one.ladder)}", "difference",
        "compared", rounded(mean), rounded(mean - error), rounded(mean + error),
        addresses(one.rows | nobody.rows),
    )  # fmt: skip


def _key(one: Attacked, what: str) -> str:
    return figure_id(one.option, "attacked", one.ladder or NOBODY, what)


def ladder_words(ladder: str) -> str:
    """A ladder in words."""
    return f"under the ladder '{ladder}'" if ladder else "nobody answers"
