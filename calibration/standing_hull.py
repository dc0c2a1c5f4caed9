"""How far a case lies outside data: Gower distance and convex hull (King and Zeng 2006).

The case's covariates are declared here with reasons; every one of them is an assumption.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ceasefire.core.bands import Floats

GRADE = "assumption"


@dataclass(frozen=True)
class Assumed:
    """What the case is taken to be in a column of the data: low, mode, high, and why."""

    column: str
    low: float
    mode: float
    high: float
    reason: str


# Ukraine at a ceasefire in 2026, in the columns of Fortna (units as in its codebook).
UKRAINE_FORTNA: tuple[Assumed, ...] = (
    Assumed("victory", 0, 0, 0, "a ceasefire, not the victory of a side"),
    Assumed("treaty", 0, 0, 1, "no agreement on the issues; a full settlement is the far end"),
    Assumed("wartype", 0, 1, 1, "identity-based by both sides' words; it may be coded otherwise"),
    Assumed("faction", 0, 0, 0, "two sides; more than two would be 1"),
    Assumed("contraband", 0, 0, 0, "no side lives on contraband"),
    Assumed("logdead", 12.4, 12.9, 13.3, "log of 250,000, 400,000 and 600,000 dead on both sides"),
    Assumed("wardur", 4.0, 4.0, 12.0, "years since February 2022; since April 2014 at the far end"),
    Assumed("past_ag", 0, 1, 1, "the round before ended with the Minsk agreements"),
    Assumed("infst", 6, 7, 9, "infants who died of 1,000 born, before 2022"),
    Assumed("garm", 600, 880, 1_000, "thousands in Ukraine's armed forces"),
)
# Columns that the model leaves out but that speak for or against a comparison.
UKRAINE_FORTNA_MORE: tuple[Assumed, ...] = (
    Assumed("gdpcap", 2_400, 4_800, 13_000, "dollars a head in 2021; low deflated, high at PPP"),
    Assumed("polityle", 0, 4, 7, "Polity score, last published for 2018"),
    Assumed("gp_bel", 1, 1, 1, "a great power is a belligerent"),
)
# The same in the columns of Doyle and Sambanis as King and Zeng use them.
UKRAINE_CIVIL_WARS: tuple[Assumed, ...] = (
    Assumed("decade", 9, 9, 9, "the 2020s, when 1 is the 1940s"),
    Assumed("wartype", 0, 1, 1, "as above"),
    Assumed("logcost", 15.8, 16.3, 16.5, "log of dead and displaced: 7, 12 and 15 million"),
    Assumed("wardur", 48, 48, 144, "months, as above"),
    Assumed("factnum", 2, 2, 2, "two sides"),
    Assumed("factnumsq", 4, 4, 4, "the square of it"),
    Assumed("trnsfcap", 100, 650, 1_200, "transfers from abroad in dollars a head, mostly grants"),
    Assumed("untype4", 0, 0, 0, "no UN enforcement; 1 is looked at beside it"),
    Assumed("treaty", 0, 0, 1, "as above"),
    Assumed("develop", 2_500, 3_200, 3_600, "kilowatt-hours of electricity a head"),
    Assumed("exp", 0.1, 0.2, 0.3, "primary exports as a share of GDP; much of it is grain and ore"),
)


def in_hull(data: Floats, low: Floats, high: Floats) -> bool:
    """Whether any point between ``low`` and ``high`` is a mixture of rows of ``data``.

    A linear programme: weights of the rows, none below 0, that add up to 1 and whose mixture lies
    between the two in every column. ``low == high`` asks about one point.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - slow

    width = np.ptp(data, axis=0)
    width = np.where(width > 0, width, 1.0)
    rows = ((data - data[0]) / width).T
    below, above = ((end - data[0]) / width for end in (low, high))
    exact = below == above
    equal = np.vstack([np.ones(len(data)), rows[exact]])
    result = linprog(
        np.zeros(len(data)),
        A_ub=np.vstack([rows[~exact], -rows[~exact]]) if not exact.all() else None,
        b_ub=np.concatenate([above[~exact], -below[~exact]]) if not exact.all() else None,
        A_eq=equal,
        b_eq=np.concatenate([[1.0], below[exact]]),
        method="highs",
    )
    return bool(result.status == 0)


def gower(data: Floats, point: Floats) -> Floats:
    """Distance of each row from a point: mean over columns of the difference over the range.

    A column without a range counts 0 where the point has its value and 1 where it has not.
    """
    width = np.ptp(data, axis=0)
    apart = np.abs(data - point)
    scaled = np.where(width > 0, apart / np.where(width > 0, width, 1.0), apart > 0)
    return np.asarray(scaled.mean(axis=1), dtype=float)


@dataclass(frozen=True)
class Distance:
    """Where a case lies beside data.

    ``near`` is the share of rows no farther away than two rows are on average (``typical``),
    ``rows_near`` the middle of that share over the rows themselves; ``outside`` names columns in
    which no value between low and high was seen; ``box_in_hull`` asks about any such mixture, and
    ``held_by`` names single columns, or else pairs, without which there would be one.
    ``nearest_row`` counts the rows as given.
    """

    rows: int
    columns: int
    mode_in_hull: bool
    box_in_hull: bool
    nearest: float
    nearest_row: int
    mean: float
    typical: float
    near: float
    rows_near: float
    outside: tuple[str, ...]
    held_by: tuple[tuple[str, ...], ...]


def distance(data: Mapping[str, Floats], case: tuple[Assumed, ...]) -> Distance:
    """Compare a case with data in the columns that it declares; rows that lack one are left out."""
    table = np.column_stack([data[one.column] for one in case])
    whole = np.flatnonzero(~np.isnan(table).any(axis=1))
    table = table[whole]
    low, mode, high = (
        np.array([getattr(one, end) for one in case], dtype=float)
        for end in ("low", "mode", "high")
    )
    among = np.array([gower(table, row) for row in table])
    typical = float(among.sum() / (len(table) * (len(table) - 1)))
    away = gower(table, mode)
    missed = (high < table.min(axis=0)) | (low > table.max(axis=0))
    others = (among <= typical).sum(axis=1) - 1
    return Distance(
        len(table),
        len(case),
        in_hull(table, mode, mode),
        in_hull(table, low, high),
        float(away.min()),
        int(whole[away.argmin()]),
        float(away.mean()),
        typical,
        float((away <= typical).mean()),
        float(np.median(others / (len(table) - 1))),
        tuple(one.column for one, out in zip(case, missed, strict=True) if out),
        _held_by(table, low, high, tuple(one.column for one in case)),
    )


def _held_by(
    data: Floats, low: Floats, high: Floats, names: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """Fewest columns, one or two, without which some point of the box is in the hull."""
    if in_hull(data, low, high):
        return ()
    for size in (1, 2):
        found = [
            tuple(names[i] for i in few)
            for few in combinations(range(len(names)), size)
            if in_hull(*(np.delete(a, few, axis=-1) for a in (data, low, high)))
        ]
        if found:
            return tuple(found)
    return ()


def turned_round_inside(wars: Mapping[str, Floats]) -> tuple[int, int]:
    """How many wars lie in the hull once the UN's enforcement is turned round, and of how many."""
    table = np.column_stack(list(wars.values()))
    table = table[~np.isnan(table).any(axis=1)]
    turned = table.copy()
    column = list(wars).index("untype4")
    turned[:, column] = 1 - turned[:, column]
    return sum(in_hull(table, row, row) for row in turned), len(table)
