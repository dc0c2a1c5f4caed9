"""Which option is robust, and which belief decides: options compared in the futures they share."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, addresses, drawn, rounded
from ceasefire.case.rows import Case
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.core.traced import Rows
from ceasefire.futures.ensemble import Ensemble
from ceasefire.futures.outcomes import COMPARED_AT, STAGES, alone_name, staged_name
from ceasefire.futures.robustness.compared import Compared, compare
from ceasefire.futures.robustness.knowledge import Knowing, value_of_knowing
from ceasefire.futures.robustness.means import TWO_SIDED
from ceasefire.futures.robustness.regret import regrets, worst_tenth

OUTCOME = "peace"  # years until war comes back: standing alone says little of how bad is worst
_FEWEST = 2
_WHAT = {"war": "no renewed war", "clash": "no fatal clash"}


def robust_figures(case: Case, ensemble: Ensemble) -> Iterator[Figure]:
    """Regret and the worst tenth of each option, and what it is worth to know each belief."""
    yield from _by_model(case, ensemble)
    for stage in COMPARED_AT:
        values = ensemble.compared(staged_name(OUTCOME, stage))
        if values.shape[1] < _FEWEST:
            continue  # one future compares nothing
        compared = compare(values, ensemble.option_ids, higher_is_better=True)
        rows = frozenset().union(
            *(ensemble.options[o, staged_name(OUTCOME, stage)].rows for o in ensemble.option_ids)
        )
        yield from _options(compared, stage, rows)
        yield from _knowing(case, ensemble, compared, stage)


def _options(compared: Compared, stage: str, rows: Rows) -> Iterator[Figure]:
    regret, worst = regrets(compared), worst_tenth(compared)
    best = regret == 0
    shares = best / best.sum(axis=0)
    what = f"{STAGES[stage]}; years until war comes back, in the futures that options share"
    for k, option in enumerate(compared.options):
        told = (
            ("regret", "years", "years lost against the option that is best in a future", regret),
            ("best_in", "probability", "share of futures in which it is the best", shares),
        )
        for name, unit, meaning, values in told:
            ends = _interval(values[k])
            key = figure_id(option, "robust", stage, name)
            yield Figure(key, f"{meaning}: {what}", unit, "compared", *ends, addresses(rows))
        key = figure_id(option, "robust", stage, "worst_tenth")
        meaning = f"mean of its worst tenth of futures: {what}"
        yield Figure(
            key, meaning, "years", "compared", rounded(float(worst[k])), None, None,
            addresses(rows),
        )  # fmt: skip


def _interval(values: Floats) -> tuple[float | None, float | None, float | None]:
    mean = float(values.mean())
    error = TWO_SIDED * float(values.std(ddof=1)) / len(values) ** 0.5
    return rounded(mean), rounded(max(0.0, mean - error)), rounded(mean + error)


def _knowing(
    case: Case, ensemble: Ensemble, compared: Compared, stage: str
) -> Iterator[Figure]:  # fmt: skip
    frame = {name: held for name, held in ensemble.believed().items() if np.ptp(held)}
    found = value_of_knowing(compared, frame)
    for one in found.factors:
        key, what, rows = _belief(case, one.factor)
        yield Figure(
            figure_id("knowing", stage, *key),
            f"years of peace gained by knowing {what} before an option is chosen: {STAGES[stage]}",
            "years", "compared", rounded(_worth(one)), None, None, addresses(rows),
        )  # fmt: skip


def _worth(one: Knowing) -> float:
    """What it is worth; nothing if chance gives as much in one shuffle of twenty or more."""
    return one.value if one.unlikely <= _UNLIKELY else 0.0


_UNLIKELY = 0.05


def _belief(case: Case, name: str) -> tuple[tuple[str, str], str, Rows]:
    table, _, rest = name.partition(".")
    if table == "rival_models":
        rows = frozenset(row.address("weight") for row in case.rival_models(rest))
        return ("belief", rest), f"which belief of kind '{rest}' is true", rows
    address = Address.parse(name)
    text = case.row("conditions", address.row).text("text").rstrip(".")
    return (
        ("condition", address.row),
        f"whether it is so that \u201c{text}\u201d",
        frozenset({address}),
    )


def _by_model(case: Case, ensemble: Ensemble) -> Iterator[Figure]:
    """Standing at two years where each rival model alone is true."""
    for model in case.rows("rival_models"):
        for option in ensemble.option_ids:
            for stage in COMPARED_AT:
                for outcome in OUTCOMES:
                    name = alone_name(stage, outcome, model.id)
                    tally = ensemble.options.get((option, name))
                    if tally is not None:
                        what = (
                            f"{_WHAT[outcome]} within 2 years: {STAGES[stage]}; where "
                            f"'{model.text('name')}' is true"
                        )
                        yield drawn(figure_id(option, name), what, "probability", tally)
