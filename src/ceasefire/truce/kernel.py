"""The compiled kernel of the truce: histories of a block of futures, week by week, for all runs.

:mod:`ceasefire.truce.plain` is the same in plain Python and explains it. The loop goes by future,
then by week, then by run, so that a draw is made once for all runs of a future. Runs that nothing
tells apart in a future are lived once, and the others of their kind are copies.
"""

from __future__ import annotations

import math

import numpy as np
from numba import prange
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_over_draws, compiled_step
from ceasefire.truce import arrays as a
from ceasefire.truce import parameters as p
from ceasefire.truce.arrays import Counts
from ceasefire.truce.chance import absorbed, unit
from ceasefire.truce.week import (
    AT_WAR,
    CLASH,
    RECOMMIT,
    Future,
    answer,
    draw_week,
    live_week,
    present,
    set_out,
    sizes,
)

_LEFT = len(a.LEFT)


@compiled_step
def _grow(war: Floats, numbers: Floats) -> None:
    """Raise the hazard of war as the adversary grows stronger in the pause."""
    for t in range(len(war)):
        war[t] *= math.exp(numbers[p.GROWTH] * numbers[p.GAIN] * t / a.WEEKS_PER_YEAR)


@compiled_step
def _increments(knots: Floats, hazards: Floats, points: int, into: Floats) -> None:
    """Hazard of each week without a force: the Weibull law through the two knots next to it."""
    before = 0.0
    for t in range(len(into)):
        years = (t + 1) / a.WEEKS_PER_YEAR
        if points == 1:
            now = hazards[0] * years / knots[0]
        else:
            right = 1
            while right < points - 1 and years > knots[right]:
                right += 1
            low, high = max(hazards[right - 1], 1e-9), max(hazards[right], 1e-9)
            shape = math.log(high / low) / math.log(knots[right] / knots[right - 1])
            now = low * (years / knots[right - 1]) ** shape
        into[t] = max(now - before, 0.0)
        before = max(now, before)


@compiled_step
def _level(weeks: int, quiet: float, rise: float, shape: float) -> float:
    """Share of the full violations some weeks after a commitment."""
    return 1.0 - (1.0 - quiet) * math.exp(-((weeks / rise) ** shape))


@compiled_step
def _alike(runs: a.Runs, r: int, q: int, i: int) -> bool:
    """Whether nothing tells two runs apart in a future.

    Where nobody is there and nothing is done, the build-up does not matter; without a ladder
    neither do the steps that could be taken.
    """
    same = runs.ladder[r] == runs.ladder[q] and runs.people[r, i] == runs.people[q, i]
    same = same and (runs.ladder[r] < 0 or runs.there[r, i] == runs.there[q, i])
    idle = runs.people[r, i] == 0.0
    for k in range(runs.effect.shape[2]):
        same = same and runs.effect[r, i, k] == runs.effect[q, i, k]
        idle = idle and runs.effect[r, i, k] == 0.0
    if same and not idle and runs.build[r] != runs.build[q]:
        for month in range(runs.builds.shape[2]):
            of_r, of_q = runs.builds[runs.build[r], i, month], runs.builds[runs.build[q], i, month]
            same = same and of_r == of_q
    return bool(same)


@compiled_step
def _first_of_kind(runs: a.Runs, i: int, first: Counts, distinct: Counts) -> int:
    """Name the first run of the kind of each run; return how many kinds there are."""
    kinds = 0
    for r in range(len(first)):
        first[r] = r
        for k in range(kinds):
            if _alike(runs, r, distinct[k], i):
                first[r] = distinct[k]
                break
        if first[r] == r:
            distinct[kinds] = r
            kinds += 1
    return kinds


@compiled_step
def _live(one: Future, runs: a.Runs, i: int, alive: Counts, last: int) -> None:
    """Live through all weeks of a future with the first ``last`` of the runs in ``alive``."""
    numbers, months, committed = one.numbers, runs.builds.shape[2], 0
    again = 1.0 - math.exp(-numbers[p.RECOMMITMENTS] / a.WEEKS_PER_YEAR)
    looks_like = numbers[p.FALSE_RATE] * one.lengths.sum()
    for t in range(one.keys.shape[1]):
        if t > 0 and again > 0.0 and unit(absorbed(one.keys[RECOMMIT, t], one.word)) < again:
            committed = t
        level = _level(t - committed, numbers[p.QUIET], numbers[p.RISE], numbers[p.RISE_SHAPE])
        whole = draw_week(one, t, level)
        luck = unit(absorbed(one.keys[CLASH, t], one.word))
        month = min(int(t * a.MONTHS_PER_WEEK), months - 1)
        stays = 0
        for k in range(last):
            r = alive[k]
            here = present(one, r, runs.builds[runs.build[r], i, month], runs.effect[r, i])
            if t < one.horizon:
                one.left[r, a.NOT_VIOLATIONS] += looks_like
            ends = live_week(one, t, r, whole, runs.people[r, i] * here, luck)
            if ends & AT_WAR:
                continue
            alive[stays] = r
            stays += 1
            if ends and runs.ladder[r] >= 0:
                answer(one, t, r, ends, runs.ladder[r], runs.there[r, i])
        last = stays
        if last == 0:
            break


@compiled
def _history(
    shared: a.Shared, ladders: a.Ladders, runs: a.Runs, horizon: int, i: int,
    out: NDArray[np.float32],
) -> None:  # fmt: skip
    """All runs of one future, into ``out`` of shape (runs, count, left)."""
    weeks, number, lengths = shared.keys.shape[1], len(runs.ladder), shared.lengths[i]
    hazard, b = np.empty((2, weeks)), shared.baseline[i]
    for k in range(2):
        _increments(shared.knots[k, b], shared.hazards[k, i], shared.points[k, b], hazard[k])
    _grow(hazard[a.WAR], shared.numbers[i])
    draws, state = sizes(len(lengths))
    left = np.empty((number, _LEFT))
    one = Future(
        shared.keys, shared.futures[i], lengths, shared.numbers[i], hazard, shared.response[i],
        shared.response_weeks[i], ladders.entry, ladders.steps, ladders.hours[i], horizon,
        np.empty(draws), np.empty((number, state)), left,
    )  # fmt: skip
    set_out(one)
    first, alive = np.empty(number, np.int64), np.empty(number, np.int64)
    kinds = _first_of_kind(runs, i, first, alive)
    _live(one, runs, i, alive, kinds)
    for r in range(number):
        out[r, i, :] = left[first[r]]


@compiled_over_draws
def histories(
    shared: a.Shared, ladders: a.Ladders, runs: a.Runs, horizon: int
) -> NDArray[np.float32]:
    """Run the histories of all runs in all futures.

    Args:
        shared: what the futures have in common.
        ladders: ladders of response.
        runs: the options at their stages.
        horizon: weeks over which violations, clashes, incidents and answers are counted.

    Returns:
        What each history leaves, shape (runs, count, ``len(LEFT)``), in the order of ``LEFT``.
    """
    count = len(shared.futures)
    out = np.zeros((len(runs.ladder), count, _LEFT), dtype=np.float32)
    for i in prange(count):
        _history(shared, ladders, runs, horizon, i, out)
    return out
