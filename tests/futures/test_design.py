"""Designs: every stratum once, any block the same numbers, correlations as asked for."""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.case.edits import what_if
from ceasefire.case.rows import Case
from ceasefire.core.blocks import blocks
from ceasefire.core.draws import Draws, keyed_words, stream_key
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.design import KINDS, Design, Kind
from ceasefire.futures.factors import Factor
from ceasefire.futures.inputs import declared, inputs_of
from ceasefire.futures.strata import latin, permuted

FACTORS = tuple(Factor(f"t.r{k}.c", f"t.r{k}.c") for k in range(5))
STREAMS = [factor.stream for factor in FACTORS]
A, B, C = STREAMS[:3]


APART = [kind for kind in KINDS if kind != "saltelli"]  # it has tests of its own


def design(kind: Kind = "lhs", futures: int = 100, seed: int = 3, **more: Any) -> Design:  # noqa: ANN401
    return Design(kind, seed, futures, FACTORS, **more)


def table(made: Design, size: int) -> np.ndarray[Any, Any]:
    """Numbers of all factors, block by block, shape ``(factors, futures)``."""
    parts = [made.draws(first, count) for first, count in blocks(made.futures, size)]
    return np.array([np.concatenate([p.uniform(s) for p in parts]) for s in STREAMS])


@given(st.integers(1, 5_000), st.integers(0, 2**63))
def test_a_keyed_permutation_reaches_every_place_once(size: int, seed: int) -> None:
    found = permuted(np.arange(size, dtype=np.uint64), size, (seed,))
    assert np.array_equal(np.sort(found), np.arange(size))


def sent(place: int, size: int, key: tuple[int, ...]) -> int:
    """Where a place goes, in plain numbers: six rounds on a square, again while it is outside."""
    side = next(side for side in range(isqrt(size), size + 1) if side * side >= size)
    left, right = divmod(place, side)
    for turn in range(6):
        hashed = int(keyed_words((*key, turn), np.array([right], dtype=np.uint64))[0])
        left, right = right, (left + hashed) % side
    place = left * side + right
    return place if place < size else sent(place, size, key)


@given(st.data(), st.one_of(st.integers(1, 2_000), st.integers(2**39, 2**41)))
def test_a_keyed_permutation_is_that_of_plain_numbers(data: st.DataObject, size: int) -> None:
    # Both sides of 2**40, where the compiled one takes another way to a remainder.
    seed = data.draw(st.integers(0, 2**64 - 1))
    places = data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=5))
    found = permuted(np.array(places, dtype=np.uint64), size, (seed, 7))
    assert found.tolist() == [sent(place, size, (seed, 7)) for place in places]


@given(st.integers(1, 10**6), st.integers(0, 2**63), st.integers(0, 2_000))
def test_a_latin_hypercube_is_its_permutation_and_a_place_within(
    futures: int, seed: int, count: int
) -> None:
    first = futures // 3
    count = min(count, futures - first)
    rows = latin(seed, (A, B), futures, first, count)
    places = np.arange(first, first + count, dtype=np.uint64)
    for row, stream in zip(rows, (A, B), strict=True):
        strata = permuted(
            places, futures, (seed, stream_key("latin hypercube"), stream_key(stream))
        )
        within = Draws(seed, first, count).uniform(f"{stream}.within stratum")
        assert np.array_equal(row, np.clip((strata + within) / futures, 2**-53, 1 - 2**-53))


@given(st.integers(1, 700), st.integers(0, 2**63), st.integers(1, 300))
def test_each_stratum_of_a_latin_hypercube_holds_one_future(
    futures: int, seed: int, size: int
) -> None:
    for column in table(design(futures=futures, seed=seed), size):
        assert np.array_equal(np.sort((column * futures).astype(int)), np.arange(futures))


@given(st.sampled_from(APART), st.integers(1, 400), st.integers(1, 150), st.booleans())
def test_any_block_gives_the_same_numbers(
    kind: Kind,
    futures: int,
    size: int,
    correlated: bool,  # noqa: FBT001
) -> None:
    pairs = {(A, B): 0.5, (B, C): -0.3} if correlated else {}
    made = design(kind, futures, correlated=pairs)
    whole = table(made, futures)
    assert np.array_equal(whole, table(made, size))
    assert whole.min() > 0
    assert whole.max() < 1


def test_columns_of_a_hypercube_are_unrelated() -> None:
    related = np.corrcoef(table(design(futures=20_000), 20_000)) - np.eye(len(FACTORS))
    assert np.abs(related).max() < 0.03


@pytest.mark.parametrize("kind", ["lhs", "sobol"])
def test_designs_estimate_a_mean_better_than_random_draws(kind: Kind) -> None:
    def error(which: Kind) -> float:
        means = [table(design(which, 256, seed), 256).sum(axis=0).mean() for seed in range(20)]
        return float(np.std(means))

    assert error(kind) < 0.2 * error("random")


def test_a_random_design_is_the_keyed_draws_byte_for_byte() -> None:
    drawn = design("random").draws(20, 50)
    assert not drawn.given
    assert np.array_equal(drawn.uniform(A), Draws(3, 20, 50).uniform(A))


def test_what_is_no_factor_stays_a_keyed_draw() -> None:
    drawn, plain = design().draws(0, 100), Draws(3, 0, 100)
    assert np.array_equal(drawn.uniform("vote.x"), plain.uniform("vote.x"))
    assert np.array_equal(drawn.uniform(A, week=2), plain.uniform(A, week=2))
    assert not np.array_equal(drawn.uniform(A), plain.uniform(A))


@pytest.mark.parametrize("kind", APART)
def test_correlated_factors_keep_their_law(kind: Kind) -> None:
    found = table(design(kind, 20_000, correlated={(A, B): 0.8, (B, C): -0.4}), 7_000)
    # Spearman's rank correlation of a Gaussian copula (Kruskal 1958): 6/pi asin(r/2).
    ranks = np.corrcoef(found[:3])
    assert ranks[0, 1] == pytest.approx(6 / np.pi * np.arcsin(0.4), abs=0.02)
    assert ranks[1, 2] == pytest.approx(6 / np.pi * np.arcsin(-0.2), abs=0.02)
    assert abs(ranks[0, 2]) < 0.03
    for column in found:
        assert np.abs(np.histogram(column, 20, (0, 1))[0] / 1000 - 1).max() < 0.15


def test_fixed_factors_stand_still() -> None:
    found = table(design(fixed={A: 0.25}), 30)
    assert set(found[0]) == {0.25}
    assert len(set(found[1])) == 100


BAD: list[tuple[Mapping[str, Any], str]] = [
    ({"kind": "grid"}, "there is no design 'grid'"),
    ({"fixed": {A: 1.0}}, "give a number between 0 and 1"),
    ({"fixed": {"t.r9.c": 0.5}}, "is not a factor of this run"),
    ({"correlated": {(A, B): 1.5}}, "cannot be 1.5"),
    ({"correlated": {(A, A): 0.5}}, "name two factors"),
    ({"correlated": {(A, B): 0.9, (B, C): 0.9, (A, C): -0.9}}, "contradict one another"),
    ({"correlated": {(A, B): 0.9}, "fixed": {A: 0.5}}, "one of them is fixed"),
    ({"correlated": {(A, B): 0.5, (B, A): -0.5}}, f"{A} and {B}: two settings for the same"),
]


@pytest.mark.parametrize(("settings", "said"), BAD)
def test_settings_that_cannot_be_are_told(settings: Mapping[str, Any], said: str) -> None:
    with pytest.raises(CeasefireError, match=said):
        design(**settings)


MET = Factor("conditions.x.met", "conditions.x.state")
MODEL = Factor("rival_models.presence", "rival_models.presence")


def test_what_chooses_among_rivals_has_no_order_to_correlate() -> None:
    with pytest.raises(CeasefireError, match=r"rival_models.presence chooses among rivals"):
        Design("lhs", 1, 100, (*FACTORS, MODEL), correlated={(A, MODEL.address): 0.5})


def test_a_condition_fixed_high_is_met() -> None:
    for kind, quantile, low in (("lhs", 0.99, True), ("random", 0.01, False)):
        made = Design(kind, 1, 100, (*FACTORS, MET), {MET.address: quantile})  # type: ignore[arg-type]
        assert ((made.draws(0, 100).uniform(MET.stream) < 0.5) == low).all()
    with pytest.raises(CeasefireError, match="two settings for the same"):
        Design("lhs", 1, 100, (*FACTORS, MET), {MET.address: 0.5, MET.stream: 0.4})


def test_a_sobol_sequence_with_few_points_for_its_directions_is_crowded() -> None:
    assert design("sobol", futures=100).crowded
    assert not design("sobol", futures=101).crowded
    assert not design("lhs", futures=10).crowded


def test_more_factors_than_directions_are_told() -> None:
    many = tuple(Factor(f"t.r{k}.c", f"t.r{k}.c") for k in range(21_202))
    with pytest.raises(CeasefireError, match="21,201 directions; fix some factors"):
        Design("sobol", 1, 10, many)
    assert Design("lhs", 1, 10, many).draws(0, 1).count == 1


def test_a_stored_design_is_the_same_design() -> None:
    made = design("sobol", correlated={(A, B): 0.5}, fixed={C: 0.1})
    again = Design.of_json(made.as_json())
    assert again == made
    assert np.array_equal(table(again, 40), table(made, 100))


def test_factors_are_what_a_run_draws(small: Case) -> None:
    options = list(small.rows("options"))
    factors = declared(small, options)
    names = {factor.address: factor.kind for factor in factors}
    assert names["options.observers.troops"] == "band"
    assert names["rival_models.presence"] == "model"
    assert "condition" in names.values()
    assert not [name for name in names if name.startswith(("vote.", "bloc."))]
    only = {factor.address for factor in declared(small, options[:1])}
    assert only < set(names)
    assert "rival_models.baseline" not in names  # the small case has one: nothing to choose


def test_what_is_set_to_one_number_is_no_factor(small: Case) -> None:
    band = "options.observers.troops"
    fixed, _ = what_if(small, [f"{band}_{end}=100" for end in ("low", "mode", "high")], ())
    found = {factor.address for factor in declared(fixed, list(fixed.rows("options")))}
    assert band not in found


def test_inputs_are_rebuilt_by_block(small: Case) -> None:
    options = list(small.rows("options"))
    made = Design("lhs", 1, 90, declared(small, options))
    whole = inputs_of(small, made, (0, 90), options)
    parts = [inputs_of(small, made, block, options) for block in blocks(90, 40)]
    assert whole.keys() == {factor.address for factor in made.factors}
    for name, column in whole.items():
        assert np.array_equal(column, np.concatenate([part[name] for part in parts])), name
        assert len(np.unique(column)) > 1, name
    models = {row.id for row in small.rival_models("presence")}
    assert set(whole["rival_models.presence"]) <= models
