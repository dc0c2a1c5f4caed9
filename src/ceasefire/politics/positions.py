"""Where actors stand: the last position of each on each issue, and how far forecasts are off."""

from __future__ import annotations

import numpy as np

from ceasefire.case.latest import latest_by_actor
from ceasefire.case.rows import Case, Row
from ceasefire.core.bands import Floats

# Mean absolute error of the weighted mean on 351 decided issues of the DEU III data, on a scale
# of 0 to 100 (`schelling` BACKTEST.md, 2026); the honest floor of any band around a forecast.
RECORD_ERROR = 22.99


def current_positions(case: Case, issue: str) -> dict[str, Row]:
    """Last position on an issue by actor, in the order of the actors' first rows."""
    return latest_by_actor(row for row in case.rows("positions") if row.text("issue_id") == issue)


def all_positions(case: Case) -> dict[str, dict[str, Row]]:
    """Last positions by issue and actor."""
    return {issue.id: current_positions(case, issue.id) for issue in case.rows("issues")}


def record_error(u: Floats, error: float = RECORD_ERROR) -> Floats:
    """Error of a forecast at the quantile ``u`` in (0, 1), in points of a scale of 0 to 100.

    A Laplace law whose mean absolute error is that of the record.
    """
    return np.asarray(-error * np.sign(u - 0.5) * np.log1p(-2 * np.abs(u - 0.5)))
