"""What stands in answer.json, as a JSON Schema."""

from __future__ import annotations

from typing import Any

from ceasefire.answer.figures import KINDS

_KINDS = "; ".join(f"{kind}: {means}" for kind, means in KINDS.items())
_NUMBER = {"type": ["number", "null"]}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_FIGURE = {
    "type": "object",
    "properties": {
        "what": {"type": "string", "description": "What the number says, in words"},
        "unit": {"type": "string", "description": "people, probability, a currency with its year"},
        "kind": {"enum": list(KINDS), "description": _KINDS},
        "value": {**_NUMBER, "description": "mode of a stated figure, mean of a drawn one"},
        "low": {**_NUMBER, "description": "stated low end, or 5th percentile"},
        "high": {**_NUMBER, "description": "stated high end, or 95th percentile"},
        "bound": {"enum": ["", "up to", "at least"]},
        "rows": {
            "type": "array", "items": {"type": "string"}, "minItems": 1,
            "description": "addresses of the rows it came from; see: ceasefire trace",
        },
    },
    "required": ["what", "unit", "kind", "value", "low", "high", "bound", "rows"],
    "additionalProperties": False,
}  # fmt: skip


def answer_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of answer.json."""
    properties: dict[str, Any] = {
        "format": {"type": "integer", "minimum": 1},
        "case": _fields("id", "title", "as_of"),
        "settings": {
            "type": "object",
            "properties": {
                "futures": {"type": "integer", "minimum": 1},
                "seed": {"type": "integer", "minimum": 0},
                "options": _TEXTS,
                "edits": _TEXTS,
            },
            "required": ["futures", "seed", "options", "edits"],
        },
        "figures": {
            "type": "object",
            "description": "every number of the answer by its id",
            "additionalProperties": _FIGURE,
        },
        **_comparisons(),
        "assumptions": {**_TEXTS, "description": "rows of grade assumption, heaviest first"},
        "refused_rules": {
            "type": "object",
            "description": "by option, the sizing rules that do not hold for it, and why",
            "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        "courses": {
            "type": "array",
            "description": "positions by actor and turn on an issue, in the middle of all bands",
            "items": _fields(
                "issue",
                "model",
                actors=_TEXTS,
                rows=_TEXTS,
                positions={
                    "type": "array",
                    "items": {"type": "array", "items": {"type": "number"}},
                },
            ),
        },
        "plans": {
            "type": "array",
            "description": "by option, who stands there in which months (start to end, the last "
            "not in it), what is short and why, and who bears it, in the middle of all bands",
            "items": {
                "type": "object",
                "required": ["option", "months", "level", "plan", "shortfalls", "burden", "rows"],
            },
        },
        "inputs": {
            "type": "object",
            "description": "every filled cell of the case as it was used, by address",
            "additionalProperties": {"type": "string"},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An answer of Ceasefire",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _comparisons() -> dict[str, Any]:
    """What is said of options side by side."""
    return {
        "rankings": {
            "type": "array",
            "description": "options from best to worst by criterion",
            "items": _fields("criterion", "name", "better", "figure", order=_TEXTS, level=_TEXTS),
        },
        "failures": {
            "type": "array",
            "description": "what the failures of some options have in common",
            "items": _fields("option", "when"),
        },
        "leads": {
            "type": "array",
            "description": "which option stands best where each rival model is true",
            "items": _fields("model", "outcome", "option", level=_TEXTS),
        },
        "turns": {
            "type": "array",
            "description": "beliefs and conditions under which another option leads",
            "items": _fields("criterion", "under", "what", "leader", "instead_of", rows=_TEXTS),
        },
    }


def _fields(*texts: str, **others: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a schema
    properties = {name: {"type": "string"} for name in texts} | others
    return {"type": "object", "properties": properties, "required": list(properties)}
