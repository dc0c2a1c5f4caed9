"""R15: which sizes the willing states could keep up, by their armies alone."""

from ceasefire.case.load import load_case
from ceasefire.force.generation.frontier import Pool, largest_for_ever
from ceasefire.force.pools import capacities, deployable
from ceasefire.force.rotation import rotation_policy
from ceasefire.force.sustain import turns_of
from ceasefire.validation.harness import Expectation, PublishedResult

MONTHS = 60


def _by_share(end: str) -> float:
    """People that the shares kept out for good come to."""
    found = capacities(load_case("ukraine"), stances_left_out=("no",))
    ends = {"low": sum(c.low for c in found), "high": sum(c.high for c in found)}
    return ends.get(end, sum(ends.values()) / 2)


def _by_tours(end: str) -> float:
    """People that pools, tours and the time between them keep in place for ever."""
    case = load_case("ukraine")
    kept = 0.0
    for state in capacities(case, stances_left_out=("no",)):
        at_hand, policy = deployable(case, state.actor, MONTHS), rotation_policy(case, state.actor)
        if at_hand is not None and policy is not None:
            people = tuple(float(x) for x in getattr(at_hand, end))
            kept += largest_for_ever(Pool(state.actor, people, turns_of(policy)))
    return kept


def _reaches(people: float, size: float) -> float:
    return float(people >= size)


RESULT = PublishedResult(
    id="R15",
    title="Sizes the willing could keep up: 10,000 and 25,000, not 60,000 and more",
    source="Financial Times on IISS, 2025; The Times, 30 April 2025",
    checks="two rules, each summed over the states whose last word on troops is not no, Türkiye "
    "and Canada among them, Sweden, Ireland and Australia without known forces: the share of land "
    "forces kept out for good, and deployable land forces over the pool factor of their tours, "
    "both less what runs elsewhere; 1 is yes, 0 is no; capacity alone, without willingness",
    inputs={"case": "ukraine", "left_out": ["no"], "rules": ["sustained_share", "rotation"]},
    expectations=(
        Expectation("10,000 by shares, low ends of all bands", 1,
                    lambda: _reaches(_by_share("low"), 10_000)),
        Expectation("25,000 by shares, middle", 1, lambda: _reaches(_by_share("middle"), 25_000)),
        Expectation("60,000 by shares, middle", 0, lambda: _reaches(_by_share("middle"), 60_000)),
        Expectation("60,000 by shares, high ends of all bands", 0,
                    lambda: _reaches(_by_share("high"), 60_000)),
        Expectation("10,000 by tours, low ends of all bands", 1,
                    lambda: _reaches(_by_tours("low"), 10_000)),
        Expectation("25,000 by tours, middle", 1, lambda: _reaches(_by_tours("central"), 25_000)),
        Expectation("60,000 by tours, middle", 0, lambda: _reaches(_by_tours("central"), 60_000)),
        Expectation("60,000 by tours, high ends of all bands", 0,
                    lambda: _reaches(_by_tours("high"), 60_000)),
        Expectation("100,000 by tours, high ends of all bands", 0,
                    lambda: _reaches(_by_tours("high"), 100_000)),
    ),
    known_failure="at the high ends of all bands at once 60,000 could be kept: by shares some "
    "62,800, if people pledged from Estonia and Latvia count for this force, and by tours some "
    "78,700, if half of all land forces can be sent; the middle is 48,000 by both rules, of which "
    "Türkiye is two fifths",
)  # fmt: skip
