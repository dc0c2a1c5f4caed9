"""Made-up stakes that the tests of all models of bargaining use."""

from __future__ import annotations

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.politics.stakes import Stakes, fixed_stakes


def table(positions: Floats, saliences: Floats, capabilities: Floats) -> Stakes:
    """One draw of numbered actors and issues."""
    actors, issues = positions.shape
    names = [f"actor_{i}" for i in range(actors)], [f"issue_{k}" for k in range(issues)]
    return fixed_stakes(*names, positions, saliences, capabilities)


def drawn(draws: int, actors: int, issues: int, seed: int) -> Stakes:
    """Stakes of which no two numbers are the same; some actors take no part."""
    rng = np.random.default_rng(seed)
    shape = draws, actors, issues
    positions = rng.uniform(20, 80, shape)
    positions[rng.random(shape) < 0.1] = np.nan
    there = np.isfinite(positions)
    return Stakes(
        tuple(f"actor_{i}" for i in range(actors)),
        tuple(f"issue_{k}" for k in range(issues)),
        positions,
        np.where(there, rng.uniform(0.1, 1, shape), 0.0),
        np.where(there, rng.uniform(0.1, 2, shape), 0.0),
        np.full((draws, issues), np.nan),
        np.zeros((draws, actors)),
    )


def some(stakes: Stakes, draws: slice) -> Stakes:
    """Some draws of the stakes."""
    return stakes.taken(np.arange(stakes.draws)[draws])
