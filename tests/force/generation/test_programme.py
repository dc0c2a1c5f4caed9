"""The integer programme against brute force, and what any plan keeps to."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ceasefire.force.generation.check import broken
from ceasefire.force.generation.plan import Plan
from ceasefire.force.generation.problem import Holding, Limit, Pair, Problem, Requirement
from ceasefire.force.generation.programme import SMALL, solve
from ceasefire.force.generation.quick import quick

from .brute import allowed, best, rotations, size, value
from .made import problems, relabelled

FEW = settings(max_examples=60, deadline=None)
MOST_PLANS = 20_000


def values(plan: Plan) -> list[float]:
    return [stage.value for stage in plan.stages]


def company(name: str, actor: str, units: int = 2, **other: object) -> Holding:
    months = 12
    given = Holding(
        name, actor, "company", (units,) * months, 100.0, {"engineers": 1.0}, 3, 6, units, cost=1.0
    )
    return replace(given, **other)  # type: ignore[arg-type]


def of(*holdings: Holding, amount: float = 2.0, **other: object) -> Problem:
    asked = Requirement("engineers", (amount,) * 12)
    made = Problem(12, holdings, (asked,), {})
    return replace(made, **other)  # type: ignore[arg-type]


@FEW
@given(problems())
def test_tiny_problems_agree_with_brute_force(problem: Problem) -> None:
    assume(size(problem) <= MOST_PLANS)
    plan = solve(problem, gap=0.0)
    assert values(plan) == pytest.approx(best(problem), abs=1e-6)
    assert all(stage.complete for stage in plan.stages)
    starts = tuple(tuple(row) for row in plan.starts.tolist())
    assert all(
        row in rotations(holding, problem.months)
        for holding, row in zip(problem.holdings, starts, strict=True)
    )
    assert allowed(problem, starts)
    assert broken(problem, plan.starts) == ()
    assert value(problem, starts) == pytest.approx(values(plan), abs=1e-9)


@FEW
@given(problems(), st.data())
def test_the_check_sees_what_brute_force_sees(problem: Problem, data: st.DataObject) -> None:
    one = st.integers(0, 2)
    row = st.lists(one, min_size=problem.months, max_size=problem.months).map(tuple)
    starts = tuple(data.draw(row) for _ in problem.holdings)
    kept = allowed(problem, starts) and all(
        row in rotations(holding, problem.months)
        for holding, row in zip(problem.holdings, starts, strict=True)
    )
    assert kept == (broken(problem, np.array(starts, dtype=np.int64)) == ())


@FEW
@given(problems(most_months=8))
def test_more_units_and_pool_never_mean_more_shortfall(problem: Problem) -> None:
    limits = {
        actor: replace(limit, pool=limit.pool and tuple(one + 100 for one in limit.pool))
        for actor, limit in problem.limits.items()
    }
    more = tuple(
        replace(holding, units=tuple(one + 1 for one in holding.units))
        for holding in problem.holdings
    )
    before = values(solve(problem, gap=0.0))[0]
    assert values(solve(replace(problem, limits=limits), gap=0.0))[0] <= before + 1e-6
    assert values(solve(replace(problem, holdings=more), gap=0.0))[0] <= before + 1e-6


@FEW
@given(problems(most_months=8))
def test_other_names_and_another_order_change_no_value(problem: Problem) -> None:
    plan = solve(problem, gap=0.0)
    assert values(solve(relabelled(problem), gap=0.0)) == pytest.approx(values(plan), abs=1e-6)
    other = replace(problem, holdings=problem.holdings[::-1])
    assert np.array_equal(solve(other, gap=0.0).starts[::-1], plan.starts)


def test_a_stage_that_presolve_settles_alone_is_complete() -> None:
    # HiGHS calls it optimal and gives no bound; found by chance on another machine.
    one = Holding("h1", "NL", "company", (1,) * 4, 150.0, {"engineers": 1.0, "medical": 1.0},
                  2, 1, 1, handover=1, inside=False)  # fmt: skip
    none = replace(one, id="h0", actor="ES", units=(0,) * 4, people=100.0, tour=1, dwell=0)
    asked = (
        Requirement("engineers", (0.0, 1.0, 1.0, 2.0), 1.0, inside=False),
        Requirement("medical", (1.0, 2.0, 0.0, 0.0), 2.5, inside=False),
    )
    limits = {"ES": Limit("ES", army=1_000.0), "NL": Limit("NL", fewest=150.0, army=1_000.0)}
    plan = solve(Problem(4, (none, one), asked, limits), gap=0.0)
    assert values(plan) == pytest.approx([5.5, 0.0, 0.075])
    assert [stage.bound for stage in plan.stages] == pytest.approx([5.5, 0.0, 0.075])
    assert all(stage.complete for stage in plan.stages)


def test_what_rounding_of_an_earlier_stage_can_buy_is_no_gap() -> None:
    # The cost may fall by 1.3e-7 of itself if one part in ten million less is filled.
    first = Holding("h0", "NL", "company", (0, 1, 2, 1, 0), 100.0,
                    {"engineers": 1.0, "medical": 1.0}, 1, 2, 2, 2, 1.0)  # fmt: skip
    second = Holding("h1", "ES", "battalion", (2, 1, 2, 2, 0), 100.0,
                     {"engineers": 0.0, "medical": 1.0}, 2, 0, 2, 0, 4.0)  # fmt: skip
    asked = (
        Requirement("engineers", (1.0, 1.0, 3.0, 0.0, 2.0), 1.0, inside=False),
        Requirement("medical", (2.0, 0.0, 1.0, 3.0, 2.0), 2.5, inside=True),
    )
    limits = {"ES": Limit("ES", army=1_000.0), "NL": Limit("NL", army=5_000.0)}
    problem = Problem(
        5, (first, second), asked, limits, reception=(200.0, 200.0, 300.0, 300.0, 100.0)
    )
    plan = solve(problem, gap=0.0)
    assert values(plan) == pytest.approx([17.0, 24.0, 0.12])
    assert all(stage.complete for stage in plan.stages)


def test_four_units_keep_one_in_place_with_three_tours_of_rest() -> None:
    # One in place for ever takes (tour + dwell) / tour units: 3 + 9 months of tours of 3.
    one = company("a", "ES", units=4, dwell=9)
    assert values(solve(of(one, amount=1.0), gap=0.0))[0] == 0
    fewer = company("a", "ES", units=3, dwell=9)
    assert values(solve(of(fewer, amount=1.0), gap=0.0))[0] == 3


def test_handover_counts_as_busy_and_not_as_in_place() -> None:
    one = company("a", "ES", units=1, tour=3, dwell=0, handover=1)
    plan = solve(of(one, amount=1.0), gap=0.0)
    assert plan.in_place.sum() == 9
    assert plan.short.sum() == 3


def test_units_that_are_withdrawn_are_home_by_then() -> None:
    one = replace(company("a", "ES", units=1, dwell=2), units=(1,) * 5 + (0,) * 7)
    plan = solve(of(one, amount=1.0), gap=0.0)
    assert plan.in_place[0].tolist() == [1, 1, 1] + [0] * 9


def test_cost_and_burden_break_ties_in_that_order() -> None:
    cheap, dear = company("a", "ES", dwell=0), company("b", "NL", dwell=0, cost=2.0)
    limits = {"ES": Limit("ES", army=1_000.0), "NL": Limit("NL", army=1_000.0)}
    plan = solve(of(cheap, dear, limits=limits), gap=0.0)
    assert plan.in_place[1].sum() == 0
    equal = replace(dear, cost=1.0)
    plan = solve(of(cheap, equal, limits=limits), gap=0.0)
    assert values(plan) == pytest.approx([0.0, 24.0, 0.1])


def test_contributors_that_go_together_wait_for_each_other() -> None:
    pair = (Pair("ES", "NL", together=True),)
    first, second = company("a", "ES"), company("b", "NL", ready=4)
    plan = solve(of(first, second, pairs=pair), gap=0.0)
    present = plan.in_place > 0
    assert present.any()
    assert np.array_equal(present[0], present[1])
    assert solve(of(first, pairs=pair), gap=0.0).in_place.sum() == 0


def test_what_nobody_can_fill_is_all_short_and_complete() -> None:
    asked = (Requirement("helicopters", (3.0,) * 12, 2.0),)
    plan = solve(of(company("a", "ES"), requirements=asked))
    assert plan.short.tolist() == [[3.0] * 12]
    assert values(plan) == [72.0, 0.0, 0.0]
    assert all(stage.complete for stage in plan.stages)


def test_no_holdings_and_no_requirements_are_no_errors() -> None:
    nobody = solve(of())
    assert nobody.short.tolist() == [[2.0] * 12]
    nothing = solve(of(company("a", "ES"), requirements=()))
    assert nothing.in_place.sum() == 0
    assert all(stage.complete for stage in nobody.stages + nothing.stages)


def spread(months: int = 48) -> Problem:
    """A problem of 48 holdings, for the method of large ones."""
    rng = np.random.default_rng(5)
    holdings = tuple(
        Holding(
            f"h{i}", f"c{i % 12:02d}", f"t{i // 12}", (int(rng.integers(1, 5)),) * months,
            float(rng.integers(5, 30) * 10), {f"k{i // 12}": 1.0}, int(rng.integers(4, 7)),
            int(rng.integers(12, 20)), 4, int(rng.integers(0, 4)), float(rng.uniform(1, 3)),
        )
        for i in range(48)
    )  # fmt: skip
    limits = {
        f"c{i:02d}": Limit(f"c{i:02d}", None, (900.0,) * months, 100.0 * (i == 3), 20_000.0)
        for i in range(12)
    }
    asked = tuple(Requirement(f"k{k}", (6.0,) * months, 1.0 + k) for k in range(4))
    pairs = (Pair("c00", "c01", together=True), Pair("c02", "c05", together=False))
    return Problem(months, holdings, asked, limits, pairs, (1_500.0,) * months)


def test_a_large_problem_is_solved_to_its_gap_within_the_rules() -> None:
    problem = spread()
    plan = solve(problem, gap=0.2, seconds=7.0)
    assert broken(problem, plan.starts) == ()
    assert plan.stages[0].gap <= 0.2
    assert plan.stages[0].complete
    assert all(stage.bound <= stage.value for stage in plan.stages)
    gone = replace(problem, holdings=problem.holdings[1:])
    again = solve(gone, gap=0.2, seconds=7.0, start=plan)
    assert broken(gone, again.starts) == ()
    assert again.stages[0].complete


@pytest.mark.parametrize("problem", [spread(), spread(months=30)])
def test_time_that_is_over_leaves_a_marked_plan(problem: Problem) -> None:
    plan = solve(problem, seconds=0.01)
    assert broken(problem, plan.starts) == ()
    assert len(plan.stages) == 3
    assert not plan.stages[0].complete


def weighted(plan: Plan) -> float:
    priorities = [asked.priority for asked in plan.problem.requirements]
    return float((plan.short.sum(axis=1) * priorities).sum())


@pytest.mark.parametrize("months", [30, 48])
@pytest.mark.parametrize("seconds", [0.01, 0.1, 0.5])
def test_time_that_is_over_leaves_no_less_than_the_fast_rule(months: int, seconds: float) -> None:
    problem = spread(months)
    assert (len(problem.holdings) * months <= SMALL) == (months == 30)
    fast = weighted(quick(problem))
    plan = solve(problem, gap=0.0, seconds=seconds)
    assert weighted(plan) <= fast + 1e-6
    assert plan.in_place.any()


@pytest.mark.parametrize("months", [30, 48])
def test_a_stage_that_was_not_begun_says_that_nothing_is_known(months: int) -> None:
    # Without any cost or army the later values are 0, which looked like a bound that was reached.
    problem = spread(months)
    problem = replace(
        problem, holdings=tuple(replace(one, cost=0.0) for one in problem.holdings), limits={}
    )
    solve(problem, seconds=0.01)  # loads the kernels
    plan = solve(problem, gap=0.0, seconds=0.001)
    for stage in plan.stages[1:]:
        assert (stage.value, stage.bound, stage.gap, stage.complete) == (0.0, 0.0, 1.0, False)


def test_the_search_ends_with_its_time_and_warns_of_nothing() -> None:
    problem = spread(240)
    limits = {name: replace(limit, army=0.0) for name, limit in list(problem.limits.items())[:6]}
    problem = replace(problem, limits={**problem.limits, **limits})
    solve(problem, seconds=0.01)  # loads the kernels
    began = time.monotonic()
    plan = solve(problem, gap=0.0, seconds=1.0)
    assert time.monotonic() - began < 3.0
    assert broken(problem, plan.starts) == ()
    assert not all(stage.complete for stage in plan.stages)


def test_the_same_problem_has_the_same_plan() -> None:
    problem = of(company("a", "ES"), company("b", "NL"), company("c", "NL", tour=2))
    first, second = solve(problem), solve(problem)
    assert np.array_equal(first.starts, second.starts)
    assert values(first) == values(second)
