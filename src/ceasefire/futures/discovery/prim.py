"""The patient rule induction method (PRIM): a box is peeled, slice by slice, then pasted.

Friedman and Fisher (1999), "Bump hunting in high-dimensional data", Statistics and Computing 9;
as scenario discovery: Bryant and Lempert (2010), Technological Forecasting and Social Change 77.
A slice is chosen by the density it gains for each future it gives up, so that a category, which
can only go whole, is not preferred for its size (Kwakkel and Jaxa-Rozen 2016, Environmental
Modelling & Software 79).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.discovery.boxes import Bounds, Box, Sample, data_of, pruned
from ceasefire.futures.discovery.factors import Frame, Ints, factors_of, outcome_of

if TYPE_CHECKING:
    from ceasefire.futures.discovery.prim_state import How

_MOST_PASTES = 200


@dataclass(frozen=True)
class Settings:
    """How patient the search is.

    ``peel`` and ``paste`` are the shares of the futures at one end that go or come back in one
    step, ``least_mass`` the share of all futures that a box must keep; each between 0 and 1.
    """

    peel: float = 0.05
    paste: float = 0.05
    least_mass: float = 0.05

    def __post_init__(self) -> None:
        for name in ("peel", "paste", "least_mass"):
            value = getattr(self, name)
            if not 0 < value < 1:
                msg = f"setting '{name}' of the search is {value:g}, not between 0 and 1"
                raise CeasefireError(msg, "0.05 is usual")


@dataclass(frozen=True)
class Trajectory:
    """Boxes from all futures on, each a slice smaller; then those that pasting made larger.

    ``low`` and ``high`` have shape ``(boxes, numbers)``, ``kept`` (bits of levels)
    ``(boxes, categories)``; ``inside`` and ``hits`` ``(boxes,)``.
    """

    sample: Sample
    low: Floats
    high: Floats
    kept: Ints
    inside: Ints
    hits: Ints

    def __len__(self) -> int:
        return len(self.inside)

    @property
    def coverage(self) -> Floats:
        """Share of all futures of interest that each box holds, shape ``(boxes,)``."""
        return self.hits / self.sample.of_interest

    @property
    def density(self) -> Floats:
        """Share of each box's futures that are of interest, shape ``(boxes,)``."""
        return self.hits / np.maximum(self.inside, 1)

    @property
    def mass(self) -> Floats:
        """Share of all futures that each box holds, shape ``(boxes,)``."""
        return self.inside / self.sample.futures

    @property
    def restricted(self) -> Ints:
        """How many factors each box restricts, shape ``(boxes,)``."""
        everything = (1 << self.sample.factors.level_counts) - 1
        numbers = (np.isfinite(self.low) | np.isfinite(self.high)).sum(axis=1)
        return np.asarray(numbers + (self.kept != everything).sum(axis=1), dtype=np.int64)

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes, each limit with its quasi p-value."""
        return tuple(self.sample.box(self.bounds(number)) for number in range(len(self)))

    def bounds(self, number: int) -> Bounds:
        """Limits of one box."""
        return Bounds(self.low[number], self.high[number], self.kept[number])


@dataclass(frozen=True)
class Rule:
    """Which box of a trajectory is told.

    ``density`` is the least purity asked for, ``most_factors`` the most factors a box may
    restrict, ``chance`` the quasi p-value above which a limit is dropped from the box chosen
    (shared out over all limits that could have been picked; 1: none is dropped).
    """

    density: float = 0.8
    most_factors: int | None = None
    chance: float = 0.05

    @property
    def sentence(self) -> str:
        """The rule in words."""
        few = f" and restrict {self.most_factors} or fewer factors" if self.most_factors else ""
        dropped = "; limits that chance could give are then dropped" if self.chance < 1 else ""
        return (
            f"the box that holds most futures of interest among those that are at least "
            f"{self.density * 100:.0f} % pure{few}; where no box is as pure, the best balance of "
            f"share held and purity (F measure){dropped}"
        )

    def choose(self, trajectory: Trajectory) -> tuple[int, bool]:
        """Number of the box chosen, and whether it is as pure as asked."""
        few = trajectory.restricted <= (self.most_factors or np.inf)
        pure = few & (trajectory.density >= self.density)
        coverage, density = trajectory.coverage, trajectory.density
        balance = 2 * coverage * density / np.maximum(coverage + density, 1e-300)
        met = bool((pure & (trajectory.hits > 0)).any())
        score = np.where(pure, coverage, -1.0) if met else np.where(few, balance, -1.0)
        best = np.flatnonzero(score == score.max())
        return int(best[np.argmin(trajectory.restricted[best])]), met


@dataclass(frozen=True)
class Found:
    """One box found: the box told, its limits as arrays, and the trajectory it was chosen from.

    ``chosen`` is the number of the box chosen (before limits were dropped) and ``met`` says
    whether it was as pure as the rule asks.
    """

    box: Box
    bounds: Bounds
    trajectory: Trajectory
    chosen: int
    met: bool


@dataclass(frozen=True)
class Discovery:
    """Boxes found one after another, each among the futures that those before left over.

    ``coverage`` and ``density`` are those of all boxes together; ``base`` is the share of interest
    among all futures searched; ``undefined`` counts futures in which the outcome was not defined,
    which were left out.
    """

    found: tuple[Found, ...]
    rule: Rule
    coverage: float
    density: float
    base: float
    futures: int
    undefined: int


def trajectory_of(sample: Sample, settings: Settings) -> Trajectory:
    """Peel and paste one box."""
    from ceasefire.futures.discovery.prim_kernel import follow  # noqa: PLC0415 - numba
    from ceasefire.futures.discovery.prim_state import Path  # noqa: PLC0415

    how, rows = how_of(sample, settings)
    numbers, categories = len(sample.factors.numbers), len(sample.factors.categories)
    path = Path(
        np.empty((rows, numbers)), np.empty((rows, numbers)),
        np.empty((rows, categories), np.int64), np.empty(rows, np.int64), np.empty(rows, np.int64),
    )  # fmt: skip
    boxes = follow(data_of(sample), sample.weights, how, path)
    return Trajectory(
        sample, path.low[:boxes].copy(), path.high[:boxes].copy(), path.kept[:boxes].copy(),
        path.inside[:boxes].copy(), path.hits[:boxes].copy(),
    )  # fmt: skip


def how_of(sample: Sample, settings: Settings) -> tuple[How, int]:
    """Settings for the compiled kernel, and the most boxes a trajectory can have.

    Each peel of a number takes at least its share of what is left, each of a category a level.
    """
    from ceasefire.futures.discovery.prim_state import How  # noqa: PLC0415 - numba

    slices = int(np.log(settings.least_mass) / np.log1p(-settings.peel)) + 2
    peels = slices + int(sample.factors.level_counts.sum()) + round(1 / settings.peel)
    least = settings.least_mass * sample.futures
    how = How(settings.peel, settings.paste, least, peels, _MOST_PASTES)
    return how, peels + _MOST_PASTES + 2


def discover(
    frame: Frame, of_interest: NDArray[np.generic], *, rule: Rule | None = None,
    settings: Settings | None = None, boxes: int = 1,
) -> Discovery:  # fmt: skip
    """Find boxes of factors that hold the futures of interest, one after another.

    Args:
        frame: values of each factor, shape ``(futures,)``; see ``factors_of``.
        of_interest: whether each future is of interest, shape ``(futures,)``; NaN: not defined.
        rule: which box of each trajectory is told.
        settings: of the search.
        boxes: most boxes. The search ends before when nothing of interest is left, or when a
            further box is not as pure as the rule asks.

    Raises:
        CeasefireError: the factors or the outcome cannot be searched.
    """
    rule, settings = rule or Rule(), settings or Settings()
    sample = whole_sample(frame, of_interest)
    found: list[Found] = []
    rest, covered = sample, np.zeros(sample.factors.futures, dtype=np.bool_)
    for _ in range(boxes):
        one = find(rest, rule, settings)
        if found and (not one.met or not one.box.limits):
            break
        found.append(one)
        covered |= one.box.contains(frame) & (sample.weights > 0)
        rest = sample.without(covered)
        if not rest.weights[rest.wanted].any():
            break
    hits = int((covered & sample.wanted).sum())
    return Discovery(
        tuple(found), rule, hits / sample.of_interest, hits / max(1, int(covered.sum())),
        sample.of_interest / sample.futures, sample.futures,
        sample.factors.futures - sample.futures,
    )  # fmt: skip


def whole_sample(frame: Frame, of_interest: NDArray[np.generic]) -> Sample:
    """All futures in which the outcome is defined, each counted once."""
    factors = factors_of(frame)
    wanted, defined = outcome_of(of_interest, factors.futures)
    return Sample.of(factors, wanted, defined.astype(np.int64))


def find(sample: Sample, rule: Rule, settings: Settings) -> Found:
    """Find one box in a sample."""
    return chosen_from(trajectory_of(sample, settings), rule)


def chosen_from(trajectory: Trajectory, rule: Rule) -> Found:
    """Choose a box of a trajectory by a rule, and drop the limits that chance could give."""
    chosen, met = rule.choose(trajectory)
    bounds, box = pruned(trajectory.sample, trajectory.bounds(chosen), rule.chance)
    return Found(box, bounds, trajectory, chosen, met)
