"""The value of knowing: how much better one could choose if a factor were known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.discovery.factors import Ints
from ceasefire.futures.discovery.slices import slice_sums, sliced
from ceasefire.futures.robustness.compared import Compared

_SLICES = 20
CLEAR = 3.0  # standard deviations of chance: a dozen factors and more are tried at once
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Knowing:
    """What it is worth to know one factor before choosing, in the outcome's unit.

    ``value`` is the expected value of partial perfect information: by how much the expected
    outcome of the best choice rises. It is ``found`` (the estimate from slices of the factor) less
    ``by_chance`` (what slices of a shuffled factor give), within 0 and the value of knowing
    everything. ``unlikely`` is the share of shuffles that give as much as was found: above 0.05
    the factor may tell nothing. ``spread`` is the standard deviation of what shuffles give.
    """

    factor: str
    value: float
    found: float
    by_chance: float
    unlikely: float
    spread: float

    @property
    def clear(self) -> bool:
        """Whether it tells more than chance does, by three standard deviations of chance."""
        return self.value > 0 and self.found - self.by_chance > max(CLEAR * self.spread, _ROUNDING)


@dataclass(frozen=True)
class Knowledge:
    """The value of knowing everything (perfect information), and factors, the worthiest first."""

    everything: float
    factors: tuple[Knowing, ...]


def value_of_everything(compared: Compared) -> float:
    """Expected value of perfect information: the mean regret of the option with the least."""
    score = compared.score
    return max(0.0, float(score.max(axis=0).mean() - score.mean(axis=1).max()))


def value_of_knowing(
    compared: Compared, frame: Mapping[str, NDArray[np.generic]], *, shuffles: int = 20,
    seed: int = 0,
) -> Knowledge:  # fmt: skip
    """Estimate what it is worth to know each factor.

    Futures are cut into slices by the factor (20 with equally many futures, or one for each level
    of a category); in each slice one would choose the option with the best mean there (Strong and
    Oakley 2013, Medical Decision Making 33). Choosing by noisy means looks better than it is,
    which the same with shuffled slices measures.

    Args:
        compared: options in their futures.
        frame: values of each factor, shape ``(given,)``; the rival model that is true may be one.
        shuffles: how many, 2 or more.
        seed: of the shuffles.

    Raises:
        CeasefireError: a factor has another number of futures.
    """
    wrong = [name for name, column in frame.items() if len(column) != len(compared.kept)]
    if wrong:
        msg = f"factors with another number of futures than the outcome: {', '.join(wrong)}"
        raise CeasefireError(msg, "give one value for each future")
    everything = value_of_everything(compared)
    shifted = compared.score - compared.score.mean(axis=1).max()
    score = np.ascontiguousarray(shifted.T)
    rng = np.random.default_rng(seed)
    shuffled: dict[tuple[int, ...], Floats] = {}
    told = []
    for name, column in frame.items():
        slice_of = sliced(column[compared.kept], _SLICES)
        sizes = np.sort(np.bincount(slice_of))
        key = tuple(sizes.tolist())
        if key not in shuffled:  # chance depends on the sizes of the slices alone
            in_order = np.repeat(np.arange(len(sizes)), sizes)
            shuffled[key] = np.array([
                _found(rng.permutation(in_order), score) for _ in range(shuffles)
            ])  # fmt: skip
        told.append(_knowing(name, _found(slice_of, score), shuffled[key], everything))
    return Knowledge(everything, tuple(sorted(told, key=lambda one: -one.value)))


def _found(slice_of: Ints, score: Floats) -> float:
    """Mean of the best means of the slices, less the best mean."""
    _, sums = slice_sums(slice_of, score)
    return float((sums.max(axis=1).sum() - sums.sum(axis=0).max()) / len(score))


def _knowing(name: str, found: float, by_chance: Floats, everything: float) -> Knowing:
    value = min(max(0.0, found - float(by_chance.mean())), everything)
    unlikely = float((by_chance >= found - 1e-15).mean())
    return Knowing(
        name, value, max(0.0, found), float(by_chance.mean()), unlikely, float(by_chance.std())
    )  # fmt: skip
