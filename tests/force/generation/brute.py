"""All plans of a tiny problem, one by one: the meaning of the programme, in plain Python."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ceasefire.force.generation.problem import Holding, Problem

Counts = tuple[int, ...]
CLOSE = 1e-6


def rotations(holding: Holding, months: int) -> list[Counts]:
    """Every way to start the units of a holding that its own rules allow."""
    found = []
    most = max(holding.units)
    choices = [range(most + 1) if m >= holding.ready else range(1) for m in range(months)]
    for starts in itertools.product(*choices):
        busy = within(starts, holding.cycle)
        there = within(starts, holding.tour)
        if all(b <= u for b, u in zip(busy, holding.units, strict=True)) and (
            max(there) <= holding.most
        ):
            found.append(starts)
    return found


def within(starts: Counts, length: int) -> list[int]:
    """Units that started in a month or in the ``length - 1`` before it."""
    return [sum(starts[max(0, m - length + 1) : m + 1]) for m in range(len(starts))]


def allowed(  # noqa: C901, PLR0911, PLR0912 - one rule after another
    problem: Problem, plan: tuple[Counts, ...]
) -> bool:
    """Whether a plan keeps the national limits, the pairs and the reception."""
    people: dict[str, list[float]] = {}
    away: dict[str, list[float]] = {}
    for holding, starts in zip(problem.holdings, plan, strict=True):
        for total, length in ((people, holding.tour), (away, holding.cycle)):
            row = total.setdefault(holding.actor, [0.0] * problem.months)
            for m, count in enumerate(within(starts, length)):
                row[m] += holding.people * count
    nobody = [0.0] * problem.months
    for actor, limit in problem.limits.items():
        for m, there in enumerate(people.get(actor, nobody)):
            if limit.most is not None and there > limit.most[m]:
                return False
            if limit.pool is not None and away.get(actor, nobody)[m] > limit.pool[m]:
                return False
            if 0 < there < limit.fewest:
                return False
    for pair in problem.pairs:
        for one, other in zip(people.get(pair.first, nobody), people.get(pair.second, nobody),
                              strict=True):  # fmt: skip
            if pair.together and (one > 0) != (other > 0):
                return False
            if not pair.together and one > 0 and other > 0:
                return False
    if problem.reception is None:
        return True
    force = [0.0, *(sum(row[m] for row in people.values()) for m in range(problem.months))]
    return all(
        force[m + 1] - force[m] <= problem.reception[m] for m in range(problem.months)
    )  # fmt: skip


def value(problem: Problem, plan: tuple[Counts, ...]) -> tuple[float, float, float]:
    """Weighted shortfall, cost, largest mean share of an army."""
    there = [within(s, h.tour) for h, s in zip(problem.holdings, plan, strict=True)]
    pairs = list(zip(problem.holdings, there, strict=True))
    shortfall = 0.0
    for asked in problem.requirements:
        for m, amount in enumerate(asked.amounts):
            given = sum(
                h.gives(asked.capability) * n[m] for h, n in pairs if h.inside or not asked.inside
            )
            shortfall += asked.priority * max(0.0, amount - given)
    cost = sum(h.cost * sum(n) for h, n in pairs)
    shares = [
        sum(h.people * sum(n) for h, n in pairs if h.actor == actor) / problem.months / limit.army
        for actor, limit in problem.limits.items()
        if limit.army > 0
    ]
    return shortfall, cost, max(shares, default=0.0)


def plans(problem: Problem) -> Iterator[tuple[Counts, ...]]:
    """All plans that break no rule."""
    ways = [rotations(holding, problem.months) for holding in problem.holdings]
    return (plan for plan in itertools.product(*ways) if allowed(problem, plan))


def size(problem: Problem) -> int:
    """How many plans the rules of single holdings leave."""
    count = 1
    for holding in problem.holdings:
        count *= len(rotations(holding, problem.months))
    return count


def best(problem: Problem) -> tuple[float, float, float]:
    """Values of the three stages, one after another."""
    values = [value(problem, plan) for plan in plans(problem)]
    shortfall = min(one[0] for one in values)
    values = [one for one in values if one[0] <= shortfall + CLOSE]
    cost = min(one[1] for one in values)
    return shortfall, cost, min(one[2] for one in values if one[1] <= cost + CLOSE)
