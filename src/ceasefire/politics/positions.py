"""Where actors stand: the last position of each actor on each issue, and where talks may settle."""

from __future__ import annotations

from ceasefire.case.latest import latest_by_actor
from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced, total

# Mean absolute error of the weighted mean on 351 decided issues of the DEU III data, on a scale
# of 0 to 100 (`schelling` BACKTEST.md, 2026); the honest floor of any band around a forecast.
RECORD_ERROR = 22.99


def current_positions(case: Case, issue: str) -> dict[str, Row]:
    """Last position on an issue by actor, in the order of the actors' first rows."""
    return latest_by_actor(row for row in case.rows("positions") if row.text("issue_id") == issue)


def all_positions(case: Case) -> dict[str, dict[str, Row]]:
    """Last positions by issue and actor."""
    return {issue.id: current_positions(case, issue.id) for issue in case.rows("issues")}


def weighted_mean(world: World, issue: str) -> Traced | None:
    """Forecast of where talks settle on an issue, 0 to 100, shape ``(count,)``.

    Mean of the positions, weighted with salience x capability: the point forecast with the best
    record (Achen 2006, in Thomson et al., *The European Union Decides*, ch. 10). ``None`` if
    nobody has a position with weight.
    """
    rows = current_positions(world.case, issue).values()
    weights = [world.band(r, "salience") * world.band(r, "capability") for r in rows]
    weight = total(weights, world.count)
    if not weights or not (weight.values > 0).all():
        return None
    moments = [w * world.band(r, "position") for w, r in zip(weights, rows, strict=True)]
    return total(moments, world.count) / weight
