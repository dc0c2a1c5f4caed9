"""HiGHS with the arrays of a model: one run, single-threaded and seeded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.force.generation.matrices import INFINITE, Flags, Rows

SEED = 1
Options = Mapping[str, str | float]
FEASIBLE = 2  # HiGHS: a feasible point is at hand
# Rough prices will do, for the bound that is made of them holds whatever their error.
INTERIOR: Options = {
    "solver": "ipm", "run_crossover": "off", "presolve": "off", "kkt_tolerance": 1e-3,
}  # fmt: skip


@dataclass(frozen=True)
class Task:
    """One aim over rows and bounds, to be made as small as possible.

    ``whole`` marks the columns that take whole numbers (``None``: none does, the relaxation);
    ``offset`` is added to the aim, and shares of a gap are taken of the sum.
    """

    rows: Rows
    lower: Floats
    upper: Floats
    aim: Floats
    whole: Flags | None = None
    offset: float = 0.0


@dataclass(frozen=True)
class Found:
    """Best point found (``None`` if none was), its value, the best there can be, and whether done.

    ``dual`` has the prices of the rows where the relaxation was solved.
    """

    point: Floats | None
    value: float
    bound: float
    complete: bool
    dual: Floats | None = None


def run(task: Task, seconds: float, options: Options, start: Floats | None = None) -> Found:
    """Solve a task within ``seconds``; ``options`` are those of HiGHS by their names."""
    import highspy  # noqa: PLC0415 - loads a library of its own, which few commands need

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    settings: dict[str, str | float] = {
        "output_flag": False, "threads": 1, "random_seed": SEED,
        "time_limit": max(seconds, 0.01), **options,
    }  # fmt: skip
    for name, value in settings.items():
        solver.setOptionValue(name, value)
    rows, columns = task.rows, len(task.lower)
    kinds = np.zeros(columns, dtype=np.int32)
    if task.whole is not None:
        kinds[task.whole] = 1
    solver.passModel(
        columns, len(rows), len(rows.value), int(highspy.MatrixFormat.kRowwise), 1, task.offset,
        task.aim, task.lower, np.where(np.isinf(task.upper), highspy.kHighsInf, task.upper),
        rows.lower, rows.upper, rows.start[:-1], rows.index, rows.value, kinds,
    )  # fmt: skip
    if start is not None:
        point = highspy.HighsSolution()
        point.col_value = start.tolist()
        solver.setSolution(point)
    solver.run()
    info, solution = solver.getInfo(), solver.getSolution()
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    known = info.primal_solution_status == FEASIBLE
    values = np.array(solution.col_value, dtype=np.float64) if known or optimal else None
    value = float(info.objective_function_value) if values is not None else INFINITE
    bound = _bound(float(info.mip_dual_bound), value, optimal=optimal)
    return Found(
        values,
        value,
        -INFINITE if task.whole is None else bound,
        optimal,
        np.array(solution.row_dual, dtype=np.float64) if task.whole is None and optimal else None,
    )


def _bound(given: float, value: float, *, optimal: bool) -> float:
    """Bound of a programme; HiGHS gives none where presolve alone leaves nothing to decide."""
    return value if optimal and not np.isfinite(given) else given


def priced_bound(task: Task, prices: Floats) -> float:
    """Bound of a relaxation from the prices of its rows: it holds for any prices.

    Weak duality with bounded columns: the rows at the limits that their prices point to, plus the
    columns at the bounds that what is left of the aim points to.
    """
    rows = task.rows
    limit = np.where(prices > 0, rows.lower, rows.upper)
    used = np.where(np.isfinite(limit), prices, 0.0)
    limit = np.where(np.isfinite(limit), limit, 0.0)
    weights = rows.value * np.repeat(used, np.diff(rows.start))
    left = task.aim - np.bincount(rows.index, weights=weights, minlength=len(task.aim))
    return float(used @ limit + np.where(left > 0, left * task.lower, left * task.upper).sum())
