"""The fast rule of force generation in plain Python: one problem.

This is the documentation of the rule; the compiled one must give the same numbers.

Go through the months. In each, take what is asked for in falling order of priority, and for each
the holdings by what a unit of the capability costs (ties by order), and begin tours of whole units
until nothing is missing or none is free. A unit is free if over its whole tour and rest its
holding, its contributor's cap and pool and the growth of the whole force have room for it.

*Looking ahead.* A unit that is begun for a small gap is away when a large one opens, so that the
months are gone through three times: first only those tours are begun of which nine tenths are put
to use until their end, by what is missing at that time, weighted by priority; then half; then
whatever fills anything. Two rules that are often proposed were worse. On 190 random futures (see
``benchmarks/quick_plan.py``; those that the programme solved) the strength in place was off by 2.8
per cent at the median and 11 at the 95th percentile; 3.5 and 13 if units go as soon as they can;
4.6 and 13 if each holding is paced to what it can sustain to the end of the horizon, as a unit that
goes early is also back early.

*Rules of presence* are kept plainly. Units of a contributor with a least contribution begin in
bundles that reach it. When one of two that go together is there at the end of a month alone, the
other begins its first unit that fits. Then a contributor that breaks a rule in a month (fewer than
its fewest; there without its partner; of two that stay apart, the one with fewer people) is barred
from that month and all is done again; after eight such runs it is left out altogether. Such
problems are where the rule is furthest off.
"""

from __future__ import annotations

import math

from ceasefire.force.generation.problem import Holding, Problem, Requirement
from ceasefire.force.generation.quick import actors_of
from ceasefire.force.generation.quick_kernel import PATIENCE, THRIFT, TINY


def plain_quick(problem: Problem) -> list[list[int]]:
    """Units that begin a tour by holding and month; see the top of this page for the rule."""
    barred: set[tuple[str, int]] = set()
    runs = 0
    while True:
        plan = _Plan(problem, barred)
        for thrift in THRIFT:
            plan.sweep(thrift)
        runs += 1
        found = plan.breaking()
        if not found:
            return plan.starts
        barred |= found
        if runs > PATIENCE:
            barred |= {(actor, m) for actor, _ in found for m in range(problem.months)}


class _Plan:
    """What has been begun so far, and what is left."""

    def __init__(self, problem: Problem, barred: set[tuple[str, int]]) -> None:
        self.problem, self.barred = problem, barred
        self.months = range(problem.months)
        self.starts = [[0] * problem.months for _ in problem.holdings]
        self.free = [list(holding.units) for holding in problem.holdings]
        self.allowed = [[holding.most] * problem.months for holding in problem.holdings]
        self.missing = [list(asked.amounts) for asked in problem.requirements]
        self.total = [0.0] * problem.months
        self.cap, self.pool, self.fewest = {}, {}, {}
        endless = (math.inf,) * problem.months
        for actor in actors_of(problem):
            limit = problem.limits.get(actor)
            self.cap[actor] = list((limit and limit.most) or endless)
            self.pool[actor] = list((limit and limit.pool) or endless)
            self.fewest[actor] = limit.fewest if limit else 0.0
        self.placed = {actor: [0.0] * problem.months for actor in self.cap}
        self.asked = [self._cheapest_first(asked) for asked in problem.requirements]
        self.ranks = sorted(
            range(len(problem.requirements)), key=lambda k: -problem.requirements[k].priority
        )

    def _cheapest_first(self, asked: Requirement) -> list[int]:
        price = {
            h: holding.cost / gives
            for h, holding in enumerate(self.problem.holdings)
            if (gives := _gives(holding, asked)) > 0
        }
        return sorted(price, key=lambda h: price[h])

    def sweep(self, thrift: float) -> None:
        """Go through the months once and begin what is put to use to the share asked for."""
        for m in self.months:
            for k in self.ranks:
                for h in self.asked[k]:
                    while self.missing[k][m] > TINY:
                        count = self.bundle(h, m)
                        if not self.fits(h, m, count) or self.used(h, m, count) < thrift:
                            break
                        self.begin(h, m, count)
            for pair in self.problem.pairs:
                if pair.together:
                    there = [self.placed[a][m] > TINY for a in (pair.first, pair.second)]
                    if there[0] != there[1]:
                        self.join(pair.second if there[0] else pair.first, m)

    def join(self, actor: str, m: int) -> None:
        """Begin the first units of a contributor that fit, as the one it goes with is there."""
        for h, holding in enumerate(self.problem.holdings):
            if holding.actor == actor and holding.people > 0:
                count = self.bundle(h, m)
                if self.fits(h, m, count):
                    self.begin(h, m, count)
                    return

    def bundle(self, h: int, m: int) -> int:
        """Units that have to come at once for their contributor to have its fewest there."""
        holding = self.problem.holdings[h]
        lacking = self.fewest[holding.actor] - self.placed[holding.actor][m]
        if lacking <= TINY or holding.people <= 0:
            return 1
        return max(1, math.ceil((lacking - TINY) / holding.people))

    def tour(self, h: int, m: int) -> range:
        """Months in which a unit that begins in month ``m`` is in place."""
        return range(m, min(m + self.problem.holdings[h].tour, len(self.months)))

    def cycle(self, h: int, m: int) -> range:
        """Months until it can begin again."""
        return range(m, min(m + self.problem.holdings[h].cycle, len(self.months)))

    def fits(self, h: int, m: int, count: int) -> bool:
        """Whether so many more units may begin a tour in a month."""
        holding, reception = self.problem.holdings[h], self.problem.reception
        actor, people = holding.actor, count * holding.people
        if m < holding.ready:
            return False
        grown = self.total[m] - (self.total[m - 1] if m else 0.0) + people
        if reception is not None and people > 0 and grown > reception[m] + TINY:
            return False
        return all(
            self.free[h][t] >= count and people <= self.pool[actor][t] + TINY
            for t in self.cycle(h, m)
        ) and all(
            self.allowed[h][t] >= count
            and people <= self.cap[actor][t] + TINY
            and (actor, t) not in self.barred
            for t in self.tour(h, m)
        )

    def used(self, h: int, m: int, count: int) -> float:
        """Share of what units give over their tour, weighted by priority, that is missing now."""
        used, given = 0.0, 0.0
        for asked, missing in zip(self.problem.requirements, self.missing, strict=True):
            amount = count * _gives(self.problem.holdings[h], asked)
            for t in self.tour(h, m):
                used += asked.priority * min(amount, max(missing[t], 0.0))
            given += asked.priority * amount * len(self.tour(h, m))
        return used / given if given > 0 else 1.0

    def begin(self, h: int, m: int, count: int) -> None:
        """Begin a tour, and take it off what is left."""
        holding = self.problem.holdings[h]
        people = count * holding.people
        self.starts[h][m] += count
        for t in self.cycle(h, m):
            self.free[h][t] -= count
            self.pool[holding.actor][t] -= people
        for t in self.tour(h, m):
            self.allowed[h][t] -= count
            self.cap[holding.actor][t] -= people
            self.placed[holding.actor][t] += people
            self.total[t] += people
            for asked, missing in zip(self.problem.requirements, self.missing, strict=True):
                missing[t] -= count * _gives(holding, asked)

    def breaking(self) -> set[tuple[str, int]]:
        """Contributors that break a rule of presence, with the months in which they do."""
        found = {
            (actor, m)
            for actor, people in self.placed.items()
            for m in self.months
            if TINY < people[m] < self.fewest[actor] - TINY
        }
        for pair in self.problem.pairs:
            one, other = self.placed[pair.first], self.placed[pair.second]
            fewer = pair.first if sum(one) < sum(other) else pair.second
            for m in self.months:
                there = (one[m] > TINY, other[m] > TINY)
                if pair.together and there[0] != there[1]:
                    found.add((pair.first if there[0] else pair.second, m))
                elif not pair.together and all(there):
                    found.add((fewer, m))
        return found


def _gives(holding: Holding, asked: Requirement) -> float:
    """Amount of what is asked for that a unit in place gives."""
    return holding.gives(asked.capability) if holding.inside or not asked.inside else 0.0
