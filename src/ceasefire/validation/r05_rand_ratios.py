"""R5: RAND's examples of deployed and home time."""

from ceasefire.force.rotation import pool_factor
from ceasefire.validation.harness import Expectation, PublishedResult

RESULT = PublishedResult(
    id="R5",
    title="Units per deployed unit for four cycles",
    source="RAND, Considering a Cadre Augmented Army (2008), p. 89",
    checks="the pool factor for (deployed, home) in months",
    inputs={"cycles": [[8, 24], [12, 36], [9, 18], [6, 18]]},
    expectations=(
        Expectation("8 out, 24 home", 4, lambda: pool_factor(8, 24)),
        Expectation("12 out, 36 home", 4, lambda: pool_factor(12, 36)),
        Expectation("9 out, 18 home", 3, lambda: pool_factor(9, 18)),
        Expectation("6 out, 18 home", 4, lambda: pool_factor(6, 18)),
    ),
)
