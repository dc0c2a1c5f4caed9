"""Concessions: the least change of an option, or the least side payment, that turns a blocked body.

All of it is at the middle of every band. An actor is turned when the settlement is worth at least
as much to it as no deal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.politics.rules import RULES, Ballot, Seats

_MOST_ENUMERATED = 14
_ROUNDS = 3_000
_CLOSE = 1e-7  # points on a scale of 0 to 100
_ROOM = 1e-4  # points by which a settlement may be too far and still count as accepted
_HALVINGS = 40


@dataclass(frozen=True)
class Taste:
    """What one actor accepts: settlements no further from its position than ``reach``.

    ``ideal`` is its position and ``weights`` its squared saliences over their sum, 0 on issues it
    has no stand on, both of shape ``(issues,)``; ``reach`` is the distance of the status quo plus
    its cost of no deal, in points.
    """

    ideal: Floats
    weights: Floats
    reach: float

    def shortfall(self, settlement: Floats) -> float:
        """Points of distance by which a settlement is too far; 0 or less if it is accepted."""
        gaps = self.ideal - settlement
        return float(np.sqrt((self.weights * gaps * gaps).sum()) - self.reach)

    def nearest(self, settlement: Floats) -> Floats:
        """Accepted settlement that is nearest in points (projection on an ellipsoid).

        It is ``(z + m w x) / (1 + m w)`` with the multiplier ``m`` that brings it to the reach,
        found by Newton's method.
        """
        squares = self.weights * (self.ideal - settlement) ** 2
        goal = self.reach * self.reach
        multiplier = 0.0
        for _ in range(60):
            shrink = 1 + multiplier * self.weights
            excess = float((squares / shrink**2).sum()) - goal
            if excess <= 1e-12 * (1 + goal):
                break
            slope = float((2 * self.weights * squares / shrink**3).sum())
            multiplier += excess / slope
        moved = multiplier * self.weights
        return np.asarray((settlement + moved * self.ideal) / (1 + moved))


def least_change(settlement: Floats, tastes: Sequence[Taste], *, surely: Floats) -> Floats:
    """Settlement nearest to the given one that all of some actors accept.

    Found by Dykstra's alternating projections (Boyle and Dykstra 1986). Where those have not
    arrived after some thousand rounds, as they may where hardly any room is left, the way from
    there to ``surely`` is gone as far as needed.

    Args:
        settlement: value of each issue, 0 to 100, shape ``(issues,)``.
        tastes: who has to accept it.
        surely: a settlement that all accept: what holds without a deal.
    """
    here = settlement.astype(float)
    pulls = [np.zeros_like(here) for _ in range(len(tastes) + 1)]
    for _ in range(_ROUNDS):
        before = here
        for i, pull in enumerate(pulls):
            start = here + pull
            ends = i == len(tastes)
            here = np.clip(start, 0.0, 100.0) if ends else _projected(tastes[i], start)
            pulls[i] = start - here
        if np.abs(here - before).max() < _CLOSE and _accepted(here, tastes):
            return here
    return _towards(here, surely, tastes)


def _accepted(settlement: Floats, tastes: Sequence[Taste]) -> bool:
    return all(taste.shortfall(settlement) <= _ROOM for taste in tastes)


def _towards(here: Floats, surely: Floats, tastes: Sequence[Taste]) -> Floats:
    """Nearest point on the way to ``surely`` that all accept, by halving."""
    near, far = 0.0, 1.0
    if _accepted(here, tastes):
        return here
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        accepted = _accepted(here + middle * (surely - here), tastes)
        near, far = (near, middle) if accepted else (middle, far)
    return np.asarray(here + far * (surely - here))


def _projected(taste: Taste, settlement: Floats) -> Floats:
    return settlement if taste.shortfall(settlement) <= 0 else taste.nearest(settlement)


def cheapest_yes(rule: str, seats: Seats, prices: Floats) -> tuple[int, ...] | None:
    """Members whose price has to be paid for the body to adopt, cheapest in all.

    Args:
        rule: a rule that counts votes.
        seats: the body's seats.
        prices: what each member's yes costs, shape ``(members,)``: 0 for one that votes yes
            anyway, infinite for one that cannot be turned.

    Returns:
        Their indices; ``None`` if no payment helps. Members that nobody pays count as voting no.
        With more than 14 members to be won over, sets are built up cheapest first, which need not
        find the cheapest set of weighted votes.
    """
    open_to = [int(i) for i in np.argsort(prices, kind="stable") if 0 < prices[i] < np.inf]
    free = prices <= 0
    if _adopts(rule, seats, free):
        return ()
    if len(open_to) > _MOST_ENUMERATED:
        return _cheapest_first(rule, seats, free, open_to)
    best: tuple[float, tuple[int, ...]] | None = None
    for size in range(1, len(open_to) + 1):
        for chosen in combinations(open_to, size):
            cost = float(prices[list(chosen)].sum())
            if (best is None or cost < best[0]) and _adopts(rule, seats, free, chosen):
                best = cost, chosen
    return None if best is None else tuple(sorted(best[1]))


def needed_yes(rule: str, seats: Seats, lacks: Floats, chosen: Sequence[int]) -> tuple[int, ...]:
    """Members whose yes the body needs once some are won over: those and the surest of the others.

    Args:
        rule: a rule that counts votes.
        seats: the body's seats.
        lacks: points by which the option is too far for each member, 0 or less where it is
            accepted, shape ``(members,)``.
        chosen: members that are won over, as ``cheapest_yes`` gives them.
    """
    nobody = np.zeros(len(lacks), dtype=bool)
    kept = list(chosen)
    surest = [int(i) for i in np.argsort(lacks, kind="stable") if lacks[i] <= 0]
    singled = seats.veto if rule == "security_council" else seats.needed
    for member in sorted(surest, key=lambda i: not singled[i]):
        if _adopts(rule, seats, nobody, kept):
            break
        kept.append(member)
    return tuple(sorted(kept))


def _cheapest_first(
    rule: str, seats: Seats, free: np.ndarray, open_to: list[int]
) -> tuple[int, ...] | None:
    chosen: list[int] = []
    for member in open_to:
        chosen.append(member)
        if _adopts(rule, seats, free, chosen):
            # Some that came early may not be needed once a later one has come.
            for early in list(chosen):
                rest = [one for one in chosen if one != early]
                chosen = rest if _adopts(rule, seats, free, rest) else chosen
            return tuple(sorted(chosen))
    return None


def _adopts(rule: str, seats: Seats, free: np.ndarray, bought: Sequence[int] = ()) -> bool:
    yes = free.copy()
    yes[list(bought)] = True
    return bool(RULES[rule](Ballot(yes[None], ~yes[None], seats))[0])
