"""Sensitivity of outcomes to factors: Sobol' indices from a design, first-order ones from any run.

The design is Saltelli's (2002; Saltelli et al. 2010, Computer Physics Communications 181) on a
scrambled Sobol' sequence: two independent halves A and B, and for each factor or group A with its
columns from B. First-order indices use the estimator of Saltelli et al. 2010 (table 2, b), total
ones Jansen's (1999). For futures that are already there, ``first_order`` cuts each factor into
slices and compares means (Plischke, Borgonovo and Smith 2013).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.discovery.slices import slice_sums, sliced

Ints = NDArray[np.int64]

MOST_DIRECTIONS = 21_201  # dimensions of Joe and Kuo's (2008) direction numbers
_TWO_SIDED = 1.959963984540054  # standard errors of a 95 % interval
_FEWEST = 16
_VARY = 0.95  # share of resamples that have to vary; with three events about as many do
_FLAT = 1e-12  # variance, as a share of the squared size of the numbers, that is rounding


@dataclass(frozen=True)
class SobolDesign:
    """Saltelli's design over the quantiles (0 to 1) of factors.

    ``factors`` names the columns; ``groups`` gives factors that move together by a group's name (a
    group has one index for all its factors); ``base`` is the number of rows of a part, a power of
    two; ``seed`` scrambles the sequence. The design has ``parts`` parts: A, B, and one for each
    mover (a group, or a factor of no group), so that a model is run ``base * parts`` times.

    Each factor takes two of the sequence's 21,201 directions. Where they do not suffice, the
    first factor of each group takes two and the others are filled up with independent random
    numbers (Spanier 1995, "padding"), which keeps the indices right and only loses precision.

    Raises:
        CeasefireError: a group has an unknown factor or shares one, ``base`` is no power of two
            of at least 16, or there are more movers than directions.
    """

    factors: tuple[str, ...]
    base: int
    seed: int
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.base < _FEWEST or self.base & (self.base - 1):
            msg = f"a Sobol' design cannot have {self.base:,} base samples"
            raise CeasefireError(msg, "give a power of two of 16 or more, such as 1,024")
        grouped = [factor for members in self.groups.values() for factor in members]
        wrong = sorted({f for f in grouped if f not in self.factors or grouped.count(f) > 1})
        if wrong:
            msg = f"factors in groups that are not in the design, or twice: {', '.join(wrong)}"
            raise CeasefireError(msg, "put each factor of the design into at most one group")
        if 2 * len(self.movers) > MOST_DIRECTIONS:
            msg = (
                f"{len(self.movers):,} factors take {2 * len(self.movers):,} directions; a Sobol' "
                f"design has {MOST_DIRECTIONS:,}"
            )
            raise CeasefireError(msg, "group some factors, so that they move together")

    @property
    def movers(self) -> tuple[str, ...]:
        """What has an index: groups first, then factors of no group."""
        grouped = {factor for members in self.groups.values() for factor in members}
        return (*self.groups, *(factor for factor in self.factors if factor not in grouped))

    @property
    def parts(self) -> int:
        """How many parts of ``base`` rows the design has."""
        return len(self.movers) + 2

    def part(self, number: int) -> Floats:
        """One part of the design: 0 is A, 1 is B, then A with one mover's columns from B.

        Returns:
            Quantiles in the open interval 0 to 1, shape ``(base, factors)``.
        """
        first, second = self._halves()
        if number < 2:  # noqa: PLR2004 - A or B
            return (first, second)[number]
        mover = self.movers[number - 2]
        columns = [self.factors.index(one) for one in self.groups.get(mover, (mover,))]
        mixed = first.copy()
        mixed[:, columns] = second[:, columns]
        return mixed

    def matrix(self) -> Floats:
        """The whole design, shape ``(parts * base, factors)``, part after part."""
        return np.concatenate([self.part(number) for number in range(self.parts)])

    def _halves(self) -> tuple[Floats, Floats]:
        from scipy.stats import qmc  # noqa: PLC0415 - slow to load

        columns = self._with_directions()
        sequence = qmc.Sobol(2 * len(columns), rng=np.random.default_rng(self.seed))
        points = np.clip(sequence.random(self.base), 2.0**-33, 1 - 2.0**-33)
        halves = np.random.default_rng([self.seed, 1]).random((2, self.base, len(self.factors)))
        halves[0][:, columns] = points[:, : len(columns)]
        halves[1][:, columns] = points[:, len(columns) :]
        return halves[0], halves[1]

    def _with_directions(self) -> list[int]:
        """Columns that take directions of the sequence."""
        if 2 * len(self.factors) <= MOST_DIRECTIONS:
            return list(range(len(self.factors)))
        return [
            self.factors.index(self.groups[mover][0] if mover in self.groups else mover)
            for mover in self.movers
        ]


@dataclass(frozen=True)
class Indices:
    """Sobol' indices of ``movers``, one column for each outcome (of an option).

    ``first`` is the share of an outcome's variance that a mover explains alone, ``total`` with
    all it acts with; estimates may lie a little outside 0 to 1. The ends of their 95 % intervals
    are bootstrapped over the rows of the design. All have shape ``(movers, outcomes)``; ``rows``
    says how many rows were used, shape ``(outcomes,)``: rows in which any part is NaN are left
    out. An outcome that does not vary has NaN, and so has one that does not vary in more
    than a twentieth of the resamples, as an event that hardly ever happens: ``too_few`` says so,
    shape ``(outcomes,)``.
    """

    movers: tuple[str, ...]
    first: Floats
    first_low: Floats
    first_high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats
    rows: Ints
    too_few: NDArray[np.bool_]


def sobol_indices(
    design: SobolDesign, values: Floats, *, resamples: int = 200, seed: int = 0
) -> Indices:
    """Estimate Sobol' indices from the outcomes of a design.

    Args:
        design: the design that was run.
        values: outcomes of every part, shape ``(parts, base)`` or ``(parts, base, outcomes)``.
        resamples: of the bootstrap.
        seed: of the bootstrap.

    Raises:
        CeasefireError: the shape is not the design's.
    """
    if values.shape[:2] != (design.parts, design.base):
        msg = f"outcomes have shape {values.shape}; the design is ({design.parts}, {design.base})"
        raise CeasefireError(msg, "run every part of the design, in its order")
    runs = values.reshape(design.parts, design.base, -1).astype(np.float64)
    defined = np.asarray(~np.isnan(runs).any(axis=0))
    rows = defined.sum(axis=0)
    centre = np.where(defined, runs[:2], 0.0).sum(axis=(0, 1)) / np.maximum(2 * rows, 1)
    runs = np.asarray(np.where(defined, runs - centre, 0.0))
    rng = np.random.default_rng(seed)
    counts = rng.multinomial(design.base, np.full(design.base, 1 / design.base), resamples)
    weights = np.vstack([np.ones(design.base), counts])
    first, total = _estimates(runs, weights, defined.astype(np.float64))
    flat = _is_flat(runs[:2], centre, rows)
    first[..., flat] = total[..., flat] = np.nan
    # A resample that misses the few events there are does not vary: it says nothing.
    kept = np.isfinite(total[1:]).all(axis=1)
    too_few = ~flat & (kept.mean(axis=0) < _VARY)
    first[..., too_few] = total[..., too_few] = np.nan
    (first_low, first_high), (total_low, total_high) = (
        _ends(found[1:], kept & ~flat & ~too_few) for found in (first, total)
    )
    return Indices(
        design.movers, first[0], first_low, first_high, total[0], total_low, total_high,
        rows.astype(np.int64), too_few,
    )  # fmt: skip


def _ends(found: Floats, kept: NDArray[np.bool_]) -> Floats:
    """Ends of 95 % intervals over the resamples kept of each outcome; NaN where none is."""
    ends = np.full((2, *found.shape[1:]), np.nan)
    for outcome in np.flatnonzero(kept.any(axis=0)):
        resamples = found[kept[:, outcome], :, outcome]
        ends[..., outcome] = np.percentile(resamples, (2.5, 97.5), axis=0)
    return ends


def _is_flat(halves: Floats, centre: Floats, rows: Ints) -> NDArray[np.bool_]:
    spread = (halves**2).sum(axis=(0, 1)) / np.maximum(2 * rows, 1)
    return np.asarray((spread <= _FLAT * (centre**2 + spread)) | (rows < 2))  # noqa: PLR2004


def _estimates(runs: Floats, weights: Floats, defined: Floats) -> tuple[Floats, Floats]:
    """First-order and total indices under each row of weights.

    Returns:
        Two arrays of shape ``(weights, movers, outcomes)``.
    """
    first_half, second_half = runs[0], runs[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        rows = weights @ defined
        mean = (weights @ (first_half + second_half)) / (2 * rows)
        variance = (weights @ (first_half**2 + second_half**2)) / (2 * rows) - mean**2
        variance[variance <= _FLAT * variance[:1]] = np.nan
        scale = 1 / (rows * variance)
        shape = (len(weights), len(runs) - 2, runs.shape[2])
        first, total = np.empty(shape), np.empty(shape)
        for mover, mixed in enumerate(runs[2:]):
            change = mixed - first_half
            first[:, mover] = weights @ (second_half * change) * scale
            total[:, mover] = weights @ (change**2) * (scale / 2)
    return first, total


@dataclass(frozen=True)
class FirstOrder:
    """First-order indices from futures that are already there.

    ``first`` is the share of an outcome's variance that a factor explains alone, shape
    ``(factors, outcomes)``; ``error`` the half-width of its 95 % interval; ``chance`` the index
    that a factor without influence stays under in 95 of 100 cases; ``futures`` says how many were
    used, shape ``(outcomes,)``: those in which the outcome is NaN are left out.
    """

    factors: tuple[str, ...]
    first: Floats
    error: Floats
    chance: Floats
    futures: Ints


def first_order(
    frame: Mapping[str, NDArray[np.generic]], values: Floats, *, slices: int = 32
) -> FirstOrder:
    """Estimate first-order indices by slices of each factor.

    The variance of the means of the slices, less what chance alone gives them, over the whole
    variance (the correlation ratio with Kelley's correction; Plischke et al. 2013 for slices). A
    category has one slice for each level, a number slices with equally many futures.

    Args:
        frame: values of each factor, shape ``(futures,)``.
        values: outcomes, shape ``(futures,)`` or ``(futures, outcomes)``.
        slices: of each number; fewer where it has fewer different values.

    Raises:
        CeasefireError: factors and outcomes differ in their number of futures.
    """
    outcomes = np.ascontiguousarray(values.reshape(len(values), -1), dtype=np.float64)
    wrong = [name for name, column in frame.items() if len(column) != len(outcomes)]
    if wrong:
        msg = f"factors with another number of futures than the outcomes: {', '.join(wrong)}"
        raise CeasefireError(msg, "give one value for each future")
    defined = ~np.isnan(outcomes)
    futures = defined.sum(axis=0)
    mean = np.where(defined, outcomes, 0.0).sum(axis=0) / np.maximum(futures, 1)
    centred = np.where(defined, outcomes - mean, np.nan)
    whole = np.nansum(centred**2, axis=0)
    whole[whole <= _FLAT * (futures * mean**2 + whole)] = np.nan
    found = [_of_factor(sliced(column, slices), centred, whole) for column in frame.values()]
    first, error, chance = (np.array(part) for part in zip(*found, strict=True))
    return FirstOrder(tuple(frame), first, error, chance, futures.astype(np.int64))


def _of_factor(slice_of: Ints, centred: Floats, whole: Floats) -> tuple[Floats, Floats, Floats]:
    """Index, half-width of its interval and the bound of chance, each of shape ``(outcomes,)``."""
    from scipy.special import gammaincinv  # noqa: PLC0415 - slow to load

    counts, sums = slice_sums(slice_of, centred)
    futures = np.maximum(counts.sum(axis=0), 1)
    spare = np.maximum((counts > 0).sum(axis=0) - 1, 0)
    between = (sums**2 / np.maximum(counts, 1)).sum(axis=0)
    within = (whole - between) / np.maximum(futures - spare - 1, 1)
    first = (between - spare * within) / whole
    # The variance of an explained share R2 is 4 R2 (1 - R2)^2 / n (Olkin and Finn 1995); without
    # influence, n times the share between slices has a chi-squared distribution.
    explained = np.clip(first, 0, 1)
    null = 2 * spare / futures**2
    error = _TWO_SIDED * np.sqrt(4 * explained * (1 - explained) ** 2 / futures + null)
    bound = 2 * gammaincinv(np.maximum(spare, 1) / 2, 0.95)
    chance = np.where(spare > 0, (bound - spare) / futures, 0.0) + 0 * whole
    return first, error, chance
