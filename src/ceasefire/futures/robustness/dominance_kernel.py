"""Stochastic dominance of sorted outcomes, as compiled code."""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_over_draws
from ceasefire.futures.robustness.compared import Bools

Places = NDArray[np.int32]


@compiled
def dominates(one: Floats, other: Floats, slack: float) -> tuple[bool, bool]:
    """Whether sorted outcomes dominate others in the first and in the second order."""
    first, ahead, total = True, False, 0.0
    for place in range(one.shape[0]):
        difference = one[place] - other[place]
        total += difference
        first = first and difference >= -slack
        ahead = ahead or total > slack * (place + 1)
        if total < -slack * (place + 1):
            return False, False
    return first and total > 0, total >= 0 and (ahead or total > 0)


@compiled
def dominances(values: Floats, slack: float) -> tuple[Bools, Bools]:
    """Dominance of each row over each other; ``values`` sorted, ``(options, futures)``."""
    options = values.shape[0]
    first = np.zeros((options, options), np.bool_)
    second = np.zeros((options, options), np.bool_)
    for one in range(options):
        for other in range(options):
            if one != other:
                first[one, other], second[one, other] = dominates(values[one], values[other], slack)
    return first, second


@compiled_over_draws
def shares(values: Floats, order: Places, counts: Places, slack: float) -> tuple[Bools, Bools]:
    """Dominance in every resample.

    ``order`` has the future of each sorted value, ``counts`` how often a resample has each future,
    ``(resamples, futures)``. Returns first and second order, ``(resamples, options, options)``.
    """
    resamples, (options, futures) = counts.shape[0], values.shape
    first = np.zeros((resamples, options, options), np.bool_)
    second = np.zeros((resamples, options, options), np.bool_)
    for resample in prange(resamples):
        drawn = np.empty((options, futures))
        for option in range(options):
            length = 0
            for place in range(futures):
                for _ in range(counts[resample, order[option, place]]):
                    drawn[option, length] = values[option, place]
                    length += 1
        first[resample], second[resample] = dominances(drawn, slack)
    return first, second
