"""Latin hypercubes without holding them: the stratum of a future is a keyed permutation."""

from __future__ import annotations

import math

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.draws import Draws, Words, keyed_words, stream_key

_ROUNDS = 6
_EDGE = 2.0**-53
_LATIN = stream_key("latin hypercube")


def permuted(places: Words, size: int, key: tuple[int, ...]) -> Words:
    """Where a keyed permutation of 0 to ``size - 1`` sends some places.

    A Feistel network on the least square that holds ``size``, walked on until it comes back
    inside (Black and Rogaway 2002, "Ciphers with arbitrary finite domains").

    Args:
        places: each below ``size``.
        size: 1 or more.
        key: whole numbers.
    """
    side = np.uint64(math.isqrt(size - 1) + 1)
    found = _walked(places.astype(np.uint64), side, key)
    outside = np.flatnonzero(found >= size)
    while len(outside):
        found[outside] = _walked(found[outside], side, key)
        outside = outside[found[outside] >= size]
    return found


def _walked(places: Words, side: np.uint64, key: tuple[int, ...]) -> Words:
    left, right = places // side, places % side
    for turn in range(_ROUNDS):
        left, right = right, (left + keyed_words((*key, turn), right) % side) % side
    return np.asarray(left * side + right)


def latin(seed: int, stream: str, futures: int, first: int, count: int) -> Floats:
    """Uniform numbers of a block of a Latin hypercube, shape ``(count,)``.

    Over all ``futures`` each of as many equal strata of (0, 1) holds one number, at a random place
    in it. Which stratum a future has depends on the key alone, not on the block.
    """
    places = np.arange(first, first + count, dtype=np.uint64)
    strata = permuted(places, futures, (seed, _LATIN, stream_key(stream)))
    within = Draws(seed, first, count).uniform(f"{stream}.within stratum")
    return np.clip((strata.astype(np.float64) + within) / futures, _EDGE, 1 - _EDGE)
