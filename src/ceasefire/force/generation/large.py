"""The three stages of a large problem: bounds from relaxations, plans from a search around them.

The relaxation is solved by an interior-point method, and its prices give a bound that holds
whatever their error. Its solution, rounded, is where the search begins. A later stage may give up
as much as the asked gap of what an earlier one reached: rounding takes that room. Each stage is
measured against the best that is possible at the filling, and the cost, which the stages before it
reached.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.force.generation.check import Worth, broken_by, worth_of
from ceasefire.force.generation.exact import NAMES, skipped, stage_of
from ceasefire.force.generation.highs import INTERIOR, Task, priced_bound, run
from ceasefire.force.generation.matrices import INFINITE, Model, Whole
from ceasefire.force.generation.plan import Stage
from ceasefire.force.generation.rounding import packed, repaired, rounded

CHUNKS = 30  # looks at the plan in a round of the search
MOVES = {"shortfall": 300_000, "cost": 200_000, "burden": 100_000}  # of a round
WARM = 100_000  # moves beside the relaxation, where there is a plan to begin from
SHARES = {"shortfall": 0.45, "cost": 0.6, "burden": 1.0}  # of the time left that a stage may take
HEAT = {"shortfall": 0.2, "cost": 0.05, "burden": 0.05}  # in what a typical missing unit weighs
COOL = 0.025  # temperature at the end of a round as a share of that at its start
STALLED = 4  # steps without a much better plan after which the last stage ends
BESIDE = 2  # rounds of the last stage beside its relaxation
ROUNDS = 20  # of the last stage at most
FIRST_STEP = 0.5  # of the largest burden, by which the last stage tries to lower it
CLOSE_BY = 0.05  # the same where there is a plan to begin from, and its room before that
DEAR = 8.0  # the last things to be filled cost about so many times the mean


@dataclass
class Search:
    """Best legal plan of a stage so far, and how low its value has to be.

    ``most`` is what the stages before leave to give up; ``price`` is the cost worth bearing for
    one unit of weighted shortfall less, and moves until the room that ``most`` gives is used.
    """

    model: Model
    name: str
    most: Worth
    price: float
    deadline: float
    starts: Whole
    goal: float = -1.0
    least: float = INFINITE

    def __post_init__(self) -> None:
        self.look(self.starts)

    @property
    def done(self) -> bool:
        """Whether the goal is reached or the time is over."""
        return self.least <= self.goal or time.monotonic() >= self.deadline

    def look(self, starts: Whole) -> Worth:
        """Take a plan if it is better and keeps all rules; return what it comes to."""
        figures = self.model.figures
        worth = worth_of(figures, starts)
        if getattr(worth, self.name) < self.least and broken_by(figures, starts):
            starts = repaired(figures, starts)
            worth = worth_of(figures, starts)
        value = float(getattr(worth, self.name))
        within = worth.shortfall <= self.most.shortfall and worth.cost <= self.most.cost
        if within and value < self.least and not broken_by(figures, starts):
            self.least, self.starts = value, starts.copy()
        return worth

    def round(self, seed: int, begin: Whole, *, cap: float = INFINITE, moves: int = 0) -> None:
        """Search once from ``begin``, with no burden above ``cap``.

        Fewer than no ``moves`` only load the kernels, which are compiled once on a machine: that
        is no part of the time for the search.
        """
        from ceasefire.force.generation.anneal import (  # noqa: PLC0415 - loads numba
            Terms,
            anneal,
            grid_of,
            sets_of,
        )

        figures = self.model.figures
        typical = self.price * float(np.median(figures.priority))
        people = max(float(figures.people.mean()), 1e-9)
        cost = 1e-3 * self.price if self.name == "shortfall" else 1.0
        terms = Terms(self.price, cost, 10.0 * typical / people, cap)
        grid, (sets, sizes) = grid_of(figures, begin, terms), sets_of(figures)
        self.look(begin)
        if moves < 0:
            anneal(seed, 0, np.ones(2), 0.0, sets, sizes, grid)
            return
        for chunk in range(CHUNKS):
            if self.done:
                return
            heats = HEAT[self.name] * typical * COOL ** (np.array([chunk, chunk + 1]) / CHUNKS)
            some = (moves or MOVES[self.name]) // CHUNKS
            _, best = anneal(seed + chunk, some, heats, 0.3, sets, sizes, grid)
            worth = self.look(best)
            if self.name != "shortfall":
                factor = 1.03 if worth.shortfall > self.most.shortfall else 0.98
                self.price *= factor
                grid.prices[3:] *= factor


def relaxed(
    model: Model, aim: Floats, upper: Floats, seconds: float
) -> tuple[float, Floats | None, Floats | None]:
    """Bound, point and prices of a stage without whole numbers."""
    task = Task(replace(model.rows, upper=upper), model.lower, model.upper, aim)
    found = run(task, seconds, INTERIOR)
    if found.point is None or found.dual is None:
        return 0.0, None, None
    return max(0.0, priced_bound(task, found.dual)), found.point, found.dual


def searched(
    model: Model, starts: Whole, gap: float, seconds: float, *, warm: bool
) -> tuple[Whole, tuple[Stage, ...]]:
    """Improve ``starts``, which break no rule, by the three aims in turn.

    Where they are near the best (``warm``), they are searched around while a second thread solves
    the relaxation; else they are what is returned if nothing better is found.
    """
    figures, upper = model.figures, model.rows.upper.copy()
    Search(model, NAMES[0], Worth(INFINITE, INFINITE, INFINITE), 1.0, 0.0, starts).round(
        0, starts, moves=-1
    )
    end = time.monotonic() + seconds
    carried = worth_of(figures, starts).burden * (1 + CLOSE_BY)
    most, price = Worth(INFINITE, INFINITE, INFINITE), 1.0
    stages: list[Stage] = []
    with ThreadPoolExecutor(1) as beside:
        for name in NAMES:
            began = time.monotonic()
            if stages and began >= end:
                stages.append(skipped(name, worth_of(figures, starts)))
                continue
            deadline = began + SHARES[name] * (end - began)
            aim: Floats = getattr(model, name)
            job = beside.submit(relaxed, model, aim, upper.copy(), deadline - began)
            search = Search(model, name, most, price, deadline, starts)
            step = CLOSE_BY if warm else FIRST_STEP
            if name == "burden":
                step = _level(search, step, 1, BESIDE)
            elif warm:
                search.round(WARM, starts, cap=carried, moves=WARM)
            bound, point, dual = job.result()
            if name == "cost" and dual is not None:
                search.price = -float(dual[model.filling]) or price
            if name == "burden":
                search.goal = bound * (1 + gap)
                _level(search, step, 1 + BESIDE, ROUNDS)
            else:
                _rounds(search, gap, bound, None if warm and name == "shortfall" else point)
            starts = search.starts
            worth = worth_of(figures, starts)
            value = float(getattr(worth, name))
            stages.append(stage_of(name, value, bound, figures.weighted, began, gap))
            if name == "shortfall":
                upper[model.filling] = value
                most = replace(most, shortfall=value + gap * (figures.weighted - value))
                price = DEAR * worth.cost / max(figures.weighted - value, 1e-9) or 1.0
            else:
                price = search.price
                upper[model.paying] = max(value, bound * (1 + gap))
                most = replace(most, cost=upper[model.paying])
    return starts, tuple(stages)


def _rounds(search: Search, gap: float, bound: float, point: Floats | None) -> None:
    """Search for shortfall or cost in rounds until the gap to the bound is reached.

    The first begins from the rounded relaxation where there is one, those after it from the best.
    """
    figures, moves = search.model.figures, 0 if point is not None else WARM
    asked = figures.weighted
    shortfall = search.name == "shortfall"
    search.goal = (bound + gap * asked) / (1 + gap) if shortfall else bound * (1 + gap)
    begin = search.starts if point is None else packed(figures, rounded(search.model, point))
    seed = 1
    while not search.done:
        search.round(seed, begin, moves=moves)
        begin, seed = search.starts, seed + CHUNKS


def _level(search: Search, step: float, first: int, last: int) -> float:
    """Lower the cap on burdens step by step, in rounds ``first`` to ``last``; return the next step.

    A step that leads nowhere is halved; a few of them end the search.
    """
    failed = 0
    for number in range(first, last + 1):
        if search.done or failed == STALLED:
            break
        before = search.least
        search.round(number * CHUNKS, search.starts, cap=before * (1 - step))
        if search.least > before * (1 - step / 4):
            step, failed = step / 2, failed + 1
    return step
