"""Agreement: which settlements all veto holders can live with, and which leave nobody better off.

Settlements are compared by the utility they have for each actor; ``margins`` have shape
``(settlements, actors)`` and are utilities less those of going on without a deal.
"""

from __future__ import annotations

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.politics.rules import Bools


def pareto(margins: Floats) -> Bools:
    """Which settlements no other beats for one actor without being worse for another.

    Args:
        margins: shape ``(settlements, actors)``.

    Returns:
        Truth values of shape ``(settlements,)``.
    """
    better = (margins[:, None, :] >= margins[None, :, :]).all(axis=2)
    strictly = (margins[:, None, :] > margins[None, :, :]).any(axis=2)
    return np.asarray(~(better & strictly).any(axis=0))


def zone(margins: Floats, veto: Bools) -> Bools:
    """Which settlements every veto holder likes at least as well as no deal.

    Args:
        margins: shape ``(..., actors)``.
        veto: which actors hold a veto, shape ``(actors,)``; with none every settlement is in.
    """
    return np.asarray((margins[..., veto] >= 0).all(axis=-1))


def best_by_nash(margins: Floats, weights: Floats) -> int | None:
    """Index of the settlement with the largest weighted product of gains (Nash 1950).

    ``None`` if no settlement leaves every actor with weight better off than no deal.
    """
    counted = weights > 0
    gains = margins[:, counted]
    open_to_all = (gains > 0).all(axis=1)
    if not counted.any() or not open_to_all.any():
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = (weights[counted] * np.log(gains)).sum(axis=1)
    return int(np.where(open_to_all, logs, -np.inf).argmax())


def best_by_kalai_smorodinsky(margins: Floats, weights: Floats) -> int | None:
    """Index of the settlement whose smallest share of an actor's best gain is largest.

    The best gain is that over the settlements in which nobody with weight loses (Kalai and
    Smorodinsky 1975); ``None`` if there is none in which all gain.
    """
    gains = margins[:, weights > 0]
    open_to_all = (gains > 0).all(axis=1)
    if not gains.shape[1] or not open_to_all.any():
        return None
    best = gains[open_to_all].max(axis=0)
    return int(np.where(open_to_all, (gains / best).min(axis=1), -np.inf).argmax())
