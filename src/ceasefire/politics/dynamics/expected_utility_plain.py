"""The expected-utility model of bargaining in plain Python: one draw, one issue.

This is the documentation of the model; the compiled one must give the same numbers. Equations:
Scholz, Calbert and Smith (2011), Unravelling Bueno de Mesquita's group decision model, ICAART.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

Variant = Literal["paper", "scholz_code"]

# Utilities, and positions as shares of the range, that differ by less count as equal: what is
# equal on paper would otherwise be ordered by rounding.
SAME = 1e-9


class _Table(NamedTuple):
    """Those who take part; positions in units of the initial range."""

    positions: list[float]
    saliences: list[float]
    weights: list[float]
    variant: Variant


def plain_expected_utility(
    positions: Sequence[float],
    saliences: Sequence[float],
    capabilities: Sequence[float],
    turns: int,
    variant: Variant,
) -> list[list[float]]:
    """Return the positions of all actors at the start and after each of ``turns`` rounds.

    Args:
        positions: of every actor, NaN for one that takes no part (it stays NaN).
        saliences: 0 to 1 for every actor.
        capabilities: 0 or more for every actor.
        turns: how many rounds.
        variant: ``paper`` or ``scholz_code``.

    Returns:
        ``turns + 1`` lists as long as ``positions``; NaN from round 1 on if nobody who takes part
        has weight.
    """
    some = [i for i, x in enumerate(positions) if not math.isnan(x)]
    weights = [saliences[i] * capabilities[i] for i in some]
    path = [list(positions)]
    if not sum(weights) > 0:
        return path + [[math.nan] * len(positions) for _ in range(turns)]
    span = max(positions[i] for i in some) - min(positions[i] for i in some)
    for _ in range(turns):
        now = list(path[-1])
        if span > 0:
            scaled = [path[-1][i] / span for i in some]
            table = _Table(scaled, [saliences[i] for i in some], weights, variant)
            for i, x in zip(some, _round(table), strict=True):
                now[i] = x * span
        path.append(now)
    return path


def _round(table: _Table) -> list[float]:
    """Everybody answers the offers it sees; all move at once."""
    neutral = [1.0] * len(table.positions)
    risks = _risks(table, _chances(table, neutral))
    chances = _chances(table, risks)
    return [_answer(table, i, risk, chances) for i, risk in enumerate(risks)]


def _chances(table: _Table, risks: Sequence[float]) -> list[list[float]]:
    """Probability that i beats j, for every i and j: votes for i by votes cast.

    ``paper``: of those cast between i and j. ``scholz_code``: of those cast on all ordered pairs
    of actors, with distances raised to the voter's exponent of risk.
    """
    paper = table.variant == "paper"
    x, everyone = table.positions, range(len(table.positions))
    powers = [1.0 if paper else risk for risk in risks]
    away = [[math.pow(abs(x[k] - x[i]), powers[k]) for i in everyone] for k in everyone]

    def votes(i: int, j: int) -> float:
        return sum(table.weights[k] * max(away[k][j] - away[k][i], 0.0) for k in everyone)

    ours = [[votes(i, j) for j in everyone] for i in everyone]
    all_cast = 2 * sum(sum(row) for row in ours)  # a vote on (i, j) is one on (j, i) too

    def chance(i: int, j: int) -> float:
        cast = ours[i][j] + ours[j][i] if paper else all_cast
        if abs(x[i] - x[j]) <= SAME or cast <= SAME * sum(table.weights):  # all the same to all
            return 0.5 if paper else 0.0
        return ours[i][j] / cast

    return [[chance(i, j) for j in everyone] for i in everyone]


def _gain(table: _Table, chances: list[list[float]], i: int, j: int, risk: float) -> float:
    """Expected utility of i's challenge to j over that of leaving things as they are.

    If j does not care it gives way; if it does, there is a contest. ``risk`` is the exponent of
    the actor who looks at it.
    """
    apart = abs(table.positions[i] - table.positions[j])
    if apart <= SAME:
        return 0.0
    success = 2 - 4 * math.pow(max(0.5 - 0.5 * apart, 0.0), risk)
    failure = 2 - 4 * math.pow(min(0.5 + 0.5 * apart, 1.0), risk)
    status_quo = 2 - 4 * math.pow(0.5, risk)
    contest = chances[i][j] * success + (1 - chances[i][j]) * failure
    cares = table.saliences[j]
    return cares * contest + (1 - cares) * success - status_quo


def _risks(table: _Table, chances: list[list[float]]) -> list[float]:
    """Exponents of risk, 1/2 to 2: the more others can gain from an actor, the smaller.

    All are 1 where everybody is in the same danger.
    """
    everyone = range(len(table.positions))
    danger = [sum(_gain(table, chances, j, i, 1.0) for j in everyone) for i in everyone]
    low, high = min(danger), max(danger)
    if high - low <= SAME:
        return [1.0] * len(danger)
    shares = [(2 * d - high - low) / (high - low) for d in danger]
    return [(1 - share / 3) / (1 + share / 3) for share in shares]


def _answer(table: _Table, i: int, risk: float, chances: list[list[float]]) -> float:
    """Where i goes: the best offer it sees, or where it stands.

    Confrontations go before compromises, these before capitulations. Of several of a kind the one
    that asks for the least move is taken (in ``scholz_code`` the compromise of the lowest weighted
    position); of equal ones that with the lower goal, so that the order of the actors is nothing.
    """
    confrontations: list[tuple[float, float]] = []
    compromises: list[tuple[float, float]] = []
    capitulations: list[tuple[float, float]] = []
    here = table.positions[i]
    for j, there in enumerate(table.positions):
        ours, theirs = _gain(table, chances, i, j, risk), _gain(table, chances, j, i, risk)
        if theirs > ours + SAME and ours > SAME:
            confrontations.append((abs(there - here), there))
        elif theirs > SAME and ours < -SAME and theirs > abs(ours) + SAME:
            goal = here + (there - here) * abs(ours) / theirs
            drawn = (abs(ours) * here + theirs * there) / (abs(ours) + theirs)
            compromises.append((abs(goal - here) if table.variant == "paper" else drawn, goal))
        elif theirs > SAME and theirs < -ours - SAME and table.variant == "paper":
            capitulations.append((abs(there - here), there))
    for offers in (confrontations, compromises, capitulations):
        if offers:
            least = min(key for key, _ in offers)
            return min(goal for key, goal in offers if key <= least + SAME)
    return here
