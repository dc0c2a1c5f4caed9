"""The ensemble: options share their luck, blocks do not matter, parts are whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.blocks import BLOCK_SIZE
from ceasefire.core.draws import Draws
from ceasefire.futures.chain import LEVEL, Course, course_of, decisions_on
from ceasefire.futures.ensemble import Ensemble
from ceasefire.futures.lived import lived
from ceasefire.futures.outcomes import STORED, mixed_name
from ceasefire.futures.run import run, run_block
from ceasefire.politics.assembly import Assembly


def ensemble(case: Case, futures: int = 500, block: int = BLOCK_SIZE) -> Ensemble:
    return run(case, list(case.rows("options")), futures=futures, seed=1, block=block)


def course(case: Case, option: str, futures: int) -> Course:
    world = World(case, Draws(1, 0, futures))
    row = case.row("options", option)
    return course_of(row, decisions_on(Assembly.of(world), row, LEVEL))


def test_the_size_of_a_block_changes_nothing(small: Case) -> None:
    whole, parts = ensemble(small), ensemble(small, block=130)
    for key, tally in whole.options.items():
        assert parts.options[key].mean == pytest.approx(tally.mean, rel=1e-12), key
        assert parts.options[key].quantile(0.5) == tally.quantile(0.5)
    for body, tally in whole.bodies.items():
        assert parts.bodies[body].mean == pytest.approx(tally.mean)
    for member, tally in whole.blocks.items():
        assert parts.blocks[member].mean == pytest.approx(tally.mean)
        assert parts.blocks[member].count == 500
    for actor, tally in whole.consents.items():
        assert parts.consents[actor].mean == pytest.approx(tally.mean)


def test_options_share_their_luck(small: Case) -> None:
    # Two options with the same tables give the same numbers in every future.
    twin = edited(small, [
        Edit.parse("options.observers.mission_type=reassure"),
        *(Edit.parse(f"options.observers.troops_{end}=") for end in ("low", "high")),
        Edit.parse("options.observers.troops_mode=4000"),
        Edit.parse("options.observers.troops_mode=4000"),
        *(Edit.parse(f"terms.observers_force.value_{end}={v}") for end, v in
          (("high", 55), ("mode", 45), ("low", 35))),
        Edit.parse("enablers.drones.options="),
    ])  # fmt: skip
    found = run_block(World(twin, Draws(1, 0, 300)), list(twin.rows("options")))
    one, other = found["observers"], found["brigade"]
    assert np.array_equal(one["offered"].values, other["offered"].values)
    for name in (mixed_name("offered", "war", 2), "peace_planned", "violations_expected"):
        assert np.array_equal(one[name].values, other[name].values)


def test_nothing_is_in_place_that_was_not_adopted(small: Case) -> None:
    found = course(small, "brigade", 400).outcomes
    assert not found["expected"].values[~found["adopted"].values].any()
    assert (found["expected"].values <= found["offered"].values + 1e-9).all()
    assert (found["offered"].values <= found["size"].values + 1e-9).all()


def test_standing_is_a_probability_and_falls_with_the_years(small: Case) -> None:
    found = ensemble(small)
    for outcome in ("war", "clash"):
        means = [
            found.options["brigade", mixed_name("planned", outcome, y)].mean for y in (1, 2, 5)
        ]
        assert 1 > means[0] > means[1] > means[2] > 0
    war, clash = (
        found.options["brigade", mixed_name("planned", w, 2)].mean for w in ("war", "clash")
    )
    assert war > clash


def test_a_war_is_a_clash(small: Case) -> None:
    # A clash baseline above the war baseline cannot be: where a war came, there was a clash.
    case = edited(small, [
        Edit.parse(f"baselines.clash_{year}.standing_{end}=0.99")
        for year in (1, 5) for end in ("high", "mode", "low")
    ])  # fmt: skip
    count = 2_000
    world = World(case, Draws(1, 0, count))
    found = run_block(world, list(case.rows("options")))
    plain = run_block(World(small, Draws(1, 0, count)), list(small.rows("options")))
    for option, outcomes in found.items():
        for name, clash in outcomes.items():
            if name.startswith("standing_") and "_clash_" in name:
                war = name.replace("_clash_", "_war_")
                assert (clash.values <= outcomes[war].values).all()
                # A war comes no later because somebody thinks that clashes are rare.
                means = (outcomes[war].values.mean(), plain[option][war].values.mean())
                assert means[0] == pytest.approx(means[1], abs=0.04)
    alone = lived(world, [course(case, "brigade", count)]).without_force()
    for years in (1, 2, 5):
        assert (alone["clash", years].values <= alone["war", years].values).all()


def decided_case(folder: Path) -> Case:
    """The small case with a pledge that hangs on what the pact decides."""
    rewrite(folder, "conditions.csv", "p_high,", "p_high,decided_by,")
    rewrite(folder, "conditions.csv", "on,,,,,assumption", "on,,,,,,assumption")
    rewrite(folder, "conditions.csv", "open,0.1,0.3,0.6,,assumption", "open,,,,pact,,assumption")
    return load_case(str(folder))


def test_a_condition_that_a_body_decides_follows_its_decision(case_folder: Path) -> None:
    case = decided_case(case_folder)
    world = World(case, Draws(1, 0, 800))
    brigade = case.row("options", "brigade")
    decisions = decisions_on(Assembly.of(world), brigade, LEVEL)
    here = decisions.world
    adopted = decisions.bodies["pact"].adopted.values
    assert 0.02 < adopted.mean() < 0.98
    assert np.array_equal(here.condition("bethan_accepts").values, adopted)
    offered = course_of(brigade, decisions).outcomes["pledged"]
    without = edited(case, [Edit.parse("conditions.bethan_accepts.state=off")])
    nobody = World(without, Draws(1, 0, 800))
    refused = decisions_on(Assembly.of(nobody), brigade, LEVEL)
    cut = course_of(brigade, refused).outcomes["pledged"]
    assert np.array_equal(offered.values > cut.values, adopted & (cut.values < 4000))
    assert any("positions.ely" in str(row) for row in offered.rows)


def test_parts_hold_outcomes_and_keys(small: Case, tmp_path: Path) -> None:
    run(small, list(small.rows("options")), futures=50, seed=1, parts=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["part-0000.parquet"]
    table = pq.read_table(tmp_path / "part-0000.parquet")
    assert table.column_names == ["future", "option", *STORED]
    assert table.num_rows == 100
    assert set(table["option"].to_pylist()) == {"observers", "brigade"}


def test_an_option_of_aircraft_has_no_people_and_no_cost(small: Case) -> None:
    aircraft = edited(small, [
        Edit.parse("options.brigade.fighters_mode=12"),
        Edit.parse("options.brigade.troops_mode="),
        Edit.parse("options.brigade.mission_type=air_only"),
    ])  # fmt: skip
    found = ensemble(aircraft, 100)
    assert ("brigade", "adopted") in found.options
    assert ("brigade", mixed_name("planned", "war", 2)) in found.options
    for name in ("size", "offered", "cost_year", "tied_planned"):
        assert ("brigade", name) not in found.options
