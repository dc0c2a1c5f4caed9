"""Boxes in words: what a box asks of the world, and how much it explains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ceasefire.futures.discovery.boxes import Box, Limit
from ceasefire.futures.discovery.factors import Level
from ceasefire.futures.discovery.prim import Discovery

_ONE_PER_CENT = 0.01
_DIGITS = 3


@dataclass(frozen=True)
class Name:
    """How a factor is told.

    ``label`` stands before the verb ("acceptance by Russia"); ``unit`` behind a number, or
    ``probability`` or ``share`` for per cent, or a currency with its year before it
    (``EUR 2025``); ``on`` and ``off`` tell a switch ("present", "absent"); ``values`` tells the
    levels of a category; ``plural`` takes "are" for "is".
    """

    label: str
    unit: str = ""
    on: str = "on"
    off: str = "off"
    values: Mapping[Level, str] = field(default_factory=dict)
    plural: bool = False


Names = Mapping[str, Name | str]


def box_words(box: Box, names: Names, *, verb: str = "fails", events: str = "failures") -> str:
    """Tell a box in one sentence without a full stop.

    Args:
        box: the box.
        names: how factors are told, by name; one that is missing is told by its own name.
        verb: what happens in the box ("fails").
        events: the futures of interest, in the plural ("failures").
    """
    what = f"{verb} when {conditions(box, names)}" if box.limits else f"{verb} anywhere"
    return f"{what}: {per_cent(box.coverage)} of {events}, {per_cent(box.density)} pure"


def conditions(box: Box, names: Names) -> str:
    """Tell what a box asks of the world; switches and categories before numbers."""
    limits = sorted(box.limits, key=lambda limit: not limit.kept)
    return _listed([limit_words(limit, names) for limit in limits], "and")


def discovery_words(
    discovery: Discovery, names: Names, *, verb: str = "fails", events: str = "failures"
) -> tuple[str, ...]:
    """Tell a discovery: a sentence for each box, then all together where there are several."""
    told = [box_words(one.box, names, verb=verb, events=events) for one in discovery.found]
    told = [
        words if one.met else f"{words} (no box is {per_cent(discovery.rule.density)} pure)"
        for words, one in zip(told, discovery.found, strict=True)
    ]
    if not any(one.box.limits for one in discovery.found):
        return (f"no factor sets the {events} apart: they are found all over the futures",)
    if len(told) > 1:
        together = f"{per_cent(discovery.coverage)} of {events}, {per_cent(discovery.density)} pure"
        told.append(f"the {len(told)} boxes together: {together}")
    return tuple(told)


def limit_words(limit: Limit, names: Names) -> str:
    """Tell one limit: ``US intelligence is off``, ``delay is above 3 weeks``."""
    given = names.get(limit.factor, limit.factor)
    name = Name(given) if isinstance(given, str) else given
    verb = "are" if name.plural else "is"
    if limit.kept:
        return f"{name.label} {verb} {_levels(limit, name)}"
    low, high = np.isfinite(limit.low), np.isfinite(limit.high)
    if low and high:
        digits = _digits_apart(limit.low, limit.high)
        first, second = (_with_unit(e, name.unit, digits) for e in (limit.low, limit.high))
        return f"{name.label} {verb} between {_bare(first, name.unit)} and {second}"
    side, end = ("above", limit.low) if low else ("below", limit.high)
    if float(end).is_integer():
        side = f"{_with_unit(end, name.unit)} or {'more' if low else 'less'}"
        return f"{name.label} {verb} {side}"
    return f"{name.label} {verb} {side} {_with_unit(end, name.unit)}"


def _levels(limit: Limit, name: Name) -> str:
    if {*limit.kept, *limit.dropped} <= {True, False}:
        return name.on if limit.kept == (True,) else name.off
    if len(limit.dropped) == 1 and len(limit.kept) > 1:
        return f"not {_level(limit.dropped[0], name)}"
    return _listed([_level(level, name) for level in limit.kept], "or")


def _level(level: Level, name: Name) -> str:
    return name.values.get(level, str(level).replace("_", " "))


def _listed(parts: list[str], joint: str) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def per_cent(share: float) -> str:
    """Tell a share (0 to 1) in per cent, never a small one as none nor a large one as all."""
    if 0 < share < _ONE_PER_CENT:
        return "under 1\u00a0%"
    if 1 - _ONE_PER_CENT < share < 1:
        return "over 99\u00a0%"
    return f"{share * 100:.0f}\u00a0%"


def _digits_apart(low: float, high: float) -> int:
    """Significant digits, three or more, that still tell two ends apart."""
    digits = _DIGITS
    while low < high and float(f"{low:.{digits}g}") == float(f"{high:.{digits}g}"):
        digits += 1
    return digits


def _with_unit(number: float, unit: str, digits: int = _DIGITS) -> str:
    if unit in {"probability", "share"}:
        return f"{float(f'{number * 100:.{digits}g}'):,.15g}\u00a0%"
    exact = number if float(number).is_integer() else float(f"{number:.{digits}g}")
    told = f"{exact:,.15g}"
    if unit[:3].isupper():
        return f"{unit[:3]} {told}"
    return f"{told} {unit}".rstrip()


def _bare(words: str, unit: str) -> str:
    """Leave out a unit that stands behind the second number."""
    if unit in {"probability", "share"}:
        return words.removesuffix("\u00a0%")
    return words.removesuffix(f" {unit}") if unit and not unit[:3].isupper() else words
