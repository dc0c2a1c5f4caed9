"""A box in the making, as the compiled search keeps it.

Numbers are restricted to ``low <= value <= high``, categories to the levels whose bits are set.
Futures carry whole weights: 0 leaves one out, a bootstrap resample counts one several times. So
the factors are sorted once for all boxes and resamples.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled
from ceasefire.futures.discovery.factors import Bools, Codes, Ints

Flags = NDArray[np.uint8]
UP, DOWN = 0, 1  # the end of a number that is cut: the upper first, as ties go to the first


class Data(NamedTuple):
    """Arrays of ``Factors``, with the outcome: of interest or not, shape ``(futures,)``."""

    values: Floats
    order: Codes
    codes: Codes
    level_counts: Ints
    whole: Bools
    wanted: Bools


class How(NamedTuple):
    """Shares peeled and pasted, the least mass of a box (in weights), most peels and pastes."""

    peel: float
    paste: float
    least: float
    most_peels: int
    most_pastes: int


class Path(NamedTuple):
    """Boxes from the whole on, one a row.

    ``low`` and ``high`` have shape ``(boxes, numbers)``, ``kept`` (bits) ``(boxes, categories)``,
    ``inside`` and ``hits`` (weights of futures in the box, and of those of interest)
    ``(boxes,)``.
    """

    low: Floats
    high: Floats
    kept: Ints
    inside: Ints
    hits: Ints


class State(NamedTuple):
    """The box at hand: who is in it, its limits, sorted lists with their length, and counts."""

    member: Flags
    low: Floats
    high: Floats
    kept: Ints
    packed: Codes
    length: Ints
    inside_of: Ints
    hits_of: Ints


class Move(NamedTuple):
    """A change of the box: what it gains, which limit it moves (a number's or a category's)."""

    gain: float
    new: int
    column: int
    side: int
    edge: float
    limit: float
    inside: int
    hits: int


@compiled
def set_limit(data: Data, state: State, move: Move) -> None:
    """Move the limit that a peel or a paste moves."""
    numbers = data.values.shape[0]
    if move.column >= numbers:
        state.kept[move.column - numbers] ^= 1 << move.side
    elif move.side == UP:
        state.high[move.column] = move.limit
    else:
        state.low[move.column] = move.limit


@compiled
def pack(state: State, row: int) -> None:
    """Keep only the futures in the box in the sorted list of a number."""
    length = 0
    for place in range(state.length[row]):
        future = state.packed[row, place]
        if state.member[future]:
            state.packed[row, length] = future
            length += 1
    state.length[row] = length


@compiled
def whole(data: Data, weights: Ints) -> State:
    """The state of the box that has all futures with a weight."""
    numbers, futures = data.values.shape
    categories = data.codes.shape[0]
    most = 1
    for column in range(categories):
        most = max(most, data.level_counts[column])
    state = State(
        (weights > 0).astype(np.uint8), np.full(numbers, -np.inf), np.full(numbers, np.inf),
        np.zeros(categories, np.int64), data.order.copy(), np.full(numbers, futures),
        np.zeros((categories, most), np.int64), np.zeros((categories, most), np.int64),
    )  # fmt: skip
    for column in range(categories):
        state.kept[column] = (1 << data.level_counts[column]) - 1
        for future in range(futures):
            level = data.codes[column, future]
            state.inside_of[column, level] += weights[future]
            state.hits_of[column, level] += weights[future] * data.wanted[future]
    for row in range(numbers):
        pack(state, row)
    return state


@compiled
def faults(data: Data, weights: Ints, state: State) -> Ints:
    """Which limit keeps a future out, if it is only one: -1 none, -2 several or no weight.

    Limits are numbered ``2 * number + side``, then categories.
    """
    fault = np.full(data.wanted.shape[0], -1)
    for future in range(data.wanted.shape[0]):
        if weights[future] == 0:
            fault[future] = -2
    for row in range(data.values.shape[0]):
        low, high = state.low[row], state.high[row]
        if np.isinf(low) and np.isinf(high):
            continue
        for future in range(data.wanted.shape[0]):
            value = data.values[row, future]
            if value < low or value > high:
                side = UP if value > high else DOWN
                fault[future] = 2 * row + side if fault[future] == -1 else -2
    for column in range(data.codes.shape[0]):
        if state.kept[column] != (1 << data.level_counts[column]) - 1:
            _level_faults(data, state.kept[column], column, fault)
    return fault


@compiled
def _level_faults(data: Data, kept: int, column: int, fault: Ints) -> None:
    name = 2 * data.values.shape[0] + column
    for future in range(data.wanted.shape[0]):
        if (kept >> data.codes[column, future]) & 1 == 0:
            fault[future] = name if fault[future] == -1 else -2


@compiled
def without_each(data: Data, weights: Ints, low: Floats, high: Floats, kept: Ints) -> Ints:
    """Count what a box has with each of its limits taken away.

    Returns weights and hits, shape ``(2 * numbers + categories, 2)``, limits as in ``faults``;
    a last row has the box itself.
    """
    empty = np.zeros((0, 0), np.int64)
    state = State(
        np.zeros(0, np.uint8), low, high, kept, np.zeros((0, 0), np.int32), kept, empty, empty
    )
    fault = faults(data, weights, state)
    limits = 2 * data.values.shape[0] + data.codes.shape[0]
    counts = np.zeros((limits + 1, 2), np.int64)
    for future in range(data.wanted.shape[0]):
        where = limits if fault[future] == -1 else fault[future]
        if where >= 0:
            counts[where, 0] += weights[future]
            counts[where, 1] += weights[future] * data.wanted[future]
    counts[:limits] += counts[limits]
    return counts
