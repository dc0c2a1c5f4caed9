"""The backtest: errors by hand, calibration, what cannot be forecast, and the same bytes again."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.backtest import Backtest, ModelScore, backtest, crps
from ceasefire.politics.formats.deu import DecidedIssues
from ceasefire.politics.stakes import Stakes

Model = Callable[[Stakes], Floats]


def mean(stakes: Stakes) -> Floats:
    there = np.where(np.isfinite(stakes.positions), stakes.positions, 0.0)
    return np.asarray((stakes.weights * there).sum(axis=1) / stakes.weights.sum(axis=1))


def quo(stakes: Stakes) -> Floats:
    return stakes.status_quo


def always(value: float) -> Model:
    return lambda stakes: np.full((1, len(stakes.issues)), value)


def knowing(answers: Mapping[str, float]) -> Model:
    return lambda stakes: np.array([[answers[issue] for issue in stakes.issues]])


NAN = math.nan
# Made up for this test: six proposals with two issues each, five actors; position and salience.
# All figures are chosen so that the weighted mean comes out even.
POSITIONS = np.array([
    [0, 0, 100, 100, 50], [20, 20, 20, 60, 80], [0, 10, 20, 30, 40], [100, 100, 100, 0, 0],
    [0, 100, NAN, NAN, NAN], [50, 50, 50, 50, 100], [10, 20, 30, 40, 50], [0, 0, 0, 0, 100],
    [30, 60, 90, NAN, 60], [100, 0, 0, 0, 0], [40, 40, 60, 60, 50], [0, 25, 50, 75, 100],
])  # fmt: skip
SALIENCES = np.array([
    [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1],
    [0.75, 0.25, NAN, NAN, NAN], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [0.5, 0.5, 0.5, 0.5, 0.5],
    [1, 1, 1, NAN, 1], [0.5, 0.125, 0.125, 0.125, 0.125], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1],
])  # fmt: skip
FORECASTS = [50, 40, 20, 60, 25, 60, 30, 20, 60, 50, 50, 50]  # weighted means, by hand
OUTCOMES = [60, 40, 0, 70, 25, 100, 30, 10, 50, 55, 75, 20]
ERRORS = [10, 0, 20, 10, 0, 40, 0, 10, 10, 5, 25, 30]  # together 160
QUO = [0, 0, NAN, NAN, 0, 0, 0, 0, 0, 0, 0, NAN]


def made() -> DecidedIssues:
    return decided(POSITIONS, SALIENCES, OUTCOMES, QUO)


def decided(
    positions: Floats, saliences: Floats, outcomes: Sequence[float], reference: Sequence[float]
) -> DecidedIssues:
    """Two issues in each proposal."""
    numbers, actors = positions.shape
    return DecidedIssues(
        tuple("abcdefghijklmnopqrstuvwxyz"[:actors]),
        tuple(f"P{i // 2}" for i in range(numbers)),
        tuple(f"i{i}" for i in range(numbers)),
        positions, saliences, np.array(reference, dtype=float),
        np.array(outcomes, dtype=float), np.ones(actors), dropped=3,
    )  # fmt: skip


def score(result: Backtest, model: str) -> ModelScore:
    return next(one for one in result.scores if one.model == model)


def test_errors_are_those_worked_out_by_hand() -> None:
    result = backtest(made(), {"weighted_mean": mean, "fifty": always(50), "quo": quo})
    assert (result.issues, result.proposals, result.dropped) == (12, 6, 3)
    assert [one.model for one in result.scores] == ["weighted_mean", "fifty", "quo"]
    own = score(result, "weighted_mean")
    assert own.issues == 12
    assert own.mae.value == pytest.approx(160 / 12)
    assert (own.difference.value, own.difference.low, own.difference.high) == (0, 0, 0)
    # |outcome - 50|: 10 10 50 20 25 50 20 40 0 5 25 30 = 285
    fifty = score(result, "fifty")
    assert fifty.mae.value == pytest.approx(285 / 12)
    assert fifty.difference.value == pytest.approx((285 - 160) / 12)
    # The status quo is 0 on the nine issues where it is known: 60 40 25 100 30 10 50 55 75 = 445;
    # the weighted mean's errors there: 10 0 0 40 0 10 10 5 25 = 100.
    still = score(result, "quo")
    assert (still.issues, still.not_forecast, still.refused) == (9, 3, 0)
    assert still.mae.value == pytest.approx(445 / 9)
    assert still.difference.value == pytest.approx((445 - 100) / 9)


def test_intervals_hold_their_means_and_come_from_whole_proposals() -> None:
    own = score(backtest(made(), {"weighted_mean": mean}), "weighted_mean")
    assert 0 < own.mae.low < own.mae.value < own.mae.high < 40
    # Six proposals with errors that only differ within each: every resample has the same mean.
    same = decided(POSITIONS, SALIENCES, [f + 10 * (i % 2) for i, f in enumerate(FORECASTS)], QUO)
    mae = score(backtest(same, {"weighted_mean": mean}), "weighted_mean").mae
    assert (mae.low, mae.value, mae.high) == pytest.approx((5, 5, 5))


def test_the_distribution_learns_from_other_proposals_alone() -> None:
    # Errors +10 in one proposal, -10 in the other: each is graded with the other's error, as a
    # single point 20 beside the outcome; the interval never holds it.
    two = decided(np.full((4, 2), 50.0), np.ones((4, 2)), [60, 60, 40, 40], [NAN] * 4)
    own = score(backtest(two, {"weighted_mean": mean}), "weighted_mean")
    assert own.crps.value == pytest.approx(20)
    assert own.coverage.value == 0


def test_the_distribution_is_clipped_to_the_scale() -> None:
    # The other proposal's error of -60 takes the forecast of 20 to 0, not to -40.
    figures = np.array([[20.0], [20.0], [60.0], [60.0]])
    two = decided(figures, np.ones((4, 1)), [0, 0, 0, 0], [NAN] * 4)
    own = score(backtest(two, {"weighted_mean": mean}), "weighted_mean")
    assert own.crps.value == pytest.approx((0 + 0 + 40 + 40) / 4)
    assert own.coverage.value == 0.5


@given(
    sample=st.lists(st.floats(0, 100), min_size=1, max_size=30),
    outcome=st.floats(0, 100),
)
def test_crps_is_the_mean_distance_less_half_the_spread(
    sample: list[float], outcome: float
) -> None:
    # Gneiting and Raftery 2007, equation 21: E|X - y| - E|X - X'| / 2, the same by another way.
    points = np.array(sample)
    spread = float(np.abs(points[:, None] - points).mean())
    other = float(np.abs(points - outcome).mean()) - spread / 2
    assert crps(points, outcome) == pytest.approx(other, abs=1e-9)
    assert crps(points, outcome) >= 0


@given(point=st.floats(0, 100), copies=st.integers(1, 20), outcome=st.floats(0, 100))
def test_crps_of_a_point_is_the_absolute_error(point: float, copies: int, outcome: float) -> None:
    assert crps(np.full(copies, point), outcome) == pytest.approx(abs(point - outcome), abs=1e-9)


def test_intervals_of_a_calibrated_model_hold_four_in_five() -> None:
    # Two actors on one side each; the outcome is the mean plus an error of one law for all issues.
    rng = np.random.default_rng(7)
    centre = rng.uniform(35, 65, 600)
    positions = np.column_stack([centre - 5, centre + 5])
    outcomes = list(centre + rng.uniform(-30, 30, 600))
    issues = decided(positions, np.ones((600, 2)), outcomes, [NAN] * 600)
    own = score(backtest(issues, {"weighted_mean": mean}), "weighted_mean")
    assert own.coverage.value == pytest.approx(0.8, abs=0.03)
    assert own.coverage.low < 0.8 < own.coverage.high
    # Of a uniform law of width 60 the mean CRPS is 60 / 6 and the mean absolute error 60 / 4.
    assert own.crps.value == pytest.approx(10, rel=0.05)
    assert own.mae.value == pytest.approx(15, rel=0.05)


def test_the_bootstrap_is_the_same_again_and_another_with_another_seed() -> None:
    models = {"weighted_mean": mean, "fifty": always(50), "quo": quo}
    first, again = backtest(made(), models), backtest(made(), models)
    assert json.dumps(first.as_json()) == json.dumps(again.as_json())
    other = score(backtest(made(), models, seed=2), "fifty")
    assert score(first, "fifty").mae.value == other.mae.value
    assert score(first, "fifty").mae.low != other.mae.low


def test_a_model_that_gives_an_error_could_not_forecast() -> None:
    def picky(stakes: Stakes) -> Floats:
        if len(stakes.actors) < 5 or stakes.issues[0] == "i8":
            msg = f"will not have {stakes.issues[0]}"
            raise CeasefireError(msg)
        return mean(stakes)

    result = backtest(made(), {"weighted_mean": mean, "picky": picky})
    own = score(result, "picky")
    assert (own.issues, own.not_forecast, own.refused) == (10, 2, 1)
    assert own.reason == "will not have i8"
    assert own.mae.value == pytest.approx((160 - 10 - 5) / 10)
    assert own.difference.value == 0


def test_an_issue_on_which_nobody_stands_is_not_forecast() -> None:
    positions, saliences = POSITIONS.copy(), SALIENCES.copy()
    positions[[0, 2, 3]], saliences[[0, 2, 3]] = NAN, NAN

    def strict(stakes: Stakes) -> Floats:
        with np.errstate(invalid="ignore"):
            found = mean(stakes)
        assert stakes.actors
        return found

    own = backtest(decided(positions, saliences, OUTCOMES, QUO), {"weighted_mean": strict}).scores[
        0
    ]
    assert (own.issues, own.not_forecast, own.refused) == (9, 3, 0)
    assert own.mae.value == pytest.approx((160 - 10 - 20 - 10) / 9)


@pytest.mark.parametrize("numbers", [0, 2, 9, 10])
def test_few_issues_allow_no_claim(numbers: int) -> None:
    few = decided(POSITIONS[:numbers], SALIENCES[:numbers], OUTCOMES[:numbers], QUO[:numbers])
    result = backtest(few, {"weighted_mean": mean, "nothing": always(NAN)})
    own = score(result, "weighted_mean")
    assert result.enough == own.enough == (numbers >= 10)
    assert (result.caveat == "") == result.enough
    if not result.enough:
        assert result.caveat.startswith(f"{numbers} issues were graded: no claim of accuracy")
    assert math.isnan(own.mae.value) == (numbers == 0)
    assert math.isnan(own.mae.low) == (numbers <= 2)  # one proposal cannot be resampled
    assert math.isnan(own.crps.value) == (numbers <= 2)
    silent = score(result, "nothing")
    assert (silent.issues, silent.not_forecast, silent.enough) == (0, numbers, False)
    assert math.isnan(silent.difference.value)


def test_json_holds_no_number_that_json_lacks() -> None:
    few = decided(POSITIONS[:2], SALIENCES[:2], OUTCOMES[:2], QUO[:2])
    text = json.dumps(backtest(few, {"weighted_mean": mean}).as_json(), allow_nan=False)
    there = json.loads(text)
    assert there["models"][0]["crps"] == {"value": None, "low": None, "high": None}
    assert there["models"][0]["mae"]["value"] == 5
    assert there["against"] == "weighted_mean"
    assert not there["enough"]


def test_wrong_use_is_told() -> None:
    with pytest.raises(CeasefireError, match=r"no model 'weighted_mean'.*models are: quo"):
        backtest(made(), {"quo": quo})
    with pytest.raises(CeasefireError, match="did you mean 'quo'"):
        backtest(made(), {"quo": quo}, against="qou")
    with pytest.raises(CeasefireError, match="cannot resample 0 times"):
        backtest(made(), {"weighted_mean": mean}, resamples=0)
    with pytest.raises(ValueError, match=r"2 issues have shape \(2,\)"):
        backtest(made(), {"weighted_mean": lambda stakes: mean(stakes)[0]})


SHARE = st.floats(0, 100, allow_nan=False)


@given(
    figures=st.lists(st.tuples(SHARE, SHARE, SHARE, st.booleans()), min_size=4, max_size=20),
    constant=SHARE,
    seed=st.integers(0, 2**32),
)
def test_a_perfect_model_has_no_error_and_is_never_beaten(
    figures: list[tuple[float, float, float, bool]], constant: float, seed: int
) -> None:
    positions = np.array([row[:2] for row in figures])
    outcomes = [row[2] for row in figures]
    known = [row[2] if row[3] else NAN for row in figures]
    issues = decided(positions, np.ones(positions.shape), outcomes, known)
    answers = dict(zip(issues.issues, outcomes, strict=True))
    models = {
        "weighted_mean": mean, "perfect": knowing(answers), "constant": always(constant), "quo": quo
    }  # fmt: skip
    result = backtest(issues, models, seed=seed, resamples=50)
    perfect = score(result, "perfect")
    assert (perfect.mae.value, perfect.crps.value, perfect.coverage.value) == (0, 0, 1)
    for one in result.scores:
        assert one.issues + one.not_forecast == len(figures)
        assert not one.mae.value < perfect.mae.value
        assert not one.crps.value < perfect.crps.value
    assert perfect.difference.value <= 0
    assert perfect.difference.high <= 0
