"""The least change and the cheapest yes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.politics.concessions import Taste, cheapest_yes, least_change, needed_yes
from ceasefire.politics.rules import RULES, Ballot, Seats


def taste(ideal: list[float], weights: list[float], reach: float) -> Taste:
    squares = np.array(weights)
    return Taste(np.array(ideal), squares / squares.sum(), reach)


def test_one_issue_moves_to_the_edge_of_what_is_accepted() -> None:
    # Accepts 20 and whatever lies within 15: from 70 down to 35.
    here = least_change(np.array([70.0]), [taste([20], [1], 15)], surely=np.array([20.0]))
    assert here[0] == pytest.approx(35, abs=1e-4)
    both = [taste([20], [1], 15), taste([60], [1], 30)]
    there = least_change(np.array([70.0]), both, surely=np.array([32.0]))
    assert there[0] == pytest.approx(35, abs=1e-4)


def test_the_issue_an_actor_cares_for_moves_more() -> None:
    # Weights 0.9 and 0.1 over two issues, 30 off on both: nearly all of the change is on the first.
    centre = np.array([50.0, 50.0])
    found = least_change(np.array([80.0, 80.0]), [taste([50, 50], [0.9, 0.1], 15)], surely=centre)
    assert found[0] < found[1]
    assert found[1] > 75
    gaps = np.array([0.9, 0.1]) * (found - 50) ** 2
    assert np.sqrt(gaps.sum()) == pytest.approx(15, abs=1e-4)


def test_what_is_accepted_stays() -> None:
    here = np.array([40.0, 60.0])
    assert np.array_equal(least_change(here, [taste([40, 60], [1, 1], 5)], surely=here), here)


def test_hardly_any_room_still_ends_where_all_accept() -> None:
    # Both accept the status quo and hardly anything else: two circles that touch there.
    quo = np.array([50.0, 50.0])
    pair = [taste([30, 50], [1, 1], 20 / np.sqrt(2)), taste([70, 50], [1, 1], 20 / np.sqrt(2))]
    found = least_change(np.array([50.0, 90.0]), pair, surely=quo)
    assert max(one.shortfall(found) for one in pair) < 0.001
    assert found == pytest.approx(quo, abs=0.2)


@given(st.data())
def test_it_is_accepted_by_all_and_no_nearer_one_is(data: st.DataObject) -> None:
    place = st.floats(0, 100)
    quo = np.array([data.draw(place), data.draw(place)])
    tastes = []
    for _ in range(data.draw(st.integers(1, 3))):
        ideal = [data.draw(place), data.draw(place)]
        weights = [data.draw(st.floats(0.05, 1)), data.draw(st.floats(0.05, 1))]
        shares = np.array(weights) / sum(weights)
        reach = float(np.sqrt((shares * (np.array(ideal) - quo) ** 2).sum())) + 2
        tastes.append(taste(ideal, weights, reach))
    now = np.array([data.draw(place), data.draw(place)])
    then = least_change(now, tastes, surely=quo)
    assert max(one.shortfall(then) for one in tastes) < 0.01
    assert ((then >= 0) & (then <= 100)).all()
    away = float(np.linalg.norm(then - now))
    # Halfway back, or towards any accepted point nearby, is never both nearer and accepted.
    grid = np.random.default_rng(1).uniform(-1, 1, (200, 2)) * max(away, 1e-9) + now
    accepted = [
        p for p in np.clip(grid, 0, 100) if all(one.shortfall(p) <= 0 for one in tastes)
    ]  # fmt: skip
    assert all(np.linalg.norm(p - now) >= away - 0.05 for p in accepted)


RULE_NAMES = sorted(RULES)


@given(st.sampled_from(RULE_NAMES), st.data())
def test_no_cheaper_set_makes_the_body_adopt(rule: str, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 6))
    price = st.sampled_from([0.0, 1.0, 2.0, 3.5, np.inf])
    prices = np.array(data.draw(st.lists(price, min_size=size, max_size=size)))
    marks = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    weights = np.array(data.draw(st.lists(st.integers(1, 9), min_size=size, max_size=size)), float)
    threshold = 0.55 if "majority" in rule else data.draw(st.integers(0, size))
    seats = Seats(marks, marks, weights, threshold, 0.65, 2)
    found = cheapest_yes(rule, seats, prices)
    open_to = [i for i in range(size) if 0 < prices[i] < np.inf]
    costs = []
    for count in range(len(open_to) + 1):
        for chosen in combinations(open_to, count):
            yes = prices <= 0
            yes[list(chosen)] = True
            if RULES[rule](Ballot(yes[None], ~yes[None], seats))[0]:
                costs.append(prices[list(chosen)].sum())
    if not costs:
        assert found is None
    else:
        assert found is not None
        assert prices[list(found)].sum() == pytest.approx(min(costs))


@given(st.sampled_from(RULE_NAMES), st.data())
def test_those_whose_yes_is_kept_are_enough(rule: str, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 7))
    lack = st.floats(-5, 5)
    lacks = np.array(data.draw(st.lists(lack, min_size=size, max_size=size)))
    marks = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    threshold = 0.55 if "majority" in rule else data.draw(st.integers(1, size))
    seats = Seats(marks, marks, np.ones(size), threshold, 0.65, 2)
    chosen = cheapest_yes(rule, seats, np.maximum(lacks, 0))
    assert chosen is not None
    kept = needed_yes(rule, seats, lacks, chosen)
    yes = np.isin(np.arange(size), kept)
    assert RULES[rule](Ballot(yes[None], ~yes[None], seats))[0]
    assert set(chosen) <= set(kept)
    assert all(lacks[i] <= 0 or i in chosen for i in kept)


def test_many_members_are_won_over_cheapest_first() -> None:
    nobody = np.zeros(27, dtype=bool)
    seats = Seats(nobody, nobody, np.ones(27), 0.55)
    found = cheapest_yes("majority", seats, np.arange(1.0, 28.0))
    assert found == tuple(range(15))
    assert cheapest_yes("consensus", seats, np.arange(1.0, 28.0)) == tuple(range(27))
