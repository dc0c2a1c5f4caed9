"""The best split of one node of a tree, as compiled code."""

from __future__ import annotations

import numpy as np

from ceasefire.core.compiled import compiled
from ceasefire.futures.discovery.factors import Bools
from ceasefire.futures.discovery.prim_state import Data


@compiled
def impurity(inside: int, hits: int) -> float:
    """Gini impurity of a node times its futures: ``2 * hits * misses / futures``."""
    return 2.0 * hits * (inside - hits) / inside if inside else 0.0


@compiled
def _won(inside: int, hits: int, left: int, left_hits: int) -> float:
    """How much a split lowers the sum of impurities."""
    right = impurity(inside - left, hits - left_hits)
    return impurity(inside, hits) - impurity(left, left_hits) - right


@compiled
def _cut(
    data: Data, members: Bools, row: int, inside: int, hits: int, least: int
) -> tuple[float, float]:
    """The best cut of one number: what it wins, and the limit."""
    best, limit, left, left_hits, last, place = 0.0, 0.0, 0, 0, 0.0, 0
    for place in range(data.order.shape[1]):
        future = data.order[row, place]
        if not members[future]:
            continue
        value = data.values[row, future]
        if left >= least and inside - left >= least and value != last:
            won = _won(inside, hits, left, left_hits)
            if won > best:
                middle = 0.5 * last + 0.5 * value
                best, limit = won, last if data.whole[row] or middle == value else middle
        left += 1
        left_hits += data.wanted[future]
        last = value
    return best, limit


@compiled
def _group(
    data: Data, members: Bools, column: int, inside: int, hits: int, least: int
) -> tuple[float, int]:
    """The best grouping of one category's levels: what it wins, and the bits of the left group."""
    levels = data.level_counts[column]
    counts, wins = np.zeros(levels, np.int64), np.zeros(levels, np.int64)
    for future in range(data.wanted.shape[0]):
        if members[future]:
            counts[data.codes[column, future]] += 1
            wins[data.codes[column, future]] += data.wanted[future]
    best, group, bits, left, left_hits = 0.0, 0, 0, 0, 0
    for level in np.argsort(wins / np.maximum(counts, 1)):
        bits |= 1 << level
        left += counts[level]
        left_hits += wins[level]
        if left >= least and inside - left >= least:
            won = _won(inside, hits, left, left_hits)
            if won > best:
                best, group = won, bits
    return best, group


@compiled
def best_split(data: Data, members: Bools, least: int) -> tuple[int, float, int, float]:
    """The best split of a node; column -1 where none leaves ``least`` futures on both sides.

    Returns the column (numbers, then categories), the limit of a number, the bits of the levels
    that go left, and how much the sum of impurities falls.
    """
    inside, hits = 0, 0
    for future in range(members.shape[0]):
        inside += members[future]
        hits += members[future] and data.wanted[future]
    column, limit, left, best = -1, 0.0, 0, 0.0
    for row in range(data.values.shape[0]):
        won, at = _cut(data, members, row, inside, hits, least)
        if won > best:
            column, limit, left, best = row, at, 0, won
    for place in range(data.codes.shape[0]):
        won, group = _group(data, members, place, inside, hits, least)
        if won > best:
            column, limit, left, best = data.values.shape[0] + place, 0.0, group, won
    return column, limit, left, best
