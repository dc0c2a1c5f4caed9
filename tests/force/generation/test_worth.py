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
from ceasefire.force.generation.worth import worth

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


def relaxed(problem: Problem) -> float:
    model = model_of(figures_of(problem))
    return run(Task(model.rows, model.lower, model.upper, model.shortfall), 60, {}).value


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 200))
def test_a_worth_is_what_the_relaxation_saves_and_what_has_none_saves_nothing(seed: int) -> None:
    posed = random_problem(seed)
    base = relaxed(posed)
    found = {one.who: one.shortfall for one in worth(posed, solved=100) if one.kind == "unit"}
    for i, holding in enumerate(posed.holdings[:6]):
        more = replace(holding, units=tuple(u + 1 for u in holding.units), most=holding.most + 1)
        holdings = (*posed.holdings[:i], more, *posed.holdings[i + 1 :])
        saved = base - relaxed(replace(posed, holdings=holdings))
        assert found.get(holding.id, 0.0) == pytest.approx(saved, abs=1e-6)
