"""The problem of force generation that a case poses for an option, in the middle of all bands."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

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
from ceasefire.force.generation.supply import (
    Supplies,
    Supply,
    counted_in,
    published_of,
    supplies,
)
from ceasefire.force.holdings import first_month
from ceasefire.force.offers import Met, measured_by
from ceasefire.force.phases import due_shares, phase_addresses, phases_of
from ceasefire.force.pools import Deployable, deployable, land_people, sustained
from ceasefire.force.rotation import rotation_policy

_MONTHS_PER_YEAR = 12
_SLACK = 1e-9  # of a unit, for the last bits of a division


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
    requirements, asked_rows = asked_of(case, option, setting.months)
    asked = frozenset(requirement.capability for requirement in requirements)
    found = supplies(case, measured_by(option)[1], setting.level, setting.met, asked)
    limits, limit_rows = _limits(case, option, setting, found)
    holdings = tuple(_holding(case, option, one, setting, limits) for one in found.counted)
    pairs = tuple(
        Pair(row.words("actors")[0], row.words("actors")[1], row.text("kind") == "together")
        for row in constraints_of(case, option, *PAIR_KINDS)
    )
    problem = Problem(
        setting.months, holdings, requirements, limits, pairs, _reception(case, option, setting)
    )
    rows = {*asked_rows, *limit_rows, *_supply_rows(case, found)}
    rows |= {row.address("actors") for row in constraints_of(case, option, *PAIR_KINDS)}
    rows |= {row.address("value") for row in constraints_of(case, option, "reception")}
    absent = tuple(
        (_holding(case, option, one.supply, setting, limits), one.condition)
        for one in found.left_out
        if one.supply is not None
    )
    return Posed(option, setting, problem, found, absent, frozenset(rows))


def _supply_rows(case: Case, found: Supplies) -> set[Address]:
    """Addresses of what counts, and of the conditions by which something does or does not."""
    rows = {a for one in found.counted for a in one.rows}
    said = (published_of(case, one.pledge) for one in found.counted if one.pledge is not None)
    rows |= {row.address("n") for row in said if row is not None}
    held = [*found.counted, *(one.supply for one in found.left_out if one.supply is not None)]
    return rows | {
        case.row("conditions", c).address("state") for one in held for c in one.conditions
    }


def asks_for_something(case: Case, option: Row) -> bool:
    """Whether an option asks for people or machines, or has rows in ``requirements``."""
    return any(max(asked.amounts, default=0.0) > 0 for asked in asked_of(case, option, 0)[0])


def _asked_rows(case: Case, option: Row) -> list[Row]:
    return [row for row in case.rows("requirements") if row.text("option_id") == option.id]


def asked_of(case: Case, option: Row, months: int) -> tuple[tuple[Requirement, ...], list[Address]]:
    """What an option asks for by month: its published size, then its rows of ``requirements``.

    Without months, over the horizon of the case. Beside people, what is due is rounded to the
    smallest amount that a unit gives, and is at least that as soon as anything is due.
    """
    shares = due_shares(case, option, months)
    rows = [address for phase in phases_of(case, option) for address in phase_addresses(phase)]
    found = [_size_asked(case, option, shares, rows)]
    own = _asked_rows(case, option)
    named = {row.text("capability_id") for row in own}
    for row in own:
        amount, capability = row.band("amount").central(), row.text("capability_id")
        rows += [row.address("amount"), case.row("capabilities", capability).address("priority")]
        part = _smallest_part(case, capability)
        due = [_whole(amount, float(share), part) for share in shares]
        weight = priority_of(case, capability) / max(amount, 1e-9)
        found.append(Requirement(capability, tuple(due), weight, row.flag("inside")))
    if found[0].capability in named:  # a row says more of it than the size does
        found = found[1:]
    return tuple(asked for asked in found if max(asked.amounts, default=0.0) > 0), rows


def _size_asked(case: Case, option: Row, shares: Floats, rows: list[Address]) -> Requirement:
    part, domain = measured_by(option)
    capability = counted_in(domain)
    size = option.band(part).central()
    rows.append(option.address(part))
    if capability in case.tables["capabilities"]:
        rows.append(case.row("capabilities", capability).address("priority"))
    amounts = size * shares if capability == HEADCOUNT else np.round(size * shares)
    weight = priority_of(case, capability) / max(size, 1.0)
    return Requirement(
        capability, tuple(float(x) for x in amounts), weight, capability == HEADCOUNT
    )


def _smallest_part(case: Case, capability: str) -> float:
    """Least amount of a capability that a unit of any kind gives; 1 if none does."""
    kinds = [row for row in case.rows("unit_types") if row.text("capability_id") == capability]
    return min((kind.needed_number("amount") for kind in kinds), default=1.0)


def _whole(amount: float, share: float, part: float) -> float:
    if share <= 0:
        return 0.0
    return min(amount, part * max(1, round(amount * share / part)))


def priority_of(case: Case, capability: str) -> float:
    """What lacking all of a capability weighs beside lacking all people."""
    rows = case.tables["capabilities"]
    return rows[capability].needed_number("priority") if capability in rows else 1.0


def constraints_of(case: Case, option: Row, *kinds: str) -> list[Row]:
    """Rows of ``constraints`` of some kinds that hold for an option."""
    return [
        row for row in case.rows("constraints")
        if row.text("kind") in kinds and option.id in (row.words("options") or (option.id,))
    ]  # fmt: skip


def _reception(case: Case, option: Row, setting: Setting) -> tuple[float, ...] | None:
    rows = constraints_of(case, option, "reception")
    if not rows:
        return None
    return (min(row.band("value").central() for row in rows),) * setting.months


def _limits(
    case: Case, option: Row, setting: Setting, found: Supplies
) -> tuple[dict[str, Limit], list[Address]]:
    """Limits of every actor that has people to send."""
    limits, rows = {}, []
    for actor in dict.fromkeys(one.actor for one in found.counted if one.people > 0):
        policy, land = rotation_policy(case, actor), land_people(case, actor)
        pool = deployable(case, actor, setting.months)
        kept = None if setting.surge else sustained(case, actor, setting.months)
        bound = [row for row in constraints_of(case, option, "cap", "share_cap", "minimum")
                 if actor in row.words("actors")]  # fmt: skip
        caps = [cap_of(row, 0.0 if land is None else land[0]) for row in bound
                if row.text("kind") != "minimum"]  # fmt: skip
        least = [row.band("value").central() for row in bound if row.text("kind") == "minimum"]
        most, by_share = _most(setting.months, kept, caps)
        limits[actor] = Limit(
            actor, most, None if pool is None else tuple(float(x) for x in pool.central),
            max(least, default=0.0), 0.0 if land is None else land[0], by_share,
        )  # fmt: skip
        rows += [*(pool.rows if pool else ()), *(kept.rows if kept else ())]
        rows += [*(land[1] if land else ()), *(row.address("value") for row in bound)]
        rows += _policy_rows(policy, setting) if policy else []
    return limits, rows


def _most(
    months: int, kept: Deployable | None, caps: list[float]
) -> tuple[tuple[float, ...] | None, bool]:
    """Most people in place by month, and whether it is the share of forces that binds."""
    cap = min(caps, default=math.inf)
    if kept is None:
        return ((cap,) * months if caps else None), False
    most = np.minimum(kept.central, cap)
    return tuple(float(x) for x in most), bool((kept.central < cap).any())


def cap_of(row: Row, land: float) -> float:
    """People of a cap, or of a share of the people on land."""
    value = row.band("value").central()
    return value if row.text("kind") == "cap" else value * land


def _policy_rows(policy: Row, setting: Setting) -> list[Address]:
    columns = ["tour_months", "dwell_months", "overlap"]
    columns += ["surge_months", "surge_payback"] if setting.surge else []
    return [policy.address(column) for column in columns]


def _holding(
    case: Case, option: Row, supply: Supply, setting: Setting, limits: Mapping[str, Limit]
) -> Holding:
    tour, dwell, handover = _turns(case, supply, setting)
    most = round(supply.units)
    cycle = tour + dwell + handover
    pool = limits[supply.actor].pool if supply.actor in limits and supply.people > 0 else None
    enough = most * math.ceil(cycle / tour)  # without a pool nothing limits who comes after
    units = units_held(supply.row, setting.months)
    if units is None and pool is None:
        units = (enough,) * setting.months
    elif units is None:
        units = tuple(math.floor(x / supply.people + _SLACK) for x in pool or ())
    rate = central_rate(case, option.text("mission_type"), supply.actor)
    return Holding(
        supply.id, supply.actor, supply.unit_type, units, supply.people, supply.provides,
        tour, dwell, most, first_month(case, supply.row),
        0.0 if rate is None else rate * supply.people / _MONTHS_PER_YEAR,
        handover, _main_level(case, supply, setting), supply.assumed, supply.inside,
    )  # fmt: skip


def _main_level(case: Case, supply: Supply, setting: Setting) -> str:
    """Level at which most of its people count."""
    shares = supply.shares(case, setting.met)
    return max(shares, key=lambda level: shares[level])


def units_held(row: Row, months: int) -> tuple[int, ...] | None:
    """Units of a row of ``holdings`` that are held at all; ``None`` if that was not published."""
    if row.table.name != "holdings" or row.band("held").blank:
        return None
    return (round(row.band("held").central()),) * months


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
