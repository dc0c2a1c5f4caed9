"""Models of bargaining by name: what each forecasts, and what is known of its error.

The weighted mean stands first: no dynamic model has beaten it on the record of decided issues
(negotiation on EU laws). The dynamics are for trajectories, levers and deals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.politics.baselines import BASELINES, weighted_mean, weighted_median
from ceasefire.politics.dynamics.expected_utility_plain import Variant
from ceasefire.politics.dynamics.history import History
from ceasefire.politics.positions import RECORD_ERROR
from ceasefire.politics.stakes import Stakes

# Weights of the models where no case gives its own: an assumption that favours the model with the
# best record, as the comparison on 351 decided issues of DEU III suggests.
STARTING_WEIGHTS: Mapping[str, float] = {
    "mean": 0.6, "median": 0.1, "ktab": 0.1, "expected_utility": 0.1, "exchange": 0.1,
}  # fmt: skip


@dataclass(frozen=True)
class Model:
    """One model of where talks settle.

    ``course`` gives the positions turn by turn, up to a number of turns that is ``turns`` unless
    somebody asks for another; ``None`` if the model has no course. ``settles`` reads the forecast
    (0 to 100, shape ``(draws, issues)``, NaN where there is none) off the last positions.
    ``record_error`` is the model's mean absolute error on the record, or the best model's where it
    has none of its own, which ``on_record`` tells.
    """

    id: str
    name: str
    settles: Callable[[Stakes], Floats]
    course: Callable[[Stakes, int], History] | None = None
    turns: int = 0
    record_error: float = RECORD_ERROR
    on_record: bool = False

    def forecast(self, stakes: Stakes, turns: int = 0) -> Floats:
        """Forecast of each draw and issue, shape ``(draws, issues)``.

        Raises:
            CeasefireError: the model cannot be run on these stakes.
        """
        if self.course is None:
            return self.settles(stakes)
        return self.end_of(stakes, self.course(stakes, turns or self.turns))

    def end_of(self, stakes: Stakes, history: History) -> Floats:
        """Read the forecast off the end of a history; NaN in a draw that failed."""
        last = np.where(np.isfinite(stakes.positions), history.last, np.nan)
        found = self.settles(replace(stakes, positions=last))
        return np.where(history.failed[:, None], np.nan, found)


def _ktab(stakes: Stakes, turns: int) -> History:
    from ceasefire.politics.dynamics.spatial import spatial  # noqa: PLC0415 - loads numba

    return spatial(stakes, turns=turns)


def _expected_utility(variant: Variant) -> Callable[[Stakes, int], History]:
    def course(stakes: Stakes, turns: int) -> History:
        from ceasefire.politics.dynamics.expected_utility import (  # noqa: PLC0415 - loads numba
            expected_utility,
        )

        return expected_utility(stakes, turns=turns, variant=variant)

    return course


def _exchange(stakes: Stakes, turns: int) -> History:
    from ceasefire.politics.dynamics.exchange import exchange  # noqa: PLC0415 - loads numba

    return exchange(stakes, rounds=turns).history


# Turns are the published ones: KTAB stops by itself, at the latest after 100; Scholz and others
# (2011) print up to ten rounds; one round of exchange is what Stokman and Van Oosten describe.
# Errors are those on DEU III, 0 to 100 (`schelling` BACKTEST.md, 2026): challenge model as in the
# paper 27.94, median 28.37; the others have none that could be read.
MODELS: dict[str, Model] = {
    model.id: model for model in (
        Model("mean", "weighted mean", weighted_mean, on_record=True),
        Model("median", "weighted median", weighted_median, record_error=28.37, on_record=True),
        Model("ktab", "KTAB spatial model", weighted_mean, _ktab, 100),
        Model(
            "expected_utility", "expected utility, as coded", weighted_median,
            _expected_utility("scholz_code"), 10, 27.94, on_record=True,
        ),
        Model(
            "expected_utility_paper", "expected utility, as in the paper", weighted_median,
            _expected_utility("paper"), 10, 27.94, on_record=True,
        ),
        Model("exchange", "exchange of positions", weighted_mean, _exchange, 1),
    )
}  # fmt: skip

# Every model and baseline under its own name: what a backtest compares.
FORECASTS: dict[str, Callable[[Stakes], Floats]] = BASELINES | {
    name: model.forecast for name, model in MODELS.items() if model.course is not None
}
