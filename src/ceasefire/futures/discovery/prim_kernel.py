"""The patient rule induction method as compiled code; ``prim_plain`` tells it in plain Python."""

from __future__ import annotations

import numpy as np
from numba import prange

from ceasefire.core.compiled import compiled, compiled_over_draws
from ceasefire.futures.discovery.factors import Ints
from ceasefire.futures.discovery.prim_state import (
    DOWN,
    UP,
    Data,
    How,
    Move,
    Path,
    State,
    faults,
    pack,
    set_limit,
    whole,
)

_FEWER_DEAD = 0.8  # share of a sorted list that must be alive, or it is packed anew


@compiled
def _nothing() -> Move:
    return Move(0.0, 2, -1, 0, 0.0, 0.0, 0, 0)


@compiled
def _better(move: Move, best: Move) -> bool:
    """More gain per future; then the box with fewer factors; then the first."""
    return move.gain > best.gain or (move.gain == best.gain and move.new < best.new)


@compiled
def _between(edge: float, beyond: float) -> float:
    """Half way from the last value on one side to the first on the other, never the former."""
    middle = 0.5 * edge + 0.5 * beyond
    return beyond if middle == edge else middle


@compiled
def _end(  # noqa: PLR0913, PLR0917 - a kernel
    data: Data, weights: Ints, state: State, inside: int, row: int, side: int, share: float
) -> tuple[int, int, float, float, bool]:
    """Cut the share of one end of a number, with all that tie.

    Returns what is cut (weights, hits), the last value cut, the first kept, and whether any is.
    """
    rank = int(np.floor((inside - 1) * share))
    count, hits, edge, place = 0, 0, 0.0, 0
    for place in range(state.length[row]):
        at = state.length[row] - 1 - place if side == UP else place
        future = state.packed[row, at]
        if state.member[future] == 0:
            continue
        value = data.values[row, future]
        if count > rank and value != edge:
            return count, hits, edge, value, True
        edge = value
        count += weights[future]
        hits += weights[future] * data.wanted[future]
    return count, hits, edge, edge, False


@compiled
def _best_peel(
    data: Data, weights: Ints, state: State, inside: int, hits: int, share: float
) -> Move:
    """The peel that raises the density most per future it takes away."""
    best = _nothing()
    mean = hits / inside
    for row in range(data.values.shape[0]):
        new = 1 if np.isinf(state.low[row]) and np.isinf(state.high[row]) else 0
        for side in (UP, DOWN):
            cut, lost, edge, kept, any_left = _end(data, weights, state, inside, row, side, share)
            if not any_left:
                continue
            gain = ((hits - lost) / (inside - cut) - mean) / cut
            limit = kept if data.whole[row] else _between(edge, kept)
            move = Move(gain, new, row, side, edge, limit, inside - cut, hits - lost)
            if _better(move, best):
                best = move
    for column in range(data.codes.shape[0]):
        everything = (1 << data.level_counts[column]) - 1
        new = 1 if state.kept[column] == everything else 0
        for level in range(data.level_counts[column]):
            cut, lost = state.inside_of[column, level], state.hits_of[column, level]
            if (state.kept[column] >> level) & 1 == 0 or cut in (0, inside):
                continue
            gain = ((hits - lost) / (inside - cut) - mean) / cut
            where = data.values.shape[0] + column
            move = Move(gain, new, where, level, 0.0, 0.0, inside - cut, hits - lost)
            if _better(move, best):
                best = move
    return best


@compiled
def _leaves(data: Data, move: Move, future: int) -> bool:
    numbers = data.values.shape[0]
    if move.column >= numbers:
        return bool(data.codes[move.column - numbers, future] == move.side)
    value = data.values[move.column, future]
    return bool(value >= move.edge) if move.side == UP else bool(value <= move.edge)


@compiled
def _peel(data: Data, weights: Ints, state: State, move: Move) -> None:
    """Take the peeled futures out, keep the counts by level, pack the lists when many are gone."""
    for future in range(data.wanted.shape[0]):
        if state.member[future] and _leaves(data, move, future):
            state.member[future] = 0
            for column in range(data.codes.shape[0]):
                level = data.codes[column, future]
                state.inside_of[column, level] -= weights[future]
                state.hits_of[column, level] -= weights[future] * data.wanted[future]
    set_limit(data, state, move)
    alive = 0
    for future in range(data.wanted.shape[0]):
        alive += state.member[future]
    for row in range(data.values.shape[0]):
        if alive < _FEWER_DEAD * state.length[row]:
            pack(state, row)


@compiled
def _paste_number(
    data: Data, weights: Ints, fault: Ints, row: int, side: int, share: float
) -> tuple[int, int, float, float]:
    """Paste the share of the futures that one limit keeps out which is nearest to it.

    Returns what is pasted (weights, hits), the last value pasted and the new limit.
    """
    name, futures = 2 * row + side, data.wanted.shape[0]
    waiting = 0
    for future in range(futures):
        if fault[future] == name:
            waiting += weights[future]
    rank = int(np.floor((waiting - 1) * share))
    count, hits, edge, place = 0, 0, 0.0, 0
    for place in range(futures):
        future = data.order[row, place if side == UP else futures - 1 - place]
        if fault[future] != name:
            continue
        value = data.values[row, future]
        if count > rank and value != edge:
            return count, hits, edge, edge if data.whole[row] else _between(value, edge)
        edge = value
        count += weights[future]
        hits += weights[future] * data.wanted[future]
    last = data.values[row, data.order[row, futures - 1 if side == UP else 0]]
    free = np.inf if side == UP else -np.inf
    return count, hits, edge, free if edge == last else edge


@compiled
def _paste_level(
    data: Data, weights: Ints, fault: Ints, column: int, level: int
) -> tuple[int, int]:
    name, count, hits = 2 * data.values.shape[0] + column, 0, 0
    for future in range(data.wanted.shape[0]):
        if fault[future] == name and data.codes[column, future] == level:
            count += weights[future]
            hits += weights[future] * data.wanted[future]
    return count, hits


@compiled
def _best_paste(
    data: Data, weights: Ints, state: State, inside: int, hits: int, share: float
) -> Move:
    """The paste that raises the density most per future it brings back."""
    fault = faults(data, weights, state)
    best = _nothing()
    mean = hits / inside
    for row in range(data.values.shape[0]):
        for side in (DOWN, UP):
            if np.isinf(state.high[row] if side == UP else state.low[row]):
                continue
            more, won, edge, limit = _paste_number(data, weights, fault, row, side, share)
            if more == 0:
                continue
            gain = ((hits + won) / (inside + more) - mean) / more
            other = state.low[row] if side == UP else state.high[row]
            new = 0 if np.isinf(limit) and np.isinf(other) else 1
            move = Move(gain, new, row, side, edge, limit, inside + more, hits + won)
            if _better(move, best):
                best = move
    return _best_level(data, weights, state, fault, inside, hits, best)


@compiled
def _best_level(  # noqa: PLR0913, PLR0917 - a kernel
    data: Data, weights: Ints, state: State, fault: Ints, inside: int, hits: int, best: Move
) -> Move:
    """The best of a paste and of the pastes of every level that is left out."""
    mean = hits / inside
    for column in range(data.codes.shape[0]):
        for level in range(data.level_counts[column]):
            if (state.kept[column] >> level) & 1:
                continue
            more, won = _paste_level(data, weights, fault, column, level)
            if more == 0:
                continue
            gain = ((hits + won) / (inside + more) - mean) / more
            everything = (1 << data.level_counts[column]) - 1
            new = 0 if state.kept[column] | (1 << level) == everything else 1
            where = data.values.shape[0] + column
            move = Move(gain, new, where, level, 0.0, 0.0, inside + more, hits + won)
            if _better(move, best):
                best = move
    return best


@compiled
def _write(path: Path, box: int, state: State, inside: int, hits: int) -> None:
    path.low[box] = state.low
    path.high[box] = state.high
    path.kept[box] = state.kept
    path.inside[box] = inside
    path.hits[box] = hits


@compiled
def follow(data: Data, weights: Ints, how: How, path: Path) -> int:
    """Peel, then paste, and write each box on the path; returns how many boxes there are."""
    state = whole(data, weights)
    inside, hits = 0, 0
    for future in range(data.wanted.shape[0]):
        inside += weights[future]
        hits += weights[future] * data.wanted[future]
    _write(path, 0, state, inside, hits)
    boxes = 1
    while boxes <= how.most_peels and inside > 0:
        move = _best_peel(data, weights, state, inside, hits, how.peel)
        if move.gain <= 0 or move.inside < how.least:
            break
        _peel(data, weights, state, move)
        inside, hits = move.inside, move.hits
        _write(path, boxes, state, inside, hits)
        boxes += 1
    last = boxes + how.most_pastes
    while boxes < last and inside > 0:
        move = _best_paste(data, weights, state, inside, hits, how.paste)
        if move.gain <= 0 or move.inside < how.least:
            break
        set_limit(data, state, move)
        inside, hits = move.inside, move.hits
        _write(path, boxes, state, inside, hits)
        boxes += 1
    return boxes


@compiled_over_draws
def follow_all(data: Data, weights: Ints, how: How, paths: Path) -> Ints:
    """Follow one path for each row of weights; ``paths`` has one more axis, in front."""
    boxes = np.zeros(weights.shape[0], np.int64)
    for one in prange(weights.shape[0]):
        path = Path(
            paths.low[one], paths.high[one], paths.kept[one], paths.inside[one], paths.hits[one]
        )
        boxes[one] = follow(data, weights[one], how, path)
    return boxes
