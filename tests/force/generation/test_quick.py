"""The fast rule of force generation."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks.quick_plan import distances, random_problem
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.core.errors import CeasefireError
from ceasefire.force.generation.check import broken
from ceasefire.force.generation.problem import Holding, Limit, Pair, Problem, Requirement
from ceasefire.force.generation.quick import Futures, deploy, fleet_of, future_of, quick
from ceasefire.force.generation.quick_plain import plain_quick

FLOORS = Path(__file__).with_name("floors.toml")
AGREED = {"median": 0.05, "tail": 0.15}  # issue 4, part 5
SEEDS = st.integers(0, 10_000)


def holding(name: str, units: int, tour: int, dwell: int, months: int, **more: object) -> Holding:
    made = Holding(name, name[:3], "battalion", (units,) * months, 500.0, {}, tour, dwell, units)
    return replace(made, **more)  # type: ignore[arg-type]


def people(amount: float, months: int) -> tuple[Requirement, ...]:
    return (Requirement("people", (amount,) * months, 1 / amount),)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_the_kernel_gives_the_numbers_of_its_plain_twin(seed: int) -> None:
    problem = random_problem(seed)
    assert quick(problem).starts.tolist() == plain_quick(problem)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_a_quick_plan_breaks_no_rule(seed: int) -> None:
    assert broken(random_problem(seed), quick(random_problem(seed)).starts) == ()


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_what_is_short_is_what_was_asked_less_what_is_there(seed: int) -> None:
    problem = random_problem(seed)
    plan = quick(problem)
    for k, asked in enumerate(problem.requirements):
        there = sum(
            one.gives(asked.capability) * row
            for one, row in zip(problem.holdings, plan.in_place, strict=True)
        )
        missing = np.maximum(np.array(asked.amounts) - there, 0)
        assert plan.short[k] == pytest.approx(missing, abs=1e-6)


def test_a_block_of_futures_is_its_futures_one_by_one() -> None:
    problem = random_problem(3)
    rng = np.random.default_rng(1)
    fleet, one = fleet_of(problem), future_of(problem)
    many = Futures._make(np.repeat(part, 20, axis=0) for part in one)
    many = many._replace(asks=many.asks * rng.uniform(0.5, 2, (20, 1, 1)))
    whole = deploy(fleet, many)
    assert len({row.tobytes() for row in whole.starts}) > 1
    for first, last in ((0, 7), (7, 20)):
        part = deploy(fleet, Futures._make(array[first:last] for array in many))
        assert part.starts.tobytes() == whole.starts[first:last].tobytes()
        assert part.people.tobytes() == whole.people[first:last].tobytes()
    again = replace(problem, requirements=tuple(
        replace(asked, amounts=tuple(row.tolist()))
        for asked, row in zip(problem.requirements, many.asks[4], strict=True)
    ))  # fmt: skip
    assert quick(again).in_place.tolist() == whole.in_place[4].tolist()


def test_a_month_axis_of_one_holds_in_every_month() -> None:
    problem = replace(random_problem(5), reception=None)
    fleet, full = fleet_of(problem), future_of(problem)
    short = full._replace(
        **{name: getattr(full, name)[..., :1] for name in ("units", "caps", "pools", "reception")}
    )
    assert deploy(fleet, full).starts.tobytes() == deploy(fleet, short).starts.tobytes()


def test_five_brigades_keep_one_in_place_for_ever() -> None:
    """UK Harmony: six months away, 24 at home (R4)."""
    problem = Problem(60, (holding("gbr", 5, 6, 24, 60),), people(500, 60), {})
    assert quick(problem).in_place.tolist() == [[1] * 60]
    fewer = Problem(60, (holding("gbr", 4, 6, 24, 60),), people(500, 60), {})
    assert quick(fewer).in_place.sum() == 48


def test_a_unit_waits_for_the_months_in_which_it_is_needed() -> None:
    asked = Requirement("people", (10.0,) * 4 + (500.0,) * 8, 1.0)
    problem = Problem(12, (holding("fra", 1, 6, 24, 12),), (asked,), {})
    assert quick(problem).starts.tolist() == [[0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]]


def test_growth_is_no_faster_than_reception_and_the_cheap_come_first() -> None:
    dear = holding("fra", 2, 6, 0, 12, cost=2.0)
    cheap = holding("deu", 2, 6, 0, 12, cost=1.0)
    problem = Problem(12, (dear, cheap), people(1_500, 12), {}, reception=(500.0,) * 12)
    plan = quick(problem)
    assert plan.people.sum(axis=0).tolist() == [500, 1_000] + [1_500] * 10
    assert plan.in_place[1].tolist() == [1] + [2] * 11


def test_limits_of_a_contributor_hold() -> None:
    units = holding("fra", 6, 6, 6, 24)
    capped = {"fra": Limit("fra", (1_000.0,) * 24)}
    pooled = {"fra": Limit("fra", None, (2_000.0,) * 24)}
    for limits, most in ((capped, [1_000.0] * 24), (pooled, [2_000.0] * 6 + [0.0] * 6)):
        plan = quick(Problem(24, (units,), people(3_000, 24), limits))
        assert plan.people.sum(axis=0)[: len(most)].tolist() == most


def test_a_least_contribution_comes_whole_or_not_at_all() -> None:
    limits = {"fra": Limit("fra", fewest=1_000.0)}
    enough = quick(Problem(6, (holding("fra", 2, 6, 24, 6),), people(400, 6), limits))
    assert enough.in_place.tolist() == [[2] * 6]
    too_few = quick(Problem(6, (holding("fra", 1, 6, 24, 6),), people(400, 6), limits))
    assert too_few.in_place.sum() == 0
    assert too_few.short.tolist() == [[400.0] * 6]


def test_pairs_stand_together_or_apart() -> None:
    both = (holding("fra", 1, 6, 0, 12), holding("deu", 2, 6, 0, 12))
    asked = people(1_500, 12)
    apart = quick(Problem(12, both, asked, {}, (Pair("fra", "deu", together=False),)))
    assert apart.in_place.tolist() == [[0] * 12, [2] * 12]
    one = people(500, 12)
    together = quick(Problem(12, both, one, {}, (Pair("fra", "deu", together=True),)))
    assert together.in_place.tolist() == [[1] * 12, [1] * 12]


def test_nothing_to_send_and_nothing_asked_for_are_plans_too() -> None:
    nobody = quick(Problem(3, (), people(100, 3), {}))
    assert nobody.short.tolist() == [[100.0] * 3]
    idle = quick(Problem(3, (holding("fra", 1, 2, 2, 3),), (), {}))
    assert idle.in_place.tolist() == [[0, 0, 0]]


def test_shapes_that_do_not_go_together_are_refused() -> None:
    problem = random_problem(1)
    fleet, futures = fleet_of(problem), future_of(problem)
    with pytest.raises(CeasefireError, match="people has the shape"):
        deploy(fleet, futures._replace(people=futures.people[:, 1:]))
    with pytest.raises(CeasefireError, match="requirements"):
        deploy(fleet, futures._replace(asks=futures.asks[:, :0]))


def test_floors_are_lowered_only_with_a_flag() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["quick_plan"]
    lowered = [name for name, bar in AGREED.items() if floors[name] > bar]
    assert not lowered or os.environ.get("CEASEFIRE_LOWER_FLOORS") == "1"


@pytest.mark.slow
def test_the_fast_rule_is_near_the_programme() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["quick_plan"]
    middle, tail, known = distances(60, seconds=1.5)
    assert known >= 30  # the others were not proved in the time they had, which the machine decides
    assert middle <= floors["median"]
    assert tail <= floors["tail"]
