"""R15: which sizes the willing states could keep up, by their armies alone."""

from ceasefire.case.load import load_case
from ceasefire.force.pools import capacities
from ceasefire.validation.harness import Expectation, PublishedResult


def _sustained(end: str) -> float:
    """People that all states which have not ruled it out could keep out for good."""
    found = capacities(load_case("ukraine"), stances_left_out=("no",))
    ends = {"low": sum(c.low for c in found), "high": sum(c.high for c in found)}
    return ends.get(end, sum(ends.values()) / 2)


def _can(size: float, end: str = "middle") -> float:
    return float(_sustained(end) >= size)


RESULT = PublishedResult(
    id="R15",
    title="Sizes Europe could keep up: 10,000 and 25,000, not 60,000 and more",
    source="Financial Times on IISS, 2025; The Times, 30 April 2025",
    checks="sustained shares of 8 to 10 per cent of land pools, less what runs elsewhere, summed "
    "over the states whose last word on troops is not no; capacity alone, without willingness",
    inputs={"case": "ukraine", "stances_left_out": ["no"], "share": "sustained_share"},
    expectations=(
        Expectation("10,000 can be kept up (1: yes), low ends of all bands", 1,
                    lambda: _can(10_000, "low")),
        Expectation("25,000 can be kept up, middle of all bands", 1, lambda: _can(25_000)),
        Expectation("60,000 can be kept up, middle of all bands", 0, lambda: _can(60_000)),
        Expectation("60,000 can be kept up, high ends of all bands", 0,
                    lambda: _can(60_000, "high")),
        Expectation("100,000 can be kept up, high ends of all bands", 0,
                    lambda: _can(100_000, "high")),
    ),
)  # fmt: skip
