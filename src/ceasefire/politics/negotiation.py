"""Where talks may settle: a forecast with its baselines, its bands, its levers and its course."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.draws import Draws
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.baselines import BASELINES, levers
from ceasefire.politics.dynamics.history import History
from ceasefire.politics.models import MODELS, Model
from ceasefire.politics.positions import record_error
from ceasefire.politics.stakes import Stakes

BAND = (0.05, 0.5, 0.95)  # nine draws in ten lie between the outer two
BLOCK = 1_000  # draws in one call of a kernel


@dataclass(frozen=True)
class Source:
    """Where stakes come from: their middle, and, if they are uncertain, draws of them.

    ``drawn`` gives the stakes of the draws ``first`` to ``first + count - 1``; ``None`` if no
    number has a band. ``weights`` are those of the models, by their ids.
    """

    name: str
    central: Stakes
    drawn: Callable[[int, int], Stakes] | None
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Bands:
    """Fifth, fiftieth and ninety-fifth percentile, each of shape ``(3, issues)``.

    ``inputs`` is of the forecast asked for, the numbers of the stakes varying alone. In ``models``
    each draw has its own model, by their weights, whichever was asked for; ``record`` adds the
    error which that model has on the record. ``failed`` lists the draws in which the numbers of a
    model ran out of range; they are left out where they did.
    """

    inputs: Floats
    models: Floats
    record: Floats
    failed: tuple[int, ...]


@dataclass(frozen=True)
class Negotiation:
    """One forecast.

    ``baselines`` and ``by_model`` are keyed by name and have shape ``(issues,)``, as ``forecast``
    has; ``levers`` has shape ``(actors, issues)``. ``history`` is the course in the middle of all
    bands; ``refused`` says why a model cannot be run. ``most_turns`` is 0 for a model without
    turns.
    """

    source: str
    model: Model
    stakes: Stakes
    baselines: dict[str, Floats]
    levers: Floats
    forecast: Floats
    history: History | None
    by_model: dict[str, Floats]
    refused: dict[str, str]
    bands: Bands
    draws: int
    seed: int
    most_turns: int


def negotiate(
    source: Source, model: Model, *, draws: int, seed: int, turns: int = 0
) -> Negotiation:
    """Forecast by a model, with every baseline beside it.

    Args:
        source: the stakes.
        model: the model whose forecast is asked for.
        draws: how many draws of what is uncertain, 1 or more.
        seed: key of all draws.
        turns: most turns of the model; its published number if 0.

    Raises:
        CeasefireError: the model cannot be run on these stakes.
    """
    central = source.central
    history = model.course(central, turns or model.turns) if model.course else None
    by_model, refused = _by_model(central, model, turns)
    forecast = model.end_of(central, history) if history else model.forecast(central)
    if np.isnan(forecast).all():
        msg = f"{model.name} has no forecast: its numbers ran out of range"
        raise CeasefireError(msg, "give actors capability and salience, or take --model mean")
    return Negotiation(
        source.name, model, central,
        {name: baseline(central)[0] for name, baseline in BASELINES.items()},
        levers(central)[0], forecast[0], history, by_model, refused,
        _bands(source, model, by_model, Draws(seed, 0, draws), turns),
        draws, seed, (turns or model.turns) if model.course else 0,
    )  # fmt: skip


def _by_model(
    central: Stakes, asked: Model, turns: int
) -> tuple[dict[str, Floats], dict[str, str]]:
    """Forecast of every model in the middle, and why some cannot be run."""
    found, refused = {}, {}
    for model in MODELS.values():
        try:
            found[model.id] = model.forecast(central, turns if model is asked else 0)[0]
        except CeasefireError as error:
            refused[model.id] = error.message
    return found, refused


def _bands(
    source: Source, model: Model, by_model: Mapping[str, Floats], luck: Draws, turns: int
) -> Bands:
    able = tuple(by_model)
    chosen = _chosen(source.weights, able, luck.uniform("rival_models.settlement"))
    if source.drawn is None:  # the same in every draw
        inputs = np.repeat(model.forecast(source.central, turns), luck.count, axis=0)
        pooled = np.stack([by_model[name] for name in able])[chosen]
    else:
        parts = []
        for first in range(0, luck.count, BLOCK):
            last = min(first + BLOCK, luck.count)
            stakes = source.drawn(first, last - first)
            found = _pooled(stakes, able, chosen[first:last], (model, turns))
            parts.append((model.forecast(stakes, turns), found))
        inputs, pooled = (np.concatenate(side) for side in zip(*parts, strict=True))
    errors = np.array([MODELS[name].record_error for name in able])[chosen]
    issues = source.central.issues
    surprise = [record_error(luck.uniform(f"issues.{i}.error"), 1.0) * errors for i in issues]
    off = np.clip(pooled + np.stack(surprise, axis=1), 0, 100)
    weighed = (source.central.weights[0] > 0).any(axis=0)  # elsewhere there is no forecast
    lost = np.isnan(inputs[:, weighed]).any(axis=1) | np.isnan(pooled[:, weighed]).any(axis=1)
    failed = tuple(int(i) for i in np.flatnonzero(lost))
    return Bands(_quantiles(inputs), _quantiles(pooled), _quantiles(off), failed)


def _chosen(weights: Mapping[str, float], able: tuple[str, ...], luck: Floats) -> NDArray[np.int64]:
    """Number among ``able`` of the model that is true in each draw."""
    shares = np.cumsum([weights.get(model, 0.0) for model in able])
    if shares[-1] <= 0:
        return np.zeros(luck.shape, dtype=np.int64)
    return np.searchsorted(shares / shares[-1], luck).astype(np.int64)


def _pooled(
    stakes: Stakes, able: tuple[str, ...], chosen: NDArray[np.int64], asked: tuple[Model, int]
) -> Floats:
    """Forecast of each draw by the model that is true in it; ``asked`` has its own turns."""
    found = np.full((stakes.draws, len(stakes.issues)), np.nan)
    for number, name in enumerate(able):
        here = np.flatnonzero(chosen == number)
        if here.size:
            model = MODELS[name]
            turns = asked[1] if model is asked[0] else 0
            found[here] = model.forecast(stakes.taken(here), turns)
    return found


def _quantiles(values: Floats) -> Floats:
    """Quantiles by issue, shape ``(3, issues)``; NaN for an issue that nobody forecasts."""
    found = np.full((len(BAND), values.shape[1]), np.nan)
    for k in range(values.shape[1]):
        known = values[np.isfinite(values[:, k]), k]
        if known.size:
            found[:, k] = np.quantile(known, BAND)
    return found
