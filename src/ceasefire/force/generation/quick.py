"""The fast rule that stands for the integer programme inside futures, compiled.

:mod:`ceasefire.force.generation.quick_plain` has the rule in plain Python, number for number, and
says why it is as it is; ``benchmarks/quick_plan.py`` measures how far it is off the programme.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.force.generation.plan import Plan
from ceasefire.force.generation.problem import HEADCOUNT, Problem
from ceasefire.force.generation.quick_kernel import Fleet, Futures, run_all

__all__ = ["Deployed", "Fleet", "Futures", "actors_of", "deploy", "fleet_of", "future_of", "quick"]


class Deployed(NamedTuple):
    """Units that begin a tour and units in place, and the people of the latter.

    All of shape ``(futures, holdings, months)``.
    """

    starts: NDArray[np.int32]
    in_place: NDArray[np.int32]
    people: Floats


def deploy(fleet: Fleet, futures: Futures) -> Deployed:
    """Who is in place in each future and month, by the rule of ``quick_plain``.

    Futures are worked on by all cores, each by itself, so that the number of cores changes nothing.

    Raises:
        CeasefireError: the shapes do not belong together.
    """
    kept = Futures._make(np.ascontiguousarray(part) for part in futures)
    count, requirements, months = kept.asks.shape
    holdings, actors = len(fleet.actors), len(fleet.fewest)
    wanted = {
        "units": (count, holdings, None), "people": (count, holdings), "most": (count, holdings),
        "caps": (count, actors, None), "pools": (count, actors, None), "reception": (count, None),
    }  # fmt: skip
    if requirements != len(fleet.priorities):
        msg = f"asks has {requirements} requirements, the fleet {len(fleet.priorities)}"
        raise CeasefireError(msg, "give asks the shape (futures, requirements, months)")
    for name, shape in wanted.items():
        own = getattr(kept, name).shape
        fits = len(own) == len(shape) and all(
            have in ((1, months) if want is None else (want,))
            for have, want in zip(own, shape, strict=True)
        )
        if not fits:
            msg = f"{name} has the shape {own}; it does not go with asks of {kept.asks.shape}"
            raise CeasefireError(msg, f"it has to be {shape}, None being 1 or {months} months")
    shape = (count, holdings, months)
    starts, in_place = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
    people = np.zeros(shape)
    run_all(fleet, kept, starts, in_place, people)
    return Deployed(starts, in_place, people)


def quick(problem: Problem) -> Plan:
    """Plan of one problem by the fast rule, without stages: it does not know how good it is."""
    if not problem.holdings or not problem.requirements:
        nothing = np.zeros((len(problem.holdings), problem.months), dtype=np.int64)
        asks = np.array([asked.amounts for asked in problem.requirements], dtype=np.float64)
        return Plan(problem, nothing, nothing, asks.reshape(-1, problem.months))
    fleet, futures = fleet_of(problem), future_of(problem)
    done = deploy(fleet, futures)
    in_place = done.in_place[0].astype(np.int64)
    gives = fleet.gives * np.where(fleet.per_head[:, None], futures.people, 1.0)
    short: Floats = np.maximum(futures.asks[0] - gives @ in_place, 0.0)
    return Plan(problem, done.starts[0].astype(np.int64), in_place, short)


def actors_of(problem: Problem) -> tuple[str, ...]:
    """Actors of a problem in the order in which a fleet numbers them."""
    pairs = [name for pair in problem.pairs for name in (pair.first, pair.second)]
    return tuple(sorted({holding.actor for holding in problem.holdings} | set(pairs)))


def fleet_of(problem: Problem) -> Fleet:
    """What stays the same if the numbers of a problem are drawn anew."""
    actors, holdings = actors_of(problem), problem.holdings
    number = {name: i for i, name in enumerate(actors)}
    limits = [problem.limits.get(name) for name in actors]
    per_head = [asked.capability == HEADCOUNT for asked in problem.requirements]
    gives = [
        [0.0 if asked.inside and not holding.inside else 1.0 if heads
         else holding.gives(asked.capability) for holding in holdings]
        for asked, heads in zip(problem.requirements, per_head, strict=True)
    ]  # fmt: skip
    return Fleet(
        np.array([number[holding.actor] for holding in holdings], dtype=np.int64),
        np.array([holding.tour for holding in holdings], dtype=np.int64),
        np.array([holding.cycle for holding in holdings], dtype=np.int64),
        np.array([holding.ready for holding in holdings], dtype=np.int64),
        np.array([holding.cost for holding in holdings], dtype=np.float64),
        np.array(gives, dtype=np.float64).reshape(len(per_head), len(holdings)),
        np.array(per_head, dtype=np.bool_),
        np.array([asked.priority for asked in problem.requirements], dtype=np.float64),
        np.array([0.0 if limit is None else limit.fewest for limit in limits], dtype=np.float64),
        np.array(
            [[number[pair.first], number[pair.second], pair.together] for pair in problem.pairs],
            dtype=np.int64,
        ).reshape(-1, 3),
    )


def future_of(problem: Problem) -> Futures:
    """Numbers of a problem as the one future of a fleet."""
    months, holdings = problem.months, problem.holdings
    caps, pools = (np.full((len(actors_of(problem)), months), np.inf) for _ in range(2))
    for i, name in enumerate(actors_of(problem)):
        limit = problem.limits.get(name)
        if limit is not None:
            caps[i] = np.inf if limit.most is None else limit.most
            pools[i] = np.inf if limit.pool is None else limit.pool
    reception = np.inf if problem.reception is None else np.array(problem.reception, np.float64)
    return Futures(
        np.array([[h.units for h in holdings]], dtype=np.int64).reshape(1, len(holdings), months),
        np.array([[holding.people for holding in holdings]], dtype=np.float64),
        np.array([[holding.most for holding in holdings]], dtype=np.int64),
        caps[None], pools[None],
        np.array([[asked.amounts for asked in problem.requirements]], dtype=np.float64),
        np.broadcast_to(reception, (1, months)).astype(np.float64),
    )  # fmt: skip
