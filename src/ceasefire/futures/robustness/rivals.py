"""Rival models: options under each, mixed by weight, and the weight at which the leader changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.robustness.compared import Bools, Compared
from ceasefire.futures.robustness.means import expected

_ROUNDING = 1e-12


@dataclass(frozen=True)
class Rivals:
    """Mean outcomes under each rival model, and mixed.

    ``mean`` and ``error`` (half-width of the 95 % interval) have shape ``(models, options)``;
    ``weights`` (adding up to 1) and ``futures`` ``(models,)``; ``mixed`` is the mean over models by
    their weights, ``(options,)``.
    """

    models: tuple[str, ...]
    options: tuple[str, ...]
    higher_is_better: bool
    mean: Floats
    error: Floats
    weights: Floats
    futures: tuple[int, ...]
    mixed: Floats

    @property
    def leaders(self) -> dict[str, str]:
        """The best option under each model."""
        turn = 1 if self.higher_is_better else -1
        best = np.argmax(turn * self.mean, axis=1)
        return {m: self.options[place] for m, place in zip(self.models, best, strict=True)}

    @property
    def leader(self) -> str:
        """The best option when models are mixed by their weights."""
        turn = 1 if self.higher_is_better else -1
        return self.options[int(np.argmax(turn * self.mixed))]


@dataclass(frozen=True)
class Turn:
    """A weight of a model at which another option becomes the best.

    The other models keep their proportions. ``declared`` is the model's weight now; below
    ``weight`` (0 to 1) ``below`` leads, above it ``above``.
    """

    model: str
    declared: float
    weight: float
    below: str
    above: str


def by_model(
    compared: Compared, masks: Mapping[str, Bools], weights: Mapping[str, float] | None = None
) -> Rivals:
    """Means under each model, where each future has one model.

    Args:
        compared: options in their futures.
        masks: futures in which each model is true, shape ``(given,)``.
        weights: of the models; without them, their shares of the futures.

    Raises:
        CeasefireError: a model has fewer than 2 futures, or weights are wrong.
    """
    for model, mask in masks.items():
        if mask[compared.kept].sum() < 2:  # noqa: PLR2004 - a spread needs two
            msg = f"model '{model}' is true in fewer than 2 futures that can be compared"
            raise CeasefireError(msg, "run more futures, or leave the model out")
    parts = {model: compared.where(mask) for model, mask in masks.items()}
    return under_models(parts, weights or {model: part.futures for model, part in parts.items()})


def under_models(parts: Mapping[str, Compared], weights: Mapping[str, float]) -> Rivals:
    """Means under each model, where each model has its own run of the futures.

    Args:
        parts: the comparison under each model, with the same options and direction.
        weights: of the models, 0 or more; they are made to add up to 1.

    Raises:
        CeasefireError: options differ, or weights are missing, negative or all 0.
    """
    first = next(iter(parts.values()), None)
    if first is None or any(part.options != first.options for part in parts.values()):
        msg = "rival models do not have the same options"
        raise CeasefireError(msg, "compare the options that every model has")
    if weights.keys() != parts.keys() or min(weights.values()) < 0 or not sum(weights.values()):
        msg = f"weights of the models {', '.join(parts)} are missing, negative or all 0"
        raise CeasefireError(msg, "give each model a weight of 0 or more, one of them above 0")
    found = [expected(part) for part in parts.values()]
    shares = np.array([weights[model] for model in parts], dtype=np.float64)
    shares /= shares.sum()
    mean = np.array([one.mean for one in found])
    return Rivals(
        tuple(parts), first.options, first.higher_is_better, mean,
        np.array([one.error for one in found]), shares,
        tuple(part.futures for part in parts.values()), shares @ mean,
    )  # fmt: skip


def turns(rivals: Rivals) -> tuple[Turn, ...]:
    """All weights at which the leader of the mixture changes, model by model.

    The mixture is linear in a model's weight, so that the best option is the upper edge of
    straight lines. Where all other models have weight 0, they are mixed evenly.
    """
    return tuple(turn for place in range(len(rivals.models)) for turn in _turns_of(rivals, place))


def _turns_of(rivals: Rivals, place: int) -> list[Turn]:
    others = np.delete(np.arange(len(rivals.models)), place)
    if not len(others):
        return []
    shares = rivals.weights[others]
    shares = shares / shares.sum() if shares.sum() > 0 else np.full(len(others), 1 / len(others))
    direction = 1 if rivals.higher_is_better else -1
    without = direction * (shares @ rivals.mean[others])
    slope = direction * rivals.mean[place] - without
    model, declared = rivals.models[place], float(rivals.weights[place])
    return [
        Turn(model, declared, weight, rivals.options[below], rivals.options[above])
        for weight, below, above in upper_edge(without, slope)
    ]


def upper_edge(start: Floats, slope: Floats) -> list[tuple[float, int, int]]:
    """Where the highest of the lines ``start + x * slope`` changes for x from 0 to 1.

    Returns:
        Each x with the line before and the line after it.
    """
    scale = _ROUNDING * max(1.0, float(np.abs(start).max()))
    highest = np.flatnonzero(start >= start.max() - scale)
    at, leader = 0.0, int(highest[np.argmax(slope[highest])])
    found: list[tuple[float, int, int]] = []
    while True:
        steeper = np.flatnonzero(slope > slope[leader] + scale)
        if not len(steeper):
            return found
        crossing = (start[leader] - start[steeper]) / (slope[steeper] - slope[leader])
        nearest = max(at, float(crossing.min()))
        if nearest >= 1:
            return found
        tied = steeper[crossing <= nearest + _ROUNDING]
        after = int(tied[np.argmax(slope[tied])])
        found.append((nearest, leader, after))
        at, leader = nearest, after


def leading_shares(rivals: Rivals, draws: int = 10_000, seed: int = 0) -> dict[str, float]:
    """Share of all ways to weigh the models (evenly over them) under which each option leads."""
    weights = np.random.default_rng(seed).dirichlet(np.ones(len(rivals.models)), draws)
    turn = 1 if rivals.higher_is_better else -1
    best = np.argmax(turn * (weights @ rivals.mean), axis=1)
    counts = np.bincount(best, minlength=len(rivals.options)) / draws
    return dict(zip(rivals.options, counts.tolist(), strict=True))
