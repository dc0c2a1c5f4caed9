"""The spatial model of politics in plain Python, one draw at a time: what the kernel works out.

The model is KTAB's (KAPSARC discussion papers *An Introduction to the KAPSARC Toolkit for
Behavioral Analysis (KTAB)* and *Multidimensional Bargaining using KTAB*), with the defaults of its
program ``smpc``. Each turn goes from what actors want to where they stand next:

1. Each actor has a utility for the position of each other (`distances`, `utility`).
2. Each position is put to the vote against each other; how often it wins says how central the
   actor is (`election`).
3. A central actor can afford risks, an isolated one cannot (`risk_attitudes`).
4. Each actor looks for the one whom it gains most from challenging, seeing the others' attitudes
   to risk through its own (`contest`, `gain`, `challenge`).
5. The two meet between their positions, nearer to the one who cares more and is likelier to win
   (`meet`).
6. Each actor chooses among the bargains on its table by a vote of all actors on the states of the
   world they would lead to (`accept`).
7. All move at once, and what an actor wants follows where it stands, until a turn moves hardly
   anyone (`plain_spatial`).

Positions run from 0 to 100, saliences from 0 to 1. A table is a list with one row per actor.
"""

from __future__ import annotations

import math
from typing import NamedTuple

Table = list[list[float]]

LEAST_COALITION = 1e-8  # support that every position has in a vote, in units of capability
LEAST_SIDE = 1e-10  # support that each side of a contest has, in units of capability
LEAST_GAIN = 1e-5  # what a challenge has to bring
TINY_WEIGHT = 1e-6  # holds an actor in place on an issue neither of two cares about
STOP_SHARE, STOP_FLOOR = 0.02, 0.01  # of the first turn's moves; points of the scale
FEWEST_TURNS = 2
# Sums in another order differ in the last digits. What is nearer than this counts as equal, and
# the first of equals is taken, so that ties do not hang on how a sum was done.
SAME_UTILITY = 1e-12
SAME_GAIN = 1e-9
SAME_CHANCE = 1e-6  # coarse: where hardly anything is at stake, little supports every position
SAME_ROUNDED = 1e-9  # in units of the last digit kept


class Actors(NamedTuple):
    """What stays the same over the turns of a draw."""

    saliences: Table  #: by issue; an actor's sum is at most 1
    cares: list[float]  #: sum of an actor's saliences, 0 to 1
    powers: list[float]  #: capability, 0 or more


class Challenge(NamedTuple):
    """The challenge an actor would rather make than any other."""

    target: int  #: whom
    chance: float  #: probability to win, 0 to 1, as the challenger sees it
    gain: float  #: expected gain of utility


def plain_spatial(
    positions: Table, saliences: Table, capabilities: Table, turns: int
) -> list[Table]:
    """Return the positions by turn, actor and issue, 0 to 100, the first turn before any move.

    Args:
        positions: 0 to 100, NaN where an actor takes no part, one row per actor.
        saliences: 0 to 1, one row per actor.
        capabilities: 0 or more, some above 0, one row per actor.
        turns: the most turns to take.
    """
    present = [[not math.isnan(x) for x in row] for row in positions]
    actors = _actors(present, saliences, capabilities)
    states = [_filled(positions, saliences, capabilities)]
    first = 0.0
    for turn in range(1, turns + 1):
        states.append(_next(states[-1], actors))
        moved = sum(math.dist(a, b) for a, b in zip(states[-1], states[-2], strict=True))
        first = moved if turn == 1 else first
        if turn >= FEWEST_TURNS and moved < STOP_SHARE * (first + STOP_FLOOR):
            break
    return [
        [
            [x if there else math.nan for x, there in zip(row, mask, strict=True)]
            for row, mask in zip(state, present, strict=True)
        ]
        for state in states
    ]


def _actors(present: list[list[bool]], saliences: Table, capabilities: Table) -> Actors:
    """Scale saliences so that no actor's sum passes 1; one capability per actor, the mean."""
    held = [
        [s if there else 0.0 for s, there in zip(row, mask, strict=True)]
        for row, mask in zip(saliences, present, strict=True)
    ]
    scale = max(1.0, *(sum(row) for row in held))
    held = [[s / scale for s in row] for row in held]
    powers = []
    for row, mask in zip(capabilities, present, strict=True):
        own = [c for c, there in zip(row, mask, strict=True) if there]
        powers.append(sum(own) / max(len(own), 1))
    return Actors(held, [sum(row) for row in held], powers)


def _filled(positions: Table, saliences: Table, capabilities: Table) -> Table:
    """Let who takes no part in an issue stand at the weighted mean of those who do."""
    filled = [list(row) for row in positions]
    for k in range(len(positions[0])):
        there = [i for i, row in enumerate(positions) if not math.isnan(row[k])]
        weights = [saliences[i][k] * capabilities[i][k] for i in there]
        if not sum(weights) > 0:
            weights = [1.0] * len(there)
        moments = [w * positions[i][k] for w, i in zip(weights, there, strict=True)]
        mean = sum(moments) / sum(weights) if there else 50.0
        for row in filled:
            row[k] = mean if math.isnan(row[k]) else row[k]
    return filled


def _next(positions: Table, actors: Actors) -> Table:
    """Return where the actors stand a turn later."""
    everyone = range(len(positions))
    apart = distances(positions, positions, actors.saliences)
    neutral = [[utility(d, 0.0) for d in row] for row in apart]
    risks = risk_attitudes(election(neutral, actors.powers))
    tables = [[positions] for _ in everyone]  # the status quo lies on every table
    for i in everyone:
        best = challenge(i, apart, risks, actors)
        if best is not None:
            state = meet(i, best, positions, actors.saliences)
            tables[i].append(state)
            tables[best.target].append(state)
    return [accept(tables[i], positions, risks, actors)[i] for i in everyone]


def distances(ideals: Table, positions: Table, saliences: Table) -> Table:
    """Return how far actor i's ideal is from the position of j, 0 to 1, as felt by i.

    d_ij = sqrt(sum_k (s_ik (ideal_ik - x_jk))^2 / sum_k s_ik^2): issues i cares about count more.
    An actor that cares about no issue is at no distance from anyone.
    """
    rows = []
    for ideal, care in zip(ideals, saliences, strict=True):
        norm = math.hypot(*care)
        felt = [
            math.hypot(*(s * (a - b) for s, a, b in zip(care, ideal, there, strict=True)))
            for there in positions
        ]
        rows.append([f / norm / 100 if norm > 0 else 0.0 for f in felt])
    return rows


def utility(distance: float, risk: float) -> float:
    """Return the utility of a position at a distance: 1 at none, 0 at 1.

    (1 - d)(1 + dR): concave for R > 0, a straight line for R = 0, convex for R < 0.
    """
    return (1 - distance) * (1 + min(distance, 1) * risk)


def election(utilities: Table, powers: list[float]) -> list[float]:
    """Return the probability of each option in a probabilistic Condorcet election.

    Each voter throws its capability times what it would gain behind the better of two options:
    C_ab = sum_k c_k max(u_ka - u_kb, 0). Option a beats b with probability
    P_ab = C_ab / (C_ab + C_ba). An option wins the election if it beats all others:
    p_a is proportional to the product of P_ab over b.

    Args:
        utilities: one row per voter, one column per option.
        powers: capability of each voter.
    """
    options = range(len(utilities[0]))

    def support(a: int, b: int) -> float:
        gains = [row[a] - row[b] for row in utilities]
        won = (c * g for c, g in zip(powers, gains, strict=True) if g > SAME_UTILITY)
        return LEAST_COALITION + sum(won)

    wins = []
    for a in options:
        beaten = [support(a, b) / (support(a, b) + support(b, a)) for b in options if b != a]
        wins.append(math.prod(beaten))
    return [win / sum(wins) for win in wins]


def risk_attitudes(chances: list[float]) -> list[float]:
    """Return each actor's attitude to risk, -1/2 to 1: the most central actor dares most.

    R_i = (3 p_i - (p_max + 2 p_min)) / (2 (p_max - p_min)); 0 for all if all are equal.
    """
    high, low = max(chances), min(chances)
    if high - low < SAME_CHANCE:
        return [0.0] * len(chances)
    return [(3 * p - (high + 2 * low)) / (2 * (high - low)) for p in chances]


def challenge(i: int, apart: Table, risks: list[float], actors: Actors) -> Challenge | None:
    """Return the challenge actor i gains most from, or None if none is worth it.

    Actor i sees the others' attitudes to risk through its own: (2 R_i + R_n) / 3.
    """
    seen = [
        [utility(d, (2 * risks[i] + risk) / 3) for d in row]
        for row, risk in zip(apart, risks, strict=True)
    ]
    best: Challenge | None = None
    for j in range(len(risks)):
        if j != i:
            chance = contest(i, j, seen, actors)
            worth = gain(i, j, chance, seen, actors)
            if worth > (LEAST_GAIN if best is None else best.gain + SAME_GAIN):
                best = Challenge(j, chance, worth)
    return best


def contest(i: int, j: int, seen: Table, actors: Actors) -> float:
    """Return the probability that actor i wins against j, in i's eyes.

    Each of the two fights with salience times capability times what is at stake for it. A third
    party keeps its position if it joins the winner and has to take the winner's if it joins the
    loser, so it reckons with the chance that its help decides the contest.

    Args:
        i: the challenger.
        j: the challenged.
        seen: utility of each actor (row) for each actor's position, as i sees it.
        actors: saliences and capabilities.
    """
    weights = [s * c for s, c in zip(actors.cares, actors.powers, strict=True)]
    side_i = LEAST_SIDE + weights[i] * max(seen[i][i] - seen[i][j], 0)
    side_j = LEAST_SIDE + weights[j] * max(seen[j][j] - seen[j][i], 0)
    joined_i, joined_j = side_i, side_j
    for n, (u, weight) in enumerate(zip(seen, weights, strict=True)):
        if n in (i, j):
            continue
        lean = weight * (u[i] - u[j])
        chance = (side_i + max(lean, 0)) / (side_i + side_j + abs(lean))
        # Utility of the positions of i, j and n after the contest. If n is with i: 2 u_ni + u_nn
        # where i wins, 3 u_nj where j wins; if it is with j: 3 u_ni and 2 u_nj + u_nn. The
        # difference is what being with i saves where i wins, less what it costs where j wins.
        vote = weight * (chance * (u[n] - u[i]) - (1 - chance) * (u[n] - u[j]))
        joined_i += max(vote, 0)
        joined_j += max(-vote, 0)
    return joined_i / (joined_i + joined_j)


def gain(i: int, j: int, chance: float, seen: Table, actors: Actors) -> float:
    """Return what actor i expects to gain by challenging j instead of leaving things as they are.

    If j does not care (1 - S_j), it gives way; if it does, the contest decides both positions.
    """
    own, other = seen[i][i], seen[i][j]
    fights = actors.cares[j]
    fought = chance * 2 * own + (1 - chance) * 2 * other
    return (1 - fights) * 2 * own + fights * fought - (own + other)


def meet(i: int, best: Challenge, positions: Table, saliences: Table) -> Table:
    """Return the positions of all if actor i strikes the bargain with the one it challenges.

    On issue k both meet at a mean of their positions with weights a_k = s_ik^2 p^2 and
    b_k = s_jk^2 (1 - p)^2, rounded half up to 0.01 points.
    """
    j, chance = best.target, best.chance
    state = [list(row) for row in positions]
    for k, (x, y) in enumerate(zip(positions[i], positions[j], strict=True)):
        a = (saliences[i][k] * chance) ** 2
        b = (saliences[j][k] * (1 - chance)) ** 2
        total = a + b + TINY_WEIGHT
        state[i][k] = _rounded(((a + TINY_WEIGHT) * x + b * y) / total)
        state[j][k] = _rounded((a * x + (b + TINY_WEIGHT) * y) / total)
    return state


def _rounded(position: float) -> float:
    return math.floor(position * 100 + 0.5 + SAME_ROUNDED) / 100


def accept(table: list[Table], positions: Table, risks: list[float], actors: Actors) -> Table:
    """Return the likeliest of the states on an actor's table in an election among all actors.

    An actor's utility of a state is the mean of its utilities of all positions in it.

    Args:
        table: states (positions of all), the status quo first, then in the order of challengers.
        positions: where the actors stand, which is also what they want.
        risks: attitude to risk of each actor.
        actors: saliences and capabilities.
    """
    utilities: Table = [[] for _ in positions]
    for state in table:
        apart = distances(positions, state, actors.saliences)
        for row, felt, risk in zip(utilities, apart, risks, strict=True):
            row.append(sum(utility(d, risk) for d in felt) / len(felt))
    chances = election(utilities, actors.powers)
    choice = 0
    for option, chance in enumerate(chances):
        choice = option if chance > chances[choice] + SAME_CHANCE else choice
    return table[choice]
