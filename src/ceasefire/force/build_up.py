"""How fast a force builds up: shares of its ceiling by month, as UN forces reached them.

The table beside this module is written by ``calibration/build_up.py``; what it rests on, and how
far missions scatter around it, stands in ``docs/calibration-build-up.md``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np

from ceasefire.core.bands import Floats

Starts = Literal["own", "any"]

# Quantiles that the three columns of the table are.
LOW, MODE, HIGH = 0.1, 0.5, 0.9
_TABLE = "build_up.csv"
_COMMENT = "#"


@dataclass(frozen=True)
class BuildUp:
    """Shares of the ceiling in place, from 0 to 1, at the ends of some months.

    ``low``, ``mode`` and ``high`` are the 10th percentile, the median and the 90th percentile over
    ``missions`` UN forces; they are no curves of single missions, and one in ten lies below the
    lowest. ``months`` count from the beginning of the first month with people and begin with 0,
    when nobody is there.
    """

    months: tuple[float, ...]
    low: tuple[float, ...]
    mode: tuple[float, ...]
    high: tuple[float, ...]
    missions: int


@cache
def _table() -> tuple[dict[str, str], ...]:
    """Rows of the table that ships."""
    text = (files("ceasefire.force") / _TABLE).read_text(encoding="utf-8")
    return tuple(csv.DictReader(x for x in text.splitlines() if not x.startswith(_COMMENT)))


def build_up_shares(starts: Starts = "own") -> BuildUp:
    """Read the calibrated shares.

    ``own`` is of forces that came by themselves; ``any`` adds those that took over people or posts
    of a force that was there before.

    Raises:
        ValueError: the table has no such missions.
    """
    rows = [row for row in _table() if row["starts"] == starts]
    if not rows:
        msg = f"{_TABLE} has no missions with starts '{starts}'"
        raise ValueError(msg)

    def column(name: str) -> tuple[float, ...]:
        return (0.0, *(float(row[name]) for row in rows))

    return BuildUp(
        column("month"), column("low"), column("mode"), column("high"), int(rows[0]["missions"])
    )


def ramp(months: Floats, u: Floats | float, starts: Starts = "own") -> Floats:
    """Share of the ceiling in place by month, at quantile ``u`` of the speed of building up.

    The share at the end of the first month with people is that of month 1. It rises along lines
    between the months of the table and stays at its last value after them; it is 0 before people
    come. Between the 10th and the 90th percentile it goes in lines through the median; beyond them
    it stays at these, as there are too few missions to say more.

    Args:
        months: months since the beginning of the first month with people, of any shape.
        u: quantiles from 0 (slowest) to 1 (fastest), of a shape that goes with ``months``:
            ``(draws, 1)`` and ``(months,)`` give ``(draws, months)``.
        starts: which missions, as in ``build_up_shares``.

    Raises:
        ValueError: a quantile lies outside 0 to 1.
    """
    u = np.asarray(u, dtype=np.float64)
    if not bool(np.all((u >= 0) & (u <= 1))):
        msg = "a quantile of the build-up lies between 0 and 1"
        raise ValueError(msg)
    table = build_up_shares(starts)
    low, mode, high = (
        np.interp(months, table.months, shares) for shares in (table.low, table.mode, table.high)
    )
    up_to_mode = np.clip((u - LOW) / (MODE - LOW), 0, 1)
    beyond_mode = np.clip((u - MODE) / (HIGH - MODE), 0, 1)
    share: Floats = (1 - up_to_mode) * low + (up_to_mode - beyond_mode) * mode + beyond_mode * high
    return share
