"""What a state has to send from: what can be away at all, and what could be kept out for good."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Case, Row, own_or_common
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Band, Floats
from ceasefire.force.commitments import bound_by_month
from ceasefire.force.offers import current_pledges
from ceasefire.force.rotation import policy_factor, policy_rows, rotation_policy

Ends = tuple[float, float, float]
_WHOLE: Ends = (1.0, 1.0, 1.0)
_NO_POOL = "the pool is empty"
_ALL_BOUND = "commitments take all of it"


@dataclass(frozen=True)
class Capacity:
    """People a state could keep out for good, beside what is out already.

    ``note`` says why it is nothing, where it is.
    """

    pool: Row
    low: float
    high: float
    rows: tuple[Address, ...]
    note: str = ""

    @property
    def actor(self) -> str:
        """Whose pool it is."""
        return self.pool.text("actor_id")


@dataclass(frozen=True)
class Deployable:
    """People of a state that can be away, handing over or resting, by month.

    The three arrays have shape ``(months,)``; month 0 is that of the case's date. ``notes`` say
    what was taken for want of a row, and why nothing is left where nothing is.
    """

    pool: Row
    low: Floats
    central: Floats
    high: Floats
    rows: tuple[Address, ...]
    notes: tuple[str, ...] = ()

    @property
    def actor(self) -> str:
        """Whose pool it is."""
        return self.pool.text("actor_id")


def land_pool(case: Case, actor: str) -> Row | None:
    """Land pool of an actor, else its pool of all services; ``None`` if the case has neither."""
    pools = [row for row in case.rows("pools") if row.text("actor_id") == actor]
    for component in ("land", "all"):
        for pool in pools:
            if pool.text("component") == component:
                return pool
    return None


def deployable(case: Case, actor: str, months: int) -> Deployable | None:
    """Trained and deployable part of the land forces, less what commitments tie down, by month.

    Shares without a row are taken as 1 and noted; without a ``land_share`` a pool of all services
    gives nothing. A commitment ties down its people alone if they are stationed there, and its
    people times the pool factor if they rotate; which of the two is not published, so that they
    are the ends and the centre lies between. What a current pledge would take from a commitment is
    given back. People who come home from a commitment are taken as free at once, without rest.
    """
    land = _land(case, actor)
    if land is None:
        return None
    pool, people, rows = land
    notes: list[str] = []
    for name in ("trained_share", "deployable_share"):
        share = share_of(case, name, actor)
        if share is None:
            notes.append(f"no row of parameters gives {name}: taken as 1")
        else:
            people = _times(people, _ends(share.band("value")))
            rows.append(share.address("value"))
    bound = bound_by_month(case, actor, months, giving_back=True)
    policy = rotation_policy(case, actor)
    factor = 1.0 if policy is None else policy_factor(policy)
    tied = bound.low, (bound.low + bound.high) / 2 * (1 + factor) / 2, bound.high * factor
    if bound.rows:
        rows += [*bound.rows, *(sorted(policy_rows(policy)) if policy else ())]
    low, central, high = (
        np.maximum(0.0, part - less) for part, less in zip(people, reversed(tied), strict=True)
    )
    notes += _why_nothing(people[2], bool((high <= 0).any()))
    return Deployable(pool, low, central, high, tuple(rows), tuple(notes))


def sustained(case: Case, actor: str, months: int) -> Deployable | None:
    """Sustained share of the land forces, less commitments, by month: people to keep in place.

    ``None`` if the land forces are not known. What a current pledge would take from a commitment is
    given back. The share is a policy and not a law of nature: see the parameter
    ``sustained_share``.
    """
    land = _land(case, actor)
    if land is None:
        return None
    pool, people, rows = land
    share = case.parameter("sustained_share", actor)
    people = _times(people, _ends(share.band("value")))
    bound = bound_by_month(case, actor, months, giving_back=True)
    out = bound.low, (bound.low + bound.high) / 2, bound.high
    low, central, high = (
        np.maximum(0.0, part - less) for part, less in zip(people, reversed(out), strict=True)
    )
    notes = _why_nothing(people[2], bool((high <= 0).any()))
    addresses = (*rows, share.address("value"), *bound.rows)
    return Deployable(pool, low, central, high, addresses, tuple(notes))


def capacity(case: Case, actor: str) -> Capacity | None:
    """What a state could keep out for good from the day of the case; ``None`` if not known.

    As `sustained`, in the month of the case. The share was published for land forces, so that a
    pool of all services is first brought down by ``land_share``; without such a row it gives none.
    """
    kept = sustained(case, actor, 1)
    if kept is None:
        return None
    ends = float(kept.low[0]), float(kept.high[0])
    return Capacity(kept.pool, *ends, kept.rows, "".join(kept.notes))


def land_people(case: Case, actor: str) -> tuple[float, tuple[Address, ...]] | None:
    """People on land in the middle of the bands, and their addresses; ``None`` if not known.

    A pool of all services is brought down by ``land_share``; without such a row it gives none.
    """
    land = _land(case, actor)
    return None if land is None else (land[1][1], tuple(land[2]))


def capacities(case: Case, *, stances_left_out: Collection[str] = ("no",)) -> list[Capacity]:
    """What each state could keep out for good that has not ruled it out.

    States are those whose last statement on land has none of the stances left out and whose land
    forces are known, in the case's order.
    """
    willing = [
        pledge.text("actor_id") for pledge in current_pledges(case, "land")
        if pledge.text("stance") not in stances_left_out
    ]  # fmt: skip
    found = (capacity(case, actor) for actor in willing)
    return [one for one in found if one is not None]


def _land(case: Case, actor: str) -> tuple[Row, Ends, list[Address]] | None:
    """Pool of an actor, its people on land, and the addresses behind them."""
    pool = land_pool(case, actor)
    if pool is None:
        return None
    people, rows = _ends(pool.band("personnel")), [pool.address("personnel")]
    if pool.text("component") == "land":
        return pool, people, rows
    share = share_of(case, "land_share", actor)
    if share is None:
        return None
    return pool, _times(people, _ends(share.band("value"))), [*rows, share.address("value")]


def share_of(case: Case, name: str, actor: str) -> Row | None:
    """Row of a share in ``parameters``, an actor's own or the common one; ``None`` without."""
    return own_or_common((r for r in case.rows("parameters") if r.text("name") == name), actor)


def _ends(band: Band) -> Ends:
    low, high = band.stated()
    return low, band.central(), high


def _times(people: Ends, share: Ends) -> Ends:
    return people[0] * share[0], people[1] * share[1], people[2] * share[2]


def _why_nothing(people: float, nothing: bool) -> list[str]:  # noqa: FBT001 - two facts
    if people <= 0:
        return [_NO_POOL]
    return [_ALL_BOUND] if nothing else []
