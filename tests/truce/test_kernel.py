"""The kernel of the truce: equal to its plain twin, and to what can be said without either."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.truce.made import (
    BUSY,
    FIVE_YEARS,
    NO_CLASH,
    NO_LADDERS,
    NO_WAR,
    YEARS,
    made_ladders,
    made_runs,
    made_shared,
)

from ceasefire.core.bands import Floats
from ceasefire.truce import arrays as a
from ceasefire.truce.kernel import histories
from ceasefire.truce.parameters import NAMES, PARAMETERS
from ceasefire.truce.plain import EVENTS, Event, plain_history

RANGES: Mapping[str, tuple[float, float]] = {
    "violations": (0, 60), "dispersion": (0.2, 5), "excitation": (0, 0.95), "quiet": (0, 1),
    "rise": (1, 100), "rise_shape": (0.5, 4), "recommitments": (0, 6), "not_violations": (0, 10),
    "heat": (0, 1), "surge": (1, 5), "clash_deaths": (0, 20), "growth": (-1, 1), "gain": (-1, 2),
    "crossfire": (0, 3), "deliberate": (0, 3), "fatal": (0, 1), "force_deaths": (1, 5),
    "leaves": (0, 1), "attributed": (0, 1), "misattributed": (0, 1), "attribution_days": (0, 30),
    "heeded": (0, 1),
}  # fmt: skip
WARN, FORCE = a.ACTS.index("warn"), a.ACTS.index("force")
# Three steps, each after the other; the last waits for an attribution.
CLIMB = ((WARN, 0, 1), (FORCE, 0, 2), (a.HOLD, 1, -1))
BROKEN_EVERY_WEEK: Mapping[str, float] = {"surge": -1.0, "violations": 1.0}


def ladders_of(count: int) -> a.Ladders:
    return NO_LADDERS._replace(hours=np.zeros((count, 0)))


def run(shared: a.Shared, runs: a.Runs, ladders: a.Ladders | None = None, **given: int) -> Any:  # noqa: ANN401 - an array of the kernel
    """What is left, by name, each of shape (runs, count)."""
    ladders = ladders or ladders_of(len(shared.futures))
    left = histories(shared, ladders, runs, given.get("horizon", FIVE_YEARS))
    return {name: left[:, :, k].astype(float) for k, name in enumerate(a.LEFT)}


def test_every_number_is_tried() -> None:
    assert set(RANGES) == set(NAMES) == set(BUSY)
    assert len({parameter.name for parameter in PARAMETERS}) == len(PARAMETERS)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[a.Shared, a.Ladders, a.Runs]:
    """A future or two, two runs, some ladders: everything that the kernel reads, at random."""
    process = {name: draw(st.floats(*ends)) for name, ends in RANGES.items()}
    count, weeks = draw(st.integers(1, 2)), draw(st.integers(1, 80))
    points = draw(st.integers(1, len(NO_WAR)))
    shared = made_shared(
        count, process, first=draw(st.integers(0, 2**40)), weeks=weeks, seed=draw(st.integers(0)),
        segments=draw(st.integers(1, 3)), no_war=tuple(x**2 for x in NO_WAR[:points]),
        no_clash=tuple(x**4 for x in NO_CLASH[:points]), response=draw(st.floats(-1, 1)),
    )  # fmt: skip
    number = draw(st.integers(1, 4))
    steps = tuple(
        (draw(st.integers(0, a.HOLD)), draw(st.integers(0, 1)), k + 1 if k + 1 < number else -1)
        for k in range(number)
    )
    entry = tuple(draw(st.integers(-1, number - 1)) for _ in a.BREACHES)
    ladders = made_ladders(count, entry, steps, draw(st.floats(0, 500)))
    runs = made_runs(
        count, (draw(st.floats(-2, 1)), 0.0), draw(st.floats(0, 30_000)), ladder=0,
        there=draw(st.integers(0, 2**number - 1)), months=draw(st.integers(1, 12)),
        first=draw(st.integers(0, 8)),
    )  # fmt: skip
    runs = runs._replace(ladder=np.array([0, draw(st.integers(-1, 0))]))
    return shared, ladders, runs


@settings(max_examples=150, deadline=None)
@given(worlds(), st.integers(0, 100))
def test_the_kernel_equals_the_plain_twin(
    world: tuple[a.Shared, a.Ladders, a.Runs], horizon: int
) -> None:
    left = histories(*world, horizon)
    for r in range(left.shape[0]):
        for i in range(left.shape[1]):
            told: list[Event] = []
            expected = plain_history(*world, horizon, i, r, told)
            assert left[r, i] == pytest.approx(np.array(expected), rel=1e-6)
            _agrees(told, dict(zip(a.LEFT, expected, strict=True)), horizon)
            _agree_on_weeks(told, dict(zip(a.LEFT, expected, strict=True)), world[0].keys.shape[1])


def _agrees(told: list[Event], left: Mapping[str, float], horizon: int) -> None:
    """What is told week by week adds up to what is left."""
    assert all(tuple(event.details) == EVENTS[event.what] for event in told)
    assert [event.week for event in told] == sorted(event.week for event in told)
    within = [event for event in told if event.week < horizon]
    for event, name in (("clash", "clashes"), ("answer", "answers"), ("unanswered", "unanswered")):
        assert sum(one.what == event for one in within) == left[name]
    for event, detail, name in (
        ("violations", "count", "violations"), ("clash", "deaths", "deaths"),
        ("crossfire", "incidents", "crossfire"), ("deliberate", "incidents", "deliberate"),
        ("force_killed", "people", "force_deaths"),
    ):  # fmt: skip
        assert sum(one.details[detail] for one in within if one.what == event) == left[name]


def _agree_on_weeks(told: list[Event], left: Mapping[str, float], weeks: int) -> None:
    """The weeks that are left are those of the first events of their kind, whatever the horizon."""
    firsts: dict[str, list[Event]] = {
        "war_week": [one for one in told if one.what == "war"],
        "clash_week": [one for one in told if one.what == "clash"],
        "attack_week": [one for one in told if one.what == "deliberate"],
        "withdraw_week": [one for one in told if one.what == "withdrawal"],
    }
    firsts["attack_fatal_week"] = [
        one for one in firsts["attack_week"] if one.details["killing"] > 0
    ]
    assert set(firsts) == {a.LEFT[column] for column in a.WEEK_COLUMNS}
    for name, events in firsts.items():
        assert left[name] == min((one.week for one in events), default=weeks)


def test_a_busy_history_has_everything_in_it() -> None:
    shared = made_shared(40, BUSY)
    runs = made_runs(40, (-0.5,), 10_000, ladder=0, there=5)
    told: list[Event] = []
    for i in range(40):
        plain_history(shared, made_ladders(40, (0, 1, 0, 2), CLIMB), runs, FIVE_YEARS, i, 0, told)
    assert {event.what for event in told} == set(EVENTS)


def busy(first: int, count: int) -> tuple[a.Shared, a.Ladders, a.Runs]:
    shared = made_shared(count, BUSY, first=first)
    return shared, made_ladders(count, (0, 1, 0, 2), CLIMB), _busy_runs(count)


def _busy_runs(count: int) -> a.Runs:
    return made_runs(count, (0.0, -0.5, 0.3), 10_000, ladder=0)


def test_threads_and_blocks_change_no_byte() -> None:
    threads = numba.get_num_threads()
    whole = histories(*busy(0, 60), FIVE_YEARS)
    try:
        numba.set_num_threads(1)
        assert histories(*busy(0, 60), FIVE_YEARS).tobytes() == whole.tobytes()
    finally:
        numba.set_num_threads(threads)
    for first, count in ((0, 1), (7, 30), (59, 1)):
        part = histories(*busy(first, count), FIVE_YEARS)
        assert part.tobytes() == whole[:, first : first + count].tobytes()


def test_a_run_does_not_depend_on_the_others() -> None:
    shared, ladders, runs = busy(0, 30)
    alone = runs._replace(
        effect=runs.effect[1:2], people=runs.people[1:2], build=runs.build[1:2],
        ladder=runs.ladder[1:2], there=runs.there[1:2],
    )  # fmt: skip
    whole = histories(shared, ladders, runs, FIVE_YEARS)
    assert histories(shared, ladders, alone, FIVE_YEARS).tobytes() == whole[1:2].tobytes()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_runs_that_are_alike_leave_what_each_leaves_alone(seed: int) -> None:
    # Everything is drawn from two or three values: many runs are alike in a future, and many differ
    # in one thing alone, which may or may not matter there.
    count, number, chance = 12, 10, np.random.Generator(np.random.Philox(seed))
    shared, ladders, runs = busy(0, count)
    at = (number, count)
    effects = np.array([[0.0, 0, 0], [-0.7, -0.7, 0], [-0.7, -0.7, -0.5]])
    runs = runs._replace(
        effect=effects[chance.integers(3, size=at)],
        people=chance.choice([0.0, 10_000.0], at), build=chance.integers(3, size=number),
        builds=np.concatenate([runs.builds, runs.builds, runs.builds]),
        ladder=chance.integers(-1, 1, number), there=chance.choice([1, 7], at),
    )  # fmt: skip
    runs.builds[2, ::2, 10:] = 0.5
    whole = histories(shared, ladders, runs, FIVE_YEARS)
    for r in range(number):
        alone = runs._replace(
            effect=runs.effect[r : r + 1], people=runs.people[r : r + 1],
            build=runs.build[r : r + 1], ladder=runs.ladder[r : r + 1],
            there=runs.there[r : r + 1],
        )  # fmt: skip
        assert histories(shared, ladders, alone, FIVE_YEARS).tobytes() == whole[r].tobytes()
    assert len({one.tobytes() for one in whole}) > 1


@pytest.mark.parametrize("outcome", ["war", "clash"])
@pytest.mark.parametrize("process", [{}, {"violations": 20.0, "dispersion": 0.5}])
def test_standing_without_a_force_is_that_of_the_baseline(
    outcome: str, process: Mapping[str, float]
) -> None:
    count = 20_000
    left = run(made_shared(count, process), made_runs(count, (0.0,)))
    published = dict(zip(YEARS, NO_WAR if outcome == "war" else NO_CLASH, strict=True))
    for years, share in published.items():
        week = round(years * a.WEEKS_PER_YEAR)
        if week <= FIVE_YEARS and years < YEARS[-1]:
            # War through a clash lowers the weekly probability by half the hazard of a clash; the
            # week itself is half a week off a year at most.
            error = 4 * math.sqrt(share * (1 - share) / count) + 0.003
            stood = (left[f"{outcome}_week"] >= week).mean()
            assert stood == pytest.approx(share, abs=error)


def test_a_force_changes_the_hazard_by_its_ratio() -> None:
    count = 20_000
    left = run(made_shared(count, {}), made_runs(count, (0.0, math.log(0.4)), first=0))
    for years, share in zip(YEARS[:3], NO_WAR, strict=False):
        stood = (left["war_week"][1] >= round(years * a.WEEKS_PER_YEAR)).mean()
        assert stood == pytest.approx(share**0.4, abs=0.012)


def test_growth_raises_the_hazard_of_war_alone() -> None:
    count = 20_000
    grown = run(made_shared(count, {"growth": 0.5, "gain": 1.0}), made_runs(count, (0.0,)))
    plain = run(made_shared(count, {}), made_runs(count, (0.0,)))
    hazard = -np.log(np.array(NO_WAR[:2]))
    # Second year: the hazard times about exp(0.5 t), t from 1 to 2 and 1.5 in the middle.
    at = [(grown["war_week"] >= round(y * a.WEEKS_PER_YEAR)).mean() for y in (1, 2)]
    assert -math.log(at[1] / at[0]) == pytest.approx(
        (hazard[1] - hazard[0]) * math.exp(0.75), rel=0.12
    )
    # Clashes stay as they are, as long as wars are no more frequent than they would be.
    early, expected = (np.minimum(one["clash_week"], 104) for one in (grown, plain))
    assert np.array_equal(early, expected)
    assert (grown["clash_week"] <= plain["clash_week"]).all()


def test_commitments_quiet_the_line() -> None:
    def violated(**process: float) -> float:
        given = {"violations": 20.0, "dispersion": 1e6, **process}
        shared = made_shared(2_000, given, weeks=53, no_war=(1.0,), no_clash=(1.0,))
        return float(run(shared, made_runs(2_000, (0.0,)))["violations"].mean())

    usual = violated()
    assert usual == pytest.approx(53 * 20 * 3, rel=0.01)
    weeks = np.arange(53)
    for shape in (1.0, 4.0):
        rises = violated(quiet=0.1, rise=30.0, rise_shape=shape)
        level = 1 - 0.9 * np.exp(-((weeks / 30) ** shape))
        assert rises == pytest.approx(60 * level.sum(), rel=0.01)
    once, often = (violated(quiet=0.1, rise=10.0, recommitments=x) for x in (0.0, 6.0))
    assert often < 0.8 * once < once < usual


def test_excitation_keeps_the_mean_and_clusters() -> None:
    def weekly(excitation: float) -> Floats:
        given = {"violations": 20.0, "dispersion": 5.0, "excitation": excitation}
        shared = made_shared(4_000, given, weeks=40, segments=1, no_war=(1.0,), no_clash=(1.0,))
        return np.array(run(shared, made_runs(4_000, (0.0,)))["violations"][0])

    calm, excited = weekly(0.0), weekly(0.6)
    assert excited.mean() == pytest.approx(calm.mean(), rel=0.02)
    assert excited.var() > 3 * calm.var()


def test_attacks_go_with_people_and_crossfire_with_violations() -> None:
    process = {"crossfire": 0.3, "deliberate": 0.1, "fatal": 0.2, "violations": 10.0}
    count = 4_000
    runs = made_runs(count, (0.0, 0.0, 0.0), 1_000.0, first=0)
    runs.people[:] = np.array([0.0, 5_000.0, 10_000.0])[:, None]
    shared = made_shared(count, process, no_war=(1.0,), no_clash=(1.0,))
    left = run(shared, runs)
    months = FIVE_YEARS * a.MONTHS_PER_WEEK
    for name in ("crossfire", "deliberate"):
        assert left[name][0].max() == 0
        for r, thousands in ((1, 5), (2, 10)):
            assert left[name][r].mean() == pytest.approx(process[name] * thousands * months, 0.03)
    killed = 0.2 * (left["crossfire"] + left["deliberate"])
    assert left["force_deaths"].mean() == pytest.approx(killed.mean(), rel=0.03)
    fewer = runs._replace(effect=np.full_like(runs.effect, math.log(0.5)))
    assert run(shared, fewer)["crossfire"][2].mean() == pytest.approx(
        left["crossfire"][2].mean() / 2, rel=0.03
    )
    assert np.array_equal(run(shared, fewer)["deliberate"], left["deliberate"])


def test_the_first_attack_comes_with_the_rate_of_attacks() -> None:
    # Attacks are a Poisson process: nobody was attacked by a week with exp(-rate people time).
    process = {"crossfire": 1.0, "deliberate": 0.02, "fatal": 0.3}
    count = 20_000
    shared = made_shared(count, process, no_war=(1.0,), no_clash=(1.0,))
    left = run(shared, made_runs(count, (0.0,), 5_000.0, first=0))
    monthly = 5 * process["deliberate"]
    for name, rate in (("attack_week", monthly), ("attack_fatal_week", monthly * 0.3)):
        for week in (10, 52, FIVE_YEARS):
            expected = math.exp(-rate * week * a.MONTHS_PER_WEEK)
            assert (left[name] >= week).mean() == pytest.approx(expected, abs=0.015)
    assert (left["attack_week"] <= left["attack_fatal_week"]).all()
    assert np.array_equal(left["attack_week"] < FIVE_YEARS, left["deliberate"] > 0)


def test_nobody_is_attacked_where_nobody_is_or_by_chance() -> None:
    for people, process in ((0.0, {"deliberate": 3.0}), (9_000.0, {"crossfire": 3.0})):
        left = run(made_shared(50, {**process, "fatal": 1.0}), made_runs(50, (0.0,), people))
        for name in ("attack_week", "attack_fatal_week"):
            assert (left[name] == FIVE_YEARS).all()


def test_a_force_that_leaves_does_nothing_more() -> None:
    process = {"deliberate": 3.0, "fatal": 1.0, "leaves": 1.0, "force_deaths": 1.0}
    count = 500
    left = run(made_shared(count, process), made_runs(count, (-5.0,), 20_000, first=0))
    assert (left["withdrawn"] == 1).mean() > 0.99
    gone = left["withdrawn"] == 1
    assert (left["deliberate"][gone] == left["force_deaths"][gone]).all()
    assert left["deliberate"].max() < 60  # those of the one week
    stays = run(
        made_shared(count, {**process, "leaves": 0.0}), made_runs(count, (-5.0,), 20_000, first=0)
    )
    assert stays["withdrawn"].max() == 0
    assert (stays["war_week"] < FIVE_YEARS).mean() < 0.02 < (left["war_week"] < FIVE_YEARS).mean()


def broken(
    weeks: int = 30, steps: tuple[tuple[int, int, int], ...] = CLIMB, *, enters: int = 0,
    there: int = 63, **process: float,
) -> Any:  # noqa: ANN401 - arrays by name  # fmt: skip
    """A line that is broken every week, and nothing else: what the ladder makes of it."""
    shared = made_shared(
        200, {**BROKEN_EVERY_WEEK, **process}, weeks=weeks, no_war=(1.0,), no_clash=(1.0,)
    )
    runs = made_runs(200, (0.0,), ladder=0, there=there)
    return run(shared, runs, made_ladders(200, (enters, -1, -1, -1), steps))


def test_a_breach_enters_the_ladder_at_its_step() -> None:
    assert (broken(enters=0, attributed=1.0)["answers"] == 3 * 30).all()
    assert (broken(enters=0, attributed=1.0, heeded=1.0)["answers"] == 30).all()
    assert (broken(enters=1, attributed=1.0)["answers"] == 2 * 30).all()
    assert (broken(enters=2, attributed=1.0)["held"] == 30).all()
    assert (broken(enters=1, steps=(*CLIMB[:2], (WARN, 1, -1)))["held"] == 0).all()
    none = broken(enters=-1)
    assert none["answers"].max() == none["unanswered"].max() == 0


def test_a_step_that_is_not_there_is_passed_over() -> None:
    assert (broken(there=0b101, attributed=1.0)["answers"] == 2 * 30).all()
    assert (broken(there=0b001, attributed=1.0)["held"] == 0).all()
    lacking = broken(there=0)
    assert lacking["answers"].max() == 0
    assert (lacking["unanswered"] == 30).all()


def test_a_step_that_waits_stops_what_nobody_is_blamed_for() -> None:
    undetermined = broken(attributed=0.0)
    assert (undetermined["answers"] == 2 * 30).all()
    assert undetermined["held"].max() == undetermined["false_answers"].max() == 0
    only = broken(steps=((a.HOLD, 1, -1),), attributed=0.0)
    assert (only["unanswered"] == 30).all()
    some = broken(weeks=100, steps=((a.HOLD, 1, -1),), attributed=0.3, misattributed=0.2)
    assert some["held"].mean() == pytest.approx(50, rel=0.02)


def test_answers_are_false_only_after_a_wrong_attribution() -> None:
    assert broken(attributed=1.0, misattributed=1.0)["false_answers"].max() == 0
    wrong = broken(attributed=0.0, misattributed=1.0)
    assert (wrong["false_answers"] == wrong["answers"]).all()
    assert (wrong["held"] == 30).all()
    some = broken(weeks=100, attributed=0.6, misattributed=0.1)
    assert some["false_answers"].mean() == pytest.approx(0.1 * 3 * 100, rel=0.05)


def test_answers_begin_after_their_clock() -> None:
    # One answer a week with a response of log 1/10 for eight weeks: from its beginning on, a tenth.
    def violated(hours: float, days: float) -> float:
        shared = made_shared(
            500, {"violations": 20.0, "dispersion": 1e6, "surge": -1.0, "attributed": 1.0,
                  "heeded": 1.0, "attribution_days": days}, weeks=5, no_war=(1.0,),
            no_clash=(1.0,), response=math.log(0.1),
        )  # fmt: skip
        ladders = made_ladders(500, (0, -1, -1, -1), CLIMB, hours)
        runs = made_runs(500, (0.0,), ladder=0)
        return float(run(shared, runs, ladders)["violations"].mean()) / 60

    assert violated(24, 0) == pytest.approx(1 + 4 * 0.1, rel=0.02)  # from the next week on
    assert violated(24, 5.9) == pytest.approx(1 + 4 * 0.1, rel=0.02)
    # Seven days: the week after next; but the answer of each week puts it off again.
    assert violated(24, 6) == pytest.approx(5, rel=0.02)


@settings(max_examples=25, deadline=None)
@given(
    st.floats(-3, -0.01),
    st.integers(0, 2**32),
    st.fixed_dictionaries({
        name: st.floats(*RANGES[name])
        for name in ("violations", "dispersion", "excitation", "quiet", "rise", "heat", "gain")
    }),
)  # fmt: skip
def test_more_cover_never_lowers_standing(
    effect: float, seed: int, process: dict[str, float]
) -> None:
    shared = made_shared(40, {**process, "growth": 0.3}, seed=seed)
    covers = tuple(effect * share for share in (0.0, 0.2, 0.5, 0.8, 1.0))
    left = run(shared, made_runs(40, covers))
    for name in ("war_week", "clash_week"):  # in each future, not only on average
        assert (np.diff(left[name], axis=0) >= 0).all()
    peace = left["war_week"].min(axis=0) == FIVE_YEARS  # as long to look at in every run
    assert (np.diff(left["violations"][:, peace], axis=0) <= 0).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.floats(0, 1))
def test_forces_without_effect_leave_equal_bytes(seed: int, fatal: float) -> None:
    process = {**BUSY, "crossfire": 0.0, "deliberate": 0.0, "fatal": fatal}
    runs = made_runs(20, (0.0,) * 4)
    runs.people[:] = np.array([0.0, 100.0, 5_000.0, 50_000.0])[:, None]
    left = histories(made_shared(20, process, seed=seed), ladders_of(20), runs, FIVE_YEARS)
    assert {one.tobytes() for one in left} == {left[0].tobytes()}
