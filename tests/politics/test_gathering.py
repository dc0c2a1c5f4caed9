"""Coalitions whose members wait for one another."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from ceasefire.politics.gathering import SAME_PEOPLE, gathered


def joined(
    accepts: list[bool], people: list[float], waits: list[float], least: float, *, trusting: bool
) -> list[bool]:
    rows = (np.array([part]) for part in (accepts, people, waits))
    one, two, three = rows
    found: list[bool] = gathered(one, two, three, np.array([least]), trusting=trusting)[0].tolist()
    return found


def test_two_that_wait_for_each_other() -> None:
    # Each brings half and joins only if all of it stands: both in, or both out.
    both = [True, True], [5.0, 5.0], [1.0, 1.0], 10.0
    assert joined(*both, trusting=True) == [True, True]
    assert joined(*both, trusting=False) == [False, False]


def test_one_that_leads_draws_the_others_in() -> None:
    # The first goes alone; the second waits for half, the third for all.
    chain = [True, True, True], [5.0, 3.0, 2.0], [0.0, 0.5, 1.0], 10.0
    assert joined(*chain, trusting=False) == [True, True, True]
    assert joined([False, True, True], *chain[1:], trusting=True) == [False, False, False]


@st.composite
def games(draw: st.DrawFn) -> tuple[list[bool], list[float], list[float], float]:
    size = draw(st.integers(1, 6))
    accepts = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    people = draw(st.lists(st.floats(0, 10), min_size=size, max_size=size))
    waits = draw(st.lists(st.floats(0, 1), min_size=size, max_size=size))
    return accepts, people, waits, draw(st.floats(0, 20))


def content(game: tuple[list[bool], list[float], list[float], float], into: list[bool]) -> bool:
    """Whether nobody wants to change: those in have enough, those out would not."""
    accepts, people, waits, least = game
    for i, inside in enumerate(into):
        others = sum(p for j, p in enumerate(people) if into[j] and j != i)
        wants = accepts[i] and others + people[i] >= waits[i] * least - SAME_PEOPLE
        if wants != inside:
            return False
    return True


@given(games())
@example(([False, True], [0.0, 0.0], [0.0, 1.192092896e-07], 1.0))  # less than a person
def test_nobody_wants_to_change_and_the_trusting_are_more(
    game: tuple[list[bool], list[float], list[float], float],
) -> None:
    most, fewest = (joined(*game, trusting=trusting) for trusting in (True, False))
    assert content(game, most)
    assert content(game, fewest)
    assert all(a or not b for a, b in zip(most, fewest, strict=True))


@given(games(), st.integers(0, 5))
def test_one_more_that_accepts_keeps_nobody_out(
    game: tuple[list[bool], list[float], list[float], float], who: int
) -> None:
    accepts = [a or i == who % len(game[0]) for i, a in enumerate(game[0])]
    for trusting in (True, False):
        before = joined(*game, trusting=trusting)
        after = joined(accepts, *game[1:], trusting=trusting)
        assert all(b or not a for a, b in zip(before, after, strict=True))
