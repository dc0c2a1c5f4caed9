"""R6: what an American occupation force of Iraq was reckoned to cost a head and year in 2003."""

from ceasefire.force.cost_arithmetic import per_head
from ceasefire.validation.harness import Expectation, PublishedResult

TOLERANCE = 0.01

RESULT = PublishedResult(
    id="R6",
    title="Occupying Iraq: 179,000 to 261,000 dollars a head and year",
    source="CBO, letter to Senator Byrd, 3 September 2003 (by GovExec and CNN of that day); heads "
    "divided from its bills",
    checks="bill of a year over people, at both ends of each range CBO gave",
    inputs={
        "all_forces": {"people": [67_000, 106_000], "usd": [14e9, 19e9]},
        "two_more_divisions": {"people": 23_000, "usd": 6e9},
        "active_army": {"people_up_to": 64_000, "usd_up_to": 12e9},
    },
    expectations=(
        Expectation("all forces, small", 209_000, lambda: per_head(14e9, 67_000), TOLERANCE),
        Expectation("all forces, large", 179_000, lambda: per_head(19e9, 106_000), TOLERANCE),
        Expectation("two divisions more", 261_000, lambda: per_head(6e9, 23_000), TOLERANCE),
        Expectation("active army alone", 188_000, lambda: per_head(12e9, 64_000), TOLERANCE),
    ),
)
