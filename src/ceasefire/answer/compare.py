"""Two cases or two answers side by side: what changed in the inputs, what moved in the answer."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ceasefire.answer.answer import FORMAT, WEIGHTS
from ceasefire.answer.figures import KINDS
from ceasefire.case.differences import Difference, differences
from ceasefire.core.errors import CeasefireError

ANSWER_FILE = "answer.json"
_ENDS = ("low", "value", "high")


@dataclass(frozen=True)
class Move:
    """One figure that is not the same in both answers; ``None`` where a side lacks it."""

    id: str
    what: str
    unit: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def change(self, end: str) -> float | None:
        """After less before of ``low``, ``value`` or ``high``; ``None`` if a side has none."""
        if self.before is None or self.after is None or self.before["unit"] != self.after["unit"]:
            return None
        then, now = self.before[end], self.after[end]
        return None if then is None or now is None else now - then

    @property
    def stated(self) -> bool:
        """Whether the figure was added up from the case, so that the move is exact."""
        return (self.after or self.before or {}).get("kind") == "stated"


@dataclass(frozen=True)
class Comparison:
    """What differs between two answers."""

    before: str
    after: str
    inputs: tuple[Difference, ...]
    moves: tuple[Move, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as it is printed with ``--json``."""
        return {
            "before": self.before,
            "after": self.after,
            "inputs": [vars(d) for d in self.inputs],
            "moves": [
                {"id": m.id, "what": m.what, "unit": m.unit}
                | {
                    end: [m.before and m.before[end], m.after and m.after[end], m.change(end)]
                    for end in _ENDS
                }
                for m in self.moves
            ],
        }


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Compare two answers in the form of answer.json."""
    then, now = before["figures"], after["figures"]
    moves = [
        Move(key, (now.get(key) or then.get(key))["what"], (now.get(key) or then.get(key))["unit"],
             then.get(key), now.get(key))
        for key in dict.fromkeys([*then, *now])
        if not key.startswith(WEIGHTS) and _ends(then.get(key)) != _ends(now.get(key))
    ]  # fmt: skip
    inputs = differences(_keyed(before), _keyed(after))
    inputs.sort(key=lambda d: not (d.before and d.after))  # what both have first
    return Comparison(_label(before), _label(after), tuple(inputs), tuple(moves))


def _keyed(answer: Mapping[str, Any]) -> dict[str, str]:
    """Inputs by address; the case's own row goes by ``case`` alone, as ids differ."""
    own = f"case.{answer['case']['id']}."
    return {
        f"case.{key.removeprefix(own)}" if key.startswith(own) else key: value
        for key, value in answer["inputs"].items()
    }


def _ends(figure: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if figure is None else tuple(figure[end] for end in _ENDS)


def _label(answer: Mapping[str, Any]) -> str:
    edits = answer["settings"]["edits"]
    changed = f" with {', '.join(edits)}" if edits else ""
    return f"{answer['case']['id']} as of {answer['case']['as_of']}{changed}"


def read_answer(place: Path) -> dict[str, Any] | None:
    """Read answer.json, given itself or its results folder; ``None`` if there is none.

    Raises:
        CeasefireError: the file is damaged, or of a newer format.
    """
    path = place / ANSWER_FILE if place.is_dir() else place
    if not path.is_file():
        return None
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        newer = found["format"] > FORMAT
        _check_shape(found)
    except (
        OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError,
    ) as error:  # fmt: skip
        msg = f"{path} is not an answer of ceasefire"
        raise CeasefireError(msg, "make it anew with: ceasefire assess CASE --out DIR") from error
    if newer:
        msg = f"{path} was written by a newer ceasefire (format {found['format']})"
        raise CeasefireError(msg, "upgrade ceasefire")
    return found


def _check_shape(found: Mapping[str, Any]) -> None:
    """Raise if what a comparison reads is not there or of another kind."""
    settings, case = found["settings"], found["case"]
    _expect(_is_count(found["format"]), "format")
    _expect(_is_count(settings["futures"]) and _is_count(settings["seed"]), "settings")
    _expect(_are_texts([case["id"], case["as_of"], *settings["edits"]]), "case")
    _expect(_are_texts(found["inputs"].values()), "inputs")
    for key, figure in found["figures"].items():
        _expect(_are_texts(figure[part] for part in ("what", "unit", "bound")), key)
        _expect(figure["kind"] in KINDS and _are_numbers(figure), key)


def _expect(holds: bool, what: str) -> None:  # noqa: FBT001 - what is expected to hold
    if not holds:
        raise TypeError(what)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _are_numbers(figure: Mapping[str, Any]) -> bool:
    """Whether the ends are finite numbers, or blank where the kind of figure allows it."""
    ends = [figure[end] for end in _ENDS]
    there = [end for end in ends if end is not None]
    finite = all(isinstance(end, int | float) and math.isfinite(end) for end in there)
    allowed = {
        "stated": True,
        "drawn": len(there) == len(ends),
        "event": len(there) in (0, len(ends)),  # a belief may be true in no future drawn
        "compared": figure["value"] is not None,
    }
    return finite and allowed[figure["kind"]]
