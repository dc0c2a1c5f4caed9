"""Offers: the last statement counts, at four levels, if its conditions are met."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.force.offers import (
    LEVELS,
    conditions_of,
    counted_pledges,
    current_pledges,
    drawn_offers,
    earlier_pledges,
    in_the_world_at_hand,
    measured_by,
    offer,
    open_taken_as_not_met,
    statements,
    unnumbered,
)


def change(case: Case, *texts: str) -> Case:
    return edited(case, [Edit.parse(text) for text in texts])


def ends(case: Case, level: str, *, turned: str = "") -> tuple[float, float, bool]:
    made = offer(case, "land", level, in_the_world_at_hand(case, turned=turned))
    return made.low, made.high, made.ceiling


def test_levels_add_up(small: Case) -> None:
    assert ends(small, "firm") == (3000, 3000, True)
    assert ends(small, "likely") == (3000, 3000, True)
    assert ends(small, "conditional") == (3300, 3800, True)
    assert ends(small, "assumed") == (3300, 3800, True)


def test_only_the_last_statement_counts_and_the_earlier_stay_visible(small: Case) -> None:
    current = {row.id for row in current_pledges(small, "land")}
    assert current == {"cor_2026_01", "dov_2025_06"}
    earlier = earlier_pledges(small, small.row("pledges", "cor_2026_01"))
    assert [row.id for row in earlier] == ["cor_2025_11"]


def test_the_order_of_rows_does_not_decide_who_is_last(small: Case) -> None:
    swapped = change(small, "pledges.cor_2025_11.supersedes=cor_2026_01",
                     "pledges.cor_2026_01.supersedes=", "pledges.cor_2026_01.date=2025-01",
                     "pledges.cor_2025_11.n_mode=100")  # fmt: skip
    assert "cor_2025_11" in {row.id for row in current_pledges(swapped, "land")}


def test_a_condition_that_is_off_takes_its_pledges_away(small: Case) -> None:
    assert ends(small, "conditional", turned="bethan_accepts") == (3000, 3000, True)
    off = change(small, "conditions.ceasefire.state=off")
    assert ends(off, "assumed") == (0, 0, False)
    assert ends(off, "firm", turned="ceasefire") == (3000, 3000, True)
    pledges = counted_pledges(small, "land", "assumed")
    assert conditions_of(small, pledges) == ["ceasefire", "bethan_accepts"]


ASSUMED = (
    "cor_assumed,cor,{date},{stance},land,{place},{low},,{high},ceasefire,{older},,"
    "assumption,,Made up"
)


def with_assumption(  # noqa: PLR0913 - the cells that matter
    folder: Path, *, date: str = "2026-01-10", stance: str = "yes", place: str = "in_country",
    low: str = "900", high: str = "4000", older: str = "", more: str = "",
) -> Case:  # fmt: skip
    line = ASSUMED.format(date=date, stance=stance, place=place, low=low, high=high, older=older)
    with (folder / "pledges.csv").open("a") as file:
        file.write(f"{line}\n{more}")
    return load_case(str(folder))


def test_an_assumption_takes_the_place_of_its_actors_row(case_folder: Path) -> None:
    case = with_assumption(case_folder)
    assert ends(case, "firm") == (3000, 3000, True)
    assert ends(case, "assumed") == (900 + 300, 4000 + 800, False)


@pytest.mark.parametrize(
    "cells",
    [{"low": "", "high": ""}, {"place": "neighbour"}, {"stance": "no"}, {"date": "2025-06"}],
    ids=["blank", "outside", "a no", "older than the number"],
)
def test_an_assumption_that_says_nothing_new_takes_nothing_away(
    case_folder: Path, cells: dict[str, str]
) -> None:
    case = with_assumption(case_folder, **cells)
    assert ends(case, "assumed") == ends(case, "conditional") == (3300, 3800, True)


def test_a_refusal_is_not_overridden_by_an_assumption(case_folder: Path) -> None:
    rewrite(case_folder, "pledges.csv", "2026-01-10,yes,", "2026-01-10,no,")
    assert ends(with_assumption(case_folder), "assumed") == (300, 800, False)


def test_of_several_assumptions_the_one_that_supersedes_counts(case_folder: Path) -> None:
    more = "cor_old,cor,2026-01-10,yes,land,in_country,,100,,ceasefire,,,assumption,,Made up\n"
    case = with_assumption(case_folder, older="cor_old", more=more)
    assert ends(case, "assumed") == (1200, 4800, False)


def test_an_assumption_that_a_published_row_supersedes_is_gone(case_folder: Path) -> None:
    rewrite(
        case_folder, "pledges.csv", "3000,ceasefire,cor_2025_11,", "3000,ceasefire,cor_assumed,"
    )
    assert ends(with_assumption(case_folder), "assumed") == (3300, 3800, True)


def test_a_floor_is_told_from_a_figure(small: Case) -> None:
    floor = change(small, "pledges.cor_2026_01.n_high=", "pledges.cor_2026_01.n_low=500")
    made = offer(floor, "land", "firm", in_the_world_at_hand(floor))
    assert (made.low, made.high, made.ceiling, made.floor) == (500, 500, False, True)


@pytest.mark.parametrize("stance", ["no", "outside_only", "maybe", "unknown"])
def test_other_stances_never_count(small: Case, stance: str) -> None:
    changed = change(small, f"pledges.cor_2026_01.stance={stance}")
    for level in LEVELS:
        assert ends(changed, level)[1] <= 800


def test_people_outside_the_country_do_not_count(small: Case) -> None:
    outside = change(small, "pledges.cor_2026_01.location=neighbour")
    assert ends(outside, "firm") == (0, 0, False)


def test_a_blank_number_is_not_zero_and_not_counted(small: Case) -> None:
    blank = change(small, "pledges.cor_2026_01.n_high=")
    assert [p.id for p in counted_pledges(blank, "land", "firm")] == []


def test_drawn_offers_stand_where_their_conditions_are_met(small: Case) -> None:
    world = World(small, Draws(1, 0, 1_000))
    drawn = drawn_offers(world, "land", "assumed")
    met = world.condition("bethan_accepts").values
    assert np.array_equal(drawn["dov"].values > 0, met)
    assert (drawn["cor"].values > 0).all()
    assert "conditions.bethan_accepts.state" in {str(a) for a in drawn["dov"].rows}


def test_a_mission_is_filled_by_its_own_domain(ukraine: Case) -> None:
    assert measured_by(ukraine.row("options", "iiss_small")) == ("troops", "land")
    assert measured_by(ukraine.row("options", "csis_monitoring")) == ("troops", "monitoring")
    assert measured_by(ukraine.row("options", "skyshield")) == ("fighters", "air")


def test_a_statement_says_at_which_level_it_counts(small: Case) -> None:
    met = in_the_world_at_hand(small)
    first, second = statements(small, "land", met)
    assert (first.pledge.id, first.level, first.reason) == ("cor_2026_01", "firm", "")
    assert [row.id for row in first.before] == ["cor_2025_11"]
    assert (second.level, second.before, second.assumed) == ("conditional", (), None)


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (("pledges.cor_2026_01.n_high=",), "no number"),
        (("pledges.cor_2026_01.location=outside",), "not in the country"),
        (("pledges.cor_2026_01.stance=maybe",), "undecided"),
        (("pledges.cor_2026_01.stance=no",), "refused"),
        (("conditions.ceasefire.state=off",), "not met: ceasefire"),
    ],
)
def test_why_a_statement_does_not_count(small: Case, texts: tuple[str, ...], reason: str) -> None:
    changed = change(small, *texts)
    found = statements(changed, "land", in_the_world_at_hand(changed))[0]
    assert (found.level, found.reason) == ("", reason)


def test_saying_the_same_again_is_no_contradiction(ukraine: Case) -> None:
    found = {one.pledge.text("actor_id"): one
             for one in statements(ukraine, "land", in_the_world_at_hand(ukraine))}  # fmt: skip
    assert found["ita"].before == ()
    # France: about 10,000, then several thousand in words alone, then up to 5,000.
    said = [row.band("n").given for row in (*found["fra"].before, found["fra"].pledge)]
    assert said == [[10_000], [], [5_000]]
    assert found["fra"].assumed is not None


def test_those_without_a_number_are_counted_by_level(ukraine: Case) -> None:
    met = in_the_world_at_hand(ukraine)
    counts = {level: unnumbered(ukraine, "land", level, met) for level in LEVELS}
    assert counts["firm"] == ["ltu"]
    assert set(counts["firm"]) < set(counts["likely"]) < set(counts["conditional"])
    assert "ltu" not in counts["assumed"]  # an assumption stands for it
    assert "nld" in counts["assumed"]  # undecided
    assert not {"deu", "pol"} & set(counts["assumed"])
    off = change(ukraine, "conditions.us_backstop.state=off")
    assert "bel" not in unnumbered(off, "land", "likely", in_the_world_at_hand(off))


def test_what_is_there_if_no_open_condition_is_met(ukraine: Case) -> None:
    made = offer(ukraine, "land", "conditional", open_taken_as_not_met(ukraine))
    # Estonia alone: Britain and France wait for the United States.
    assert (made.low, made.high) == (50, 250)
