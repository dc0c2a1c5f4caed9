"""The integer programme of a problem, as sparse rows.

The columns are, in this order: ``C[h, m]``, how many units of a holding have begun a tour up to
and including month ``m`` (whole numbers that never fall); ``short[k, m]``, what is missing of a
requirement; ``y[g, m]``, whether a group of contributors has people in place (only for those with
a least contribution or in a pair; contributors that go together share one); and the largest share
of an army. In a month ``C[m] - C[m - tour]`` units are in place and ``C[m] - C[m - cycle]`` are
busy, so that every rule of rotation takes two entries of a row. A sum over the horizon of what is
in place takes the last ``tour`` months of ``C`` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.force.generation.problem import Problem

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
INFINITE = float("inf")


@dataclass(frozen=True)
class Figures:
    """A problem as arrays, ``n`` holdings of ``a`` actors over ``m`` months, ``k`` requirements.

    ``units`` is ``(n, m)``, ``gives`` ``(k, n)`` (0 where a holding must stay outside), ``asked``
    ``(k, m)``, ``most`` and ``pool`` ``(a, m)`` (infinite without a limit). ``group`` numbers the
    contributors that go together, -1 without a rule on presence, and ``apart`` has the pairs of
    groups that are never there in the same month. ``floor`` is the least number of people of an
    actor that counts as being there.
    """

    months: int
    actors: tuple[str, ...]
    actor: Whole
    units: Whole
    people: Floats
    tour: Whole
    cycle: Whole
    most_units: Whole
    ready: Whole
    cost: Floats
    gives: Floats
    asked: Floats
    priority: Floats
    most: Floats
    pool: Floats
    floor: Floats
    army: Floats
    group: Whole
    apart: tuple[tuple[int, int], ...]
    reception: Floats

    @property
    def groups(self) -> int:
        """How many groups of contributors have a rule on presence."""
        return int(self.group.max(initial=-1)) + 1

    @property
    def weighted(self) -> float:
        """What is asked for in all, weighted by priority."""
        return float((self.priority[:, None] * self.asked).sum())


def figures_of(problem: Problem) -> Figures:
    """Arrays of a problem."""
    months, holdings = problem.months, problem.holdings
    names = {holding.actor for holding in holdings}
    names |= {name for pair in problem.pairs for name in (pair.first, pair.second)}
    actors = tuple(sorted(names))
    place = {name: i for i, name in enumerate(actors)}
    actor = np.array([place[holding.actor] for holding in holdings], dtype=np.int64)
    people = np.array([holding.people for holding in holdings], dtype=np.float64)
    most, pool = (np.full((len(actors), months), INFINITE) for _ in range(2))
    floor, army = np.zeros(len(actors)), np.zeros(len(actors))
    for i, name in enumerate(actors):
        limit = problem.limits.get(name)
        if limit is None:
            continue
        floor[i], army[i] = limit.fewest, limit.army
        most[i] = INFINITE if limit.most is None else limit.most
        pool[i] = INFINITE if limit.pool is None else limit.pool
    group, apart = _groups(problem, place, floor > 0)
    for i in range(len(actors)):
        own = people[(actor == i) & (people > 0)]
        floor[i] = max(floor[i], float(own.min(initial=INFINITE)) if len(own) else 0.0)
    return Figures(
        months, actors, actor,
        np.array([h.units for h in holdings], dtype=np.int64).reshape(len(holdings), months),
        people,
        np.array([h.tour for h in holdings], dtype=np.int64),
        np.array([h.cycle for h in holdings], dtype=np.int64),
        np.array([h.most for h in holdings], dtype=np.int64),
        np.array([h.ready for h in holdings], dtype=np.int64),
        np.array([h.cost for h in holdings], dtype=np.float64),
        np.array(
            [[h.gives(asked.capability) if h.inside or not asked.inside else 0.0 for h in holdings]
             for asked in problem.requirements], dtype=np.float64,
        ).reshape(len(problem.requirements), len(holdings)),
        np.array([asked.amounts for asked in problem.requirements], dtype=np.float64).reshape(
            len(problem.requirements), months
        ),
        np.array([asked.priority for asked in problem.requirements], dtype=np.float64),
        most, pool, floor, army, group, apart,
        np.full(months, INFINITE) if problem.reception is None
        else np.array(problem.reception, dtype=np.float64),
    )  # fmt: skip


def _groups(
    problem: Problem, place: dict[str, int], needed: Flags
) -> tuple[Whole, tuple[tuple[int, int], ...]]:
    """Number the contributors that go together; only those with a rule on presence get one."""
    root = list(range(len(place)))
    needed = needed.copy()
    for pair in problem.pairs:
        first, second = place[pair.first], place[pair.second]
        needed[[first, second]] = True
        if pair.together:
            old, new = root[second], root[first]
            root = [new if one == old else one for one in root]
    numbers: dict[int, int] = {}
    group = np.full(len(place), -1, dtype=np.int64)
    for i, one in enumerate(root):
        if needed[i]:
            group[i] = numbers.setdefault(one, len(numbers))
    apart = {
        (int(group[place[pair.first]]), int(group[place[pair.second]]))
        for pair in problem.pairs
        if not pair.together
    }
    return group, tuple(sorted(apart))


@dataclass(frozen=True)
class Rows:
    """Sparse rows: entries of row ``i`` stand at ``start[i]`` to ``start[i + 1]``."""

    start: NDArray[np.int32]
    index: NDArray[np.int32]
    value: Floats
    lower: Floats
    upper: Floats

    def __len__(self) -> int:
        return len(self.lower)


@dataclass(frozen=True)
class Model:
    """The programme: rows, bounds of the columns, and the three aims as vectors of columns.

    ``filling`` and ``paying`` are the numbers of the rows that hold the weighted shortfall and
    the cost; both are without a limit until a stage sets one.
    """

    figures: Figures
    rows: Rows
    lower: Floats
    upper: Floats
    whole: Flags
    shortfall: Floats
    cost: Floats
    burden: Floats
    filling: int
    paying: int

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.lower)


class _Builder:
    """Gathers entries by kind of row; a kind is a grid of rows, one for each name and month."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        holdings, self.months = figures.units.shape
        self.begun = np.arange(holdings * self.months).reshape(holdings, self.months)
        requirements = len(figures.asked)
        self.short = self.begun.size + np.arange(requirements * self.months).reshape(
            requirements, self.months
        )
        self.there = (
            self.begun.size
            + self.short.size
            + np.arange(figures.groups * self.months).reshape(figures.groups, self.months)
        )
        self.columns = self.begun.size + self.short.size + self.there.size + 1
        self.entries: list[tuple[Whole, Whole, Floats]] = []
        self.lower: list[Floats] = []
        self.upper: list[Floats] = []
        self.count = 0

    def grid(self, lower: Floats | float, upper: Floats | float, names: int) -> Whole:
        """Open a grid of rows ``(names, months)`` with their limits."""
        shape = (names, self.months)
        rows = self.count + np.arange(names * self.months).reshape(shape)
        self.lower.append(np.broadcast_to(lower, shape).ravel().astype(np.float64))
        self.upper.append(np.broadcast_to(upper, shape).ravel().astype(np.float64))
        self.count += rows.size
        return rows

    def one(self, columns: Whole, values: Floats, lower: float, upper: float) -> int:
        """Add one row."""
        self.lower.append(np.array([lower]))
        self.upper.append(np.array([upper]))
        self.add(np.full(len(columns), self.count), columns, values)
        self.count += 1
        return self.count - 1

    def add(self, rows: Whole, columns: Whole, values: Floats | float) -> None:
        """Add entries."""
        spread = np.broadcast_to(values, rows.shape).ravel().astype(np.float64)
        self.entries.append((rows.ravel(), columns.ravel(), spread))

    def lagged(
        self, rows: Whole, which: Whole, weights: Floats, lags: Whole, back: int = 0
    ) -> None:
        """Add ``weights (C[m - back] - C[m - back - lags])`` of some holdings to their rows."""
        month = np.arange(self.months)
        for behind, sign in ((np.full(len(which), back), 1.0), (lags + back, -1.0)):
            source = month[None, :] - behind[:, None]
            known = source >= 0
            held = np.broadcast_to(which[:, None], source.shape)[known]
            spread = np.broadcast_to(sign * weights[:, None], source.shape)[known]
            self.add(rows[known], self.begun[held, source[known]], spread)

    def rows(self) -> Rows:
        """Sort the entries into rows, those of the same row and column added up."""
        row, column, value = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        key = row * self.columns + column
        order = np.argsort(key, kind="stable")
        key = key[order]
        first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        summed = np.add.reduceat(value[order], first)
        kept = summed != 0
        key, summed = key[first][kept], summed[kept]
        start = np.searchsorted(key, np.arange(self.count + 1) * self.columns)
        return Rows(
            start.astype(np.int32), (key % self.columns).astype(np.int32), summed,
            np.concatenate(self.lower), np.concatenate(self.upper),
        )  # fmt: skip


def model_of(figures: Figures) -> Model:
    """Build the programme of a problem."""
    build = _Builder(figures)
    _rotation(build)
    _demand(build)
    _national(build)
    _presence(build)
    if np.isfinite(figures.reception).any():
        rows = build.grid(-INFINITE, figures.reception[None, :], 1)
        everyone = np.arange(len(figures.people))
        spread = np.broadcast_to(rows, build.begun.shape)
        build.lagged(spread, everyone, figures.people, figures.tour)
        build.lagged(spread, everyone, -figures.people, figures.tour, back=1)
    return _finished(build)


def _rotation(build: _Builder) -> None:
    figures = build.figures
    count = len(figures.people)
    everyone, one = np.arange(count), np.ones(count)
    rows = build.grid(0.0, INFINITE, count)
    build.lagged(rows, everyone, one, np.ones(count, dtype=np.int64))
    rows = build.grid(-INFINITE, figures.units.astype(np.float64), count)
    build.lagged(rows, everyone, one, figures.cycle)
    capped = np.flatnonzero(figures.most_units < figures.units.max(axis=1, initial=0))
    rows = build.grid(-INFINITE, figures.most_units[capped, None].astype(np.float64), len(capped))
    build.lagged(rows, capped, one[capped], figures.tour[capped])


def _demand(build: _Builder) -> None:
    figures = build.figures
    for k, gives in enumerate(figures.gives):
        rows = build.grid(figures.asked[k][None, :], INFINITE, 1)
        which = np.flatnonzero(gives > 0)
        spread = np.broadcast_to(rows, (len(which), build.months))
        build.lagged(spread, which, gives[which], figures.tour[which])
        build.add(rows, build.short[k], 1.0)


def _national(build: _Builder) -> None:
    figures = build.figures
    for limits, lags in ((figures.most, figures.tour), (figures.pool, figures.cycle)):
        limited = np.flatnonzero(np.isfinite(limits).any(axis=1))
        rows = build.grid(-INFINITE, limits[limited], len(limited))
        for i, one in enumerate(limited):
            which = np.flatnonzero(figures.actor == one)
            spread = np.broadcast_to(rows[i], (len(which), build.months))
            build.lagged(spread, which, figures.people[which], lags[which])


def _presence(build: _Builder) -> None:
    """Tie who is there to having people in place: at least the floor, and nobody otherwise."""
    figures = build.figures
    for i in np.flatnonzero(figures.group >= 0):
        which = np.flatnonzero(figures.actor == i)
        there = build.there[figures.group[i]]
        at_most = np.minimum(figures.most_units[which, None], figures.units[which])
        ceiling = np.minimum((at_most * figures.people[which, None]).sum(axis=0), figures.most[i])
        ceiling = np.minimum(ceiling, figures.pool[i])
        for factor, lower, upper in (
            (np.full(build.months, figures.floor[i] or 1.0), 0.0, INFINITE),
            (ceiling, -INFINITE, 0.0),
        ):
            rows = build.grid(lower, upper, 1)
            spread = np.broadcast_to(rows, (len(which), build.months))
            build.lagged(spread, which, figures.people[which], figures.tour[which])
            build.add(rows, there, -factor)
    for first, second in figures.apart:
        rows = build.grid(-INFINITE, 1.0, 1)
        build.add(rows, build.there[first], 1.0)
        build.add(rows, build.there[second], 1.0)


def _finished(build: _Builder) -> Model:
    figures, months = build.figures, build.months
    shortfall, cost, burden = (np.zeros(build.columns) for _ in range(3))
    shortfall[build.short] = figures.priority[:, None]
    burden[-1] = 1.0
    # What is in place over the whole horizon is the sum of C over its last tour.
    last = np.arange(months)[None, :] >= months - figures.tour[:, None]
    cost[build.begun] = np.where(last, figures.cost[:, None], 0.0)
    share = np.where(last, figures.people[:, None] / months, 0.0)
    for i in np.flatnonzero(figures.army > 0):
        which = build.begun[figures.actor == i]
        held = which[last[figures.actor == i]]
        of_army = share[figures.actor == i][last[figures.actor == i]] / figures.army[i]
        build.one(np.append(held, build.columns - 1), np.append(of_army, -1.0), -INFINITE, 0.0)
    used = np.flatnonzero(shortfall)
    filling = build.one(used, shortfall[used], -INFINITE, INFINITE)
    used = np.flatnonzero(cost)
    paying = build.one(used, cost[used], -INFINITE, INFINITE)
    upper = np.full(build.columns, INFINITE)
    fresh = np.arange(months)[None, :] // figures.cycle[:, None] + 1
    begun = np.maximum(figures.units.max(axis=1, initial=0), 0)[:, None] * fresh
    upper[build.begun] = np.where(np.arange(months) < figures.ready[:, None], 0, begun)
    upper[build.short] = figures.asked
    upper[build.there] = 1.0
    upper[-1] = 0.0
    for i in np.flatnonzero(figures.army > 0):
        own = figures.actor == i
        people = figures.people[own] @ np.maximum(figures.units[own].max(axis=1, initial=0), 0)
        upper[-1] = max(upper[-1], float(people) / figures.army[i])
    whole = np.zeros(build.columns, dtype=np.bool_)
    whole[build.begun] = True
    whole[build.there] = True
    return Model(
        figures, build.rows(), np.zeros(build.columns), upper, whole, shortfall, cost, burden,
        filling, paying,
    )  # fmt: skip
