"""Probability that a body adopts, exact where members vote independently of one another.

Within a future the members' chances and the luck of their blocs are given; what is left is each
member's own luck. Summing over it exactly, instead of drawing it, is what Blackwell (1947) and
Rao showed to lower the error of an estimate. Arrays of chances have shape ``(count, members)``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ceasefire.case.tables.politics import ABSTENTION_LIMIT
from ceasefire.core.bands import Floats
from ceasefire.politics.rules import Seats

Chance = Callable[[Floats, Floats, Seats], Floats]
_NEAR = 1e-9


def at_least(yes: Floats, other: Floats, number: float) -> Floats:
    """Chance that no fewer than ``number`` members vote yes and all others do what is allowed.

    Args:
        yes: chance that a member votes yes, shape ``(count, members)``.
        other: chance that it does not and its vote is still allowed; below ``1 - yes`` for a
            member with a veto, 0 for one that is needed.
        number: members that have to vote yes.

    Returns:
        Chances of shape ``(count,)``: the distribution of a sum of unequal coin tosses
        (Poisson binomial), built up member by member.
    """
    count, members = yes.shape
    tosses = np.zeros((members + 1, count))
    tosses[0] = 1.0
    for i in range(members):
        tosses[1:] = tosses[1:] * other[:, i] + tosses[:-1] * yes[:, i]
        tosses[0] *= other[:, i]
    first = max(0, int(np.ceil(number - _NEAR)))
    return np.asarray(tosses[first:].sum(axis=0))


def _consensus(_yes: Floats, no: Floats, _seats: Seats) -> Floats:
    return np.asarray((1 - no).prod(axis=1))


def _unanimity(yes: Floats, no: Floats, _seats: Seats) -> Floats:
    members = yes.shape[1]
    may_abstain = np.ceil(ABSTENTION_LIMIT * members - _NEAR) - 1
    return at_least(yes, 1 - yes - no, members - may_abstain)


def _majority(yes: Floats, _no: Floats, seats: Seats) -> Floats:
    return at_least(yes, 1 - yes, seats.threshold * yes.shape[1])


def _security_council(yes: Floats, no: Floats, seats: Seats) -> Floats:
    return at_least(yes, np.where(seats.veto, 1 - yes - no, 1 - yes), seats.threshold)


def _opt_in(yes: Floats, _no: Floats, seats: Seats) -> Floats:
    return at_least(yes, np.where(seats.needed, 0.0, 1 - yes), seats.threshold)


_EXACT: dict[str, Chance] = {
    "consensus": _consensus,
    "unanimity": _unanimity,
    "majority": _majority,
    "security_council": _security_council,
    "ratification": _opt_in,
    "opt_in": _opt_in,
}


def chance(rule: str, yes: Floats, no: Floats, seats: Seats) -> Floats | None:
    """Chance of adoption, shape ``(count,)``; ``None`` where it can only be counted.

    That is so where votes have weights: their sums are too many to write down.
    """
    weighs = rule == "unanimity" and seats.weights.sum() > 0
    exact = None if weighs else _EXACT.get(rule)
    return None if exact is None else np.clip(exact(yes, no, seats), 0.0, 1.0)
