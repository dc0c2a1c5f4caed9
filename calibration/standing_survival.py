"""Survival with spells that enter late: Kaplan-Meier, Cox, Weibull, yearly hazards.

The fits are those of ``lifelines``. Its robust errors for Cox leave out that a record enters late,
and its Weibull has none by cluster, so the sandwiches are formed here from score residuals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from calibration.standing_data import Records

from ceasefire.core.bands import Floats

Z95 = 1.959963984540054
RESAMPLES = 2_000
SEED = 20_240_229
_MOST_STEPS = 50
_CONVERGED = 1e-10


@dataclass(frozen=True)
class Curve:
    """Kaplan-Meier estimate: standing just after each time of a failure, and Greenwood's sum."""

    times: Floats
    standing: Floats
    greenwood: Floats
    at_risk: Floats

    def at(self, years: Sequence[float]) -> Floats:
        """Share that stands at some years."""
        return np.asarray(np.concatenate([[1.0], self.standing])[self._before(years)])

    def at_risk_at(self, years: Sequence[float], records: Records) -> Floats:
        """Records under observation at some years."""
        return np.array([((records.start < y) & (records.stop >= y)).sum() for y in years], float)

    def band(self, years: Sequence[float]) -> Floats:
        """95 % band on the log-log scale (Kalbfleisch and Prentice 1980), shape ``(years, 2)``.

        Before the first failure, where the scale has no value, the lower end is that of no failure
        among those at risk at first: ``0.025 ** (1 / n)``.
        """
        standing = self.at(years)
        spread = np.sqrt(np.concatenate([[0.0], self.greenwood])[self._before(years)])
        band = np.ones((len(standing), 2))
        inside = (standing > 0) & (standing < 1)
        logs = np.log(standing[inside])
        factor = np.exp(Z95 * spread[inside] / np.abs(logs))
        band[inside] = np.column_stack([np.exp(logs * factor), np.exp(logs / factor)])
        first = self.at_risk[0] if self.at_risk.size else 0.0
        band[standing >= 1, 0] = 0.025 ** (1 / first) if first else 0.0
        band[standing <= 0, 0] = 0.0
        return band

    def _before(self, years: Sequence[float]) -> Any:  # noqa: ANN401 - an index array
        return np.searchsorted(self.times, np.asarray(years, float), side="right")


def kaplan_meier(records: Records) -> Curve:
    """Standing of spells that may enter late (those with ``start < t <= stop`` are at risk)."""
    times, deaths = np.unique(records.stop[records.failed], return_counts=True)
    entered = np.searchsorted(np.sort(records.start), times, side="left")
    left = np.searchsorted(np.sort(records.stop), times, side="left")
    at_risk = (entered - left).astype(float)
    standing = np.cumprod(1 - deaths / at_risk)
    with np.errstate(divide="ignore"):
        greenwood = np.cumsum(deaths / (at_risk * (at_risk - deaths)))
    return Curve(times, standing, greenwood, at_risk)


def resampled_band(records: Records, years: Sequence[float], resamples: int = RESAMPLES) -> Floats:
    """95 % band from drawing whole clusters anew, shape ``(years, 2)``."""
    generator = np.random.Generator(np.random.Philox(SEED))
    members = [np.flatnonzero(records.cluster == c) for c in np.unique(records.cluster)]
    curves = np.empty((resamples, len(years)))
    for i in range(resamples):
        drawn = generator.integers(len(members), size=len(members))
        chosen = records.take(np.concatenate([members[k] for k in drawn]))
        curves[i] = kaplan_meier(chosen).at(years)
    return np.asarray(np.quantile(curves, (0.025, 0.975), axis=0).T)


@dataclass(frozen=True)
class Fit:
    """Log hazard ratios by covariate, their covariance by cluster, and how many they rest on.

    A Weibull's last parameter is the logarithm of its shape.
    """

    names: tuple[str, ...]
    values: Floats
    covariance: Floats
    spells: int
    failures: int
    clusters: int
    model: Any

    def ratio(self, name: str) -> tuple[float, float, float]:
        """Exponential of a parameter with its 95 % interval."""
        i = self.names.index(name)
        spread = Z95 * float(np.sqrt(self.covariance[i, i]))
        value = float(self.values[i])
        return float(np.exp(value)), float(np.exp(value - spread)), float(np.exp(value + spread))


def _frame(records: Records, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - pandas
    import pandas as pd  # noqa: PLC0415 - only the calibration needs it

    table = {name: records.columns[name] for name in names}
    spell = {"start": records.start, "stop": records.stop, "failed": records.failed.astype(int)}
    return pd.DataFrame({**table, **spell})


def _sandwich(residuals: Floats, clusters: Any, inverse: Floats) -> Floats:  # noqa: ANN401
    """Covariance from score residuals added up by cluster, as ``n / (n - 1)`` times the sum."""
    labels, place = np.unique(clusters, return_inverse=True)
    summed = np.zeros((len(labels), residuals.shape[1]))
    np.add.at(summed, place, residuals)
    moved = summed @ inverse
    return np.asarray(moved.T @ moved) * len(labels) / (len(labels) - 1)


def cox_residuals(records: Records, names: tuple[str, ...], beta: Floats) -> Floats:
    """Score residuals (Lin and Wei 1989) of records that may enter late, ties as Breslow's."""
    x = records.matrix(names)
    weight = np.exp((x - x.mean(axis=0)) @ beta)
    residuals = np.zeros_like(x)
    for time in np.unique(records.stop[records.failed]):
        risk = (records.start < time) & (records.stop >= time)
        dies = records.failed & (records.stop == time)
        total = weight[risk].sum()
        mean = weight[risk] @ x[risk] / total
        residuals[dies] += x[dies] - mean
        residuals[risk] -= dies.sum() / total * weight[risk, None] * (x[risk] - mean)
    return residuals


def cox(records: Records, names: tuple[str, ...], penalizer: float = 0.0) -> Fit:
    """Cox's proportional hazards, errors by cluster."""
    from lifelines import CoxPHFitter  # noqa: PLC0415 - slow, and of an extra

    known = records.complete(names)
    model = CoxPHFitter(penalizer=penalizer)
    model.fit(_frame(known, names), "stop", "failed", entry_col="start")
    beta = model.params_[list(names)].to_numpy(dtype=float)
    inverse = model.variance_matrix_.to_numpy(dtype=float)
    covariance = _sandwich(cox_residuals(known, names, beta), known.cluster, inverse)
    return _fit(names, beta, covariance, known, model)


def weibull_residuals(records: Records, x: Floats, scale: Floats, shape: float) -> Floats:
    """Scores of each record by the parameters of log scale, then by log shape.

    With ``H(t) = (t / exp(x b)) ** k`` a record adds ``d log h(stop) - H(stop) + H(start)``.
    """
    width = np.exp(x @ scale)
    ends, begins = records.stop / width, records.start / width
    failed = records.failed.astype(float)
    hazard = ends**shape - begins**shape
    log_end = np.log(ends)
    log_begin = np.log(np.where(begins > 0, begins, 1.0))
    by_scale = -shape * (failed - hazard)
    grown = ends**shape * log_end - begins**shape * log_begin
    by_shape = failed * (1 + shape * log_end) - shape * grown
    return np.column_stack([by_scale[:, None] * x, by_shape])


def weibull(records: Records, names: tuple[str, ...]) -> Fit:
    """Weibull's proportional hazards, errors by cluster; its last parameter is ``log shape``."""
    from lifelines import WeibullAFTFitter  # noqa: PLC0415 - slow, and of an extra

    known = records.complete(names)
    model = WeibullAFTFitter()
    model.fit(_frame(known, names), "stop", "failed", entry_col="start")
    order = [("lambda_", n) for n in (*names, "Intercept")] + [("rho_", "Intercept")]
    values = model.params_[order].to_numpy(dtype=float)
    inverse = model.variance_matrix_.loc[order, order].to_numpy(dtype=float)
    x = np.column_stack([known.matrix(names), np.ones(len(known))])
    shape = float(np.exp(values[-1]))
    residuals = weibull_residuals(known, x, values[:-1], shape)
    covariance = _sandwich(residuals, known.cluster, inverse)
    # Hazard ratios are -shape times the coefficients of log scale; their covariance by the delta
    # method, as the shape is estimated too.
    count = len(names)
    slope = np.zeros((count + 1, len(values)))
    slope[:count, :count] = -shape * np.eye(count)
    slope[:count, -1] = -shape * values[:count]
    slope[count, -1] = 1.0
    ratios = np.concatenate([-shape * values[:count], values[-1:]])
    return _fit((*names, "log_shape"), ratios, slope @ covariance @ slope.T, known, model)


def _fit(
    names: tuple[str, ...], values: Floats, covariance: Floats, known: Records, model: object
) -> Fit:
    spells, clusters = np.unique(known.spell).size, np.unique(known.cluster).size
    return Fit(names, values, covariance, spells, int(known.failed.sum()), clusters, model)


def yearly_hazards(
    x: Floats, failed: Floats, years: Floats, clusters: Floats
) -> tuple[Floats, Floats]:
    """Complementary log-log regression: coefficients of the log yearly hazard and covariance.

    ``P(failed) = 1 - exp(-years exp(x b))`` for one interval of one war; columns of ``x`` are
    declared by the caller. Newton's method from the overall rate; errors by cluster.
    """
    beta = np.linalg.lstsq(x, np.full(len(x), np.log(failed.sum() / years.sum())), rcond=None)[0]
    for _ in range(_MOST_STEPS):
        hazard = years * np.exp(x @ beta)
        chance = -np.expm1(-hazard)
        pull = hazard * (failed / chance - 1)
        curve = hazard**2 * (1 - chance) / chance
        information = (x * curve[:, None]).T @ x
        step = np.linalg.solve(information, x.T @ pull)
        beta = beta + step
        if np.abs(step).max() < _CONVERGED:
            break
    return beta, _sandwich(x * pull[:, None], clusters, np.linalg.inv(information))
