"""Which option leads by which criterion, and under which belief or condition that turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ceasefire.answer.answer import Ranking, Turn, figure_id
from ceasefire.answer.figures import Figure
from ceasefire.case.rows import Case
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.core.addresses import Address
from ceasefire.futures.outcomes import WEIGHED, mixed_name, model_name
from ceasefire.futures.run import Ensemble

# Options nearer to the best than this are level with it: a lead within it turns nothing.
LEVEL_WITH_BEST = 0.01


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
    Criterion("adoption", "Adopted by its body", "adopted", "high"),
    Criterion("enablers", "Every needed enabler there", "enablers", "high"),
    Criterion("gap", "Fewest people that nobody has offered", "gap", "low"),
    Criterion("tied", "Fewest people tied down", "tied_planned", "low"),
    Criterion("cost", "Lowest cost of a year", "cost_year", "low"),
)  # fmt: skip
_OF_OUTCOME = {c.figure: c for c in CRITERIA}


def rankings(figures: Mapping[str, Figure], options: Sequence[str]) -> tuple[Ranking, ...]:
    """Rank the options by every criterion that they have a figure for.

    Options that are equal keep the case's order.
    """
    return tuple(
        Ranking(c.id, c.name, c.better, c.figure, _order(figures, options, c)) for c in CRITERIA
    )


def _order(
    figures: Mapping[str, Figure], options: Sequence[str], criterion: Criterion
) -> tuple[str, ...]:
    sign = -1.0 if criterion.better == "high" else 1.0
    found = {o: figures.get(figure_id(o, criterion.figure)) for o in options}
    values = {o: figure.value or 0.0 for o, figure in found.items() if figure is not None}
    return tuple(sorted(values, key=lambda option: sign * values[option]))


def turns(case: Case, figures: Mapping[str, Figure], ensemble: Ensemble) -> tuple[Turn, ...]:
    """Every rival model, condition and number under which another option leads."""
    if len(ensemble.option_ids) < 2:  # noqa: PLR2004 - one option alone always leads
        return ()
    return (*_under_models(case, figures, ensemble.option_ids), *_under_factors(case, ensemble))


def _under_models(
    case: Case, figures: Mapping[str, Figure], options: Sequence[str]
) -> Iterator[Turn]:
    for outcome in OUTCOMES:
        criterion = _OF_OUTCOME[mixed_name("planned", outcome, 2)]
        overall = {o: figures[figure_id(o, criterion.figure)].value or 0.0 for o in options}
        for presence in case.rival_models("presence"):
            for baseline in case.rival_models("baseline"):
                name = model_name("planned", outcome, 2, baseline.id, presence.id)
                values = {o: figures[figure_id(o, name)].value or 0.0 for o in options}
                names = presence.text("name"), baseline.text("name")
                what = f"if '{names[0]}' is true, on the baseline '{names[1]}'"
                rows = tuple(f"rival_models.{m.id}.weight" for m in (presence, baseline))
                under = f"{presence.id}/{baseline.id}"
                yield from _turned(criterion, under, what, overall, values, rows)


def _under_factors(case: Case, ensemble: Ensemble) -> Iterator[Turn]:
    for address, split in ensemble.splits.items():
        if not split.enough():
            continue
        means, counts = split.means(), split.counts
        for i, outcome in enumerate(WEIGHED):
            if not any(address in ensemble.options[o, outcome].rows for o in ensemble.option_ids):
                continue
            overall = (means[:, i] * counts[:, None]).sum(axis=0) / counts.sum()
            for half in (0, 1):
                under, what = _half_words(case, address, half)
                yield from _turned(
                    _OF_OUTCOME[outcome], under, what,
                    dict(zip(ensemble.option_ids, overall.tolist(), strict=True)),
                    dict(zip(ensemble.option_ids, means[half, i].tolist(), strict=True)),
                    (str(address),),
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


def _turned(
    criterion: Criterion, under: str, what: str,
    overall: Mapping[str, float], values: Mapping[str, float], rows: tuple[str, ...],
) -> Iterator[Turn]:  # fmt: skip
    leader, best = max(overall, key=lambda o: overall[o]), max(values, key=lambda o: values[o])
    if values[best] - values[leader] > LEVEL_WITH_BEST:
        yield Turn(criterion.id, under, what, best, leader, rows)
