"""The largest constant force that can be kept for so many months, or for ever.

In plain numbers and with people that can be divided at will: an upper bound on what whole units
with all their limits can do, and the reading of the rule of thumb. To have one person in place for
``T`` months takes

    ``min(ceil(T / tour), (tour + dwell) / tour) x overlap``

people. The first is a new contingent for each tour, nobody going twice; the second is the cycle of
tour and dwell, with tours that are staggered, the first of them cut short where needed. No fewer
will do over whole contingents (those in place as each tour begins are different people until the
first are back) nor from a cycle on (in any ``tour + dwell`` months nobody is in place for more than
``tour``). Where a cycle is no whole number of tours, horizons in its last broken tour are given
more than need be, by less than one contingent.

A *surge* stretches one tour of everybody by some months and pays for each of them with further
months at home. It makes the first of the two smaller, ``ceil(T / (tour + stretch))``, as nobody
goes twice; for ever there is none. :func:`after_surge` says what it costs later.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.force.rotation import pool_factor

_SHARE = 1e-9  # of a month: rounding that makes no new tour


@dataclass(frozen=True)
class Turns:
    """A policy of rotation.

    A ``tour`` and the ``dwell`` after it in months; ``overlap`` people at handover for each in
    place (1 or more); by how many months one tour may be stretched, ``surge_months``, and how many
    further months at home each of them costs, ``surge_payback``.

    Raises:
        ValueError: the tour is not longer than nothing, the overlap is below 1, or anything else
            is negative.
    """

    tour: float
    dwell: float
    overlap: float = 1.0
    surge_months: float = 0.0
    surge_payback: float = 0.0

    def __post_init__(self) -> None:
        if self.tour <= 0 or self.overlap < 1:
            msg = f"a tour of {self.tour} months with an overlap of {self.overlap} cannot be"
            raise ValueError(msg)
        if min(self.dwell, self.surge_months, self.surge_payback) < 0:
            msg = "a dwell, a surge and its payback cannot be negative"
            raise ValueError(msg)

    @property
    def factor(self) -> float:
        """People for each one in place, for ever."""
        return pool_factor(self.tour, self.dwell, self.overlap)


@dataclass(frozen=True)
class Pool:
    """People that a contributor has at hand by month (the last number goes on), and its policy."""

    actor: str
    people: tuple[float, ...]
    turns: Turns


@dataclass(frozen=True)
class Frontier:
    """Largest constant force by horizon.

    ``months`` are the horizons; ``force`` of each contributor and horizon has the shape
    ``(actors, horizons)``, ``for_ever`` that of ``(actors,)``.
    """

    months: tuple[int, ...]
    actors: tuple[str, ...]
    force: Floats
    for_ever: Floats

    @property
    def total(self) -> Floats:
        """Force of all contributors together, shape ``(horizons,)``."""
        return np.asarray(self.force.sum(axis=0))


@dataclass(frozen=True)
class Aftermath:
    """What a surge costs later.

    ``force`` was kept for ``months`` by surge; ``for_ever`` could be kept without. ``fewer`` is by
    how many people less than that can be in place in each month after the surge, until its end.
    """

    months: int
    force: float
    for_ever: float
    fewer: Floats

    @property
    def lean_months(self) -> int:
        """Months after the surge in which fewer can be sent."""
        return int((self.fewer > _SHARE * max(self.for_ever, 1.0)).sum())


def people_per_place(turns: Turns, months: float, *, surge: bool = False) -> float:
    """People that it takes to have one in place for so many months (``math.inf``: for ever).

    Raises:
        ValueError: ``months`` is not more than nothing.
    """
    if months <= 0:
        msg = f"{months} months are no horizon; give more than 0"
        raise ValueError(msg)
    tour = turns.tour + (turns.surge_months if surge else 0.0)
    contingents = math.inf if math.isinf(months) else math.ceil(months / tour - _SHARE)
    return min(contingents * turns.overlap, turns.factor)


def largest_force(pool: Pool, months: int, *, surge: bool = False) -> float:
    """Largest constant force of a contributor for so many months.

    Where the people at hand change, month ``t`` (from 1) holds the force to them over what it takes
    for ``t`` months: by then so many are away or at rest.
    """
    return min(
        pool.people[min(t, len(pool.people)) - 1] / people_per_place(pool.turns, t, surge=surge)
        for t in range(1, months + 1)
    )


def largest_for_ever(pool: Pool) -> float:
    """Largest constant force of a contributor that never has to end; there is no surge in it."""
    settled = math.ceil(pool.turns.tour + pool.turns.dwell)
    first = largest_force(pool, max(settled, len(pool.people)))
    return min(first, pool.people[-1] / pool.turns.factor)


def frontier(pools: Sequence[Pool], months: Sequence[int], *, surge: bool = False) -> Frontier:
    """Largest constant force by horizon, of each contributor and of all.

    Args:
        pools: Contributors; bands are the caller's matter, who asks once for each end.
        months: Horizons, 1 or more each.
        surge: Whether one tour is stretched as the policies allow.
    """
    force = [[largest_force(pool, span, surge=surge) for span in months] for pool in pools]
    return Frontier(
        tuple(months), tuple(pool.actor for pool in pools),
        np.array(force, dtype=np.float64).reshape(len(pools), len(months)),
        np.array([largest_for_ever(pool) for pool in pools], dtype=np.float64),
    )  # fmt: skip


def after_surge(pool: Pool, months: int) -> Aftermath:
    """Follow a contributor after it kept the largest force it could for so many months, surging.

    Contingents went one after another for a stretched tour; each stays at home for the dwell and
    the payback of the months by which its tour was stretched. From then on the contributor keeps
    its force for ever with tours of usual length as far as people are back, against one whose
    people are all rested. The people at hand are those of the last month given. Tour and dwell are
    taken in whole months, as plans take them.
    """
    pool = _in_whole_months(pool)
    turns = pool.turns
    people, force = pool.people[-1], largest_force(pool, months, surge=True)
    stretched = turns.tour + turns.surge_months
    ends = [
        min(stretched * (i + 1), float(months))
        for i in range(math.ceil(months / stretched - _SHARE))
    ]
    if people_per_place(turns, months, surge=True) < len(ends) * turns.overlap - _SHARE:
        ends = []  # the policy without surge carries as much: nothing is stretched
    after = math.ceil(turns.dwell + turns.surge_months * turns.surge_payback + turns.tour)
    back = np.zeros(after + 1)  # people who come back by month
    starts = [0.0, *ends[:-1]]
    for start, end in zip(starts, ends, strict=False):
        served = end - start
        rest = turns.dwell + max(0.0, served - turns.tour) * turns.surge_payback
        free = math.ceil(end + rest - months - _SHARE)
        back[min(max(free, 0), after)] += force * turns.overlap
    steady = pool.people[-1] / turns.factor
    tired = _kept(turns, steady, people - back.sum(), back)
    rested = _kept(turns, steady, people, np.zeros_like(back))
    return Aftermath(months, force, steady, np.maximum(rested - tired, 0.0)[:after])


def _in_whole_months(pool: Pool) -> Pool:
    turns = pool.turns
    tour, dwell = float(max(1, round(turns.tour))), float(round(turns.dwell))
    return replace(pool, turns=replace(turns, tour=tour, dwell=dwell))


def _kept(turns: Turns, aim: float, free: float, back: Floats) -> Floats:
    """People in place by month, at most ``aim``, if ``free`` people are there and others return."""
    tour, cycle = int(turns.tour), int(turns.tour + turns.dwell)
    sent, in_place = np.zeros(len(back)), np.zeros(len(back))
    for m in range(len(back)):
        free += back[m] + (sent[m - cycle] * turns.overlap if m >= cycle else 0.0)
        there = sent[max(0, m - tour + 1) : m].sum()
        sent[m] = max(0.0, min(aim - there, free / turns.overlap))
        free -= sent[m] * turns.overlap
        in_place[m] = there + sent[m]
    return in_place
