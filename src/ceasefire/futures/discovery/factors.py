"""Factors of stored futures, laid out for a search: numbers sorted once, categories as codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError

Level = bool | int | str
Frame = Mapping[str, NDArray[Any]]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Codes = NDArray[np.int32]

MOST_LEVELS = 62  # the levels kept are the bits of one 64-bit number


@dataclass(frozen=True)
class Factors:
    """Factors of ``futures`` futures.

    ``numbers`` and ``categories`` name the factors; ``whole`` says which numbers are whole,
    shape ``(numbers,)``; ``levels`` has the levels of each category, sorted. ``values`` has shape
    ``(numbers, futures)`` and ``order`` the futures from the lowest to the highest value of each
    number; ``codes`` the place of each future's level in ``levels``, shape
    ``(categories, futures)``.
    """

    numbers: tuple[str, ...]
    categories: tuple[str, ...]
    levels: tuple[tuple[Level, ...], ...]
    whole: Bools
    values: Floats
    order: Codes
    codes: Codes

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all factors, numbers first."""
        return self.numbers + self.categories

    @property
    def futures(self) -> int:
        """How many futures there are."""
        return int((self.values if len(self.numbers) else self.codes).shape[1])

    @property
    def level_counts(self) -> Ints:
        """Levels of each category, shape ``(categories,)``."""
        return np.array([len(levels) for levels in self.levels], dtype=np.int64)


def factors_of(frame: Frame) -> Factors:
    """Lay out a data frame: floats and integers are numbers; booleans and texts are categories.

    Args:
        frame: one array of shape ``(futures,)`` by the name of each factor.

    Raises:
        CeasefireError: there is no factor or no future, lengths differ, a number is missing, or a
            category has more than 62 levels.
    """
    _check(frame)
    numbers = [name for name, column in frame.items() if column.dtype.kind in "fiu"]
    categories = [name for name in frame if name not in numbers]
    futures = len(next(iter(frame.values())))
    values = np.empty((len(numbers), futures))
    order = np.empty(values.shape, dtype=np.int32)
    for row, name in enumerate(numbers):
        values[row] = frame[name]
        order[row] = np.argsort(values[row])
    codes = np.empty((len(categories), futures), dtype=np.int32)
    levels = []
    for row, name in enumerate(categories):
        found, codes[row] = np.unique(frame[name], return_inverse=True)
        levels.append(tuple(found.tolist()))
        if len(found) > MOST_LEVELS:
            msg = f"factor '{name}' has {len(found)} categories; at most {MOST_LEVELS} can be told"
            raise CeasefireError(msg, "give it as a number, or put categories together")
    whole = np.array([frame[name].dtype.kind in "iu" for name in numbers], dtype=np.bool_)
    return Factors(tuple(numbers), tuple(categories), tuple(levels), whole, values, order, codes)


def _check(frame: Frame) -> None:
    lengths = {len(column) for column in frame.values()}
    if not lengths or lengths == {0}:
        msg = "there is nothing to search: no factor, or no future"
        raise CeasefireError(msg, "run futures first, and name at least one factor")
    if len(lengths) > 1:
        told = ", ".join(f"'{name}' {len(column):,}" for name, column in frame.items())
        msg = f"factors have different numbers of futures: {told}"
        raise CeasefireError(msg, "give one value for each future")
    missing = [n for n, c in frame.items() if c.dtype.kind == "f" and not np.isfinite(c).all()]
    if missing:
        msg = f"factors without a finite value in some futures: {', '.join(missing)}"
        raise CeasefireError(msg, "leave these factors or these futures out")


def outcome_of(of_interest: NDArray[np.generic], futures: int) -> tuple[Bools, Bools]:
    """Split an outcome into where it is of interest and where it is defined.

    Args:
        of_interest: shape ``(futures,)``: true, false, or (in floats 1 and 0) NaN where the
            outcome is not defined.
        futures: how many there should be.

    Returns:
        Both of shape ``(futures,)``.

    Raises:
        CeasefireError: the length differs, a value is neither, no future is of interest, or all.
    """
    values = np.asarray(of_interest, dtype=np.float64)
    if values.shape != (futures,):
        msg = f"the outcome has shape {values.shape} for {futures:,} futures"
        raise CeasefireError(msg, "give one value for each future")
    defined = ~np.isnan(values)
    if not np.isin(values[defined], (0, 1)).all():
        msg = "an outcome of interest is true or false (1 or 0; NaN: not defined)"
        raise CeasefireError(msg, "compare the outcome with a limit first")
    wanted = defined & (values == 1)
    if wanted.sum() in (0, defined.sum()):
        which = "no" if not wanted.any() else "every"
        msg = f"{which} future is of interest: there is nothing to tell apart"
        raise CeasefireError(msg, "take another limit of the outcome")
    return wanted, defined
