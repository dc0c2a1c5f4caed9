"""Sobol' indices of a run of Saltelli's design, told by option."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import click
import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.futures.discovery.words import per_cent
from ceasefire.futures.folder import stored
from ceasefire.futures.manifest import Manifest
from ceasefire.futures.saltelli import LUCK, indices
from ceasefire.futures.sensitivity import Indices
from ceasefire.report.terminal import print_table
from ceasefire.report.words import counted

_TOLD = 0.01  # tables that move less of the variance are not told
_OF_LUCK = "luck: votes, weeks of the truce"


def sobol(manifest: Manifest, outcome: str) -> Indices | None:
    """Indices of every option; ``None`` if the run is of another design, or not at its end."""
    design = manifest.asked.design
    if design.kind != "saltelli" or manifest.done < design.futures:
        return None
    return indices(design.parts, stored(manifest, outcome))


def sobol_json(found: Indices, options: Sequence[str]) -> dict[str, Any]:
    """Indices for programs: by option and table of the case; null where nothing varies."""
    return {
        option: {
            mover: {
                name: _number(getattr(found, name)[m, k])
                for name in ("first", "first_low", "first_high", "total", "total_low", "total_high")
            }
            for m, mover in enumerate(found.movers)
        }
        for k, option in enumerate(options)
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def show_sobol(found: Indices, options: Sequence[str], option: str) -> None:
    """Print the indices of one option, the strongest first."""
    k = options.index(option)
    order = np.argsort(-np.nan_to_num(found.total[:, k]), kind="stable")
    rows = [
        (
            _OF_LUCK if found.movers[m] == LUCK else found.movers[m].replace("_", " "),
            _words(found.first, found.first_low, found.first_high, m, k),
            _words(found.total, found.total_low, found.total_high, m, k),
        )
        for m in order if found.total[m, k] >= _TOLD
    ]  # fmt: skip
    title = f"Share of the outcome's variance by table of the case (Sobol' indices): {option}"
    print_table(title, ("table", "alone", "with all it acts with"), rows)
    left = len(found.movers) - len(rows)
    click.echo(f"{counted(left, 'other table')} with less than {per_cent(_TOLD)}: --json has all")


def _words(middle: Floats, low: Floats, high: Floats, m: int, k: int) -> str:
    value, least, most = (per_cent(float(one[m, k])) for one in (middle, low, high))
    return f"{value} ({least} to {most})"
