"""From the fractions of a relaxation, or the plan of another problem, to a plan that can be."""

from __future__ import annotations

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.force.generation.check import SLACK, by_actor, held
from ceasefire.force.generation.matrices import Figures, Flags, Model, Whole

PASSES = 60  # of a repair, before a plan is given up
REACH = 4  # months by which a start may be moved


def rounded(model: Model, point: Floats) -> Whole:
    """Starts from a point of the relaxation: what has begun so far, rounded to the nearest."""
    shape = model.figures.units.shape
    begun = np.floor(point[: shape[0] * shape[1]].reshape(shape) + 0.5 + 1e-6).astype(np.int64)
    begun = np.maximum.accumulate(begun, axis=1)
    starts: Whole = np.diff(begun, axis=1, prepend=0)
    return starts


def packed(figures: Figures, wanted: Whole) -> Whole:
    """Starts that keep the limits of units, holdings, contributors and pools, near ``wanted``.

    Goes through the months, those with most people first, and moves a start that does not fit to
    the nearest month within ``REACH`` where it does, or leaves it out. Rules on presence and
    reception are not looked at.
    """
    months = figures.months
    starts = np.zeros_like(wanted)
    room = figures.units.copy()
    places = np.repeat(figures.most_units[:, None], months, axis=1)
    pool, most = figures.pool.copy(), figures.most.copy()
    shifts = sorted(range(-REACH, REACH + 1), key=lambda s: (abs(s), -s))
    order = np.argsort(-figures.people, kind="stable")
    for m in range(months):
        for h in order[wanted[order, m] > 0]:
            a, people = figures.actor[h], figures.people[h]
            for _ in range(int(wanted[h, m])):
                for month in (m + shift for shift in shifts):
                    if not figures.ready[h] <= month < months:
                        continue
                    there = slice(month, month + int(figures.tour[h]))
                    busy = slice(month, month + int(figures.cycle[h]))
                    fits = room[h, busy].min() > 0 and places[h, there].min() > 0
                    if not fits or min(pool[a, busy].min(), most[a, there].min()) < people:
                        continue
                    starts[h, month] += 1
                    room[h, busy] -= 1
                    places[h, there] -= 1
                    pool[a, busy] -= people
                    most[a, there] -= people
                    break
    return starts


def repaired(figures: Figures, starts: Whole) -> Whole:
    """Take tours out until nobody breaks a rule on presence and the force can be received.

    Returns a plan without any start where that leads to no end.
    """
    starts = starts.copy()
    month = np.arange(figures.months)
    for _ in range(PASSES):
        people = by_actor(figures, held(starts, figures.tour) * figures.people[:, None])
        wrong = absent(figures, people)[figures.actor]
        growth = np.diff(people.sum(axis=0), prepend=0.0)
        late = growth > figures.reception * (1 + SLACK)
        if not wrong.any() and not late.any():
            return starts
        # A tour goes if a month of it is wrong.
        last = np.minimum(month[None, :] + figures.tour[:, None], figures.months)
        summed = np.concatenate([np.zeros((len(wrong), 1)), np.cumsum(wrong, axis=1)], axis=1)
        rows = np.arange(len(wrong))[:, None]
        starts[summed[rows, last] > summed[rows, month[None, :]]] = 0
        for m in np.flatnonzero(late):
            there = np.flatnonzero((starts[:, m] > 0) & (figures.people > 0))
            if len(there):
                starts[there[np.argmin(figures.people[there])], m] -= 1
    return np.zeros_like(starts)


def absent(figures: Figures, people: Floats) -> Flags:
    """Where a contributor's presence breaks a rule, shape ``(actors, months)``."""
    present = people > 0
    short = present & (people < figures.floor[:, None] * (1 - SLACK))
    wrong = np.zeros_like(present)
    for g in range(figures.groups):
        own = figures.group == g
        uneven = present[own].any(axis=0) & ~present[own].all(axis=0)
        wrong[own] = uneven | short[own].any(axis=0)
    for first, second in figures.apart:
        both = present[figures.group == first].any(axis=0)
        both = both & present[figures.group == second].any(axis=0)
        wrong[figures.group == second] |= both
    return wrong
