"""Positions by turn: what every model of bargaining gives back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats


@dataclass(frozen=True)
class History:
    """Positions of every draw, turn, actor and issue.

    ``positions`` (0 to 100) has shape ``(draws, turns + 1, actors, issues)``, turn 0 first; a draw
    that stopped early repeats its last positions. ``turns`` has the turns each draw took, shape
    ``(draws,)``; ``failed`` says in which draws the numbers ran out of range, shape ``(draws,)``:
    their positions are NaN from the turn on in which that happened.
    """

    positions: Floats
    turns: NDArray[np.int64]
    failed: NDArray[np.bool_]

    @property
    def last(self) -> Floats:
        """Positions at the end, shape ``(draws, actors, issues)``."""
        return np.asarray(self.positions[:, -1])
