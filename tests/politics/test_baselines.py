"""Baselines by hand, and what must not change them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ceasefire.core.bands import Floats
from ceasefire.politics.baselines import (
    BASELINES,
    kalai_smorodinsky,
    levers,
    nash,
    plain_mean,
    salience_mean,
    weighted_mean,
    weighted_median,
)
from ceasefire.politics.stakes import Stakes, fixed_stakes

PLACES = st.floats(20, 80)
WEIGHTS = st.floats(0.1, 1)


def one_issue(
    positions: list[float], saliences: list[float], powers: list[float], quo: float = 50.0
) -> Stakes:
    """Stakes on one issue."""
    names = [f"a{i}" for i in range(len(positions))]
    places, cares, weighs = (
        np.array(part, dtype=float)[:, None] for part in (positions, saliences, powers)
    )
    return fixed_stakes(names, ["issue"], places, cares, weighs, np.array([quo]))


@st.composite
def stakes_of(draw: st.DrawFn) -> tuple[list[float], list[float], list[float], float]:
    """Positions, saliences and powers of some actors, and a status quo."""
    size = draw(st.integers(2, 7))
    lists = [draw(st.lists(x, min_size=size, max_size=size)) for x in (PLACES, WEIGHTS, WEIGHTS)]
    return lists[0], lists[1], lists[2], draw(PLACES)


def test_means_and_medians_by_hand() -> None:
    # Weights 0.5 x 0.2, 1 x 0.3, 0.25 x 0.8 = 0.1, 0.3, 0.2.
    here = one_issue([0, 50, 100], [0.5, 1, 0.25], [0.2, 0.3, 0.8])
    assert weighted_mean(here).item() == pytest.approx((0.3 * 50 + 0.2 * 100) / 0.6)
    assert salience_mean(here).item() == pytest.approx((50 + 25) / 1.75)
    assert plain_mean(here).item() == pytest.approx(50)
    assert weighted_median(here).item() == 50
    # Two that split the weight in halves: the median lies midway.
    assert weighted_median(one_issue([10, 30], [1, 1], [1, 1])).item() == 20


def test_an_actor_that_takes_no_part_counts_nowhere() -> None:
    with_it = one_issue([10, np.nan, 40], [1, 1, 1], [1, 1, 1])
    without = one_issue([10, 40], [1, 1], [1, 1])
    for name, baseline in BASELINES.items():
        assert baseline(with_it).item() == pytest.approx(baseline(without).item()), name


def test_nobody_with_weight_gives_no_forecast() -> None:
    nobody = one_issue([10, 40], [0, 0], [1, 1])
    for name in ("weighted_mean", "weighted_median", "salience_mean", "nash", "kalai_smorodinsky"):
        assert np.isnan(BASELINES[name](nobody)).all(), name


def test_with_actors_on_both_sides_the_status_quo_stands() -> None:
    # Whoever gains by a move away from it, somebody loses: negotiation.md, 5.5.
    here = one_issue([20, 90], [1, 1], [1, 1], quo=50)
    assert nash(here).item() == pytest.approx(50, abs=1e-6)
    assert kalai_smorodinsky(here).item() == pytest.approx(50, abs=1e-6)


def test_bargaining_solutions_by_hand() -> None:
    # Both want more than the status quo of 0: positions 40 and 80, equal weights. All gain up to
    # 80 (the first is then as far off as before). Up to 40 both gain x; beyond, the gains are
    # 80 - x and x, whose product is largest at 40. Kalai-Smorodinsky: (80 - x) / 40 = x / 80.
    here = one_issue([40, 80], [1, 1], [1, 1], quo=0)
    assert nash(here).item() == pytest.approx(40, abs=1e-4)
    assert kalai_smorodinsky(here).item() == pytest.approx(160 / 3, abs=1e-4)
    # Weight 3 for the second: 3 log x + log (80 - x) is largest at 60.
    assert nash(one_issue([40, 80], [1, 1], [0.25, 0.75], quo=0)).item() == pytest.approx(60, 1e-5)


def test_a_cost_of_no_deal_opens_room() -> None:
    here = one_issue([20, 90], [1, 1], [1, 1], quo=50)
    pressed = Stakes(**{**vars(here), "no_deal_costs": np.array([[0.0, 0.3]])})
    # The second accepts to lose 30 points: the first may pull down to 20, where the second, 70
    # away instead of 40, is at its limit. Gains 50 - x and x - 20: the product is largest at 35.
    assert nash(pressed).item() == pytest.approx(35, abs=1e-4)


@given(stakes_of(), st.randoms(use_true_random=False))
def test_relabelling_changes_nothing(
    made: tuple[list[float], list[float], list[float], float], random: object
) -> None:
    positions, saliences, powers, quo = made
    order = list(range(len(positions)))
    random.shuffle(order)  # type: ignore[attr-defined]
    other = [[part[i] for i in order] for part in (positions, saliences, powers)]
    for name, baseline in BASELINES.items():
        before = baseline(one_issue(positions, saliences, powers, quo)).item()
        after = baseline(one_issue(other[0], other[1], other[2], quo)).item()
        assert after == pytest.approx(before, abs=1e-4), name


@given(stakes_of(), st.floats(-19, 19))
def test_moving_everyone_moves_the_forecast_as_far(
    made: tuple[list[float], list[float], list[float], float], by: float
) -> None:
    positions, saliences, powers, quo = made
    moved = [position + by for position in positions]
    for name, baseline in BASELINES.items():
        before = baseline(one_issue(positions, saliences, powers, quo)).item()
        after = baseline(one_issue(moved, saliences, powers, quo + by)).item()
        assert after - before == pytest.approx(by, abs=1e-4), name


@given(stakes_of(), st.integers(0, 6), st.floats(-15, 15))
def test_the_lever_is_exact(
    made: tuple[list[float], list[float], list[float], float], who: int, by: float
) -> None:
    positions, saliences, powers, _ = made
    assume(who < len(positions))
    here = one_issue(positions, saliences, powers)
    moved = [p + by * (i == who) for i, p in enumerate(positions)]
    change = weighted_mean(one_issue(moved, saliences, powers)) - weighted_mean(here)
    assert change.item() == pytest.approx(by * levers(here)[0, who, 0], abs=1e-9)
    assert levers(here).sum() == pytest.approx(1)


@given(stakes_of())
def test_the_median_wins_every_vote_by_weight(
    made: tuple[list[float], list[float], list[float], float],
) -> None:
    positions, saliences, powers, _ = made
    weights = np.array(saliences) * np.array(powers)
    median = weighted_median(one_issue(positions, saliences, powers)).item()
    for other in positions:
        nearer = np.abs(np.array(positions) - median) - np.abs(np.array(positions) - other)
        assert weights[nearer < -1e-9].sum() >= weights[nearer > 1e-9].sum() - 1e-9


@pytest.mark.parametrize("baseline", BASELINES.values(), ids=BASELINES)
def test_blocks_of_any_size_give_the_same_bytes(baseline: Callable[[Stakes], Floats]) -> None:
    rng = np.random.default_rng(5)
    shape = (40, 5, 3)
    here = Stakes(
        tuple("abcde"), tuple("xyz"), rng.uniform(0, 100, shape), rng.uniform(0, 1, shape),
        rng.uniform(0, 1, shape), rng.uniform(0, 100, (40, 3)), rng.uniform(0, 0.2, (40, 5)),
    )  # fmt: skip
    parts = [baseline(here.block(first, first + 7)) for first in range(0, 35, 7)]
    parts.append(baseline(here.block(35, 40)))
    assert np.concatenate(parts).tobytes() == baseline(here).tobytes()
