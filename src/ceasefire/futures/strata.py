"""Latin hypercubes without holding them: the stratum of a future is a keyed permutation.

Import this module only where strata are laid out: it loads the compiler.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numba import prange

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_over_draws
from ceasefire.core.draws import Words, stream_key
from ceasefire.truce.chance import absorbed, mixed, unit

_ROUNDS = 6
_EDGE = 2.0**-53
_LATIN = np.uint64(stream_key("latin hypercube"))
_NONE, _ONE = np.uint64(0), np.uint64(1)
_HALF, _LOW = np.uint64(32), np.uint64(2**32 - 1)  # a word in two halves
_WIDEST = np.uint64(2**20)  # side up to which a remainder is found in floating point
_SHORT = 1.0 - 2.0**-50  # a reciprocal just short of the true one: no quotient comes out too large
_CHUNK = 512  # places that stay in the nearest cache


def permuted(places: Words, size: int, key: tuple[int, ...]) -> Words:
    """Where a keyed permutation of 0 to ``size - 1`` sends some places.

    A Feistel network on the least square that holds ``size``, walked on until it comes back
    inside (Black and Rogaway 2002, "Ciphers with arbitrary finite domains").

    Args:
        places: each below ``size``.
        size: 1 or more.
        key: whole numbers.
    """
    found = places.astype(np.uint64)
    _permute(found, np.empty_like(found), np.uint64(size), _side(size), _keyed(*key))
    return found


def latin(seed: int, streams: Sequence[str], futures: int, first: int, count: int) -> Floats:
    """Uniform numbers of a block of a Latin hypercube, shape ``(streams, count)``.

    Over all ``futures`` each of as many equal strata of (0, 1) holds one number of a stream, at a
    random place in it. Which stratum a future has depends on the key alone, not on the block.
    """
    names = np.array([stream_key(stream) for stream in streams], dtype=np.uint64)
    within = np.array([stream_key(f"{s}.within stratum") for s in streams], dtype=np.uint64)
    out = np.empty((len(streams), count))
    size, side = np.uint64(futures), _side(futures)
    _lay_out(_keyed(seed), names, within, size, side, np.uint64(first), out)
    return out


def _keyed(*words: int) -> np.uint64:
    """State after the first words of a key."""
    state = _NONE
    for word in words:
        state = np.uint64(absorbed(state, np.uint64(word % 2**64)))  # numba hands back an int
    return state


def _side(size: int) -> np.uint64:
    """Side of the least square that holds ``size`` places."""
    return np.uint64(math.isqrt(size - 1) + 1)


@compiled_over_draws
def _lay_out(  # noqa: PLR0913, PLR0917 - what a block and its key are
    seeded: np.uint64, names: Words, within: Words, size: np.uint64, side: np.uint64,
    first: np.uint64, out: Floats,
) -> None:  # fmt: skip
    """Fill a block with numbers, all its streams in one go."""
    streams, count = out.shape
    chunks = (count + _CHUNK - 1) // _CHUNK
    for task in prange(streams * chunks):
        stream, start = task // chunks, task % chunks * _CHUNK
        length = min(_CHUNK, count - start)
        scratch = np.empty((2, length), dtype=np.uint64)
        strata, ahead = scratch[0], first + np.uint64(start)
        for i in range(length):
            strata[i] = ahead + np.uint64(i)
        key = absorbed(absorbed(seeded, _LATIN), names[stream])
        _permute(strata, scratch[1], size, side, key)
        luck = absorbed(absorbed(absorbed(seeded, within[stream]), _NONE), _NONE)
        row, futures = out[stream, start : start + length], float(size)
        for i in range(length):
            inside = unit(absorbed(luck, ahead + np.uint64(i)))
            row[i] = min(max((float(strata[i]) + inside) / futures, _EDGE), 1 - _EDGE)


@compiled
def _permute(places: Words, spare: Words, size: np.uint64, side: np.uint64, key: np.uint64) -> None:
    """Permute places where they stand; ``spare`` is room for as many.

    Round by round over all places: such loops the compiler runs in eight lanes.
    """
    if side > _WIDEST:
        for i in range(len(places)):
            places[i] = _walked(places[i], side, key)
    else:
        inverse = _SHORT / float(side)
        for i in range(len(places)):
            quotient = np.uint64(float(places[i]) * inverse)
            rest = places[i] - quotient * side
            places[i] = quotient + _ONE if rest >= side else quotient
            spare[i] = rest - side if rest >= side else rest
        for turn in range(0, _ROUNDS, 2):
            _round(places, spare, side, inverse, absorbed(key, np.uint64(turn)))
            _round(spare, places, side, inverse, absorbed(key, np.uint64(turn + 1)))
        for i in range(len(places)):
            places[i] = places[i] * side + spare[i]
    for i in range(len(places)):
        while places[i] >= size:
            places[i] = _walked(places[i], side, key)


@compiled
def _round(left: Words, right: Words, side: np.uint64, inverse: float, state: np.uint64) -> None:
    """One round of the network: the left halves, each moved by a hash of its right one."""
    for i in range(len(left)):
        moved = left[i] + _remainder(mixed(absorbed(state, right[i])), side, inverse)
        left[i] = moved - side if moved >= side else moved


@compiled
def _remainder(word: np.uint64, side: np.uint64, inverse: float) -> np.uint64:
    """``word % side``, exact up to the widest side, without a division.

    Done half a word at a time, so that all numbers stay below 2**53 and are exact in floating
    point; a quotient is right or one too small, and a remainder at most one ``side`` too large.
    """
    high = word >> _HALF
    rest = high - np.uint64(float(high) * inverse) * side
    both = (rest << _HALF) | (word & _LOW)
    rest = both - np.uint64(float(both) * inverse) * side
    return rest - side if rest >= side else rest


@compiled
def _walked(place: np.uint64, side: np.uint64, key: np.uint64) -> np.uint64:
    """One walk of one place through all rounds."""
    left, right = place // side, place % side
    for turn in range(_ROUNDS):
        hashed = mixed(absorbed(absorbed(key, np.uint64(turn)), right))
        left, right = right, (left + hashed % side) % side
    return left * side + right
