"""What a plan comes to, and which rules it breaks, counted from its starts alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.force.generation.matrices import Figures, Whole, figures_of
from ceasefire.force.generation.problem import Problem

SLACK = 1e-6  # share of a limit by which rounding may pass it


def held(starts: Whole, months: Whole) -> Whole:
    """Units that began within the last ``months[h]`` months, shape ``(holdings, months)``."""
    begun = np.cumsum(starts, axis=1)
    source = np.arange(starts.shape[1])[None, :] - months[:, None]
    earlier = np.take_along_axis(begun, np.maximum(source, 0), axis=1)
    count: Whole = begun - np.where(source >= 0, earlier, 0)
    return count


@dataclass(frozen=True)
class Worth:
    """Weighted shortfall, cost over the horizon, largest mean share of an army."""

    shortfall: float
    cost: float
    burden: float


def short_of(figures: Figures, in_place: Whole) -> Floats:
    """What is missing of each requirement by month, shape ``(requirements, months)``."""
    short: Floats = np.maximum(figures.asked - figures.gives @ in_place, 0.0)
    return short


def by_actor(figures: Figures, people: Floats) -> Floats:
    """Sum the rows of holdings by actor, shape ``(actors, months)``."""
    total = np.zeros((len(figures.actors), people.shape[1]))
    np.add.at(total, figures.actor, people)
    return total


def worth_of(figures: Figures, starts: Whole) -> Worth:
    """What a plan comes to."""
    in_place = held(starts, figures.tour)
    short = short_of(figures, in_place)
    people = by_actor(figures, in_place * figures.people[:, None]).sum(axis=1) / figures.months
    measured = figures.army > 0
    burden = (people[measured] / figures.army[measured]).max(initial=0.0)
    return Worth(
        float((short * figures.priority[:, None]).sum()),
        float((in_place * figures.cost[:, None]).sum()),
        float(burden),
    )


def broken(problem: Problem, starts: Whole) -> tuple[str, ...]:
    """Return the rules that starts of shape ``(holdings, months)`` break, each once, in words."""
    return broken_by(figures_of(problem), starts)


def broken_by(figures: Figures, starts: Whole) -> tuple[str, ...]:
    """Do what :func:`broken` does, of a problem that is in arrays already."""
    in_place, busy = held(starts, figures.tour), held(starts, figures.cycle)
    people = by_actor(figures, in_place * figures.people[:, None])
    away = by_actor(figures, busy * figures.people[:, None])
    early = np.arange(figures.months)[None, :] < figures.ready[:, None]
    growth = np.diff(people.sum(axis=0), prepend=0.0)
    present = people > 0
    ruled = figures.group >= 0
    grouped = [present[figures.group == g] for g in range(figures.groups)]
    rules = {
        "a unit starts a negative number of times": (starts < 0).any(),
        "a unit goes before it is ready": (starts * early).any(),
        "more units are away or resting than there are": (busy > figures.units).any(),
        "more units of a holding are in place than it allows": (
            in_place > figures.most_units[:, None]
        ).any(),
        "a contributor has more people in place than its cap": _over(people, figures.most),
        "a contributor has more people away or resting than its pool": _over(away, figures.pool),
        "a contributor has fewer people in place than its least contribution": (
            present & ruled[:, None] & (people < figures.floor[:, None] * (1 - SLACK))
        ).any(),
        "contributors that go together are not in place together": any(
            (one != one[0]).any() for one in grouped
        ),
        "contributors that do not go together are in place together": any(
            (grouped[first].any(axis=0) & grouped[second].any(axis=0)).any()
            or (first == second and grouped[first].any())
            for first, second in figures.apart
        ),
        "the force grows faster than it can be received": _over(growth, figures.reception),
    }
    return tuple(rule for rule, is_broken in rules.items() if is_broken)


def _over(amount: Floats, limit: Floats) -> bool:
    return bool((amount > limit + SLACK * np.maximum(1.0, np.abs(limit))).any())
