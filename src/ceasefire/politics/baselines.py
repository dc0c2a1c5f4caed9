"""Baselines: forecasts without any dynamics. They stand first, since none has been beaten for long.

Every function takes ``Stakes`` and gives a forecast on 0 to 100, shape ``(draws, issues)``, NaN
where it cannot be computed. An actor counts where it takes part.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.politics.stakes import Stakes

_HALF = 1e-12  # weights this near to a half are at it
_GOLDEN = (np.sqrt(5) - 1) / 2
_STEPS = 80  # of the search: 100 points shrink to less than 1e-12


def weighted_mean(stakes: Stakes) -> Floats:
    """Mean of the positions by salience x capability: the compromise (Van den Bos 1991)."""
    return _mean(stakes, stakes.weights)


def salience_mean(stakes: Stakes) -> Floats:
    """Mean of the positions by salience alone."""
    return _mean(stakes, stakes.saliences)


def plain_mean(stakes: Stakes) -> Floats:
    """Mean of the positions, every actor counting the same."""
    return _mean(stakes, np.isfinite(stakes.positions).astype(float))


def _mean(stakes: Stakes, weights: Floats) -> Floats:
    positions = np.nan_to_num(stakes.positions)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((weights * positions).sum(axis=1) / weights.sum(axis=1))


def weighted_median(stakes: Stakes) -> Floats:
    """Position with at most half of salience x capability on either side of it (Black 1958).

    It wins every vote by weight against another position if votes are single-peaked. Where two
    positions split the weight in halves it lies midway between them.
    """
    return medians(stakes.positions, stakes.weights)


def medians(positions: Floats, weights: Floats) -> Floats:
    """Weighted medians over the second axis of positions (NaN: takes no part) and weights."""
    order = np.argsort(positions, axis=1, kind="stable")  # NaN last, where the weight is 0
    sorted_positions = np.take_along_axis(positions, order, axis=1)
    below = np.take_along_axis(weights, order, axis=1).cumsum(axis=1)
    whole = below[:, -1:]
    lower = (below >= whole * (0.5 - _HALF)).argmax(axis=1)[:, None]
    upper = (below > whole * (0.5 + _HALF)).argmax(axis=1)[:, None]
    ends = [np.take_along_axis(sorted_positions, end, axis=1)[:, 0] for end in (lower, upper)]
    return np.where(whole[:, 0] > 0, (ends[0] + ends[1]) / 2, np.nan)


def status_quo(stakes: Stakes) -> Floats:
    """What holds without a deal."""
    return stakes.status_quo


def nash(stakes: Stakes) -> Floats:
    """Bargaining solution of Nash (1950), each actor's exponent being salience x capability.

    An actor loses utility with the distance from its position; without a deal it has that of the
    status quo less its cost of having no deal. Where nobody can gain without another's loss, which
    is the rule on one issue with actors on both sides, the status quo stands.
    """

    def product(gains: Floats, weights: Floats, _best: Floats) -> Floats:
        logs = np.log(np.maximum(gains, 1e-300))
        return np.asarray((weights * logs).sum(axis=1))

    return _bargain(stakes, product)


def kalai_smorodinsky(stakes: Stakes) -> Floats:
    """Bargaining solution of Kalai and Smorodinsky (1975).

    It gives all actors the same share, as large as can be, of the most that each could gain
    without another's loss.
    """

    def smallest_share(gains: Floats, weights: Floats, best: Floats) -> Floats:
        counts = (weights > 0) & (best > 0)
        shares = np.where(counts, gains / np.where(counts, best, 1.0), np.inf)
        return np.asarray(shares.min(axis=1))

    return _bargain(stakes, smallest_share)


def _bargain(stakes: Stakes, worth: Callable[[Floats, Floats, Floats], Floats]) -> Floats:
    found = np.full(stakes.status_quo.shape, np.nan)
    for k in range(len(stakes.issues)):
        weights, quo = stakes.weights[:, :, k], stakes.status_quo[:, k]
        counted = weights > 0
        positions = np.where(counted, stakes.positions[:, :, k], 0.0)
        reach = np.abs(quo[:, None] - positions) + 100 * stakes.no_deal_costs
        low = np.where(counted, positions - reach, -np.inf).max(axis=1).clip(0, 100)
        high = np.where(counted, positions + reach, np.inf).min(axis=1).clip(0, 100)
        known = np.isfinite(quo) & counted.any(axis=1)
        low, high = np.where(known, low, 0.0), np.where(known, np.maximum(high, low), 0.0)
        peaks = np.clip(positions, low[:, None], high[:, None])
        best = reach - np.abs(peaks - positions)
        found[:, k] = np.where(
            known, _highest(low, high, _worth_at(worth, positions, reach, weights, best)), np.nan
        )
    return found


def _worth_at(
    worth: Callable[[Floats, Floats, Floats], Floats],
    positions: Floats, reach: Floats, weights: Floats, best: Floats,
) -> Callable[[Floats], Floats]:  # fmt: skip
    def at(x: Floats) -> Floats:
        return worth(reach - np.abs(x[:, None] - positions), weights, best)

    return at


def _highest(low: Floats, high: Floats, height: Callable[[Floats], Floats]) -> Floats:
    """Place between ``low`` and ``high`` where a concave function is highest (golden section)."""
    for _ in range(_STEPS):
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        up = height(left) < height(right)
        low, high = np.where(up, left, low), np.where(up, high, right)
    return np.asarray((low + high) / 2)


def levers(stakes: Stakes) -> Floats:
    """By how much the weighted mean moves if an actor moves by one point.

    It is exact: the actor's share of all salience x capability, shape ``(draws, actors, issues)``.
    """
    weights = stakes.weights
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(weights / weights.sum(axis=1, keepdims=True))


Forecast = Callable[[Stakes], NDArray[np.float64]]
BASELINES: dict[str, Forecast] = {
    "weighted_mean": weighted_mean,
    "weighted_median": weighted_median,
    "plain_mean": plain_mean,
    "salience_mean": salience_mean,
    "status_quo": status_quo,
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
}
