"""Decision rules as pure functions of the members' votes.

Arrays have shape ``(count, members)``; a member that votes neither yes nor no abstains.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.tables.politics import ABSTENTION_LIMIT

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Ballot:
    """The votes of a body's members, and the members that its rule singles out."""

    yes: Bools
    no: Bools
    needed: Bools
    veto: Bools
    threshold: float


def consensus(ballot: Ballot) -> Bools:
    """No member objects; silence is consent."""
    return _all(~ballot.no)


def unanimity(ballot: Ballot) -> Bools:
    """No member votes no, and fewer than a third abstain."""
    abstains = (~ballot.yes & ~ballot.no).mean(axis=1)
    few: Bools = np.asarray(abstains < ABSTENTION_LIMIT)
    return few & _all(~ballot.no)


def majority(ballot: Ballot) -> Bools:
    """Return whether the share of yes among all members reaches the threshold."""
    return np.asarray(ballot.yes.mean(axis=1) >= ballot.threshold - 1e-12)


def security_council(ballot: Ballot) -> Bools:
    """Return whether enough members vote yes and no veto member votes no."""
    return _enough(ballot) & _all(~(ballot.no & ballot.veto))


def opt_in(ballot: Ballot) -> Bools:
    """All needed members join, and no fewer members than the threshold."""
    return _enough(ballot) & _all(ballot.yes | ~ballot.needed)


RULES = {
    "consensus": consensus,
    "unanimity": unanimity,
    "majority": majority,
    "security_council": security_council,
    "opt_in": opt_in,
}


def stops(rule: str, ballot: Ballot) -> Bools:
    """Which members' votes stand in the way by themselves, shape ``(count, members)``.

    Under a majority no member stops a decision alone; there the members that vote no are given,
    who stand in the way where it fails.
    """
    if rule == "security_council":
        return ballot.no & ballot.veto
    if rule == "opt_in":
        return ~ballot.yes & ballot.needed
    return ballot.no


def can_stop(rule: str, ballot: Ballot) -> Bools:
    """Which members could stand in the way by themselves, shape ``(members,)``."""
    if rule == "security_council":
        return ballot.veto
    return ballot.needed if rule == "opt_in" else np.ones(ballot.no.shape[1], dtype=bool)


def _enough(ballot: Ballot) -> Bools:
    return np.asarray(ballot.yes.sum(axis=1) >= ballot.threshold)


def _all(values: NDArray[Any]) -> Bools:
    return np.asarray(values.all(axis=1))
