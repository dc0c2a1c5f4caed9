"""R4: the British Army's Harmony rule, and what five brigades can keep out under it."""

from ceasefire.force.rotation import pool_factor
from ceasefire.validation.harness import Expectation, PublishedResult

RESULT = PublishedResult(
    id="R4",
    title="Harmony: six months out, 24 months between; five brigades keep one out",
    source="Harmony guidelines (Iraq Inquiry, table of 2003); SDSR 2010 deployable forces",
    checks="the pool factor, and the size that five brigades of 6,500 sustain for ever",
    inputs={"tour_months": 6, "dwell_months": 24, "brigades": 5, "brigade": 6_500},
    expectations=(
        Expectation("factor", 5, lambda: pool_factor(6, 24)),
        Expectation("people kept out", 6_500, lambda: 5 * 6_500 / pool_factor(6, 24)),
    ),
)
