"""The three stages one after another, each an integer programme that HiGHS solves."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.force.generation.check import Worth, broken_by, held, short_of, worth_of
from ceasefire.force.generation.highs import Found, Task, run
from ceasefire.force.generation.matrices import Model, Whole
from ceasefire.force.generation.plan import Stage

KEPT = 1e-7  # share by which a later stage may fall behind what an earlier one reached
SLACK = 1e-5  # what so small a share can buy of the next aim; a stage is complete up to it
NAMES = ("shortfall", "cost", "burden")


def starts_of(model: Model, point: Floats) -> Whole:
    """Starts by holding and month of a point of the programme."""
    shape = model.figures.units.shape
    begun = np.rint(point[: shape[0] * shape[1]]).astype(np.int64).reshape(shape)
    starts: Whole = np.diff(begun, axis=1, prepend=0)
    return starts


def point_of(model: Model, starts: Whole) -> Floats:
    """Point of the programme that has these starts."""
    figures = model.figures
    in_place = held(starts, figures.tour)
    parts = [np.cumsum(starts, axis=1).ravel(), short_of(figures, in_place).ravel()]
    present = in_place * figures.people[:, None] > 0
    group = figures.group[figures.actor]
    parts += [present[group == g].any(axis=0) for g in range(figures.groups)]
    parts.append(np.array([worth_of(figures, starts).burden]))
    return np.concatenate(parts).astype(np.float64)


def staged(
    model: Model, starts: Whole, gap: float, seconds: float, fast: Callable[[], Whole] | None = None
) -> tuple[Whole, tuple[Stage, ...]]:
    """Improve ``starts``, which break no rule, by the three aims in turn.

    A stage that takes less than its share of ``seconds`` leaves the rest to those after it. If the
    first is cut off, the starts that ``fast`` gives are taken where they are better.
    """
    figures = model.figures
    upper = model.rows.upper.copy()
    stages = []
    deadline = time.monotonic() + seconds
    aims = (model.shortfall, model.cost, model.burden)
    for number, (name, aim) in enumerate(zip(NAMES, aims, strict=True)):
        began = time.monotonic()
        if number and began >= deadline:
            stages.append(skipped(name, worth_of(figures, starts)))
            continue
        offset = -figures.weighted if name == "shortfall" else 0.0
        rows = replace(model.rows, upper=upper.copy())
        task = Task(rows, model.lower, model.upper, aim, model.whole, offset)
        found = run(
            task, (deadline - began) / (len(aims) - number),
            {"mip_rel_gap": gap, "mip_abs_gap": 1e-9}, point_of(model, starts),
        )  # fmt: skip
        starts = _better(model, starts, found, name)
        if fast and not number and not found.complete:
            starts = _less_short(model, starts, fast())
        worth = worth_of(figures, starts)
        value = float(getattr(worth, name))
        stages.append(stage_of(name, value, found.bound - offset, figures.weighted, began, gap))
        if name == "shortfall":
            filled = figures.weighted - worth.shortfall
            upper[model.filling] = worth.shortfall + KEPT * max(filled, 1e-3)
        else:
            upper[model.paying] = worth.cost * (1 + KEPT)
    return starts, tuple(stages)


def stage_of(
    name: str, value: float, bound: float, weighted: float, began: float, gap: float
) -> Stage:
    """Account of a stage; the gap of the shortfall is a share of what is filled."""
    bound = min(max(bound, 0.0), value)
    whole = weighted - value if name == "shortfall" else value
    left = value - bound
    share = 0.0 if left <= 1e-9 * max(weighted, value) else left / whole if whole else 1.0
    took = time.monotonic() - began
    return Stage(name, value, bound, share, took, share <= gap + SLACK)


def skipped(name: str, worth: Worth) -> Stage:
    """Account of a stage that was not begun."""
    return Stage(name, float(getattr(worth, name)), 0.0, 1.0, 0.0, complete=False)


def _less_short(model: Model, one: Whole, other: Whole) -> Whole:
    """Of two plans that break no rule, the one with less shortfall."""
    first, second = (worth_of(model.figures, starts).shortfall for starts in (one, other))
    return other if second < first else one


def _better(model: Model, starts: Whole, found: Found, name: str) -> Whole:
    """Return the starts found, unless they break a rule or are worse than those before."""
    if found.point is None:
        return starts
    new = starts_of(model, found.point)
    if broken_by(model.figures, new):
        return starts
    before, after = worth_of(model.figures, starts), worth_of(model.figures, new)
    return new if getattr(after, name) <= getattr(before, name) + 1e-9 else starts
