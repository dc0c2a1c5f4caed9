"""How large a force the states of a case could keep up, for how long: willingness left aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from ceasefire.force.pools import Capacity, Deployable, capacity, deployable
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
    another rule, shown beside the first.
    """

    actor: str
    at_hand: Deployable
    turns: Turns
    sustained: Capacity | None
    rows: tuple[Address, ...]


@dataclass(frozen=True)
class Sustained:
    """Frontiers of size against months, by end of the bands of the pools.

    ``surged`` stretches one tour as the policies allow; ``left_out`` are states without a known
    pool or policy.
    """

    among: str
    sources: tuple[Source, ...]
    left_out: tuple[str, ...]
    steady: dict[str, Frontier]
    surged: dict[str, Frontier]

    @property
    def by_share(self) -> tuple[float, float]:
        """Sum of the sustained shares, from low to high."""
        found = [one.sustained for one in self.sources if one.sustained is not None]
        return sum(one.low for one in found), sum(one.high for one in found)

    @property
    def rows(self) -> frozenset[Address]:
        """Addresses that the frontiers rest on."""
        return frozenset(address for one in self.sources for address in one.rows)


def sustain(case: Case, *, among: str = "open", months: Sequence[int] = MONTHS) -> Sustained:
    """Work out the frontier of a case.

    Args:
        case: the case.
        among: one of ``AMONG``.
        months: horizons, each 1 or more, ascending.
    """
    found = {actor: _source(case, actor, max(months)) for actor in _actors(case, among)}
    sources = tuple(source for source in found.values() if source is not None)
    pools = {end: [_pool(source, end) for source in sources] for end in ENDS}
    return Sustained(
        among, sources, tuple(actor for actor, source in found.items() if source is None),
        {end: frontier(pools[end], months) for end in ENDS},
        {end: frontier(pools[end], months, surge=True) for end in ENDS},
    )  # fmt: skip


def aftermaths(found: Sustained, months: int) -> dict[str, Aftermath]:
    """What a surge of so many months costs each state later, in the middle of the bands."""
    return {one.actor: after_surge(_pool(one, "central"), months) for one in found.sources}


def _actors(case: Case, among: str) -> list[str]:
    if among == "pledged":
        rows = counted_pledges(case, "land", "assumed")
    else:
        rows = [r for r in current_pledges(case, "land") if r.text("stance") not in _CLOSED[among]]
    return [row.text("actor_id") for row in rows]


def _source(case: Case, actor: str, months: int) -> Source | None:
    at_hand, policy = deployable(case, actor, months), rotation_policy(case, actor)
    if at_hand is None or policy is None:
        return None
    sustained = capacity(case, actor)
    rows = {*at_hand.rows, *policy_rows(policy), *(sustained.rows if sustained else ())}
    return Source(actor, at_hand, turns_of(policy), sustained, tuple(sorted(rows, key=str)))


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
