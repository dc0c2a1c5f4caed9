"""R1: how many people a force uses up over a horizon if nobody goes twice."""

from ceasefire.force.rotation import people_over_horizon
from ceasefire.validation.harness import Expectation, PublishedResult

RESULT = PublishedResult(
    id="R1",
    title="64,000 in place for two years",
    source="The Times, 30 April 2025, by Caliber.az: 256,000 people over two years with rotation",
    checks="people over a horizon with six-month tours",
    inputs={"deployed": 64_000, "tour_months": 6, "horizon_months": 24},
    expectations=(
        Expectation("people", 256_000, lambda: people_over_horizon(64_000, 6, 24)),
    ),
)  # fmt: skip
