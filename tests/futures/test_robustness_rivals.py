"""Rival models and the value of knowing: where the leader turns, and what a factor is worth."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.robustness.compared import Compared, compare
from ceasefire.futures.robustness.knowledge import value_of_everything, value_of_knowing
from ceasefire.futures.robustness.regret import regrets
from ceasefire.futures.robustness.rivals import (
    Rivals,
    by_model,
    leading_shares,
    turns,
    under_models,
    upper_edge,
)

OPTIONS = ("none", "small", "large")
MODELS = ("deter", "provoke")


def compared(values: Floats, *, higher: bool = True) -> Compared:
    return compare(values, OPTIONS[: len(values)], higher_is_better=higher)


def flat(means: list[float]) -> Compared:
    """Options that have the same outcome in each of two futures."""
    return compared(np.repeat(np.array(means)[:, None], 2, axis=1))


def rivals(deter: list[float], provoke: list[float], weight: float = 0.5) -> Rivals:
    parts = {"deter": flat(deter), "provoke": flat(provoke)}
    return under_models(parts, {"deter": weight, "provoke": 1 - weight})


def test_models_are_shown_alone_and_mixed() -> None:
    found = rivals([0.2, 0.6, 0.9], [0.5, 0.4, 0.1], weight=0.25)
    assert found.leaders == {"deter": "large", "provoke": "none"}
    assert found.mixed.tolist() == pytest.approx([0.425, 0.45, 0.3])
    assert found.leader == "small"


def test_the_leader_turns_where_the_lines_cross() -> None:
    told = turns(rivals([0.2, 0.6, 0.9], [0.5, 0.4, 0.1], weight=0.25))
    of_deter = [turn for turn in told if turn.model == "deter"]
    # by the weight w of deter: none 0.5 - 0.3 w, small 0.4 + 0.2 w, large 0.1 + 0.8 w
    assert [(turn.below, turn.above) for turn in of_deter] == [
        ("none", "small"),
        ("small", "large"),
    ]
    assert [turn.weight for turn in of_deter] == pytest.approx([0.2, 0.5])
    assert {turn.declared for turn in of_deter} == {0.25}
    of_provoke = [turn for turn in told if turn.model == "provoke"]
    assert [turn.weight for turn in of_provoke] == pytest.approx([0.5, 0.8])


def test_where_one_option_leads_under_all_models_nothing_turns() -> None:
    assert turns(rivals([0.2, 0.6, 0.9], [0.1, 0.4, 0.7])) == ()
    only = under_models({"deter": flat([1.0, 2.0, 3.0])}, {"deter": 2.0})
    assert turns(only) == ()


def test_lower_is_better_turns_too() -> None:
    parts = {
        model: compare(np.repeat(np.array(means)[:, None], 2, axis=1), OPTIONS[:2],
                       higher_is_better=False)
        for model, means in {"deter": [3.0, 1.0], "provoke": [1.0, 2.0]}.items()
    }  # fmt: skip
    found = under_models(parts, {"deter": 1, "provoke": 1})
    assert found.leaders == {"deter": "small", "provoke": "none"}
    turn = next(turn for turn in turns(found) if turn.model == "deter")
    assert turn.weight == pytest.approx(1 / 3)
    assert (turn.below, turn.above) == ("none", "small")


@given(
    hnp.arrays(float, (2, 5), elements=st.integers(-4, 4)),
)
@settings(max_examples=200)
def test_between_turns_the_leader_leads(lines: Floats) -> None:
    start, slope = lines
    edge = upper_edge(start, slope)
    ends = [0.0, *(x for x, _, _ in edge), 1.0]
    assert ends == sorted(ends)
    leaders = [edge[0][1], *(after for _, _, after in edge)] if edge else None
    for number, (left, right) in enumerate(itertools.pairwise(ends)):
        heights = start + (left + right) / 2 * slope
        if leaders is None:
            leader = max(range(5), key=lambda one: (start[one], slope[one]))
        else:
            leader = leaders[number]
        assert heights[leader] == pytest.approx(heights.max())


def test_each_future_may_have_its_model() -> None:
    rng = np.random.default_rng(1)
    model = rng.choice(np.array(MODELS), 4000, p=[0.7, 0.3])
    effect = np.where(model == "deter", 1.0, -1.0)
    values = np.array([np.zeros(4000), effect, 2 * effect]) + rng.normal(size=4000) / 10
    values[0, :5] = np.nan
    masks = {name: model == name for name in MODELS}
    found = by_model(compared(values), masks)
    kept = model[5:]
    assert found.futures == ((kept == "deter").sum(), (kept == "provoke").sum())
    assert found.weights == pytest.approx([(kept == name).mean() for name in MODELS])
    assert found.mixed == pytest.approx(values[:, 5:].mean(axis=1))
    assert found.mean[0] == pytest.approx([0, 1, 2], abs=0.02)
    assert (found.error < 0.01).all()
    assert by_model(compared(values), masks, {"deter": 1, "provoke": 4}).leader == "none"
    with pytest.raises(CeasefireError, match="'gone' is true in fewer than 2 futures"):
        by_model(compared(values), masks | {"gone": np.zeros(4000, bool)})


def test_all_ways_to_weigh_the_models() -> None:
    shares = leading_shares(rivals([0.2, 0.6, 0.9], [0.5, 0.4, 0.1]))
    assert shares == pytest.approx({"none": 0.2, "small": 0.3, "large": 0.5}, abs=0.02)


def test_models_and_weights_that_do_not_fit_are_refused() -> None:
    with pytest.raises(CeasefireError, match="weights of the models deter, provoke"):
        under_models({"deter": flat([1.0]), "provoke": flat([2.0])}, {"deter": 1})
    with pytest.raises(CeasefireError, match="negative or all 0"):
        under_models({"deter": flat([1.0])}, {"deter": 0})
    with pytest.raises(CeasefireError, match="same options"):
        under_models({"deter": flat([1.0]), "provoke": flat([1.0, 2.0])}, {"deter": 1})


def test_without_weight_elsewhere_the_others_are_mixed_evenly() -> None:
    parts = {"a": flat([1.0, 0.0]), "b": flat([0.0, 2.0]), "c": flat([0.0, 0.0])}
    found = under_models(parts, {"a": 1, "b": 0, "c": 0})
    turn = next(turn for turn in turns(found) if turn.model == "a")
    assert turn.weight == pytest.approx(0.5)
    assert (turn.below, turn.above) == ("small", "none")


def worlds(futures: int = 20_000) -> tuple[dict[str, Any], Floats]:
    """The best option hangs on x alone; y moves all options alike; idle moves nothing."""
    rng = np.random.default_rng(9)
    x, y = rng.uniform(-1, 1, futures), rng.normal(size=futures)
    frame = {"x": x, "y": y, "idle": rng.random(futures), "sign": x > 0}
    return frame, np.array([y, y + x]) + 0.3 * rng.normal(size=(2, futures))


def test_the_value_of_knowing_is_the_analytic_one() -> None:
    frame, values = worlds()
    known = value_of_knowing(compared(values), frame)
    value = {one.factor: one for one in known.factors}
    # E max(0, x) = 1/4 for x uniform between -1 and 1; by its sign alone the same
    assert value["x"].value == pytest.approx(0.25, abs=0.01)
    assert value["sign"].value == pytest.approx(0.25, abs=0.01)
    assert {one.factor for one in known.factors if one.clear} == {"x", "sign"}
    assert value["y"].value < 0.003
    assert value["idle"].value < 0.003
    assert (value["x"].unlikely, value["sign"].unlikely) == (0, 0)
    # the difference of two noises has spread 0.3 sqrt(2): E max(0, x + that), numerically 0.2939
    spread, grid = 0.3 * 2**0.5, np.linspace(-1, 1, 2001)
    pdf = np.exp(-((grid / spread) ** 2) / 2) / np.sqrt(2 * np.pi)
    from scipy.stats import norm

    exact = float(np.mean(grid * norm.cdf(grid / spread) + spread * pdf))
    assert known.everything == pytest.approx(exact, abs=0.01)


def test_what_shuffles_give_is_taken_away() -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(size=(3, 400))
    frame = {f"x{i}": rng.random(400) for i in range(30)}
    known = value_of_knowing(compared(values), frame)
    found = np.array([one.found for one in known.factors])
    value = np.array([one.value for one in known.factors])
    assert found.min() > 0.05  # by the noise of 20 slices alone
    assert value.mean() < 0.1 * found.mean()
    assert np.mean([one.unlikely <= 0.05 for one in known.factors]) < 0.3
    assert not [one.factor for one in known.factors if one.clear]


@given(
    hnp.arrays(float, (3, 40), elements=st.integers(-50, 50)),
    hnp.arrays(np.int64, 40, elements=st.integers(0, 4)),
    st.booleans(),
)
@settings(max_examples=100)
def test_no_factor_is_worth_more_than_everything_or_less_than_nothing(
    values: Floats,
    factor: Any,  # noqa: ANN401 - an array of whole numbers
    higher: bool,  # noqa: FBT001
) -> None:
    made = compared(values, higher=higher)
    known = value_of_knowing(made, {"f": factor, "each": np.arange(40)}, shuffles=3)
    everything = value_of_everything(made)
    assert everything == pytest.approx(regrets(made).mean(axis=1).min())
    for one in known.factors:
        assert 0 <= one.value <= everything
        assert 0 <= one.found <= everything + 1e-9
        assert 0 <= one.unlikely <= 1


@given(hnp.arrays(np.int64, 60, elements=st.integers(0, 3)))
@settings(max_examples=30)
def test_new_labels_change_no_value(levels: Any) -> None:  # noqa: ANN401 - an array
    values = np.random.default_rng(1).normal(size=(3, 60)) + np.array([[0], [1], [2]]) * (
        levels == 2
    )
    labels = np.array(["north", "south", "east", "west"])[levels]
    first, second = (
        value_of_knowing(compared(values), {"f": column}).factors[0] for column in (levels, labels)
    )
    assert first.found == pytest.approx(second.found)
    assert first.value == pytest.approx(second.value, abs=0.02)


def test_futures_left_out_are_left_out_of_factors() -> None:
    frame, values = worlds(4000)
    values[0, ::2] = np.nan
    known = value_of_knowing(compare(values, OPTIONS[:2], higher_is_better=True), frame)
    rest = {name: column[1::2] for name, column in frame.items()}
    alone = value_of_knowing(compared(values[:, 1::2]), rest)
    assert known == alone
    with pytest.raises(CeasefireError, match="another number of futures than the outcome: x"):
        value_of_knowing(compared(values[:, 1::2]), {"x": frame["x"]})
