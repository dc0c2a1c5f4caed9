"""Saltelli's design over the factors of a case: Sobol' indices by table, and of luck.

Factors of one table of the case move together, which asks for a tenth of the futures that factors
apart would; what no evidence settles (votes, the weeks of the truce) is one more mover, ``luck``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.draws import Words
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.factors import Factor
from ceasefire.futures.sensitivity import Indices, SobolDesign, sobol_indices

LUCK = "luck"
_LEAST = 16  # rows of a part


def movers(factors: Sequence[Factor]) -> dict[str, list[str]]:
    """Streams of the factors by the table of the case that they stand in."""
    found: dict[str, list[str]] = {}
    for factor in factors:
        found.setdefault(factor.address.partition(".")[0], []).append(factor.stream)
    return found


def most_futures(factors: Sequence[Factor], most: int) -> int:
    """Futures of the largest design that ``most`` futures have room for.

    Raises:
        CeasefireError: there is no room for the smallest.
    """
    parts = len(movers(factors)) + 3  # A, B, and one for each mover, luck among them
    if most < _LEAST * parts:
        msg = f"{most:,} futures are too few for a design of {parts} parts"
        raise CeasefireError(msg, f"give --futures {_LEAST * parts:,} or more")
    return int(parts * 2 ** ((most // parts).bit_length() - 1))


def sobol_design(factors: Sequence[Factor], futures: int, seed: int) -> SobolDesign:
    """The design that a number of futures fills.

    Raises:
        CeasefireError: no design has so many futures.
    """
    groups = movers(factors)
    streams = tuple(factor.stream for factor in factors)
    return SobolDesign((*streams, LUCK), futures // (len(groups) + 3), seed, groups)


def laid_out(design: SobolDesign, first: int, count: int) -> tuple[dict[str, Floats], Words]:
    """Quantiles of a block by stream, each of shape ``(count,)``, and whose luck its futures have.

    A row of the design has its own luck in A, and another one in B.
    """
    rows = np.arange(first, first + count)
    blocks = [
        design.part(number)[rows[rows // design.base == number] % design.base]
        for number in np.unique(rows // design.base)
    ]
    points = np.concatenate(blocks)
    part = rows // design.base
    of_b = (part == 1) | (part == 2 + design.movers.index(LUCK))
    luck = (rows % design.base + np.where(of_b, design.base, 0)).astype(np.uint64)
    given = {
        stream: np.ascontiguousarray(points[:, k])
        for k, stream in enumerate(design.factors) if stream != LUCK
    }  # fmt: skip
    return given, luck


def indices(design: SobolDesign, values: Floats) -> Indices:
    """Sobol' indices of each mover, one column for each option.

    Args:
        design: what was run.
        values: an outcome, shape ``(options, futures)``.
    """
    by_part = values.T.reshape(design.parts, design.base, -1)
    return sobol_indices(design, by_part)
