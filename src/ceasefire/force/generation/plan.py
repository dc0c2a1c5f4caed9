"""A plan: what is in place by month, what is short, and how far from the best it can be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.force.generation.problem import Problem


@dataclass(frozen=True)
class Stage:
    """One stage of the search: what it made as small as possible, and how near the best it is.

    ``gap`` is the share by which the best possible value can lie below ``value``; ``complete`` says
    whether it was searched to the asked gap, or stopped by its time limit. A stage that was not
    begun, as the time was over, has the value of the plan before it, a gap of 1 and no bound (0).
    """

    name: str
    value: float
    bound: float
    gap: float
    seconds: float
    complete: bool


@dataclass(frozen=True)
class Plan:
    """Who is in place, month by month.

    ``starts`` counts the units of each holding that begin a tour in a month and ``in_place`` those
    that are there, both of shape ``(holdings, months)``; ``short`` is what is missing of each
    requirement, shape ``(requirements, months)``.
    """

    problem: Problem
    starts: NDArray[np.int64]
    in_place: NDArray[np.int64]
    short: Floats
    stages: tuple[Stage, ...] = ()

    @property
    def people(self) -> Floats:
        """People in place of each holding and month, shape ``(holdings, months)``."""
        each = np.array([holding.people for holding in self.problem.holdings], dtype=np.float64)
        strength: Floats = self.in_place * each[:, None]
        return strength
