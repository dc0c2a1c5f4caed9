"""The script that calibrates violations: its mathematics on made-up data, and what it ships."""

from __future__ import annotations

import hashlib
from functools import cache

import numpy as np
import pytest
from calibration import violations as script
from calibration import violations_fit as fits

from ceasefire.truce.calibration import coefficients

HEAD = "day_ending_1930,region,ceasefire_violations,basis\n"
GED_HEAD = "year,dyad_name,date_end,best\n#date+year,,#date+end,\n"


def test_sundays_of_previous_reports_count_two_days() -> None:
    # 2020-10-11 was a Sunday, its figure that of two evenings; 2020-10-12 follows half of it.
    text = HEAD + "".join(
        f"2020-10-{day},Donetsk,{count},{basis}\n"
        for day, count, basis in (
            ("09", 26, "direct"),
            ("11", 10, "previous"),
            ("12", 14, "direct"),
        )
    )
    days = fits.read_days(text.splitlines())
    assert days.exposure.tolist() == [1, 2, 1]
    assert np.array_equal(days.before, [np.nan, 26, 5], equal_nan=True)
    assert days.steps.tolist() == [74, 76, 77]
    weeks = fits.weeks_of(days)
    assert weeks.steps.tolist() == [10]
    assert weeks.counts.tolist() == [50]
    assert weeks.exposure.tolist() == [4 / 7]


def test_missing_days_are_not_days_without_violations() -> None:
    text = HEAD + "2021-01-05,Luhansk,208,direct\n2021-01-07,Luhansk,1,direct\n"
    days = fits.read_days(text.splitlines())
    assert np.isnan(days.before).all()
    assert days.period.tolist() == [1, 1]


def test_a_day_in_two_rows_is_refused() -> None:
    text = HEAD + "2021-01-05,Luhansk,208,direct\n2021-01-05,Luhansk,1,previous\n"
    with pytest.raises(SystemExit, match="Luhansk has two rows for 2021-01-05"):
        fits.read_days(text.splitlines())


def test_the_fit_finds_the_process_again() -> None:
    # Both regions for 800 days from the twin itself.
    given = {"violations": 60.0, "dispersion": 0.8, "excitation": 0.3, "quiet": 0.1,
             "rise": 200.0, "rise_shape": 2.0}  # fmt: skip
    counts = np.concatenate([script.told(given, 800, 1, seed)[0] for seed in (1, 2)])
    before = np.roll(counts, 1)
    before[[0, 800]] = np.nan
    steps = np.tile(np.arange(800.0), 2)
    region = np.repeat([0, 1], 800)
    series = fits.Series(steps, region, counts, np.ones(1600), before, np.zeros(1600, np.int64))
    fit = fits.fitted(series, {"size_after": 1.0})
    assert fit.values["excitation"] == pytest.approx(0.3, abs=0.08)
    assert fit.values["size"] == pytest.approx(0.8, rel=0.12)
    for name in ("donetsk", "luhansk"):
        assert fit.values[name] == pytest.approx(60, rel=0.2)
    low, high = fits.interval(series, fit, "rise_shape", {"size_after": 1.0})
    assert low < 2 < high < 4
    one = fits.fitted(series, {"size_after": 1.0, "rise_shape": 1.0})
    assert one.loss > fit.loss + fits.PROFILE


def test_deaths_are_counted_by_month_without_the_row_of_tags() -> None:
    rows = (
        "2014,Government of Ukraine - Maidan,2014-02-20 00:00,50\n"
        "2014,Government of Ukraine - DPR,2014-04-20 00:00,3\n"
        "2014,Government of Ukraine - DPR,2014-04-21 00:00,2\n"
        "2014,Government of Ukraine - LPR,2014-06-01 00:00,4\n"
    )
    deaths = script.deaths_by_month((GED_HEAD + rows).splitlines())
    assert deaths["all"] == {"2014-04": 5, "2014-05": 0, "2014-06": 4}
    assert deaths["LPR"] == {"2014-04": 0, "2014-05": 0, "2014-06": 4}


@pytest.fixture(name="data")
def _data() -> None:
    if not all((script.DATA / file).is_file() for file in (script.OSCE, script.GED)):
        pytest.skip("../shared/data is not there")


@cache
def real() -> fits.Series:
    with (script.DATA / script.OSCE).open(encoding="utf-8", newline="") as file:
        return fits.read_days(file)


def alike(again: script.Summary, counted: script.Summary) -> bool:
    """Mean within 15 per cent, dispersion within a factor of 2, zero share within 10 points."""
    mean, dispersion = again.mean / counted.mean, again.dispersion / counted.dispersion
    return (
        abs(mean - 1) <= 0.15 and 0.5 <= dispersion <= 2 and abs(again.zeros - counted.zeros) <= 0.1
    )


@pytest.mark.realdata
@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("period", ["2020h2", "2021h1"])
def test_simulated_region_days_are_like_those_counted(period: str) -> None:
    days = real()
    fit = fits.process_of(days)
    here = days.period == list(fits.PERIODS).index(period)
    counted = script.summary(days.counts[here])
    again = script.summary(script.simulated(days, fit, replicates=300)[:, here])
    assert alike(again, counted), (again, counted)


@pytest.mark.parametrize("period", ["2020h2", "2021h1"])
def test_what_ships_of_them_is_alike_too(period: str) -> None:
    # Where the data are not there, at least what the script wrote is held to the same bars.
    shipped = coefficients("violations_periods")
    again, counted = (
        script.Summary(
            *(shipped[f"{period}.{kind}.{name}"].value
              for name in ("mean", "dispersion", "zeros", "largest"))
        )
        for kind in ("simulated", "counted")
    )  # fmt: skip
    assert alike(again, counted), (again, counted)


@pytest.mark.realdata
@pytest.mark.usefixtures("data")
def test_the_process_ships_as_the_script_gives_it() -> None:
    shipped = coefficients("violations_process")
    fit = fits.process_of(real())
    for name in fits.NAMES:
        found = shipped[f"day.{name}"]
        assert found.value == pytest.approx(fit.values[name], rel=0.01, abs=1e-3)
    text = (script.TABLES / "violations_process.csv").read_text(encoding="utf-8")
    for file in (script.OSCE, script.GED):
        assert hashlib.sha256((script.DATA / file).read_bytes()).hexdigest() in text


@pytest.mark.realdata
@pytest.mark.usefixtures("data")
def test_counts_of_the_table_ship() -> None:
    # By hand from the file: 112 region-days until the end of 2020, 1,219 violations, 47 without.
    shipped = coefficients("violations_periods")
    assert shipped["2020h2.counted.mean"].value == pytest.approx(1219 / 112, abs=1e-4)
    assert shipped["2020h2.counted.zeros"].value == pytest.approx(47 / 112, abs=1e-4)
    assert shipped["2021h1.counted.largest"].value == 1491


def test_a_straight_rise_ships_as_the_worse_one() -> None:
    shipped = coefficients("violations_process")
    for clock in ("day", "week"):
        lost = shipped[f"{clock}.loss_shape_1"].value - shipped[f"{clock}.loss"].value
        assert lost > fits.PROFILE
