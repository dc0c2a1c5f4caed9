"""Traced numbers keep the union of the addresses they were made from."""

from __future__ import annotations

import numpy as np

from ceasefire.core.addresses import Address
from ceasefire.core.traced import Traced, total

A, B = Address("t", "a", "n"), Address("t", "b", "n")


def test_arithmetic_keeps_every_address() -> None:
    x, y = (
        Traced(np.array([1.0, 4.0]), frozenset({A})),
        Traced(np.array([2.0, 2.0]), frozenset({B})),
    )
    for made in (x + y, x - y, x * y, x / y, x.minimum(y), x.maximum(y), x & y, x.where(y)):
        assert made.rows == {A, B}
    assert (x + y).values.tolist() == [3.0, 6.0]
    assert (x / 2).values.tolist() == [0.5, 2.0]
    assert (x / 2).rows == {A}
    assert x.resting_on({B}).rows == {A, B}


def test_where_is_zero_where_the_switch_is_off() -> None:
    on = Traced(np.array([True, False]), frozenset({B}))
    assert Traced(np.array([3.0, 3.0])).where(on).values.tolist() == [3.0, 0.0]


def test_total_of_nothing_is_zero() -> None:
    assert total([], 3).values.tolist() == [0.0, 0.0, 0.0]
    assert total([Traced(np.ones(2), frozenset({A}))] * 2, 2).rows == {A}
