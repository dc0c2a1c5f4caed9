"""What a state has to send from, and what it could keep out for good."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address


@dataclass(frozen=True)
class Capacity:
    """People a state could keep out for good, beside what is out already."""

    pool: Row
    low: float
    high: float
    rows: tuple[Address, ...]


def land_pool(case: Case, actor: str) -> Row | None:
    """Land pool of an actor, else its pool of all services; ``None`` if the case has neither."""
    pools = [row for row in case.rows("pools") if row.text("actor_id") == actor]
    for component in ("land", "all"):
        for pool in pools:
            if pool.text("component") == component:
                return pool
    return None


def commitments_of(case: Case, actor: str) -> list[Row]:
    """Commitments of an actor that run on the day of the case."""
    return [
        row for row in case.rows("commitments")
        if row.text("actor_id") == actor and _runs(case, row)
    ]  # fmt: skip


def _runs(case: Case, commitment: Row) -> bool:
    start, end = commitment.date("start"), commitment.date("end")
    return (start is None or start.first <= case.as_of) and (end is None or end.last > case.as_of)


def capacity(case: Case, actor: str) -> Capacity | None:
    """Sustained share of the land pool, less what is committed; ``None`` without a land pool.

    The share was published for land forces, so that a pool of all services gives no capacity. It
    is a policy and not a law of nature: see the parameter ``sustained_share``.
    """
    pool = land_pool(case, actor)
    if pool is None or pool.text("component") != "land":
        return None
    share = case.parameter("sustained_share", actor)
    people, part = pool.band("personnel").stated(), share.band("value").stated()
    bound = [row.band("personnel").stated() for row in commitments_of(case, actor)]
    low = people[0] * part[0] - sum(b[1] for b in bound)
    high = people[1] * part[1] - sum(b[0] for b in bound)
    rows = [pool.address("personnel"), share.address("value")]
    rows += [row.address("personnel") for row in commitments_of(case, actor)]
    return Capacity(pool, max(0.0, low), max(0.0, high), tuple(rows))
