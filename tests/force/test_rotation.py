"""What a force in place ties down. Golden numbers: R1 to R5 in validation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.case.rows import Case
from ceasefire.force.rotation import (
    people_over_horizon,
    policy_factor,
    pool_factor,
    ratio_readings,
    rotation_policy,
)

MONTHS = st.floats(0.5, 60)


def test_overlap_at_handover_multiplies() -> None:
    assert pool_factor(6, 18, 1.15) == pytest.approx(4.6)


@given(MONTHS, st.floats(0, 60))
def test_the_factor_is_at_least_one_and_grows_with_dwell(tour: float, dwell: float) -> None:
    assert pool_factor(tour, dwell) >= 1
    assert pool_factor(tour, dwell + 1) > pool_factor(tour, dwell)


def test_one_to_three_has_two_readings() -> None:
    assert ratio_readings(3) == (4, 3)


def test_a_horizon_shorter_than_a_tour_needs_one_contingent() -> None:
    assert people_over_horizon(1_000, 6, 3) == 1_000


@pytest.mark.parametrize(("tour", "dwell"), [(0, 6), (-1, 6), (6, -1)])
def test_impossible_cycles_are_refused(tour: float, dwell: float) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        pool_factor(tour, dwell)
    with pytest.raises(ValueError, match="longer than nothing"):
        people_over_horizon(1, 0, 1)


def test_an_actor_without_a_policy_takes_the_common_one(ukraine: Case) -> None:
    own, common = rotation_policy(ukraine, "gbr"), rotation_policy(ukraine, "fra")
    assert own is not None
    assert common is not None
    assert policy_factor(own) == 5
    assert common.text("actor_id") == ""
