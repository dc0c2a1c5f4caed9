"""Compiled steps: what they may do and what numba refuses."""

from __future__ import annotations

import numpy as np
import pytest
from numba.core.errors import TypingError

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_step


@compiled_step
def _raised(values: Floats, row: int) -> float:
    """Add one to a row of a view; say what its first number was."""
    before, view = values[row, 0], values[row]
    if before < 0.0:
        return -1.0
    view += 1.0
    return float(before)


@compiled
def _all_raised(rows: int) -> Floats:
    values = np.zeros((rows, 3))
    values[-1] = -5.0
    for row in range(rows):
        before = _raised(values, row) + _raised(values[row:], 0)
        values[row, 2] += before
    return values


def test_a_step_works_on_the_arrays_of_its_caller() -> None:
    found = _all_raised(300)
    assert (found[:-1] == [2, 2, 3]).all()
    assert found[-1].tolist() == [-5, -5, -7]


def test_a_step_that_makes_an_array_is_refused() -> None:
    @compiled_step
    def makes(count: int) -> float:
        return float(np.zeros(count).sum())

    with pytest.raises(TypingError, match="zeros"):
        makes(3)
