"""Exchange between issues at equal gain: two actors each give way where they care less.

The model of Stokman and Van Oosten (1994), the only one here that strikes deals over several
issues. `exchange_plain` has the same model in plain Python and is its documentation.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numba import prange
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_over_draws
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.dynamics.history import History
from ceasefire.politics.stakes import Stakes, need_actors

Indices = NDArray[np.int32]

# Gains, and points of the scale, below which there is nothing to trade; gains that differ by less
# count as equal, and the first of equals is taken.
TINY = 1e-9


@dataclass(frozen=True)
class Deal:
    """One exchange: each of two actors moves its vote on one issue.

    ``first`` and ``second`` are indices of actors (``first`` the lower), ``first_issue`` the issue
    on which ``first`` moves its vote from ``first_from`` to ``first_to`` (0 to 100), and so on.
    ``round`` counts from 1. ``gain`` is what each of the two gains: salience times points by which
    the expected outcomes come nearer to what it wants.
    """

    round: int
    first: int
    first_issue: int
    first_from: float
    first_to: float
    second: int
    second_issue: int
    second_from: float
    second_to: float
    gain: float


@dataclass(frozen=True)
class Deals:
    """The deals of all draws, in the order in which they were struck; fields as those of `Deal`.

    Each has shape ``(draws, most deals of a draw)``; beyond a draw's own number of deals indices
    are -1 and numbers NaN.
    """

    round: Indices
    first: Indices
    first_issue: Indices
    first_from: Floats
    first_to: Floats
    second: Indices
    second_issue: Indices
    second_from: Floats
    second_to: Floats
    gain: Floats


@dataclass(frozen=True)
class Exchanges:
    """Positions voted by round, the deals that led there, and each draw's number of deals.

    ``count`` has shape ``(draws,)``. A turn of the history is a round.
    """

    history: History
    deals: Deals
    count: NDArray[np.int64]

    def deals_of(self, draw: int) -> list[Deal]:
        """Deals of one draw, in the order in which they were struck."""
        columns = [getattr(self.deals, f.name)[draw].tolist() for f in fields(Deal)]
        return [Deal(*parts) for parts in zip(*columns, strict=True)][: int(self.count[draw])]


def exchange(stakes: Stakes, *, rounds: int = 1) -> Exchanges:
    """Return the votes and deals that come of exchanges between issues.

    The outcome expected on an issue is the mean of the votes, weighted by capability times
    salience. Two actors can trade if they stand on opposite sides of it on two issues and do not
    care in the same ratio; each gives way where it cares relatively less, and both gain the same.
    The deal of the largest gain is struck, the two votes that moved stay where they are for the
    round, and so on until no deal brings more than ``TINY``.

    What an actor wants stays its initial position, however it votes: its side and its gain are
    measured from there. A vote moves at most to where the other voted when the round began (in
    round 1: to the other's initial position, as published), and no further than brings the
    outcome to what the other wants: past that point the other would lose by it, which the
    published equation leaves out. When the outcome passes what a third actor wants, that actor
    changes sides. So nobody loses by a deal of its own.

    An actor without a position on an issue takes no part in it and stays NaN there. A draw in
    which some issue has no weight at all is marked as failed, with NaN from turn 1 on and no deals.
    ``turns`` of the history counts the rounds that brought a deal.

    Args:
        stakes: positions 0 to 100; the status quo is not used.
        rounds: most rounds, 1 or more. In each, every vote can move again.

    Raises:
        CeasefireError: fewer than 2 actors, 2 issues or 1 round.
    """
    need_actors(stakes, 2, "the exchange between issues")
    if len(stakes.issues) < 2:  # noqa: PLR2004 - one on either side of a trade
        msg = f"the exchange between issues needs 2 issues or more; there are {len(stakes.issues)}"
        raise CeasefireError(msg, "add issues, or take --model mean")
    if rounds < 1:
        msg = f"the exchange between issues needs 1 round or more, not {rounds}"
        raise CeasefireError(msg, "1 is the published model")
    positions, saliences, weights = stakes.as_kernels_want()
    path, codes, moves, count, failed = _run(positions, saliences, weights, rounds)
    most = int(count.max(initial=0))
    codes, moves = codes[:, :most].copy(), moves[:, :most].copy()
    empty = np.arange(most) >= count[:, None]
    codes[empty], moves[empty] = -1, np.nan
    turns = codes[:, :, 0].max(axis=1, initial=0).astype(np.int64)
    turns[failed] = 1
    history = History(path[:, : int(turns.max(initial=0)) + 1].copy(), turns, failed)
    return Exchanges(history, _named(codes, moves), count)


def externalities(stakes: Stakes, exchanges: Exchanges, draw: int) -> Floats:
    """Return what each deal of a draw brings to every actor, the two who struck it included.

    A deal moves the expected outcomes of two issues; an actor gains its salience times the points
    by which they come nearer to its initial position, and loses likewise.

    Args:
        stakes: those the exchanges came of.
        exchanges: of these stakes.
        draw: index of the draw.

    Returns:
        Salience times points, shape ``(deals of the draw, actors)``.
    """
    ideals, votes = stakes.positions[draw], stakes.positions[draw].copy()
    there = np.isfinite(ideals)
    saliences = np.where(there, stakes.saliences[draw], 0.0)
    weights = saliences * stakes.capabilities[draw]
    found = np.zeros((int(exchanges.count[draw]), len(stakes.actors)))
    for number, deal in enumerate(exchanges.deals_of(draw)):
        moves = (
            (deal.first, deal.first_issue, deal.first_to),
            (deal.second, deal.second_issue, deal.second_to),
        )
        for mover, issue, goal in moves:
            before = _outcome(votes[:, issue], weights[:, issue])
            votes[mover, issue] = goal
            after = _outcome(votes[:, issue], weights[:, issue])
            nearer = np.abs(ideals[:, issue] - before) - np.abs(ideals[:, issue] - after)
            found[number] += np.nan_to_num(saliences[:, issue] * nearer)
    return found


def _outcome(votes: Floats, weights: Floats) -> float:
    return float(np.nansum(weights * votes) / weights.sum())


def _named(codes: Indices, moves: Floats) -> Deals:
    when, first, first_issue, second, second_issue = np.moveaxis(codes, 2, 0)
    first_from, first_to, second_from, second_to, gain = np.moveaxis(moves, 2, 0)
    return Deals(
        when, first, first_issue, first_from, first_to,
        second, second_issue, second_from, second_to, gain,
    )  # fmt: skip


class _Table(NamedTuple):
    """One draw in one round, all shaped ``(actors, issues)`` but for ``outcomes``, by issue.

    ``starts`` are the votes when the round began, ``votes`` those now, ``shares`` weights that sum
    to 1, ``sides`` -1 below the outcome, 1 above it, 0 on it or out of it; ``free`` says whose
    vote has not moved this round.
    """

    ideals: Floats
    saliences: Floats
    shares: Floats
    starts: Floats
    votes: Floats
    sides: Floats
    free: NDArray[np.bool_]
    outcomes: Floats


@compiled_over_draws
def _run(
    positions: Floats, saliences: Floats, weights: Floats, rounds: int
) -> tuple[Floats, Indices, Floats, NDArray[np.int64], NDArray[np.bool_]]:
    draws, actors, issues = positions.shape
    path = np.empty((draws, rounds + 1, actors, issues))
    room = rounds * (actors * issues // 2)
    codes = np.empty((draws, room, 5), np.int32)
    moves = np.empty((draws, room, 5))
    count = np.zeros(draws, np.int64)
    failed = np.zeros(draws, np.bool_)
    for draw in prange(draws):
        for turn in range(rounds + 1):
            path[draw, turn] = positions[draw]
        totals = weights[draw].sum(axis=0)
        for issue in range(issues):
            failed[draw] |= not 0.0 < totals[issue] < np.inf
        if failed[draw]:
            path[draw, 1:] = np.nan
        else:
            shares = weights[draw] / totals
            count[draw] = _one_draw(path[draw], saliences[draw], shares, codes[draw], moves[draw])
    return path, codes, moves, count, failed


@compiled
def _one_draw(
    path: Floats, saliences: Floats, shares: Floats, codes: Indices, moves: Floats
) -> int:
    """Fill the votes of all rounds and the deals; return how many deals there were."""
    count = 0
    for turn in range(1, len(path)):
        path[turn] = path[turn - 1]
        free = np.ones(shares.shape, np.bool_)
        outcomes, sides = np.empty(shares.shape[1]), np.zeros(shares.shape)
        table = _Table(
            path[0], saliences, shares, path[turn - 1], path[turn], sides, free, outcomes
        )
        struck = _one_round(table, codes[count:], moves[count:])
        codes[count : count + struck, 0] = turn
        count += struck
        if not struck:
            for later in range(turn + 1, len(path)):
                path[later] = path[turn]
            break
    return count


@compiled
def _one_round(table: _Table, codes: Indices, moves: Floats) -> int:
    """Strike deals until none is left; return how many.

    The best deal of each pair of issues is kept: a deal changes only those of its two issues.
    """
    issues = len(table.outcomes)
    gains = np.zeros((issues, issues))
    who = np.zeros((issues, issues, 2), np.int64)
    for issue in range(issues):
        _count_votes(table, issue)
    for issue in range(issues):
        _renew(table, issue, gains, who)
    count = 0
    while True:
        p, q = _largest(gains)
        if gains[p, q] == 0.0:
            return count
        _strike(table, p, q, who[p, q], codes[count], moves[count])
        count += 1
        _renew(table, p, gains, who)
        _renew(table, q, gains, who)


@compiled
def _renew(table: _Table, issue: int, gains: Floats, who: NDArray[np.int64]) -> None:
    """Search the best deals over an issue and each other one again."""
    for other in range(len(gains)):
        if other != issue:
            p, q = min(issue, other), max(issue, other)
            gains[p, q], who[p, q, 0], who[p, q, 1] = _search(table, p, q)


@compiled
def _largest(gains: Floats) -> tuple[int, int]:
    """Return the pair of issues with the largest gain, the first of equals; 0, 0 if none gains."""
    best, one, two = 0.0, 0, 0
    for p in range(len(gains)):
        for q in range(p + 1, len(gains)):
            if gains[p, q] > best + TINY:
                best, one, two = gains[p, q], p, q
    return one, two


@compiled
def _count_votes(table: _Table, issue: int) -> None:
    """Set the expected outcome of an issue, and who stands on which side of it."""
    outcome = 0.0
    for actor in range(len(table.votes)):
        if np.isfinite(table.votes[actor, issue]):
            outcome += table.shares[actor, issue] * table.votes[actor, issue]
    table.outcomes[issue] = outcome
    for actor in range(len(table.votes)):
        above = table.ideals[actor, issue] - outcome
        table.sides[actor, issue] = np.sign(above) if abs(above) > TINY else 0.0


@compiled
def _search(table: _Table, p: int, q: int) -> tuple[float, int, int]:
    """Return gain and actors of the best deal over two issues; gain 0 if there is none."""
    best, one, two = 0.0, 0, 0
    for i in range(len(table.votes)):
        for j in range(i + 1, len(table.votes)):
            if table.sides[i, p] * table.sides[j, p] >= 0.0:
                continue
            if table.sides[i, q] * table.sides[j, q] >= 0.0:
                continue
            given, taken = _roles(table, i, j, p, q)
            if table.free[i, given] and table.free[j, taken]:
                gain = _terms(table, i, j, given, taken)[0]
                if gain > best + TINY:
                    best, one, two = gain, i, j
    return best, one, two


@compiled
def _roles(table: _Table, i: int, j: int, p: int, q: int) -> tuple[int, int]:
    """Return the issue on which i gives way, where it cares relatively less, and that of j."""
    cares = table.saliences
    return (p, q) if cares[i, p] * cares[j, q] < cares[j, p] * cares[i, q] else (q, p)


@compiled
def _reach(table: _Table, mover: int, other: int, issue: int) -> float:
    """Return by how much a vote can move the outcome towards what the other wants."""
    way = table.sides[other, issue] * (table.starts[other, issue] - table.starts[mover, issue])
    left = abs(table.ideals[other, issue] - table.outcomes[issue])
    return float(min(max(way, 0.0) * table.shares[mover, issue], left))


@compiled
def _terms(table: _Table, i: int, j: int, given: int, taken: int) -> tuple[float, float, float]:
    """Return the gain of each and by how much the two outcomes move, for one deal."""
    far, farther = _reach(table, i, j, given), _reach(table, j, i, taken)
    cares = table.saliences
    ours, theirs = cares[i, given] + cares[j, given], cares[i, taken] + cares[j, taken]
    if far <= 0.0 or farther <= 0.0 or ours <= 0.0 or theirs <= 0.0:
        return 0.0, 0.0, 0.0
    lent = min(far, farther * theirs / ours)
    back = lent * ours / theirs
    return back * cares[i, taken] - lent * cares[i, given], lent, back


@compiled
def _strike(
    table: _Table, p: int, q: int, who: NDArray[np.int64], code: Indices, move: Floats
) -> None:
    """Move the two votes, note the deal, and count the votes of the two issues again."""
    i, j = who[0], who[1]
    given, taken = _roles(table, i, j, p, q)
    gain, lent, back = _terms(table, i, j, given, taken)
    code[1], code[2], code[3], code[4] = i, given, j, taken
    move[0], move[1] = table.votes[i, given], _moved(table, i, j, given, lent)
    move[2], move[3] = table.votes[j, taken], _moved(table, j, i, taken, back)
    move[4] = gain
    table.votes[i, given], table.votes[j, taken] = move[1], move[3]
    table.free[i, given], table.free[j, taken] = False, False
    _count_votes(table, given)
    _count_votes(table, taken)


@compiled
def _moved(table: _Table, mover: int, other: int, issue: int, shift: float) -> float:
    """Return the vote that shifts the outcome by so much, towards the other's side."""
    start, goal = table.starts[mover, issue], table.starts[other, issue]
    points = shift / table.shares[mover, issue]
    if points >= abs(goal - start) - TINY:
        return float(goal)
    return float(start + table.sides[other, issue] * points)
