"""R2: what '1:3' ties down in the reading of the British press."""

from ceasefire.force.rotation import ratio_readings
from ceasefire.validation.harness import Expectation, PublishedResult

RESULT = PublishedResult(
    id="R2",
    title="'5,000 means 20,000 in total'",
    source="The Times, 26 February 2026, by Caliber.az",
    checks="one tour to three at home, read as one in four",
    inputs={"deployed": 5_000, "home_per_tour": 3},
    expectations=(
        Expectation("people", 20_000, lambda: 5_000 * ratio_readings(3)[0]),
    ),
)  # fmt: skip
