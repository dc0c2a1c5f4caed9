"""Articles and statements as JSON text and back, without loss.

The form follows the dataclasses of the room field by field. Unlike the documented form of a reading
it is for the store alone: it keeps all offsets, zones and rules.
"""

from __future__ import annotations

import dataclasses
import json
import types
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ceasefire.core.errors import CeasefireError

Kind = TypeVar("Kind")
_HINT = "the store was changed by another program or is damaged; restore a copy of it"


def to_json(value: Any) -> str:  # noqa: ANN401 - any dataclass
    """Return a dataclass of plain values as JSON text with sorted keys.

    Raises:
        CeasefireError: a value in it has no JSON form, such as a number that is not finite.
    """
    form = dataclasses.asdict(value)
    try:
        text = json.dumps(form, ensure_ascii=False, allow_nan=False, sort_keys=True)
    except (TypeError, ValueError) as error:
        msg = f"cannot store this {type(value).__name__.lower()}: {error}"
        raise CeasefireError(msg, "read the page again") from error
    # Half of a surrogate pair, as broken pages have it, stands in JSON only as an escape.
    return text if _encodes(text) else json.dumps(form, sort_keys=True)


def from_json(kind: type[Kind], text: str) -> Kind:
    """Return the dataclass that :func:`to_json` wrote.

    Raises:
        CeasefireError: the text is no JSON, or not of this kind.
    """
    try:
        value = _build(kind, json.loads(text), kind.__name__)
    except (json.JSONDecodeError, RecursionError) as error:
        msg = f"a stored {kind.__name__.lower()} is no JSON: {error}"
        raise CeasefireError(msg, _HINT) from error
    assert isinstance(value, kind)  # noqa: S101 - _build gives what it is asked for
    return value


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _build(kind: Any, value: Any, place: str) -> Any:  # noqa: ANN401, PLR0911 - one for each kind
    """Return a JSON value as the annotated kind it was written from."""
    origin, inner = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(value, dict):
        return _dataclass(kind, value, place)
    if origin in {Union, types.UnionType}:
        if value is None and type(None) in inner:
            return None
        return _build(next(one for one in inner if one is not type(None)), value, place)
    if origin is tuple and isinstance(value, list):
        return tuple(_build(inner[0], one, f"{place}[{k}]") for k, one in enumerate(value))
    if origin is dict and isinstance(value, dict):
        return {key: _build(inner[1], one, f"{place}.{key}") for key, one in value.items()}
    if origin is Literal and value in inner:
        return value
    if kind is float and type(value) in {int, float}:
        return value
    if isinstance(kind, type) and type(value) is kind:
        return value
    msg = f"stored {place} is not of the expected kind: {str(value)[:60]!r}"
    raise CeasefireError(msg, _HINT)


def _dataclass(kind: Any, value: dict[str, Any], place: str) -> Any:  # noqa: ANN401 - as above
    """Return a dataclass from its fields; a field that came later takes its default."""
    hints = get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    if unknown := sorted(set(value) - set(fields)):
        msg = f"stored {place} has a field '{unknown[0]}' that this version does not know"
        raise CeasefireError(msg, "open the store with the version that wrote it")
    needed = {
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    if missing := sorted(needed - set(value)):
        msg = f"stored {place} lacks its field '{missing[0]}'"
        raise CeasefireError(msg, _HINT)
    return kind(**{k: _build(hints[k], one, f"{place}.{k}") for k, one in value.items()})
