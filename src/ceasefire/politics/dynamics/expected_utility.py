"""The expected-utility model of bargaining: who challenges whom, and who gives way.

Bueno de Mesquita's model as Scholz, Calbert and Smith (2011) wrote it down, in two variants that
differ in what a vote is worth. `expected_utility_plain` has the same model in plain Python and is
its documentation. Results jump with small changes of the input (the same paper says so): read a
history as one possible course, never as a forecast more accurate than the weighted mean.
"""

from __future__ import annotations

import math

import numpy as np
from numba import prange
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_over_draws
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.dynamics.expected_utility_plain import SAME, Variant
from ceasefire.politics.dynamics.history import History
from ceasefire.politics.stakes import Stakes, need_actors

# Kinds of offers, in the order in which they are taken up.
_CONFRONTATION, _COMPROMISE, _CAPITULATION, _NOTHING = 0, 1, 2, 3


def expected_utility(
    stakes: Stakes, *, turns: int = 10, variant: Variant = "scholz_code"
) -> History:
    """Return the positions round by round; every issue is bargained over by itself.

    Each round every actor weighs a challenge to each other actor against one by it, both as it
    sees them, and takes the best offer (section 3 of Scholz, Calbert and Smith, ICAART 2011); all
    move at once. There is no stopping rule but that nobody moves any more.

    - ``paper``: a challenge is won with the share of the votes cast that go to the challenger; an
      actor that faces more than it can win gives in; the offer that asks for the least move is
      taken.
    - ``scholz_code`` (the variant of the published table): votes are raised to each voter's
      exponent of risk and divided by the votes on all pairs; nobody ever gives in; of the
      compromises the one with the lowest weighted position is taken.

    An actor without a position on an issue stays NaN there. A draw in which some issue has no
    weight at all (capability times salience) is marked as failed, with NaN from turn 1 on.
    ``turns`` of the history counts the rounds in which somebody moved.

    Args:
        stakes: positions on any scale: the model divides by the range of the initial ones.
        turns: most rounds, 1 or more.
        variant: ``paper`` or ``scholz_code``.

    Raises:
        CeasefireError: fewer than 3 actors, fewer than 1 round or an unknown variant.
    """
    need_actors(stakes, 3, "the expected-utility model")
    if turns < 1:
        msg = f"the expected-utility model needs 1 round or more, not {turns}"
        raise CeasefireError(msg, "10 is usual")
    positions, saliences, weights = stakes.as_kernels_want()
    path, taken, failed = _run(positions, saliences, weights, turns, _is_paper(variant))
    most = int(taken.max(initial=0))
    return History(path[:, : most + 1].copy(), taken, failed)


def victory_probabilities(
    positions: Floats,
    weights: Floats,
    *,
    risks: Floats | None = None,
    span: float | None = None,
    variant: Variant = "paper",
) -> Floats:
    """Return the probability that the row's actor beats the column's in a vote of all.

    Every actor k votes for the nearer of the two with its weight times how much nearer it is.
    ``paper``: the votes for i divided by the votes for i or j, so that ``P[i, j] + P[j, i] = 1``;
    1/2 where nobody prefers either. ``scholz_code``: distances are raised to the voter's exponent
    of risk, the divisor is the sum over all ordered pairs, and 0 stands where both hold the same
    position (so that the two of a pair do not add up to 1).

    Args:
        positions: of those who take part (no NaN), shape ``(actors,)``.
        weights: capability times salience, 0 or more, shape ``(actors,)``.
        risks: exponents of risk, 0.5 to 2, shape ``(actors,)``; 1 if left out. Only
            ``scholz_code`` reads them.
        span: range of the initial positions, in units of ``positions``; the range of
            ``positions`` if left out.
        variant: ``paper`` or ``scholz_code``.

    Returns:
        0 to 1, shape ``(actors, actors)``.

    Raises:
        CeasefireError: unknown variant.
    """
    scaled = _scaled(positions, span)
    powers = np.ones(len(scaled)) if risks is None else np.ascontiguousarray(risks, dtype=float)
    chances = np.empty((len(scaled), len(scaled)))
    _victory(
        scaled, np.ascontiguousarray(weights, dtype=float), powers, _is_paper(variant), chances
    )
    return chances


def risk_exponents(
    positions: Floats,
    saliences: Floats,
    weights: Floats,
    *,
    span: float | None = None,
    variant: Variant = "scholz_code",
) -> Floats:
    """Return each actor's exponent of risk, from how much others can gain by challenging it.

    An actor in the least danger of all has 2 (averse to risk), one in the most 1/2 (ready for it);
    all have 1 if everybody is in the same danger.

    Args:
        positions: of those who take part (no NaN), shape ``(actors,)``.
        saliences: 0 to 1, shape ``(actors,)``.
        weights: capability times salience, shape ``(actors,)``.
        span: range of the initial positions; the range of ``positions`` if left out.
        variant: ``paper`` or ``scholz_code``.

    Returns:
        0.5 to 2, shape ``(actors,)``.

    Raises:
        CeasefireError: unknown variant.
    """
    chances = victory_probabilities(positions, weights, span=span, variant=variant)
    risks = np.ones(len(chances))
    _set_risks(
        _scaled(positions, span), np.ascontiguousarray(saliences, dtype=float), chances, risks
    )
    return risks


def _scaled(positions: Floats, span: float | None) -> Floats:
    width = float(np.ptp(positions)) if span is None else span
    return np.ascontiguousarray(positions, dtype=float) / (width if width > 0 else 1.0)


def _is_paper(variant: Variant) -> bool:
    if variant not in {"paper", "scholz_code"}:
        msg = f"the expected-utility model has no variant '{variant}'"
        raise CeasefireError(msg, "take 'paper' or 'scholz_code'")
    return variant == "paper"


@compiled_over_draws
def _run(
    positions: Floats,
    saliences: Floats,
    weights: Floats,
    turns: int,
    paper: bool,  # noqa: FBT001 - numba's kernels take no keywords
) -> tuple[Floats, NDArray[np.int64], NDArray[np.bool_]]:
    draws, actors, issues = positions.shape
    path = np.empty((draws, turns + 1, actors, issues))
    taken = np.zeros(draws, np.int64)
    failed = np.zeros(draws, np.bool_)
    for draw in prange(draws):
        for turn in range(turns + 1):
            path[draw, turn] = positions[draw]
        for issue in range(issues):
            some = np.flatnonzero(np.isfinite(positions[draw, :, issue]))
            weight = weights[draw, :, issue][some]
            if not 0.0 < weight.sum() < np.inf:
                failed[draw] = True
                break
            salience = saliences[draw, :, issue][some]
            moved = _one_issue(path[draw, :, :, issue], some, salience, weight, paper)
            taken[draw] = max(taken[draw], moved)
        if failed[draw]:
            path[draw, 1:] = np.nan
            taken[draw] = 1
    return path, taken, failed


@compiled
def _one_issue(
    path: Floats,
    some: NDArray[np.int64],
    saliences: Floats,
    weights: Floats,
    paper: bool,  # noqa: FBT001
) -> int:
    """Fill the rounds of one issue for those who take part; return how many rounds moved."""
    start = path[0][some]
    span = start.max() - start.min()
    if not span > 0.0:
        return 0
    count = len(some)
    chances = np.empty((count, count))
    for turn in range(1, len(path)):
        held = path[turn - 1][some]
        scaled = held / span
        risks = np.ones(count)
        _victory(scaled, weights, risks, paper, chances)
        _set_risks(scaled, saliences, chances, risks)
        if not paper:
            _victory(scaled, weights, risks, paper, chances)
        moved = False
        for one in range(count):
            other, share = _answer(one, scaled, saliences, risks[one], chances, paper)
            goal = held[other] if share == 1.0 else held[one] + (held[other] - held[one]) * share
            path[turn, some[one]] = goal
            moved = moved or goal != held[one]
        if not moved:
            for later in range(turn + 1, len(path)):
                path[later] = path[turn]
            return turn - 1
    return len(path) - 1


@compiled
def _victory(
    positions: Floats,
    weights: Floats,
    risks: Floats,
    paper: bool,  # noqa: FBT001
    chances: Floats,
) -> None:
    """Fill the probabilities that the row's actor beats the column's."""
    count = len(positions)
    away = np.abs(positions.reshape(count, 1) - positions)
    if not paper:
        away = away ** risks.reshape(count, 1)
    votes = 0.0
    for i in range(count):
        chances[i, i] = 0.5 if paper else 0.0
        for j in range(i):
            ours, theirs = 0.0, 0.0
            for k in range(count):
                vote = weights[k] * (away[k, j] - away[k, i])
                ours += max(vote, 0.0)
                theirs += max(-vote, 0.0)
            votes += 2.0 * (ours + theirs)
            chances[i, j], chances[j, i] = ours, theirs
    for i in range(count):
        for j in range(i):
            cast = chances[i, j] + chances[j, i] if paper else votes
            level = abs(positions[i] - positions[j]) <= SAME or cast <= SAME * weights.sum()
            chances[i, j] = chances[i, i] if level else chances[i, j] / cast
            chances[j, i] = chances[i, i] if level else chances[j, i] / cast


@compiled
def _set_risks(positions: Floats, saliences: Floats, chances: Floats, risks: Floats) -> None:
    """Set exponents of risk from how safe each actor is where it stands (all exponents 1)."""
    count = len(positions)
    danger = np.zeros(count)
    for i in range(count):
        for j in range(count):
            apart = abs(positions[i] - positions[j])
            if apart > SAME:
                danger[i] += _gain(apart, chances[j, i], saliences[i], 1.0)
    least, most = danger.min(), danger.max()
    if most - least <= SAME:
        return
    for i in range(count):
        share = (2.0 * danger[i] - most - least) / (most - least)
        risks[i] = (1.0 - share / 3.0) / (1.0 + share / 3.0)


@compiled
def _gain(apart: float, chance: float, salience: float, risk: float) -> float:
    """Return what a challenge is expected to bring; ``salience`` is that of the challenged."""
    won = 2.0 - 4.0 * math.pow(max(0.5 - 0.5 * apart, 0.0), risk)
    lost = 2.0 - 4.0 * math.pow(min(0.5 + 0.5 * apart, 1.0), risk)
    fought = chance * won + (1.0 - chance) * lost
    return salience * fought + (1.0 - salience) * won - (2.0 - 4.0 * math.pow(0.5, risk))


@compiled
def _answer(
    one: int,
    positions: Floats,
    saliences: Floats,
    risk: float,
    chances: Floats,
    paper: bool,  # noqa: FBT001
) -> tuple[int, float]:
    """Return towards whom an actor goes, and which share of the way: the best offer it sees."""
    best, best_share, best_rank, best_key, best_goal = one, 1.0, _NOTHING, 0.0, 0.0
    for other in range(len(positions)):
        way = positions[other] - positions[one]
        if abs(way) <= SAME:
            continue
        ours = _gain(abs(way), chances[one, other], saliences[other], risk)
        theirs = _gain(abs(way), chances[other, one], saliences[one], risk)
        rank, share = _offer(ours, theirs, paper)
        goal = positions[one] + way * share
        key = abs(way) * share
        if rank == _COMPROMISE and not paper:
            key = (abs(ours) * positions[one] + theirs * positions[other]) / (abs(ours) + theirs)
        level = rank == best_rank and abs(key - best_key) <= SAME
        less = rank < best_rank or (rank == best_rank and key < best_key - SAME)
        if less or (level and goal < best_goal):
            best, best_share, best_rank, best_key, best_goal = other, share, rank, key, goal
    return best, best_share


@compiled
def _offer(
    ours: float,
    theirs: float,
    paper: bool,  # noqa: FBT001
) -> tuple[int, float]:
    """Return the kind of another actor's offer and which share of the way it asks for."""
    if theirs > ours + SAME and ours > SAME:
        return _CONFRONTATION, 1.0
    if theirs > SAME and ours < -SAME:
        if theirs > SAME - ours:
            return _COMPROMISE, abs(ours / theirs)
        if paper and theirs < -ours - SAME:
            return _CAPITULATION, 1.0
    return _NOTHING, 0.0
