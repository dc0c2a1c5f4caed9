"""A forecast of talks as JSON: what ``ceasefire negotiate --json`` prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ceasefire.core.bands import Floats
from ceasefire.politics.dynamics.exchange import Exchanges, externalities
from ceasefire.politics.negotiation import Negotiation
from ceasefire.politics.sensitivity import Index


def negotiation_json(
    found: Negotiation,
    indices: dict[str, tuple[Index, ...]],
    exchanges: Exchanges | None,
) -> dict[str, Any]:
    """Return a forecast as JSON: numbers on 0 to 100, ``null`` where there is none."""
    stakes = found.stakes
    issues = stakes.issues
    bands = {"inputs": found.bands.inputs, "models": found.bands.models,
             "with_record_error": found.bands.record}  # fmt: skip
    result: dict[str, Any] = {
        "source": found.source,
        "model": found.model.id,
        "model_name": found.model.name,
        "settings": {"draws": found.draws, "seed": found.seed, "most_turns": found.most_turns},
        "actors": list(stakes.actors),
        "dimensions": list(issues),
        "baselines": {name: _by(issues, values) for name, values in found.baselines.items()},
        "forecast": _by(issues, found.forecast),
        "by_model": {name: _by(issues, values) for name, values in found.by_model.items()},
        "models_refused": found.refused,
        "bands": {
            issue: {name: _numbers(band[:, k]) for name, band in bands.items()}
            for k, issue in enumerate(issues)
        },
        "failed_draws": list(found.bands.failed),
        "levers": {issue: _by(stakes.actors, found.levers[:, k]) for k, issue in enumerate(issues)},
        "positions": _nulled(_turns(found).tolist()),
    }
    if found.history is not None:
        result["turns"] = int(found.history.turns[0])
    if exchanges is not None:
        result["exchanges"] = _deals(found, exchanges)
    if indices:
        result["sensitivities"] = {
            issue: [vars(one) | {"address": str(one.address)} for one in found_indices]
            for issue, found_indices in indices.items()
        }
    return result


def _turns(found: Negotiation) -> Floats:
    """Positions by turn in the middle of all bands; those of the start if nothing moves."""
    return found.stakes.positions if found.history is None else found.history.positions[0]


def _deals(found: Negotiation, exchanges: Exchanges) -> list[dict[str, Any]]:
    stakes = found.stakes
    others = externalities(stakes, exchanges, 0)
    return [
        {
            "round": deal.round,
            "first": stakes.actors[deal.first], "first_issue": stakes.issues[deal.first_issue],
            "first_from": deal.first_from, "first_to": deal.first_to,
            "second": stakes.actors[deal.second], "second_issue": stakes.issues[deal.second_issue],
            "second_from": deal.second_from, "second_to": deal.second_to,
            "gain": deal.gain,
            "externalities": _by(stakes.actors, others[number]),
        }
        for number, deal in enumerate(exchanges.deals_of(0))
    ]  # fmt: skip


def _by(names: Sequence[str], values: Floats) -> dict[str, float | None]:
    return dict(zip(names, _numbers(values), strict=True))


def _numbers(values: Floats) -> list[float | None]:
    return [float(value) if math.isfinite(value) else None for value in values]


def _nulled(found: Any) -> Any:  # noqa: ANN401 - lists of lists of numbers
    if isinstance(found, list):
        return [_nulled(part) for part in found]
    return found if math.isfinite(found) else None
