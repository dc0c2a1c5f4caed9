"""How large a force the states of a case could keep up, for how long: willingness left aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.force.generation.frontier import (
    Aftermath,
    Frontier,
    Pool,
    Turns,
    after_surge,
    frontier,
)
from ceasefire.force.offers import counted_pledges, current_pledges
from ceasefire.force.pools import Deployable, deployable, sustained
from ceasefire.force.rotation import policy_rows, rotation_policy

AMONG = ("pledged", "open", "all")
AMONG_MEANS = {
    "pledged": "states whose pledges have a number, the case's assumptions among them",
    "open": "states whose last word on troops is neither no nor outside only",
    "all": "states whose forces are known and that have said anything on troops",
}
MONTHS = (6, 12, 18, 24, 36, 48, 60)
ENDS = ("low", "central", "high")
_CLOSED = {"pledged": (), "open": ("no", "outside_only"), "all": ()}


@dataclass(frozen=True)
class Source:
    """What one state could keep up.

    ``at_hand`` are people who can be away or at rest by month, ``policy`` its tours, and
    ``sustained`` what a share of its land forces kept out for good would be: a second cap, by
    another rule, beside the first.
    """

    actor: str
    at_hand: Deployable
    turns: Turns
    sustained: Deployable
    rows: tuple[Address, ...]

    def share(self, end: str) -> float:
        """People kept out for good by that share beside what is out, at an end of its band."""
        people: Floats = getattr(self.sustained, end)
        return float(people.min())

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken for want of a row, and why nothing is left where nothing is."""
        return tuple(dict.fromkeys((*self.at_hand.notes, *self.sustained.notes)))


@dataclass(frozen=True)
class Sustained:
    """Frontiers of size against months, by end of the bands of the pools.

    ``surged`` stretches one tour as the policies allow; ``left_out`` says by state why it is not
    counted: its last word hangs on a condition that is off, or no pool or policy is known.
    """

    among: str
    sources: tuple[Source, ...]
    left_out: Mapping[str, str]
    steady: dict[str, Frontier]
    surged: dict[str, Frontier]

    @property
    def by_share(self) -> tuple[float, float]:
        """Sum of the sustained shares, from low to high."""
        low, high = (sum(one.share(end) for one in self.sources) for end in ("low", "high"))
        return low, high

    def for_ever(self, end: str) -> Floats:
        """What each state could keep for ever by both rules, the smaller, shape ``(sources,)``."""
        shares = np.array([one.share(end) for one in self.sources], dtype=np.float64)
        return np.minimum(self.steady[end].for_ever, shares)

    def lasts(self, end: str, size: float) -> float:
        """Months for which a force of a size could be kept, at an end of the bands.

        The longest of the lengths looked at: ``math.inf`` for ever by both rules, 0 if it is too
        large for the shortest.
        """
        if self.for_ever(end).sum() >= size:
            return float("inf")
        one = self.steady[end]
        enough = [m for m, total in zip(one.months, one.total, strict=True) if total >= size]
        return float(max(enough, default=0))

    @property
    def rows(self) -> frozenset[Address]:
        """Addresses that the frontiers rest on."""
        return frozenset(address for one in self.sources for address in one.rows)


@dataclass(frozen=True)
class SurgeBill:
    """What a surge of all states together buys, and what it costs later.

    For ``months`` it keeps ``force`` people where ``instead_of`` could be kept without. ``fewer``
    is by how many people less than ``for_ever``, by tours and pools, can be in place in each month
    after it.
    """

    months: int
    force: float
    instead_of: float
    for_ever: float
    fewer: Floats

    @property
    def lean_months(self) -> int:
        """Months after the surge until nobody is missing."""
        return int(np.flatnonzero(self.fewer >= 1).max(initial=-1)) + 1


def sustain(case: Case, *, among: str = "open", months: Sequence[int] = MONTHS) -> Sustained:
    """Work out the frontier of a case.

    States whose last word hangs on a condition that the case has off are left out, unless all are
    asked for: then a word does not count.

    Args:
        case: the case.
        among: one of ``AMONG``.
        months: horizons, each 1 or more, ascending.
    """
    pledges = _pledges(case, among)
    left_out = {} if among == "all" else {
        row.text("actor_id"): why for row in pledges if (why := _off(case, row))
    }  # fmt: skip
    sources = []
    for actor in (row.text("actor_id") for row in pledges):
        if actor in left_out:
            continue
        found = _source(case, actor, max(months))
        if isinstance(found, str):
            left_out[actor] = found
        else:
            sources.append(found)
    pools = {end: [_pool(source, end) for source in sources] for end in ENDS}
    return Sustained(
        among, tuple(sources), left_out,
        {end: frontier(pools[end], months) for end in ENDS},
        {end: frontier(pools[end], months, surge=True) for end in ENDS},
    )  # fmt: skip


def aftermaths(found: Sustained, months: int) -> dict[str, Aftermath]:
    """What a surge of so many months costs each state later, in the middle of the bands."""
    return {one.actor: after_surge(_pool(one, "central"), months) for one in found.sources}


def surge_bill(found: Sustained) -> SurgeBill | None:
    """Bill of the shortest length for which stretched tours carry more, in the middle of the bands.

    ``None`` if they carry more for none of the lengths looked at.
    """
    steady, surged = found.steady["central"], found.surged["central"]
    for i, months in enumerate(steady.months):
        if surged.total[i] >= steady.total[i] + 1:
            after = list(aftermaths(found, months).values())
            fewer = np.zeros(max(len(one.fewer) for one in after))
            for one in after:
                fewer[: len(one.fewer)] += one.fewer
            return SurgeBill(
                months, float(surged.total[i]), float(steady.total[i]),
                sum(one.for_ever for one in after), fewer,
            )  # fmt: skip
    return None


def _pledges(case: Case, among: str) -> list[Row]:
    if among == "pledged":
        return counted_pledges(case, "land", "assumed")
    return [r for r in current_pledges(case, "land") if r.text("stance") not in _CLOSED[among]]


def _off(case: Case, pledge: Row) -> str:
    """Why a pledge does not count in the world at hand; blank if it does."""
    off = [
        condition for condition in pledge.words("conditions")
        if case.row("conditions", condition).text("state") == "off"
    ]  # fmt: skip
    return f"last word hangs on {', '.join(off)}, which is off" if off else ""


def _source(case: Case, actor: str, months: int) -> Source | str:
    """What a state could keep up, or why it is not known."""
    at_hand, policy = deployable(case, actor, months), rotation_policy(case, actor)
    kept = sustained(case, actor, months)
    if at_hand is None or kept is None:
        return "no forces known"
    if policy is None:
        return "no tours known"
    rows = {*at_hand.rows, *policy_rows(policy), *kept.rows}
    return Source(actor, at_hand, turns_of(policy), kept, tuple(sorted(rows, key=str)))


def turns_of(policy: Row) -> Turns:
    """Rotation policy of a row."""
    return Turns(
        policy.needed_number("tour_months"), policy.needed_number("dwell_months"),
        policy.number("overlap") or 1.0, policy.number("surge_months") or 0.0,
        policy.number("surge_payback") or 0.0,
    )  # fmt: skip


def _pool(source: Source, end: str) -> Pool:
    people: Floats = getattr(source.at_hand, end)
    return Pool(source.actor, tuple(float(x) for x in people), source.turns)
