"""Which option is robust, and which belief decides: options compared in the futures they share."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ceasefire.answer.answer import Lead, figure_id
from ceasefire.answer.figures import Figure, addresses, drawn, rounded
from ceasefire.answer.level import level_with
from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.core.traced import Rows
from ceasefire.futures.ensemble import Ensemble
from ceasefire.futures.outcomes import COMPARED_AT, STAGES, alone_name, mixed_name, staged_name
from ceasefire.futures.robustness.compared import Compared, compare
from ceasefire.futures.robustness.knowledge import Knowing, value_of_knowing
from ceasefire.futures.robustness.means import TWO_SIDED
from ceasefire.futures.robustness.regret import regrets, worst_tenth

OUTCOME = "peace"  # years until war comes back: standing alone says little of how bad is worst
_FEWEST = 2
_FEWEST_TRUE = 30  # futures under a belief, below which a mean says nothing
_SHUFFLES = 50
_WHAT = {"war": "no renewed war", "clash": "no fatal clash"}


def robust_figures(case: Case, ensemble: Ensemble) -> Iterator[Figure]:
    """What each option leaves to regret, its worst, and what it is worth to know each belief."""
    yield from _by_model(case, ensemble)
    for stage in COMPARED_AT:
        values = ensemble.compared(staged_name(OUTCOME, stage))
        if values.shape[1] < _FEWEST:
            continue  # one future compares nothing
        compared = compare(values, ensemble.option_ids, higher_is_better=True)
        rows: Rows = frozenset().union(
            *(ensemble.options[o, staged_name(OUTCOME, stage)].rows for o in ensemble.option_ids)
        )
        yield from _options(compared, _under_beliefs(case, ensemble, values), stage, rows)
        if len(ensemble.option_ids) > 1:
            yield from _knowing(case, ensemble, compared, stage, rows)


def _under_beliefs(case: Case, ensemble: Ensemble, values: Floats) -> Floats:
    """Mean of each option where each rival model is true, shape (models, options)."""
    means = [
        values[:, here].mean(axis=1)
        for _, here in _true_models(case, ensemble) if here.sum() >= _FEWEST_TRUE
    ]  # fmt: skip
    return np.array(means or [values.mean(axis=1)])


def _true_models(case: Case, ensemble: Ensemble) -> Iterator[tuple[Row, np.ndarray]]:
    """Rival models that hold in some futures compared, with these futures."""
    for address, chosen in ensemble.believed().items():
        table, _, kind = address.partition(".")
        if table == "rival_models":
            for place, model in enumerate(case.rival_models(kind)):
                yield model, chosen == place


def _options(
    compared: Compared, by_belief: Floats, stage: str, rows: Rows
) -> Iterator[Figure]:  # fmt: skip
    regret, worst = regrets(compared), worst_tenth(compared)
    best = regret == 0
    shares = best / best.sum(axis=0)
    lost = (by_belief.max(axis=1, keepdims=True) - by_belief).max(axis=0)
    lowest = by_belief.min(axis=0)
    for k, option in enumerate(compared.options):
        told = (
            ("regret", "years", "years of peace lost against the best option of each future",
             _interval(regret[k])),
            ("best_in", "probability", "share of futures in which it is the best",
             _interval(shares[k])),
            ("belief_regret", "years", "most years of peace lost, in the mean, against the option "
             "that is best under a belief", _alone(lost[k])),
            ("worst_belief", "years", "years of peace under the belief that is worst for it",
             _alone(lowest[k])),
            ("worst_tenth", "years", "years of peace in its worst tenth of futures",
             _alone(worst[k])),
        )  # fmt: skip
        for name, unit, meaning, ends in told:
            key = figure_id(option, "robust", stage, name)
            what = f"{meaning}: {STAGES[stage]}"
            yield Figure(key, what, unit, "compared", *ends, addresses(rows))


_Ends = tuple[float | None, float | None, float | None]


def _interval(values: Floats) -> _Ends:
    mean = float(values.mean())
    error = TWO_SIDED * float(values.std(ddof=1)) / len(values) ** 0.5
    return rounded(mean), rounded(max(0.0, mean - error)), rounded(mean + error)


def _alone(value: float) -> _Ends:
    return rounded(float(value)), None, None


def _knowing(
    case: Case, ensemble: Ensemble, compared: Compared, stage: str, rows: Rows
) -> Iterator[Figure]:
    """What it is worth to know each belief on which years of peace rest."""
    frame = {
        name: held for name, held in ensemble.believed().items()
        if np.ptp(held) and rows & _belief(case, name)[2]
    }  # fmt: skip
    found = value_of_knowing(compared, frame, shuffles=_SHUFFLES)
    for one in found.factors:
        key, what, _ = _belief(case, one.factor)
        yield Figure(
            figure_id("knowing", stage, *key),
            f"years of peace gained by knowing {what} before an option is chosen: {STAGES[stage]}",
            "years", "compared", rounded(_worth(one)), None, None, addresses(rows),
        )  # fmt: skip


def _worth(one: Knowing) -> float:
    """What it is worth; nothing if that could be chance."""
    return one.value if one.clear else 0.0


def _belief(case: Case, name: str) -> tuple[tuple[str, str], str, Rows]:
    """End of a belief's figure id, the belief in words, and its rows."""
    table, _, rest = name.partition(".")
    if table == "rival_models":
        rows = frozenset(row.address("weight") for row in case.rival_models(rest))
        return ("belief", rest), f"which belief of kind '{rest}' is true", rows
    address = Address.parse(name)
    text = case.row("conditions", address.row).text("text").rstrip(".")
    what = f"whether it is so that \u201c{text}\u201d"
    return ("condition", address.row), what, frozenset({address})


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


def leads(case: Case, ensemble: Ensemble) -> tuple[Lead, ...]:
    """Which option stands best as planned where each rival model is true, and which are level."""
    if len(ensemble.option_ids) < _FEWEST:
        return ()
    found = []
    values = {o: ensemble.compared(mixed_name("planned", o, 2)) for o in OUTCOMES}
    for model, here in _true_models(case, ensemble):
        for outcome in OUTCOMES if here.sum() >= _FEWEST_TRUE else ():
            of = values[outcome][:, here]
            best = int(np.argmax(of.mean(axis=1)))
            names = ensemble.option_ids
            level = tuple(names[k] for k in level_with(of, best))
            found.append(Lead(model.id, outcome, names[best], level))
    return tuple(found)
