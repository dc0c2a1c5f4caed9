"""Saltelli's design over a case: parts that share rows and luck, indices that see what moves."""

from __future__ import annotations

import numpy as np
import pytest

from ceasefire.core.errors import CeasefireError
from ceasefire.futures.design import Design
from ceasefire.futures.factors import Factor
from ceasefire.futures.saltelli import LUCK, indices, most_futures

FACTORS = tuple(
    Factor(f"{table}.{row}.value", f"{table}.{row}.value")
    for table, row in (("alpha", "one"), ("alpha", "two"), ("beta", "three"))
)
STREAMS = [factor.stream for factor in FACTORS]


def design(futures: int = 5 * 1024) -> Design:
    return Design("saltelli", 7, futures, FACTORS)


def test_a_design_has_a_part_for_each_table_and_for_luck() -> None:
    parts = design().parts
    assert parts.movers == ("alpha", "beta", LUCK)
    assert parts.base == 1024
    assert design().independent == 2048
    assert most_futures(FACTORS, 6_000) == 5 * 1024
    assert most_futures(FACTORS, 80) == 80


def test_parts_share_rows_and_luck_with_a_but_for_one_mover() -> None:
    whole = design().draws(0, 5 * 1024)
    columns = np.array([whole.uniform(stream) for stream in STREAMS]).reshape(3, 5, 1024)
    luck = whole.uniform("a vote").reshape(5, 1024)
    a, b, alpha, beta, lucky = range(5)
    assert np.array_equal(columns[:2, alpha], columns[:2, b])
    assert np.array_equal(columns[2, alpha], columns[2, a])
    assert np.array_equal(columns[2, beta], columns[2, b])
    assert np.array_equal(columns[:2, beta], columns[:2, a])
    assert np.array_equal(columns[:, lucky], columns[:, a])
    assert np.array_equal(luck[lucky], luck[b])
    assert np.array_equal(luck[alpha], luck[a])
    assert not np.array_equal(luck[a], luck[b])
    assert abs(np.corrcoef(luck[a], luck[b])[0, 1]) < 0.1


@pytest.mark.parametrize(("first", "count"), [(0, 1), (1000, 100), (4096, 1024), (2040, 3000)])
def test_a_block_is_a_piece_of_the_whole(first: int, count: int) -> None:
    whole, part = design().draws(0, 5 * 1024), design().draws(first, count)
    for stream in (*STREAMS, "a vote"):
        assert np.array_equal(part.uniform(stream), whole.uniform(stream)[first : first + count])


def test_indices_see_tables_luck_and_what_they_do_together() -> None:
    # y = x1 + x2 + 2 luck: variances 1, 1 and 4 twelfths; z = x3 * luck has no variance alone
    # beyond its means: first-order 3/7 each, total 4/7 each.
    whole = design(5 * 8192)
    draws = whole.draws(0, whole.futures)
    x1, x2, x3 = (draws.uniform(stream) for stream in STREAMS)
    vote = draws.uniform("a vote")
    found = indices(whole.parts, np.array([x1 + x2 + 2 * vote, x3 * vote]))
    assert found.first[:, 0] == pytest.approx([1 / 3, 0, 2 / 3], abs=0.03)
    assert found.total[:, 0] == pytest.approx([1 / 3, 0, 2 / 3], abs=0.03)
    assert found.first[:, 1] == pytest.approx([0, 3 / 7, 3 / 7], abs=0.04)
    assert found.total[:, 1] == pytest.approx([0, 4 / 7, 4 / 7], abs=0.04)


def test_what_fills_no_design_is_refused() -> None:
    with pytest.raises(CeasefireError, match="5,000 futures do not fill"):
        design(5_000)
    with pytest.raises(CeasefireError, match="79 futures are too few for a design of 5 parts"):
        design(79)
    with pytest.raises(CeasefireError, match="do not hang together"):
        Design("saltelli", 7, 80, FACTORS, correlated={(STREAMS[0], STREAMS[1]): 0.5})


def test_a_fixed_factor_is_no_mover() -> None:
    held = Design("saltelli", 7, 4 * 64, FACTORS, fixed={STREAMS[2]: 0.5})
    assert held.parts.movers == ("alpha", LUCK)
    assert (held.draws(10, 50).uniform(STREAMS[2]) == 0.5).all()
    assert Design.of_json(held.as_json()) == held
