"""Options compared: means, regret, targets, dominance, convergence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.robustness.compared import Compared, compare
from ceasefire.futures.robustness.dominance import dominance
from ceasefire.futures.robustness.means import convergence, expected
from ceasefire.futures.robustness.ranking import rankings
from ceasefire.futures.robustness.regret import regret, regrets, worst_tenth
from ceasefire.futures.robustness.targets import Target, targets_met

OPTIONS = ("none", "small", "large")


def outcomes(low: float = -100, high: float = 100) -> st.SearchStrategy[Floats]:
    """Outcomes of three options in up to 40 futures; round numbers, so that many tie."""
    shapes = st.tuples(st.just(3), st.integers(2, 40))
    return shapes.flatmap(
        lambda shape: hnp.arrays(float, shape, elements=st.integers(int(low), int(high)))
    )


def compared(values: Floats, *, higher: bool = True) -> Compared:
    return compare(values, OPTIONS[: len(values)], higher_is_better=higher)


def paired(futures: int = 5000, gain: float = 0.1) -> Floats:
    """Three options that share their luck; each a bit better than the one before."""
    rng = np.random.default_rng(6)
    luck = rng.normal(size=futures)
    return np.array([luck + gain * k + 0.2 * rng.normal(size=futures) for k in range(3)])


@given(outcomes(), st.booleans())
def test_somebody_has_no_regret_in_each_future(values: Floats, higher: bool) -> None:  # noqa: FBT001
    made = compared(values, higher=higher)
    found = regrets(made)
    assert (found >= 0).all()
    assert (found.min(axis=0) == 0).all()
    summed = regret(made)
    assert (summed.mean <= summed.most).all()
    assert (summed.high <= summed.most).all()
    assert summed.best_share.sum() == pytest.approx(1)
    assert summed.most[OPTIONS.index(summed.minimax)] == summed.most.min()


@given(outcomes(), st.booleans(), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_neither_the_order_of_futures_nor_of_options_matters(
    values: Floats,
    higher: bool,  # noqa: FBT001
    rng: Any,  # noqa: ANN401 - hypothesis' own generator
) -> None:
    futures, options = list(range(values.shape[1])), [0, 1, 2]
    rng.shuffle(futures)
    rng.shuffle(options)
    mixed = compare(
        values[np.ix_(options, futures)], [OPTIONS[o] for o in options], higher_is_better=higher
    )
    made, found = compared(values, higher=higher), regret(mixed)
    assert found.mean == pytest.approx(regret(made).mean[options])
    assert found.high == pytest.approx(regret(made).high[options])
    assert worst_tenth(mixed) == pytest.approx(worst_tenth(made)[options])
    assert expected(mixed).mean == pytest.approx(expected(made).mean[options])
    square = np.ix_(options, options)
    assert expected(mixed).difference_error == pytest.approx(
        expected(made).difference_error[square], abs=1e-6
    )
    dominant = dominance(made, resamples=2)
    assert np.array_equal(dominance(mixed, resamples=2).first, dominant.first[square])
    assert np.array_equal(dominance(mixed, resamples=2).second, dominant.second[square])


@given(outcomes())
@settings(max_examples=50)
def test_lower_is_better_mirrors_higher_is_better(values: Floats) -> None:
    one, other = compared(values), compared(-values, higher=False)
    assert np.array_equal(regrets(one), regrets(other))
    assert np.array_equal(worst_tenth(one), -worst_tenth(other))
    assert [r.order for r in rankings(one)] == [r.order for r in rankings(other)]
    assert np.array_equal(dominance(one, resamples=2).first, dominance(other, resamples=2).first)


def test_means_and_paired_differences_have_textbook_intervals() -> None:
    values = paired()
    found = expected(compared(values))
    assert found.mean == pytest.approx(values.mean(axis=1))
    alone = 1.959964 * values[1].std(ddof=1) / 5000**0.5
    assert found.error[1] == pytest.approx(alone)
    lead = values[2] - values[0]
    assert found.difference[2, 0] == pytest.approx(lead.mean())
    assert found.difference_error[2, 0] == pytest.approx(1.959964 * lead.std(ddof=1) / 5000**0.5)
    assert found.difference_error[2, 0] < 0.3 * found.error[0]  # what common random numbers buy
    assert np.array_equal(np.diag(found.difference_error), np.zeros(3))


def test_regret_of_a_small_table() -> None:
    values = np.array([[10.0, 0.0, 5.0, 5.0], [0.0, 8.0, 5.0, 1.0], [4.0, 4.0, 4.0, 4.0]])
    found = regret(compared(values))
    assert found.mean.tolist() == [2.0, 3.5, 3.0]
    assert found.most.tolist() == [8.0, 10.0, 6.0]
    assert found.best_share.tolist() == [0.625, 0.375, 0.0]
    assert found.minimax == "large"


def test_the_worst_tenth_is_each_options_own() -> None:
    values = np.array([np.arange(100.0), np.arange(100.0)[::-1] + 1, np.full(100, 3.0)])
    assert worst_tenth(compared(values)).tolist() == [4.5, 5.5, 3.0]
    assert worst_tenth(compared(values, higher=False)).tolist() == [94.5, 95.5, 3.0]
    assert worst_tenth(compared(values), share=1.0).tolist() == [49.5, 50.5, 3.0]
    with pytest.raises(CeasefireError, match="worst 0 of futures"):
        worst_tenth(compared(values), share=0)


def test_an_option_mostly_undefined_is_set_aside_and_said() -> None:
    values = paired(10)
    values[0, :6] = np.nan
    values[1, 9] = np.nan
    made = compared(values)
    assert made.options == ("small", "large")
    assert made.set_aside == {"none": pytest.approx(0.4)}
    assert (made.futures, made.left_out) == (9, 1)
    assert made.notes == (
        "none is not compared: it has the outcome in 40 % of futures",
        "1 of 10 futures are left out: some option does not have the outcome there",
    )
    assert expected(made).mean == pytest.approx(values[1:, :9].mean(axis=1))
    assert compared(paired(10)).notes == ()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (np.full((3, 10), np.nan), "cannot be compared in 0 futures"),
        (np.zeros((3, 1)), "cannot be compared in 1 futures"),
        (np.zeros((2, 5)), r"3 options have values of shape \(2, 5\)"),
        (np.full((3, 5), np.inf), "infinite"),
    ],
)
def test_what_cannot_be_compared_is_refused(values: Floats, message: str) -> None:
    with pytest.raises(CeasefireError, match=message):
        compare(values, OPTIONS, higher_is_better=True)


def test_targets_must_be_met_at_once() -> None:
    values = {
        "standing": np.array([[0.9, 0.7, 0.2, np.nan], [0.8, 0.8, 0.8, 0.8], [0.1] * 4]),
        "cost": np.array([[5.0, 1.0, 1.0, 1.0], [2.0, 3.0, 4.0, 2.0], [0.0] * 4]),
    }
    targets = (Target("standing", at_least=0.7), Target("cost", at_most=3))
    met = targets_met(values, OPTIONS, targets)
    assert met.share.tolist() == [0.25, 0.75, 0.0]
    assert met.each.tolist() == [[0.5, 1.0, 0.0], [0.75, 0.75, 1.0]]
    assert met.undefined.tolist() == [[0.25, 0.0, 0.0], [0.0, 0.0, 0.0]]
    assert met.in_future[1].tolist() == [True, True, False, True]


def test_the_interval_of_a_share_is_wilsons() -> None:
    values = {"x": np.array([[1.0] * 15 + [0.0] * 5])}
    met = targets_met(values, ("one",), (Target("x", at_least=1),))
    # Newcombe (1998): 15 of 20 has the score interval 0.5313 to 0.8881.
    assert (met.low[0], met.high[0]) == pytest.approx((0.5313, 0.8881), abs=5e-5)


@given(st.integers(0, 50), st.integers(1, 50))
def test_the_interval_holds_its_share(hits: int, misses: int) -> None:
    values = {"x": np.array([[1.0] * hits + [0.0] * misses])}
    met = targets_met(values, ("one",), (Target("x", at_least=1),))
    assert 0 <= met.low[0] <= met.share[0] <= met.high[0] <= 1


def test_targets_that_cannot_be_are_refused() -> None:
    values = {"cost": np.zeros((3, 2)), "x": np.zeros((3, 4))}
    with pytest.raises(CeasefireError, match="no outcome; did you mean 'cost'"):
        targets_met(values, OPTIONS, [Target("cots", at_most=1)])
    with pytest.raises(CeasefireError, match="no target"):
        targets_met(values, OPTIONS, [])
    with pytest.raises(CeasefireError, match="3 options have values of shape"):
        targets_met(values, OPTIONS, [Target("cost", at_most=1), Target("x", at_most=1)])
    with pytest.raises(CeasefireError, match="asks for 3 to 2"):
        Target("cost", at_least=3, at_most=2)


@given(outcomes(-5, 5), st.sampled_from([0.0, 1.0]))
@settings(max_examples=150)
def test_dominance_is_what_its_definition_says(values: Floats, tolerance: float) -> None:
    found = dominance(compared(values), tolerance=tolerance, resamples=2)
    mean, ordered = values.mean(axis=1), np.sort(values, axis=1)
    worst = np.cumsum(ordered, axis=1)
    count = np.arange(1, values.shape[1] + 1)
    for i in range(3):
        for j in range(3):
            better = bool((ordered[i] >= ordered[j] - tolerance).all() and mean[i] > mean[j])
            calmer = bool((worst[i] >= worst[j] - tolerance * count).all() and mean[i] >= mean[j])
            ahead = mean[i] > mean[j] or (worst[i] > worst[j] + tolerance * count).any()
            assert found.first[i, j] == better
            assert found.second[i, j] == (calmer and bool(ahead) and i != j)
            assert found.second[i, j] or not found.first[i, j]
            assert mean[i] >= mean[j] or not found.second[i, j]
    assert found.undominated


def test_resamples_say_how_firm_dominance_is() -> None:
    rng = np.random.default_rng(2)
    luck = rng.normal(size=3000)
    noise = rng.normal(size=3000)
    values = np.array([luck, luck + 1, luck + 0.001 * (noise - noise.mean())])
    found = dominance(compared(values), tolerance=0.01, resamples=50)
    assert found.first[1, 0]
    assert (found.first_share[1, 0], found.second_share[1, 0]) == (1.0, 1.0)
    assert found.first_share[0, 1] == 0
    assert 0.02 < found.first_share[0, 2] < 0.98  # nearly the same: it hangs on the draw
    assert found.first_share[0, 2] + found.first_share[2, 0] == pytest.approx(1)
    assert found.undominated == ("small",)
    again = dominance(compared(values), tolerance=0.01, resamples=50)
    assert np.array_equal(again.first_share, found.first_share)
    with pytest.raises(CeasefireError, match="tolerance of -1"):
        dominance(compared(values), tolerance=-1)


def test_a_calmer_option_dominates_in_the_second_order_only() -> None:
    values = np.array([[0.0, 10.0, 0.0, 10.0], [4.0, 6.0, 4.0, 6.0], [5.0, 5.0, 5.0, 5.0]])
    found = dominance(compared(values), resamples=2)
    assert not found.first.any()
    assert found.second.tolist() == [[False] * 3, [True, False, False], [True, True, False]]


def test_enough_futures_when_the_lead_is_beyond_chance() -> None:
    far = convergence(paired(gain=0.1), OPTIONS, higher_is_better=True)
    last = far.checkpoints[-1]
    assert far.enough
    assert (last.leader, last.second, last.futures) == ("large", "small", 5000)
    assert [one.futures for one in far.checkpoints] == [39, 78, 156, 312, 625, 1250, 2500, 5000]
    assert far.needed == 5000
    assert far.sentence.startswith("5,000 futures are enough: large leads small by 0.")
    assert far.settled_at <= 2500


def test_not_enough_futures_says_how_many_would_be() -> None:
    values = paired(300, gain=0.005)
    near = convergence(values, OPTIONS, higher_is_better=True)
    last = near.checkpoints[-1]
    assert not near.enough
    assert near.needed is not None
    assert near.needed == pytest.approx(300 * (last.error / last.lead) ** 2, abs=2)
    assert near.sentence.startswith("300 futures are not enough")
    settled = convergence(values, OPTIONS, higher_is_better=True, tolerance=0.1)
    assert settled.enough
    assert last.lead + last.error <= 0.1
    assert settled.sentence.endswith("differ by no more than 0.1")


def test_equal_options_are_never_told_apart_but_within_a_tolerance() -> None:
    same = np.array([np.arange(100.0), np.arange(100.0)])
    found = convergence(same, OPTIONS[:2], higher_is_better=False)
    assert not found.enough  # they may still differ in a future that was not drawn
    assert found.sentence == "100 futures are not enough: none and small are equal"
    assert found.checkpoints[-1].error == pytest.approx(99 * 3 / 100)  # the rule of three
    assert convergence(same, OPTIONS[:2], higher_is_better=True, tolerance=3).enough
    with pytest.raises(CeasefireError, match="have no lead"):
        convergence(same[:1], OPTIONS[:1], higher_is_better=True)


@pytest.mark.parametrize("futures", [2, 3, 29])
def test_fewer_than_thirty_futures_are_never_enough(futures: int) -> None:
    values = np.array([np.zeros(futures), np.ones(futures)])  # no future disagrees
    found = convergence(values, OPTIONS[:2], higher_is_better=True)
    assert not found.enough
    assert found.needed is not None
    assert found.needed >= 30
    assert convergence(np.repeat(values, 15, axis=1), OPTIONS[:2], higher_is_better=True).enough


def test_differences_that_never_vary_are_known_by_the_rule_of_three() -> None:
    event = np.array([[0.0, 1.0] * 50, [0.0, 1.0] * 50, [1.0, 0.0] * 50])
    error = expected(compared(event)).difference_error
    assert error[0, 1] == pytest.approx(3 / 100)
    assert error[0, 0] == 0
    assert error[0, 2] == pytest.approx(1.959964 * 2 * (0.25 / 99 * 100 / 100) ** 0.5, rel=1e-3)


def test_each_criterion_has_its_own_order() -> None:
    values = np.array([[10.0, 0.0, 5.0, 5.0], [0.0, 8.0, 5.0, 1.0], [4.0, 4.0, 4.0, 4.0]])
    made = compared(values)
    met = targets_met({"x": values}, OPTIONS, [Target("x", at_least=4)])
    best = {one.criterion.name: one.best for one in rankings(made, met)}
    assert best == {
        "expected": "none", "mean_regret": "none", "high_regret": "large",
        "most_regret": "large", "worst_tenth": "large", "targets": "large",
    }  # fmt: skip
    assert rankings(made)[0].order == ("none", "large", "small")
    assert rankings(made)[0].figures.tolist() == [5.0, 3.5, 4.0]
