"""Running summaries of outcomes, so that memory does not hold every future of every model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.addresses import Address
from ceasefire.core.traced import Rows, Traced

_BINS = 2000  # of a probability: quantiles are exact to 1/2000
_MOST_KEPT = 100_000  # numbers from which quantiles are read: the first of the futures
_FEWEST = 30  # futures in a half, below which a difference of means says nothing
LOW_SHARE, HIGH_SHARE = 0.05, 0.95  # nine futures in ten lie between the two


@dataclass
class Tally:
    """Mean and quantiles of one outcome, filled block by block.

    Probabilities are counted in bins; of other outcomes the first 100,000 futures are kept as
    32-bit numbers, for quantiles. ``event`` says that the outcome either happens in a future or
    does not: its mean is all there is to know.
    """

    unit: str
    count: int = 0
    total: float = 0.0
    rows: Rows = frozenset()
    event: bool = False
    _bins: NDArray[np.int64] | None = None
    _kept: list[NDArray[np.float32]] = field(default_factory=list)
    _room: int = _MOST_KEPT

    def add(self, outcome: Traced) -> None:
        """Take in the values of a block."""
        self.event = outcome.values.dtype == np.bool_
        self.count += outcome.values.size
        self.rows |= outcome.rows
        if self.event:
            self.total += int(np.count_nonzero(outcome.values))
            return
        values = outcome.values.astype(float)
        self.total += float(values.sum())
        if self.unit == "probability":
            at = np.rint(values * _BINS).astype(np.int64)
            self._bins = np.bincount(at, minlength=_BINS + 1) + (
                0 if self._bins is None else self._bins
            )
        elif self._room > 0:
            self._kept.append(values[: self._room].astype(np.float32))
            self._room -= len(self._kept[-1])

    @property
    def mean(self) -> float:
        """Mean over all futures so far; NaN if there is none."""
        return self.total / self.count if self.count else float("nan")

    def interval(self) -> tuple[float, float]:
        """95 % interval of the share of futures in which an event happens (Wilson 1927)."""
        if not self.count:
            return 0.0, 1.0
        z, n, p = 1.96, self.count, self.mean
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * float(np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)))
        return 0.0 if p == 0 else middle - half, 1.0 if p == 1 else middle + half

    def quantile(self, share: float) -> float:
        """Value that ``share`` of the futures do not exceed."""
        if self.event:
            return float(self.count - self.total < share * self.count)
        if self._bins is not None:
            return int(np.searchsorted(self._bins.cumsum(), share * self.count)) / _BINS
        return float(np.quantile(np.concatenate(self._kept), share))


@dataclass
class Split:
    """Outcomes where one factor is high and where it is low.

    High means above its median, or, for a condition, met. Arrays have shape
    ``(outcomes, options)``: sums and sums of squares of each half.
    """

    counts: NDArray[np.float64]
    sums: NDArray[np.float64]
    squares: NDArray[np.float64]

    @classmethod
    def empty(cls, shape: tuple[int, int]) -> Split:
        """Return a split in which nothing was counted."""
        return cls(np.zeros(2), np.zeros((2, *shape)), np.zeros((2, *shape)))

    def add(self, high: NDArray[np.bool_], targets: NDArray[np.float64]) -> None:
        """Count a block; ``targets`` has shape ``(outcomes, options, count)``."""
        for half, where in enumerate((high, ~high)):
            share = where.astype(float)
            self.counts[half] += share.sum()
            self.sums[half] += targets @ share
            self.squares[half] += (targets * targets) @ share

    def means(self) -> NDArray[np.float64]:
        """Mean of each half, shape ``(2, outcomes, options)``; NaN for a half without futures."""
        counts = np.where(self.counts > 0, self.counts, np.nan)[:, None, None]
        return np.asarray(self.sums / counts)

    def spread(self) -> NDArray[np.float64]:
        """Standard error of the mean of each half, shape ``(2, outcomes, options)``."""
        counts = np.where(self.counts > 1, self.counts, np.nan)[:, None, None]
        variance = self.squares / counts - (self.sums / counts) ** 2
        return np.asarray(np.sqrt(np.maximum(variance, 0) / counts))

    def enough(self) -> bool:
        """Whether both halves hold enough futures to compare them."""
        return bool(self.counts.min() >= _FEWEST)

    def effect(self) -> NDArray[np.float64]:
        """Mean of the high half less that of the low half, shape ``(outcomes, options)``."""
        means = self.means()
        return np.asarray(means[0] - means[1])

    def error(self) -> NDArray[np.float64]:
        """Standard error of the effect, shape ``(outcomes, options)``."""
        return np.asarray(np.sqrt((self.spread() ** 2).sum(axis=0)))


def is_high(values: NDArray[Any], median: float) -> NDArray[np.bool_] | None:
    """Where a factor is above its median (or met); ``None`` if it does not vary.

    ``median`` is that of its law, so that no block has one of its own; a condition has none.
    """
    if values.dtype == np.bool_:
        return np.asarray(values) if 0 < values.sum() < values.size else None
    high = values > median
    return np.asarray(high) if high.any() else None


Splits = dict[Address, Split]
