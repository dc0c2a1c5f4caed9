"""What a plan says, summed up: by level of the offer, by contributor, by tour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.force.generation.plan import Plan
from ceasefire.force.generation.problem import Holding
from ceasefire.force.offers import LEVELS

Shares = Mapping[str, Mapping[str, float]]  # by holding and level of the offer


@dataclass(frozen=True)
class Headcount:
    """People of one level of the offer.

    ``offered`` if all its units stood at once, ``in_place`` by month as planned, shape
    ``(months,)``.
    """

    level: str
    offered: float
    in_place: Floats


@dataclass(frozen=True)
class Burden:
    """What a contributor bears: people in place, as a mean over the months and at most.

    ``share`` is the mean over its army, ``tied`` the most people away, handing over or resting at
    once; ``share`` is ``None`` if no size of its army was published.
    """

    actor: str
    mean: float
    peak: float
    tied: float
    share: float | None


@dataclass(frozen=True)
class Stay:
    """Units of a holding in place without a break in their number: months ``start`` to ``end``.

    The last month is not in it. ``people`` are all of them together.
    """

    holding: Holding
    start: int
    end: int
    units: int
    people: float


def headcounts(plan: Plan, shares: Shares) -> tuple[Headcount, ...]:
    """People inside the country by level, every level named once, nobody counted twice.

    ``shares`` has by holding the share of its people that counts at each level.
    """
    holdings, people = plan.problem.holdings, plan.people
    found = []
    for level in LEVELS:
        parts = np.array([shares[h.id].get(level, 0.0) if h.inside else 0.0 for h in holdings])
        each = np.array([h.most * h.people for h in holdings])
        found.append(Headcount(level, float(parts @ each), parts @ people))
    return tuple(found)


def burdens(plan: Plan) -> tuple[Burden, ...]:
    """What each contributor with people bears, the largest share of an army first."""
    problem, people = plan.problem, plan.people
    busy = _tied(plan)
    found = []
    for actor in dict.fromkeys(h.actor for h in problem.holdings if h.people > 0):
        own = [i for i, h in enumerate(problem.holdings) if h.actor == actor]
        months = people[own].sum(axis=0)
        limit = problem.limits.get(actor)
        army = limit.army if limit else 0.0
        mean = float(months.mean()) if len(months) else 0.0
        peak, tied = float(months.max(initial=0.0)), float(busy[own].sum(axis=0).max(initial=0.0))
        found.append(Burden(actor, mean, peak, tied, mean / army if army else None))
    return tuple(sorted(found, key=lambda b: (-(b.share or 0.0), b.actor)))


def _tied(plan: Plan) -> Floats:
    """People away, handing over or resting, shape ``(holdings, months)``."""
    sent = np.cumsum(plan.starts, axis=1)
    tied = np.zeros(sent.shape)
    for i, holding in enumerate(plan.problem.holdings):
        back = np.zeros(sent.shape[1])
        back[holding.cycle :] = sent[i, : max(0, sent.shape[1] - holding.cycle)]
        tied[i] = (sent[i] - back) * holding.people
    return tied


def stays(plan: Plan) -> tuple[Stay, ...]:
    """Who stands there when, in the order of the holdings and then of the months."""
    found = []
    for i, holding in enumerate(plan.problem.holdings):
        units, months = plan.in_place[i], plan.problem.months
        start = 0
        for month in range(1, months + 1):
            if month == months or units[month] != units[start]:
                if units[start]:
                    count = int(units[start])
                    found.append(Stay(holding, start, month, count, count * holding.people))
                start = month
    return tuple(found)
