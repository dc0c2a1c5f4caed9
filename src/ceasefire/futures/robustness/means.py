"""Expected outcomes, their differences, and whether there are enough futures to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.robustness.compared import Compared

TWO_SIDED = 1.959963984540054  # standard errors of a 95 % interval
FEWEST = 30  # futures below which a mean has no normal interval
_RULE_OF_THREE = 3.0  # where n futures have no event, its share may still be 3/n
_ROUNDING = 1e-9  # of the range of an outcome


@dataclass(frozen=True)
class Expected:
    """Mean outcome of each option, and of each option less each other.

    ``mean`` and ``error`` (half-width of the 95 % interval of the mean) have shape ``(options,)``;
    ``difference[i, j]`` is the mean of option i less option j in the same futures, and
    ``difference_error`` its half-width, both ``(options, options)``. The interval is that of the
    mean of the futures drawn, not of the futures. Where a difference is the same in every future,
    its half-width is the range of the outcome times 3 over the futures (the rule of three; Hanley
    and Lippman-Hand 1983): that they never differ otherwise is not known.
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
    difference_error = _errors(of_difference, float(np.ptp(values)), futures)
    np.fill_diagonal(difference_error, 0)
    return Expected(
        compared.options, mean, TWO_SIDED * np.sqrt(variance / futures),
        mean[:, None] - mean[None, :], difference_error,
    )  # fmt: skip


def _errors(variance: Floats, size: float, futures: int) -> Floats:
    """Half-widths of differences; ``size`` is the range of the outcome."""
    flat = variance <= (_ROUNDING * size) ** 2
    normal = TWO_SIDED * np.sqrt(variance / futures)
    return np.asarray(np.where(flat, _RULE_OF_THREE * size / futures, normal))


@dataclass(frozen=True)
class Checkpoint:
    """The two best options after a number of futures.

    ``lead`` is by how much the leader is better (0 or more), ``error`` the half-width of its 95 %
    interval; ``enough`` says whether there are 30 futures or more, and the interval excludes 0 or
    stays within the tolerance.
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
        return self.told("{:.3g}".format)

    def told(self, words: Callable[[float], str]) -> str:
        """Whether there are enough futures, in words.

        Args:
            words: how a difference of the figure is printed.
        """
        last = self.checkpoints[-1]
        told = f"{last.leader} leads {last.second} by {words(last.lead)} ± {words(last.error)}"
        if last.lead == 0:
            told = f"{last.leader} and {last.second} are equal"
        if last.enough and last.lead <= last.error:
            told = f"{last.leader} and {last.second} differ by no more than {words(self.tolerance)}"
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
    while sizes[-1] // 2 >= FEWEST:
        sizes.append(sizes[-1] // 2)
    return sizes[::-1]


def _checkpoint(score: Floats, options: Sequence[str], tolerance: float) -> Checkpoint:
    first, second = np.argsort(-score.mean(axis=1), kind="stable")[:2]
    lead = score[first] - score[second]
    mean, futures = max(0.0, float(lead.mean())), len(lead)
    error = float(_errors(np.asarray(lead.var(ddof=1)), float(np.ptp(score)), futures))
    enough = futures >= FEWEST and (mean - error > 0 or mean + error <= tolerance)
    return Checkpoint(futures, options[first], options[second], mean, error, enough)


def _needed(last: Checkpoint, tolerance: float) -> int | None:
    """Futures at which the error, falling with their square root, would be small enough."""
    if last.enough:
        return last.futures
    allowed = max(last.lead, tolerance - last.lead)
    if allowed <= 0:
        return None
    return max(FEWEST, int(np.ceil(last.futures * (last.error / allowed) ** 2)) + 1)
