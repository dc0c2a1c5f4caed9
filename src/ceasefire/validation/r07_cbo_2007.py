"""R7: a long stay in Iraq, in combat and out of it, with what is paid once."""

from ceasefire.force.cost_arithmetic import over_horizon, per_head
from ceasefire.validation.harness import Expectation, PublishedResult

TOLERANCE = 0.01
TEN_YEARS = 120  # months
FORTY_YEARS = 480

RESULT = PublishedResult(
    id="R7",
    title="Staying in Iraq with 55,000: 455,000 dollars a head in combat, 182,000 out of it",
    source="CBO, The Possible Costs to the United States of Maintaining a Long-Term Military "
    "Presence in Iraq, September 2007 (by NBC News and AFP, 20 September 2007); the trillion: "
    "Senate Budget Committee on CBO's report, by Wired, 20 September 2007; heads and ten years "
    "computed from these",
    checks="bill of a year over people; yearly bill over a horizon and what is paid once",
    inputs={
        "people": 55_000,
        "combat": {"usd_bn_a_year": 25, "usd_bn_once": [4, 8]},
        "non_combat": {"usd_bn_a_year": 10, "usd_bn_once": 8},
        "trillion": {"from": 2018, "to": 2057, "usd_bn_a_year": 25},
    },
    expectations=(
        Expectation("a head in combat", 455_000, lambda: per_head(25e9, 55_000), TOLERANCE),
        Expectation("a head out of it", 182_000, lambda: per_head(10e9, 55_000), TOLERANCE),
        Expectation("ten years in combat, low, bn", 254,
                    lambda: over_horizon(25.0, TEN_YEARS, 4.0), TOLERANCE),
        Expectation("ten years in combat, high, bn", 258,
                    lambda: over_horizon(25.0, TEN_YEARS, 8.0), TOLERANCE),
        Expectation("ten years out of it, bn", 108,
                    lambda: over_horizon(10.0, TEN_YEARS, 8.0), TOLERANCE),
        Expectation("in combat, 2018 to 2057, bn", 1_000,
                    lambda: over_horizon(25.0, FORTY_YEARS, 4.0), TOLERANCE),
    ),
)  # fmt: skip
