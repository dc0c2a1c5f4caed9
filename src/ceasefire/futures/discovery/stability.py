"""How far a box can be trusted: the search repeated in bootstrap resamples of the futures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.discovery.boxes import Bounds, Sample, data_of
from ceasefire.futures.discovery.factors import Frame, Ints, Level
from ceasefire.futures.discovery.prim import (
    Found,
    Rule,
    Settings,
    Trajectory,
    chosen_from,
    how_of,
    whole_sample,
)

_ENDS = (5, 50, 95)  # percentiles told of a limit


@dataclass(frozen=True)
class Spread:
    """A number over the resamples: its 5th, 50th and 95th percentile."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Restricted:
    """How often a factor is restricted in resamples, and where its limits then lie.

    ``share`` is the share of resamples whose box restricts it (0 to 1), ``low_share`` and
    ``high_share`` those in which it has this limit; ``low`` and ``high`` spread over these
    (``None`` where there is none); ``kept`` has, for each level of a category, the share of all
    resamples whose box keeps it.
    """

    factor: str
    share: float
    low_share: float
    high_share: float
    low: Spread | None
    high: Spread | None
    kept: dict[Level, float]


@dataclass(frozen=True)
class Stability:
    """What resamples say of a search.

    ``factors`` come by the share of resamples that restrict them, most first. ``coverage`` and
    ``density`` spread over the boxes of the resamples, each measured on the futures that its
    resample left out (about 37 %), so that they do not flatter.
    """

    factors: tuple[Restricted, ...]
    coverage: Spread
    density: Spread
    resamples: int


def resampled(
    frame: Frame, of_interest: NDArray[np.generic], *, rule: Rule | None = None,
    settings: Settings | None = None, resamples: int = 20, seed: int = 0,
) -> Stability:  # fmt: skip
    """Search again in resamples of the futures, drawn with replacement.

    Args:
        frame: values of each factor, shape ``(futures,)``.
        of_interest: whether each future is of interest, shape ``(futures,)``; NaN: not defined.
        rule: which box of each trajectory is told.
        settings: of the search.
        resamples: how many, 2 or more.
        seed: of the resamples.

    Raises:
        CeasefireError: the factors or the outcome cannot be searched, or too few resamples.
    """
    if resamples < 2:  # noqa: PLR2004 - one has no spread
        msg = f"{resamples} resamples say nothing of a spread"
        raise CeasefireError(msg, "take 20 or more")
    sample = whole_sample(frame, of_interest)
    weights = _weights(sample, resamples, seed)
    found = [
        chosen_from(trajectory, rule or Rule())
        for trajectory in _trajectories(sample, weights, settings or Settings())
    ]
    left_out = (weights == 0) & (sample.weights > 0)
    checked = [
        Sample.of(sample.factors, sample.wanted, out.astype(np.int64)).box(one.bounds)
        for one, out in zip(found, left_out, strict=True)
        if sample.wanted[out].any()
    ]
    factors = [*_numbers(sample, found), *_categories(sample, found)]
    return Stability(
        tuple(sorted(factors, key=lambda factor: -factor.share)),
        _spread([box.coverage for box in checked]),
        _spread([box.density for box in checked if box.inside]),
        resamples,
    )


def _weights(sample: Sample, resamples: int, seed: int) -> Ints:
    """How often each future is drawn, shape ``(resamples, futures)``."""
    rng = np.random.default_rng(seed)
    defined = np.flatnonzero(sample.weights)
    weights = np.zeros((resamples, len(sample.weights)), dtype=np.int64)
    for row in weights:
        while not 0 < row[sample.wanted].sum() < len(defined):
            row[defined] = np.bincount(
                rng.integers(0, len(defined), len(defined)), minlength=len(defined)
            )
    return weights


def _trajectories(sample: Sample, weights: Ints, settings: Settings) -> list[Trajectory]:
    from ceasefire.futures.discovery.prim_kernel import follow_all  # noqa: PLC0415 - numba
    from ceasefire.futures.discovery.prim_state import Path  # noqa: PLC0415

    how, rows = how_of(sample, settings)
    numbers, categories = len(sample.factors.numbers), len(sample.factors.categories)
    shape = (len(weights), rows)
    paths = Path(
        np.empty((*shape, numbers)), np.empty((*shape, numbers)),
        np.empty((*shape, categories), np.int64), np.empty(shape, np.int64),
        np.empty(shape, np.int64),
    )  # fmt: skip
    boxes = follow_all(data_of(sample), weights, how, paths)
    return [
        Trajectory(
            Sample.of(sample.factors, sample.wanted, weights[one]), paths.low[one, :count],
            paths.high[one, :count], paths.kept[one, :count], paths.inside[one, :count],
            paths.hits[one, :count],
        )
        for one, count in enumerate(boxes.tolist())
    ]  # fmt: skip


def _spread(values: list[float] | Floats) -> Spread:
    if len(values) == 0:
        return Spread(np.nan, np.nan, np.nan)
    low, middle, high = (float(end) for end in np.percentile(np.asarray(values), _ENDS))
    return Spread(low, middle, high)


def _numbers(sample: Sample, found: list[Found]) -> list[Restricted]:
    lows = np.array([one.bounds.low for one in found])
    highs = np.array([one.bounds.high for one in found])
    limited = np.isfinite(lows), np.isfinite(highs)
    told = []
    for row, name in enumerate(sample.factors.numbers):
        at_low, at_high = limited[0][:, row], limited[1][:, row]
        told.append(Restricted(
            name, float((at_low | at_high).mean()), float(at_low.mean()), float(at_high.mean()),
            _spread(lows[at_low, row]) if at_low.any() else None,
            _spread(highs[at_high, row]) if at_high.any() else None, {},
        ))  # fmt: skip
    return told


def _categories(sample: Sample, found: list[Found]) -> list[Restricted]:
    told = []
    for column, name in enumerate(sample.factors.categories):
        kept = np.array([_kept(one.bounds, column, sample) for one in found])
        shares = dict(zip(sample.factors.levels[column], kept.mean(axis=0).tolist(), strict=True))
        share = float((~kept.all(axis=1)).mean())
        told.append(Restricted(name, share, 0.0, 0.0, None, None, shares))
    return told


def _kept(bounds: Bounds, column: int, sample: Sample) -> list[bool]:
    bits = int(bounds.kept[column])
    return [bool(bits >> place & 1) for place in range(len(sample.factors.levels[column]))]
