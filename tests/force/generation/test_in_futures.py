"""What pledges keep in place in every future."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.support import add_tables, rewrite

from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Traced
from ceasefire.force.generation.in_futures import in_full_strength
from ceasefire.force.offers import drawn_offers

COUNT = 300


def world_of(case: Case, count: int = COUNT, first: int = 0) -> World:
    """Futures in which every body has agreed."""
    decided = {
        row.id: Traced(np.ones(count, dtype=bool))
        for row in case.rows("conditions") if row.text("decided_by")
    }  # fmt: skip
    return World(case, Draws(3, first, count)).deciding(decided)


def kept(case: Case, option: str, **where: int) -> tuple[Traced, Traced, World]:
    world = world_of(case, **where)
    sent = drawn_offers(world, "land", "assumed")
    total = Traced(np.sum([people.values for people in sent.values()], axis=0))
    offered, joined = in_full_strength(world, case.row("options", option), sent, sent)
    assert np.array_equal(offered.values, joined.values)
    return offered, total, world


@pytest.mark.parametrize("option", ["iiss_small", "iiss_large"])
def test_never_more_than_pledged_nor_planned(ukraine: Case, option: str) -> None:
    found, pledged, world = kept(ukraine, option)
    plan = world.band(ukraine.row("options", option), "troops").values
    assert (found.values <= np.minimum(pledged.values, plan) + 1e-6).all()
    assert found.values.max() > 5_000  # where the leaders come


def test_rests_on_pools_tours_phases_and_reception(ukraine: Case) -> None:
    rows = {str(row) for row in kept(ukraine, "iiss_medium")[0].rows}
    for address in ("pools.gbr_land.personnel", "commitments.gbr_estonia.personnel",
                    "parameters.deployable_share_default.value", "phases.steady.share",
                    "constraints.rail_reception.value", "pledges.gbr_2026_02.n"):  # fmt: skip
        assert address in rows, address


def test_blocks_change_no_number(ukraine: Case) -> None:
    whole = kept(ukraine, "iiss_medium")[0].values
    parts = [kept(ukraine, "iiss_medium", count=COUNT // 3, first=first)[0].values
             for first in range(0, COUNT, COUNT // 3)]  # fmt: skip
    assert np.array_equal(whole, np.concatenate(parts))


def test_large_pools_keep_all_that_was_pledged(case_folder: Path) -> None:
    rewrite(case_folder, "pools.csv", "40000", "400000")
    rewrite(case_folder, "pools.csv", "9000", "90000")
    found, pledged, _ = kept(load_case(str(case_folder)), "brigade")
    most = np.minimum(pledged.values, 4000.0)
    assert (found.values <= most + 1e-6).all()
    # In the slowest futures the build-up never asks for all of it within the horizon.
    assert np.isclose(found.values, most).mean() > 0.95


def test_a_small_pool_keeps_a_part_of_what_was_pledged(small: Case) -> None:
    """Corland pledges up to 3,000 and can keep 2,400 to 3,200 out for good: parts stay at home."""
    found, pledged, _ = kept(small, "brigade")
    most = np.minimum(pledged.values, 4000.0)
    assert (found.values > 0.75 * most).all()
    assert (found.values < most - 1).any()


def test_an_empty_pool_keeps_nobody_in_place(case_folder: Path) -> None:
    rewrite(case_folder, "pools.csv", "40000", "0")
    rewrite(case_folder, "pools.csv", "9000", "90000")
    found, _, world = kept(load_case(str(case_folder)), "brigade")
    dovia = drawn_offers(world, "land", "assumed")["dov"]
    assert np.allclose(found.values, dovia.values)


def test_who_does_not_come_is_not_counted(ukraine: Case) -> None:
    world = world_of(ukraine)
    sent = drawn_offers(world, "land", "assumed")
    nobody = {actor: people * 0.0 for actor, people in sent.items()}
    option = ukraine.row("options", "iiss_small")
    assert not in_full_strength(world, option, nobody, nobody)[0].values.any()
    assert not in_full_strength(world, option, {}, {})[0].values.any()


def test_caps_reception_and_conditions_of_units_hold_in_futures(case_folder: Path) -> None:
    rewrite(case_folder, "pools.csv", "40000", "400000")
    free = kept(load_case(str(case_folder)), "brigade")[0].values
    add_tables(case_folder, {"constraints": ["most,cap,cor,1000"]})
    capped = kept(load_case(str(case_folder)), "brigade")[0]
    assert capped.values.max() <= 1000 + 800
    assert (capped.values <= free + 1e-6).all()
    assert "constraints.most.value" in {str(row) for row in capped.rows}


def test_reception_of_another_option_binds_nobody(case_folder: Path) -> None:
    free = kept(load_case(str(case_folder)), "brigade")[0].values
    text = case_folder / "constraints.csv"
    text.write_text(
        "constraint_id,kind,actors,options,value_mode,source_id,grade,reason\n"
        "slow,reception,,observers,10,,assumption,made up for a test\n", encoding="utf-8",
    )  # fmt: skip
    assert np.array_equal(kept(load_case(str(case_folder)), "brigade")[0].values, free)


def test_who_goes_with_somebody_that_sends_nothing_stays_at_home(case_folder: Path) -> None:
    add_tables(case_folder, {"constraints": ["both,together,cor; ely,"]})
    found, _, world = kept(load_case(str(case_folder)), "brigade")
    dovia = drawn_offers(world, "land", "assumed")["dov"]
    assert (found.values <= dovia.values + 1e-6).all()


def test_those_who_join_are_kept_up_as_if_nobody_else_was_sent(ukraine: Case) -> None:
    world = world_of(ukraine)
    option = ukraine.row("options", "iiss_medium")
    sent = drawn_offers(world, "land", "assumed")
    luck = {actor: world.draws.uniform(f"test.{actor}") for actor in sent}
    all_come = world.draws.uniform("test.all") < 0.3
    joined = {
        actor: people.where(Traced(all_come | (luck[actor] < 0.6)))
        for actor, people in sent.items()
    }
    offered, expected = in_full_strength(world, option, sent, joined)
    alone = in_full_strength(world, option, joined, joined)[0]
    assert np.array_equal(expected.values, alone.values)
    assert np.array_equal(expected.values[all_come], offered.values[all_come])
    assert (expected.values < offered.values - 1).any()
