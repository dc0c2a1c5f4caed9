"""From the tables of a case to a problem: who counts, what is due, what limits whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import add_tables, rewrite

from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.force.generation.from_case import Posed, Setting, asks_for_something, pose
from ceasefire.force.offers import in_the_world_at_hand

ENGINEERS = {
    "capabilities": ["engineers,engineers,companies,1"],
    "unit_types": ["company,company,land,engineers"],
    "requirements": ["some,brigade,engineers,3"],
}


def posed(case: Case, option: str, *, level: str = "assumed", off: str = "", months: int = 24,
          surge: bool = False) -> Posed:  # fmt: skip
    met = in_the_world_at_hand(case, turned=off)
    return pose(case, case.row("options", option), Setting(months, met, level, surge))


def test_pledge_without_units_is_its_number_in_parts(small: Case) -> None:
    found = posed(small, "brigade")
    assert [(h.id, h.people, h.most) for h in found.problem.holdings] == [
        ("cor_2026_01", 300.0, 10), ("dov_2025_06", 100.0, 5),
    ]  # fmt: skip
    assert [h.level for h in found.problem.holdings] == ["firm", "conditional"]


def test_level_leaves_out_what_comes_later(small: Case) -> None:
    found = posed(small, "brigade", level="firm")
    assert [h.actor for h in found.problem.holdings] == ["cor"]
    reasons = {one.actor: one.reason for one in found.supplies.left_out}
    assert "does not count at this level" in reasons["dov"]


def test_condition_that_is_off_names_itself(small: Case) -> None:
    found = posed(small, "brigade", off="ceasefire")
    assert not found.problem.holdings
    reasons = [one.reason for one in found.supplies.left_out]
    assert all(reason.startswith("comes only if this holds: ") for reason in reasons)


def test_units_come_from_the_people_who_can_be_sent(small: Case) -> None:
    """40,000 people less the 800 bound elsewhere, who may tie down 3,200: 126 parts of 300."""
    corland = posed(small, "brigade").problem.holdings[0]
    assert (corland.units[0], corland.tour, corland.dwell) == (126, 6, 18)


def test_units_of_a_pledge_share_its_people(case_folder: Path) -> None:
    add_tables(case_folder, {
        **ENGINEERS, "holdings": ["few,cor,company,cor_2026_01,4,,2", "none,dov,company,,,,"],
    })  # fmt: skip
    found = posed(load_case(str(case_folder)), "brigade")
    corland = found.problem.holdings[0]
    assert (corland.id, corland.most, corland.people, corland.ready) == ("few", 4, 750.0, 2)
    assert corland.gives("engineers") == 1.0
    blank = next(one for one in found.supplies.left_out if one.row.id == "none")
    assert blank.reason == "no number was published"


def test_assumed_units_count_at_the_level_assumed_alone(case_folder: Path) -> None:
    add_tables(case_folder, {**ENGINEERS, "holdings": ["few,ely,company,,4,,"]})
    case = load_case(str(case_folder))
    assert "few" in [h.id for h in posed(case, "brigade").problem.holdings]
    lower = posed(case, "brigade", level="conditional")
    assert "few" not in [h.id for h in lower.problem.holdings]
    assert {x.row.id: x.reason for x in lower.supplies.left_out}["few"] == "is an assumption"


def test_phases_say_what_is_due_when(case_folder: Path) -> None:
    add_tables(case_folder, {
        **ENGINEERS, "phases": ["first,First,0,6,0.25", "steady,Steady,6,18,1"],
    })  # fmt: skip
    people, engineers = posed(load_case(str(case_folder)), "brigade").problem.requirements
    assert people.amounts == (1000.0,) * 6 + (4000.0,) * 12 + (0.0,) * 6
    # Three companies: a quarter of them is one, as units come whole.
    assert engineers.amounts == (1.0,) * 6 + (3.0,) * 12 + (0.0,) * 6


def test_longer_than_the_horizon_goes_on_as_it_ended(small: Case) -> None:
    amounts = posed(small, "brigade", months=40).problem.requirements[0].amounts
    assert len(amounts) == 40
    assert amounts[24:] == (amounts[23],) * 16


def test_constraints_become_limits(case_folder: Path) -> None:
    add_tables(case_folder, {"constraints": [
        "most,cap,cor,2000", "share,share_cap,dov,0.01", "least,minimum,dov,50",
        "both,together,cor; dov,", "slow,reception,,700",
    ]})  # fmt: skip
    problem = posed(load_case(str(case_folder)), "brigade").problem
    assert problem.limits["cor"].most == (2000.0,) * 24
    assert problem.limits["dov"].most == (90.0,) * 24
    assert problem.limits["dov"].fewest == 50.0
    assert problem.pairs[0].together
    assert problem.reception == (700.0,) * 24


def test_sustained_share_binds_unless_tours_are_stretched(case_folder: Path) -> None:
    rewrite(case_folder, "pools.csv", "40000", "10000")
    columns = "overlap,surge_months,surge_payback,source_id"
    rewrite(case_folder, "rotation.csv", "overlap,source_id", columns)
    rewrite(case_folder, "rotation.csv", "6,18,1,,", "6,18,1,3,2,,")
    case = load_case(str(case_folder))
    usual, surged = posed(case, "brigade").problem, posed(case, "brigade", surge=True).problem
    assert usual.limits["cor"].most == (100.0,) * 24  # 9 per cent less the 800 bound elsewhere
    assert surged.limits["cor"].most is None
    assert (surged.holdings[0].tour, surged.holdings[0].dwell) == (9, 24)


def test_a_zero_pool_sends_nobody(case_folder: Path) -> None:
    rewrite(case_folder, "pools.csv", "40000", "0")
    corland = posed(load_case(str(case_folder)), "brigade").problem.holdings[0]
    assert set(corland.units) == {0}


def test_option_of_nobody_asks_for_nothing(case_folder: Path) -> None:
    rewrite(case_folder, "options.csv", ",4000,,in", ",0,,in")
    case = load_case(str(case_folder))
    assert not asks_for_something(case, case.row("options", "brigade"))
    assert asks_for_something(case, case.row("options", "observers"))


def test_option_of_ships_asks_for_ships(case_folder: Path) -> None:
    rewrite(case_folder, "options.csv", "troops_high,location", "troops_high,ships_mode,location")
    rewrite(case_folder, "options.csv", "200,300,400,in", "200,300,400,,in")
    rewrite(case_folder, "options.csv", ",4000,,in", ",,,2,in")
    asked = posed(load_case(str(case_folder)), "brigade").problem.requirements
    assert [(one.capability, max(one.amounts)) for one in asked] == [("ships", 2.0)]


@pytest.mark.parametrize("option", ["iiss_small", "iiss_medium", "iiss_large"])
def test_no_blank_pledge_fills_anything_below_assumed(ukraine: Case, option: str) -> None:
    found = posed(ukraine, option, level="conditional")
    assert {h.actor for h in found.problem.holdings if h.people} == {"gbr", "fra", "est"}
    assert all(h.level != "assumed" for h in found.problem.holdings)
    # Of what kind the units are is an assumption, and so marked.
    assert {h.actor for h in found.problem.holdings if h.assumed} == {"gbr", "fra", "est"}
    blank = {p.text("actor_id") for p in ukraine.rows("pledges") if p.band("n").blank}
    assert "dnk" in blank
    assert "dnk" not in {h.actor for h in found.problem.holdings}


def test_conditions_and_the_published_number_behind_an_assumption_are_traced(ukraine: Case) -> None:
    rows = {str(row) for row in posed(ukraine, "iiss_medium").rows}
    for address in ("conditions.us_backstop.state", "pledges.gbr_2026_02.conditions",
                    "pledges.fra_2026_02.n", "holdings.gbr_battle_groups.ready_months",
                    "constraints.lead_nations.actors", "constraints.rail_reception.value",
                    "phases.day_90.start_month", "capabilities.people.priority"):  # fmt: skip
        assert address in rows, address


def test_people_of_a_commitment_that_ends_may_be_kept_out_afterwards(case_folder: Path) -> None:
    rewrite(case_folder, "commitments.csv", "2020,,,800", "2020,2026-06-30,,800")
    most = posed(load_case(str(case_folder)), "brigade").problem.limits["cor"].most
    assert most is not None
    assert most[0] < most[6] == most[23]


def test_due_follows_the_build_up_in_whole_parts(ukraine: Case) -> None:
    people, brigades, *_ = posed(ukraine, "iiss_small").problem.requirements
    assert (people.amounts[1], people.amounts[3]) == (50.0, 1600.0)
    assert (brigades.amounts[1], brigades.amounts[6], brigades.amounts[18]) == (0.25, 0.5, 1.0)
