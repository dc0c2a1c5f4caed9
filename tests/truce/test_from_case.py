"""From the tables of a case to the kernel's arrays: the same draws, the same numbers, all rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.errors import CeasefireError
from ceasefire.core.traced import Traced
from ceasefire.truce import arrays as a
from ceasefire.truce import parameters as p
from ceasefire.truce.from_case import (
    Mandate,
    Run,
    ladders,
    mandate,
    number,
    refuse_what_lacks,
    runs,
    shared,
    steps_there,
    strengths,
)
from ceasefire.truce.standing import baseline_hazard, log_hazard_ratio

COUNT = 300


def world(case: Case, first: int = 0, count: int = COUNT) -> World:
    return World(case, Draws(3, first, count))


def test_hazards_are_those_of_the_baseline_that_is_true(ukraine: Case) -> None:
    here = world(ukraine)
    given = shared(here, 52).shared
    models = [row.id for row in ukraine.rival_models("baseline")]
    published = {"interstate": (1, 2, 5, 10), "civil_war": (0.25, 0.5, 1, 2, 5, 10)}
    assert set(given.baseline.tolist()) == set(range(len(models)))
    for k, outcome in enumerate(("war", "clash")):
        for b, model in enumerate(models):
            true = given.baseline == b
            for place, years in enumerate(published[model]):
                assert given.knots[k, b, place] == years
                closed = baseline_hazard(here, model, outcome, years).values
                assert np.allclose(given.hazards[k, true, place], closed[true], atol=1e-12)


def test_lengths_and_numbers_are_drawn_from_their_bands(ukraine: Case) -> None:
    found = shared(world(ukraine), 10)
    given = found.shared
    assert given.lengths.shape == (COUNT, 3)
    # line.csv: 467 to 678 km of land, 338 km of river without a band
    assert 4.67 <= given.lengths[:, 0].min() < given.lengths[:, 0].max() <= 6.78
    assert np.allclose(given.lengths[:, 1], 3.38)
    band = ukraine.row("process", "violations").band("value")
    drawn = given.numbers[:, p.RATE]
    assert band.low is not None
    assert band.low < drawn.min() < drawn.max() < (band.high or 0)
    assert {str(row) for row in found.rows["line"]} == {
        f"line.{row.id}.length" for row in ukraine.rows("line")
    }
    named = frozenset().union(*(found.rows[row.text("name")] for row in ukraine.rows("process")))
    assert len(named) >= len(ukraine.rows("process"))
    assert "response_effects.deter_force.hazard_ratio" in set(map(str, found.rows["response"]))


def test_a_block_does_not_change_a_draw(ukraine: Case) -> None:
    whole, part = shared(world(ukraine), 10).shared, shared(world(ukraine, 100, 50), 10).shared
    cut = slice(100, 150)
    assert np.array_equal(whole.keys, part.keys)
    assert np.array_equal(whole.futures[cut], part.futures)
    assert np.array_equal(whole.numbers[cut], part.numbers)
    assert np.array_equal(whole.response[cut], part.response)
    assert np.array_equal(whole.hazards[:, cut], part.hazards)


def process(folder: Path, *rows: str) -> Case:
    head = "process_id,name,value_mode,conditions,grade,reason"
    lines = [head, *(f"{row},assumption,made up" for row in rows)]
    (folder / "process.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_case(str(folder))


def test_rows_of_one_name_add_up_where_their_conditions_are_met(case_folder: Path) -> None:
    case = process(case_folder, "a,heat,0.25,", "b,heat,0.5,bethan_accepts",
                   "c,quiet,0.3,bethan_accepts", "d,violations,7,")  # fmt: skip
    here = world(case)
    met = here.condition("bethan_accepts").values
    assert 0 < met.sum() < COUNT
    assert np.allclose(number(here, "heat").values, np.where(met, 0.75, 0.25))
    # Where no row is met, a number is neutral: nothing is quieted.
    assert np.allclose(number(here, "quiet").values, np.where(met, 0.3, 1.0))
    assert "conditions.bethan_accepts.state" in {str(r) for r in number(here, "heat").rows}


def test_sums_stay_in_their_range_and_what_is_not_given_is_neutral(case_folder: Path) -> None:
    case = process(case_folder, "a,heat,0.7,", "b,heat,0.7,")
    given = shared(world(case), 5).shared
    assert (given.numbers[:, p.HEAT] == 1.0).all()
    for place, one in enumerate(p.PARAMETERS):
        if one.name != "heat":
            assert (given.numbers[:, place] == one.neutral).all()
    assert not given.response.any()  # no rival model of answers


def test_answers_work_as_the_true_model_says(ukraine: Case) -> None:
    here = world(ukraine)
    given = shared(here, 5).shared
    true = here.chosen_model("response").values
    force, war, right = a.ACTS.index("force"), a.WAR, a.RIGHT
    deters, nothing, escalates = (true == k for k in range(3))
    assert (given.response[deters, force, right, war] < 0).all()
    assert not given.response[nothing].any()
    assert (given.response[escalates, force, a.WRONG, war] > 0).all()
    drawn = here.band(ukraine.row("response_effects", "deter_force"), "hazard_ratio").values
    assert np.allclose(np.exp(given.response[deters, force, right, war]), drawn[deters])


def test_ladders_keep_their_order_and_their_clocks(ukraine: Case) -> None:
    found = ladders(world(ukraine))
    assert found.names == ("reported", "observe", "hold")
    ids = [row.id for row in found.steps]
    first = ids.index("warning_and_ukraine")
    assert found.ladders.entry[0, a.SURGE] == first
    assert found.ladders.entry[0, a.FATAL_ATTACK] == ids.index("coalition_forces")
    assert found.ladders.steps[first, a.AFTER] == ids.index("coalition_forces")
    assert found.ladders.steps[ids.index("wider_response"), a.AFTER] == -1
    assert found.ladders.steps[ids.index("coalition_forces"), a.NEEDS_ATTRIBUTION] == 1
    # Hours of a ladder add up to the clock of its last step: up to 72 hours after the breach.
    total = found.ladders.hours[:, :3].sum(axis=1)
    assert (found.ladders.hours >= 0).all()
    assert total.max() <= 72.0
    assert total.min() >= 36.0  # 'up to' is drawn from half the ceiling


def test_all_breaches_enter_at_the_first_step_if_none_is_named(small: Case) -> None:
    found = ladders(world(small))
    assert found.ladders.entry.tolist() == [[0, 0, 0, 0]]


def test_a_mandate_bounds_what_the_force_does_and_nobody_else(ukraine: Case) -> None:
    here = world(ukraine)
    found = ladders(here)
    ids = [row.id for row in found.steps]
    everyone = Traced(np.full(COUNT, fill_value=True))
    local = Mandate(a.ACTS.index("local"), "reported", frozenset())
    bits = steps_there(here, found, local, everyone)["reported"].values
    assert ((bits >> ids.index("warning_and_ukraine")) & 1).all()
    assert not ((bits >> ids.index("coalition_forces")) & 1).any()
    backstop = here.condition("us_backstop").values
    assert np.array_equal((bits >> ids.index("wider_response")) & 1, backstop)
    most = Mandate(a.HOLD, "hold", frozenset())
    there = steps_there(here, found, most, everyone)["hold"].values
    assert ((there >> ids.index("hold_line")) & 1).all()
    absent = steps_there(here, found, most, everyone.apply(np.zeros_like))["hold"].values
    assert not ((absent >> ids.index("hold_line")) & 1).any()


def test_an_option_has_its_own_mandate_or_that_of_its_mission(
    ukraine: Case, small: Case, case_folder: Path
) -> None:
    of = {row.id: mandate(ukraine, row) for row in ukraine.rows("options")}
    assert a.ACTS[of["csis_monitoring"].most] == "report"
    assert of["csis_monitoring"].ladder == "observe"
    assert of["swp"].most == a.HOLD
    (case_folder / "mandates.csv").write_text(
        "mandate_id,option_id,mission_types,most,grade,reason\n"
        "type,,reassure,hold,assumption,made up\n"
        "own,brigade,,warn,assumption,made up\n",
        encoding="utf-8",
    )
    case = load_case(str(case_folder))
    assert mandate(case, case.row("options", "brigade")).most == a.ACTS.index("warn")
    unbound = mandate(small, small.rows("options")[0])
    assert (unbound.most, unbound.ladder) == (a.HOLD, "reported")


def test_strengths_are_logarithms_of_the_true_models_ratios(ukraine: Case) -> None:
    here = world(ukraine)
    found = strengths(here, "interpose_armed")
    true = here.chosen_model("presence").values
    for m, model in enumerate(row.id for row in ukraine.rival_models("presence")):
        for k, outcome in enumerate(a.ACTED_ON):
            strength = log_hazard_ratio(here, model, "interpose_armed", outcome).values
            assert np.array_equal(found.values[true == m, k], strength[true == m])


def test_runs_share_their_build_up() -> None:
    build = np.ones((2, 3))
    one = Run(np.zeros((2, 3)), np.zeros(2), build, 0, np.zeros(2, dtype=np.int64))
    other = Run(np.ones((2, 3)), np.ones(2), build * 0.5, -1, np.ones(2, dtype=np.int64))
    found = runs([one, one, other])
    assert found.build.tolist() == [0, 0, 1]
    assert found.builds.shape == (2, 2, 3)
    assert found.ladder.tolist() == [0, 0, -1]


def test_what_lacks_is_told(small: Case, case_folder: Path) -> None:
    (case_folder / "process.csv").unlink()
    bare = load_case(str(case_folder))
    with pytest.raises(CeasefireError, match=r"process\.csv"):
        refuse_what_lacks(bare, 5)
    # The truce can still be followed: nothing happens on the line, war comes as baselines say.
    assert shared(world(bare), 5).shared.numbers.shape[0] == COUNT
    with pytest.raises(CeasefireError, match="horizon of 0 weeks"):
        refuse_what_lacks(small, 0)
