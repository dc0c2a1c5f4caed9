"""A search for plans of large problems: chains of tours of units, taken out and put back.

A move takes the tours of a few units out (of one contributor, or of one capability) and puts units
back one by one, each with the chain of tours that is best given all others: a dynamic programme
over the months, exact because a unit is in one place at a time. Moves that make the plan worse are
accepted with a probability that falls (simulated annealing: Kirkpatrick, Gelatt and Vecchi 1983).
Limits of units, holdings, contributors and pools are never passed; presence, reception and the
largest burden are priced, and plans that still break a rule are not taken.
"""

# Numba knows numpy's old random functions; their state is its own, and each call seeds it.
# ruff: noqa: NPY002
from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled
from ceasefire.force.generation.check import by_actor, held
from ceasefire.force.generation.matrices import Figures, Whole

PRESENCE, RECEPTION, BURDEN = 0, 1, 2  # places in ``prices``
BEGUN, BUSY, THERE, UNITS = 0, 1, 2, 3  # in ``counts``
PEOPLE, AWAY, MOST, POOL = 0, 1, 2, 3  # in ``national``
NEVER = 1e15
LEAST = 1e-7  # a change that counts
LONGEST = 4096  # tours that one move can touch


class Grid(NamedTuple):
    """A plan under search; arrays change in place.

    ``holding`` has actor, group, tour, cycle, ready month and most units of each; ``each`` people
    and cost of a unit; ``fills`` and ``gives`` the requirements of a holding (-1: no more) and how
    much; ``left`` what is missing (negative: too much); ``growth`` the force's growth by month and
    its limit; ``load`` people-months of an actor, their limit, and its least presence; ``prices``
    those of a breach, then the weight of each requirement.
    """

    holding: Whole
    each: Floats
    fills: Whole
    gives: Floats
    counts: Whole
    national: Floats
    left: Floats
    growth: Floats
    load: Floats
    prices: Floats
    members: Whole
    apart: Whole


class Terms(NamedTuple):
    """Prices of a search: of a missing unit of weight, of cost, of breaches; and a burden's cap."""

    shortfall: float
    cost: float
    breach: float
    burden: float = float("inf")


def grid_of(figures: Figures, starts: Whole, terms: Terms) -> Grid:
    """Set a search up at a plan that keeps all limits."""
    in_place, busy = held(starts, figures.tour), held(starts, figures.cycle)
    people = by_actor(figures, in_place * figures.people[:, None])
    away = by_actor(figures, busy * figures.people[:, None])
    widest = max(1, int((figures.gives > 0).sum(axis=0).max(initial=0)))
    fills = np.full((len(figures.people), widest), -1, dtype=np.int64)
    gives = np.zeros(fills.shape)
    for h in range(len(fills)):
        which = np.flatnonzero(figures.gives[:, h] > 0)
        fills[h, : len(which)], gives[h, : len(which)] = which, figures.gives[which, h]
    members = np.full((figures.groups, len(figures.actors)), -1, dtype=np.int64)
    for g in range(figures.groups):
        which = np.flatnonzero(figures.group == g)
        members[g, : len(which)] = which
    cap, known = np.full(len(figures.army), np.inf), figures.army > 0
    cap[known] = figures.army[known] * figures.months * terms.burden
    return Grid(
        np.stack([figures.actor, figures.group[figures.actor], figures.tour, figures.cycle,
                  figures.ready, figures.most_units], axis=1),
        np.stack([figures.people, figures.cost * terms.cost], axis=1),
        fills, gives, np.stack([starts.copy(), busy, in_place, figures.units]),
        np.stack([people, away, figures.most + 1e-6, figures.pool + 1e-6]),
        figures.asked - figures.gives @ in_place,
        np.stack([np.diff(people.sum(axis=0), prepend=0.0), figures.reception]),
        np.stack([people.sum(axis=1), cap, figures.floor]),
        np.append(np.full(3, terms.breach), figures.priority * terms.shortfall),
        members, np.array(figures.apart, dtype=np.int64).reshape(-1, 2),
    )  # fmt: skip


@compiled
def crowd(m: int, g: int, national: Floats, members: Whole) -> float:
    """People of a group in place in a month."""
    there = 0.0
    for i in range(members.shape[1]):
        if members[g, i] < 0:
            break
        there += national[PEOPLE, members[g, i], m]
    return there


@compiled
def absence(m: int, g: int, national: Floats, load: Floats, members: Whole, apart: Whole) -> float:
    """People by whom a group breaks a rule on presence in a month: too few, or not apart."""
    missing = 0.0
    for i in range(members.shape[1]):
        a = members[g, i]
        if a < 0:
            break
        missing += max(0.0, load[2, a] - national[PEOPLE, a, m])
    there = crowd(m, g, national, members)
    wrong = min(there, missing)
    for i in range(apart.shape[0]):
        first, second = apart[i, 0], apart[i, 1]
        if g in (first, second):
            wrong += min(there, crowd(m, first + second - g, national, members))
    return wrong


@compiled
def put(h: int, m: int, sign: int, grid: Grid) -> float:
    """Let a unit begin in a month (or take one back, ``sign`` -1); return what that costs."""
    holding, each, fills, gives = grid.holding, grid.each, grid.fills, grid.gives
    counts, national, left, growth = grid.counts, grid.national, grid.left, grid.growth
    load, prices, members, apart = grid.load, grid.prices, grid.members, grid.apart
    a, g, tour, cycle = holding[h, 0], holding[h, 1], holding[h, 2], holding[h, 3]
    months = left.shape[1]
    end, people = min(months, m + tour), sign * each[h, 0]
    change = sign * each[h, 1] * (end - m)
    counts[BEGUN, h, m] += sign
    for t in range(m, min(months, m + cycle)):
        counts[BUSY, h, t] += sign
        national[AWAY, a, t] += people
    for i in range(fills.shape[1]):
        r = fills[h, i]
        if r < 0:
            break
        amount = sign * gives[h, i]
        for t in range(m, end):
            before = left[r, t]
            left[r, t] = before - amount
            change += prices[3 + r] * (max(before - amount, 0.0) - max(before, 0.0))
    for t in range(m, end):
        if g >= 0:
            change -= prices[PRESENCE] * absence(t, g, national, load, members, apart)
        counts[THERE, h, t] += sign
        national[PEOPLE, a, t] += people
        if g >= 0:
            change += prices[PRESENCE] * absence(t, g, national, load, members, apart)
    for t, more in ((m, people), (end, -people)):
        if t < months:
            before, limit = growth[0, t], growth[1, t]
            growth[0, t] = before + more
            over = max(0.0, before + more - limit) - max(0.0, before - limit)
            change += prices[RECEPTION] * over
    before, limit = load[0, a], load[1, a]
    load[0, a] = before + people * (end - m)
    over = max(0.0, load[0, a] - limit) - max(0.0, before - limit)
    return float(change + prices[BURDEN] * over)


@compiled
def monthly(h: int, noise: float, grid: Grid, worth: Floats) -> None:
    """What one more unit of a holding is worth in place, by month."""
    holding, each, fills, gives = grid.holding, grid.each, grid.fills, grid.gives
    counts, national, left, load = grid.counts, grid.national, grid.left, grid.load
    prices, members, apart = grid.prices, grid.members, grid.apart
    a, g, people = holding[h, 0], holding[h, 1], each[h, 0]
    cost = each[h, 1]
    if load[0, a] + people * holding[h, 2] > load[1, a]:
        cost += prices[BURDEN] * people
    for m in range(left.shape[1]):
        full = national[PEOPLE, a, m] + people > national[MOST, a, m]
        if m < holding[h, 4] or counts[THERE, h, m] >= holding[h, 5] or full:
            worth[m] = -NEVER
            continue
        value = 0.0
        for i in range(fills.shape[1]):
            r = fills[h, i]
            if r < 0:
                break
            if left[r, m] > 0:
                value += prices[3 + r] * min(gives[h, i], left[r, m])
        if noise > 0 and value > 0:
            value *= 1.0 + noise * (np.random.random() - 0.5)
        if g >= 0:
            before = absence(m, g, national, load, members, apart)
            national[PEOPLE, a, m] += people
            value -= prices[PRESENCE] * (absence(m, g, national, load, members, apart) - before)
            national[PEOPLE, a, m] -= people
        worth[m] = value - cost


@compiled
def insert(
    h: int, noise: float, grid: Grid, work: Floats, moved: Whole, count: int
) -> tuple[float, int]:
    """Add a unit of a holding with its best chain of tours; return the change and the moves."""
    holding, each, counts, national = grid.holding, grid.each, grid.counts, grid.national
    left, growth, prices = grid.left, grid.growth, grid.prices
    a, tour, cycle = holding[h, 0], holding[h, 2], holding[h, 3]
    months, people = left.shape[1], each[h, 0]
    worth, best, taken = work[0], work[1], work[2]
    monthly(h, noise, grid, worth)
    best[months] = 0.0
    blocked, tour_worth = months + cycle, 0.0
    for m in range(months - 1, -1, -1):
        tour_worth += worth[m]
        if m + tour < months:
            tour_worth -= worth[m + tour]
        if (
            counts[BUSY, h, m] >= counts[UNITS, h, m]
            or national[AWAY, a, m] + people > national[POOL, a, m]
        ):
            blocked = m
        taken[m], best[m] = 0.0, best[m + 1]
        if m < holding[h, 4] or blocked < min(months, m + cycle) or tour_worth < -NEVER / 10:
            continue
        value = tour_worth + best[min(m + cycle, months)]
        room = max(0.0, growth[1, m] - growth[0, m])
        value -= prices[RECEPTION] * max(0.0, people - room)
        if value > best[m] + LEAST:
            best[m], taken[m] = value, 1.0
    change, m, first = 0.0, 0, count
    while m < months and best[0] > LEAST:
        if taken[m] > 0:
            change += put(h, m, 1, grid)
            moved[count, 0], moved[count, 1] = h, m
            count += 1
            m += cycle
        else:
            m += 1
    return (change, count) if count > first else (0.0, first)


@compiled
def take_out(h: int, m: int, grid: Grid, moved: Whole, count: int) -> tuple[float, int]:
    """Take out a chain of tours of a holding, from a month on."""
    holding, counts, left = grid.holding, grid.counts, grid.left
    change, months, cycle = 0.0, left.shape[1], holding[h, 3]
    while True:
        while m < months and counts[BEGUN, h, m] == 0:
            m += 1
        if m >= months:
            return change, count
        change += put(h, m, -1, grid)
        moved[count, 0], moved[count, 1] = h, m
        count += 1
        m += cycle


# Leaves the interpreter to the thread that solves the relaxation meanwhile.
@njit(cache=True, error_model="numpy", nogil=True)
def anneal(  # noqa: PLR0913, PLR0917 - the loop of the search, called in one place
    seed: int, moves: int, heat: Floats, noise: float, sets: Whole, sizes: Whole, grid: Grid
) -> tuple[float, Whole]:
    """Make ``moves`` moves while the temperature falls from ``heat[0]`` to ``heat[1]``.

    ``sets`` are holdings that belong together, ``sizes`` how many of a row. Returns the change of
    what the plan costs from the first to the best plan, and the starts of the best.
    """
    holding, counts, left = grid.holding, grid.counts, grid.left
    np.random.seed(seed)
    months, longest = left.shape[1], 4
    work, chosen = np.zeros((3, months + 1)), np.zeros(longest, dtype=np.int64)
    moved = np.zeros((LONGEST, 2), dtype=np.int64)
    now, least, best = 0.0, 0.0, counts[BEGUN].copy()
    for move in range(moves):
        cold = heat[0] * (heat[1] / heat[0]) ** (move / moves)
        row, units = np.random.randint(len(sets)), 1 + np.random.randint(longest)
        change, count = 0.0, 0
        for j in range(units):
            h = sets[row, np.random.randint(sizes[row])]
            chosen[j] = h
            span = months if np.random.randint(2) else min(months, holding[h, 3])
            out, count = take_out(h, np.random.randint(span), grid, moved, count)
            change += out
        removed = count
        for j in range(units):
            for _ in range(2):
                before = count
                added, count = insert(chosen[j], noise, grid, work, moved, count)
                change += added
                if count == before:
                    break
        if change <= 0 or np.random.random() < np.exp(-change / cold):
            now += change
            if now < least - LEAST:
                least = now
                best[:] = counts[BEGUN]
        else:
            for i in range(count - 1, -1, -1):
                put(moved[i, 0], moved[i, 1], 1 if i < removed else -1, grid)
    return least, best


def sets_of(figures: Figures) -> tuple[Whole, Whole]:
    """Holdings that belong together: of a contributor or a group, and, more often, of a need."""
    rows = [np.flatnonzero(figures.actor == a) for a in range(len(figures.actors))]
    rows += [np.flatnonzero(gives > 0) for gives in figures.gives for _ in range(4)]
    group = figures.group[figures.actor]
    rows += [np.flatnonzero(group == g) for g in range(figures.groups) for _ in range(4)]
    rows = [row for row in rows if len(row)]
    sets = np.zeros((len(rows), max(len(row) for row in rows)), dtype=np.int64)
    for i, row in enumerate(rows):
        sets[i, : len(row)] = row
    return sets, np.array([len(row) for row in rows], dtype=np.int64)
