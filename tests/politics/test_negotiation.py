"""Forecasts: which model, which bands, which draws failed, and what moves them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ceasefire.case.edits import Edit, edited
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.baselines import weighted_mean
from ceasefire.politics.case_stakes import Table
from ceasefire.politics.models import FORECASTS, MODELS, STARTING_WEIGHTS
from ceasefire.politics.negotiation import Source, negotiate
from ceasefire.politics.negotiation_json import negotiation_json
from ceasefire.politics.positions import RECORD_ERROR, current_positions, record_error
from ceasefire.politics.sensitivity import sobol
from ceasefire.politics.stakes import Stakes, fixed_stakes


def source_of(case: Case, seed: int = 1) -> Source:
    table = Table.of(case)
    return Source(
        case.name, table.central(),
        lambda first, count: table.drawn(World(case, Draws(seed, first, count))), {"mean": 1.0},
    )  # fmt: skip


def two_issues(draws: int = 1, *, broken: int | None = None) -> Stakes:
    """Made-up stakes of five actors; the capabilities of one draw can be taken away."""
    rng = np.random.default_rng(3)
    one = fixed_stakes(
        tuple("abcde"), ("x", "y"), rng.uniform(0, 100, (5, 2)), rng.uniform(0.1, 0.5, (5, 2)),
        rng.uniform(0.1, 1, 5), np.array([20.0, 60.0]),
    )  # fmt: skip
    many = one.taken(np.zeros(draws, dtype=np.int64))
    if broken is not None:
        many.capabilities[broken] = 0.0
    return many


def test_the_case_gives_the_same_stakes_in_any_block(ukraine: Case) -> None:
    table = Table.of(ukraine)
    whole = table.drawn(World(ukraine, Draws(1, 0, 30)))
    part = table.drawn(World(ukraine, Draws(1, 10, 7)))
    for name in ("positions", "saliences", "capabilities", "status_quo", "no_deal_costs"):
        assert getattr(whole, name)[10:17].tobytes() == getattr(part, name).tobytes(), name


def test_stakes_are_the_last_positions(ukraine: Case) -> None:
    table = Table.of(ukraine, ("force_kind",))
    stakes = table.central()
    for actor, row in current_positions(ukraine, "force_kind").items():
        i = table.actors.index(actor)
        assert stakes.positions[0, i, 0] == row.band("position").central()
    assert set(map(str, table.rows("force_kind"))) >= {"positions.rus_force_kind.salience"}


def test_the_forecast_moves_by_the_exact_lever(small: Case) -> None:
    moved = edited(small, [Edit.parse(f"positions.bet_border.position_{end}={v}") for end, v in
                           (("high", 45), ("mode", 30), ("low", 20))])  # fmt: skip
    before, after = (negotiate(source_of(case), MODELS["mean"], draws=50, seed=1)
                     for case in (small, moved))  # fmt: skip
    k, i = before.stakes.issues.index("border"), before.stakes.actors.index("bet")
    assert after.forecast[k] - before.forecast[k] == pytest.approx(10 * before.levers[i, k])


def test_bands_widen_from_inputs_to_models_to_the_record(ukraine: Case) -> None:
    weights = dict.fromkeys(STARTING_WEIGHTS, 1.0)
    source = replace(source_of(ukraine), weights=weights)
    found = negotiate(source, MODELS["mean"], draws=400, seed=1)
    width = {name: getattr(found.bands, name)[2] - getattr(found.bands, name)[0]
             for name in ("inputs", "models", "record")}  # fmt: skip
    assert (width["models"] > width["inputs"]).all()
    assert (width["record"] > width["models"]).all()
    # An honest 90 % band of a forecast that is 23 points off in the mean is tens of points wide.
    assert (width["record"] > 60).all()
    assert found.bands.inputs[1] == pytest.approx(found.forecast, abs=6)


def test_the_error_of_the_record_is_its_mean_absolute_error() -> None:
    u = (np.arange(200_000) + 0.5) / 200_000
    assert np.abs(record_error(u)).mean() == pytest.approx(RECORD_ERROR, rel=1e-3)
    assert np.median(record_error(u)) == pytest.approx(0, abs=1e-3)


def test_every_model_forecasts_and_a_failed_draw_sinks_no_other() -> None:
    whole, broken = two_issues(4), two_issues(4, broken=2)
    for name, forecast in FORECASTS.items():
        clean, found = forecast(whole), forecast(broken)
        kept = [0, 1, 3]
        assert found[kept].tobytes() == clean[kept].tobytes(), name
        if name not in ("plain_mean", "salience_mean", "status_quo"):
            assert np.isnan(found[2]).all(), name


def test_failed_draws_are_listed_and_left_out() -> None:
    drawn = two_issues(6, broken=4)
    source = Source("made up", two_issues(), lambda a, n: drawn.block(a, a + n), {"mean": 1.0})
    for model in ("mean", "ktab", "expected_utility", "exchange"):
        found = negotiate(source, MODELS[model], draws=6, seed=1)
        assert found.bands.failed == (4,), model
        assert np.isfinite(found.bands.inputs).all(), model


def test_the_pool_takes_each_model_by_its_weight() -> None:
    stakes = two_issues()
    source = Source("made up", stakes, None, {"mean": 0.5, "median": 0.5})
    found = negotiate(source, MODELS["mean"], draws=2_000, seed=1)
    # Half of the draws lie at the mean, half at the median: the middle band is one of them.
    for k in range(2):
        mean, median = (found.by_model[name][k] for name in ("mean", "median"))
        assert sorted(found.bands.models[[0, 2], k]) == pytest.approx(sorted([mean, median]))
        assert found.bands.inputs[0, k] == found.bands.inputs[2, k]


def test_a_model_that_cannot_be_run_says_why() -> None:
    one = fixed_stakes(("a", "b", "c"), ("x",), np.array([[1.0], [2.0], [9.0]]), np.ones((3, 1)),
                       np.ones(3))  # fmt: skip
    source = Source("made up", one, None, STARTING_WEIGHTS)
    with pytest.raises(CeasefireError, match="2 issues"):
        negotiate(source, MODELS["exchange"], draws=10, seed=1)
    found = negotiate(source, MODELS["mean"], draws=10, seed=1)
    assert set(found.refused) == {"exchange"}
    two = fixed_stakes(("a", "b"), ("x",), np.array([[1.0], [2.0]]), np.ones((2, 1)), np.ones(2))
    for model in ("ktab", "expected_utility"):
        with pytest.raises(CeasefireError, match="needs 3 actors"):
            negotiate(replace(source, central=two), MODELS[model], draws=10, seed=1)


def test_nobody_with_weight_has_no_forecast() -> None:
    nobody = two_issues(1, broken=0)
    with pytest.raises(CeasefireError, match="no forecast"):
        negotiate(Source("made up", nobody, None, {}), MODELS["ktab"], draws=5, seed=1)


def test_json_holds_positions_by_turn_and_no_nan() -> None:
    stakes = two_issues()
    stakes.positions[0, 4, 1] = np.nan
    stakes.saliences[0, 4, 1] = stakes.capabilities[0, 4, 1] = 0.0
    found = negotiate(Source("made up", stakes, None, {}), MODELS["ktab"], draws=5, seed=1)
    made = negotiation_json(found, {}, None)
    assert made["positions"][0][4][1] is None
    assert made["positions"][0][0][0] == pytest.approx(stakes.positions[0, 0, 0])
    assert len(made["positions"]) == made["turns"] + 1
    assert made["dimensions"] == ["x", "y"]
    assert made["settings"] == {"draws": 5, "seed": 1, "most_turns": 100}


def test_turns_hold_for_the_model_asked_for_everywhere() -> None:
    stakes = two_issues()
    source = Source("made up", stakes, None, {"ktab": 1.0})
    found = negotiate(source, MODELS["ktab"], draws=4, seed=1, turns=2)
    assert found.history is not None
    assert found.history.turns[0] == 2
    assert found.by_model["ktab"] == pytest.approx(found.forecast)
    assert found.bands.models[1] == pytest.approx(found.forecast)


def test_the_record_band_holds_the_pool(ukraine: Case) -> None:
    # Asked for one model, all of them by their weights stand beside it, and the error beyond.
    source = replace(source_of(ukraine), weights=STARTING_WEIGHTS)
    found = negotiate(source, MODELS["exchange"], draws=200, seed=1)
    same = negotiate(source, MODELS["mean"], draws=200, seed=1)
    assert found.bands.models == pytest.approx(same.bands.models)
    assert (found.bands.record[0] <= found.bands.models[0]).all()
    assert (found.bands.record[2] >= found.bands.models[2]).all()


def test_an_issue_nobody_weighs_fails_no_draw() -> None:
    stakes = two_issues(3)
    stakes.saliences[:, :, 1] = 0.0
    source = Source("made up", stakes.block(0, 1), lambda a, n: stakes.block(a, a + n), {"mean": 1})
    found = negotiate(source, MODELS["mean"], draws=3, seed=1)
    assert found.bands.failed == ()
    assert np.isnan(found.forecast[1])


def test_sobol_finds_the_number_that_moves_the_mean(small: Case) -> None:
    table = Table.of(small)
    found = sobol(table, "border", weighted_mean, runs=4_000, seed=1)
    # Two actors; the salience and capability of both and their positions: six numbers.
    assert len(found) == 6
    total = {str(index.address): index.total for index in found}
    assert sum(index.alone for index in found) == pytest.approx(1, abs=0.15)
    # By hand at the middle: the mean moves by w = 0.32 / 0.74 for the first, 0.42 / 0.74 for the
    # second with each point, and their positions vary by about as much.
    assert total["positions.bet_border.position"] > 0.2
    assert total["positions.bet_border.position"] > 2 * total["positions.arr_border.capability"]
    with pytest.raises(CeasefireError, match="too few"):
        sobol(table, "border", weighted_mean, runs=100, seed=1)


def test_sobol_repeats_itself(small: Case) -> None:
    table = Table.of(small)
    one, other = (sobol(table, "force", weighted_mean, runs=2_000, seed=5) for _ in range(2))
    assert one == other


def test_what_is_certain_moves_nothing(small: Case) -> None:
    points = [
        Edit.parse(f"{row.address(f'{part}_{end}')}=")
        for row in small.rows("positions") for part in ("position", "salience", "capability")
        for end in ("low", "high")
    ]  # fmt: skip
    table = Table.of(edited(small, points))
    assert sobol(table, "border", weighted_mean, runs=4_000, seed=1) == ()
