"""Pools: what can be away by month, what could be kept out for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.force.pools import capacities, capacity, deployable

SHARES = (
    "trained,trained_share,,0.8,0.9,1,,assumption,Made up\n"
    "deployable,deployable_share,,0.3,0.4,0.5,,assumption,Made up\n"
    "land,land_share,,0.4,0.5,0.6,,assumption,Made up\n"
)


def change(case: Case, *texts: str) -> Case:
    return edited(case, [Edit.parse(text) for text in texts])


@pytest.fixture
def shared(case_folder: Path) -> Case:
    with (case_folder / "parameters.csv").open("a") as file:
        file.write(SHARES)
    return load_case(str(case_folder))


def test_trained_times_deployable_less_what_is_tied_down(shared: Case) -> None:
    found = deployable(shared, "cor", 2)
    assert found is not None
    # 40,000 x 0.8 x 0.3 less 800 x 4 (six months out, 18 at home); x 0.9 x 0.4 less half way
    # between 800 and 3,200; x 1 x 0.5 less 800.
    ends = [found.low.tolist(), found.central.tolist(), found.high.tolist()]
    assert ends == [pytest.approx([n] * 2) for n in (6_400, 12_400, 19_200)]
    assert found.notes == ()
    assert "commitments.cor_island.personnel" in {str(a) for a in found.rows}


def test_all_services_are_brought_down_by_the_land_share(shared: Case) -> None:
    case = change(shared, "pools.dov_land.component=all")
    found, limit = deployable(case, "dov", 1), capacity(case, "dov")
    assert found is not None
    assert found.central.tolist() == pytest.approx([9_000 * 0.5 * 0.9 * 0.4])
    assert limit is not None
    assert (limit.low, limit.high) == pytest.approx((9_000 * 0.4 * 0.08, 9_000 * 0.6 * 0.1))
    assert "parameters.land.value" in {str(a) for a in limit.rows}


def test_without_a_land_share_all_services_give_nothing(small: Case) -> None:
    case = change(small, "pools.dov_land.component=all")
    assert capacity(case, "dov") is None
    assert deployable(case, "dov", 1) is None


def test_missing_shares_are_said(small: Case) -> None:
    found = deployable(small, "dov", 1)
    assert found is not None
    assert found.central.tolist() == [9_000]
    assert [note.partition(":")[0] for note in found.notes] == [
        "no row of parameters gives trained_share", "no row of parameters gives deployable_share",
    ]  # fmt: skip


def test_no_pool_at_all(small: Case) -> None:
    assert capacity(small, "ely") is None
    assert deployable(small, "ely", 1) is None


def test_an_empty_pool_gives_nothing_and_says_so(shared: Case) -> None:
    case = change(shared, "pools.cor_land.personnel_mode=0")
    limit, found = capacity(case, "cor"), deployable(case, "cor", 3)
    assert limit is not None
    assert (limit.low, limit.high, limit.note) == (0, 0, "the pool is empty")
    assert found is not None
    assert found.high.tolist() == [0, 0, 0]
    assert "the pool is empty" in found.notes


def test_commitments_that_take_all_say_so(shared: Case) -> None:
    limit = capacity(change(shared, "commitments.cor_island.personnel_mode=30000"), "cor")
    assert limit is not None
    assert (limit.high, limit.note) == (0, "commitments take all of it")


def test_what_a_pledge_draws_on_is_given_back(shared: Case) -> None:
    drawn = change(shared, "pledges.cor_2026_01.drawn_from=cor_island",
                   "commitments.cor_island.releasable=yes")  # fmt: skip
    found = deployable(drawn, "cor", 1)
    assert found is not None
    assert found.low.tolist() == pytest.approx([9_600])
    assert found.high.tolist() == pytest.approx([20_000])


def test_unifil_adds_to_what_italy_can_send_from_january_2027(ukraine: Case) -> None:
    found = deployable(ukraine, "ita", 24)
    assert found is not None
    assert found.low[10] < found.low[11]
    assert found.high[11] - found.high[10] == pytest.approx(1256)


@given(
    more=st.integers(0, 100_000), bound=st.integers(0, 40_000), tour=st.integers(3, 12),
    dwell=st.integers(0, 36),
)  # fmt: skip
def test_more_pool_never_sends_less_and_bands_stay_in_order(
    small: Case, more: int, bound: int, tour: int, dwell: int
) -> None:
    case = change(small, f"commitments.cor_island.personnel_mode={bound}",
                  f"rotation.default.tour_months={tour}",
                  f"rotation.default.dwell_months={dwell}")  # fmt: skip
    less, larger = (
        deployable(one, "cor", 4)
        for one in (case, change(case, f"pools.cor_land.personnel_mode={40_000 + more}"))
    )
    assert less is not None
    assert larger is not None
    for one in (less, larger):
        assert np.all(one.low >= 0)
        assert np.all(one.low <= one.central)
        assert np.all(one.central <= one.high)
    assert np.all(less.low <= larger.low)
    assert np.all(less.high <= larger.high)


def test_capacities_leave_out_those_who_refused(small: Case, ukraine: Case) -> None:
    assert [one.actor for one in capacities(small)] == ["cor", "dov"]
    assert [one.actor for one in capacities(small, stances_left_out=("conditional",))] == ["cor"]
    actors = {one.actor for one in capacities(ukraine)}
    assert {"gbr", "fra", "deu"} <= actors
    assert not {"pol", "ita", "usa"} & actors


def test_capacity_does_not_depend_on_the_order_of_pools(small: Case) -> None:
    pools = dict(reversed(list(small.tables["pools"].items())))
    turned = replace(small, tables={**small.tables, "pools": pools})
    assert capacity(turned, "cor") == capacity(small, "cor")


def test_rows_of_its_own_go_before_those_of_all(case_folder: Path) -> None:
    rewrite(case_folder, "parameters.csv", "sustained_share,sustained_share,,0.08,0.09,0.1",
            "own,sustained_share,cor,0.02,,0.03,,assumption,Made up\n"
            "sustained_share,sustained_share,,0.08,0.09,0.1")  # fmt: skip
    limit = capacity(load_case(str(case_folder)), "cor")
    assert limit is not None
    assert (limit.low, limit.high) == pytest.approx((0, 400))
