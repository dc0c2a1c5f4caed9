"""The voting game of a body: what its rule asks of its members, as weights and quotas."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.assembly import seats_of
from ceasefire.politics.power import VotingGame
from ceasefire.politics.rules import Bools, Seats

_NEAR = 1e-9
_MOST_DECIMALS = 6
Votes = tuple[tuple[tuple[int, ...], ...], tuple[int, ...], int]  # weights, quotas, blockers


def game_of(case: Case, body: Row) -> VotingGame:
    """Voting game of a body: who can decide, whatever anyone thinks of an option.

    An abstention counts as no yes, so that unanimity and consensus need all.

    Raises:
        CeasefireError: the body is made of bodies, or has no members.
    """
    members, rule = case.members(body), body.text("rule")
    if rule not in _GAMES:
        msg = f"'{body.id}' is made of bodies, and power is measured inside one"
        raise CeasefireError(msg, f"name one of: {', '.join(body.words('members'))}")
    weights, quotas, blockers = _GAMES[rule](seats_of(case, body))
    return VotingGame(members, weights, quotas, blockers)


def _all_of(seats: Seats) -> Votes:
    count = len(seats.weights)
    return ((1,) * count,), (count,), 0


def _majority(seats: Seats) -> Votes:
    count = len(seats.weights)
    return ((1,) * count,), (_share_of(count, seats.threshold),), 0


def _qualified(seats: Seats) -> Votes:
    heads, quotas, _ = _majority(seats)
    votes, enough, _ = _weighted(seats)
    return heads + votes, quotas + enough, int(seats.blocking_members)


def _weighted(seats: Seats) -> Votes:
    votes = _whole(seats)
    return (votes,), (_share_of(sum(votes), seats.weight_threshold),), 0


def _council(seats: Seats) -> Votes:
    return _singled_out(seats, seats.veto)


def _coalition(seats: Seats) -> Votes:
    return _singled_out(seats, seats.needed)


def _singled_out(seats: Seats, must: Bools) -> Votes:
    """Give those without whom nothing passes more votes than all others have together."""
    others, needed = int((~must).sum()), int(must.sum())
    heavy = others + 1
    more = max(0, math.ceil(seats.threshold - needed - _NEAR))
    return (tuple(heavy if m else 1 for m in must),), (max(1, needed * heavy + more),), 0


def _share_of(whole: int, share: float) -> int:
    return max(1, math.ceil(whole * share - _NEAR))


def _whole(seats: Seats) -> tuple[int, ...]:
    """Weights as whole numbers, without their decimals."""
    for decimals in range(_MOST_DECIMALS + 1):
        scaled = seats.weights * 10**decimals
        if np.allclose(scaled, np.rint(scaled), rtol=0, atol=_NEAR * 10**decimals):
            break
    return tuple(int(x) for x in np.rint(scaled))


_GAMES: dict[str, Callable[[Seats], Votes]] = {
    "consensus": _all_of,
    "unanimity": _all_of,
    "majority": _majority,
    "qualified_majority": _qualified,
    "weighted_majority": _weighted,
    "security_council": _council,
    "ratification": _coalition,
    "opt_in": _coalition,
}
