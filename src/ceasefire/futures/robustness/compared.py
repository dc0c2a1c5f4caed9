"""What is compared: one outcome of several options in the same futures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError

Bools = NDArray[np.bool_]
LEAST_DEFINED = 0.5
_FEWEST = 2


@dataclass(frozen=True)
class Compared:
    """One outcome of options in futures where all of them have it.

    ``values`` has shape ``(options, futures)`` without NaN; column i is the same future for every
    option (common random numbers). ``kept`` says which of the futures given are compared, shape
    ``(given,)``; ``set_aside`` has the options that are not compared, with the share of futures in
    which they have the outcome (0 to 1).
    """

    options: tuple[str, ...]
    values: Floats
    higher_is_better: bool
    kept: Bools
    set_aside: dict[str, float]

    @property
    def score(self) -> Floats:
        """Values turned so that more is better, shape ``(options, futures)``."""
        return self.values if self.higher_is_better else -self.values

    @property
    def futures(self) -> int:
        """How many futures are compared."""
        return int(self.values.shape[1])

    @property
    def left_out(self) -> int:
        """How many of the futures given are left out: some option compared lacks the outcome."""
        return len(self.kept) - self.futures

    @property
    def notes(self) -> tuple[str, ...]:
        """What is not compared, in words; empty where everything is."""
        told = [
            f"{option} is not compared: it has the outcome in {share * 100:.0f} % of futures"
            for option, share in self.set_aside.items()
        ]
        if self.left_out:
            told.append(
                f"{self.left_out:,} of {len(self.kept):,} futures are left out: "
                "some option does not have the outcome there"
            )
        return tuple(told)

    def where(self, mask: Bools) -> Compared:
        """The same comparison over some of the futures given, ``mask`` of shape ``(given,)``.

        Raises:
            CeasefireError: fewer than 2 futures are left.
        """
        inside = mask[self.kept]
        if inside.sum() < _FEWEST:
            raise _too_few(int(inside.sum()))
        return replace(self, values=self.values[:, inside], kept=self.kept & mask)


def compare(
    values: Floats, options: Sequence[str], *, higher_is_better: bool,
    least_defined: float = LEAST_DEFINED,
) -> Compared:  # fmt: skip
    """Choose the futures in which options can be compared fairly.

    An option that has the outcome in fewer than ``least_defined`` of the futures is set aside; the
    others are compared in the futures where every one of them has it, so that none gains by being
    undefined where it would do badly.

    Args:
        values: shape ``(options, futures)``; NaN where the outcome is not defined.
        options: their ids.
        higher_is_better: the direction of the outcome.
        least_defined: share of futures, 0 to 1.

    Raises:
        CeasefireError: the shape is wrong, a value is infinite, or too few futures are left.
    """
    values = np.asarray(values, dtype=np.float64)
    if values.ndim != 2 or len(values) != len(options) or len(set(options)) != len(options):  # noqa: PLR2004
        msg = f"{len(options)} options have values of shape {values.shape}"
        raise CeasefireError(msg, "give one row of values for each option, each option once")
    if np.isinf(values).any():
        msg = "an outcome is infinite"
        raise CeasefireError(msg, "give NaN where it is not defined")
    defined = ~np.isnan(values)
    shares = defined.mean(axis=1) if values.shape[1] else np.zeros(len(values))
    enough = (shares >= least_defined) & (shares > 0)
    kept = np.asarray(defined[enough].all(axis=0))
    if not enough.any() or kept.sum() < _FEWEST:
        raise _too_few(int(kept.sum()) if enough.any() else 0)
    return Compared(
        tuple(option for option, keep in zip(options, enough, strict=True) if keep),
        np.ascontiguousarray(values[np.ix_(enough, kept)]), higher_is_better, kept,
        {o: float(s) for o, s, keep in zip(options, shares, enough, strict=True) if not keep},
    )  # fmt: skip


def _too_few(futures: int) -> CeasefireError:
    msg = f"options cannot be compared in {futures} futures"
    return CeasefireError(msg, "run more futures, or compare an outcome that options have")
