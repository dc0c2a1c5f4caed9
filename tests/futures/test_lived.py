"""Options lived through the truce: what politics leaves of a force is what the truce sees."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Traced
from ceasefire.futures.chain import LEVEL, Course, course_of, decisions_on
from ceasefire.futures.fielded import fielded
from ceasefire.futures.histories import histories_of
from ceasefire.futures.lived import Lived, lived, weeks_of
from ceasefire.futures.outcomes import STAGES, mixed_name
from ceasefire.politics.assembly import Assembly
from ceasefire.truce import arrays as a
from ceasefire.truce.from_case import ladders

COUNT = 400


def courses(case: Case, count: int = COUNT) -> tuple[World, list[Course]]:
    world = World(case, Draws(2, 0, count))
    return world, [
        course_of(row, decisions_on(Assembly.of(world), row, LEVEL))
        for row in case.rows("options")
    ]  # fmt: skip


@pytest.fixture(scope="module")
def through(ukraine: Case) -> tuple[list[Course], Lived]:
    world, found = courses(ukraine)
    return found, lived(world, found)


def test_where_nothing_was_adopted_the_truce_is_that_without_a_force(
    through: tuple[list[Course], Lived],
) -> None:
    # Others climb the same ladder with or without the force: the first of the case.
    found, told = through
    options = [course.option.id for course in found]
    k = options.index("iiss_medium")
    refused = ~found[k].outcomes["adopted"].values
    assert 0.1 < refused.mean() < 0.9
    expected = told.left[k, list(STAGES).index("expected")]
    assert np.array_equal(expected[refused, a.WAR_WEEK], told.alone[refused, a.WAR_WEEK])
    assert not expected[refused, a.DELIBERATE].any()


def test_a_block_of_options_tells_what_histories_tell(
    ukraine: Case, through: tuple[list[Course], Lived]
) -> None:
    found, told = through
    for option in ("iiss_small", "gcsp_monitoring"):
        k = [course.option.id for course in found].index(option)
        for s, stage in enumerate(STAGES):
            one = histories_of(
                ukraine, ukraine.row("options", option), stage, futures=COUNT, seed=2,
                weeks=weeks_of(ukraine),
            )  # fmt: skip
            assert np.array_equal(one.lived()[one.own], told.left[k, s])


def test_outcomes_are_read_off_the_histories(through: tuple[list[Course], Lived]) -> None:
    _, told = through
    outcomes = told.outcomes(0)
    week = told.left[0, 0, :, a.WAR_WEEK]
    assert np.array_equal(outcomes[mixed_name("planned", "war", 2)].values, week >= 104)
    assert np.allclose(outcomes["peace_planned"].values, np.minimum(week / a.WEEKS_PER_YEAR, 5))
    assert np.array_equal(outcomes["attacks_planned"].values, told.left[0, 0, :, a.DELIBERATE])
    rows = {str(row) for row in outcomes["peace_planned"].rows}
    assert {"process.heat.value", "rival_models.no_effect.weight"} <= rows
    assert any(row.startswith("baselines.") for row in rows)
    assert any(row.startswith("ladder.") for row in rows)


def test_aircraft_and_people_abroad_are_not_hit(through: tuple[list[Course], Lived]) -> None:
    found, told = through
    k = [course.option.id for course in found].index("skyshield")
    assert not told.left[k, :, :, [a.DELIBERATE, a.CROSSFIRE, a.WITHDRAWN]].any()
    assert told.left[0, 0, :, a.DELIBERATE].any()


def without_ladder_and_attacks(case: Case, *weights: str) -> Case:
    """The case with some weights, no ladder, and nobody who means or hits the force."""
    calm = edited(case, [
        Edit.parse(f"process.{row.id}.value_{end}=0")
        for row in case.rows("process") if row.text("name") in ("deliberate", "crossfire")
        for end in ("low", "mode", "high")
    ])  # fmt: skip
    only = edited(calm, [Edit.parse(f"rival_models.{weight}") for weight in weights])
    return replace(only, tables={**only.tables, "ladder": {}, "mandates": {}})


UKRAINE = load_case("ukraine")  # fixtures of pytest do not mix with given
PRESENCE = [row.id for row in UKRAINE.rival_models("presence")]
HELPS, NOTHING = (
    without_ladder_and_attacks(
        UKRAINE, *(f"{model}.weight={float(model == true):g}" for model in PRESENCE)
    )
    for true in ("troops_help", "no_effect")
)


@settings(max_examples=15)
@given(
    st.sampled_from([row.id for row in UKRAINE.rows("options")]),
    st.floats(0, 1), st.floats(0, 1), st.integers(0, 10**6),
)  # fmt: skip
def test_if_troops_help_more_coverage_never_lowers_standing(
    option: str, one: float, other: float, seed: int
) -> None:
    world = World(HELPS, Draws(seed, 0, 200))
    row = HELPS.row("options", option)
    course = course_of(row, decisions_on(Assembly.of(world), row, LEVEL))
    cover = course.coverage["planned"]
    less, more = (
        replace(course, coverage=dict.fromkeys(STAGES, Traced(np.full(200, share), cover.rows)))
        for share in sorted((one, other))
    )
    told = lived(world, [less, more])
    for column in (a.WAR_WEEK, a.CLASH_WEEK):
        assert (told.left[1, 0, :, column] >= told.left[0, 0, :, column]).all()


@settings(max_examples=5)
@given(st.integers(0, 10**6))
def test_without_effect_all_options_stand_alike(seed: int) -> None:
    world = World(NOTHING, Draws(seed, 0, 200))
    found = [
        course_of(row, decisions_on(Assembly.of(world), row, LEVEL))
        for row in NOTHING.rows("options")
    ]  # fmt: skip
    told = lived(world, found)
    assert (told.left[..., a.WAR_WEEK] == told.alone[:, a.WAR_WEEK]).all()
    assert (told.left[..., a.CLASH_WEEK] == told.alone[:, a.CLASH_WEEK]).all()


def test_under_another_ladder_the_mandate_binds_nobody(ukraine: Case) -> None:
    world, found = courses(ukraine, 20)
    course = next(c for c in found if c.option.id == "iiss_medium")
    given_ladders = ladders(world)
    side = fielded(course, given_ladders)["planned"]
    assert side.own == "reported"
    bits = {step.id: i for i, step in enumerate(given_ladders.steps)}
    # Its mandate ends at force; to hold the line is asked by another ladder.
    assert ((side.there["hold"].values >> bits["hold_line"]) & 1).all()
    assert not ((side.nobody["hold"].values >> bits["hold_line"]) & 1).any()
    assert not ((side.there["reported"].values >> bits["hold_line"]) & 1).any()


def test_a_case_without_process_or_ladder_is_followed_all_the_same(small: Case) -> None:
    bare = replace(small, tables={**small.tables, "process": {}, "ladder": {}, "line": {}})
    world, found = courses(bare, 2_000)
    told = lived(world, found)
    stands = told.without_force()["war", 5].values.mean()
    assert stands == pytest.approx(0.75, abs=0.05)  # the fifth year of its baseline
    assert not told.left[..., a.VIOLATIONS].any()
    assert told.left[1, 0, :, a.WAR_WEEK].mean() > told.alone[:, a.WAR_WEEK].mean()
