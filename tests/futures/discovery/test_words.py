"""Boxes in words: plain English, with units, switches and categories by their names."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.futures.discovery.boxes import Box, Limit
from ceasefire.futures.discovery.factors import Level
from ceasefire.futures.discovery.prim import Rule, discover
from ceasefire.futures.discovery.words import Name, box_words, discovery_words, limit_words

INF = float("inf")


def words(limit: Limit, name: Name | str) -> str:
    return limit_words(limit, {limit.factor: name}).replace("\u00a0", " ")


def box(*limits: Limit, coverage: float = 0.71, density: float = 0.84) -> Box:
    return Box(limits, 100, 84, coverage, density, 0.2)


def switch(factor: str, *, on: bool) -> Limit:
    return Limit(factor, kept=(on,), dropped=(not on,))


def test_a_box_is_told_as_an_analyst_would() -> None:
    names: dict[str, Name | str] = {
        "accepted_rus": Name("acceptance by Russia", on="present", off="absent"),
        "us_isr": "US intelligence",
        "delay": Name("delay", "weeks"),
    }
    told = box_words(
        box(Limit("delay", low=3.14159), switch("accepted_rus", on=False),
            switch("us_isr", on=False)), names,
    )  # fmt: skip
    assert told.replace("\u00a0", " ") == (
        "fails when acceptance by Russia is absent, US intelligence is off and delay is above "
        "3.14 weeks: 71 % of failures, 84 % pure"
    )


@pytest.mark.parametrize(
    ("low", "high", "unit", "told"),
    [
        (-INF, 12345.6, "people", "x is below 12,300 people"),
        (20000.0, INF, "people", "x is 20,000 people or more"),
        (-INF, 5.0, "weeks", "x is 5 weeks or less"),
        (0.123, 0.4567, "probability", "x is between 12.3 and 45.7 %"),
        (1.5, 2.25, "EUR 2025", "x is between EUR 1.5 and EUR 2.25"),
        (0.50001, 0.50002, "", "x is between 0.50001 and 0.50002"),
        (2.0, 7.0, "months", "x is between 2 and 7 months"),
    ],
)
def test_numbers_carry_their_units(low: float, high: float, unit: str, told: str) -> None:
    assert words(Limit("x", low=low, high=high), Name("x", unit)) == told


@pytest.mark.parametrize(
    ("kept", "dropped", "told"),
    [
        (("deter",), ("none", "provoke_war"), "belief is that troops deter"),
        (("none", "provoke_war"), ("deter", "x"), "belief is none or provoke war"),
        (("deter", "none"), ("provoke_war",), "belief is not provoke war"),
    ],
)
def test_categories_are_told_by_their_names(
    kept: tuple[Level, ...], dropped: tuple[Level, ...], told: str
) -> None:
    name = Name("belief", values={"deter": "that troops deter"})
    assert words(Limit("b", kept=kept, dropped=dropped), name) == told


def test_several_and_one_take_their_verb_and_a_missing_name_its_own() -> None:
    assert words(switch("m", on=True), Name("mines", plural=True)) == "mines are on"
    assert limit_words(switch("m", on=True), {}) == "m is on"


def test_shares_near_none_and_all_are_not_rounded_to_them() -> None:
    told = box_words(box(switch("m", on=True), coverage=0.004, density=0.997), {"m": "m"})
    assert told.endswith("under 1\u00a0% of failures, over 99\u00a0% pure")


def test_a_box_of_everything_says_so() -> None:
    told = box_words(box(coverage=1.0, density=0.9), {}, verb="breaks", events="breaches")
    assert told == "breaks anywhere: 100\u00a0% of breaches, 90\u00a0% pure"


def test_a_discovery_tells_all_boxes_together_and_what_is_not_as_pure_as_asked() -> None:
    rng = np.random.default_rng(8)
    frame = {name: rng.random(6000) for name in ("a", "b")}
    wanted = (frame["a"] < 0.2) | (frame["b"] > 0.7)
    told = discovery_words(discover(frame, wanted, rule=Rule(0.9), boxes=3), {"b": "b itself"})
    assert [one.split(":")[0][:23] for one in told] == [
        "fails when b itself is ", "fails when a is below 0", "the 2 boxes together",
    ]  # fmt: skip
    noise = discover(frame, rng.random(6000) < 0.2, rule=Rule(0.9))
    assert discovery_words(noise, {}) == (
        "no factor sets the failures apart: they are found all over the futures",
    )
    hint = discover(frame, rng.random(6000) < 0.1 + 0.3 * (frame["a"] > 0.5), rule=Rule(0.9))
    assert discovery_words(hint, {})[0].endswith("(no box is 90\u00a0% pure)")
