"""A small classification tree (CART): its leaves are boxes too, and together they cover everything.

Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression Trees": the split that
lowers the Gini impurity most; the levels of a category are put in the order of their share of
interest, so that one cut finds the best of all groupings (their theorem 4.5). It is our own, for
scikit-learn would bring some 40 MB and half a second of loading for one small function.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.errors import CeasefireError
from ceasefire.futures.discovery.boxes import Bounds, Box, Sample, data_of
from ceasefire.futures.discovery.factors import Bools, Frame
from ceasefire.futures.discovery.prim import whole_sample

_DEEPEST = 10


@dataclass(frozen=True)
class Tree:
    """Leaves of a tree, those that hold most futures of interest first.

    Every future is in exactly one leaf. A leaf's quasi p-values are those of its limits one by
    one, as in PRIM. ``base`` is the share of interest among all; ``undefined`` counts futures
    left out because the outcome is not defined.
    """

    leaves: tuple[Box, ...]
    base: float
    futures: int
    undefined: int

    def of_interest(self, density: float) -> tuple[Box, ...]:
        """Leaves that are at least so pure (0 to 1)."""
        return tuple(leaf for leaf in self.leaves if leaf.density >= density)


@dataclass(frozen=True)
class Growth:
    """When a tree stops: its depth, the least mass of a leaf, the least share of impurity won."""

    depth: int = 4
    least_mass: float = 0.05
    least_gain: float = 0.005

    def __post_init__(self) -> None:
        if not 1 <= self.depth <= _DEEPEST:
            msg = f"a tree of depth {self.depth} cannot be told"
            raise CeasefireError(msg, f"give a depth from 1 to {_DEEPEST}; 4 is usual")


@dataclass(frozen=True)
class Split:
    """A cut of one factor: numbers at most ``limit`` go left, or levels whose bits are set."""

    column: int
    limit: float
    left: int
    gain: float


def grow(frame: Frame, of_interest: NDArray[np.generic], growth: Growth | None = None) -> Tree:
    """Grow a tree and return its leaves.

    Args:
        frame: values of each factor, shape ``(futures,)``; see ``factors_of``.
        of_interest: whether each future is of interest, shape ``(futures,)``; NaN: not defined.
        growth: when it stops.

    Raises:
        CeasefireError: the factors or the outcome cannot be searched.
    """
    growth = growth or Growth()
    sample = whole_sample(frame, of_interest)
    numbers = len(sample.factors.numbers)
    everything = Bounds(
        np.full(numbers, -np.inf), np.full(numbers, np.inf),
        (np.int64(1) << sample.factors.level_counts) - 1,
    )  # fmt: skip
    nodes, leaves = [(sample.weights > 0, everything, 0)], list[Bounds]()
    while nodes:
        members, bounds, depth = nodes.pop()
        split = _best_split(sample, members, growth) if depth < growth.depth else None
        if split is None:
            leaves.append(bounds)
            continue
        left = members & _goes_left(sample, split)
        for side, part in zip(_parts(sample, bounds, split), (left, members & ~left), strict=True):
            nodes.append((part, side, depth + 1))
    boxes = sorted((sample.box(leaf) for leaf in leaves), key=lambda box: -box.hits)
    base = sample.of_interest / sample.futures
    return Tree(tuple(boxes), base, sample.futures, sample.factors.futures - sample.futures)


def _best_split(sample: Sample, members: Bools, growth: Growth) -> Split | None:
    """The split of a node that lowers the sum of impurities most, if it is enough."""
    from ceasefire.futures.discovery.tree_kernel import best_split  # noqa: PLC0415 - numba

    least = max(1, int(np.ceil(growth.least_mass * sample.futures)))
    column, limit, left, gain = best_split(data_of(sample), members, least)
    share = sample.of_interest / sample.futures
    enough = growth.least_gain * sample.futures * 2 * share * (1 - share)
    return Split(column, limit, left, gain) if column >= 0 and gain >= enough else None


def _goes_left(sample: Sample, split: Split) -> Bools:
    numbers = len(sample.factors.numbers)
    if split.column < numbers:
        return np.asarray(sample.factors.values[split.column] <= split.limit)
    bits = split.left >> sample.factors.codes[split.column - numbers].astype(np.int64)
    return np.asarray(bits & 1 == 1)


def _parts(sample: Sample, bounds: Bounds, split: Split) -> tuple[Bounds, Bounds]:
    """Limits of the left and of the right part."""
    numbers = len(sample.factors.numbers)
    if split.column >= numbers:
        left, right = bounds.kept.copy(), bounds.kept.copy()
        left[split.column - numbers] &= split.left
        right[split.column - numbers] &= ~split.left
        return replace(bounds, kept=left), replace(bounds, kept=right)
    high, low = bounds.high.copy(), bounds.low.copy()
    high[split.column] = split.limit
    whole = sample.factors.whole[split.column]
    low[split.column] = split.limit + 1 if whole else np.nextafter(split.limit, np.inf)
    return replace(bounds, high=high), replace(bounds, low=low)
