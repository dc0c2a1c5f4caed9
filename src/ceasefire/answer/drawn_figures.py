"""Figures that are summed up over the futures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, drawn, rounded
from ceasefire.case.rows import Case
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.core.addresses import Address
from ceasefire.futures.ensemble import Ensemble
from ceasefire.futures.outcomes import ALL, BY_MODEL, STAGES, WEIGHED, model_name

_WHAT = {"war": "no renewed war", "clash": "no fatal clash"}


def drawn_figures(case: Case, ensemble: Ensemble) -> Iterator[Figure]:
    """All figures of the futures."""
    yield from _options(case, ensemble)
    yield from _politics(case, ensemble)
    yield from _talks(case, ensemble)
    for condition, tally in ensemble.conditions.items():
        what = f"met: {case.row('conditions', condition).text('text')}"
        yield drawn(figure_id("condition", condition), what, "probability", tally)
    for (outcome, years), tally in ensemble.no_force.items():
        what = (
            f"{_WHAT[outcome]} within {years} years if no force is sent; each future has its own "
            "true baseline, by their weights"
        )
        key = figure_id("no_force", f"standing_{outcome}_{years}")
        yield drawn(key, what, "probability", tally)
    yield from weight_figures(ensemble)


def _options(case: Case, ensemble: Ensemble) -> Iterator[Figure]:
    currency = f"{case.meta.text('currency')} {case.meta.needed_number('price_year'):.0f}"
    for option in ensemble.option_ids:
        for outcome in ALL:
            unit = currency if outcome.unit == "money" else outcome.unit
            tally = ensemble.options.get((option, outcome.name))
            if tally is not None:  # an option without troops has no people and no cost
                yield drawn(figure_id(option, outcome.name), outcome.meaning, unit, tally)
        yield from _by_model(case, ensemble, option)


def _by_model(case: Case, ensemble: Ensemble, option: str) -> Iterator[Figure]:
    for baseline in case.rival_models("baseline"):
        for presence in case.rival_models("presence"):
            true = f"if '{baseline.text('name')}' and '{presence.text('name')}' are true"
            for stage in BY_MODEL:
                for outcome in OUTCOMES:
                    name = model_name(stage, outcome, baseline.id, presence.id)
                    what = f"{_WHAT[outcome]} within 2 years: {STAGES[stage]}; {true}"
                    tally = ensemble.options[option, name]
                    yield drawn(figure_id(option, name), what, "probability", tally)


def _talks(case: Case, ensemble: Ensemble) -> Iterator[Figure]:
    for issue, tally in ensemble.issues.items():
        question = case.row("issues", issue).text("question")
        what = f"where talks settle (weighted mean of positions): {question}"
        yield drawn(figure_id("settlement", issue), what, "0 to 100", tally)
        what = f"{what} With the error that such forecasts have on the record"
        off = drawn(
            figure_id("settlement", issue, "with_model_error"), what, "0 to 100",
            ensemble.issues_off[issue],
        )  # fmt: skip
        # The error has no side: that the scale cuts it off at one end moves the band alone.
        middle = min(max(tally.mean, off.low or 0.0), off.high or 100.0)
        yield replace(off, value=rounded(middle))
    for (issue, actor), tally in ensemble.levers.items():
        name = case.name_of("actors", actor)
        what = f"points by which the forecast moves if {name} moves by one"
        yield drawn(figure_id("lever", issue, actor), what, "share", tally)


def _politics(case: Case, ensemble: Ensemble) -> Iterator[Figure]:
    for (body, option), tally in ensemble.bodies.items():
        what = f"{case.name_of('bodies', body)} adopts it"
        yield drawn(figure_id(option, "body", body), what, "probability", tally)
    for (body, option, member), tally in ensemble.blocks.items():
        names = case.name_of("actors", member), case.name_of("bodies", body)
        what = f"{names[0]} stands in the way in {names[1]}"
        yield drawn(figure_id(option, "blocks", body, member), what, "probability", tally)
    for (kind, owner, actor), tally in ensemble.consents.items():
        name = case.name_of("actors", actor)
        if kind == "option":
            what = f"{name} accepts it rather than no deal"
            yield drawn(figure_id(owner, "consent", actor), what, "probability", tally)
        else:
            package = case.name_of("packages", owner)
            what = f"{name} accepts the package '{package}' rather than no deal"
            yield drawn(figure_id("package", owner, actor), what, "probability", tally)


def weight_figures(ensemble: Ensemble) -> Iterator[Figure]:
    """How far each factor moves each weighed outcome, of the option it moves most.

    The figure is the mean outcome where the factor is above its median (a condition: met) less
    the mean where it is not; low and high are two standard errors to each side. Only outcomes
    that rest on the factor are looked at: the others can differ by chance alone.
    """
    for address, split in ensemble.splits.items():
        if not split.enough():
            continue
        effects, errors = split.effect(), split.error()
        for i, name in enumerate(WEIGHED):
            options = [
                j for j, option in enumerate(ensemble.option_ids)
                if address in ensemble.options[option, name].rows
            ]  # fmt: skip
            if options:
                j = max((abs(float(effects[i, j])), j) for j in options)[1]
                yield _weight(address, name, ensemble.option_ids[j], effects[i, j], errors[i, j])


def _weight(address: Address, name: str, option: str, effect: float, error: float) -> Figure:
    what = f"{name} of {option}: mean where {address} is high less mean where it is low"
    ends = rounded(float(effect - 2 * error)), rounded(float(effect + 2 * error))
    key = figure_id("weight", str(address), name)
    return Figure(key, what, "difference", "drawn", rounded(float(effect)), *ends, (str(address),))
