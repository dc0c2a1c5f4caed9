"""What binds a shortage, in data and in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.quick_plan import random_problem
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.force.generation.binding import KINDS, Shortage, Unfilled, why_short, words
from ceasefire.force.generation.plan import Plan
from ceasefire.force.generation.problem import Holding, Limit, Pair, Problem, Requirement
from ceasefire.force.generation.quick import quick

MONTHS = 12
NAMES = {
    "usa": "the United States", "esp": "Spain", "nld": "the Netherlands", "fra": "France",
    "air_defence": "air defence",
}  # fmt: skip


def battery(actor: str, units: int = 1, **more: object) -> Holding:
    made = Holding(
        f"{actor}_bty", actor, "battery", (units,) * MONTHS, 100.0, {"air_defence": 1.0}, 6, 12,
        units,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def problem(*holdings: Holding, asked: float = 2.0, **more: object) -> Problem:
    need = Requirement("air_defence", (asked,) * MONTHS)
    return replace(Problem(MONTHS, holdings, (need,), {}), **more)  # type: ignore[arg-type]


def short(posed: Problem, *absent: tuple[Holding, str]) -> tuple[Shortage, ...]:
    return why_short(posed, quick(posed), absent)


def said(posed: Problem, *absent: tuple[Holding, str]) -> list[str]:
    return [words(one, NAMES) for one in short(posed, *absent)]


def test_nobody_holds_any() -> None:
    assert said(problem()) == [
        "air defence in months 0 to 11: short by 2; nobody holds any"
    ]  # fmt: skip


def test_the_only_holder_does_not_come() -> None:
    found = said(problem(), (battery("usa"), "a US backstop is promised"))
    assert found == [
        "air defence in months 0 to 11: short by 2; nobody who comes holds any; "
        "the United States would fill some of it if a US backstop is promised"
    ]
    elsewhere = battery("usa", inside=False)
    assert said(problem(), (elsewhere, "promised"))[0].endswith(
        "the United States has some that must stay outside the country"
    )
    both = said(problem(battery("fra", inside=False)), (elsewhere, "promised"))
    assert both[0].endswith(
        "France and the United States have some that must stay outside the country"
    )


def test_what_does_not_count_is_named_with_its_reason() -> None:
    posed, gives = problem(), ("air_defence",)
    others = [
        Unfilled("esp", gives, "no number was published"),
        Unfilled("nld", ("people", *gives), "no number was published"),
        Unfilled("usa", gives, "stays outside the country"),
        Unfilled("fra", ("people",), "nobody pledged it"),  # gives nothing of what is missing
    ]
    found = why_short(posed, quick(posed), (), others)
    assert [(c.kind, c.actors, c.reason) for c in found[0].causes] == [
        ("uncounted", ("esp", "nld"), "no number was published"),
        ("uncounted", ("usa",), "stays outside the country"),
    ]
    assert words(found[0], NAMES) == (
        "air defence in months 0 to 11: short by 2; nobody who comes holds any; Spain and the "
        "Netherlands: no number was published; the United States: stays outside the country"
    )
    posed = problem(battery("fra", dwell=0))
    assert words(why_short(posed, quick(posed), (), others[:1])[0], NAMES).endswith(
        "short by 1; France has all its units in place; Spain: no number was published"
    )
    many = [Unfilled(f"c{i}", gives, "is an assumption") for i in range(7)]
    assert words(why_short(problem(), quick(problem()), (), many)[0], NAMES).endswith(
        "c0, c1, c2, c3 and 3 others: is an assumption"
    )
    nobody = why_short(problem(), quick(problem()), (), others[3:])
    assert words(nobody[0], NAMES).endswith("nobody holds any")


def test_a_holder_without_a_single_unit_is_named() -> None:
    none = battery("fra", 0)
    assert said(problem(none)) == [
        "air defence in months 0 to 11: short by 2; France has nobody to send"
    ]  # fmt: skip
    assert said(problem(none, battery("esp", 3, most=0)))[0].endswith(
        "France and Spain have nobody to send"
    )
    # With another holding that has some, that one's reason counts.
    other = battery("fra", dwell=0, id="fra_more")
    assert [c.kind for c in short(problem(none, other))[0].causes] == ["sent"]
    assert [c.kind for c in short(problem(none, replace(other, inside=False)))[0].causes] == [
        "outside"
    ]


def test_units_that_exist_only_later_are_not_said_to_be_in_place() -> None:
    later = replace(battery("fra"), units=(0,) * 4 + (2,) * 8, most=2)
    assert said(problem(later))[0] == (
        "air defence in months 0 to 3: short by 2; France has none free before month 4"
    )


def test_a_share_of_the_case_is_no_national_cap() -> None:
    share = Limit("fra", (150.0,) * MONTHS, by_share=True)
    assert said(problem(battery("fra", 8, dwell=0), limits={"fra": share})) == [
        "air defence in months 0 to 11: short by 1; France has as many out as it could keep out "
        "for good, by the case's share"
    ]
    assert said(
        problem(battery("fra", 8, dwell=0), limits={"fra": replace(share, by_share=False)})
    )[0].endswith("France is at its national cap")


@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        ((3.0,) * 12, "3"),
        ((1.0,) * 4 + (3.0,) * 8, "1 at first and 3 in the end"),
        ((10_875.0,) * 4 + (14_000.0,) * 8, "10,875 at first and 14,000 in the end"),
        ((3.0,) * 4 + (1.0,) * 8, "3 at first and 1 in the end"),
        ((1.0,) * 4 + (3.0,) * 4 + (2.0,) * 4, "1 in the best month and 3 in the worst"),
    ],
)
def test_amounts_that_change_by_month_do_not_read_as_a_band(
    asked: tuple[float, ...], amount: str
) -> None:
    posed = replace(problem(), requirements=(Requirement("air_defence", asked),))
    assert said(posed) == [
        f"air defence in months 0 to 11: short by {amount}; nobody holds any"
    ]  # fmt: skip


def test_units_that_rest_name_the_month_in_which_one_is_free() -> None:
    posed = problem(battery("esp", dwell=3), battery("nld", ready=9, assumed=True), asked=1)
    found = short(posed)
    assert [(one.start, one.end, one.low, one.high) for one in found] == [(6, 9, 1, 1)]
    assert [(c.kind, c.actors, c.until) for c in found[0].causes] == [
        ("ready", ("nld",), 9), ("away", ("esp",), 9),
    ]  # fmt: skip
    assert words(found[0], NAMES) == (
        "air defence in months 6 to 8: short by 1; the Netherlands is not ready before month 9; "
        "Spain has none free before month 9; rests on assumed units"
    )


@pytest.mark.parametrize(
    ("kind", "posed"),
    [
        ("outside", problem(battery("fra", inside=False))),
        ("sent", problem(battery("fra", dwell=0))),
        ("offer", problem(battery("fra", 4, most=1))),
        ("cap", problem(battery("fra", 8), limits={"fra": Limit("fra", (150.0,) * MONTHS)})),
        ("pool", problem(battery("fra", 8), limits={"fra": Limit("fra", None, (150.0,) * MONTHS)})),
        ("reception", problem(battery("fra", 8), reception=(0.0,) * MONTHS)),
        ("fewest", problem(battery("fra", 1), limits={"fra": Limit("fra", fewest=300.0)})),
    ],
)
def test_each_constraint_is_named(kind: str, posed: Problem) -> None:
    found = short(posed)
    assert kind in {cause.kind for one in found for cause in one.causes}
    assert all(cause.actors == ("fra",) for one in found for cause in one.causes)


def test_pairs_are_named() -> None:
    other = Holding("esp_inf", "esp", "infantry", (1,) * MONTHS, 500.0, {}, 12, 0, 1)
    need = Requirement("people", (500.0,) * MONTHS, 1.0)
    apart = problem(battery("fra", dwell=0), other, pairs=(Pair("fra", "esp", together=False),))
    apart = replace(apart, requirements=(*apart.requirements, need))
    kinds = [c.kind for one in short(apart) for c in one.causes if "fra" in c.actors]
    assert kinds[0] == "apart"
    alone = problem(battery("fra"), pairs=(Pair("fra", "esp", together=True),))
    assert [c.kind for one in short(alone) for c in one.causes] == ["together"]
    pair = (Pair("fra", "esp", together=True),)
    crowded = problem(battery("fra"), battery("esp"), pairs=pair, reception=(150.0,) * MONTHS)
    found = short(crowded)[0]
    assert [(cause.kind, cause.actors) for cause in found.causes] == [
        ("reception", ("fra", "esp"))
    ]  # fmt: skip


def test_a_plan_that_could_do_more_says_so() -> None:
    posed = problem(battery("fra"), asked=1)
    idle = quick(replace(posed, requirements=(Requirement("air_defence", (0.0,) * MONTHS),)))
    missing = np.ones((1, MONTHS))
    plan = Plan(posed, idle.starts, idle.in_place, missing)
    assert [c.kind for one in why_short(posed, plan) for c in one.causes] == ["unused"]


def test_many_contributors_are_counted_not_listed() -> None:
    posed = problem(*(battery(f"c{i}", dwell=0) for i in range(8)), asked=9.5)
    assert said(posed) == [
        "air defence in months 0 to 11: short by 1.5; c0, c1, c2, c3 and 4 others have all their "
        "units in place"
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_every_shortage_is_explained(seed: int) -> None:
    posed = random_problem(seed)
    plan = quick(posed)
    found = why_short(posed, plan)
    months = {(one.capability, m) for one in found for m in range(one.start, one.end)}
    for asked, missing in zip(posed.requirements, plan.short, strict=True):
        assert {m for c, m in months if c == asked.capability} >= {
            m for m in range(posed.months) if missing[m] > 1
        }
    for one in found:
        assert one.causes
        assert {cause.kind for cause in one.causes} <= {*KINDS, "nobody"}
        assert 0 < one.low <= one.high
        assert words(one, {})
