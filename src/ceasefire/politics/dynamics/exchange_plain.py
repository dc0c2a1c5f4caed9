"""Exchange between issues at equal gain in plain Python: one draw.

This is the documentation of the model; the compiled one must give the same numbers. Equations:
Stokman and Van Oosten (1994), The exchange of voting positions, in Bueno de Mesquita and Stokman
(eds), European Community Decision Making.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ceasefire.politics.dynamics.exchange import TINY, Deal

Table = list[list[float]]


class _Offer(NamedTuple):
    """Who moves on which issue, by how many points, and what each of the two gains."""

    gain: float
    one: int
    given: int
    one_points: float
    two: int
    taken: int
    two_points: float


def plain_exchange(
    positions: Sequence[Sequence[float]],
    saliences: Sequence[Sequence[float]],
    capabilities: Sequence[Sequence[float]],
    rounds: int,
) -> tuple[list[Table], list[Deal]]:
    """Return the votes at the start and after each round, and the deals in their order.

    Args:
        positions: of each actor on each issue, NaN where it takes no part.
        saliences: likewise, 0 to 1.
        capabilities: likewise, 0 or more.
        rounds: how many rounds.

    Returns:
        ``rounds + 1`` tables of votes (NaN from round 1 on if some issue has no weight) and the
        list of deals.
    """
    ideals = [list(row) for row in positions]
    path, deals = [ideals], list[Deal]()
    for number in range(1, rounds + 1):
        bargaining = _Round(ideals, path[-1], saliences, capabilities)
        if not all(total > 0 for total in bargaining.totals):
            return [ideals] + [[[math.nan] * len(row) for row in ideals]] * rounds, []
        while (offer := bargaining.best_offer()).gain > 0:
            deals.append(bargaining.strike(number, offer))
        path.append(bargaining.votes)
    return path, deals


class _Round:
    """Votes of one round, and what moves them."""

    def __init__(
        self,
        ideals: Table,
        starts: Table,
        saliences: Sequence[Sequence[float]],
        capabilities: Sequence[Sequence[float]],
    ) -> None:
        self.ideals, self.starts, self.saliences = ideals, starts, saliences
        self.votes = [list(row) for row in starts]
        self.actors, self.issues = range(len(ideals)), range(len(ideals[0]))
        self.weights = [
            [0.0 if math.isnan(ideals[a][k]) else saliences[a][k] * capabilities[a][k]
             for k in self.issues]
            for a in self.actors
        ]  # fmt: skip
        self.totals = [sum(self.weights[a][k] for a in self.actors) for k in self.issues]
        self.moved: set[tuple[int, int]] = set()

    def outcome(self, k: int) -> float:
        """Mean of the votes on issue k, weighted by salience times capability."""
        some = [a for a in self.actors if not math.isnan(self.votes[a][k])]
        return sum(self.weights[a][k] * self.votes[a][k] for a in some) / self.totals[k]

    def side(self, a: int, k: int) -> int:
        """Which way actor a wants the outcome of issue k to move: up (1), down (-1), neither."""
        above = self.ideals[a][k] - self.outcome(k)
        if math.isnan(above) or abs(above) <= TINY:
            return 0
        return 1 if above > 0 else -1

    def best_offer(self) -> _Offer:
        """Return the offer of the largest gain; the first of equals, issues before actors."""
        best = _Offer(0.0, 0, 0, 0.0, 0, 0, 0.0)
        for offer in self.offers():
            if offer.gain > best.gain + TINY:
                best = offer
        return best

    def offers(self) -> Iterator[_Offer]:
        """Deals between two actors who differ on two issues and care in unequal ratios."""
        side = [[self.side(a, k) for k in self.issues] for a in self.actors]
        for p, q in ((p, q) for p in self.issues for q in self.issues if p < q):
            for i, j in ((i, j) for i in self.actors for j in self.actors if i < j):
                if side[i][p] * side[j][p] >= 0 or side[i][q] * side[j][q] >= 0:
                    continue
                s_i, s_j = self.saliences[i], self.saliences[j]
                if s_i[p] * s_j[q] < s_j[p] * s_i[q]:  # i cares less for p than j does
                    yield self.offer(i, p, j, q)
                elif s_i[p] * s_j[q] > s_j[p] * s_i[q]:
                    yield self.offer(i, q, j, p)

    def offer(self, i: int, given: int, j: int, taken: int) -> _Offer:
        """Return the largest deal in which i moves on ``given``, j on ``taken``, at equal gain.

        With d the shift of an outcome, i gains s_i d(taken) - s_i d(given) and j the reverse with
        its own saliences, which are equal if d(taken) = d(given) x (sum of the two saliences on
        ``given``) / (the same on ``taken``). One side is pushed as far as it goes, the other is
        scaled to it.
        """
        if (i, given) in self.moved or (j, taken) in self.moved:
            return _Offer(0.0, i, given, 0.0, j, taken, 0.0)
        s_i, s_j = self.saliences[i], self.saliences[j]
        rate = (s_i[given] + s_j[given]) / (s_i[taken] + s_j[taken])
        lent = min(self.reach(i, given, j), self.reach(j, taken, i) / rate)
        back = lent * rate
        gain = back * s_i[taken] - lent * s_i[given]
        return _Offer(
            gain, i, given, self.points(i, given, lent), j, taken, self.points(j, taken, back)
        )

    def reach(self, mover: int, k: int, other: int) -> float:
        """Return how far the mover's vote can shift the outcome towards the other's side.

        The vote goes at most to where the other voted when the round began, and the outcome at
        most to what the other wants.
        """
        way = self.side(other, k) * (self.starts[other][k] - self.starts[mover][k])
        shift = max(way, 0.0) * self.weights[mover][k] / self.totals[k]
        return min(shift, abs(self.ideals[other][k] - self.outcome(k)))

    def points(self, mover: int, k: int, shift: float) -> float:
        """Return the points a vote must move to shift the outcome by so much."""
        return shift * self.totals[k] / self.weights[mover][k] if shift > 0 else 0.0

    def strike(self, number: int, offer: _Offer) -> Deal:
        """Move the two votes; they stay there for the rest of the round."""
        i, given, j, taken = offer.one, offer.given, offer.two, offer.taken
        one = self.votes[i][given], self.votes[i][given] + self.side(j, given) * offer.one_points
        two = self.votes[j][taken], self.votes[j][taken] + self.side(i, taken) * offer.two_points
        self.votes[i][given], self.votes[j][taken] = one[1], two[1]
        self.moved |= {(i, given), (j, taken)}
        return Deal(number, i, given, *one, j, taken, *two, offer.gain)
