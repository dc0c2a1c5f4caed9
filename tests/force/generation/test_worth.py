"""What one more of each thing would buy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.quick_plan import random_problem
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.force.generation.highs import Task, run
from ceasefire.force.generation.matrices import figures_of, model_of
from ceasefire.force.generation.problem import Holding, Limit, Problem, Requirement
from ceasefire.force.generation.programme import SMALL
from ceasefire.force.generation.worth import WHOLE, worth

MONTHS = 12
FRA = Holding("fra_inf", "fra", "infantry", (2,) * MONTHS, 500.0, {}, 12, 0, 2)
DEU = replace(FRA, id="deu_inf", actor="deu", people=300.0)
PEOPLE = Requirement("people", (2_000.0,) * MONTHS, 1 / 2_000)


def test_one_more_battalion_is_there_every_month() -> None:
    found = worth(Problem(MONTHS, (FRA, DEU), (PEOPLE,), {}))
    assert [(one.kind, one.who, one.what) for one in found] == [
        ("unit", "fra_inf", "infantry of fra"), ("unit", "deu_inf", "infantry of deu"),
    ]  # fmt: skip
    assert found[0].people_months == pytest.approx(400 * MONTHS)  # only 400 are missing
    assert found[1].people_months == pytest.approx(300 * MONTHS)
    assert found[1].shortfall == pytest.approx(300 * MONTHS / 2_000)


def test_a_limit_that_binds_has_a_worth_and_units_behind_it_have_none() -> None:
    limits = {"fra": Limit("fra", (500.0,) * MONTHS)}
    found = worth(Problem(MONTHS, (FRA,), (PEOPLE,), limits))
    assert [(one.kind, one.who) for one in found] == [("cap", "fra")]
    assert found[0].people_months == pytest.approx(MONTHS)
    assert found[0].what == "person in place under the cap of fra"
    limits = {"fra": replace(limits["fra"], by_share=True)}
    shared = worth(Problem(MONTHS, (FRA,), (PEOPLE,), limits))
    assert [one.what for one in shared] == ["person kept in place by fra"]
    pools = {"fra": Limit("fra", None, (500.0,) * MONTHS)}
    assert [one.kind for one in worth(Problem(MONTHS, (FRA,), (PEOPLE,), pools))] == ["pool"]


def test_reception_has_a_worth_where_it_binds() -> None:
    posed = Problem(MONTHS, (FRA,), (PEOPLE,), {}, reception=(100.0,) * MONTHS)
    found = {one.kind: one for one in worth(posed)}
    assert found["reception"].people_months > 1
    assert found["reception"].who == ""


def test_where_nothing_is_missing_nothing_has_a_worth() -> None:
    enough = replace(PEOPLE, amounts=(900.0,) * MONTHS)
    assert worth(Problem(MONTHS, (FRA, DEU), (enough,), {})) == ()
    assert worth(Problem(MONTHS, (), (PEOPLE,), {})) == ()


BATTERY = Holding("fra_bty", "fra", "battery", (1,) * MONTHS, 0.0, {"air_defence": 1.0}, 12, 0, 1)


def test_a_capability_nobody_has_shows_up() -> None:
    missing = Requirement("air_defence", (2.0,) * MONTHS, 0.5)
    few = replace(PEOPLE, amounts=(900.0,) * MONTHS)
    found = worth(Problem(MONTHS, (FRA, DEU), (few, missing), {}))
    assert [(one.kind, one.who, one.what, one.whole) for one in found] == [
        ("capability", "air_defence", "unit of air_defence", True)
    ]
    assert found[0].shortfall == pytest.approx(0.5 * MONTHS)
    assert found[0].people_months == 0
    # Half a unit is all that is asked for, inside the country and outside.
    asked = tuple(replace(missing, amounts=(0.5,) * MONTHS, inside=one) for one in (True, False))
    found = worth(Problem(MONTHS, (FRA,), (few, *asked), {}))
    assert [one.shortfall for one in found] == [pytest.approx(2 * 0.25 * MONTHS)]
    enough = replace(missing, amounts=(1.0,) * MONTHS)
    assert worth(Problem(MONTHS, (FRA, BATTERY), (few, enough), {})) == ()


def test_what_only_parts_of_units_could_use_is_marked() -> None:
    # 400 are missing under a cap of 900: a unit of 500 more does not fit, four fifths of one would.
    units = replace(FRA, units=(1,) * MONTHS, most=1)
    limits = {"fra": Limit("fra", (900.0,) * MONTHS)}
    asked = (replace(PEOPLE, amounts=(900.0,) * MONTHS),)
    found = worth(Problem(MONTHS, (units,), asked, limits))
    assert [(one.kind, one.whole) for one in found] == [("unit", False)]
    assert found[0].people_months == pytest.approx(400 * MONTHS)
    wide = {"fra": Limit("fra", (1_000.0,) * MONTHS)}
    assert [one.whole for one in worth(Problem(MONTHS, (units,), asked, wide))] == [True]
    # Of one person more under a cap of 999 a second whole unit comes, of one under 900 none.
    asked = (replace(PEOPLE, amounts=(1_000.0,) * MONTHS),)
    for cap, whole in ((999.0, True), (900.0, False)):
        limits = {"fra": Limit("fra", (cap,) * MONTHS)}
        found = worth(Problem(MONTHS, (FRA,), asked, limits))
        assert [(one.kind, one.whole) for one in found] == [("cap", whole)]


def test_only_the_first_few_of_small_problems_are_solved_in_whole_units() -> None:
    many = tuple(replace(FRA, id=f"h{i}", actor=f"c{i}") for i in range(8))
    found = worth(Problem(MONTHS, many, (replace(PEOPLE, amounts=(9_000.0,) * MONTHS),), {}))
    assert [one.whole for one in found] == [True] * WHOLE + [None] * 2
    months = SMALL // len(many) + 1
    long = tuple(replace(one, units=(2,) * months) for one in many)
    found = worth(Problem(months, long, (replace(PEOPLE, amounts=(9_000.0,) * months),), {}))
    assert {one.whole for one in found} == {None}


def relaxed(problem: Problem) -> float:
    model = model_of(figures_of(problem))
    return run(Task(model.rows, model.lower, model.upper, model.shortfall), 60, {}).value


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 200))
def test_a_worth_is_what_the_relaxation_saves_and_what_has_none_saves_nothing(seed: int) -> None:
    posed = random_problem(seed)
    base = relaxed(posed)
    found = {
        one.who: one.shortfall for one in worth(posed, solved=100, whole=0) if one.kind == "unit"
    }
    for i, holding in enumerate(posed.holdings[:6]):
        more = replace(holding, units=tuple(u + 1 for u in holding.units), most=holding.most + 1)
        holdings = (*posed.holdings[:i], more, *posed.holdings[i + 1 :])
        saved = base - relaxed(replace(posed, holdings=holdings))
        assert found.get(holding.id, 0.0) == pytest.approx(saved, abs=1e-6)
