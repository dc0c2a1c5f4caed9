"""In what share of futures an option is good enough (satisficing)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError, near
from ceasefire.futures.robustness.compared import Bools
from ceasefire.futures.robustness.means import TWO_SIDED


@dataclass(frozen=True)
class Target:
    """An outcome that is good enough: at least, at most, or between two limits (included)."""

    outcome: str
    at_least: float = -np.inf
    at_most: float = np.inf

    def __post_init__(self) -> None:
        if not self.at_least <= self.at_most:
            msg = f"target on '{self.outcome}' asks for {self.at_least:g} to {self.at_most:g}"
            raise CeasefireError(msg, "give the lower limit first")


@dataclass(frozen=True)
class Met:
    """How often targets are met.

    ``share`` is the share of futures in which an option meets all of them at once, with its 95 %
    interval ``low`` to ``high`` (Wilson 1927), shape ``(options,)``; ``each`` has the share for
    each target alone, ``undefined`` the share of futures in which its outcome is not defined,
    shape ``(targets, options)``. Where an outcome is not defined its target is not met.
    ``in_future`` says in which futures all are met, shape ``(options, futures)``.
    """

    options: tuple[str, ...]
    targets: tuple[Target, ...]
    share: Floats
    low: Floats
    high: Floats
    each: Floats
    undefined: Floats
    in_future: Bools


def targets_met(
    values: Mapping[str, Floats], options: Sequence[str], targets: Sequence[Target]
) -> Met:
    """Count in which futures each option meets all targets at once.

    Args:
        values: outcomes by name, each of shape ``(options, futures)``; NaN: not defined.
        options: their ids.
        targets: one or more.

    Raises:
        CeasefireError: no target, an unknown outcome, or a wrong shape.
    """
    if not targets:
        msg = "there is no target to meet"
        raise CeasefireError(msg, "give one or more")
    for target in targets:
        if target.outcome not in values:
            msg = f"target on '{target.outcome}', which is no outcome"
            raise CeasefireError(msg, near(target.outcome, values))
    shapes = {np.shape(values[target.outcome]) for target in targets}
    if len(shapes) > 1 or len(next(iter(shapes))) != 2 or next(iter(shapes))[0] != len(options):  # noqa: PLR2004
        msg = f"{len(options)} options have values of shape {' and '.join(map(str, shapes))}"
        raise CeasefireError(msg, "give (options, futures) for each outcome")
    alone = np.array([
        (values[one.outcome] >= one.at_least) & (values[one.outcome] <= one.at_most)
        for one in targets
    ])  # fmt: skip
    every = np.asarray(alone.all(axis=0))
    share = every.mean(axis=1)
    low, high = _wilson(share, every.shape[1])
    undefined = np.array([np.isnan(values[one.outcome]).mean(axis=1) for one in targets])
    return Met(
        tuple(options), tuple(targets), share, low, high, alone.mean(axis=2), undefined, every
    )


def _wilson(share: Floats, futures: int) -> tuple[Floats, Floats]:
    square = TWO_SIDED**2 / futures
    middle = (share + square / 2) / (1 + square)
    half = np.sqrt(share * (1 - share) * square + square**2 / 4) / (1 + square)
    return np.clip(middle - half, 0, share), np.clip(middle + half, share, 1)
