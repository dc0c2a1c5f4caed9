"""Numbers that remember the values of the case they were computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.addresses import Address

Array = NDArray[Any]
Rows = frozenset[Address]


@dataclass(frozen=True)
class Traced:
    """An array over futures, shape ``(count,)``, and the addresses it rests on.

    Arithmetic keeps the union of the addresses, so that no room has to keep a second account of
    where its numbers come from.
    """

    values: Array
    rows: Rows = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", np.asarray(self.values))

    def apply(self, change: Callable[[Array], Array]) -> Traced:
        """Apply a function of the values; the addresses stay."""
        return Traced(change(self.values), self.rows)

    def resting_on(self, rows: Iterable[Address]) -> Traced:
        """Return the same numbers with further addresses."""
        return Traced(self.values, self.rows | frozenset(rows))

    def _with(self, other: Traced | float, operation: Callable[[Array, Any], Array]) -> Traced:
        if isinstance(other, Traced):
            return Traced(operation(self.values, other.values), self.rows | other.rows)
        return Traced(operation(self.values, other), self.rows)

    def __add__(self, other: Traced | float) -> Traced:
        return self._with(other, np.add)

    def __sub__(self, other: Traced | float) -> Traced:
        return self._with(other, np.subtract)

    def __mul__(self, other: Traced | float) -> Traced:
        return self._with(other, np.multiply)

    def __truediv__(self, other: Traced | float) -> Traced:
        return self._with(other, np.divide)

    def __and__(self, other: Traced | float) -> Traced:
        return self._with(other, np.logical_and)

    def __or__(self, other: Traced | float) -> Traced:
        return self._with(other, np.logical_or)

    def minimum(self, other: Traced | float) -> Traced:
        """Smaller of the two, element by element."""
        return self._with(other, np.minimum)

    def maximum(self, other: Traced | float) -> Traced:
        """Larger of the two, element by element."""
        return self._with(other, np.maximum)

    def where(self, on: Self) -> Traced:
        """Return these values where ``on`` holds, 0 elsewhere."""
        return Traced(np.where(on.values, self.values, 0.0), self.rows | on.rows)


def total(parts: Iterable[Traced], count: int) -> Traced:
    """Sum of the parts, shape ``(count,)``; zeros if there are none."""
    result = Traced(np.zeros(count))
    for part in parts:
        result = result + part
    return result
