"""Chance inside a kernel: keyed draws and the laws of counts, compiled.

The draws are those of :mod:`ceasefire.core.draws`, with a counter behind the key where one draw of
a week is not enough.
"""

from __future__ import annotations

import math

import numpy as np

from ceasefire.core.compiled import compiled
from ceasefire.truce.arrays import Words

_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_TO_UNIT = 2.0**-53
_EXACT_BELOW = 12.0  # mean of a Poisson law up to which its quantile is summed up
_SUMMED_TO = 1.0 - 1e-12  # rounding decides beyond it
_JOINED_BELOW = 16.0  # from here on the expansion lies above every quantile at the switch
_TRIES = 32  # a gamma draw is accepted at the first try in more than nine cases of ten


@compiled
def mixed(z: np.uint64) -> np.uint64:
    """Return the finalizer of SplitMix64 (Steele, Lea and Flood 2014) of a word."""
    z = (z ^ (z >> np.uint64(30))) * _MIX_1
    z = (z ^ (z >> np.uint64(27))) * _MIX_2
    return z ^ (z >> np.uint64(31))


@compiled
def absorbed(state: np.uint64, word: np.uint64) -> np.uint64:
    """Return a state with one more word of its key."""
    return mixed((state + _GAMMA) ^ word)


@compiled
def unit(state: np.uint64) -> float:
    """Return the uniform number in (0, 1) of a key that is complete."""
    return (float(mixed(state) >> np.uint64(11)) + 0.5) * _TO_UNIT


@compiled
def counted(state: np.uint64, number: int) -> float:
    """Return the uniform number of a key with a counter behind it."""
    return unit(absorbed(state, np.uint64(number)))


@compiled
def normal_quantile(u: float) -> float:
    """Return the quantile of the standard normal law (Acklam 2003), relative error below 2e-9."""
    if u < 0.02425 or u > 0.97575:  # noqa: PLR2004 - where the tail's formula takes over
        q = math.sqrt(-2.0 * math.log(min(u, 1.0 - u)))
        top = ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783  # fmt: skip
        low = (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
               + 3.754408661907416) * q + 1.0  # fmt: skip
        return top / low if u < 0.5 else -top / low  # noqa: PLR2004 - the middle
    q = u - 0.5
    r = q * q
    # fmt: off
    top = ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
            + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239
    low = ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
            + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1.0
    # fmt: on
    return q * top / low


@compiled
def _summed_quantile(mean: float, u: float) -> float:
    """Quantile of a Poisson law by adding up its probabilities."""
    term = math.exp(-mean)
    total, count, enough = term, 0.0, min(u, _SUMMED_TO)
    while enough > total:
        count += 1.0
        term *= mean / count
        total += term
    return count


@compiled
def poisson_quantile(mean: float, u: float, z: float) -> float:
    """Return the count that a Poisson law with a mean does not exceed with probability ``u``.

    ``z`` is the normal quantile of ``u``. Exact up to a mean of 12; beyond, the expansion of
    Cornish and Fisher (1938) to the second order, off by at most one where it is not exact. Never
    falls when the mean or ``u`` rises: next to the switch the count at the switch is the least.
    """
    if mean <= 0.0 or u < 1.0 - mean:
        return 0.0
    if mean <= _EXACT_BELOW:
        return _summed_quantile(mean, u)
    count = max(0.0, math.floor(mean + math.sqrt(mean) * z + (z * z - 1.0) / 6.0 + 0.5))
    if mean < _JOINED_BELOW:
        count = max(count, _summed_quantile(_EXACT_BELOW, u))
    return count


@compiled
def poisson_count(mean: float, u: float) -> float:
    """Return `poisson_quantile` where no normal quantile is at hand: small means need none."""
    z = 0.0 if mean <= _EXACT_BELOW else normal_quantile(u)
    return poisson_quantile(mean, u, z)


@compiled
def gamma_noise(size: float, state: np.uint64) -> float:
    """Return a gamma variate of mean 1 and variance ``1 / size`` (Marsaglia and Tsang 2000)."""
    boosted = size if size >= 1.0 else size + 1.0
    d = boosted - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    value = d
    for k in range(_TRIES):
        x = math.sqrt(-2.0 * math.log(counted(state, 3 * k))) * math.cos(
            2.0 * math.pi * counted(state, 3 * k + 1)
        )
        v = 1.0 + c * x
        if v > 0.0:
            v = v * v * v
            if math.log(counted(state, 3 * k + 2)) < 0.5 * x * x + d - d * v + d * math.log(v):
                value = d * v
                break
    if size < 1.0:
        value *= counted(state, 3 * _TRIES) ** (1.0 / size)
    return value / size


@compiled
def geometric_quantile(mean: float, u: float) -> float:
    """Return a count of 1 or more with this mean: the quantile of the geometric law."""
    if mean <= 1.0:
        return 1.0
    return 1.0 + math.floor(math.log(u) / math.log(1.0 - 1.0 / mean))


def week_keys(seed: int, streams: tuple[str, ...], weeks: int) -> Words:
    """Return the states of (seed, stream, replicate 0, week), shape (streams, weeks)."""
    from ceasefire.core.draws import week_states  # noqa: PLC0415 - one place knows the key

    return np.stack([week_states(seed, stream, weeks) for stream in streams])
