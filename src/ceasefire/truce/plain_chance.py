"""Chance in plain Python: keyed draws and the laws of counts, for the truce's plain twin."""

from __future__ import annotations

import math
from statistics import NormalDist

_WORD = 2**64 - 1
_POISSON_SUMMED_TO = 12.0
_POISSON_JOINED_BELOW = 16.0
_GAMMA_TRIES = 32


def mixed(z: int) -> int:
    """Return the finalizer of SplitMix64 (Steele, Lea and Flood 2014) of a 64-bit word."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & _WORD
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & _WORD
    return z ^ (z >> 31)


def absorbed(state: int, word: int) -> int:
    """Return the state of a key with one more word."""
    return mixed((state + 0x9E3779B97F4A7C15 & _WORD) ^ word)


def uniform(state: int) -> float:
    """Return the uniform number of a complete key: its upper 53 bits, in the middle of a step."""
    return ((mixed(state) >> 11) + 0.5) * 2.0**-53


def nth_uniform(state: int, n: int) -> float:
    """Return the ``n``-th uniform number behind a key, from 0."""
    return uniform(absorbed(state, n))


def poisson(mean: float, u: float) -> float:
    """Count with a Poisson law at the quantile ``u``.

    Up to a mean of 12 the probabilities are added up; beyond, the expansion of Cornish and Fisher
    (1938) to the second order, which is never taken below the count at a mean of 12.
    """
    if mean <= 0:
        return 0.0
    if mean <= _POISSON_SUMMED_TO:
        return _summed_poisson(mean, u)
    z = NormalDist().inv_cdf(u)
    count = max(0.0, math.floor(mean + math.sqrt(mean) * z + (z * z - 1) / 6 + 0.5))
    if mean < _POISSON_JOINED_BELOW:
        count = max(count, _summed_poisson(_POISSON_SUMMED_TO, u))
    return count


def _summed_poisson(mean: float, u: float) -> float:
    count, probability = 0, math.exp(-mean)
    total = probability
    while min(u, 1 - 1e-12) > total:  # beyond it rounding would decide
        count += 1
        probability *= mean / count
        total += probability
    return float(count)


def gamma(size: float, state: int) -> float:
    """Gamma variate of mean 1 and variance 1 / size by the method of Marsaglia and Tsang (2000).

    A size below 1 is drawn with one more and multiplied with a power of a uniform number (ibid.,
    section 6). Normal numbers are those of Box and Muller (1958).
    """
    d = (size if size >= 1 else size + 1) - 1 / 3
    variate = d
    for attempt in range(_GAMMA_TRIES):
        first, second, third = (nth_uniform(state, 3 * attempt + k) for k in range(3))
        x = math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * second)
        v = (1 + x / math.sqrt(9 * d)) ** 3
        if v > 0 and math.log(third) < x * x / 2 + d - d * v + d * math.log(v):
            variate = d * v
            break
    if size < 1:
        variate *= nth_uniform(state, 3 * _GAMMA_TRIES) ** (1 / size)
    return variate / size


def geometric(mean: float, u: float) -> float:
    """Count of 1 or more with this mean (geometric law): people killed by something that kills."""
    if mean <= 1:
        return 1.0
    return 1.0 + math.floor(math.log(u) / math.log(1 - 1 / mean))
