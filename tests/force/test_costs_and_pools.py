"""Costs in one currency, pools less what is committed, enablers by their conditions."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.case.edits import Edit, edited
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Traced
from ceasefire.force.costs import cost_once, cost_per_year, exchange_rate
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
    assert cost_once(world(small), "reassure").values.max() == 0


def test_the_own_currency_needs_no_rate(small: Case) -> None:
    assert exchange_rate(small, "EUR") is None
    assert exchange_rate(small, "USD") is not None


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
