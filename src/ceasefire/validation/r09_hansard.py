"""R9: how many people the British bill for Afghanistan paid for."""

from ceasefire.force.cost_arithmetic import people_for
from ceasefire.validation.harness import Expectation, PublishedResult

RESULT = PublishedResult(
    id="R9",
    title="Herrick 2009/10: 3.754 billion pounds at 390,000 a head",
    source="Hansard, House of Commons, 16 December 2009; people divided from its two figures, "
    "9,600 to 9,650",
    checks="people from a bill of a year and a rate per head",
    inputs={"gbp": 3.754e9, "gbp_a_head": 390_000},
    expectations=(
        Expectation("people", 9_625, lambda: people_for(3.754e9, 390_000), tolerance=0.01),
    ),
)
