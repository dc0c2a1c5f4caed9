"""R3: the two readings of 'one in three', for three sizes."""

from ceasefire.force.rotation import ratio_readings
from ceasefire.validation.harness import Expectation, PublishedResult

FOUR, THREE = ratio_readings(3)

RESULT = PublishedResult(
    id="R3",
    title="A force of 25,000 ties down 75,000 to 100,000",
    source="Lord Dannatt to the BBC, by The British Eye, February 2025; HuffPost UK, 17 Feb 2025",
    checks="both readings of 1:3, at 25,000, 10,000 and 7,500 in place",
    inputs={"deployed": [25_000, 10_000, 7_500], "home_per_tour": 3},
    expectations=(
        Expectation("25,000, one in three", 75_000, lambda: 25_000 * THREE),
        Expectation("25,000, one to three", 100_000, lambda: 25_000 * FOUR),
        Expectation("10,000, one in three", 30_000, lambda: 10_000 * THREE),
        Expectation("10,000, one to three", 40_000, lambda: 10_000 * FOUR),
        Expectation("7,500, 'up to' (one to three)", 30_000, lambda: 7_500 * FOUR),
    ),
)
