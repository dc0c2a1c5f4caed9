"""Backtest: how far models' forecasts were from the outcomes of issues that are decided."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError, near
from ceasefire.politics.formats.deu import DecidedIssues
from ceasefire.politics.stakes import Stakes

FEWEST_GRADED = 10
INTERVAL = 0.8  # share of outcomes that the interval of a forecast should hold
BOOTSTRAP_INTERVAL = 0.95
SCALE = (0.0, 100.0)
_FEWEST_PROPOSALS = 2  # to resample them, or to learn from the others

Forecaster = Callable[[Stakes], Floats]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Estimate:
    """A mean over issues and the ends of its 95 % bootstrap interval; NaN where there is none."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, float | None]:
        """Return the three numbers by name, ``None`` where there is none."""
        parts = {"value": self.value, "low": self.low, "high": self.high}
        return {name: None if math.isnan(part) else part for name, part in parts.items()}


@dataclass(frozen=True)
class ModelScore:
    """How one model did.

    ``issues`` could be forecast and ``not_forecast`` could not. ``refused`` counts the proposals
    for which the model gave an error, ``reason`` is the first of them. ``mae`` is the mean
    absolute error and ``crps`` the mean continuous ranked probability score, both in points of
    the 0 to 100 scale and better if lower; ``coverage`` is the share of outcomes within the 80 %
    interval, best near 0.8. ``difference`` is the mean absolute error less that of the model
    compared with, on the issues that both forecast; below 0 the model is better.
    """

    model: str
    issues: int
    not_forecast: int
    refused: int
    reason: str
    mae: Estimate
    crps: Estimate
    coverage: Estimate
    difference: Estimate

    @property
    def enough(self) -> bool:
        """Whether the model was graded on as many issues as a claim of accuracy needs."""
        return self.issues >= FEWEST_GRADED

    def as_json(self) -> dict[str, object]:
        """Return all fields by name, as JSON can hold them."""
        return {
            "model": self.model,
            "issues": self.issues,
            "not_forecast": self.not_forecast,
            "refused": self.refused,
            "reason": self.reason,
            "mae": self.mae.as_json(),
            "crps": self.crps.as_json(),
            "coverage": self.coverage.as_json(),
            "difference": self.difference.as_json(),
            "enough": self.enough,
        }


@dataclass(frozen=True)
class Backtest:
    """Scores of all models on the same decided issues.

    ``dropped`` issues have no outcome and were not graded; ``against`` names the model that the
    others are compared with.
    """

    issues: int
    proposals: int
    dropped: int
    against: str
    seed: int
    resamples: int
    scores: tuple[ModelScore, ...]

    @property
    def enough(self) -> bool:
        """Whether as many issues were graded as a claim of accuracy needs."""
        return self.issues >= FEWEST_GRADED

    @property
    def caveat(self) -> str:
        """Why no claim of accuracy can be made; blank if one can."""
        if self.enough:
            return ""
        return (
            f"{self.issues} issues were graded: no claim of accuracy can be made from fewer than "
            f"{FEWEST_GRADED}"
        )

    def as_json(self) -> dict[str, object]:
        """Return all fields by name, as JSON can hold them."""
        return {
            "issues": self.issues,
            "proposals": self.proposals,
            "dropped": self.dropped,
            "against": self.against,
            "seed": self.seed,
            "resamples": self.resamples,
            "enough": self.enough,
            "caveat": self.caveat,
            "models": [score.as_json() for score in self.scores],
        }


def backtest(
    issues: DecidedIssues,
    models: Mapping[str, Forecaster],
    *,
    against: str = "weighted_mean",
    seed: int = 1,
    resamples: int = 1000,
) -> Backtest:
    """Grade models on decided issues.

    A model is given all issues of one proposal as one draw and returns its forecasts, shape
    ``(1, issues)``, NaN where it has none; a ``CeasefireError`` counts as no forecast for the
    proposal. Its predictive distribution on an issue is its forecast plus each of the errors it
    made on the issues of all other proposals, clipped to 0 to 100; the 80 % interval runs from the
    10th to the 90th percentile. Bootstrap intervals resample whole proposals, as issues of one
    proposal are not independent; all models share the resamples.

    Args:
        issues: what was decided.
        models: forecaster of each model, by name; scores keep this order.
        against: model that the others are compared with.
        seed: of the bootstrap, 0 or more.
        resamples: of the bootstrap, 1 or more.

    Raises:
        CeasefireError: ``against`` is not among the models, or seed or resamples are out of range.
        ValueError: a model returned another shape.
    """
    if against not in models:
        msg = f"there is no model '{against}' to compare with"
        raise CeasefireError(msg, near(against, models) or f"models are: {', '.join(models)}")
    if seed < 0 or resamples < 1:
        msg = f"cannot resample {resamples} times with seed {seed}"
        raise CeasefireError(msg, "take 1 resample or more and a seed of 0 or more")
    rows_of = issues.rows_of()
    groups = np.zeros(len(issues.issues), dtype=np.int64)
    for place, rows in enumerate(rows_of.values()):
        groups[rows] = place
    sampler = _Resamples(groups, _counts(len(rows_of), seed, resamples))
    runs = {name: _run(issues, rows_of, model) for name, model in models.items()}
    compared = np.abs(issues.outcomes - runs[against].forecasts)
    scores = [_score(name, run, issues.outcomes, compared, sampler) for name, run in runs.items()]
    return Backtest(
        len(issues.issues), len(rows_of), issues.dropped, against, seed, resamples, tuple(scores)
    )


@dataclass(frozen=True)
class _Run:
    """Forecasts of one model, shape (issues,), NaN where it has none."""

    forecasts: Floats
    refused: int
    reason: str


def _run(
    issues: DecidedIssues, rows_of: Mapping[str, NDArray[np.int64]], model: Forecaster
) -> _Run:
    forecasts = np.full(len(issues.issues), np.nan)
    refused, reason = 0, ""
    for rows in rows_of.values():
        stakes = issues.stakes_of(rows)
        if not stakes.actors:
            continue  # nobody is known to have taken part: there is nothing to forecast from
        try:
            found = model(stakes)
        except CeasefireError as error:
            refused += 1
            reason = reason or error.message
            continue
        if found.shape != (1, len(rows)):
            msg = f"forecasts of {len(rows)} issues have shape {found.shape}"
            raise ValueError(msg)
        forecasts[rows] = np.where(np.isfinite(found[0]), found[0], np.nan)
    return _Run(forecasts, refused, reason)


@dataclass(frozen=True)
class _Resamples:
    """Proposal of each issue, shape (issues,), and how often each resample has each proposal.

    ``counts`` has shape (resamples, proposals).
    """

    proposals: NDArray[np.int64]
    counts: Counts

    def estimate(self, values: Floats) -> Estimate:
        """Mean of the values that are there, with its bootstrap interval by percentiles.

        An interval needs values of two proposals or more.
        """
        there = np.isfinite(values)
        if not there.any():
            return Estimate(math.nan, math.nan, math.nan)
        mean = float(values[there].mean())
        size = self.counts.shape[1]
        sums = np.bincount(self.proposals[there], values[there], minlength=size)
        numbers = np.bincount(self.proposals[there], minlength=size)
        if np.count_nonzero(numbers) < _FEWEST_PROPOSALS:
            return Estimate(mean, math.nan, math.nan)
        drawn = self.counts @ numbers
        held = drawn > 0  # a resample may miss all proposals that have a value
        means = (self.counts[held] @ sums) / drawn[held]
        tail = (1 - BOOTSTRAP_INTERVAL) / 2
        low, high = np.quantile(means, [tail, 1 - tail])
        return Estimate(mean, float(low), float(high))


def _counts(proposals: int, seed: int, resamples: int) -> Counts:
    generator = np.random.default_rng(seed)
    if not proposals:
        return np.zeros((resamples, 0), dtype=np.int64)
    drawn = generator.integers(proposals, size=(resamples, proposals))
    places = drawn + proposals * np.arange(resamples)[:, None]
    return np.bincount(places.ravel(), minlength=resamples * proposals).reshape(resamples, -1)


def _score(
    name: str, run: _Run, outcomes: Floats, compared: Floats, sampler: _Resamples
) -> ModelScore:
    errors = outcomes - run.forecasts
    ranked, covered = _graded_distributions(run.forecasts, outcomes, sampler.proposals)
    graded = int(np.isfinite(errors).sum())
    return ModelScore(
        name,
        graded,
        len(outcomes) - graded,
        run.refused,
        run.reason,
        sampler.estimate(np.abs(errors)),
        sampler.estimate(ranked),
        sampler.estimate(covered),
        sampler.estimate(np.abs(errors) - compared),
    )


def _graded_distributions(
    forecasts: Floats, outcomes: Floats, proposals: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """CRPS and whether the 80 % interval held the outcome (1 or 0), by issue.

    NaN where the model has no forecast, or none on any other proposal.
    """
    errors = outcomes - forecasts
    ranked, covered = np.full(len(outcomes), np.nan), np.full(len(outcomes), np.nan)
    tail = (1 - INTERVAL) / 2
    for place in np.flatnonzero(np.isfinite(errors)):
        others = errors[(proposals != proposals[place]) & np.isfinite(errors)]
        if not len(others):
            continue
        sample = np.clip(forecasts[place] + others, *SCALE)
        ranked[place] = crps(sample, float(outcomes[place]))
        low, high = np.quantile(sample, [tail, 1 - tail])
        covered[place] = float(low <= outcomes[place] <= high)
    return ranked, covered


def crps(sample: Floats, outcome: float) -> float:
    """Continuous ranked probability score of an empirical distribution, in its unit.

    The integral of the squared difference between its distribution function and the step at the
    outcome (Gneiting and Raftery 2007, "Strictly proper scoring rules, prediction, and
    estimation", equation 20); 0 is best. Of a single point it is the absolute error.

    Args:
        sample: points of equal weight, shape ``(points,)``, one or more.
        outcome: what came.
    """
    ordered = np.sort(sample)
    ends = np.sort(np.append(sample, outcome))
    below = np.searchsorted(ordered, ends[:-1], side="right") / len(sample)
    return float((np.diff(ends) * (below - (outcome <= ends[:-1])) ** 2).sum())
