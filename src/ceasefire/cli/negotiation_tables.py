"""How ``ceasefire negotiate`` prints a forecast."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import click
import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.politics.dynamics.exchange import Exchanges, externalities
from ceasefire.politics.models import MODELS
from ceasefire.politics.negotiation import Negotiation
from ceasefire.politics.sensitivity import Index
from ceasefire.report.terminal import print_table
from ceasefire.report.words import counted

_SHOWN = 8  # actors, deals and numbers printed of each list


def print_negotiation(
    found: Negotiation, indices: dict[str, tuple[Index, ...]], exchanges: Exchanges | None
) -> None:
    """Print a forecast: baselines first, then the model, its course, deals and levers."""
    click.echo(f"{found.source}: {counted(len(found.stakes.actors), 'actor')} on "
               f"{counted(len(found.stakes.issues), 'issue')}, 0 to 100")  # fmt: skip
    _print_baselines(found)
    _print_forecast(found)
    if found.history is not None:
        _print_course(found)
    if exchanges is not None:
        _print_deals(found, exchanges)
    _print_levers(found)
    for issue, found_indices in indices.items():
        _print_indices(issue, found_indices)


def _print_baselines(found: Negotiation) -> None:
    names = list(found.baselines)
    rows = [
        (issue, *(_number(found.baselines[name][k]) for name in names))
        for k, issue in enumerate(found.stakes.issues)
    ]
    print_table("Baselines", ("issue", *(_SHORT[name] for name in names)), rows)


_SHORT = {
    "weighted_mean": "mean*", "weighted_median": "median*", "plain_mean": "mean",
    "salience_mean": "mean+", "status_quo": "quo", "nash": "Nash*", "kalai_smorodinsky": "K-S",
}  # fmt: skip


def _print_forecast(found: Negotiation) -> None:
    click.echo("* weighted by salience x capability, + by salience; quo: status quo; K-S: "
               "Kalai-Smorodinsky.\n")  # fmt: skip
    bands = found.bands
    rows = [
        (issue, _number(found.forecast[k]),
         *(_band(band[:, k]) for band in (bands.inputs, bands.models, bands.record)))
        for k, issue in enumerate(found.stakes.issues)
    ]  # fmt: skip
    headers = ("issue", "forecast", "inputs", "all models", "and record")
    print_table(f"Forecast: {found.model.name}", headers, rows)
    click.echo(
        "Bands hold nine draws in ten. inputs: the numbers of this forecast vary; all models:\n"
        "each draw has its own model, by their weights; and record: with the error such "
        f"forecasts\nhad on decided issues. {_record(found)}"
    )
    for name, why in found.refused.items():
        click.echo(f"left out: {MODELS[name].name}: {why}")
    if bands.failed:
        shown = ", ".join(map(str, bands.failed[:_SHOWN]))
        click.echo(f"{counted(len(bands.failed), 'draw')} ran out of range, left out: {shown}")
    click.echo("")
    each = [
        (issue, *(_number(values[k]) for values in found.by_model.values()))
        for k, issue in enumerate(found.stakes.issues)
    ]
    heads = [_MODEL_HEADS.get(name, name) for name in found.by_model]
    print_table("Every model in the middle of all bands", ("issue", *heads), each)


_MODEL_HEADS = {"expected_utility": "e.u. coded", "expected_utility_paper": "e.u. paper"}


def _record(found: Negotiation) -> str:
    error = f"{found.model.record_error:.0f} points of 100 in the mean"
    if found.model.on_record:
        return f"That of the {found.model.name}\nwas {error}."
    return (
        f"\nThe {found.model.name} has none that was found; it is given the best model's, {error}."
    )


def _print_course(found: Negotiation) -> None:
    if found.history is None:
        return
    positions, stakes = found.history.positions[0], found.stakes
    last = len(positions) - 1
    shown = sorted({0, *(1, 2, 5, 10, 20), last} & set(range(last + 1)))
    for k, issue in enumerate(stakes.issues):
        rows = [
            (actor, *(_number(positions[turn, i, k]) for turn in shown))
            for i, actor in enumerate(stakes.actors)
            if np.isfinite(positions[0, i, k])
        ]
        title = f"Positions on {issue} by turn; it ends after turn {last}"
        print_table(title, ("actor", *map(str, shown)), rows)


def _print_deals(found: Negotiation, exchanges: Exchanges) -> None:
    stakes, deals = found.stakes, exchanges.deals_of(0)
    others = externalities(stakes, exchanges, 0)
    rows = []
    for number, deal in enumerate(deals[:_SHOWN]):
        beside = [i for i in range(len(stakes.actors)) if i not in (deal.first, deal.second)]
        best, worst = (_beside(stakes.actors, others[number], beside, pick) for pick in (max, min))
        rows.append((
            str(deal.round),
            f"{stakes.actors[deal.first]}: {stakes.issues[deal.first_issue]} "
            f"{_number(deal.first_from)} to {_number(deal.first_to)}",
            f"{stakes.actors[deal.second]}: {stakes.issues[deal.second_issue]} "
            f"{_number(deal.second_from)} to {_number(deal.second_to)}",
            f"{deal.gain:.2f}",
            best, worst,
        ))  # fmt: skip
    headers = ("round", "gives way", "in return", "gain of each", "gains most beside", "loses most")
    shown = f"; the first {_SHOWN}" if len(deals) > _SHOWN else ""
    print_table(f"{counted(len(deals), 'deal')} between issues{shown}", headers, rows)


def _beside(
    actors: Sequence[str], gains: Floats, beside: list[int], pick: Callable[..., int]
) -> str:
    """Who of those beside a deal gains or loses most by it; blank if there is nobody."""
    if not beside:
        return ""
    who = pick(beside, key=lambda i: float(gains[i]))
    return f"{actors[who]} {gains[who]:+.2f}"


def _print_levers(found: Negotiation) -> None:
    rows = []
    for k, issue in enumerate(found.stakes.issues):
        order = np.argsort(-np.nan_to_num(found.levers[:, k]), kind="stable")[:_SHOWN]
        parts = [f"{found.stakes.actors[i]} {found.levers[i, k]:.3f}" for i in order
                 if found.levers[i, k] > 0]  # fmt: skip
        rows.append((issue, ", ".join(parts)))
    title = "Levers: points the weighted mean moves if the actor moves by one (exact)"
    print_table(title, ("issue", "largest first"), rows)


def _print_indices(issue: str, indices: tuple[Index, ...]) -> None:
    rows = [
        (str(one.address), f"{one.alone:.2f} ± {one.alone_error:.2f}",
         f"{one.total:.2f} ± {one.total_error:.2f}")
        for one in indices[:_SHOWN]
    ]  # fmt: skip
    title = f"Sensitivity of {issue} (Sobol'): share of its variance; numbers of other issues fixed"
    print_table(title, ("number", "alone", "with all it acts with"), rows)
    if indices and max(one.total_error for one in indices) > indices[0].total / 2:
        click.echo("The errors are large beside the shares; give more --draws.")


def _number(value: float) -> str:
    return f"{value:.1f}" if math.isfinite(value) else "-"


def _band(band: Floats) -> str:
    return f"{_number(band[0])} to {_number(band[2])}"
