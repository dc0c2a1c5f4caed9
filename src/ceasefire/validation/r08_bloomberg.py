"""R8: what 40,000 European peacekeepers in Ukraine were reckoned to cost over ten years."""

import numpy as np

from ceasefire.force.cost_arithmetic import bill_for, over_horizon, per_head, troop_years
from ceasefire.validation.harness import Expectation, PublishedResult

MONTHS = 120


def _a_head() -> float:
    return per_head(30e9, float(troop_years(np.full(MONTHS, 40_000.0))))


def _ten_years() -> float:
    return over_horizon(bill_for(40_000.0, 75_000), MONTHS) / 1e9


RESULT = PublishedResult(
    id="R8",
    title="40,000 peacekeepers for ten years: 30 billion dollars",
    source="Bloomberg Economics, 13 February 2025 (by Protothema); the head divided from its bill",
    checks="troop-years of a constant force; the bill over them; and back again from the rate",
    inputs={"people": 40_000, "months": MONTHS, "usd": 30e9, "usd_a_head": 75_000},
    expectations=(
        Expectation("a head and year", 75_000, _a_head),
        Expectation("ten years, bn", 30, _ten_years),
    ),
)
