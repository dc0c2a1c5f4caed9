"""The spatial model of politics, compiled; `spatial_plain` says what each step means.

Loops run over the actors that stand beside each other in memory, so that the machine takes several
at once; sums keep their order, so that neither blocks nor cores change a byte.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import prange
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_over_draws
from ceasefire.politics.dynamics.spatial_plain import (
    FEWEST_TURNS,
    LEAST_COALITION,
    LEAST_GAIN,
    LEAST_SIDE,
    SAME_CHANCE,
    SAME_GAIN,
    SAME_ROUNDED,
    SAME_UTILITY,
    STOP_FLOOR,
    STOP_SHARE,
    TINY_WEIGHT,
)

MOST_POWER = 1e100  # of all actors together: beyond, sums of votes could run over


class Desk(NamedTuple):
    """What one draw works with: its actors, then the sheets each turn writes over."""

    saliences: Floats  #: (issues, actors); an actor's sum is at most 1
    shares: Floats  #: (issues, actors), squared saliences as shares of an actor's sum
    powers: Floats  #: (actors,), capability
    cares: Floats  #: (actors,), sum of saliences
    positions: Floats  #: (issues, actors), 0 to 100
    after: Floats  #: (issues, actors), positions a turn later
    near: Floats  #: (actors, actors), 1 - distance of the row's ideal to the column's position
    far: Floats  #: (actors, actors), that distance, at most 1
    risks: Floats  #: (actors,)
    sides: Floats  #: (4, actors): the challenger's own side, both sides, with all who joined
    targets: NDArray[np.int64]  #: (actors,), whom each challenges, -1 for nobody
    bargains: Floats  #: (actors, 2, issues), where challenger and target would stand
    changes: Floats  #: (actors, actors), what the row's bargain changes in the column's utility
    offers: NDArray[np.int64]  #: (actors + 1,), who started each bargain on one table
    table: Floats  #: (actors, actors + 1), what voters would gain from the options on it
    support: Floats  #: (actors + 1, actors + 1), votes for the row's option against the column's
    chances: Floats  #: (actors + 1,), probability of each option


@compiled_over_draws
def spatial_draws(
    positions: Floats,
    saliences: Floats,
    capabilities: Floats,
    history: Floats,
    turns: NDArray[np.int64],
    failed: NDArray[np.bool_],
) -> None:
    """Work out a block of draws.

    Args:
        positions: 0 to 100, NaN where an actor takes no part, ``(draws, actors, issues)``.
        saliences: 0 to 1, the same shape.
        capabilities: 0 or more, the same shape.
        history: written, ``(draws, most turns + 1, actors, issues)``.
        turns: written, the turns each draw took, ``(draws,)``.
        failed: written, ``(draws,)``.
    """
    for draw in prange(positions.shape[0]):
        turns[draw], failed[draw] = _one_draw(
            positions[draw], saliences[draw], capabilities[draw], history[draw]
        )


@compiled
def _one_draw(
    positions: Floats, saliences: Floats, capabilities: Floats, history: Floats
) -> tuple[int, bool]:
    desk = _empty_desk(positions.shape[0], positions.shape[1])
    _seat(desk, positions, saliences, capabilities)
    _fill(desk, positions, saliences * capabilities)
    usable = _usable(desk)
    failed = not _finite(desk.positions)
    over, taken, first = failed, 0, 0.0
    for turn in range(len(history)):
        if turn > 0 and not over:
            taken = turn
            failed = not (usable and _turn(desk))
            moved = _move(desk)
            first = moved if turn == 1 else first
            settled = turn >= FEWEST_TURNS and moved < STOP_SHARE * (first + STOP_FLOOR)
            over = failed or settled
        for i in range(positions.shape[0]):
            for k in range(positions.shape[1]):
                hidden = failed or np.isnan(positions[i, k])
                history[turn, i, k] = np.nan if hidden else desk.positions[k, i]
    return taken, failed


@compiled
def _empty_desk(actors: int, issues: int) -> Desk:
    return Desk(
        np.zeros((issues, actors)), np.zeros((issues, actors)), np.zeros(actors), np.zeros(actors),
        np.zeros((issues, actors)), np.zeros((issues, actors)), np.zeros((actors, actors)),
        np.zeros((actors, actors)), np.zeros(actors), np.zeros((4, actors)),
        np.zeros(actors, np.int64), np.zeros((actors, 2, issues)), np.zeros((actors, actors)),
        np.zeros(actors + 1, np.int64), np.zeros((actors, actors + 1)),
        np.zeros((actors + 1, actors + 1)), np.zeros(actors + 1),
    )  # fmt: skip


@compiled
def _seat(desk: Desk, positions: Floats, saliences: Floats, capabilities: Floats) -> None:
    """Write one draw's actors on its desk, saliences scaled so that no sum passes 1."""
    actors, issues = positions.shape
    most = 1.0
    for i in range(actors):
        parts = 0
        for k in range(issues):
            if not np.isnan(positions[i, k]):
                parts += 1
                desk.powers[i] += capabilities[i, k]
                desk.cares[i] += saliences[i, k]
                desk.saliences[k, i] = saliences[i, k]
        desk.powers[i] /= max(parts, 1)
        most = max(most, desk.cares[i])
    for i in range(actors):
        desk.cares[i] /= most
        squares = 0.0
        for k in range(issues):
            desk.saliences[k, i] /= most
            squares += desk.saliences[k, i] * desk.saliences[k, i]
        for k in range(issues):
            square = desk.saliences[k, i] * desk.saliences[k, i]
            desk.shares[k, i] = square / squares if squares > 0 else 0.0


@compiled
def _fill(desk: Desk, positions: Floats, weights: Floats) -> None:
    """Write positions on the desk; who takes no part stands at the mean of the others."""
    for k in range(positions.shape[1]):
        mean = _mean_present(positions[:, k], weights[:, k])
        for i in range(len(positions)):
            x = positions[i, k]
            desk.positions[k, i] = mean if np.isnan(x) else x
            desk.after[k, i] = desk.positions[k, i]


@compiled
def _mean_present(positions: Floats, weights: Floats) -> float:
    """Weighted mean of the positions that are there: plain without weights, 50 without any."""
    count, total, weight, moment = 0, 0.0, 0.0, 0.0
    for x, w in zip(positions, weights):  # noqa: B905 - numba has no strict
        if not np.isnan(x):
            count += 1
            total += x
            weight += w
            moment += w * x
    if weight > 0:
        return moment / weight
    return total / count if count else 50.0


@compiled
def _usable(desk: Desk) -> bool:
    """Whether somebody has capability, and no sum of capabilities or saliences runs over."""
    power, care = 0.0, 0.0
    for i in range(len(desk.powers)):
        power += desk.powers[i]
        care += desk.cares[i]
    return bool(0 < power < MOST_POWER and np.isfinite(care))


@compiled
def _finite(table: Floats) -> bool:
    total = 0.0
    for row in table:
        for value in row:
            total += value - value
    return total == 0


@compiled
def _move(desk: Desk) -> float:
    """Let all move at once; return the sum of the distances they go, in points."""
    total = 0.0
    for i in range(len(desk.powers)):
        square = 0.0
        for k in range(len(desk.positions)):
            step = desk.after[k, i] - desk.positions[k, i]
            square += step * step
            desk.positions[k, i] = desk.after[k, i]
        total += math.sqrt(square)
    return total


@compiled
def _turn(desk: Desk) -> bool:
    """Work out the positions a turn later; False if a number ran out of range."""
    actors = len(desk.powers)
    _measure(desk)
    if not _election(desk, desk.near, actors):
        return False
    _set_risks(desk)
    for i in range(actors):
        _challenge(desk, i)
        if desk.targets[i] >= 0:
            _value(desk, i)
    usable = True
    for i in range(actors):
        usable = _accept(desk, i) and usable
    return usable


@compiled
def _measure(desk: Desk) -> None:
    issues, actors = desk.positions.shape
    for i in range(actors):
        near, far = desk.near[i], desk.far[i]
        for j in range(actors):
            near[j] = 0.0
        for k in range(issues):
            share, ideal, there = desk.shares[k, i], desk.positions[k, i], desk.positions[k]
            for j in range(actors):
                near[j] += share * (ideal - there[j]) * (ideal - there[j])
        for j in range(actors):
            distance = math.sqrt(near[j]) / 100
            near[j] = 1 - distance
            far[j] = min(distance, 1.0)


@compiled
def _election(desk: Desk, utilities: Floats, options: int) -> bool:
    """Write the probability of each option on the desk; False if there is none."""
    support = desk.support
    for a in range(options):
        for b in range(options):
            support[a, b] = LEAST_COALITION
    for voter in range(len(desk.powers)):
        power, values = desk.powers[voter], utilities[voter]
        for a in range(options):
            row, own = support[a], values[a]
            for b in range(options):
                edge = own - values[b]
                row[b] += power * edge if edge > SAME_UTILITY else 0.0
    total = 0.0
    for a in range(options):
        win = 1.0
        for b in range(options):
            win *= support[a, b] / (support[a, b] + support[b, a]) if b != a else 1.0
        desk.chances[a] = win
        total += win
    for a in range(options):
        desk.chances[a] /= total
    return bool(np.isfinite(total) and total > 0)


@compiled
def _set_risks(desk: Desk) -> None:
    actors = len(desk.powers)
    high, low = desk.chances[0], desk.chances[0]
    for i in range(1, actors):
        high, low = max(high, desk.chances[i]), min(low, desk.chances[i])
    for i in range(actors):
        above = 3 * desk.chances[i] - (high + 2 * low)
        desk.risks[i] = above / (2 * (high - low)) if high - low >= SAME_CHANCE else 0.0


@compiled
def _challenge(desk: Desk, i: int) -> None:
    """Find whom actor i challenges and write the bargain."""
    _open_sides(desk, i)
    _join_sides(desk, i)
    target, best, won, own = -1, LEAST_GAIN, 0.0, desk.near[i, i]
    for j in range(len(desk.powers)):
        if j != i:
            chance = desk.sides[2, j] / (desk.sides[2, j] + desk.sides[3, j])
            other = desk.near[i, j] * (1 + desk.far[i, j] * desk.risks[i])
            fights = desk.cares[j]
            fought = chance * 2 * own + (1 - chance) * 2 * other
            worth = (1 - fights) * 2 * own + fights * fought - (own + other)
            if worth > best:
                target, best, won = j, worth + SAME_GAIN, chance
    desk.targets[i] = target
    if target >= 0:
        _meet(desk, i, target, won)


@compiled
def _open_sides(desk: Desk, i: int) -> None:
    """Let the challenger and each it may challenge throw in their own weight, in i's eyes."""
    own = desk.cares[i] * desk.powers[i]
    for j in range(len(desk.powers)):
        risk = (2 * desk.risks[i] + desk.risks[j]) / 3
        at_stake = 1 - desk.near[i, j] * (1 + desk.far[i, j] * desk.risks[i])
        theirs = 1 - desk.near[j, i] * (1 + desk.far[j, i] * risk)
        side_i = LEAST_SIDE + own * max(at_stake, 0.0)
        side_j = LEAST_SIDE + desk.cares[j] * desk.powers[j] * max(theirs, 0.0)
        desk.sides[0, j], desk.sides[1, j] = side_i, side_i + side_j
        desk.sides[2, j], desk.sides[3, j] = side_i, side_j


@compiled
def _join_sides(desk: Desk, i: int) -> None:
    """Let third parties join a side in each contest actor i may start."""
    side, both, joined_i, joined_j = desk.sides[0], desk.sides[1], desk.sides[2], desk.sides[3]
    for n in range(len(desk.powers)):
        weight = desk.cares[n] * desk.powers[n]
        if n == i or weight == 0:
            continue
        risk = (2 * desk.risks[i] + desk.risks[n]) / 3
        near, far = desk.near[n], desk.far[n]
        before_i, before_j = joined_i[n], joined_j[n]
        u_i = near[i] * (1 + far[i] * risk)
        for j in range(len(near)):
            u_j = near[j] * (1 + far[j] * risk)
            lean = weight * (u_i - u_j)
            chance = (side[j] + (lean if lean > 0.0 else 0.0)) / (both[j] + abs(lean))
            # its own position is worth 1 to n
            vote = weight * (chance * (1 - u_i) - (1 - chance) * (1 - u_j))
            joined_i[j] += vote if vote > 0.0 else 0.0
            joined_j[j] -= vote if vote < 0.0 else 0.0
        joined_i[n], joined_j[n] = before_i, before_j  # n is no third party in its own contest


@compiled
def _meet(desk: Desk, i: int, j: int, chance: float) -> None:
    for k in range(desk.positions.shape[0]):
        a = (desk.saliences[k, i] * chance) ** 2
        b = (desk.saliences[k, j] * (1 - chance)) ** 2
        x, y, total = desk.positions[k, i], desk.positions[k, j], a + b + TINY_WEIGHT
        new_i = ((a + TINY_WEIGHT) * x + b * y) / total
        new_j = (a * x + (b + TINY_WEIGHT) * y) / total
        desk.bargains[i, 0, k] = math.floor(new_i * 100 + 0.5 + SAME_ROUNDED) / 100
        desk.bargains[i, 1, k] = math.floor(new_j * 100 + 0.5 + SAME_ROUNDED) / 100


@compiled
def _value(desk: Desk, i: int) -> None:
    """Write what actor i's bargain changes in each actor's utility of the whole state."""
    issues, actors = desk.positions.shape
    change = desk.changes[i]
    for n in range(actors):
        change[n] = 0.0
    for side in range(2):
        who = i if side == 0 else desk.targets[i]
        for n in range(actors):
            square = 0.0
            for k in range(issues):
                step = desk.positions[k, n] - desk.bargains[i, side, k]
                square += desk.shares[k, n] * step * step
            distance = math.sqrt(square) / 100
            new = (1 - distance) * (1 + min(distance, 1.0) * desk.risks[n])
            old = desk.near[n, who] * (1 + desk.far[n, who] * desk.risks[n])
            change[n] += (new - old) / actors


@compiled
def _accept(desk: Desk, i: int) -> bool:
    """Write where actor i stands a turn later; False if a number ran out of range."""
    options = _lay(desk, i)
    if options == 1:
        return True
    usable = _election(desk, desk.table, options)
    choice, best = 0, desk.chances[0]
    for option in range(1, options):
        if desk.chances[option] > best + SAME_CHANCE:
            choice, best = option, desk.chances[option]
    if choice > 0:
        b = desk.offers[choice]
        for k in range(len(desk.positions)):
            desk.after[k, i] = desk.bargains[b, 0 if b == i else 1, k]
    return usable


@compiled
def _lay(desk: Desk, i: int) -> int:
    """Lay the status quo and the bargains of actor i on its table; return how many there are."""
    actors, options = len(desk.powers), 1
    for n in range(actors):
        desk.table[n, 0] = 0.0
    for b in range(actors):
        if desk.targets[b] >= 0 and (b == i or desk.targets[b] == i):
            desk.offers[options] = b
            for n in range(actors):
                desk.table[n, options] = desk.changes[b, n]
            options += 1
    return options
