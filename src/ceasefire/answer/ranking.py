"""Which option leads by which criterion, and under which belief or condition that turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ceasefire.answer.answer import Ranking, Turn, figure_id
from ceasefire.answer.figures import Figure
from ceasefire.answer.level import clear, level_with
from ceasefire.case.rows import Case
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.core.addresses import Address
from ceasefire.futures.ensemble import Ensemble
from ceasefire.futures.outcomes import KEPT, WEIGHED, mixed_name

_FEWEST = 30  # futures under a belief, below which a difference of means says nothing


@dataclass(frozen=True)
class Criterion:
    """What options are ranked by: the end of a figure's id, and which way is better."""

    id: str
    name: str
    figure: str
    better: str


CRITERIA = (
    Criterion("hold_war", "No renewed war within 2 years, after politics",
              mixed_name("expected", "war", 2), "high"),
    Criterion("hold_clash", "No fatal clash within 2 years, after politics",
              mixed_name("expected", "clash", 2), "high"),
    Criterion("hold_war_planned", "No renewed war within 2 years, if it stood as planned",
              mixed_name("planned", "war", 2), "high"),
    Criterion("hold_planned", "No fatal clash within 2 years, if it stood as planned",
              mixed_name("planned", "clash", 2), "high"),
    Criterion("peace_planned", "Years of peace, of five, if it stood as planned",
              "peace_planned", "high"),
    Criterion("peace", "Years of peace, of five, after politics", "peace_expected", "high"),
    Criterion("regret_planned", "Least regret: most years of peace lost under any one belief, if "
              "it stood as planned", "robust.planned.belief_regret", "low"),
    Criterion("regret", "Least regret: most years of peace lost under any one belief, after "
              "politics", "robust.expected.belief_regret", "low"),
    Criterion("worst_belief", "Years of peace under its worst belief, if it stood as planned",
              "robust.planned.worst_belief", "high"),
    Criterion("worst_planned", "Years of peace in its worst tenth of futures, if it stood as "
              "planned", "robust.planned.worst_tenth", "high"),
    Criterion("adoption", "Adopted by its body", "adopted", "high"),
    Criterion("enablers", "Every needed enabler there", "enablers", "high"),
    Criterion("gap", "Fewest people that nobody has offered", "gap", "low"),
    Criterion("tied", "Fewest people tied down", "tied_planned", "low"),
    Criterion("cost", "Lowest cost of a year", "cost_year", "low"),
)  # fmt: skip
_OF_OUTCOME = {c.figure: c for c in CRITERIA}


def rankings(
    figures: Mapping[str, Figure], options: Sequence[str], ensemble: Ensemble
) -> tuple[Ranking, ...]:
    """Rank the options by every criterion that they have a figure for.

    Options that are equal keep the case's order.
    """
    found = []
    for c in CRITERIA:
        order = _order(figures, options, c)
        found.append(Ranking(c.id, c.name, c.better, c.figure, order, _level(ensemble, c, order)))
    return tuple(found)


def _level(ensemble: Ensemble, criterion: Criterion, order: Sequence[str]) -> tuple[str, ...]:
    """Options that the futures do not tell from the first; none where they are not compared."""
    if criterion.figure not in KEPT or not order:
        return ()
    values = ensemble.compared(criterion.figure)
    best = ensemble.option_ids.index(order[0])
    level = {ensemble.option_ids[k] for k in level_with(values, best)}
    return tuple(option for option in order if option in level)


def _order(
    figures: Mapping[str, Figure], options: Sequence[str], criterion: Criterion
) -> tuple[str, ...]:
    sign = -1.0 if criterion.better == "high" else 1.0
    found = {o: figures.get(figure_id(o, criterion.figure)) for o in options}
    values = {o: figure.value or 0.0 for o, figure in found.items() if figure is not None}
    return tuple(sorted(values, key=lambda option: sign * values[option]))


def turns(case: Case, ensemble: Ensemble) -> tuple[Turn, ...]:
    """Every rival model, condition and number under which another option leads."""
    if len(ensemble.option_ids) < 2:  # noqa: PLR2004 - one option alone always leads
        return ()
    return (*_under_models(case, ensemble), *_under_factors(case, ensemble))


def _under_models(case: Case, ensemble: Ensemble) -> Iterator[Turn]:
    """Turns where one rival model is true, options as planned, in the futures they share."""
    believed = ensemble.believed()
    for outcome in OUTCOMES:
        criterion = _OF_OUTCOME[mixed_name("planned", outcome, 2)]
        values = ensemble.compared(criterion.figure)
        leader = int(np.argmax(values.mean(axis=1)))
        for model in case.rows("rival_models"):
            kind = model.text("kind")
            place = [row.id for row in case.rival_models(kind)].index(model.id)
            if f"rival_models.{kind}" not in believed:
                continue
            here = values[:, believed[f"rival_models.{kind}"] == place]
            if here.shape[1] < _FEWEST:
                continue
            best = int(np.argmax(here.mean(axis=1)))
            lead = here[best] - here[leader]
            if clear(float(lead.mean()), float(lead.std()) / here.shape[1] ** 0.5):
                yield Turn(
                    criterion.id, model.id, f"if '{model.text('name')}' is true",
                    ensemble.option_ids[best], ensemble.option_ids[leader],
                    (f"rival_models.{model.id}.weight",),
                )  # fmt: skip


def _under_factors(case: Case, ensemble: Ensemble) -> Iterator[Turn]:
    for address, split in ensemble.splits.items():
        if not split.enough():
            continue
        means, counts, errors = split.means(), split.counts, split.spread()
        for i, outcome in enumerate(WEIGHED):
            if not any(address in ensemble.options[o, outcome].rows for o in ensemble.option_ids):
                continue
            leader = int(np.argmax((means[:, i] * counts[:, None]).sum(axis=0)))
            for half in (0, 1):
                best = int(np.argmax(means[half, i]))
                lead = float(means[half, i, best] - means[half, i, leader])
                # Options share their futures: their errors taken as apart are on the safe side.
                if clear(lead, float(np.hypot(errors[half, i, best], errors[half, i, leader]))):
                    under, what = _half_words(case, address, half)
                    yield Turn(
                        _OF_OUTCOME[outcome].id, under, what, ensemble.option_ids[best],
                        ensemble.option_ids[leader], (str(address),),
                    )  # fmt: skip


def _half_words(case: Case, address: Address, half: int) -> tuple[str, str]:
    if address.table == "conditions" and address.column == "state":
        state = ("met", "not met")[half]
        return (
            f"{address.row} {state}",
            f"if {state}: {case.row(address.table, address.row).text('text')}",
        )
    state = ("high", "low")[half]
    return f"{address} {state}", f"if {address} lies {('above', 'below')[half]} its median"
