"""The generation of a force as a lexicographic integer programme: its public door.

Three aims in turn: the shortfall weighted by priority, then the cost, then the largest share of an
army, each as small as it can be given those before. Small problems are solved exactly; of large
ones the bound comes from the relaxation and the plan from rounding it and a search around that.
"""

from __future__ import annotations

import numpy as np

from ceasefire.force.generation.check import broken_by, held, short_of
from ceasefire.force.generation.exact import staged
from ceasefire.force.generation.large import searched
from ceasefire.force.generation.matrices import Figures, Whole, figures_of, model_of
from ceasefire.force.generation.plan import Plan
from ceasefire.force.generation.problem import Problem
from ceasefire.force.generation.rounding import packed

SMALL = 1500  # holdings x months up to which HiGHS solves the programme itself


def solve(
    problem: Problem, *, gap: float = 0.01, seconds: float = 60.0, start: Plan | None = None
) -> Plan:
    """Find who sends what in which month.

    Stages of the plan, each with its value, the best it can be, and the gap between them:

    - ``shortfall``: what is missing, weighted by priority, summed over requirements and months.
      Its gap is a share of what is *filled*, ``(value - bound) / (asked - value)``, so that it
      has a meaning where nothing is missing;
    - ``cost`` in the unit of the holdings, given that filling;
    - ``burden``: the largest share of its army (``Limit.army``) that a contributor has in place,
      as a mean over the horizon, given that cost.

    Problems of at most ``SMALL`` holdings x months keep what an earlier stage reached to one part
    in ten million. In larger ones, as documented in :mod:`ceasefire.force.generation.large`, a
    later stage may give up to ``gap`` of the filling, and of the cost, that an earlier one reached,
    and its bound is the best with none of that given up; a stage then has the value at its own end,
    and the plan that of the last.

    A stage is complete when its gap is at most ``gap``; 0 asks for the best plan there is. What
    nobody can fill stays short and is no error. Holdings and requirements are put in a fixed
    order first (actor, unit type, id) and the search runs on one thread with a fixed seed (a second
    one only solves relaxations), so that a problem has one plan, in whatever order it was written,
    unless ``seconds`` cut it off: then the best plan so far is returned and the stages that were
    cut off are not complete. Without a ``start``, less is not filled than by the fast rule
    (:func:`ceasefire.force.generation.quick.quick`), up to what later stages may give up.

    Args:
        problem: What is asked for, and who has what.
        gap: Share by which each stage may be off the best.
        seconds: Time for the whole search.
        start: A plan of this or a like problem to begin from; holdings are matched by their id.
    """
    order, ordered = _ordered(problem)
    model = model_of(figures_of(ordered))
    begun = _carried(model.figures, ordered, start)
    if begun.size <= SMALL:
        found, stages = staged(model, begun, gap, seconds, lambda: _fast(model.figures, ordered))
    else:
        warm = bool(begun.any())
        begun = begun if warm else _fast(model.figures, ordered)
        found, stages = searched(model, begun, gap, seconds, warm=warm)
    starts = np.zeros_like(found)
    starts[order] = found
    in_place = held(starts, np.array([h.tour for h in problem.holdings], dtype=np.int64))
    return Plan(problem, starts, in_place, short_of(figures_of(problem), in_place), stages)


def _ordered(problem: Problem) -> tuple[Whole, Problem]:
    """Return the problem in its fixed order, and the places its holdings came from."""
    holdings = problem.holdings
    order = sorted(
        range(len(holdings)),
        key=lambda i: (holdings[i].actor, holdings[i].unit_type, holdings[i].id),
    )
    ordered = Problem(
        problem.months,
        tuple(holdings[i] for i in order),
        tuple(sorted(problem.requirements,
                     key=lambda r: (r.capability, r.inside, r.priority, r.amounts))),
        problem.limits,
        tuple(sorted(problem.pairs, key=lambda pair: (pair.first, pair.second, pair.together))),
        problem.reception,
    )  # fmt: skip
    return np.array(order, dtype=np.int64), ordered


def _fast(figures: Figures, problem: Problem) -> Whole:
    """Starts by the fast rule."""
    from ceasefire.force.generation.quick import quick  # noqa: PLC0415 - loads numba

    starts = quick(problem).starts
    return np.zeros_like(starts) if broken_by(figures, starts) else starts


def _carried(figures: Figures, problem: Problem, start: Plan | None) -> Whole:
    """Starts to begin from: those of a plan as far as they keep the rules, or none."""
    starts = np.zeros(figures.units.shape, dtype=np.int64)
    if start is None:
        return starts
    known = {holding.id: row for holding, row in zip(start.problem.holdings, start.starts,
                                                     strict=True)}  # fmt: skip
    months = min(problem.months, start.problem.months)
    for i, holding in enumerate(problem.holdings):
        if holding.id in known:
            starts[i, :months] = known[holding.id][:months]
    if broken_by(figures, starts):
        starts = packed(figures, starts)
    return starts if not broken_by(figures, starts) else np.zeros_like(starts)
