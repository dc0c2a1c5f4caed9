"""Zones of agreement, efficient settlements, and what bargaining theory would pick."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.politics.agreement import (
    best_by_kalai_smorodinsky,
    best_by_nash,
    pareto,
    zone,
)

MARGINS = np.array([[3.0, 1.0], [2.0, 2.0], [1.0, 1.0], [-1.0, 5.0]])


def test_by_hand() -> None:
    assert pareto(MARGINS).tolist() == [True, True, False, True]
    assert zone(MARGINS, np.array([True, False])).tolist() == [True, True, True, False]
    assert zone(MARGINS, np.array([False, False])).all()
    assert best_by_nash(MARGINS, np.ones(2)) == 1  # 2 x 2 against 3 x 1
    assert best_by_nash(MARGINS, np.array([3.0, 1.0])) == 0  # 27 against 16
    assert best_by_kalai_smorodinsky(MARGINS, np.ones(2)) == 1  # 2/3 of the best against 1/2


def test_where_each_leaves_somebody_worse_off_nothing_is_picked() -> None:
    apart = np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert best_by_nash(apart, np.ones(2)) is None
    assert best_by_kalai_smorodinsky(apart, np.ones(2)) is None
    assert best_by_nash(apart, np.array([1.0, 0.0])) == 0  # nobody asks the second


def test_without_actors_nothing_is_picked() -> None:
    nobody = np.zeros((2, 0))
    assert best_by_nash(nobody, np.zeros(0)) is None
    assert best_by_kalai_smorodinsky(nobody, np.zeros(0)) is None


def test_twins_are_both_efficient() -> None:
    assert pareto(np.array([[1.0, 2.0], [1.0, 2.0]])).all()


@given(st.integers(1, 6), st.integers(1, 4), st.integers(0, 1000))
def test_somebody_is_efficient_and_no_settlement_dominates_it(
    settlements: int, actors: int, seed: int
) -> None:
    margins = np.random.default_rng(seed).normal(size=(settlements, actors))
    kept = pareto(margins)
    assert kept.any()
    for i in range(settlements):
        beaten = any(
            (margins[j] >= margins[i]).all() and (margins[j] > margins[i]).any()
            for j in range(settlements)
        )
        assert bool(kept[i]) is not beaten
