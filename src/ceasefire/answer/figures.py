"""Figures: the numbers of an answer, each with an id, a unit and the addresses it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ceasefire.core.addresses import Address
from ceasefire.core.bands import Band
from ceasefire.futures.tally import HIGH_SHARE, LOW_SHARE, Tally

SIGNIFICANT = 6  # digits kept, so that the last bits of a sum do not show
KINDS = {
    "stated": "read from the case, or added up from numbers that stand there",
    "drawn": "mean over all futures; low and high leave out one future in twenty on each side",
    "event": "share of futures in which it happens; low and high are its 95 % interval",
    "compared": "from options in the futures they share; low and high, where there are some, are "
    "the 95 % interval of the mean",
}


@dataclass(frozen=True)
class Figure:
    """One number of the answer.

    Of a ``stated`` figure ``value`` is the mode, ``None`` if none was stated; all three are
    ``None`` if nobody published a number. Of a ``drawn`` one ``value`` is the mean. ``bound`` is
    ``up to`` if the figure rests on a lone ceiling, ``at least`` if it rests on a lone floor or a
    ceiling was taken from it.
    """

    id: str
    what: str
    unit: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    rows: tuple[str, ...]
    bound: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the figure as it stands in answer.json."""
        return {
            "what": self.what,
            "unit": self.unit,
            "kind": self.kind,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "bound": self.bound,
            "rows": list(self.rows),
        }


def rounded(number: float | None) -> float | None:
    """Round to the digits an answer keeps."""
    return None if number is None else float(f"{number:.{SIGNIFICANT}g}")


def addresses(rows: Iterable[Address]) -> tuple[str, ...]:
    """Return addresses as sorted texts; several columns of one row become the row's address."""
    columns: dict[str, set[str]] = {}
    for row in rows:
        columns.setdefault(f"{row.table}.{row.row}", set()).add(row.column)
    return tuple(sorted(
        f"{row}.{next(iter(found))}".rstrip(".") if len(found) == 1 else row
        for row, found in columns.items()
    ))  # fmt: skip


def stated(  # noqa: PLR0913 - the parts of a figure
    figure_id: str, what: str, unit: str, ends: tuple[float, float] | None,
    rows: Iterable[Address], *, value: float | None = None, bound: str = "",
) -> Figure:  # fmt: skip
    """Return a figure that is read or added up from the case; no ``ends``: nobody published one."""
    low, high = (rounded(ends[0]), rounded(ends[1])) if ends else (None, None)
    middle = rounded(value) if value is not None else (low if low == high else None)
    return Figure(figure_id, what, unit, "stated", middle, low, high, addresses(rows), bound)


def stated_band(figure_id: str, what: str, unit: str, band: Band, address: Address) -> Figure:
    """Return a figure that is one band of the case."""
    ends = band.stated()
    return stated(figure_id, what, unit, ends, {address}, value=band.mode, bound=band.bound)


def drawn(figure_id: str, what: str, unit: str, tally: Tally) -> Figure:
    """Return a figure that was summed up over the futures; without a value if there were none."""
    if not tally.count:
        return Figure(figure_id, what, unit, "event", None, None, None, addresses(tally.rows))
    kind = "event" if tally.event else "drawn"
    ends = tally.interval() if tally.event else (
        tally.quantile(LOW_SHARE), tally.quantile(HIGH_SHARE)
    )  # fmt: skip
    # Quantiles of a probability are read off bins, so that with few futures they can pass the mean.
    low, high = rounded(min(ends[0], tally.mean)), rounded(max(ends[1], tally.mean))
    return Figure(
        figure_id, what, unit, kind, rounded(tally.mean), low, high, addresses(tally.rows)
    )
