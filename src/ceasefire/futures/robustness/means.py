"""Expected outcomes, their differences, and whether there are enough futures to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.robustness.compared import Compared

TWO_SIDED = 1.959963984540054  # standard errors of a 95 % interval
_FEWEST = 30  # futures below which a mean has no normal interval


@dataclass(frozen=True)
class Expected:
    """Mean outcome of each option, and of each option less each other.

    ``mean`` and ``error`` (half-width of the 95 % interval of the mean) have shape ``(options,)``;
    ``difference[i, j]`` is the mean of option i less option j in the same futures, and
    ``difference_error`` its half-width, both ``(options, options)``. The interval is that of the
    mean of the futures drawn, not of the futures.
    """

    options: tuple[str, ...]
    mean: Floats
    error: Floats
    difference: Floats
    difference_error: Floats


def expected(compared: Compared) -> Expected:
    """Means with 95 % intervals; differences are paired, as options share their futures."""
    values, futures = compared.values, compared.futures
    mean = values.mean(axis=1)
    centred = values - mean[:, None]
    covariance = centred @ centred.T / (futures - 1)
    variance = np.diag(covariance)
    of_difference = np.maximum(variance[:, None] + variance[None, :] - 2 * covariance, 0)
    np.fill_diagonal(of_difference, 0)
    return Expected(
        compared.options, mean, TWO_SIDED * np.sqrt(variance / futures),
        mean[:, None] - mean[None, :], TWO_SIDED * np.sqrt(of_difference / futures),
    )  # fmt: skip


@dataclass(frozen=True)
class Checkpoint:
    """The two best options after a number of futures.

    ``lead`` is by how much the leader is better (0 or more), ``error`` the half-width of its 95 %
    interval; ``enough`` says whether the interval excludes 0 or stays within the tolerance.
    """

    futures: int
    leader: str
    second: str
    lead: float
    error: float
    enough: bool


@dataclass(frozen=True)
class Convergence:
    """How a comparison settles as futures are added.

    ``checkpoints`` double up to all futures; ``needed`` estimates how many futures would be enough
    if the lead stays as it is (``None`` where no number would do). ``settled_at`` is the number of
    futures from which on the leader stays the same.
    """

    checkpoints: tuple[Checkpoint, ...]
    tolerance: float
    needed: int | None
    settled_at: int

    @property
    def enough(self) -> bool:
        """Whether all futures together are enough."""
        return self.checkpoints[-1].enough

    @property
    def sentence(self) -> str:
        """Whether there are enough futures, in words."""
        last = self.checkpoints[-1]
        told = f"{last.leader} leads {last.second} by {last.lead:.3g} ± {last.error:.2g}"
        if last.enough and last.lead <= last.error:
            told = f"{last.leader} and {last.second} differ by no more than {self.tolerance:.3g}"
        if last.enough:
            return f"{last.futures:,} futures are enough: {told}"
        more = f"; about {self.needed:,} would be" if self.needed else ""
        return f"{last.futures:,} futures are not enough: {told}{more}"


def convergence(
    figure: Floats, options: Sequence[str], *, higher_is_better: bool, tolerance: float = 0.0
) -> Convergence:
    """Whether a figure that is a mean over futures tells the two best options apart.

    Args:
        figure: what is averaged, shape ``(options, futures)`` in the order drawn: an outcome, a
            regret, whether targets are met.
        options: two or more.
        higher_is_better: its direction.
        tolerance: a lead within which it does not matter who leads, in the figure's unit.

    Raises:
        CeasefireError: fewer than two options, or fewer than 2 futures.
    """
    if len(options) < 2 or figure.shape[1] < 2:  # noqa: PLR2004 - a lead needs two
        msg = f"{len(options)} options in {figure.shape[1]} futures have no lead"
        raise CeasefireError(msg, "compare two options or more in two futures or more")
    score = figure if higher_is_better else -figure
    sizes = _sizes(score.shape[1])
    checkpoints = tuple(_checkpoint(score[:, :size], options, tolerance) for size in sizes)
    last = checkpoints[-1]
    settled = last.futures
    for checkpoint in reversed(checkpoints):
        if checkpoint.leader != last.leader:
            break
        settled = checkpoint.futures
    return Convergence(checkpoints, tolerance, _needed(last, tolerance), settled)


def _sizes(futures: int) -> list[int]:
    sizes = [futures]
    while sizes[-1] // 2 >= _FEWEST:
        sizes.append(sizes[-1] // 2)
    return sizes[::-1]


def _checkpoint(score: Floats, options: Sequence[str], tolerance: float) -> Checkpoint:
    first, second = np.argsort(-score.mean(axis=1), kind="stable")[:2]
    lead = score[first] - score[second]
    mean, futures = max(0.0, float(lead.mean())), len(lead)
    error = TWO_SIDED * float(lead.std(ddof=1)) / futures**0.5
    enough = futures >= min(_FEWEST, score.shape[1]) and (
        mean - error > 0 or mean + error <= tolerance
    )
    return Checkpoint(futures, options[first], options[second], mean, error, enough)


def _needed(last: Checkpoint, tolerance: float) -> int | None:
    """Futures at which the error, falling with their square root, would be small enough."""
    if last.enough:
        return last.futures
    allowed = max(last.lead, tolerance - last.lead)
    if allowed <= 0 or last.error == 0:
        return None
    return int(np.ceil(last.futures * (last.error / allowed) ** 2)) + 1
