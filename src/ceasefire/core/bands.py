"""Bands: how a published figure is written down, and how each kind of band is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BandKind = Literal["blank", "figure", "band", "range", "ceiling", "floor"]

# How each kind is drawn; printed with every answer.
DRAWN_AS: dict[BandKind, str] = {
    "blank": "nobody published it: never drawn, never zero",
    "figure": "a figure without a band: taken as stated in every future",
    "band": "low, mode, high: triangular",
    "range": "low and high only: uniform between them",
    "ceiling": "'up to': triangular from half the ceiling, rising to the ceiling itself",
    "floor": "'at least': taken at the floor",
}
CEILING_LOW_SHARE = 0.5


@dataclass(frozen=True)
class Band:
    """Low, mode and high of a quantity; ``None`` where nobody published one.

    A mode with only one of the two ends takes the mode for the end that is missing.
    """

    low: float | None = None
    mode: float | None = None
    high: float | None = None

    @property
    def kind(self) -> BandKind:
        """Which of the declared kinds of band this is."""
        if self.mode is not None:
            lone = self.low is None and self.high is None
            return "figure" if lone else "band"
        if self.low is not None and self.high is not None:
            return "range"
        if self.high is not None:
            return "ceiling"
        return "floor" if self.low is not None else "blank"

    @property
    def given(self) -> list[float]:
        """Those of low, mode and high that were published, in this order."""
        return [x for x in (self.low, self.mode, self.high) if x is not None]

    @property
    def blank(self) -> bool:
        """Whether nobody published any of the three."""
        return not self.given

    @property
    def certain(self) -> bool:
        """Whether every future has the same number: a figure, a floor, or ends that are equal.

        Raises:
            ValueError: the band is blank.
        """
        low, high = self.stated()
        return low == high and self.kind != "ceiling"

    @property
    def bound(self) -> str:
        """Words of a lone end: ``up to`` of a ceiling, ``at least`` of a floor, else blank."""
        return {"ceiling": "up to", "floor": "at least"}.get(self.kind, "")

    @property
    def ordered(self) -> bool:
        """Whether low <= mode <= high, as far as they are there."""
        return self.given == sorted(self.given)

    def stated(self) -> tuple[float, float]:
        """Lowest and highest number that was stated; a lone ceiling states itself twice.

        Raises:
            ValueError: the band is blank.
        """
        given = self.given
        if not given:
            msg = "a blank band states nothing"
            raise ValueError(msg)
        return given[0], given[-1]

    def central(self) -> float:
        """Middle of the band: the mode, else the middle of what was stated."""
        low, high = self.stated()
        return self.mode if self.mode is not None else (low + high) / 2

    def quantile(self, u: Floats) -> Floats:
        """Inverse distribution function at ``u`` in (0, 1), by the rule declared in ``DRAWN_AS``.

        Raises:
            ValueError: the band is blank.
        """
        low, high = self.stated()
        kind = self.kind
        if kind == "range":
            return low + (high - low) * u
        if kind == "ceiling":
            return triangular(u, CEILING_LOW_SHARE * high, high, high)
        if kind == "band" and self.mode is not None:
            return triangular(u, low, self.mode, high)
        return np.full_like(u, low)


def triangular(u: Floats, low: float, mode: float, high: float) -> Floats:
    """Inverse distribution function of the triangular law (any text book; closed form)."""
    width = high - low
    if width <= 0:
        return np.full_like(u, low)
    rise = low + np.sqrt(u * width * (mode - low))
    fall = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(u < (mode - low) / width, rise, fall)
