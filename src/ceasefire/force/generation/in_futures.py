"""How many people pledges keep in place, in every future of a block: the fast rule at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Row
from ceasefire.case.tables.generation import PAIR_KINDS
from ceasefire.case.world import World
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.core.traced import Traced
from ceasefire.force.drawn_pools import drawn_deployable, drawn_sustained
from ceasefire.force.generation.from_case import Posed, Setting, constraints_of, pose, units_held
from ceasefire.force.generation.problem import HEADCOUNT, Holding, Problem
from ceasefire.force.generation.supply import Supply
from ceasefire.force.offers import measured_by
from ceasefire.force.phases import drawn_shares, horizon_months
from ceasefire.force.pools import land_people

_FULL = 0.999  # share of full strength from which a month counts as one in full strength
_LEVEL = "assumed"
_CAPS = ("cap", "share_cap")


@dataclass(frozen=True)
class _Fleet:
    """What can be sent in a block for an option, and what its numbers rest on."""

    posed: Posed
    holdings: tuple[Holding, ...]
    supplies: tuple[Supply, ...]
    rows: set[Address]

    @property
    def actors(self) -> tuple[str, ...]:
        return tuple(sorted({holding.actor for holding in self.holdings}))


@dataclass(frozen=True)
class _Limits:
    """Caps and pools ``(count, actors, months)``, and growth in a month ``(count, 1)``."""

    caps: Floats
    pools: Floats
    reception: Floats


def in_full_strength(
    world: World, option: Row, sent: Mapping[str, Traced], joined: Mapping[str, Traced]
) -> tuple[Traced, Traced]:
    """People in place that pledges keep up, as a mean over the months in full strength.

    In each future the fast rule of `quick` fills the planned size month by month from what each
    actor sends there, by its tours, pools and caps and the reception. Of actors that go together
    nobody counts in months in which one of them is not there. A future whose phases never ask for
    all of it counts its last month.

    Args:
        world: the block of futures.
        option: an option that is measured in people.
        sent: people by actor and future.
        joined: the same, 0 where an actor does not come after all.

    Returns:
        People if all come that are sent, and if those come that join, each of shape ``(count,)``,
        never more than the planned size.
    """
    plan = world.band(option, measured_by(option)[0])
    rows = {*plan.rows, *(a for people in sent.values() for a in people.rows)}
    fleet = _fleet(world, option, sent, rows)
    if not fleet.holdings:
        nobody = Traced(np.zeros(world.count), frozenset(rows))
        return nobody, nobody
    shares = drawn_shares(world, option)
    rows |= shares.rows
    asks = plan.values[:, None] * shares.values
    limits = _Limits(*_limits(world, fleet), _reception(world, fleet))

    def kept(sends: Mapping[str, Traced], where: NDArray[np.bool_]) -> Floats:
        placed = _placed(world, fleet, limits, sends, asks, np.flatnonzero(where))
        filled = np.minimum(placed, plan.values[:, None])
        return _mean_in_full(filled, shares.values)

    offered = kept(sent, _anybody(fleet, sent))
    same = _alike(fleet, sent, joined)
    expected = np.where(same, offered, kept(joined, _anybody(fleet, joined) & ~same))
    rows_joined = rows.union(*(people.rows for people in joined.values()))
    return Traced(offered, frozenset(rows)), Traced(expected, frozenset(rows_joined))


def _anybody(fleet: _Fleet, sends: Mapping[str, Traced]) -> NDArray[np.bool_]:
    """In which futures somebody comes at all."""
    return np.asarray(np.any([sends[actor].values > 0 for actor in fleet.actors], axis=0))


def _alike(
    fleet: _Fleet, sent: Mapping[str, Traced], joined: Mapping[str, Traced]
) -> NDArray[np.bool_]:
    """In which futures all come that are sent: nothing has to be worked out again."""
    same = [sent[actor].values == joined[actor].values for actor in fleet.actors]
    return np.asarray(np.all(same, axis=0))


def _fleet(world: World, option: Row, sent: Mapping[str, Traced], rows: set[Address]) -> _Fleet:
    """Units of the option's own domain in the country, if every condition were met."""
    case, domain = world.case, measured_by(option)[1]
    setting = Setting(horizon_months(case), lambda _conditions: True, _LEVEL)
    posed = pose(case, option, setting)
    pairs = [
        (supply, holding)
        for supply, holding in zip(posed.supplies.counted, posed.problem.holdings, strict=True)
        if holding.inside and holding.people > 0 and holding.actor in sent
        and supply.pledge is not None and supply.pledge.text("domain") == domain
    ]  # fmt: skip
    rows |= {address for supply, _ in pairs for address in supply.rows}
    rows |= {row.address("actors") for row in constraints_of(case, option, *PAIR_KINDS)}
    return _Fleet(posed, tuple(h for _, h in pairs), tuple(s for s, _ in pairs), rows)


def _mean_in_full(filled: Floats, shares: Floats) -> Floats:
    full = shares >= _FULL
    full[:, -1] |= ~full.any(axis=1)
    mean: Floats = (filled * full).sum(axis=1) / full.sum(axis=1)
    return mean


def _placed(
    world: World, fleet: _Fleet, limits: _Limits, sends: Mapping[str, Traced], asks: Floats,
    where: NDArray[np.intp],
) -> Floats:  # fmt: skip
    """People in place by future and month; nobody in the futures that are not asked for."""
    from ceasefire.force.generation.quick import Futures, deploy, fleet_of  # noqa: PLC0415 - numba

    frame = fleet.posed.problem
    asked = tuple(r for r in frame.requirements if r.capability == HEADCOUNT)
    apart = tuple(
        p for p in frame.pairs if not p.together and {p.first, p.second} <= set(fleet.actors)
    )
    problem = Problem(frame.months, fleet.holdings, asked, frame.limits, apart)
    people, most = _units(world, fleet, sends)
    futures = Futures(
        _held(fleet, most)[where], people[where], most[where], limits.caps[where],
        limits.pools[where], asks[where, None, :], limits.reception[where],
    )  # fmt: skip
    placed = np.zeros(asks.shape)
    if len(where):
        done = deploy(fleet_of(problem), futures)
        placed[where] = _together(fleet, done.people).sum(axis=1)
    return placed


def _together(fleet: _Fleet, people: Floats) -> Floats:
    """Leave out who is there without those it goes with; who sends nothing is never there."""
    for pair in fleet.posed.problem.pairs:
        if not pair.together:
            continue
        own = [
            [i for i, h in enumerate(fleet.holdings) if h.actor == actor]
            for actor in (pair.first, pair.second)
        ]
        there = [people[:, rows].sum(axis=1) > 0 for rows in own]
        both = there[0] & there[1]
        for i in (*own[0], *own[1]):
            people[:, i] *= both
    return people


def _units(
    world: World, fleet: _Fleet, sent: Mapping[str, Traced]
) -> tuple[Floats, NDArray[np.int64]]:
    """People in a unit and units at once, ``(count, holdings)``: an actor's number shared out."""
    holdings = fleet.holdings
    stated = {
        actor: sum(h.most * h.people for h in holdings if h.actor == actor)
        for actor in fleet.actors
    }
    people = np.stack([
        h.people * sent[h.actor].values / max(stated[h.actor], 1.0) for h in holdings
    ], axis=1)  # fmt: skip
    there = np.ones((world.count, len(holdings)), dtype=np.bool_)
    for i, supply in enumerate(fleet.supplies):
        if supply.row.words("conditions"):
            met = world.all_met(supply.conditions)
            there[:, i] = met.values
            fleet.rows.update(met.rows)
    most = np.where((people > 0) & there, np.array([h.most for h in holdings]), 0)
    return people, most.astype(np.int64)


def _held(fleet: _Fleet, most: NDArray[np.int64]) -> NDArray[np.int64]:
    """Units at hand ``(count, holdings, 1)``: those held, else as many as tours ask for."""
    cycles = np.array([-(-h.cycle // h.tour) for h in fleet.holdings])
    units = most * cycles
    for i, supply in enumerate(fleet.supplies):
        held = units_held(supply.row, 1)
        if held is not None:
            units[:, i] = np.minimum(units[:, i], held[0])
    in_every_month: NDArray[np.int64] = units[:, :, None]
    return in_every_month


def _limits(world: World, fleet: _Fleet) -> tuple[Floats, Floats]:
    """Caps and pools ``(count, actors, months)``, infinite without one."""
    actors, months = fleet.actors, fleet.posed.problem.months
    caps, pools = (np.full((world.count, len(actors), months), np.inf) for _ in range(2))
    for i, actor in enumerate(actors):
        kept = drawn_sustained(world, actor, months)
        pool = drawn_deployable(world, actor, months)
        if kept is not None:
            caps[:, i] = kept.values
            fleet.rows.update(kept.rows)
        if pool is not None:
            pools[:, i] = pool.values
            fleet.rows.update(pool.rows)
        for row in _caps_of(world, fleet, actor):
            caps[:, i] = np.minimum(caps[:, i], _cap(world, row, actor, fleet)[:, None])
    return caps, pools


def _caps_of(world: World, fleet: _Fleet, actor: str) -> Sequence[Row]:
    rows = constraints_of(world.case, fleet.posed.option, *_CAPS)
    return [row for row in rows if actor in row.words("actors")]


def _cap(world: World, row: Row, actor: str, fleet: _Fleet) -> Floats:
    value = world.band(row, "value")
    fleet.rows.update(value.rows)
    if row.text("kind") == "cap":
        return value.values
    land = land_people(world.case, actor)
    fleet.rows.update(land[1] if land else ())
    people: Floats = value.values * (land[0] if land else 0.0)
    return people


def _reception(world: World, fleet: _Fleet) -> Floats:
    """Growth of the force in a month ``(count, 1)``, infinite without a limit."""
    least = np.full((world.count, 1), np.inf)
    for row in constraints_of(world.case, fleet.posed.option, "reception"):
        drawn = world.band(row, "value")
        least = np.minimum(least, drawn.values[:, None])
        fleet.rows.update(drawn.rows)
    return least
