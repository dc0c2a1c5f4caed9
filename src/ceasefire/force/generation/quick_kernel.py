"""The kernel of the fast rule: see :mod:`ceasefire.force.generation.quick_plain` for the rule."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import prange
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_over_draws

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
TINY = 1e-6  # amount below which nothing is missing, and by which a limit may be passed
# Shares of what a unit gives over its tour that must be put to use: a sweep of the months for each.
THRIFT = (0.9, 0.5, 0.0)
PATIENCE = 8  # runs after which a contributor that breaks a rule of presence is left out


class Fleet(NamedTuple):
    """What is the same in every future, ``h`` holdings, ``a`` actors, ``k`` requirements.

    ``actors`` has the number of the actor of a holding, ``tours``, ``cycles`` and ``ready`` months
    (a cycle is tour, handover and dwell), ``costs`` those of a unit in place for a month, all
    ``(h,)``. ``gives`` is what a unit gives of a requirement, ``(k, h)``, and a multiple of its
    people where ``per_head``, ``(k,)``, is set. ``priorities`` is ``(k,)``, ``fewest`` people
    ``(a,)``, and ``pairs`` has rows of two actors and 1 for together or 0 for apart.
    """

    actors: Ints
    tours: Ints
    cycles: Ints
    ready: Ints
    costs: Floats
    gives: Floats
    per_head: Flags
    priorities: Floats
    fewest: Floats
    pairs: Ints


class Futures(NamedTuple):
    """What differs between ``f`` futures; a last axis of length 1 holds in every month.

    ``units`` ``(f, h, months or 1)``, ``people`` in a unit and ``most`` units in place at once
    ``(f, h)``; ``caps`` on people in place and ``pools`` of people away or resting ``(f, a, months
    or 1)``, infinite without a limit; ``asks`` ``(f, k, months)``; ``reception``, the growth of the
    whole force in a month, ``(f, months or 1)``.
    """

    units: Ints
    people: Floats
    most: Ints
    caps: Floats
    pools: Floats
    asks: Floats
    reception: Floats


class _Fixed(NamedTuple):
    """One future; ``facts`` of a holding are its actor, tour, cycle and first month, ``(h, 4)``."""

    facts: Ints
    people: Floats
    gives: Floats
    priorities: Floats
    fewest: Floats
    reception: Floats
    ranks: Ints
    orders: Ints
    pairs: Ints


class _Left(NamedTuple):
    """What is left by month once some tours have begun.

    ``free`` has units not away or resting, then units that may still be in place, ``(2, h,
    months)``; ``room`` people that may still be away, then in place, ``(2, a, months)``, of whom
    ``placed`` are. ``missing`` is by requirement, ``total`` all people in place.
    """

    free: Ints
    room: Floats
    placed: Floats
    missing: Floats
    total: Floats
    starts: NDArray[np.int32]


@compiled_over_draws
def run_all(
    fleet: Fleet, futures: Futures, starts: NDArray[np.int32], in_place: NDArray[np.int32],
    people: Floats,
) -> None:  # fmt: skip
    """Run the rule in every future, and write who begins and who is there."""
    facts = np.stack((fleet.actors, fleet.tours, fleet.cycles, fleet.ready), axis=1)
    ranks = np.argsort(-fleet.priorities, kind="mergesort")
    for f in prange(len(starts)):
        size = futures.people[f].copy()
        gives, orders = _ordered(fleet, size)
        # Copies: threads that count references to the same array wait for each other.
        fixed = _Fixed(
            facts.copy(), size, gives, fleet.priorities.copy(), fleet.fewest.copy(),
            futures.reception[f].copy(), ranks.copy(), orders, fleet.pairs.copy(),
        )  # fmt: skip
        begun = np.zeros(starts.shape[1:], np.int32)
        _one(fixed, futures, f, begun)
        starts[f] = begun
        _count(facts, size, begun, in_place[f], people[f])


@compiled
def _ordered(fleet: Fleet, people: Floats) -> tuple[Floats, Ints]:
    """Return what a unit gives of each requirement, and the holdings by what that costs."""
    gives = np.empty(fleet.gives.shape)
    orders = np.empty(fleet.gives.shape, np.int64)
    price = np.empty(len(people))
    for k in range(len(gives)):
        for h in range(len(people)):
            gives[k, h] = fleet.gives[k, h] * people[h] if fleet.per_head[k] else fleet.gives[k, h]
            price[h] = fleet.costs[h] / gives[k, h] if gives[k, h] > 0 else np.inf
            i = h
            while i > 0 and price[orders[k, i - 1]] > price[h]:
                orders[k, i] = orders[k, i - 1]
                i -= 1
            orders[k, i] = h
    return gives, orders


@compiled
def _one(fixed: _Fixed, futures: Futures, f: int, starts: NDArray[np.int32]) -> None:
    holdings, months = starts.shape
    actors = len(fixed.fewest)
    left = _Left(
        np.empty((2, holdings, months), np.int64), np.empty((2, actors, months)),
        np.empty((actors, months)), np.empty(futures.asks[f].shape), np.empty(months), starts,
    )  # fmt: skip
    barred = np.zeros((actors, months), np.bool_)
    run = 0
    while True:
        _open(left, futures, barred, f)
        for thrift in THRIFT:
            _sweep(fixed, left, thrift)
        run += 1
        if not _bar(fixed, left, barred, run > PATIENCE):
            return


@compiled
def _open(left: _Left, futures: Futures, barred: Flags, f: int) -> None:
    """Begin with nothing but who is barred."""
    free, room, placed, missing, total, starts = left
    units, caps, pools = futures.units, futures.caps, futures.pools
    months = len(total)
    for h in range(len(starts)):
        for m in range(months):
            free[0, h, m] = units[f, h, min(m, units.shape[2] - 1)]
            free[1, h, m] = futures.most[f, h]
            starts[h, m] = 0
    for a in range(len(barred)):
        for m in range(months):
            placed[a, m] = 0.0
            room[0, a, m] = pools[f, a, min(m, pools.shape[2] - 1)]
            room[1, a, m] = -1.0 if barred[a, m] else caps[f, a, min(m, caps.shape[2] - 1)]
    for m in range(months):
        total[m] = 0.0
        for k in range(len(missing)):
            missing[k, m] = futures.asks[f, k, m]


@compiled
def _sweep(fixed: _Fixed, left: _Left, thrift: float) -> None:
    """Go through the months once and begin what is put to use to the share asked for.

    One flat loop over arrays that are taken out of their tuples once: a call costs more than it
    does.
    """
    facts, people, gives, priorities, fewest, reception, ranks, orders, pairs = fixed
    free, room, placed, missing, total, _ = left
    months = len(total)
    for m in range(months):
        for k in ranks:
            for j in range(len(people)):
                h = orders[k, j]
                if missing[k, m] <= TINY or gives[k, h] <= 0:
                    break
                a, tour, cycle, ready = facts[h, 0], facts[h, 1], facts[h, 2], facts[h, 3]
                ends = (min(m + tour, months), min(m + cycle, months))
                while missing[k, m] > TINY and free[0, h, m] > 0 and m >= ready:
                    count = _bundle(fewest[a] - placed[a, m], people[h])
                    heads = count * people[h]
                    grown = total[m] - (total[m - 1] if m > 0 else 0.0) + heads
                    if heads > 0 and grown > reception[min(m, len(reception) - 1)] + TINY:
                        break
                    begun = (h, m, count)
                    if not _fits(free, room, begun, ends, (a, heads)):
                        break
                    if thrift > 0 and _used(gives, priorities, missing, begun, ends[0]) < thrift:
                        break
                    _begin(left, gives, begun, ends, (a, heads))
        if len(pairs) > 0:
            _keep_together(fixed, left, m)


@compiled
def _keep_together(fixed: _Fixed, left: _Left, m: int) -> None:
    """Have the other come where one of two that go together is there alone."""
    for i in range(len(fixed.pairs)):
        first, second, together = fixed.pairs[i]
        one, other = left.placed[first, m] > TINY, left.placed[second, m] > TINY
        if together == 1 and one != other:
            _join(fixed, left, second if one else first, m)


@compiled
def _join(fixed: _Fixed, left: _Left, a: int, m: int) -> None:
    """Begin the first units of a contributor that fit, as the one it goes with is there."""
    months = len(left.total)
    before = left.total[m - 1] if m > 0 else 0.0
    allowed = fixed.reception[min(m, len(fixed.reception) - 1)] + TINY
    for h in range(len(fixed.people)):
        if fixed.facts[h, 0] != a or fixed.people[h] <= 0 or m < fixed.facts[h, 3]:
            continue
        count = _bundle(fixed.fewest[a] - left.placed[a, m], fixed.people[h])
        heads = count * fixed.people[h]
        ends = (min(m + fixed.facts[h, 1], months), min(m + fixed.facts[h, 2], months))
        if left.total[m] - before + heads <= allowed and _fits(
            left.free, left.room, (h, m, count), ends, (a, heads)
        ):
            _begin(left, fixed.gives, (h, m, count), ends, (a, heads))
            return


@compiled
def _bundle(lacking: float, people: float) -> int:
    """Units that have to come at once for their contributor to have its fewest people there."""
    if lacking <= TINY or people <= 0:
        return 1
    return max(1, int(np.ceil((lacking - TINY) / people)))


@compiled
def _fits(
    free: Ints, room: Floats, tour: tuple[int, int, int], ends: tuple[int, int],
    whose: tuple[int, float],
) -> bool:  # fmt: skip
    """Whether so many more units may begin a tour in a month."""
    h, m, count = tour
    a, heads = whose
    for t in range(m, ends[1]):
        if free[0, h, t] < count or heads > room[0, a, t] + TINY:
            return False
        if t < ends[0] and (free[1, h, t] < count or heads > room[1, a, t] + TINY):
            return False
    return True


@compiled
def _used(
    gives: Floats, priorities: Floats, missing: Floats, tour: tuple[int, int, int], end: int
) -> float:
    """Share of what units give over their tour, weighted by priority, that is missing without."""
    h, m, count = tour
    used, given = 0.0, 0.0
    for k in range(len(gives)):
        amount = count * gives[k, h]
        if amount > 0:
            for t in range(m, end):
                used += priorities[k] * min(amount, max(missing[k, t], 0.0))
            given += priorities[k] * amount * (end - m)
    return used / given if given > 0 else 1.0


@compiled
def _begin(
    left: _Left, gives: Floats, tour: tuple[int, int, int], ends: tuple[int, int],
    whose: tuple[int, float],
) -> None:  # fmt: skip
    free, room, placed, missing, total, starts = left
    h, m, count = tour
    a, heads = whose
    starts[h, m] += count
    for t in range(m, ends[1]):
        free[0, h, t] -= count
        room[0, a, t] -= heads
    for t in range(m, ends[0]):
        free[1, h, t] -= count
        room[1, a, t] -= heads
        placed[a, t] += heads
        total[t] += heads
    for k in range(len(gives)):
        if gives[k, h] > 0:
            for t in range(m, ends[0]):
                missing[k, t] -= count * gives[k, h]


@compiled
def _bar(fixed: _Fixed, left: _Left, barred: Flags, whole: bool) -> bool:  # noqa: FBT001
    """Bar contributors from months in which they break a rule of presence; whether any did."""
    found = False
    placed, pairs = left.placed, fixed.pairs
    for a in range(len(fixed.fewest)):
        if fixed.fewest[a] <= 0:
            continue
        for m in range(placed.shape[1]):
            if TINY < placed[a, m] < fixed.fewest[a] - TINY:
                _shut(barred, a, m, whole)
                found = True
    for i in range(len(pairs)):
        first, second, together = pairs[i]
        for m in range(placed.shape[1]):
            one, other = placed[first, m] > TINY, placed[second, m] > TINY
            if together == 1 and one != other:
                _shut(barred, first if one else second, m, whole)
                found = True
            elif together == 0 and one and other:
                less = placed[first].sum() < placed[second].sum()
                _shut(barred, first if less else second, m, whole)
                found = True
    return found


@compiled
def _shut(barred: Flags, a: int, m: int, whole: bool) -> None:  # noqa: FBT001
    if whole:
        barred[a, :] = True
    else:
        barred[a, m] = True


@compiled
def _count(
    facts: Ints, size: Floats, starts: NDArray[np.int32], in_place: NDArray[np.int32],
    people: Floats,
) -> None:  # fmt: skip
    """Count units and people in place from the starts."""
    months = starts.shape[1]
    for h in range(len(starts)):
        there = 0
        for m in range(months):
            there += starts[h, m]
            if m >= facts[h, 1]:
                there -= starts[h, m - facts[h, 1]]
            in_place[h, m] = there
            people[h, m] = there * size[h]
