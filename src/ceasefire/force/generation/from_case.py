"""The problem of force generation that a case poses for an option, in the middle of all bands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.case.dates import months_between
from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.generation import PAIR_KINDS
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.force.costs import central_rate
from ceasefire.force.generation.problem import (
    HEADCOUNT,
    Holding,
    Limit,
    Pair,
    Problem,
    Requirement,
)
from ceasefire.force.generation.supply import Supplies, Supply, supplies
from ceasefire.force.offers import Met, measured_by
from ceasefire.force.phases import due_shares, phases_of
from ceasefire.force.pools import capacity, deployable, land_pool
from ceasefire.force.rotation import rotation_policy

_MONTHS_PER_YEAR = 12


@dataclass(frozen=True)
class Setting:
    """What a plan is made for.

    ``months`` from the month of the decision; ``level`` of the offer that counts; ``met`` says
    which conditions hold; with ``surge`` tours are stretched as the policies allow, and the share
    of an army kept out for good binds nobody.
    """

    months: int
    met: Met
    level: str = "assumed"
    surge: bool = False


@dataclass(frozen=True)
class Posed:
    """A problem with what it was made of.

    ``absent`` are holdings that would come if a condition were met, with its words; ``rows`` the
    addresses that the problem rests on.
    """

    option: Row
    setting: Setting
    problem: Problem
    supplies: Supplies
    absent: tuple[tuple[Holding, str], ...]
    rows: frozenset[Address]


def pose(case: Case, option: Row, setting: Setting) -> Posed:
    """Put the problem of an option together.

    Who counts follows the pledges and ``holdings``; how much is due when, ``phases``; how long a
    unit stays and rests, ``rotation``; how many people a state has for it, ``pools`` less
    ``commitments``; what contributors hold themselves to, ``constraints``.
    """
    requirements, asked_rows = _requirements(case, option, setting.months)
    asked = frozenset(requirement.capability for requirement in requirements)
    found = supplies(case, measured_by(option)[1], setting.level, setting.met, asked)
    limits, limit_rows = _limits(case, option, setting, found)
    holdings = tuple(_holding(case, option, one, setting, limits) for one in found.counted)
    pairs = tuple(
        Pair(row.words("actors")[0], row.words("actors")[1], row.text("kind") == "together")
        for row in _constraints(case, option, *PAIR_KINDS)
    )
    problem = Problem(
        setting.months, holdings, requirements, limits, pairs, _reception(case, option, setting)
    )
    rows = {*asked_rows, *limit_rows, *(a for one in found.counted for a in one.rows)}
    rows |= {row.address() for row in _constraints(case, option, *PAIR_KINDS, "reception")}
    absent = tuple(
        (_holding(case, option, one.supply, setting, limits), one.condition)
        for one in found.left_out
        if one.supply is not None
    )
    return Posed(option, setting, problem, found, absent, frozenset(rows))


def asks_for_something(case: Case, option: Row) -> bool:
    """Whether an option asks for people or has rows in ``requirements``."""
    return not option.band("troops").blank or bool(_asked_rows(case, option))


def _asked_rows(case: Case, option: Row) -> list[Row]:
    return [row for row in case.rows("requirements") if row.text("option_id") == option.id]


def _requirements(
    case: Case, option: Row, months: int
) -> tuple[tuple[Requirement, ...], list[Address]]:
    """People by month, then each row of ``requirements``; whole units, at least one once any."""
    shares = _shares(case, option, months)
    rows = [phase.address("share") for phase in phases_of(case, option)]
    found = []
    if not option.band("troops").blank:
        troops = option.band("troops").central()
        rows.append(option.address("troops"))
        weight = _priority(case, HEADCOUNT) / max(troops, 1.0)
        found.append(Requirement(HEADCOUNT, tuple(float(x) for x in troops * shares), weight))
    for row in _asked_rows(case, option):
        amount, capability = row.band("amount").central(), row.text("capability_id")
        rows += [row.address("amount"), case.row("capabilities", capability).address("priority")]
        due = [_whole(amount, float(share)) for share in shares]
        weight = _priority(case, capability) / max(amount, 1e-9)
        found.append(Requirement(capability, tuple(due), weight, row.flag("inside")))
    return tuple(found), rows


def _shares(case: Case, option: Row, months: int) -> Floats:
    """Shares due by month; after the case's horizon the last of them goes on."""
    shares = due_shares(case, option)
    if months <= len(shares):
        return shares[:months]
    return np.concatenate([shares, np.full(months - len(shares), shares[-1])])


def _whole(amount: float, share: float) -> float:
    if share <= 0:
        return 0.0
    return min(amount, max(1.0, float(round(amount * share))))


def _priority(case: Case, capability: str) -> float:
    rows = case.tables["capabilities"]
    return rows[capability].needed_number("priority") if capability in rows else 1.0


def _constraints(case: Case, option: Row, *kinds: str) -> list[Row]:
    return [
        row for row in case.rows("constraints")
        if row.text("kind") in kinds and option.id in (row.words("options") or (option.id,))
    ]  # fmt: skip


def _reception(case: Case, option: Row, setting: Setting) -> tuple[float, ...] | None:
    rows = _constraints(case, option, "reception")
    if not rows:
        return None
    return (min(row.band("value").central() for row in rows),) * setting.months


def _limits(
    case: Case, option: Row, setting: Setting, found: Supplies
) -> tuple[dict[str, Limit], list[Address]]:
    """Limits of every actor that has people to send."""
    limits, rows = {}, []
    for actor in dict.fromkeys(one.actor for one in found.counted if one.people > 0):
        policy = rotation_policy(case, actor)
        pool = deployable(case, actor, setting.months)
        land, sustained = land_pool(case, actor), capacity(case, actor)
        ends = [] if setting.surge or sustained is None else [(sustained.low + sustained.high) / 2]
        ends += list(_own_caps(case, option, actor, land))
        least = [
            row.band("value").central() for row in _constraints(case, option, "minimum")
            if actor in row.words("actors")
        ]  # fmt: skip
        limits[actor] = Limit(
            actor,
            None if not ends else (min(ends),) * setting.months,
            None if pool is None else tuple(float(x) for x in pool.central),
            max(least, default=0.0),
            0.0 if land is None else land.band("personnel").central(),
        )
        rows += [*(pool.rows if pool else ()), *(sustained.rows if sustained else ())]
        rows += [policy.address("tour_months"), policy.address("dwell_months")] if policy else []
    return limits, rows


def _own_caps(case: Case, option: Row, actor: str, land: Row | None) -> Iterator[float]:
    for row in _constraints(case, option, "cap", "share_cap"):
        if actor not in row.words("actors"):
            continue
        if row.text("kind") == "cap":
            yield row.band("value").central()
        elif land is not None:
            yield row.band("value").central() * land.band("personnel").central()


def _holding(
    case: Case, option: Row, supply: Supply, setting: Setting, limits: Mapping[str, Limit]
) -> Holding:
    tour, dwell, handover = _turns(case, supply, setting)
    most = round(supply.units)
    cycle = tour + dwell + handover
    pool = limits[supply.actor].pool if supply.actor in limits and supply.people > 0 else None
    enough = most * math.ceil(cycle / tour)  # without a pool nothing limits who comes after
    units = [enough if pool is None else math.floor(x / supply.people) for x in pool or ()]
    held = supply.row.cells.get("held_mode") is not None or supply.row.cells.get("held_low")
    if held:
        units = [round(supply.row.band("held").central())] * setting.months
    if pool is None and not held:
        units = [enough] * setting.months
    rate = central_rate(case, option.text("mission_type"), supply.actor)
    return Holding(
        supply.id, supply.actor, supply.unit_type, tuple(units), supply.people, supply.provides,
        tour, dwell, most, _ready(case, supply),
        0.0 if rate is None else rate * supply.people / _MONTHS_PER_YEAR,
        handover, supply.level, supply.assumed, supply.inside,
    )  # fmt: skip


def _turns(case: Case, supply: Supply, setting: Setting) -> tuple[int, int, int]:
    """Months of a tour, at home and of handing over; what has no people stays throughout."""
    policy = rotation_policy(case, supply.actor)
    if policy is None or supply.people <= 0:
        return setting.months, 0, 0
    tour, dwell = policy.needed_number("tour_months"), policy.needed_number("dwell_months")
    if setting.surge:
        stretched = policy.number("surge_months") or 0.0
        tour += stretched
        dwell += stretched * (policy.number("surge_payback") or 0.0)
    handover = round(tour * ((policy.number("overlap") or 1.0) - 1))
    return max(1, round(tour)), round(dwell), handover


def _ready(case: Case, supply: Supply) -> int:
    months = math.ceil(supply.row.number("ready_months") or 0)
    there = supply.row.date("available_from") if "available_from" in supply.row.cells else None
    if there is not None and there.first > case.as_of:
        months = max(months, months_between(case.as_of, there.first) + 1)
    return months
