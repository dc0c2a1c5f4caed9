"""Costs in the case's money, pools less what is committed, enablers by their conditions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.errors import CeasefireError
from ceasefire.core.traced import Traced
from ceasefire.force.build_up import build_up_shares
from ceasefire.force.costs import (
    SUPPLY_POUNDS,
    central_rate,
    cost_by_actor,
    cost_once,
    cost_per_year,
    exchange_rate,
    in_case_money,
    money_day,
    presence,
    price_levels,
    sum_of_presence,
)
from ceasefire.force.enablers import enablers_there, needed_enablers
from ceasefire.force.pools import capacity, land_pool


def world(case: Case) -> World:
    return World(case, Draws(1, 0, 1_000))


def test_cost_is_people_times_rate_times_exchange(small: Case) -> None:
    here = world(small)
    people = Traced(np.full(1_000, 100.0))
    cost = cost_per_year(here, "reassure", people)
    assert cost is not None
    assert cost.values.min() >= 100 * 60_000 * 0.85
    assert cost.values.max() <= 100 * 120_000 * 0.95
    assert {str(a) for a in cost.rows} == {"costs.person_year.amount", "exchange.usd.rate"}


def test_no_rate_no_cost(small: Case) -> None:
    assert cost_per_year(world(small), "air_only", Traced(np.ones(1_000))) is None
    assert central_rate(small, "air_only") is None
    assert cost_once(world(small), "reassure", {}) == {}


def test_the_own_currency_needs_no_rate(small: Case) -> None:
    assert exchange_rate(small, "EUR") is None
    assert exchange_rate(small, "USD") is not None
    with pytest.raises(CeasefireError, match="no rate of exchange"):
        exchange_rate(small, "GBP")


def test_contributors_pay_their_own_rate_or_the_common_one(case_folder: Path) -> None:
    header = "cost_id,name,per,mission_types,"
    rewrite(case_folder, "costs.csv", header, f"{header}actor_id,")
    rewrite(case_folder, "costs.csv", "monitor; reassure,", "monitor; reassure,,")
    with (case_folder / "costs.csv").open("a") as file:
        file.write("cor,Corland,person_year,reassure,cor,,1000,,EUR,2025,dovia_paper,S\n")
    case = load_case(str(case_folder))
    people = {"cor": Traced(np.full(1_000, 10.0)), "dov": Traced(np.full(1_000, 10.0))}
    costs = cost_by_actor(world(case), "reassure", people)
    assert set(costs["cor"].values) == {10_000.0}
    assert costs["dov"].values.min() > 10 * 60_000 * 0.85
    assert cost_by_actor(world(case), "air_only", people) == {}


DEFLATORS = "deflator_id,currency,year,index_low,index_mode,index_high,source_id,grade\n"


def deflated(folder: Path) -> Case:
    """The small case with its rate in dollars of 2003."""
    rewrite(folder, "costs.csv", "60000,80000,120000,USD,2025", ",80000,,USD,2003")
    (folder / "deflators.csv").write_text(
        DEFLATORS + "usd_2003,USD,2003,,77.01,,dovia_paper,S\nusd_2025,USD,2025,,128.79,,"
        "dovia_paper,S\nusd_2026,USD,2026,130,131,132,dovia_paper,S\n"
        "usd_2027,USD,2027,131,133,135,dovia_paper,S\n"
    )
    return load_case(str(folder))


def test_dollars_of_2003_in_euro_of_2025(case_folder: Path) -> None:
    # GDP deflator of the United States (BEA): 77.01 in 2003 and 128.79 in 2025, 2017 = 100.
    # 80,000 x 128.79 / 77.01 = 133,790 dollars of 2025, at 0.90 euro each 120,411.
    rewrite(case_folder, "exchange.csv", "0.85,0.9,0.95", ",0.9,")
    case = deflated(case_folder)
    row = case.row("costs", "person_year")
    found = in_case_money(world(case), row, "amount")
    assert found.values == pytest.approx(np.full(1_000, 120_411), abs=1)
    assert {str(a) for a in found.rows} == {
        "costs.person_year.amount", "exchange.usd.rate",
        "deflators.usd_2003.index", "deflators.usd_2025.index",
    }  # fmt: skip
    assert central_rate(case, "reassure") == pytest.approx(120_411, abs=1)


def test_no_level_is_drawn_where_nothing_is_deflated(small: Case) -> None:
    here = world(small)
    in_case_money(here, small.row("costs", "person_year"), "amount")
    assert not [address for address, _ in here.factors() if address.table == "deflators"]


def test_levels_of_a_currency_share_their_luck(case_folder: Path) -> None:
    here = world(deflated(case_folder))
    levels = price_levels(here, "USD", (2003, 2026, 2027, 1990))
    assert set(levels) == {2003, 2026, 2027}
    assert np.array_equal(np.argsort(levels[2026].values), np.argsort(levels[2027].values))
    drawn = [str(a) for a, found in here.factors() if len(set(found.values)) > 1]
    assert [a for a in drawn if a.startswith("deflators")] == ["deflators.usd_2026.index"]


def test_the_rate_is_that_of_the_price_year(case_folder: Path) -> None:
    with (case_folder / "exchange.csv").open("a") as file:
        file.write("usd_now,USD,2026-01,0.7,0.7,0.7,dovia_paper,S\n")
        file.write("usd_then,USD,2024,0.7,0.7,0.7,dovia_paper,S\n")
    case = load_case(str(case_folder))
    assert money_day(case) == date(2025, 12, 31)
    found = exchange_rate(case, "USD")
    assert found is not None
    assert found.id == "usd"
    # A price year that is not over takes the rates of the case's own day.
    ahead = edited(case, [Edit.parse("case.my_case.price_year=2026"),
                          Edit.parse("costs.person_year.price_year=2026")])  # fmt: skip
    assert money_day(ahead) == date(2026, 1, 15)
    assert (exchange_rate(ahead, "USD") or found).id == "usd_now"


def test_who_does_not_go_pays_nothing(ukraine: Case) -> None:
    here = world(ukraine)
    goes = np.arange(1_000) % 2 == 0
    sent = {"gbr": Traced(np.where(goes, 5_000.0, 0.0)), "fra": Traced(np.full(1_000, 10.0))}
    paid = cost_once(here, "deter", sent)
    assert set(paid) == {"gbr"}
    assert paid["gbr"].values[goes].min() > 200e6 * 1.13 * 100 / 103
    assert paid["gbr"].values[~goes].max() == 0
    assert cost_once(here, "deter", {"fra": sent["fra"]}) == {}
    assert cost_once(here, "monitor", sent) == {}


def test_years_in_place_add_up_over_phases(ukraine: Case) -> None:
    here, option = world(ukraine), ukraine.row("options", "iiss_medium")
    found = presence(here, option)
    assert [(p.start, p.end) for p in found] == [
        (0, 1),
        (1, 3),
        (3, 6),
        (6, 12),
        (12, 18),
        (18, 24),
    ]
    years, paid = sum_of_presence(here, found)
    # Nobody is there for a month, everybody from month 18 to 24.
    assert 0.5 < years.values.min() < years.values.max() < 23 / 12
    assert paid.values == pytest.approx(years.values)
    assert {"phases.steady.share", "case.ukraine.horizon_months"} <= {str(a) for a in years.rows}
    dearer = edited(ukraine, [Edit.parse("phases.steady.cost_factor=2")])
    _, more = sum_of_presence(world(dearer), presence(world(dearer), option))
    assert more.values == pytest.approx(paid.values + 0.5)


def test_a_short_horizon_cuts_the_phases(ukraine: Case) -> None:
    short = edited(ukraine, [Edit.parse("case.ukraine.horizon_months=4")])
    found = presence(world(short), short.row("options", "iiss_medium"))
    assert [(p.start, p.end) for p in found] == [(0, 1), (1, 3), (3, 4)]


def test_without_phases_there_is_one_from_month_0_to_the_horizon(small: Case) -> None:
    (whole,) = presence(world(small), small.row("options", "brigade"))
    assert (whole.phase, whole.start, whole.end) == (None, 0, 24)
    assert 0.3 < np.median(whole.years.values) < 2


def test_the_phases_of_ukraine_are_those_of_past_forces(ukraine: Case) -> None:
    table = build_up_shares("own")
    months = {"day_30": 1.0, "day_90": 3.0, "month_6": 6.0, "month_12": 12.0}
    for phase, month in months.items():
        row, i = ukraine.row("phases", phase), table.months.index(month)
        assert row.number("start_month") == month
        band = row.band("share")
        assert (band.low, band.mode, band.high) == (table.low[i], table.mode[i], table.high[i])
    assert ukraine.row("phases", "first").band("share").mode == 0
    assert ukraine.row("phases", "steady").band("share").mode == 1


def test_rates_of_ukraine_are_the_rows_behind_them_in_one_price_year(
    ukraine: Case, ukraine_2024: Case
) -> None:
    # Cost and strength of past missions (benchmarks.csv) by the levels of deflators.csv.
    for case, rate, missions in (
        (ukraine, "un_consent", ("unifil_2024", "undof_1998", "unficyp_2015")),
        (ukraine_2024, "un_person_year", ("unifil_2024", "undof_1998", "unficyp_2015")),
    ):
        asked = int(case.meta.needed_number("price_year"))
        low, high = case.row("costs", rate).band("amount").stated()
        for mission in missions:
            row = case.row("benchmarks", mission)
            levels = price_levels(world(case), "USD", (int(row.needed_number("price_year")), asked))
            paid, now = (
                levels[y].values.mean() for y in (int(row.needed_number("price_year")), asked)
            )
            head = row.band("cost").central() / row.band("strength").central() * now / paid
            assert low * 0.99 <= head <= high * 1.01, (case.name, mission, head)


def test_supplies_are_those_of_the_manual() -> None:
    assert pytest.approx(14.322) == SUPPLY_POUNDS


def test_capacity_is_the_sustained_share_less_commitments(small: Case) -> None:
    found = capacity(small, "cor")
    assert found is not None
    # 40,000 x 8 % and 10 %, less the 800 on the island.
    assert [found.low, found.high] == pytest.approx([2_400, 3_200])
    assert capacity(small, "ely") is None


def test_a_commitment_that_ended_binds_nobody(small: Case) -> None:
    ended = edited(small, [Edit.parse("commitments.cor_island.end=2025-12-31")])
    found = capacity(ended, "cor")
    assert found is not None
    assert found.high == pytest.approx(4_000)


def test_land_pools_go_before_all_services(ukraine: Case) -> None:
    pool = land_pool(ukraine, "gbr")
    assert pool is not None
    assert pool.text("component") == "land"


def test_enablers_follow_their_conditions(ukraine: Case) -> None:
    option = ukraine.row("options", "iiss_medium")
    needed = {row.id for row in needed_enablers(ukraine, option)}
    assert len(needed) >= 4
    off = edited(ukraine, [Edit.parse("conditions.us_backstop.state=off")])
    assert not enablers_there(world(off), option).values.any()
    on = edited(ukraine, [Edit.parse("conditions.us_backstop.state=on")])
    assert enablers_there(world(on), option).values.all()
