"""Rival beliefs: standing under each pair of them, and under the pair that is true in a future."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.tables.common import OUTCOMES
from ceasefire.case.world import World
from ceasefire.core.traced import Rows, Traced
from ceasefire.futures.outcomes import STAGES, mixed_name, model_name
from ceasefire.truce.standing import YEARS, baseline_hazard, hazard_ratio, standing

Pair = tuple[str, str]  # ids of a baseline and of a model of presence
Stands = dict[str, dict[Pair, Traced]]  # shares still standing by outcome and pair
_NO_FORCE = ""  # in the place of a model of presence


@dataclass(frozen=True)
class Beliefs:
    """What the rival models say of a block before any option is looked at.

    ``hazards`` has the cumulative hazard by outcome, baseline and years; ``baselines`` and
    ``presences`` say in which futures each model is the true one, drawn by weight; ``weights`` has
    the addresses of those draws by kind.
    """

    world: World
    hazards: dict[tuple[str, str, int], Traced]
    baselines: dict[str, NDArray[np.bool_]]
    presences: dict[str, NDArray[np.bool_]]
    weights: dict[str, Rows]

    @classmethod
    def of(cls, world: World) -> Beliefs:
        """Work out the hazards of a block and draw which models are true in it."""
        baselines, presences = _true(world, "baseline"), _true(world, "presence")
        hazards = {
            (outcome, b, years): baseline_hazard(world, b, outcome, years)
            for outcome in OUTCOMES for b in baselines for years in YEARS
        }  # fmt: skip
        weights = {kind: world.chosen_model(kind).rows for kind in ("baseline", "presence")}
        return cls(world, hazards, baselines, presences, weights)


def _true(world: World, kind: str) -> dict[str, NDArray[np.bool_]]:
    chosen = world.chosen_model(kind).values
    return {row.id: chosen == i for i, row in enumerate(world.case.rival_models(kind))}


def standings(
    beliefs: Beliefs, world: World, mission_type: str, coverage: dict[str, Traced]
) -> dict[str, Traced]:
    """Standing at every stage, outcome and year, under each pair of rival models and mixed.

    Mixed means that each future has its own true pair. ``world`` is that of the beliefs with what
    bodies decided on the option, ``coverage`` the share of the need that is filled, by stage.
    """
    found: dict[str, Traced] = {}
    for stage in STAGES:
        ratios = {
            (outcome, p): hazard_ratio(world, p, mission_type, outcome, coverage[stage])
            for outcome in OUTCOMES for p in beliefs.presences
        }  # fmt: skip
        for years in YEARS:
            stands = _stands(beliefs, ratios, years)
            for outcome, pairs in stands.items():
                found[mixed_name(stage, outcome, years)] = _mixed(beliefs, pairs)
                if stage != "expected":
                    for (b, p), share in pairs.items():
                        found[model_name(stage, outcome, years, b, p)] = share
    return found


def standing_without_force(beliefs: Beliefs) -> dict[tuple[str, int], Traced]:
    """Standing by outcome and years if no force is sent, each future with its true baseline."""
    none = Traced(np.ones(beliefs.world.count))
    ratios = {(outcome, _NO_FORCE): none for outcome in OUTCOMES}
    return {
        (outcome, years): _mixed(beliefs, pairs)
        for years in YEARS
        for outcome, pairs in _stands(beliefs, ratios, years).items()
    }


def _stands(beliefs: Beliefs, ratios: dict[tuple[str, str], Traced], years: int) -> Stands:
    stands: Stands = {outcome: {} for outcome in OUTCOMES}
    for (outcome, p), ratio in ratios.items():
        for b in beliefs.baselines:
            stands[outcome][b, p] = standing(beliefs.hazards[outcome, b, years], ratio)
    # A war is a clash: where a war came, no truce stood without a clash.
    clash = {pair: share.minimum(stands["war"][pair]) for pair, share in stands["clash"].items()}
    return {**stands, "clash": clash}


def _mixed(beliefs: Beliefs, pairs: dict[Pair, Traced]) -> Traced:
    """In each future the share under the pair of models that is true there."""
    values = np.zeros(beliefs.world.count)
    rows = beliefs.weights["baseline"]
    for (b, p), share in pairs.items():
        here = beliefs.baselines[b]
        if p != _NO_FORCE:
            here = here & beliefs.presences[p]
            rows |= beliefs.weights["presence"]
        values[here] = share.values[here]
        rows |= share.rows
    return Traced(values, rows)
