"""The compiled kernel of the truce: histories of a block of futures, week by week, for all runs.

:mod:`ceasefire.truce.plain` is the same in plain Python and explains it. The loop goes by future,
then by week, then by run, so that a draw is made once for all runs of a future. Steps take plain
arrays one by one: each use of an array inside a tuple would count a reference.
"""

from __future__ import annotations

import math

import numpy as np
from numba import prange
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_over_draws
from ceasefire.truce import arrays as a
from ceasefire.truce import parameters as p
from ceasefire.truce.arrays import Counts, Words
from ceasefire.truce.chance import (
    absorbed,
    counted,
    gamma_noise,
    geometric_quantile,
    normal_quantile,
    poisson_quantile,
    unit,
)

_LEFT = len(a.LEFT)
_STREAMS = len(a.STREAMS)
(
    _CLASH, _WAR, _RECOMMIT, _CROSSFIRE, _DELIBERATE, _DEATHS, _LEAVE, _SURGE_SEEN, _CLASH_SEEN,
    _ATTACK_SEEN, _SURGE_HEED, _CLASH_HEED, _ATTACK_HEED,
) = range(_STREAMS)  # fmt: skip
# State of a run: what stands of its force and whether it is still there; what the force does; the
# weeks of the effect of the last answer, and the effect; then last week's violations.
_SHARE, _STANDS, _RATIO, _FROM, _UNTIL, _ANSWER, _BEFORE = 0, 1, 2, 5, 6, 7, 10
# Draws of a week: luck of incidents against the force (by chance, meant; harmless, fatal), the
# largest of them, and by segment what is expected, noise and luck.
_HITS, _MOST, _BY_SEGMENT, _EACH = 0, 4, 5, 4
_EXPECTED, _NOISE, _LUCK, _NORMAL = range(_EACH)
# What a week of a run ends with, as bits.
_SURGED, _HIT, _KILLED, _CLASHED, _AT_WAR = 1, 2, 4, 8, 16
_NEVER = -1.0
_MEANT = 1  # kind of an incident against the force, after the one by chance


@compiled
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


@compiled
def _level(weeks: int, quiet: float, rise: float, shape: float) -> float:
    """Share of the full violations some weeks after a commitment."""
    return 1.0 - (1.0 - quiet) * math.exp(-((weeks / rise) ** shape))


@compiled
def _draw_week(  # noqa: PLR0913, PLR0917 - arrays one by one, see above
    keys: Words, future: np.uint64, t: int, lengths: Floats, numbers: Floats, level: float,
    draws: Floats,
) -> float:  # fmt: skip
    """Draw what all runs share in a week; return the violations expected on the whole line."""
    whole = 0.0
    for s in range(len(lengths)):
        expected = lengths[s] * numbers[p.RATE] * level
        at = _BY_SEGMENT + s * _EACH
        draws[at + _EXPECTED] = expected
        whole += expected
        if expected > 0.0:
            size, key = numbers[p.DISPERSION], _STREAMS + 2 * s
            luck = unit(absorbed(keys[key + 1, t], future))
            draws[at + _NOISE] = gamma_noise(size, absorbed(keys[key, t], future))
            draws[at + _LUCK], draws[at + _NORMAL] = luck, normal_quantile(luck)
    crossfire = absorbed(keys[_CROSSFIRE, t], future)
    deliberate = absorbed(keys[_DELIBERATE, t], future)
    most = 0.0
    for k in range(2):
        draws[_HITS + k], draws[_HITS + 2 + k] = counted(crossfire, k), counted(deliberate, k)
        most = max(most, draws[_HITS + k], draws[_HITS + 2 + k])
    draws[_MOST] = most
    return whole


@compiled
def _violated(
    state: Floats, r: int, draws: Floats, segments: int, excitation: float, milder: float
) -> float:
    """Violations of a run in a week, over all segments."""
    total = 0.0
    for s in range(segments):
        at = _BY_SEGMENT + s * _EACH
        if draws[at + _EXPECTED] > 0.0:
            mean, before = draws[at + _EXPECTED] * milder, state[r, _BEFORE + s]
            if before >= 0.0:
                mean += excitation * (before - mean)
            now = poisson_quantile(
                mean * draws[at + _NOISE], draws[at + _LUCK], draws[at + _NORMAL]
            )
            state[r, _BEFORE + s] = now
            total += now
    return total


@compiled
def _happened(left: Floats, r: int, column: int, t: int, times: float) -> None:
    """Take down the week of something that happened some times, unless it is not the first."""
    if times > 0.0:
        left[r, column] = min(left[r, column], t)


@compiled
def _killed(killing: float, each: float, deaths: np.uint64, first: int) -> float:
    """Dead of the incidents of a week that kill."""
    dead = 0.0
    for k in range(int(killing)):
        dead += geometric_quantile(each, counted(deaths, 1 + first + 2 * k))
    return dead


@compiled
def _attacked(  # noqa: PLR0913, PLR0917 - arrays one by one, see above
    keys: Words, future: np.uint64, t: int, r: int, numbers: Floats, draws: Floats, left: Floats,
    state: Floats, thousands: float, over: float, horizon: int,
) -> int:  # fmt: skip
    """Hit the force for a week; return the breaches that are answered."""
    chance = thousands * numbers[p.CROSSFIRE_RATE] * over
    meant = thousands * numbers[p.DELIBERATE_RATE]
    most = max(chance, meant)
    if most <= 0.0 or draws[_MOST] < 1.0 - most:
        return 0
    fatal, dead, killing, incidents = numbers[p.FATAL], 0.0, 0.0, 0.0
    deaths = absorbed(keys[_DEATHS, t], future)
    for kind in range(2):
        mean = meant if kind else chance
        u, v = draws[_HITS + 2 * kind], draws[_HITS + 2 * kind + 1]
        harmless = poisson_quantile(mean * (1.0 - fatal), u, normal_quantile(u))
        fatalities = poisson_quantile(mean * fatal, v, normal_quantile(v))
        incidents = harmless + fatalities
        if kind == _MEANT:
            _happened(left, r, a.ATTACK_WEEK, t, incidents)
            _happened(left, r, a.ATTACK_FATAL_WEEK, t, fatalities)
        killing += fatalities
        dead += _killed(fatalities, numbers[p.DEATHS_EACH], deaths, kind)
        if t < horizon:
            left[r, a.CROSSFIRE + kind] += incidents
    if t < horizon:
        left[r, a.FORCE_DEATHS] += dead
    if killing == 0.0:
        return _HIT if incidents > 0.0 else 0
    stays = (1.0 - numbers[p.LEAVES]) ** killing
    if unit(absorbed(keys[_LEAVE, t], future)) < 1.0 - stays:
        state[r, _STANDS] = 0.0
        left[r, a.WITHDRAWN] = 1.0
    return _KILLED


@compiled
def _fought(  # noqa: PLR0913, PLR0917 - arrays one by one, see above
    keys: Words, future: np.uint64, t: int, r: int, numbers: Floats, left: Floats, turns: float,
    horizon: int,
) -> int:  # fmt: skip
    """Take down a fatal clash, and the war that it becomes with the probability ``turns``."""
    _happened(left, r, a.CLASH_WEEK, t, 1.0)
    if t < horizon:
        u = counted(absorbed(keys[_DEATHS, t], future), 0)
        left[r, a.CLASHES] += 1.0
        left[r, a.DEATHS] += geometric_quantile(numbers[p.CLASH_DEATHS], u)
    if unit(absorbed(keys[_WAR, t], future)) >= turns:
        return _CLASHED
    left[r, a.WAR_WEEK] = t
    return _AT_WAR


@compiled
def _run_week(  # noqa: PLR0913, PLR0917 - arrays one by one, see above
    keys: Words, future: np.uint64, t: int, r: int, numbers: Floats, draws: Floats, left: Floats,
    state: Floats, segments: int, whole: float, people: float, war: float, clash: float,
    luck: float, horizon: int,
) -> int:  # fmt: skip
    """One week of one run: ``war`` and ``clash`` are its hazards without violations or answers."""
    milder = state[r, _RATIO + a.VIOLATION]
    if state[r, _FROM] <= t < state[r, _UNTIL]:
        war *= state[r, _ANSWER + a.WAR]
        clash *= state[r, _ANSWER + a.CLASH]
        milder *= state[r, _ANSWER + a.VIOLATION]
    over, ends = 1.0, 0
    if whole > 0.0:
        total = _violated(state, r, draws, segments, numbers[p.EXCITATION], milder)
        over = total / whole
        if t < horizon:
            left[r, a.VIOLATIONS] += total
        ends = _SURGED if over > numbers[p.SURGE_RATIO] else 0
    if people > 0.0:
        thousands = people / 1000.0 * a.MONTHS_PER_WEEK
        ends |= _attacked(keys, future, t, r, numbers, draws, left, state, thousands, over, horizon)
    clashes = clash * max(0.0, 1.0 + numbers[p.HEAT] * (over - 1.0))
    if luck < clashes and luck < 1.0 - math.exp(-clashes):
        grows = math.exp(numbers[p.GROWTH] * numbers[p.GAIN] * t / a.WEEKS_PER_YEAR)
        ends |= _fought(keys, future, t, r, numbers, left, war * grows / clash, horizon)
    return ends


@compiled
def _breached(  # noqa: PLR0913, PLR0917 - arrays one by one, see above
    keys: Words, future: np.uint64, t: int, r: int, breach: int, numbers: Floats, left: Floats,
    state: Floats, step: int, there: int, steps: Counts, hours: Floats, response: Floats,
    lasts: float, horizon: int,
) -> None:  # fmt: skip
    """Climb a ladder from the step at which a breach enters it; the last answer has its effect."""
    kind = min(breach, a.ATTACK)
    heed = absorbed(keys[_SURGE_HEED + kind, t], future)
    seen = unit(absorbed(keys[_SURGE_SEEN + kind, t], future))
    blamed = seen < numbers[p.ATTRIBUTED]
    wrong = 0 if blamed or seen < 1.0 - numbers[p.MISATTRIBUTED] else 1
    clock, depth, taken = 24.0 * numbers[p.DAYS], 0, 0
    while step >= 0:
        waits = steps[step, a.NEEDS_ATTRIBUTION] and not blamed and not wrong
        if (there >> step) & 1 and not waits:
            clock += hours[step]
            taken += 1
            act = steps[step, a.ACT]
            begins = t + 1 + math.floor(clock / a.HOURS_PER_WEEK)
            state[r, _FROM], state[r, _UNTIL] = begins, begins + lasts
            for k in range(3):
                state[r, _ANSWER + k] = math.exp(response[act, wrong, k])
            if t < horizon:
                left[r, a.ANSWERS] += 1.0
                left[r, a.FALSE_ANSWERS] += wrong
                left[r, a.HELD] += 1.0 if act == a.HOLD else 0.0
            if counted(heed, depth) < numbers[p.HEEDED]:
                break
        step, depth = steps[step, a.AFTER], depth + 1
    if taken == 0 and t < horizon:
        left[r, a.UNANSWERED] += 1.0


@compiled
def _answered(  # noqa: PLR0913, PLR0917 - arrays one by one, see above
    keys: Words, future: np.uint64, t: int, r: int, ends: int, numbers: Floats, left: Floats,
    state: Floats, entry: Counts, ladder: int, there: int, steps: Counts, hours: Floats,
    response: Floats, lasts: float, horizon: int,
) -> None:  # fmt: skip
    """Bring the breaches of a week to the ladder, one after the other."""
    for breach in range(len(a.BREACH_BITS)):
        step = entry[ladder, breach]
        if ends & a.BREACH_BITS[breach] and step >= 0:
            _breached(
                keys, future, t, r, breach, numbers, left, state, step, there, steps, hours,
                response, lasts, horizon,
            )  # fmt: skip


@compiled
def _present(state: Floats, r: int, here: float, effect: Floats, i: int) -> None:
    """Take down what the force does at another share of its strength."""
    state[r, _SHARE] = here
    state[r, _RATIO + a.WAR] = math.exp(effect[r, i, a.WAR] * here)
    state[r, _RATIO + a.CLASH] = math.exp(effect[r, i, a.CLASH] * here)
    state[r, _RATIO + a.VIOLATION] = math.exp(effect[r, i, a.VIOLATION] * here)


@compiled
def _nothing_left(number: int, weeks: int) -> Floats:
    """What runs leave in which nothing happens."""
    left = np.zeros((number, _LEFT))
    for column in a.WEEK_COLUMNS:
        left[:, column] = weeks
    return left


@compiled
def _history(
    shared: a.Shared, ladders: a.Ladders, runs: a.Runs, horizon: int, i: int,
    out: NDArray[np.float32],
) -> None:  # fmt: skip
    """All runs of one future, into ``out`` of shape (runs, count, left)."""
    keys, future, lengths = shared.keys, shared.futures[i], shared.lengths[i]
    weeks, number, segments = keys.shape[1], len(runs.ladder), len(lengths)
    numbers, response, lasts = shared.numbers[i], shared.response[i], shared.response_weeks[i]
    entry, steps, hours = ladders.entry, ladders.steps, ladders.hours[i]
    effect, people, build, builds = runs.effect, runs.people, runs.build, runs.builds
    ladder, there = runs.ladder, runs.there
    hazard, b = np.empty((2, weeks)), shared.baseline[i]
    for k in range(2):
        _increments(shared.knots[k, b], shared.hazards[k, i], shared.points[k, b], hazard[k])
    draws = np.empty(_BY_SEGMENT + segments * _EACH)
    state, left = np.full((number, _BEFORE + segments), _NEVER), _nothing_left(number, weeks)
    state[:, _STANDS] = 1.0
    alive, last, committed = np.arange(number), number, 0
    looks_like = numbers[p.FALSE_RATE] * lengths.sum()
    again = 1.0 - math.exp(-numbers[p.RECOMMITMENTS] / a.WEEKS_PER_YEAR)
    for t in range(weeks):
        if t > 0 and again > 0.0 and unit(absorbed(keys[_RECOMMIT, t], future)) < again:
            committed = t
        level = _level(t - committed, numbers[p.QUIET], numbers[p.RISE], numbers[p.RISE_SHAPE])
        whole = _draw_week(keys, future, t, lengths, numbers, level, draws)
        luck = unit(absorbed(keys[_CLASH, t], future))
        month = min(int(t * a.MONTHS_PER_WEEK), builds.shape[2] - 1)
        stays = 0
        for k in range(last):
            r = alive[k]
            here = builds[build[r], i, month] * state[r, _STANDS]
            if here != state[r, _SHARE]:
                _present(state, r, here, effect, i)
            if t < horizon:
                left[r, a.NOT_VIOLATIONS] += looks_like
            ends = _run_week(
                keys, future, t, r, numbers, draws, left, state, segments, whole,
                people[r, i] * here, hazard[a.WAR, t] * state[r, _RATIO + a.WAR],
                hazard[a.CLASH, t] * state[r, _RATIO + a.CLASH], luck, horizon,
            )  # fmt: skip
            if ends & _AT_WAR:
                continue
            alive[stays] = r
            stays += 1
            if ends and ladder[r] >= 0:
                _answered(
                    keys, future, t, r, ends, numbers, left, state, entry, ladder[r], there[r, i],
                    steps, hours, response, lasts, horizon,
                )  # fmt: skip
        last = stays
        if last == 0:
            break
    out[:, i, :] = left


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
