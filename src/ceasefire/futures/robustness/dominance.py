"""Stochastic dominance: options that are better whatever one's taste for risk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.robustness.compared import Bools, Compared

_ROUNDING = 1e-12


@dataclass(frozen=True)
class Dominance:
    """Which option dominates which; all arrays have shape ``(options, options)``, row over column.

    First order: every quantile of the row's outcome is at least as good, and the mean better;
    anyone who prefers more prefers it (Quirk and Saposnik 1962). Second order: the mean of the
    worst share is at least as good for every share; anyone who also dislikes risk prefers it
    (Hadar and Russell 1969). Both allow ``tolerance`` in the outcome's unit, but never a worse
    mean. ``first_share`` and ``second_share`` are the shares of resamples of the futures (the same
    for all options) in which it holds: near 1 it does not hang on the futures drawn.
    """

    options: tuple[str, ...]
    tolerance: float
    first: Bools
    second: Bools
    first_share: Floats
    second_share: Floats

    @property
    def undominated(self) -> tuple[str, ...]:
        """Options that no other dominates in the second order."""
        beaten = np.asarray(self.second.any(axis=0))
        return tuple(one for one, out in zip(self.options, beaten, strict=True) if not out)


def dominance(
    compared: Compared, *, tolerance: float = 0.0, resamples: int = 100, seed: int = 0
) -> Dominance:
    """Find which option dominates which.

    Args:
        compared: options in their futures.
        tolerance: by how much a quantile (first order) or the mean of a worst share (second) may
            be worse, 0 or more.
        resamples: of the futures, in pairs.
        seed: of the resamples.

    Raises:
        CeasefireError: the tolerance is negative.
    """
    if not tolerance >= 0:
        msg = f"a tolerance of {tolerance:g} cannot be"
        raise CeasefireError(msg, "give 0 or more, in the unit of the outcome")
    from ceasefire.futures.robustness.dominance_kernel import (  # noqa: PLC0415 - numba
        dominances,
        shares,
    )

    score, futures = compared.score, compared.futures
    order = np.argsort(score, axis=1, kind="stable")
    values = np.take_along_axis(score, order, axis=1)
    slack = max(tolerance, _ROUNDING * float(np.abs(values).max(initial=0)))
    first, second = dominances(values, slack)
    rng = np.random.default_rng(seed)
    counts = np.empty((resamples, futures), dtype=np.int32)
    for row in counts:
        row[:] = np.bincount(rng.integers(0, futures, futures), minlength=futures)
    first_count, second_count = shares(values, order.astype(np.int32), counts, slack)
    return Dominance(
        compared.options, tolerance, first, second,
        first_count.sum(axis=0) / resamples, second_count.sum(axis=0) / resamples,
    )  # fmt: skip
