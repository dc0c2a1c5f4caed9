"""Numbers in words."""

from __future__ import annotations

from datetime import date

import pytest

from ceasefire.answer.figures import Figure
from ceasefire.case.rows import Case
from ceasefire.core.bands import Band
from ceasefire.report.words import age_words, band_words, figure_words, number_words, value_words


def figure(kind: str, unit: str, ends: tuple[float | None, ...], bound: str = "") -> Figure:
    low, value, high = ends
    return Figure("answer.x", "x", unit, kind, value, low, high, ("t.r",), bound)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (
            figure("stated", "people", (10_050, None, 10_250), "up to"),
            "up to 10,250 (low ends 10,050)",
        ),
        (figure("stated", "people", (5_000, None, 5_000), "up to"), "up to 5,000"),
        (figure("stated", "people", (13_250, None, 14_750)), "13,250 to 14,750"),
        (figure("stated", "people", (0, 0, 0), "at least"), "0 or more"),
        (
            figure("stated", "people", (14_750, None, 14_950), "at least"),
            "14,750 to 14,950 or more",
        ),
        (figure("stated", "people", (None, None, None)), "no number published"),
        (figure("stated", "people", (7, 7, 7)), "7"),
        (figure("drawn", "people", (371.9, 4945.2, 10_000)), "4,900 (370 to 10,000)"),
        (figure("drawn", "probability", (0.54, 0.63, 0.71)), "63 % (54 to 71)"),
        (figure("event", "probability", (0.97, 0.98, 0.99)), "98 %"),
        (figure("event", "probability", (0.0, 0.004, 0.009)), "under 1 %"),
        (figure("event", "probability", (0.99, 0.998, 1.0)), "over 99 %"),
        (figure("stated", "aircraft", (120, 120, 120)), "120 aircraft"),
        (figure("stated", "aircraft", (100, None, 120)), "100 to 120 aircraft"),
        (
            figure("drawn", "person-years", (22_783, 29_934, 37_155)),
            "30,000 person-years (23,000 to 37,000)",
        ),
        (figure("drawn", "EUR 2025", (9.9e6, 9.97e7, 9.96e10)), "EUR 100 m (9.9 m to 100 bn)"),
        (figure("drawn", "EUR 2025", (7e8, 1.13e9, 1.6e9)), "EUR 1.1 bn (700 m to 1.6 bn)"),
    ],
)
def test_figures(made: Figure, words: str) -> None:
    assert figure_words(made).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("band", "words"),
    [(Band(), "not published"), (Band(high=5000), "up to 5,000 people"),
     (Band(mode=5), "5 people"), (Band(low=5), "at least 5 people"),
     (Band(1, 2, 3), "1 to 3, mode 2 people"), (Band(low=1, high=3), "1 to 3 people")],
)  # fmt: skip
def test_bands(band: Band, words: str) -> None:
    assert band_words(band, "people") == words


def test_a_pledge_is_printed_in_the_unit_of_its_domain(small: Case) -> None:
    assert value_words(small.row("pledges", "cor_2026_01"), "n") == "up to 3,000 people"
    assert value_words(small.row("positions", "arr_force"), "salience") == "0.7 to 0.9, mode 0.8"
    assert value_words(small.row("pledges", "cor_2025_11"), "n_high") == "not published"


def test_differences_and_ages() -> None:
    assert number_words(0.078, "difference") == "+7.8 points"
    assert age_words(date(2026, 2, 28), date(2026, 11, 23)) == "268 days old"
    assert age_words(date(2026, 2, 28), date(2026, 2, 28)) == "of today"
    assert age_words(date(2026, 2, 28), date(2026, 2, 1)) == "its date lies 27 days ahead"
