"""What one more of each thing would buy, from the relaxation of the programme.

The relaxation lets units be divided, so that its shortfall is a smooth figure in which a single
more unit tells, where the whole plan may jump or stand still. A thing whose price in it (the dual)
is 0 buys nothing: the shortfall is convex in what is at hand, so that a price bounds what one more
can save. Of those with a price the relaxation is solved again with one more; of the first of them,
in small problems, the programme of whole units too, which says whether a plan can use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.force.generation.highs import Found, Options, Task, run
from ceasefire.force.generation.matrices import INFINITE, Figures, Model, figures_of, model_of
from ceasefire.force.generation.problem import HEADCOUNT, Problem
from ceasefire.force.generation.programme import SMALL

SOLVED = 24  # things of the highest price that are solved again
_LARGE = 5000  # holdings x months from which the relaxation takes ten seconds and more
_FEW = 3  # things that are solved again where it does
_SECONDS = 60.0
WHOLE = 6  # things, those that save the most, of which the whole programme is solved
_WHOLE_SECONDS = 3.0  # each; what a case asks takes a tenth of one
_SEARCH: Options = {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-9}
_INTERIOR: Options = {"solver": "ipm", "run_crossover": "off", "kkt_tolerance": 1e-6}
_LEAST = 1e-9  # share of what is asked for that counts as something


@dataclass(frozen=True)
class Worth:
    """What one more of a thing saves where units can be divided.

    ``kind`` is ``unit`` (one more unit of a holding, and one more in place), ``cap``, ``pool`` (one
    more person in place, or away and at rest, in every month), ``reception`` (one more person
    received in every month) or ``capability`` (one more of what is asked for, there in every month
    whoever sends it); ``who`` is the id of the holding, actor or capability, blank for reception;
    ``what`` says it in words with ids in them. ``shortfall`` is weighted by priority and summed
    over months, ``people_months`` are those of people who are no longer missing. ``whole`` says
    whether it lowers the shortfall of plans of whole units too; ``None`` where that was not worked
    out.
    """

    kind: str
    who: str
    what: str
    shortfall: float
    people_months: float
    whole: bool | None = None


@dataclass(frozen=True)
class _More:
    kind: str
    who: str
    what: str
    figures: Figures


def worth(problem: Problem, *, solved: int = SOLVED, whole: int = WHOLE) -> tuple[Worth, ...]:
    """Return what one more of each thing saves, the most first; what saves nothing is left out.

    ``Worth.whole`` is worked out in problems of at most ``SMALL`` holdings x months.

    Args:
        problem: what is planned for.
        solved: of how many things, those of the highest price, it is worked out; of three at most
            in a problem of 5,000 holdings x months or more, where each takes ten seconds.
        whole: of how many, those that save the most, the programme of whole units is solved again.
    """
    if not problem.holdings or not problem.requirements:
        return ()
    figures = figures_of(problem)
    model = model_of(figures)
    base = _relaxed(model)
    if base.point is None:
        return ()
    least = _LEAST * max(figures.weighted, _LEAST)
    mores = (*_mores(problem), *_needed(problem, figures, base.point))
    priced = [(_price(model, base, more), i, more) for i, more in enumerate(mores)]
    priced = sorted((one for one in priced if one[0] > least), key=lambda one: (-one[0], one[1]))
    found: list[tuple[Worth, _More]] = []
    few = _FEW if figures.units.size >= _LARGE else solved
    for _, _, more in priced[: min(few, solved)]:
        again = _relaxed(model_of(more.figures))
        if again.point is None or base.value - again.value <= least:
            continue
        people = _people_short(problem, base.point) - _people_short(problem, again.point)
        saved = base.value - again.value
        found.append((Worth(more.kind, more.who, more.what, saved, max(people, 0.0)), more))
    found.sort(key=lambda one: -one[0].shortfall)
    if figures.units.size > SMALL:
        return tuple(one for one, _ in found)
    known = _in_whole_units(model, [more for _, more in found[:whole]], 10 * least)
    return tuple(
        replace(one, whole=known[i] if i < len(known) else None) for i, (one, _) in enumerate(found)
    )


def _in_whole_units(model: Model, mores: list[_More], least: float) -> list[bool]:
    """Whether each lowers the shortfall of the best plan of whole units, as far as that is known.

    The first that is cut off ends it, for those after it would take as long.
    """
    known: list[bool] = []
    before = INFINITE
    for one in (model, *(model_of(more.figures) for more in mores)) if mores else ():
        task = Task(one.rows, one.lower, one.upper, one.shortfall, one.whole)
        found = run(task, _WHOLE_SECONDS, _SEARCH)
        if not found.complete:
            break
        if one is model:
            before = found.value
        else:
            known.append(found.value < before - least)
    return known


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
    moved = _moved(after.rows.upper, model.rows.upper) + _moved(after.rows.lower, model.rows.lower)
    return float(-(base.dual @ moved))


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
            limit = problem.limits[actor]
            under = "kept in place by" if limit.by_share else "in place under the cap of"
            yield _More("cap", actor, f"person {under} {actor}", grown)
        if np.isfinite(figures.pool[i]).any():
            grown = replace(figures, pool=figures.pool + only)
            yield _More("pool", actor, f"person in the pool of {actor}", grown)
    if np.isfinite(figures.reception).any():
        grown = replace(figures, reception=figures.reception + 1.0)
        yield _More("reception", "", "person received in every month", grown)


def _needed(problem: Problem, figures: Figures, point: Floats) -> Iterator[_More]:
    """One more, in every month, of each capability of which something is short.

    It is one less that is asked for; people come with units.
    """
    before, asked = figures.units.size, figures.asked
    short = point[before : before + asked.size].reshape(asked.shape).sum(axis=1) > _LEAST
    names = [one.capability for one in problem.requirements]
    for name in dict.fromkeys(names):
        own = np.array([one == name for one in names])
        if name != HEADCOUNT and short[own].any():
            less = np.where(own[:, None], np.maximum(asked - 1.0, 0.0), asked)
            yield _More("capability", name, f"unit of {name}", replace(figures, asked=less))


def _people_short(problem: Problem, point: Floats) -> float:
    """Months of people who are missing at a point of the programme."""
    months, before = problem.months, len(problem.holdings) * problem.months
    return sum(
        float(point[before + k * months : before + (k + 1) * months].sum())
        for k, asked in enumerate(problem.requirements)
        if asked.capability == HEADCOUNT
    )
