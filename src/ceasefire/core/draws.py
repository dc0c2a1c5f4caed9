"""Random numbers by name: a draw is keyed by (seed, future, replicate, week, stream).

Nothing else enters the key, so options share their luck, and neither the size of a block nor the
order or number of threads can change a draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]

# Constants of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
# generators").
_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_TO_UNIT = 2.0**-53


def stream_key(name: str) -> int:
    """Return the 64-bit key of a named stream, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def _mix(z: Words) -> Words:
    z = (z ^ (z >> np.uint64(30))) * _MIX_1
    z = (z ^ (z >> np.uint64(27))) * _MIX_2
    return z ^ (z >> np.uint64(31))


def _absorb(state: Words, word: Words) -> Words:
    return _mix((state + _GAMMA) ^ word)


def week_states(seed: int, stream: str, weeks: int) -> Words:
    """States of (seed, stream, replicate 0, week) for weeks from 0, shape ``(weeks,)``.

    A kernel makes a draw of them by absorbing the future, and then whatever counter it needs.
    """
    state = _keyed(seed, stream, 0)
    return _absorb(np.broadcast_to(state, weeks), np.arange(weeks, dtype=np.uint64))


def _keyed(*words: int | str) -> Words:
    """State after the first words of a key; a stream stands in it by its own key."""
    state = np.zeros(1, dtype=np.uint64)
    for word in words:
        number = stream_key(word) if isinstance(word, str) else word
        state = _absorb(state, np.array([number % 2**64], dtype=np.uint64))
    return state


def keyed_words(key: Sequence[int | str], words: Words) -> Words:
    """Random 64-bit words, one for each of ``words`` under a key of numbers and streams."""
    return _mix(_absorb(np.broadcast_to(_keyed(*key), words.shape), words))


@dataclass(frozen=True)
class Draws:
    """The draws of the futures ``first`` to ``first + count - 1`` under one seed.

    ``given`` has the numbers of streams that a design of the futures has laid out, shape
    ``(count,)``; all other streams are keyed draws. A design may give futures the ``luck`` of
    others, shape ``(count,)``: their numbers stand in the keys.
    """

    seed: int
    first: int
    count: int
    given: Mapping[str, NDArray[np.float64]] = field(
        default_factory=dict, repr=False, compare=False
    )
    luck: Words | None = field(default=None, repr=False, compare=False)

    @property
    def futures(self) -> Words:
        """Numbers by which the futures are keyed, shape ``(count,)``."""
        if self.luck is not None:
            return self.luck
        return np.arange(self.first, self.first + self.count, dtype=np.uint64)

    def uniform(self, stream: str, *, replicate: int = 0, week: int = 0) -> NDArray[np.float64]:
        """Uniform numbers in the open interval (0, 1), one per future, shape ``(count,)``."""
        if stream in self.given and replicate == week == 0:
            return self.given[stream]
        words = keyed_words((self.seed, stream, replicate, week), self.futures)
        return ((words >> np.uint64(11)).astype(np.float64) + 0.5) * _TO_UNIT
