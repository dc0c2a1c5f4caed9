"""Bands are drawn by their declared kind and never leave what was stated."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.bands import CEILING_LOW_SHARE, DRAWN_AS, Band

NUMBERS = st.floats(0, 1e6)


@pytest.mark.parametrize(
    ("band", "kind"),
    [
        (Band(), "blank"),
        (Band(mode=5), "figure"),
        (Band(1, 2, 3), "band"),
        (Band(low=1, mode=2), "band"),
        (Band(mode=2, high=3), "band"),
        (Band(low=1, high=3), "range"),
        (Band(high=3), "ceiling"),
        (Band(low=1), "floor"),
    ],
)
def test_kind(band: Band, kind: str) -> None:
    assert band.kind == kind
    assert kind in DRAWN_AS


@pytest.mark.parametrize(
    ("band", "certain"),
    [
        (Band(mode=3), True),
        (Band(low=3), True),
        (Band(3, 3, 3), True),
        (Band(3, 3, 4), False),
        (Band(3, None, 4), False),
        (Band(high=3), False),  # drawn from half the ceiling
    ],
)
def test_certain_bands_are_those_whose_draws_are_all_the_same(band: Band, *, certain: bool) -> None:
    assert band.certain is certain
    drawn = band.quantile(np.array([0.01, 0.5, 0.99]))
    assert (len(set(drawn)) == 1) is certain


def test_blank_states_nothing_and_is_not_zero() -> None:
    assert Band().blank
    with pytest.raises(ValueError, match="blank"):
        Band().stated()


def test_a_lone_ceiling_states_itself_and_is_drawn_below_itself() -> None:
    band = Band(high=5_000)
    assert band.stated() == (5_000, 5_000)
    drawn = band.quantile(np.linspace(0.001, 0.999, 99))
    assert drawn.min() >= CEILING_LOW_SHARE * 5_000
    assert drawn.max() <= 5_000
    u = (np.arange(100_000) + 0.5) / 100_000
    assert band.quantile(u).mean() == pytest.approx((0.5 + 1 + 1) / 3 * 5_000, rel=1e-4)


def test_triangular_has_its_published_mean() -> None:
    # Mean of a triangular law: (low + mode + high) / 3.
    u = (np.arange(200_000) + 0.5) / 200_000
    assert Band(2, 3, 10).quantile(u).mean() == pytest.approx(5, rel=1e-4)


@given(st.lists(NUMBERS, min_size=3, max_size=3), st.lists(st.floats(0.001, 0.999), min_size=2))
def test_quantiles_rise_and_stay_inside(ends: list[float], shares: list[float]) -> None:
    low, mode, high = sorted(ends)
    u = np.sort(np.array(shares))
    for band in (Band(low, mode, high), Band(low=low, high=high), Band(mode=mode)):
        drawn = band.quantile(u)
        assert (np.diff(drawn) >= -1e-6).all()
        assert drawn.min() >= band.stated()[0] - 1e-6
        assert drawn.max() <= band.stated()[1] + 1e-6


@given(NUMBERS, NUMBERS, NUMBERS)
def test_ordered_means_low_mode_high(low: float, mode: float, high: float) -> None:
    assert Band(low, mode, high).ordered == (low <= mode <= high)
