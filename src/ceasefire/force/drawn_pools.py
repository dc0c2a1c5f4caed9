"""Pools in every future of a block: `pools` with its bands drawn."""

from __future__ import annotations

import numpy as np

from ceasefire.case.world import World
from ceasefire.core.bands import Floats
from ceasefire.core.traced import Traced
from ceasefire.force.commitments import Bound, bound_by_month
from ceasefire.force.pools import land_pool, share_of
from ceasefire.force.rotation import policy_factor, policy_rows, rotation_policy


def drawn_deployable(world: World, actor: str, months: int) -> Traced | None:
    """People that can be away, handing over or resting, shape ``(count, months)``.

    As `pools.deployable`: what commitments tie down is drawn between their people alone and their
    people times the pool factor, all commitments of an actor at one quantile.
    """
    people = _land(world, actor)
    if people is None:
        return None
    for name in ("trained_share", "deployable_share"):
        share = _share(world, name, actor)
        people = people if share is None else people * share
    bound = bound_by_month(world.case, actor, months, giving_back=True)
    policy = rotation_policy(world.case, actor)
    factor = 1.0 if policy is None else policy_factor(policy)
    rows = frozenset(policy_rows(policy)) if policy is not None and bound.rows else frozenset()
    tied = _between(world, actor, bound, factor)
    left = np.maximum(0.0, people.values[:, None] - tied)
    return Traced(left, people.rows | frozenset(bound.rows) | rows)


def drawn_sustained(world: World, actor: str, months: int) -> Traced | None:
    """People that can be kept out for good beside commitments, shape ``(count, months)``.

    As `pools.sustained`, with its bands drawn.
    """
    people = _land(world, actor)
    share = _share(world, "sustained_share", actor)
    if people is None or share is None:
        return None
    bound = bound_by_month(world.case, actor, months, giving_back=True)
    kept = people * share
    left = np.maximum(0.0, kept.values[:, None] - _between(world, actor, bound, 1.0))
    return Traced(left, kept.rows | frozenset(bound.rows))


def _between(world: World, actor: str, bound: Bound, factor: float) -> Floats:
    """People tied down, ``(count, months)``: all commitments of an actor at one quantile."""
    stream = f"commitments.{actor}"
    for row in world.case.rows("commitments"):
        if row.text("actor_id") == actor:
            world.band(row, "personnel", stream=stream)  # makes them a factor of the futures
    luck = world.draws.uniform(stream)[:, None]
    tied: Floats = bound.low + (bound.high * factor - bound.low) * luck
    return tied


def _land(world: World, actor: str) -> Traced | None:
    """People on land of an actor; ``None`` if they are not known."""
    pool = land_pool(world.case, actor)
    if pool is None:
        return None
    people = world.band(pool, "personnel")
    if pool.text("component") == "land":
        return people
    share = _share(world, "land_share", actor)
    return None if share is None else people * share


def _share(world: World, name: str, actor: str) -> Traced | None:
    row = share_of(world.case, name, actor)
    return None if row is None else world.band(row, "value")
