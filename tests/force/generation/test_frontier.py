"""The largest force for so many months: published figures, and agreement with a programme."""

from __future__ import annotations

import math

import highspy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.force.generation.frontier import (
    Pool,
    Turns,
    after_surge,
    frontier,
    largest_for_ever,
    largest_force,
    people_per_place,
)

HARMONY = Turns(6, 24)  # UK: six months away in an interval of thirty


def least_people(months: int, turns: Turns) -> float:
    """People that keep one in place, with tours of any whole length, by a linear programme."""
    tour, dwell = int(turns.tour), int(turns.dwell)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - that is how HiGHS takes it
    pool = solver.addVariable(obj=1.0)
    stays = {
        (start, length): solver.addVariable()
        for start in range(months)
        for length in range(1, min(tour, months - start) + 1)
    }
    for m in range(months):
        there = [x for (s, n), x in stays.items() if s <= m < s + n]
        tied = [x for (s, n), x in stays.items() if s <= m < s + n + dwell]
        solver.addConstr(sum(there[1:], start=there[0]) >= 1)
        solver.addConstr(sum(tied[1:], start=tied[0]) - pool <= 0)
    solver.run()
    return float(solver.getInfo().objective_function_value)


# Published results R1 to R5 of the project's list; sources: Times 2025 and 2026, British press
# 2025, UK Army Harmony guideline with SDSR 2010, RAND on tour and dwell.
def test_the_published_rotations_come_out() -> None:
    two_years = Pool("all", (256_000.0,), Turns(6, 18))
    assert largest_force(two_years, 24) == 64_000  # R1: nobody goes twice in four tours
    assert largest_for_ever(Pool("gbr", (20_000.0,), Turns(6, 18))) == 5_000  # R2
    for dwell, people in ((12, 75_000.0), (18, 100_000.0)):  # R3
        assert largest_for_ever(Pool("all", (people,), Turns(6, dwell))) == 25_000
    assert HARMONY.factor == 5  # R4
    assert largest_for_ever(Pool("gbr", (5 * 6_500.0,), HARMONY)) == 6_500
    for tour, dwell, factor in ((8, 24, 4), (12, 36, 4), (9, 18, 3), (6, 18, 4)):  # R5
        assert Turns(tour, dwell).factor == factor


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4), st.integers(0, 8), st.integers(1, 16))
def test_no_fewer_people_would_do(tour: int, dwell: int, months: int) -> None:
    turns = Turns(tour, dwell)
    found, least = people_per_place(turns, months), least_people(months, turns)
    assert least - 1e-7 <= found < least + 1
    if math.ceil(months / tour) <= turns.factor or months >= tour + dwell:
        assert found == pytest.approx(least)


@given(
    st.integers(1, 12), st.integers(0, 36), st.floats(1, 2), st.integers(1, 60),
    st.floats(0, 1e5),
)  # fmt: skip
def test_more_months_never_mean_more_people(
    tour: int, dwell: int, overlap: float, months: int, people: float
) -> None:
    pool = Pool("fra", (people,), Turns(tour, dwell, overlap, 3, 2))
    longer, plain = largest_force(pool, months + 1), largest_force(pool, months)
    assert longer <= plain
    assert largest_for_ever(pool) <= longer + 1e-9
    assert largest_force(pool, months, surge=True) >= plain
    assert largest_force(pool, 10_000) == pytest.approx(largest_for_ever(pool))


def test_a_frontier_has_each_contributor_and_all_of_them() -> None:
    pools = (Pool("gbr", (30_000.0,), HARMONY), Pool("fra", (8_000.0,), Turns(4, 12, 1.25)))
    found = frontier(pools, (4, 6, 12, 60))
    assert found.actors == ("gbr", "fra")
    assert found.force.tolist() == [[30_000, 30_000, 15_000, 6_000], [6_400, 3_200, 8_000 / 3.75,
                                                                     1_600]]  # fmt: skip
    assert found.total.tolist() == pytest.approx([36_400, 33_200, 15_000 + 8_000 / 3.75, 7_600])
    assert found.for_ever.tolist() == [6_000, 1_600]
    assert frontier((), (6,)).total.tolist() == [0.0]


def test_people_who_come_later_hold_later_months_only() -> None:
    growing = Pool("deu", (1_000.0,) * 6 + (5_000.0,), HARMONY)
    assert largest_force(growing, 6) == 1_000
    assert largest_force(growing, 30) == 1_000  # 5,000 carry five tours of 1,000
    shrinking = Pool("deu", (5_000.0,) * 6 + (2_000.0,), HARMONY)
    assert largest_force(shrinking, 6) == 5_000
    assert largest_force(shrinking, 12) == 1_000
    assert largest_for_ever(shrinking) == 400


def test_a_surge_is_paid_for_later() -> None:
    """Two contingents of ten thousand stay for eight months each instead of six.

    The first is back 18 + 2 x 2 months after month 8, in month 30, 14 months after the end.
    """
    pool = Pool("gbr", (20_000.0,), Turns(6, 18, 1, surge_months=2, surge_payback=2))
    assert largest_force(pool, 16) == pytest.approx(20_000 / 3)
    assert largest_force(pool, 16, surge=True) == 10_000
    found = after_surge(pool, 16)
    assert (found.force, found.for_ever, found.lean_months) == (10_000, 5_000, 14)
    assert found.fewer[:14].tolist() == [5_000] * 14
    assert not found.fewer[14:].any()


def test_without_a_surge_to_make_nothing_is_paid() -> None:
    rested = after_surge(Pool("gbr", (20_000.0,), Turns(6, 18, 1, 2, 2)), 60)
    assert rested.force == rested.for_ever == 5_000
    assert rested.lean_months == 0


@given(st.integers(1, 8), st.integers(0, 24), st.integers(1, 6), st.integers(0, 3))
def test_after_long_enough_everybody_is_back(
    tour: int, dwell: int, stretch: int, payback: int
) -> None:
    pool = Pool("ita", (1_000.0,), Turns(tour, dwell, 1, stretch, payback))
    found = after_surge(pool, tour + stretch)
    assert np.isfinite(found.fewer).all()
    assert found.lean_months <= dwell + stretch * payback + tour
    assert found.fewer.max(initial=0) <= found.for_ever + 1e-9


def test_a_broken_tour_is_followed_in_whole_months() -> None:
    """As plans do: 4.5 months are taken as 4."""
    broken, whole = (Pool("gbr", (9_000.0,), Turns(tour, 12, 1, 3, 2)) for tour in (4.5, 4))
    found, same = after_surge(broken, 14), after_surge(whole, 14)
    assert found.lean_months == same.lean_months > 0
    assert found.fewer.tolist() == same.fewer.tolist()
    assert after_surge(Pool("gbr", (9_000.0,), Turns(0.3, 0.4)), 6).lean_months >= 0


def test_what_cannot_be_is_refused() -> None:
    for turns in ((0, 6), (6, -1), (6, 6, 0.5), (6, 6, 1, -1)):
        with pytest.raises(ValueError, match="cannot be"):
            Turns(*turns)
    with pytest.raises(ValueError, match="no horizon"):
        people_per_place(HARMONY, 0)
    assert people_per_place(HARMONY, math.inf) == 5
