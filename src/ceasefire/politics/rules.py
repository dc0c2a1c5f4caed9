"""Decision rules as pure functions of the members' votes.

Votes have shape ``(count, members)``; a member that votes neither yes nor no abstains.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.tables.politics import ABSTENTION_LIMIT
from ceasefire.core.bands import Floats

Bools = NDArray[np.bool_]
_NEAR = 1e-12  # a share this near to its threshold reaches it


@dataclass(frozen=True)
class Seats:
    """The members of a body, as far as its rule tells them apart.

    ``needed`` and ``veto`` say which members the rule singles out, ``weights`` (0 or more) how
    much each vote weighs, all of shape ``(members,)``; without voting weights all are 0.
    """

    needed: Bools
    veto: Bools
    weights: Floats
    threshold: float = 0.0
    weight_threshold: float = 0.0
    blocking_members: float = 0.0

    @property
    def shares(self) -> Floats:
        """Each member's share of all weights; zeros if there are no weights."""
        whole = self.weights.sum()
        return np.asarray(self.weights / whole) if whole > 0 else self.weights


@dataclass(frozen=True)
class Ballot:
    """The votes of a body's members."""

    yes: Bools
    no: Bools
    seats: Seats


def consensus(ballot: Ballot) -> Bools:
    """No member objects; silence is consent."""
    return _all(~ballot.no)


def unanimity(ballot: Ballot) -> Bools:
    """No member votes no, and too few abstain to stop a decision.

    Those who abstain stop it if they are a third of the members and, where members have voting
    weights, bear a third of them too.
    """
    abstains = ~ballot.yes & ~ballot.no
    many: Bools = np.asarray(abstains.mean(axis=1) >= ABSTENTION_LIMIT - _NEAR)
    if ballot.seats.weights.sum() > 0:
        many = many & (abstains @ ballot.seats.shares >= ABSTENTION_LIMIT - _NEAR)
    return np.asarray(~many & _all(~ballot.no))


def majority(ballot: Ballot) -> Bools:
    """Return whether the share of yes among all members reaches the threshold."""
    return np.asarray(ballot.yes.mean(axis=1) >= ballot.seats.threshold - _NEAR)


def weighted_majority(ballot: Ballot) -> Bools:
    """Return whether the share of yes among the voting weights reaches its threshold."""
    share = ballot.yes @ ballot.seats.shares
    return np.asarray(share >= ballot.seats.weight_threshold - _NEAR)


def qualified_majority(ballot: Ballot) -> Bools:
    """Return whether members and weights in favour reach both thresholds, or too few block.

    Abstaining is not being in favour (Treaty on European Union, art. 16(4); Treaty on the
    Functioning of the European Union, art. 238).
    """
    few = (~ballot.yes).sum(axis=1) < ballot.seats.blocking_members
    return np.asarray(few | (majority(ballot) & weighted_majority(ballot)))


def security_council(ballot: Ballot) -> Bools:
    """Return whether enough members vote yes and no veto member votes no."""
    return _enough(ballot) & _all(~(ballot.no & ballot.seats.veto))


def opt_in(ballot: Ballot) -> Bools:
    """All needed members are in, and no fewer members than the threshold."""
    return _enough(ballot) & _all(ballot.yes | ~ballot.seats.needed)


RULES: dict[str, Callable[[Ballot], Bools]] = {
    "consensus": consensus,
    "unanimity": unanimity,
    "majority": majority,
    "qualified_majority": qualified_majority,
    "weighted_majority": weighted_majority,
    "security_council": security_council,
    "ratification": opt_in,
    "opt_in": opt_in,
}


def stops(rule: str, ballot: Ballot) -> Bools:
    """Which members' votes stand in the way by themselves, shape ``(count, members)``.

    Under a majority no member stops a decision alone; there the members that vote no are given,
    who stand in the way where it fails.
    """
    if rule == "security_council":
        return ballot.no & ballot.seats.veto
    if rule in ("opt_in", "ratification"):
        return ~ballot.yes & ballot.seats.needed
    return ballot.no


def can_stop(rule: str, seats: Seats) -> Bools:
    """Which members could stand in the way by themselves, shape ``(members,)``."""
    if rule == "security_council":
        return seats.veto
    if rule in ("opt_in", "ratification"):
        return seats.needed
    return np.ones(len(seats.weights), dtype=bool)


def _enough(ballot: Ballot) -> Bools:
    return np.asarray(ballot.yes.sum(axis=1) >= ballot.seats.threshold)


def _all(values: NDArray[Any]) -> Bools:
    return np.asarray(values.all(axis=1))
