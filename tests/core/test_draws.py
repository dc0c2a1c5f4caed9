"""Draws depend on their key and on nothing else."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.blocks import blocks
from ceasefire.core.draws import Draws, stream_key


@given(st.integers(0, 2**63), st.integers(1, 300), st.integers(1, 300))
def test_blocks_of_any_size_give_the_same_draws(seed: int, futures: int, size: int) -> None:
    whole = Draws(seed, 0, futures).uniform("a")
    parts = [Draws(seed, first, count).uniform("a") for first, count in blocks(futures, size)]
    assert np.array_equal(whole, np.concatenate(parts))


def test_each_part_of_the_key_changes_the_draws() -> None:
    draws = Draws(1, 0, 1000)
    base = draws.uniform("a")
    others = [
        draws.uniform("b"),
        draws.uniform("a", replicate=1),
        draws.uniform("a", week=1),
        Draws(2, 0, 1000).uniform("a"),
    ]
    for other in others:
        assert not np.any(base == other)
        assert abs(np.corrcoef(base, other)[0, 1]) < 0.15


def test_draws_are_uniform_and_open() -> None:
    u = Draws(7, 0, 200_000).uniform("x")
    assert u.min() > 0
    assert u.max() < 1
    counts = np.histogram(u, bins=100, range=(0, 1))[0]
    chi_square = ((counts - 2000) ** 2 / 2000).sum()
    assert 50 < chi_square < 160  # 99 degrees of freedom; far outside would be a broken mixer
    assert abs(np.corrcoef(u[:-1], u[1:])[0, 1]) < 0.01


def test_golden_draws() -> None:
    # Fixed by the definition of the key: a change here moves every answer and is a Result.
    assert stream_key("golden") == 0x4B6C682F91BEDD20
    expected = [0.4538636276496026, 0.9425578992735515, 0.4173364964148491]
    assert Draws(1, 0, 3).uniform("golden").tolist() == expected
