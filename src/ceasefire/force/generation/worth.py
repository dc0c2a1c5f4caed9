"""What one more of each thing would buy, from the relaxation of the programme.

The relaxation lets units be divided, so that its shortfall is a smooth figure in which a single
more unit tells, where the whole plan may jump or stand still. A thing whose price in it (the dual)
is 0 buys nothing: the shortfall is convex in what is at hand, so that a price bounds what one more
can save. Of those with a price the relaxation is solved again with one more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.force.generation.highs import Found, Options, Task, run
from ceasefire.force.generation.matrices import INFINITE, Figures, Model, figures_of, model_of
from ceasefire.force.generation.problem import HEADCOUNT, Problem

SOLVED = 24  # things of the highest price that are solved again
_LARGE = 5000  # holdings x months from which the relaxation takes ten seconds and more
_FEW = 3  # things that are solved again where it does
_SECONDS = 60.0
_INTERIOR: Options = {"solver": "ipm", "run_crossover": "off", "kkt_tolerance": 1e-6}
_LEAST = 1e-9  # share of what is asked for that counts as something


@dataclass(frozen=True)
class Worth:
    """What one more of a thing saves.

    ``kind`` is ``unit`` (one more unit of a holding, and one more in place), ``cap``, ``pool`` (one
    more person in place, or away and at rest, in every month) or ``reception`` (one more person
    received in every month); ``who`` the id of the holding or actor, blank for reception; ``what``
    says it in words with ids in them. ``shortfall`` is weighted by priority and summed over months,
    ``people_months`` are those of people who are no longer missing.
    """

    kind: str
    who: str
    what: str
    shortfall: float
    people_months: float


@dataclass(frozen=True)
class _More:
    kind: str
    who: str
    what: str
    figures: Figures


def worth(problem: Problem, *, solved: int = SOLVED) -> tuple[Worth, ...]:
    """Return what one more of each thing saves, the most first; what saves nothing is left out.

    Args:
        problem: what is planned for.
        solved: of how many things, those of the highest price, it is worked out; of three at most
            in a problem of 5,000 holdings x months or more, where each takes ten seconds.
    """
    if not problem.holdings or not problem.requirements:
        return ()
    figures = figures_of(problem)
    model = model_of(figures)
    base = _relaxed(model)
    if base.point is None:
        return ()
    least = _LEAST * max(figures.weighted, _LEAST)
    priced = [(_price(model, base, more), i, more) for i, more in enumerate(_mores(problem))]
    priced = sorted((one for one in priced if one[0] > least), key=lambda one: (-one[0], one[1]))
    found = []
    few = _FEW if figures.units.size >= _LARGE else solved
    for _, _, more in priced[: min(few, solved)]:
        again = _relaxed(model_of(more.figures))
        if again.point is None or base.value - again.value <= least:
            continue
        people = _people_short(problem, base.point) - _people_short(problem, again.point)
        saved = base.value - again.value
        found.append(Worth(more.kind, more.who, more.what, saved, max(people, 0.0)))
    return tuple(sorted(found, key=lambda one: -one.shortfall))


def _relaxed(model: Model) -> Found:
    """Least weighted shortfall with units that can be divided.

    Upper bounds on what has begun follow from the rows; they are left out, so that prices stand at
    rows alone.
    """
    upper = model.upper.copy()
    begun = upper[: model.figures.units.size]
    begun[begun > 0] = INFINITE
    options: Options = _INTERIOR if begun.size >= _LARGE else {}
    return run(Task(model.rows, model.lower, upper, model.shortfall), _SECONDS, options)


def _price(model: Model, base: Found, more: _More) -> float:
    """Most that one more can save: the prices of the limits that it moves."""
    after = model_of(more.figures)
    same = len(after.rows.value) == len(model.rows.value) and bool(
        (after.rows.value == model.rows.value).all()
    )
    if not same or base.dual is None:
        return INFINITE  # a rule of presence moves with it; only solving again tells
    return float(-(base.dual @ _moved(after.rows.upper, model.rows.upper)))


def _moved(after: Floats, before: Floats) -> Floats:
    known = np.isfinite(before) & np.isfinite(after)
    moved: Floats = np.where(known, after, 0.0) - np.where(known, before, 0.0)
    return moved


def _mores(problem: Problem) -> Iterator[_More]:
    """One more of each thing that there is."""
    figures = figures_of(problem)
    for i, holding in enumerate(problem.holdings):
        one = (np.arange(len(problem.holdings)) == i).astype(np.int64)
        yield _More(
            "unit", holding.id, f"{holding.unit_type} of {holding.actor}",
            replace(figures, units=figures.units + one[:, None],
                    most_units=figures.most_units + one),
        )  # fmt: skip
    for i, actor in enumerate(figures.actors):
        only = np.where(np.arange(len(figures.actors)) == i, 1.0, 0.0)[:, None]
        if np.isfinite(figures.most[i]).any():
            grown = replace(figures, most=figures.most + only)
            yield _More("cap", actor, f"person in place under the cap of {actor}", grown)
        if np.isfinite(figures.pool[i]).any():
            grown = replace(figures, pool=figures.pool + only)
            yield _More("pool", actor, f"person in the pool of {actor}", grown)
    if np.isfinite(figures.reception).any():
        grown = replace(figures, reception=figures.reception + 1.0)
        yield _More("reception", "", "person received in every month", grown)


def _people_short(problem: Problem, point: Floats) -> float:
    """Months of people who are missing at a point of the programme."""
    months, before = problem.months, len(problem.holdings) * problem.months
    return sum(
        float(point[before + k * months : before + (k + 1) * months].sum())
        for k, asked in enumerate(problem.requirements)
        if asked.capability == HEADCOUNT
    )
