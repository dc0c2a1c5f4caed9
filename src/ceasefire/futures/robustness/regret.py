"""What it costs to have chosen wrongly, and how bad the bad futures are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.robustness.compared import Compared

WORST = 0.1


@dataclass(frozen=True)
class Regret:
    """Regret of each option: how much worse it is than the best option in the same future.

    ``mean``, ``high`` (90th percentile) and ``most`` have shape ``(options,)``, in the outcome's
    unit, 0 or more; ``best_share`` is the share of futures in which an option is the best one
    (shared evenly where several are), which adds up to 1.
    """

    options: tuple[str, ...]
    mean: Floats
    high: Floats
    most: Floats
    best_share: Floats

    @property
    def minimax(self) -> str:
        """The option whose greatest regret is least (Savage 1951); the first where several are."""
        return self.options[int(np.argmin(self.most))]


def regrets(compared: Compared) -> Floats:
    """Regret of each option in each future, shape ``(options, futures)``, 0 or more."""
    score = compared.score
    return np.asarray(score.max(axis=0) - score)


def regret(compared: Compared) -> Regret:
    """Sum up the regret of each option."""
    found = regrets(compared)
    best = found == 0
    return Regret(
        compared.options, found.mean(axis=1), np.percentile(found, 90, axis=1),
        found.max(axis=1), (best / best.sum(axis=0)).mean(axis=1),
    )  # fmt: skip


def worst_tenth(compared: Compared, share: float = WORST) -> Floats:
    """Mean outcome in the worst share of futures of each option, shape ``(options,)``.

    Each option has its own worst futures (conditional value at risk; Rockafellar and Uryasev
    2000).

    Args:
        compared: options in their futures.
        share: of the futures, above 0 and at most 1.

    Raises:
        CeasefireError: the share is out of range.
    """
    if not 0 < share <= 1:
        msg = f"the worst {share:g} of futures is no share of them"
        raise CeasefireError(msg, "give a share above 0 and at most 1, such as 0.1")
    worst = max(1, int(np.ceil(share * compared.futures - 1e-9)))
    mean = np.partition(compared.score, worst - 1, axis=1)[:, :worst].mean(axis=1)
    return np.asarray(mean if compared.higher_is_better else -mean)
