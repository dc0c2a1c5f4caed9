"""Sensitivity: which uncertain number moves a forecast, by Sobol' indices."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.case_stakes import PARTS, Place, Table
from ceasefire.politics.stakes import Stakes

_FLAT = 1e-9
_FEWEST = 16  # base samples below which indices say nothing


@dataclass(frozen=True)
class Index:
    """Share of a forecast's variance that one number explains, alone and with all it acts with.

    ``alone_error`` and ``total_error`` are half-widths of 95 % intervals.
    """

    address: Address
    alone: float
    alone_error: float
    total: float
    total_error: float


def sobol(
    table: Table, issue: str, forecast: Callable[[Stakes], Floats], *, runs: int, seed: int
) -> tuple[Index, ...]:
    """Sobol' indices of the forecast on one issue over all its uncertain numbers, largest first.

    Saltelli's design (2010) over the quantiles of the bands; numbers of other issues stay in the
    middle of theirs.

    Args:
        table: the stakes' layout.
        issue: the issue forecast.
        forecast: stakes to forecasts of shape ``(draws, issues)``.
        runs: most evaluations of the model.
        seed: of the design.

    Raises:
        CeasefireError: SALib is not installed, or there are too few runs.
    """
    k = table.issues.index(issue)
    places = [place for place in table.uncertain() if place.issue == k]
    if len(places) < 2:  # noqa: PLR2004 - one number alone explains all
        return ()
    base = 2 ** int(np.log2(max(1, runs // (len(places) + 2))))
    if base < _FEWEST:
        msg = f"{runs:,} draws are too few for the indices of {len(places)} uncertain numbers"
        raise CeasefireError(msg, f"give --draws {_FEWEST * (len(places) + 2):,} or more")
    sample, analyze = _library()
    problem = {"num_vars": len(places), "names": [str(i) for i in range(len(places))],
               "bounds": [[0.0, 1.0]] * len(places)}  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own making
        design = sample.sample(problem, base, calc_second_order=False, seed=seed)
        values = forecast(_at(table, places, design))[:, k]
        if np.nanstd(values) < _FLAT:
            return ()  # nothing moves it; what is left is rounding
        found = analyze.analyze(
            problem, np.nan_to_num(values, nan=float(np.nanmean(values))),
            calc_second_order=False, seed=seed,
        )  # fmt: skip
    indices = [
        Index(place.row.address(place.column), *(float(found[name][i]) for name in _NAMES))
        for i, place in enumerate(places)
    ]
    return tuple(sorted(indices, key=lambda index: -index.total))


def runs_for(table: Table, issue: str, base: int) -> int:
    """Evaluations that a design of some base samples takes on an issue."""
    k = table.issues.index(issue)
    return base * (sum(place.issue == k for place in table.uncertain()) + 2)


_NAMES = ("S1", "S1_conf", "ST", "ST_conf")


def _library() -> tuple[Any, Any]:
    try:
        from SALib.analyze import sobol as analyze  # noqa: PLC0415 - an optional extra
        from SALib.sample import sobol as sample  # noqa: PLC0415
    except ImportError as error:
        msg = "sensitivities need the library SALib, which is not installed"
        raise CeasefireError(
            msg, 'install it with: pip install "ceasefire[sensitivity]"'
        ) from error
    return sample, analyze


def _at(table: Table, places: list[Place], design: Floats) -> Stakes:
    """Stakes in which the places stand at the quantiles of a design, all others in the middle."""
    central = table.central()
    everywhere = central.taken(np.zeros(len(design), dtype=np.int64))
    parts = dict(zip(PARTS, (everywhere.positions, everywhere.saliences, everywhere.capabilities),
                     strict=True))  # fmt: skip
    for column, place in enumerate(places):
        band = place.row.band(place.column)
        inside = np.clip(design[:, column], 1e-9, 1 - 1e-9)
        parts[place.column][:, place.actor, place.issue] = band.quantile(inside)
    return everywhere
