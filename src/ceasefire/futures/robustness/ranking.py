"""Options in order under each criterion: robust is what is good under several."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.futures.robustness.compared import Compared
from ceasefire.futures.robustness.regret import regret, worst_tenth
from ceasefire.futures.robustness.targets import Met


@dataclass(frozen=True)
class Criterion:
    """A way to choose.

    ``meaning`` says in words whom it suits; ``least`` whether the least figure is best.
    """

    name: str
    meaning: str
    least: bool


EXPECTED = Criterion("expected", "the best outcome on average over all futures", least=False)
MEAN_REGRET = Criterion("mean_regret", "least regret on average", least=True)
HIGH_REGRET = Criterion("high_regret", "least regret in all but a tenth of futures", least=True)
MOST_REGRET = Criterion("most_regret", "least regret in the future it suits least", least=True)
WORST_TENTH = Criterion("worst_tenth", "the best outcome in its worst tenth of futures",
                        least=False)  # fmt: skip
TARGETS = Criterion("targets", "all targets met in most futures", least=False)


@dataclass(frozen=True)
class Ranking:
    """Options under one criterion.

    ``figures`` has shape ``(options,)``, in the order of ``options``; ``order`` has the options
    from the best on, equals in their given order.
    """

    criterion: Criterion
    options: tuple[str, ...]
    figures: Floats
    order: tuple[str, ...]

    @property
    def best(self) -> str:
        """The option that comes first."""
        return self.order[0]


def rankings(compared: Compared, met: Met | None = None) -> tuple[Ranking, ...]:
    """Rank the options under every criterion.

    Args:
        compared: options in their futures.
        met: how often options meet targets, if there are targets.
    """
    found, worst = regret(compared), worst_tenth(compared)
    turn = 1 if compared.higher_is_better else -1
    told = [
        _ranked(EXPECTED, compared.options, compared.values.mean(axis=1), turn),
        _ranked(MEAN_REGRET, compared.options, found.mean, -1),
        _ranked(HIGH_REGRET, compared.options, found.high, -1),
        _ranked(MOST_REGRET, compared.options, found.most, -1),
        _ranked(WORST_TENTH, compared.options, worst, turn),
    ]
    if met is not None:
        told.append(_ranked(TARGETS, met.options, met.share, 1))
    return tuple(told)


def _ranked(criterion: Criterion, options: tuple[str, ...], figures: Floats, turn: int) -> Ranking:
    order = np.argsort(-turn * figures, kind="stable")
    return Ranking(criterion, options, figures, tuple(options[place] for place in order))
