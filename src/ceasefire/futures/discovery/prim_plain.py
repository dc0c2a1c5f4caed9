"""The patient rule induction method in plain Python: the twin of the compiled one, to be read.

A box starts as everything. *Peeling* takes one slice at a time: the lowest or highest 5 % of a
number's values (with all that tie), or one level of a category. Of all slices, that one goes which
raises the density most for each future it takes. It ends when no slice raises the density, or the
best would leave too few futures. *Pasting* then brings slices back as long as that raises the
density: of the futures that only one limit keeps out, the 5 % nearest to it, or one level.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

Value = float | int | bool | str


@dataclass(frozen=True)
class PlainBox:
    """Limits by factor (numbers ``(low, high)``, categories the levels left out), and counts."""

    limits: dict[str, tuple[float, float]] = field(default_factory=dict)
    dropped: dict[str, frozenset[Value]] = field(default_factory=dict)
    inside: int = 0
    hits: int = 0


@dataclass(frozen=True)
class PlainData:
    """Columns by name, whether each future is of interest, and the shares of a step."""

    columns: dict[str, Sequence[Value]]
    wanted: Sequence[bool]
    peel: float = 0.05
    paste: float = 0.05
    least: float = 0.0

    def numbers(self) -> list[str]:
        """Names of the factors that are numbers."""
        return [n for n, c in self.columns.items() if type(c[0]) in {int, float}]

    def categories(self) -> list[str]:
        """Names of all other factors."""
        return [name for name in self.columns if name not in self.numbers()]

    def faults(self, box: PlainBox, future: int) -> list[tuple[str, str]]:
        """The limits that keep a future out: factor and side."""
        found = []
        for name, (low, high) in box.limits.items():
            value = self.columns[name][future]
            found += [(name, "low")] * (float(value) < low)
            found += [(name, "high")] * (float(value) > high)
        found += [(n, "level") for n, d in box.dropped.items() if self.columns[n][future] in d]
        return found

    def counted(self, box: PlainBox) -> PlainBox:
        """The box with its counts."""
        inside = [f for f in range(len(self.wanted)) if not self.faults(box, f)]
        return replace(box, inside=len(inside), hits=sum(self.wanted[f] for f in inside))


def slice_of(values: list[float], share: float) -> tuple[float, float | None]:
    """The last value of the share at the front of sorted values, and the next, if there is one."""
    rank = math.floor((len(values) - 1) * share)
    beyond = [value for value in values[rank:] if value != values[rank]]
    return values[rank], beyond[0] if beyond else None


def limited(data: PlainData, box: PlainBox, name: str, side: str, end: float) -> PlainBox:
    """The box with one limit of a number moved."""
    low, high = box.limits.get(name, (-math.inf, math.inf))
    ends = (end, high) if side == "low" else (low, end)
    rest = {other: limits for other, limits in box.limits.items() if other != name}
    free = ends == (-math.inf, math.inf)
    return data.counted(replace(box, limits=rest if free else {**rest, name: ends}))


def levelled(data: PlainData, box: PlainBox, name: str, dropped: frozenset[Value]) -> PlainBox:
    """The box with other levels of a category left out."""
    rest = {other: levels for other, levels in box.dropped.items() if other != name}
    return data.counted(replace(box, dropped={**rest, name: dropped} if dropped else rest))


def halfway(edge: float, beyond: float, *, whole: bool) -> float:
    """The limit between the last value cut and the first kept."""
    return beyond if whole or (edge + beyond) / 2 == edge else (edge + beyond) / 2


def peels(data: PlainData, box: PlainBox) -> Iterator[PlainBox]:
    """All boxes one slice smaller."""
    members = [f for f in range(len(data.wanted)) if not data.faults(box, f)]
    for name in data.numbers():
        column = data.columns[name]
        upward = sorted(float(column[f]) for f in members)
        for side, values in (("high", upward[::-1]), ("low", upward)):
            edge, kept = slice_of(values, data.peel)
            if kept is not None:
                end = halfway(edge, kept, whole=isinstance(column[0], int))
                yield limited(data, box, name, side, end)
    for name in data.categories():
        for level in sorted({data.columns[name][f] for f in members}):
            yield levelled(data, box, name, box.dropped.get(name, frozenset()) | {level})


def pastes(data: PlainData, box: PlainBox) -> Iterator[PlainBox]:
    """All boxes one slice larger."""
    waiting: dict[tuple[str, str], list[int]] = {}
    for future in range(len(data.wanted)):
        faults = data.faults(box, future)
        if len(faults) == 1:
            waiting.setdefault(faults[0], []).append(future)
    for name in data.numbers():
        for side in ("low", "high"):
            if futures := waiting.get((name, side)):
                yield pasted(data, box, name, side, futures)
    for name in data.categories():
        for level in sorted({data.columns[name][f] for f in waiting.get((name, "level"), ())}):
            yield levelled(data, box, name, box.dropped[name] - {level})


def pasted(data: PlainData, box: PlainBox, name: str, side: str, futures: list[int]) -> PlainBox:
    """The box with the slice of waiting futures that is nearest to one limit of a number."""
    column = data.columns[name]
    values = sorted((float(column[f]) for f in futures), reverse=side == "low")
    edge, out = slice_of(values, data.paste)
    ends = [float(value) for value in column]
    last, free = (min(ends), -math.inf) if side == "low" else (max(ends), math.inf)
    if out is None:
        end = free if edge == last else edge
    else:
        end = halfway(out, edge, whole=isinstance(column[0], int))
    return limited(data, box, name, side, end)


def gain(old: PlainBox, new: PlainBox) -> tuple[float, int]:
    """Density gained for each future that comes or goes; in a tie, fewer factors are better."""
    if not new.inside or new.inside == old.inside:
        return (0.0, 0)
    density = new.hits / new.inside - old.hits / old.inside
    return (density / abs(new.inside - old.inside), -len(new.limits) - len(new.dropped))


def plain_path(data: PlainData) -> list[PlainBox]:
    """All boxes, from everything over the peeled to the pasted."""
    path = [data.counted(PlainBox())]
    for steps in (peels, pastes):
        while True:
            old = path[-1]
            new = max(steps(data, old), key=lambda box: gain(old, box), default=old)
            if gain(old, new)[0] <= 0 or new.inside < data.least:
                break
            path.append(new)
    return path
