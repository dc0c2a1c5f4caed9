"""Slices of a factor: what futures with nearly the same value of it have in common."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.futures.discovery.factors import Ints


def sliced(column: NDArray[np.generic], slices: int) -> Ints:
    """Number of the slice of each future, from 0 without gaps, shape ``(futures,)``.

    Slices of a number have equally many futures as far as ties allow: equal values stay together.
    Categories and switches, and numbers with few values, have one slice for each.
    """
    levels, places, counts = np.unique(column, return_inverse=True, return_counts=True)
    if column.dtype.kind not in "fiu" or len(levels) <= slices:
        return np.asarray(places, dtype=np.int64)
    middle = np.cumsum(counts) - (counts + 1) / 2
    slice_of_level = np.floor(middle * slices / len(column)).astype(np.int64)
    without_gaps = np.unique(slice_of_level, return_inverse=True)[1]
    return np.asarray(without_gaps[places], dtype=np.int64)


def slice_sums(slice_of: Ints, values: Floats) -> tuple[Floats, Floats]:
    """Count and add up values by slice; NaN is left out.

    Args:
        slice_of: slice of each future, shape ``(futures,)``.
        values: shape ``(futures, outcomes)``.

    Returns:
        Counts and sums, both of shape ``(slices, outcomes)``.
    """
    from ceasefire.futures.discovery.slices_kernel import add_up  # noqa: PLC0415 - numba

    shape = (int(slice_of.max()) + 1, values.shape[1])
    counts, sums = np.zeros(shape), np.zeros(shape)
    if np.isnan(values).any():
        add_up(slice_of, np.where(np.isnan(values), 0.0, 1.0), counts)
        add_up(slice_of, np.nan_to_num(values), sums)
    else:
        counts += np.bincount(slice_of, minlength=len(counts))[:, None]
        add_up(slice_of, values, sums)
    return counts, sums
