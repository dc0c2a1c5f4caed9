"""The build-up of a force: the table as it ships, how it is read, and the script that writes it."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import numpy as np
import pytest
from calibration import build_up as script
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.force.build_up import Starts, build_up_shares, ramp

QUANTILES = st.floats(0, 1)
MONTHS = st.floats(-6, 60)
STARTS: tuple[Starts, ...] = ("own", "any")
HEADER = "Date,Mission,Number of Contributors,Troops,Police,Observers,Total"


def month_ends(
    start: int, people: list[int], *, observers: bool = False
) -> dict[int, script.Report]:
    """Reports of a made-up mission, each month with another number of contributors."""
    return {
        start + i: script.Report(i, 0 if observers else n, 0, n if observers else 0)
        for i, n in enumerate(people)
    }


def test_the_table_covers_the_months_that_plans_ask_for() -> None:
    for starts in STARTS:
        table = build_up_shares(starts)
        assert list(table.months) == [0, 1, 2, 3, 6, 9, 12, 18, 24, 36]
        assert table.missions == {"own": 8, "any": 19}[starts]


def test_the_table_is_in_order() -> None:
    for starts in STARTS:
        table = build_up_shares(starts)
        shares = np.array([table.low, table.mode, table.high])
        assert (np.diff(shares, axis=0) >= 0).all()
        assert (np.diff(shares, axis=1) >= 0).all()
        assert (shares[:, 0] == 0).all()
        assert (shares[:, -1] == 1).all()


def test_unknown_missions_are_refused() -> None:
    with pytest.raises(ValueError, match="no missions with starts 'all'"):
        build_up_shares("all")  # type: ignore[arg-type]


def test_the_ramp_goes_through_the_table() -> None:
    for starts in STARTS:
        table = build_up_shares(starts)
        months = np.array(table.months)
        for u, shares in ((0.1, table.low), (0.5, table.mode), (0.9, table.high)):
            assert ramp(months, u, starts) == pytest.approx(shares)
            assert ramp((months[:-1] + months[1:]) / 2, u, starts) == pytest.approx(
                (np.array(shares[:-1]) + np.array(shares[1:])) / 2
            )


@given(MONTHS, MONTHS, QUANTILES, QUANTILES)
def test_later_and_faster_never_means_fewer(m: float, n: float, u: float, v: float) -> None:
    months, quantiles = np.sort([m, n]), np.sort([u, v])
    shares = ramp(months, quantiles[:, None])
    assert shares.shape == (2, 2)
    assert (np.diff(shares, axis=0) >= -1e-12).all()
    assert (np.diff(shares, axis=1) >= -1e-12).all()
    assert shares.min() >= 0
    assert shares.max() <= 1 + 1e-12


@given(QUANTILES)
def test_nobody_is_there_at_first_and_all_are_in_the_end(u: float) -> None:
    assert ramp(np.array([-1.0, 0.0, 36.0, 100.0]), u) == pytest.approx([0, 0, 1, 1])


def test_the_tails_stay_at_the_outer_percentiles() -> None:
    months = np.arange(1.0, 25.0)
    assert ramp(months, 0.0) == pytest.approx(ramp(months, 0.1))
    assert ramp(months, 1.0) == pytest.approx(ramp(months, 0.9))


@pytest.mark.parametrize("u", [-0.01, 1.01, float("nan")])
def test_what_is_no_quantile_is_refused(u: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        ramp(np.array([1.0]), u)


def test_rows_are_read_and_slips_of_the_series_mended() -> None:
    series = script.read_series([
        HEADER,
        "2005-05-31,ONUCI,40,6000,NA,10,6010",
        "2004-03-31,UNOCI,30,32,5,NA,37",
        "1999-01-31,UNAMSIL,3,2,NA,6,8",
    ])  # fmt: skip
    assert series == {
        "UNOCI": {
            2005 * 12 + 4: script.Report(40, 6000, 0, 10),
            2004 * 12 + 2: script.Report(30, 32, 5, 0),
        }
    }


def test_a_month_is_carried_if_half_of_the_missions_repeat() -> None:
    same, other = script.Report(5, 100, 0, 0), script.Report(6, 120, 0, 0)
    series = {"A": {1: same, 2: same, 3: same}, "B": {1: same, 2: same, 3: other}, "C": {2: same}}
    assert script.carried_months(series) == {2, 3}
    series["C"][3] = other
    assert script.carried_months(series) == {2}


def test_a_carried_month_lies_on_the_line_between_its_neighbours() -> None:
    reports = month_ends(1, [100, 300, 300, 900])
    reports[3] = reports[2]
    assert script.strength(reports, {3}).tolist() == [0, 100, 300, 600, 900]
    assert script.strength(reports, set()).tolist() == [0, 100, 300, 300, 900]
    assert script.strength(reports, {4}).tolist() == [0, 100, 300, 300, 900]


def test_the_ceiling_is_the_most_that_the_window_saw() -> None:
    reports = month_ends(1, [100] * 35 + [200] + [1000])
    assert script.strength(reports, set()).max() == 200
    assert script.strength(reports, set(), script.Rules(window=60)).max() == 1000


def test_a_share_once_reached_is_not_lost_again() -> None:
    shares = script.shares(np.array([0.0, 500.0, 2000.0, 1000.0]))
    assert shares[:5].tolist() == [0, 0.25, 1, 1, 1]
    assert shares.size == 37


def test_time_can_count_from_a_share() -> None:
    people = np.array([0.0, 10.0, 20.0, 500.0, 1000.0])
    shares = script.shares(people, script.Rules(counted_from=0.05))
    assert shares[:4].tolist() == [0, 0.5, 1, 1]


def test_only_new_forces_are_taken() -> None:
    growing = [100, 800, 1500, *[2000] * 30]
    series = {
        "there before": month_ends(0, growing),
        "new": month_ends(10, growing),
        "small": month_ends(10, [n // 10 for n in growing]),
        "there at once": month_ends(10, [1000, *growing[1:]]),
        "observers": month_ends(10, growing, observers=True),
        "too late": month_ends(20, growing[:22]),
    }
    curves = script.build_ups(series)
    assert list(curves) == ["new"]
    assert curves["new"][:5].tolist() == [0, 0.05, 0.4, 0.75, 1]


def test_forces_that_took_over_are_told_apart() -> None:
    curves = {"UNMIS": np.zeros(37), "UNMIL": np.ones(37)}
    assert list(script.of_starts(curves, "own")) == ["UNMIS"]
    assert list(script.of_starts(curves, "any")) == ["UNMIS", "UNMIL"]


def test_each_is_held_against_the_median_of_the_others() -> None:
    curves = {name: np.full(37, share) for name, share in (("A", 0.1), ("B", 0.3), ("C", 0.7))}
    assert script.left_out_errors(curves) == pytest.approx([(0.4 + 0.1 + 0.5) / 3] * 3)


def test_ranks_are_correlated() -> None:
    curves = {str(i): np.array([0.0, i, i**3, -i]) for i in range(5)}
    assert script.rank_correlation(curves, 1, 2) == pytest.approx(1)
    assert script.rank_correlation(curves, 1, 3) == pytest.approx(-1)


def test_the_table_is_written_with_its_source() -> None:
    curves = {"UNMIS": np.linspace(0, 1, 37), "UNMIL": np.ones(37)}
    lines = script.table_lines(curves, ["from a made-up file"])
    assert lines[:3] == [
        "# from a made-up file",
        "starts,month,low,mode,high,missions",
        "own,1,0.028,0.028,0.028,1",
    ]
    assert lines[-1] == "any,36,1.000,1.000,1.000,2"
    assert "any,18,0.550,0.750,0.950,2" in lines


@pytest.mark.realdata
def test_the_table_that_ships_is_what_the_script_gives() -> None:
    file = script.DATA / script.SERIES
    if not file.is_file():
        pytest.skip("../shared/data is not there")
    shipped = (files("ceasefire.force") / "build_up.csv").read_text(encoding="utf-8").splitlines()
    assert hashlib.sha256(file.read_bytes()).hexdigest() in "".join(shipped)
    with file.open(encoding="utf-8", newline="") as rows:
        curves = script.build_ups(script.read_series(rows))
    assert script.table_lines(curves, []) == [line for line in shipped if line[0] != "#"]
