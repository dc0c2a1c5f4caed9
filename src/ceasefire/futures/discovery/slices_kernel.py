"""Sums by slice, as compiled code."""

from __future__ import annotations

from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled
from ceasefire.futures.discovery.factors import Ints


@compiled
def add_up(slice_of: Ints, values: Floats, sums: Floats) -> None:
    """Add the rows of ``values`` into ``sums[slice]``."""
    for future in range(values.shape[0]):
        into = slice_of[future]
        for outcome in range(values.shape[1]):
            sums[into, outcome] += values[future, outcome]
