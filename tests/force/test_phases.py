"""Which share of a force is due in which month, in the middle and in each future."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.case.load import load_case, read_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.force.build_up import build_up_shares, ramp
from ceasefire.force.phases import drawn_shares, due_shares, months_in, phases_of

HEADER = (
    "phase_id,option_id,name,start_month,end_month,share_low,share_mode,share_high,cost_factor,"
    "source_id,grade,reason\n"
)
COMMON = (
    "first,,Nobody yet,0,2,,0,,,,assumption,Made up\n"
    "half,,Half of it,2,12,0.25,0.5,0.75,1.5,,assumption,Made up\n"
    "most,,Most of it,12,20,0.75,,1,,,assumption,Made up\n"
)
OWN = "watch,observers,All at once,1,,,1,,,,assumption,Made up\n"


def with_phases(folder: Path, *rows: str) -> Case:
    (folder / "phases.csv").write_text(HEADER + "".join(rows))
    return load_case(str(folder))


def world(case: Case, count: int = 500) -> World:
    return World(case, Draws(1, 0, count))


def test_an_option_has_its_own_phases_or_the_common_ones(case_folder: Path) -> None:
    case = with_phases(case_folder, OWN, COMMON)
    assert [p.id for p in phases_of(case, case.row("options", "observers"))] == ["watch"]
    brigade = case.row("options", "brigade")
    assert [p.id for p in phases_of(case, brigade)] == ["first", "half", "most"]


def test_shares_are_those_of_the_month_and_nothing_outside_phases(case_folder: Path) -> None:
    case = with_phases(case_folder, COMMON, OWN)
    shares = due_shares(case, case.row("options", "brigade"))
    assert shares.tolist() == [0] * 2 + [0.5] * 10 + [0.875] * 8 + [0] * 4
    # A blank end runs to the horizon of 24 months.
    assert due_shares(case, case.row("options", "observers")).tolist() == [0] + [1] * 23


def test_drawn_shares_have_one_luck_and_remember_the_phases(case_folder: Path) -> None:
    case = with_phases(case_folder, COMMON)
    here = world(case)
    found = drawn_shares(here, case.row("options", "brigade"))
    assert found.values.shape == (500, 24)
    early, late = found.values[:, 2], found.values[:, 12]
    assert (early.min(), early.max()) == pytest.approx((0.25, 0.75), abs=0.05)
    assert (late.min(), late.max()) == pytest.approx((0.75, 1), abs=0.05)
    # The later the band, the same quantile: whoever has more early has more late.
    assert np.array_equal(np.argsort(early), np.argsort(late))
    assert not found.values[:, 20:].any()
    assert {str(a) for a in found.rows} >= {"phases.half.share", "phases.most.end_month"}
    # The share that never changes does not stand for the others among the factors.
    factors = {str(a) for a, drawn in here.factors() if len(set(drawn.values)) > 1}
    assert {f for f in factors if f.startswith("phases")} == {"phases.half.share"}


def test_a_phase_after_the_horizon_is_not_paid_or_traced(case_folder: Path) -> None:
    late = "late,,Much later,48,60,,1,,,,assumption,Made up\n"
    case = with_phases(case_folder, COMMON, late)
    found = drawn_shares(world(case), case.row("options", "brigade"))
    assert not any("late" in str(address) for address in found.rows)


def test_without_phases_a_force_builds_up_as_past_ones_did(small: Case) -> None:
    option = small.row("options", "brigade")
    shares = due_shares(small, option)
    table = build_up_shares()
    at = [table.months.index(month) for month in (1, 3, 6, 12, 24)]
    assert shares[[0, 2, 5, 11, 23]] == pytest.approx([table.mode[i] for i in at])
    here = world(small)
    found = drawn_shares(here, option)
    assert found.rows == frozenset()
    u = here.draws.uniform("build_up")
    assert found.values == pytest.approx(ramp(np.arange(1.0, 25.0), u[:, np.newaxis]))


def test_an_option_beside_the_phases_of_another_takes_the_default(case_folder: Path) -> None:
    case = with_phases(case_folder, OWN)
    shares = due_shares(case, case.row("options", "brigade"))
    assert shares == pytest.approx(ramp(np.arange(1.0, 25.0), 0.5))


def test_the_same_futures_have_the_same_shares_whatever_the_block(case_folder: Path) -> None:
    case = with_phases(case_folder, COMMON)
    option = case.row("options", "brigade")
    whole = drawn_shares(World(case, Draws(7, 0, 50)), option).values
    part = drawn_shares(World(case, Draws(7, 20, 30)), option).values
    assert np.array_equal(whole[20:], part)


@given(start=st.integers(0, 30), length=st.integers(1, 30), months=st.integers(1, 36))
def test_a_phase_has_the_months_from_its_start_to_before_its_end(
    small: Case, start: int, length: int, months: int
) -> None:
    option = small.row("options", "brigade")
    cells = {"start_month": float(start), "end_month": float(start + length)}
    phase = replace(option, cells={**option.cells, **cells})
    expected = [start <= month < start + length for month in range(months)]
    assert months_in(phase, months).tolist() == expected


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("again,,Again,11,13,,1,,,,assumption,Made up\n",
         "phases.csv:5 column start_month / end_month: has month 11 in common with row 3; end the"),
        ("part,,Part,20,21.5,,1,,,,assumption,Made up\n",
         "phases.csv:5 column end_month: 21.5 is no whole month; months are counted whole"),
        ("gone,,Gone,8,8,,1,,,,assumption,Made up\n",
         "phases.csv:5 column end_month: 8 is not after the start in month 8; the month of the"),
        ("open,,Open,0,,,1,,,,assumption,Made up\n",
         "phases.csv:5 column start_month / end_month: has month 0 in common with row 2"),
    ],
    ids=["overlap", "part of a month", "no length", "open end"],
)  # fmt: skip
def test_phases_that_cannot_be_are_located(case_folder: Path, row: str, said: str) -> None:
    (case_folder / "phases.csv").write_text(HEADER + COMMON + row)
    faults = [str(fault) for fault in read_case(case_folder).faults]
    assert any(fault.startswith(said) for fault in faults), faults


def test_an_overlap_is_told_at_the_row_further_down(case_folder: Path) -> None:
    swapped = "".join(sorted(COMMON.splitlines(keepends=True), reverse=True))
    early = swapped.replace("2,12,", "2,13,")
    (case_folder / "phases.csv").write_text(HEADER + early)
    (fault,) = read_case(case_folder).faults
    assert (fault.row, fault.file) == (3, "phases.csv")


def test_phases_of_two_owners_may_share_months(case_folder: Path) -> None:
    case = with_phases(case_folder, COMMON, OWN)
    assert len(case.rows("phases")) == 4


def test_an_end_that_cannot_be_read_is_one_fault(case_folder: Path) -> None:
    (case_folder / "phases.csv").write_text(HEADER + COMMON.replace("2,12,", "2,twelve,"))
    assert len(read_case(case_folder).faults) == 1
