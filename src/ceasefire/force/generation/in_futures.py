"""How many people pledges keep in place, in every future of a block: the fast rule at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.core.traced import Rows, Traced
from ceasefire.force.drawn_pools import drawn_capacity, drawn_deployable
from ceasefire.force.generation.from_case import Setting, pose
from ceasefire.force.generation.problem import HEADCOUNT, Holding, Problem
from ceasefire.force.offers import measured_by
from ceasefire.force.phases import drawn_shares, horizon_months

_FULL = 0.999  # share of full strength from which a month counts as one in full strength
_LEVEL = "assumed"


def in_full_strength(world: World, option: Row, sent: Mapping[str, Traced]) -> Traced:
    """People in place that pledges keep up, as a mean over the months in full strength.

    In each future the fast rule of `quick` fills the planned size month by month from what each
    actor sends there, by its tours and pools, the reception and the pairs. A future whose phases
    never ask for all of it counts its last month.

    Args:
        world: the block of futures.
        option: an option that is measured in people.
        sent: people by actor and future, 0 where an actor does not come.

    Returns:
        People, shape ``(count,)``, never more than the planned size.
    """
    frame = _frame(world.case, option)
    holdings = [h for h in frame.holdings if h.actor in sent and h.people > 0]
    plan = world.band(option, measured_by(option)[0])
    rows = plan.rows | frozenset(a for people in sent.values() for a in people.rows)
    if not holdings:
        return Traced(np.zeros(world.count), rows)
    shares = drawn_shares(world, option)
    placed, limits = _placed(world, frame, holdings, sent, plan.values[:, None] * shares.values)
    filled = np.minimum(placed, plan.values[:, None])
    return Traced(_mean_in_full(filled, shares.values), rows | limits | shares.rows)


def _frame(case: Case, option: Row) -> Problem:
    """Holdings, limits and pairs of an option if every condition were met."""
    months = horizon_months(case)
    return pose(case, option, Setting(months, lambda _conditions: True, _LEVEL)).problem


def _mean_in_full(filled: Floats, shares: Floats) -> Floats:
    full = shares >= _FULL
    full[:, -1] |= ~full.any(axis=1)
    mean: Floats = (filled * full).sum(axis=1) / full.sum(axis=1)
    return mean


def _placed(
    world: World, frame: Problem, holdings: Sequence[Holding], sent: Mapping[str, Traced],
    asks: Floats,
) -> tuple[Floats, Rows]:  # fmt: skip
    """People in place by future and month, and what limits them."""
    from ceasefire.force.generation.quick import (  # noqa: PLC0415 - loads numba
        Futures,
        actors_of,
        deploy,
        fleet_of,
    )  # fmt: skip

    named = {h.actor for h in holdings}
    asked = [r for r in frame.requirements if r.capability == HEADCOUNT]
    pairs = tuple(p for p in frame.pairs if {p.first, p.second} <= named)
    problem = Problem(frame.months, tuple(holdings), tuple(asked), frame.limits, pairs)
    people, most = _units(holdings, sent)
    caps, pools, rows = _limits(world, actors_of(problem), frame.months)
    reception, reception_rows = _reception(world, frame)
    cycles = [-(-h.cycle // h.tour) for h in holdings]
    units = (most * np.array(cycles))[:, :, None]
    futures = Futures(units, people, most, caps, pools, asks[:, None, :], reception)
    done = deploy(fleet_of(problem), futures)
    return done.people.sum(axis=1), rows | reception_rows


def _units(
    holdings: Sequence[Holding], sent: Mapping[str, Traced]
) -> tuple[Floats, NDArray[np.int64]]:
    """People in a unit and units at once, ``(count, holdings)``: an actor's number shared out."""
    stated = {
        actor: sum(h.most * h.people for h in holdings if h.actor == actor) for actor in sent
    }  # fmt: skip
    people = np.stack([
        h.people * sent[h.actor].values / max(stated[h.actor], 1.0) for h in holdings
    ], axis=1)  # fmt: skip
    most = np.where(people > 0, np.array([h.most for h in holdings]), 0).astype(np.int64)
    return people, most


def _limits(world: World, actors: Sequence[str], months: int) -> tuple[Floats, Floats, Rows]:
    """Caps ``(count, actors, 1)`` and pools ``(count, actors, months)``, infinite without one."""
    caps = np.full((world.count, len(actors), 1), np.inf)
    pools = np.full((world.count, len(actors), months), np.inf)
    rows: set[Address] = set()
    for i, actor in enumerate(actors):
        cap, pool = drawn_capacity(world, actor), drawn_deployable(world, actor, months)
        if cap is not None:
            caps[:, i, 0], rows = cap.values, rows | cap.rows
        if pool is not None:
            pools[:, i], rows = pool.values, rows | pool.rows
    return caps, pools, frozenset(rows)


def _reception(world: World, frame: Problem) -> tuple[Floats, Rows]:
    rows = [r for r in world.case.rows("constraints") if r.text("kind") == "reception"]
    if frame.reception is None or not rows:
        return np.full((world.count, 1), np.inf), frozenset()
    drawn = [world.band(row, "value") for row in rows]
    least = np.min([one.values for one in drawn], axis=0)
    return least[:, None], frozenset(a for one in drawn for a in one.rows)
