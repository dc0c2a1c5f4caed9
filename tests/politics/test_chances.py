"""Exact chances of adoption against counting every vote there can be."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.politics.chances import at_least, chance
from ceasefire.politics.rules import RULES, Ballot, Seats

EXACT = ("consensus", "unanimity", "majority", "security_council", "ratification", "opt_in")


def counted(rule: str, yes: list[float], no: list[float], seats: Seats) -> float:
    """Sum over all 3^n votes."""
    total = 0.0
    for votes in product("yna", repeat=len(yes)):
        made = Ballot(
            np.array([[v == "y" for v in votes]]), np.array([[v == "n" for v in votes]]), seats
        )
        if RULES[rule](made)[0]:
            odds = {"y": yes, "n": no, "a": [1 - y - n for y, n in zip(yes, no, strict=True)]}
            total += float(np.prod([odds[v][i] for i, v in enumerate(votes)]))
    return total


@st.composite
def votes_of(draw: st.DrawFn) -> tuple[list[float], list[float], Seats]:
    size = draw(st.integers(1, 6))
    yes = draw(st.lists(st.floats(0, 1), min_size=size, max_size=size))
    share = draw(st.lists(st.floats(0, 1), min_size=size, max_size=size))
    no = [(1 - y) * s for y, s in zip(yes, share, strict=True)]
    marks = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    threshold = draw(st.integers(0, size))
    seats = Seats(np.array(marks), np.array(marks), np.zeros(size), float(threshold))
    return yes, no, seats


@pytest.mark.parametrize("rule", EXACT)
@given(votes_of())
def test_the_sum_over_all_votes(rule: str, made: tuple[list[float], list[float], Seats]) -> None:
    yes, no, seats = made
    if rule == "majority":
        seats = Seats(seats.needed, seats.veto, seats.weights, seats.threshold / len(yes))
    found = chance(rule, np.array([yes]), np.array([no]), seats)
    assert found is not None
    assert found[0] == pytest.approx(counted(rule, yes, no, seats), abs=1e-9)


def test_votes_with_weights_can_only_be_counted() -> None:
    half = np.array([[0.5, 0.5]])
    seats = Seats(np.zeros(2, bool), np.zeros(2, bool), np.array([1.0, 2.0]), 0.5, 0.5)
    for rule in ("qualified_majority", "weighted_majority", "unanimity"):
        assert chance(rule, half, half, seats) is None


def test_a_coin_tossed_ten_times() -> None:
    # Binomial: 386 of 1,024 ways to have six heads or more.
    half = np.full((1, 10), 0.5)
    assert at_least(half, half, 6)[0] == pytest.approx(386 / 1024)
