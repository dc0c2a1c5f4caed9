"""R11: RAND's light peacekeeping: what a soldier and a police officer cost a year."""

from ceasefire.force.cost_arithmetic import per_head
from ceasefire.validation.harness import Expectation, PublishedResult

RESULT = PublishedResult(
    id="R11",
    title="Light peacekeeping: 45,000 dollars a soldier, 170,000 a police officer",
    source="RAND, The Beginner's Guide to Nation-Building, brief RB-9241 (February 2007), table; "
    "heads divided from its bills",
    checks="bill of a year over people, for soldiers and for police from abroad",
    inputs={
        "soldiers": {"people": 8_000, "usd": 360e6},
        "police": {"people": 1_000, "usd": 170e6},
    },
    expectations=(
        Expectation("a soldier", 45_000, lambda: per_head(360e6, 8_000)),
        Expectation("a police officer", 170_000, lambda: per_head(170e6, 1_000)),
    ),
)
