"""Stakes: who wants what, how much they care and with what weight, as arrays over draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError


@dataclass(frozen=True)
class Stakes:
    """What every model of bargaining reads.

    ``positions`` (0 to 100; NaN where an actor takes no part in an issue), ``saliences`` (0 to 1)
    and ``capabilities`` (0 or more) have shape ``(draws, actors, issues)``; the last two are 0
    where an actor takes no part. ``status_quo`` (0 to 100; NaN where it is not known) has shape
    ``(draws, issues)``, ``no_deal_costs`` (share of utility) shape ``(draws, actors)``.
    """

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    positions: Floats
    saliences: Floats
    capabilities: Floats
    status_quo: Floats
    no_deal_costs: Floats

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.positions.shape[0])

    @property
    def weights(self) -> Floats:
        """Salience times capability, shape ``(draws, actors, issues)``."""
        return self.saliences * self.capabilities

    def as_kernels_want(self) -> tuple[Floats, Floats, Floats]:
        """Positions, saliences and weights in one layout: a kernel is compiled for each anew."""
        there = np.isfinite(self.positions)
        parts = (
            self.positions,
            np.where(there, self.saliences, 0.0),
            np.where(there, self.weights, 0.0),
        )
        positions, saliences, weights = (np.ascontiguousarray(part, float) for part in parts)
        return positions, saliences, weights

    def block(self, first: int, last: int) -> Stakes:
        """Return the draws ``first`` to ``last - 1``."""
        return self.taken(np.arange(first, last))

    def taken(self, draws: NDArray[np.int64]) -> Stakes:
        """Return some of the draws, by their numbers."""
        return Stakes(
            self.actors, self.issues,
            self.positions[draws], self.saliences[draws], self.capabilities[draws],
            self.status_quo[draws], self.no_deal_costs[draws],
        )  # fmt: skip


def fixed_stakes(
    actors: Sequence[str],
    issues: Sequence[str],
    positions: Floats,
    saliences: Floats,
    capabilities: Floats,
    status_quo: Floats | None = None,
) -> Stakes:
    """Return one draw from figures without bands.

    Args:
        actors: names, shape ``(actors,)``.
        issues: names, shape ``(issues,)``.
        positions: 0 to 100, NaN where an actor takes no part, shape ``(actors, issues)``.
        saliences: 0 to 1, shape ``(actors, issues)``.
        capabilities: 0 or more, shape ``(actors, issues)`` or ``(actors,)``.
        status_quo: 0 to 100, shape ``(issues,)``; unknown if it is left out.
    """
    there = np.isfinite(positions)
    power = capabilities if capabilities.ndim > 1 else capabilities[:, None]
    quo = np.full(len(issues), np.nan) if status_quo is None else status_quo
    return Stakes(
        tuple(actors), tuple(issues),
        positions[None], np.where(there, saliences, 0.0)[None],
        np.where(there, power, 0.0)[None], quo[None], np.zeros((1, len(actors))),
    )  # fmt: skip


def need_actors(stakes: Stakes, fewest: int, model: str) -> None:
    """Raise if a model needs more actors than there are.

    Raises:
        CeasefireError: there are fewer than ``fewest``.
    """
    if len(stakes.actors) < fewest:
        msg = f"{model} needs {fewest} actors or more; there are {len(stakes.actors)}"
        raise CeasefireError(msg, "add actors, or take --model mean")
