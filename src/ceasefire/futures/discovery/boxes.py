"""Boxes: limits on factors, what a box holds, and how likely chance would give each limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.futures.discovery.factors import Bools, Factors, Frame, Ints, Level

if TYPE_CHECKING:
    from ceasefire.futures.discovery.prim_state import Data

_NAN = float("nan")


@dataclass(frozen=True)
class Limit:
    """What a box asks of one factor.

    A number stands in ``low <= value <= high`` (infinite: no limit on that side). A category is one
    of ``kept``, not one of ``dropped``; both are empty for a number. The quasi p-values say how
    likely a box without this limit would, by chance alone, give a subset as dense as this one
    (Bryant and Lempert 2010: a one-sided binomial test); NaN where there is no limit. They are not
    p-values of a test planned beforehand: the limits were picked because they look good.
    """

    factor: str
    low: float = -np.inf
    high: float = np.inf
    kept: tuple[Level, ...] = ()
    dropped: tuple[Level, ...] = ()
    p_low: float = _NAN
    p_high: float = _NAN
    p_kept: float = _NAN

    @property
    def sides(self) -> dict[str, float]:
        """Quasi p-value of each limit there is: ``low`` and ``high``, or ``kept``."""
        if self.kept:
            return {"kept": self.p_kept}
        ends = {"low": (self.low, self.p_low), "high": (self.high, self.p_high)}
        return {side: p for side, (end, p) in ends.items() if np.isfinite(end)}


@dataclass(frozen=True)
class Box:
    """A box with what it holds.

    ``inside`` futures, ``hits`` of them of interest; ``coverage`` is the share of all futures of
    interest that are in it, ``density`` (purity) the share of its futures that are of interest,
    ``mass`` the share of all futures that are in it; all 0 to 1.
    """

    limits: tuple[Limit, ...]
    inside: int
    hits: int
    coverage: float
    density: float
    mass: float

    @property
    def restricted(self) -> tuple[str, ...]:
        """Names of the factors that it restricts."""
        return tuple(limit.factor for limit in self.limits)

    @property
    def balance(self) -> float:
        """Harmonic mean of coverage and density (the F measure), 0 to 1."""
        both = self.coverage + self.density
        return 2 * self.coverage * self.density / both if both else 0.0

    def contains(self, frame: Frame) -> Bools:
        """Say which futures of a data frame are in the box, shape ``(futures,)``."""
        found = np.ones(len(next(iter(frame.values()))), dtype=np.bool_)
        for limit in self.limits:
            column = frame[limit.factor]
            if limit.kept:
                found &= np.isin(column, limit.kept)
            else:
                found &= (column >= limit.low) & (column <= limit.high)
        return found


@dataclass(frozen=True)
class Bounds:
    """Limits of one box as arrays.

    ``low`` and ``high`` have shape ``(numbers,)``; ``kept`` has the bits of the levels kept, shape
    ``(categories,)``.
    """

    low: Floats
    high: Floats
    kept: Ints

    def without(self, factors: Factors, factor: str, side: str) -> Bounds:
        """The same limits but one."""
        low, high, kept = self.low.copy(), self.high.copy(), self.kept.copy()
        if side == "kept":
            column = factors.categories.index(factor)
            kept[column] = (1 << int(factors.level_counts[column])) - 1
        elif side == "low":
            low[factors.numbers.index(factor)] = -np.inf
        else:
            high[factors.numbers.index(factor)] = np.inf
        return Bounds(low, high, kept)


@dataclass(frozen=True)
class Sample:
    """Futures that are searched.

    ``wanted`` says which are of interest, ``weights`` how often each counts (0: left out), both of
    shape ``(futures,)``; ``futures`` and ``of_interest`` are the totals (in weights) of which mass
    and coverage are shares.
    """

    factors: Factors
    wanted: Bools
    weights: Ints
    futures: int
    of_interest: int

    @classmethod
    def of(cls, factors: Factors, wanted: Bools, weights: Ints) -> Sample:
        """A sample that is its own total."""
        return cls(factors, wanted, weights, int(weights.sum()), int(weights[wanted].sum()))

    def without(self, inside: Bools) -> Sample:
        """The same sample with some futures left out; the totals stay."""
        weights = np.where(inside, 0, self.weights)
        return Sample(self.factors, self.wanted, weights, self.futures, self.of_interest)

    def box(self, bounds: Bounds) -> Box:
        """Count what is in a box, and test each of its limits."""
        counts = _counts(self, bounds)
        inside, hits = (int(count) for count in counts[-1])
        limits = tuple(_limits(self.factors, bounds, chances(counts[:-1], inside, hits)))
        return Box(
            limits, inside, hits, hits / self.of_interest, hits / inside if inside else 0.0,
            inside / self.futures,
        )  # fmt: skip


def _counts(sample: Sample, bounds: Bounds) -> Ints:
    from ceasefire.futures.discovery.prim_state import without_each  # noqa: PLC0415 - numba

    kernel_data = data_of(sample)
    return without_each(kernel_data, sample.weights, bounds.low, bounds.high, bounds.kept)


def data_of(sample: Sample) -> Data:
    """Lay out a sample for the compiled kernels."""
    from ceasefire.futures.discovery.prim_state import Data  # noqa: PLC0415 - numba

    factors = sample.factors
    return Data(
        factors.values, factors.order, factors.codes, factors.level_counts, factors.whole,
        sample.wanted,
    )  # fmt: skip


def chances(without: Ints, inside: int, hits: int) -> Floats:
    """Quasi p-values of limits.

    The chance that ``inside`` futures drawn with the density of the box without the limit have
    ``hits`` or more of interest (Bryant and Lempert 2010, section 3.3).

    Args:
        without: futures and hits of the box without each limit, shape ``(limits, 2)``.
        inside: futures in the box.
        hits: of them, those of interest.
    """
    from scipy.special import betainc  # noqa: PLC0415 - slow to load

    if hits == 0 or inside == 0:
        return np.ones(len(without))
    density = without[:, 1] / without[:, 0]
    return np.asarray(betainc(hits, inside - hits + 1, density), dtype=np.float64)


def _limits(factors: Factors, bounds: Bounds, chance: Floats) -> Iterator[Limit]:
    for row, name in enumerate(factors.numbers):
        low, high = float(bounds.low[row]), float(bounds.high[row])
        if np.isfinite(low) or np.isfinite(high):
            p_high, p_low = (float(p) for p in chance[2 * row : 2 * row + 2])
            yield Limit(
                name, low, high, p_low=p_low if np.isfinite(low) else _NAN,
                p_high=p_high if np.isfinite(high) else _NAN,
            )  # fmt: skip
    for column, name in enumerate(factors.categories):
        levels, bits = factors.levels[column], int(bounds.kept[column])
        dropped = tuple(level for place, level in enumerate(levels) if not bits >> place & 1)
        if dropped:
            kept = tuple(level for level in levels if level not in dropped)
            p = float(chance[2 * len(factors.numbers) + column])
            yield Limit(name, kept=kept, dropped=dropped, p_kept=p)


def pruned(sample: Sample, bounds: Bounds, level: float) -> tuple[Bounds, Box]:
    """Drop limits, the likeliest by chance first, until all that are left are unlikely.

    Args:
        sample: the futures.
        bounds: limits of the box.
        level: quasi p-value above which a limit goes; it is shared out over all limits that could
            have been picked (two for each number, one for each category), as they were picked
            for looking good. 1 drops none.
    """
    factors = sample.factors
    each = level / (2 * len(factors.numbers) + len(factors.categories))
    while True:
        box = sample.box(bounds)
        sides = [(p, limit.factor, side) for limit in box.limits for side, p in limit.sides.items()]
        worst = max(sides, default=(0.0, "", ""))
        if worst[0] <= each or level >= 1:
            return bounds, box
        bounds = bounds.without(factors, worst[1], worst[2])
