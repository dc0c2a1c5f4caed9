"""R10: how much dearer the United States would be than the United Nations in the same place."""

from ceasefire.force.cost_arithmetic import ratio
from ceasefire.validation.harness import Expectation, PublishedResult

RESULT = PublishedResult(
    id="R10",
    title="An American operation costs twice one of the United Nations and more",
    source="GAO-18-243 (February 2018), Central African Republic, 39 months; GAO-06-331 (February "
    "2006), Haiti, 14 months; ratios divided from their bills",
    checks="ratio of two bills for the same size and time",
    inputs={
        "central_african_republic": {"un_usd": 2.4e9, "us_usd": 5.7e9},
        "haiti": {"un_usd": 428e6, "us_usd": 876e6},
    },
    expectations=(
        Expectation("Central African Republic", 2.38, lambda: ratio(5.7e9, 2.4e9), within=0.01),
        Expectation("Haiti", 2.05, lambda: ratio(876e6, 428e6), within=0.01),
    ),
)
