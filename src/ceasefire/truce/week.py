"""One week of the truce, compiled: what happens to a run, and how its ladder answers.

:mod:`ceasefire.truce.plain` is the same in plain Python and explains it;
:mod:`ceasefire.truce.kernel` calls these steps. They all take their future as one tuple of arrays,
which costs nothing because they become part of the loop that calls them.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled_step
from ceasefire.truce import arrays as a
from ceasefire.truce import parameters as p
from ceasefire.truce.arrays import Counts, Words
from ceasefire.truce.chance import (
    absorbed,
    counted,
    gamma_noise,
    geometric_quantile,
    normal_quantile,
    poisson_count,
    poisson_quantile,
    unit,
)

_STREAMS = len(a.STREAMS)
(
    CLASH, _WAR, RECOMMIT, _CROSSFIRE, _DELIBERATE, _DEATHS, _LEAVE, _SURGE_SEEN, _CLASH_SEEN,
    _ATTACK_SEEN, _SURGE_HEED, _CLASH_HEED, _ATTACK_HEED,
) = range(_STREAMS)  # fmt: skip
# State of a run: what stands of its force and whether it is still there; the weeks of the effect of
# the last answer, and the effect; what the force does; then last week's violations.
_SHARE, _STANDS, _FROM, _UNTIL, _ANSWER, _RATIO, _BEFORE = 0, 1, 2, 3, 4, 7, 10
_NEVER = -1.0
# Draws of a week: luck of incidents against the force (by chance, meant; harmless, fatal), the
# largest of them, and by segment what is expected, noise and luck.
_HITS, _MOST, _BY_SEGMENT, _EACH = 0, 4, 5, 4
_EXPECTED, _NOISE, _LUCK, _NORMAL = range(_EACH)
_MEANT = 1  # kind of an incident, after those by chance
# What a week of a run ends with, as bits.
_SURGED, _HIT, _KILLED, _CLASHED, AT_WAR = 1, 2, 4, 8, 16


class Future(NamedTuple):
    """One future: what its weeks read, the draws of the week, and what its runs have come to.

    Names are those of `arrays.Shared` and `arrays.Ladders`; ``word`` is the number of the future in
    the key of its draws, ``hazard`` the weekly ones of war and clash, shape (2, weeks). ``state``
    and ``left`` have a row for each run.
    """

    keys: Words
    word: np.uint64
    lengths: Floats
    numbers: Floats
    hazard: Floats
    response: Floats
    response_weeks: float
    entry: Counts
    steps: Counts
    hours: Floats
    horizon: int
    draws: Floats
    state: Floats
    left: Floats


@compiled_step
def sizes(segments: int) -> tuple[int, int]:
    """Numbers in the draws of a week and in the state of a run."""
    return _BY_SEGMENT + segments * _EACH, _BEFORE + segments


@compiled_step
def set_out(one: Future) -> None:
    """Begin the truce: nobody is there yet, nothing has happened."""
    for r in range(len(one.state)):
        one.state[r, :] = _NEVER
        one.state[r, _STANDS] = 1.0
        one.left[r, :] = 0.0
        for column in a.WEEK_COLUMNS:
            one.left[r, column] = one.keys.shape[1]


@compiled_step
def draw_week(one: Future, t: int, level: float) -> float:
    """Draw what all runs share in a week; return the violations expected on the whole line."""
    keys, draws, whole = one.keys, one.draws, 0.0
    for s in range(len(one.lengths)):
        expected = one.lengths[s] * one.numbers[p.RATE] * level
        at = _BY_SEGMENT + s * _EACH
        draws[at + _EXPECTED] = expected
        whole += expected
        if expected > 0.0:
            size, key = one.numbers[p.DISPERSION], _STREAMS + 2 * s
            luck = unit(absorbed(keys[key + 1, t], one.word))
            draws[at + _NOISE] = gamma_noise(size, absorbed(keys[key, t], one.word))
            draws[at + _LUCK], draws[at + _NORMAL] = luck, normal_quantile(luck)
    crossfire = absorbed(keys[_CROSSFIRE, t], one.word)
    deliberate = absorbed(keys[_DELIBERATE, t], one.word)
    most = 0.0
    for k in range(2):
        draws[_HITS + k], draws[_HITS + 2 + k] = counted(crossfire, k), counted(deliberate, k)
        most = max(most, draws[_HITS + k], draws[_HITS + 2 + k])
    draws[_MOST] = most
    return whole


@compiled_step
def _violated(one: Future, r: int, milder: float) -> float:
    """Violations of a run in a week, over all segments."""
    draws, state, total = one.draws, one.state, 0.0
    for s in range(len(one.lengths)):
        at = _BY_SEGMENT + s * _EACH
        if draws[at + _EXPECTED] > 0.0:
            mean, before = draws[at + _EXPECTED] * milder, state[r, _BEFORE + s]
            if before >= 0.0:
                mean += one.numbers[p.EXCITATION] * (before - mean)
            now = poisson_quantile(
                mean * draws[at + _NOISE], draws[at + _LUCK], draws[at + _NORMAL]
            )
            state[r, _BEFORE + s] = now
            total += now
    return total


@compiled_step
def _happened(one: Future, r: int, column: int, t: int) -> None:
    """Take down the week of something, unless it is not the first."""
    one.left[r, column] = min(one.left[r, column], t)


@compiled_step
def _killed(one: Future, t: int, killing: float, kind: int) -> float:
    """Dead of the incidents of a week that kill."""
    deaths, dead = absorbed(one.keys[_DEATHS, t], one.word), 0.0
    for k in range(int(killing)):
        dead += geometric_quantile(one.numbers[p.DEATHS_EACH], counted(deaths, 1 + kind + 2 * k))
    return dead


@compiled_step
def _mourned(one: Future, t: int, r: int, killing: float) -> None:
    """Say whether the force leaves after the incidents of a week that killed."""
    stays = (1.0 - one.numbers[p.LEAVES]) ** killing
    if unit(absorbed(one.keys[_LEAVE, t], one.word)) < 1.0 - stays:
        one.state[r, _STANDS] = 0.0
        _happened(one, r, a.WITHDRAW_WEEK, t)
        if t < one.horizon:
            one.left[r, a.WITHDRAWN] = 1.0


@compiled_step
def _attacked(one: Future, t: int, r: int, thousands: float, over: float) -> int:
    """Hit the force for a week; return the breaches that are answered."""
    means = (
        thousands * one.numbers[p.CROSSFIRE_RATE] * over,
        thousands * one.numbers[p.DELIBERATE_RATE],
    )
    most = max(means[0], means[1])
    if most <= 0.0 or one.draws[_MOST] < 1.0 - most:  # as every count would find for itself
        return 0
    fatal, dead, all_killing, incidents = one.numbers[p.FATAL], 0.0, 0.0, 0.0
    for kind in range(2):
        at = _HITS + 2 * kind
        harmless = poisson_count(means[kind] * (1.0 - fatal), one.draws[at])
        killing = poisson_count(means[kind] * fatal, one.draws[at + 1])
        incidents = harmless + killing
        if incidents > 0.0 and kind == _MEANT:
            _happened(one, r, a.ATTACK_WEEK, t)
        if killing > 0.0:
            if kind == _MEANT:
                _happened(one, r, a.ATTACK_FATAL_WEEK, t)
            dead += _killed(one, t, killing, kind)
            all_killing += killing
        if t < one.horizon:
            one.left[r, a.CROSSFIRE + kind] += incidents
    if all_killing == 0.0:
        return _HIT if incidents > 0.0 else 0
    if t < one.horizon:
        one.left[r, a.FORCE_DEATHS] += dead
    _mourned(one, t, r, all_killing)
    return _KILLED


@compiled_step
def _fought(one: Future, t: int, r: int, turns: float) -> int:
    """Take down a fatal clash, and the war that it becomes with the probability ``turns``."""
    _happened(one, r, a.CLASH_WEEK, t)
    if t < one.horizon:
        u = counted(absorbed(one.keys[_DEATHS, t], one.word), 0)
        one.left[r, a.CLASHES] += 1.0
        one.left[r, a.DEATHS] += geometric_quantile(one.numbers[p.CLASH_DEATHS], u)
    if unit(absorbed(one.keys[_WAR, t], one.word)) >= turns:
        return _CLASHED
    _happened(one, r, a.WAR_WEEK, t)
    return AT_WAR


@compiled_step
def present(one: Future, r: int, share: float, effect: Floats) -> float:
    """Return how much of the force is there; take down what it does where that has changed."""
    here: float = share * one.state[r, _STANDS]
    if here != one.state[r, _SHARE]:
        one.state[r, _SHARE] = here
        for k in range(len(effect)):
            one.state[r, _RATIO + k] = math.exp(effect[k] * here)
    return here


@compiled_step
def live_week(one: Future, t: int, r: int, whole: float, people: float, luck: float) -> int:
    """Live through a week of a run; ``luck`` is that of a clash. Return what it ends with."""
    state, numbers = one.state, one.numbers
    milder = state[r, _RATIO + a.VIOLATION]
    war = one.hazard[a.WAR, t] * state[r, _RATIO + a.WAR]
    clash = one.hazard[a.CLASH, t] * state[r, _RATIO + a.CLASH]
    if state[r, _FROM] <= t < state[r, _UNTIL]:
        war *= state[r, _ANSWER + a.WAR]
        clash *= state[r, _ANSWER + a.CLASH]
        milder *= state[r, _ANSWER + a.VIOLATION]
    over, ends = 1.0, 0
    if whole > 0.0:
        total = _violated(one, r, milder)
        over = total / whole
        if t < one.horizon:
            one.left[r, a.VIOLATIONS] += total
        ends = _SURGED if over > numbers[p.SURGE_RATIO] else 0
    if people > 0.0:
        ends |= _attacked(one, t, r, people / 1000.0 * a.MONTHS_PER_WEEK, over)
    clash = max(clash, war)  # a war is a clash
    clashes = clash * max(0.0, 1.0 + numbers[p.HEAT] * (over - 1.0))
    if luck < clashes and luck < 1.0 - math.exp(-clashes):
        ends |= _fought(one, t, r, war / clash)
    return ends


@compiled_step
def _take(one: Future, t: int, r: int, step: int, wrong: int, clock: float) -> None:
    """Take a step of a ladder, whose effect begins once the clock has run out."""
    act = one.steps[step, a.ACT]
    begins = t + 1 + math.floor(clock / a.HOURS_PER_WEEK)
    one.state[r, _FROM], one.state[r, _UNTIL] = begins, begins + one.response_weeks
    for k in range(len(a.ACTED_ON)):
        one.state[r, _ANSWER + k] = math.exp(one.response[act, wrong, k])
    if t < one.horizon:
        one.left[r, a.ANSWERS] += 1.0
        one.left[r, a.FALSE_ANSWERS] += wrong
        one.left[r, a.HELD] += 1.0 if act == a.HOLD else 0.0


@compiled_step
def _breached(one: Future, t: int, r: int, breach: int, step: int, there: int) -> None:
    """Climb a ladder from the step at which a breach enters it; the last answer has its effect."""
    kind, numbers = min(breach, a.ATTACK), one.numbers
    heed = absorbed(one.keys[_SURGE_HEED + kind, t], one.word)
    seen = unit(absorbed(one.keys[_SURGE_SEEN + kind, t], one.word))
    blamed = seen < numbers[p.ATTRIBUTED]
    wrong = 0 if blamed or seen < 1.0 - numbers[p.MISATTRIBUTED] else 1
    clock, depth, taken = 24.0 * numbers[p.DAYS], 0, 0
    while step >= 0:
        waits = one.steps[step, a.NEEDS_ATTRIBUTION] and not blamed and not wrong
        if (there >> step) & 1 and not waits:
            clock += one.hours[step]
            taken += 1
            _take(one, t, r, step, wrong, clock)
            if counted(heed, depth) < numbers[p.HEEDED]:
                break
        step, depth = one.steps[step, a.AFTER], depth + 1
    if taken == 0 and t < one.horizon:
        one.left[r, a.UNANSWERED] += 1.0


@compiled_step
def answer(one: Future, t: int, r: int, ends: int, ladder: int, there: int) -> None:
    """Bring the breaches of a week to the ladder, one after the other."""
    for breach in range(len(a.BREACH_BITS)):
        step = one.entry[ladder, breach]
        if ends & a.BREACH_BITS[breach] and step >= 0:
            _breached(one, t, r, breach, step, there)
