"""The process of violations, fitted to region-days and region-weeks by maximum likelihood."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats

REGIONS = ("Donetsk", "Luhansk")
COMMITTED = date(2020, 7, 27)
SUNDAY = 6
PERIODS = {"2020h2": date(2021, 1, 1), "2021h1": date(2021, 7, 1), "2021q3": date(2021, 10, 1)}
LINE = 4.2  # 100 km, both regions together
DAYS = 7
# Half the 95 % quantile of the chi-squared law with one degree: what a profile may lose.
PROFILE = 1.9207
NAMES = ("donetsk", "luhansk", "excitation", "quiet", "rise", "rise_shape", "size", "size_after")
SIZES = NAMES[-2:]
_MOST = (1e5, 1e5, 0.95, 1.0, 1e4, 10.0, 50.0, 50.0)
_LEAST = (1e-3, 1e-3, 0.0, 0.0, 1.0, 0.2, 0.01, 0.01)
_LOG = (True, True, False, False, True, True, True, True)


@dataclass(frozen=True)
class Series:
    """Counts of a region over some days, or over what was seen of some weeks; one entry each.

    ``steps`` counts days (or weeks) since the commitment, ``region`` is a place in ``REGIONS``,
    ``exposure`` the steps that a count covers, ``before`` the count of the step before, per step,
    NaN if not known; ``period`` a place in ``PERIODS``.
    """

    steps: Floats
    region: NDArray[np.int64]
    counts: Floats
    exposure: Floats
    before: Floats
    period: NDArray[np.int64]


def read_days(lines: Iterable[str]) -> Series:
    """Region-days, in the order of the file.

    Reports of Mondays cover the evenings from Friday to Sunday: a Sunday known only as the figure
    of the previous period counts two days. A day missing in the file is not known.
    """
    days: dict[tuple[date, int], tuple[float, float]] = {}
    for row in csv.DictReader(lines):
        day = date.fromisoformat(row["day_ending_1930"])
        merged = day.weekday() == SUNDAY and row["basis"] == "previous"
        key = (day, REGIONS.index(row["region"]))
        if key in days:
            sys.exit(f"{row['region']} has two rows for {day}")
        days[key] = (float(row["ceasefire_violations"]), 2.0 if merged else 1.0)
    before = []
    for (day, region), (_, covers) in days.items():
        count, over = days.get((day - timedelta(covers), region), (np.nan, 1.0))
        before.append(count / over)
    ends = list(PERIODS.values())
    return Series(
        np.array([(day - COMMITTED).days for day, _ in days], float),
        np.array([region for _, region in days]),
        np.array([count for count, _ in days.values()]),
        np.array([covers for _, covers in days.values()]),
        np.array(before),
        np.array([sum(day >= end for end in ends) for day, _ in days]),
    )


def weeks_of(days: Series) -> Series:
    """Region-weeks from the commitment on; what a week is not seen of lowers its exposure."""
    week = (days.steps - 1) // DAYS
    keys = sorted({(int(w), int(r)) for w, r in zip(week, days.region, strict=True)})
    found = {}
    for key in keys:
        here = (week == key[0]) & (days.region == key[1])
        seen = days.exposure[here].sum() / DAYS
        found[key] = (days.counts[here].sum(), seen, int(days.period[here].max()))
    before = [found.get((w - 1, r), (np.nan, 1.0, 0)) for w, r in keys]
    counts, seen, period = (np.array(x) for x in zip(*found.values(), strict=True))
    return Series(
        np.array([w for w, _ in keys], float),
        np.array([r for _, r in keys]),
        counts,
        seen,
        np.array([count / over for count, over, _ in before]),
        period.astype(np.int64),
    )


def level(steps: Floats, quiet: float, rise: float, shape: float) -> Floats:
    """Share of the full violations at some steps after a commitment, as in the kernel."""
    return np.asarray(1 - (1 - quiet) * np.exp(-((steps / rise) ** shape)))


def loss(given: Mapping[str, float], series: Series, *, scales: bool) -> float:
    """Negative logarithm of the likelihood of a series.

    Counts are negative binomial; a share of what is expected follows the step before, where that
    is known. ``scales``: the size grows with the exposure, as that of a sum of independent steps.
    """
    from scipy.special import gammaln  # noqa: PLC0415 - heavy

    rates = np.array([given["donetsk"], given["luhansk"]])[series.region]
    usual = rates * level(series.steps, given["quiet"], given["rise"], given["rise_shape"])
    follows = np.where(np.isnan(series.before), usual, series.before)
    mean = series.exposure * (usual + given["excitation"] * (follows - usual))
    after = series.period == len(PERIODS) - 1
    size = np.where(after, given["size_after"], given["size"])
    size = size * series.exposure if scales else size
    mean, n = np.maximum(mean, 1e-12), series.counts
    logs = gammaln(n + size) - gammaln(size) - gammaln(n + 1)
    logs += size * np.log(size / (size + mean)) + n * np.log(mean / (size + mean))
    return -float(logs.sum())


@dataclass(frozen=True)
class Fit:
    """Numbers of the process in the unit of its steps, and what their likelihood lost."""

    values: Mapping[str, float]
    loss: float


def fitted(
    series: Series, fixed: Mapping[str, float] | None = None, *, scales: bool = True,
    start: Mapping[str, float] | None = None,
) -> Fit:  # fmt: skip
    """Fit by maximum likelihood; ``fixed`` are not varied."""
    from scipy.optimize import minimize  # noqa: PLC0415 - heavy

    fixed = fixed or {}
    free = [k for k, name in enumerate(NAMES) if name not in fixed]

    def values(x: Floats) -> dict[str, float]:
        found = {NAMES[k]: float(np.exp(v) if _LOG[k] else v) for k, v in zip(free, x, strict=True)}
        return {**found, **fixed}

    bounds = [(np.log(_LEAST[k]), np.log(_MOST[k])) if _LOG[k] else (_LEAST[k], _MOST[k])
              for k in free]  # fmt: skip
    span = 250.0 if series.steps.max() > 2 * 365 / DAYS else 250.0 / DAYS
    full = max(float((series.counts / series.exposure).mean()), 1.0) * 2
    best = None
    for shape in (1.0, 4.0):
        first = start or dict(
            zip(NAMES, (full, full / 2, 0.05, 0.05, span, shape, 0.4, 0.6), strict=True)
        )
        x = [np.log(first[NAMES[k]]) if _LOG[k] else first[NAMES[k]] for k in free]
        found = minimize(
            lambda x: loss(values(x), series, scales=scales), x, method="L-BFGS-B", bounds=bounds
        )
        best = found if best is None or found.fun < best.fun else best
        if start:
            break
    assert best is not None  # noqa: S101 - the loop runs
    return Fit(values(best.x), float(best.fun))


def interval(
    series: Series, best: Fit, name: str, fixed: Mapping[str, float], *, scales: bool = True
) -> tuple[float, float]:
    """Ends of the 95 % interval of a number from its profile of the likelihood."""
    from scipy.optimize import brentq  # noqa: PLC0415 - heavy

    k = NAMES.index(name)

    def worse(value: float) -> float:
        found = fitted(series, {**fixed, name: value}, scales=scales, start=best.values)
        return found.loss - best.loss - PROFILE

    ends = []
    for limit in (_LEAST[k], _MOST[k]):
        at = best.values[name]
        ends.append(limit if worse(limit) <= 0 else float(brentq(worse, at, limit, rtol=1e-3)))
    return ends[0], ends[1]


def as_one_period(series: Series) -> Series:
    """The series with one size throughout."""
    return replace(series, period=np.zeros_like(series.period))


def levels_of(fit: Fit) -> dict[str, float]:
    """What a fit says of the mean."""
    return {name: value for name, value in fit.values.items() if name not in SIZES}


def process_of(series: Series, *, scales: bool = True) -> Fit:
    """The process: the mean from the whole series with one size, then the sizes given the mean.

    With two sizes at once the steadier last quarter would decide on the mean of all others.
    """
    mean = fitted(as_one_period(series), {"size_after": 1.0}, scales=scales)
    return fitted(series, levels_of(mean), scales=scales)
