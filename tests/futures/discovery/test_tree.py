"""A tree: its leaves part all futures, and its splits are the best there are."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ceasefire.core.errors import CeasefireError
from ceasefire.futures.discovery.tree import Growth, grow

Frame = dict[str, NDArray[Any]]


def made(futures: int = 4000, seed: int = 3) -> tuple[Frame, NDArray[np.bool_]]:
    rng = np.random.default_rng(seed)
    frame = {
        "trust": rng.random(futures),
        "idle": rng.normal(size=futures),
        "months": rng.integers(1, 25, futures),
        "belief": rng.choice(np.array(["a", "b", "c", "d"]), futures),
    }
    wanted = (frame["trust"] < 0.4) & np.isin(frame["belief"], ("a", "d"))
    return frame, wanted | ((frame["trust"] >= 0.4) & (frame["months"] > 20))


def test_the_leaves_find_what_was_put_in() -> None:
    frame, wanted = made()
    tree = grow(frame, wanted)
    pure = tree.of_interest(0.99)
    assert sum(leaf.coverage for leaf in pure) > 0.85
    assert {name for leaf in pure for name in leaf.restricted} == {"trust", "months", "belief"}
    limits = [limit for leaf in pure for limit in leaf.limits]
    assert {limit.kept for limit in limits if limit.factor == "belief"} == {("a", "d")}
    assert 21 in {limit.low for limit in limits if limit.factor == "months"}
    assert tree.base == pytest.approx(wanted.mean())


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(12, 80), st.floats(0.01, 0.3))
@settings(max_examples=60)
def test_every_future_is_in_one_leaf(
    seed: int, depth: int, futures: int, least_mass: float
) -> None:
    rng = np.random.default_rng(seed)
    frame = {
        "number": rng.choice([0.1, 0.2, 0.3, 5.0], futures),
        "whole": rng.integers(0, 4, futures),
        "switch": rng.random(futures) < 0.5,
        "level": rng.choice(np.array(["x", "y", "z"]), futures),
    }
    wanted = rng.random(futures) < 0.4
    wanted[:2] = True, False
    leaves = grow(frame, wanted, Growth(depth, least_mass, 0.0)).leaves
    leaves_of = np.sum([leaf.contains(frame) for leaf in leaves], axis=0)
    assert leaves_of.tolist() == [1] * futures
    assert len(leaves) <= 2**depth
    for leaf in leaves:
        inside = leaf.contains(frame)
        assert leaf.inside == inside.sum() >= least_mass * futures
        assert leaf.hits == (inside & wanted).sum()
    assert sum(leaf.coverage for leaf in leaves) == pytest.approx(1)


def impurity(wanted: NDArray[np.bool_]) -> float:
    share = float(np.mean(wanted)) if len(wanted) else 0.0
    return 2 * share * (1 - share) * len(wanted)


@given(st.integers(0, 10_000))
@settings(max_examples=40)
def test_the_first_split_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    frame = {"number": rng.integers(0, 6, 60) / 4, "level": rng.choice(np.array(list("wxyz")), 60)}
    wanted = rng.random(60) < 0.5
    left_sides = [frame["number"] <= limit for limit in np.unique(frame["number"])]
    levels = np.unique(frame["level"])
    left_sides += [
        np.isin(frame["level"], group) for size in (1, 2, 3) for group in combinations(levels, size)
    ]
    best = min(impurity(wanted[left]) + impurity(wanted[~left]) for left in left_sides)
    leaves = grow(frame, wanted, Growth(1, 0.001, 0.0)).leaves
    reached = sum(impurity(wanted[leaf.contains(frame)]) for leaf in leaves)
    assert reached == pytest.approx(best)


def test_noise_grows_no_tree_and_a_future_without_outcome_is_left_out() -> None:
    rng = np.random.default_rng(1)
    frame: Frame = {"a": rng.random(5000), "b": rng.random(5000)}
    outcome = (rng.random(5000) < 0.3).astype(float)
    outcome[:100] = np.nan
    tree = grow(frame, outcome)
    assert len(tree.leaves) == 1
    assert tree.leaves[0].limits == ()
    assert (tree.futures, tree.undefined) == (4900, 100)


def test_a_tree_too_deep_to_tell_is_refused() -> None:
    with pytest.raises(CeasefireError, match="depth 11 cannot be told"):
        Growth(depth=11)
