"""Sensitivity: analytic indices, the library's numbers, groups, and futures already there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.discovery.slices import sliced
from ceasefire.futures.sensitivity import (
    Indices,
    SobolDesign,
    first_order,
    sobol_indices,
)

# Ishigami and Homma (1990) with a = 7, b = 0.1: V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8,
# V13 = 8 b^2 pi^8 / 225, from the closed form.
_V1, _V2, _V13 = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2, 49 / 8, 8 * 0.01 * np.pi**8 / 225
_V = _V1 + _V2 + _V13
ISHIGAMI_FIRST = [_V1 / _V, _V2 / _V, 0.0]
ISHIGAMI_TOTAL = [(_V1 + _V13) / _V, _V2 / _V, _V13 / _V]
# Sobol's g-function (Saltelli and Sobol' 1995): V_i = 1 / (3 (1 + a_i)^2), V = prod(1 + V_i) - 1.
G = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])


def ishigami(design: Floats) -> Floats:
    x = (2 * design - 1) * np.pi
    first: Floats = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2
    return first + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(design: Floats) -> Floats:
    return np.asarray(np.prod((np.abs(4 * design - 2) + G) / (1 + G), axis=1))


def runs(design: SobolDesign) -> Floats:
    """Two outcomes of a design of eight factors."""
    parts = [design.part(number) for number in range(design.parts)]
    return np.array([np.stack([ishigami(one), g_function(one)], axis=1) for one in parts])


def names(count: int) -> tuple[str, ...]:
    return tuple(f"x{number}" for number in range(count))


@pytest.fixture(scope="module")
def eight() -> tuple[SobolDesign, Floats, Indices]:
    design = SobolDesign(names(8), 4096, seed=7)
    values = runs(design)
    return design, values, sobol_indices(design, values)


def test_indices_of_ishigami_are_the_analytic_ones(
    eight: tuple[SobolDesign, Floats, Indices],
) -> None:
    found = eight[2]
    assert found.first[:3, 0] == pytest.approx(ISHIGAMI_FIRST, abs=0.02)
    assert found.total[:3, 0] == pytest.approx(ISHIGAMI_TOTAL, abs=0.02)
    assert found.total[3:, 0] == pytest.approx(0, abs=1e-12)


def test_indices_of_the_g_function_are_the_analytic_ones(
    eight: tuple[SobolDesign, Floats, Indices],
) -> None:
    found, alone = eight[2], 1 / (3 * (1 + G) ** 2)
    whole = np.prod(1 + alone) - 1
    total = [one * np.prod(1 + np.delete(alone, i)) / whole for i, one in enumerate(alone)]
    assert found.first[:, 1] == pytest.approx(alone / whole, abs=0.02)
    assert found.total[:, 1] == pytest.approx(total, abs=0.02)


def test_intervals_hold_the_analytic_indices(eight: tuple[SobolDesign, Floats, Indices]) -> None:
    found = eight[2]
    assert (found.first_low[:3, 0] - 0.005 <= ISHIGAMI_FIRST).all()
    assert (found.first_high[:3, 0] + 0.005 >= ISHIGAMI_FIRST).all()
    assert (found.total_low[:3, 0] - 0.005 <= ISHIGAMI_TOTAL).all()
    assert (found.total_high[:3, 0] + 0.005 >= ISHIGAMI_TOTAL).all()
    assert (found.first_high - found.first_low < 0.15).all()
    assert (found.total_low <= found.total).all()
    assert (found.total <= found.total_high).all()


@pytest.mark.parametrize("grouped", [False, True])
def test_indices_are_those_of_salib(grouped: bool) -> None:  # noqa: FBT001 - a parameter of a test
    analyze = pytest.importorskip(
        "SALib.analyze.sobol", reason="SALib (extra 'sensitivity') is not installed"
    )
    groups = {"pair": ("x0", "x2")} if grouped else {}
    design = SobolDesign(names(8), 512, seed=3, groups=groups)
    values = runs(design)[..., 0]
    problem = {"num_vars": 8, "names": list(names(8)), "bounds": [[0, 1]] * 8}
    if grouped:
        problem["groups"] = ["pair", "x1", "pair", *names(8)[3:]]
    order = [0, *range(2, design.parts), 1]  # A, the mixed ones, B
    theirs = analyze.analyze(problem, values[order].T.ravel(), calc_second_order=False, seed=1)
    mine = sobol_indices(design, values)
    # SALib takes the mean of all runs away first, not that of A and B: equal but for that
    assert mine.first[:, 0] == pytest.approx(theirs["S1"], abs=1e-6)
    assert mine.total[:, 0] == pytest.approx(theirs["ST"], abs=1e-12)
    assert design.movers == (("pair", "x1", *names(8)[3:]) if grouped else names(8))


def test_a_group_has_what_its_factors_have_together() -> None:
    design = SobolDesign(names(4), 2048, seed=5, groups={"both": ("x0", "x1")})
    weights = np.array([1.0, 2.0, 3.0, 0.0])
    values = np.array([design.part(number) @ weights for number in range(design.parts)])
    found = sobol_indices(design, values)
    assert design.movers == ("both", "x2", "x3")
    assert design.parts == 5
    assert found.first[:, 0] == pytest.approx([5 / 14, 9 / 14, 0], abs=0.01)
    assert found.total[:, 0] == pytest.approx([5 / 14, 9 / 14, 0], abs=0.01)


def test_several_outcomes_are_the_same_as_one_by_one(
    eight: tuple[SobolDesign, Floats, Indices],
) -> None:
    design, values, together = eight
    alone = sobol_indices(design, values[..., 1])
    for name in ("first", "first_low", "first_high", "total", "total_low", "total_high"):
        assert getattr(alone, name)[:, 0] == pytest.approx(getattr(together, name)[:, 1])


def test_rows_without_an_outcome_are_left_out_and_counted(
    eight: tuple[SobolDesign, Floats, Indices],
) -> None:
    design, values, _ = eight
    holed = values.copy()
    holed[3, :100, 0] = np.nan
    holed[0, 50:120, 0] = np.nan
    found = sobol_indices(design, holed)
    assert found.rows.tolist() == [4096 - 120, 4096]
    assert found.first[:3, 0] == pytest.approx(ISHIGAMI_FIRST, abs=0.03)


def test_shifting_and_scaling_an_outcome_changes_no_index(
    eight: tuple[SobolDesign, Floats, Indices],
) -> None:
    design, values, found = eight
    moved = sobol_indices(design, 1e6 - 3 * values)
    assert moved.first == pytest.approx(found.first, abs=1e-6)
    assert moved.total == pytest.approx(found.total, abs=1e-6)


def test_an_outcome_that_does_not_vary_has_no_index() -> None:
    design = SobolDesign(names(3), 64, seed=1)
    found = sobol_indices(design, np.full((5, 64), 0.1))
    assert np.isnan(found.first).all()
    assert np.isnan(found.total_high).all()


def test_the_design_is_the_same_for_the_same_seed_and_swaps_only_a_movers_columns() -> None:
    design = SobolDesign(names(5), 64, seed=2, groups={"g": ("x3", "x1")})
    first, second = design.part(0), design.part(1)
    assert np.array_equal(first, SobolDesign(names(5), 64, seed=2).part(0))
    assert not np.array_equal(first, SobolDesign(names(5), 64, seed=3).part(0))
    mixed = design.part(2)
    assert np.array_equal(mixed[:, [1, 3]], second[:, [1, 3]])
    assert np.array_equal(mixed[:, [0, 2, 4]], first[:, [0, 2, 4]])
    assert np.array_equal(design.matrix()[64:128], second)
    assert ((first > 0) & (first < 1)).all()
    # every factor has one point in each of 64 equal slices, as a Sobol' sequence promises
    assert (np.sort(np.floor(first * 64), axis=0) == np.arange(64)[:, None]).all()


def test_more_factors_than_directions_must_be_grouped() -> None:
    many = names(10_601)
    with pytest.raises(CeasefireError, match="take 21,202 directions; a Sobol' design has 21,201"):
        SobolDesign(many, 64, seed=1)
    design = SobolDesign(many, 1024, seed=1, groups={"rest": many[2:]})
    parts = [design.part(number) for number in range(design.parts)]
    values = np.array([one[:, 0] + 2 * one[:, 1] + one[:, 10_600] for one in parts])
    found = sobol_indices(design, values).first[:, 0]
    assert found == pytest.approx([1 / 6, 1 / 6, 4 / 6], abs=0.1)
    assert design.movers == ("rest", "x0", "x1")


@pytest.mark.parametrize(
    ("base", "groups", "message"),
    [
        (100, {}, "cannot have 100 base samples"),
        (8, {}, "cannot have 8 base samples"),
        (64, {"g": ("x9",)}, "not in the design, or twice: x9"),
        (64, {"g": ("x0",), "h": ("x0",)}, "not in the design, or twice: x0"),
    ],
)
def test_designs_that_cannot_be_are_refused(
    base: int, groups: dict[str, tuple[str, ...]], message: str
) -> None:
    with pytest.raises(CeasefireError, match=message):
        SobolDesign(names(3), base, seed=1, groups=groups)


def test_resamples_without_an_event_are_dropped_and_too_few_events_are_said() -> None:
    design = SobolDesign(names(2), 64, seed=1)
    points = np.array([design.part(number)[:, 0] for number in range(design.parts)])
    lowest = np.sort(points[:2].ravel())
    runs = np.stack([points < lowest[4], points < lowest[1], points < -1], axis=2).astype(float)
    found = sobol_indices(design, runs)  # a warning would be an error
    # Four events, one and none in A and B: a resample misses the four in 2 of 100 cases, the one
    # in 37.
    assert found.too_few.tolist() == [False, True, False]
    assert np.isfinite([found.total_low[:, 0], found.first_high[:, 0], found.total[:, 0]]).all()
    assert np.isnan([found.total[:, 1:], found.first_low[:, 1:]]).all()


def test_outcomes_of_another_design_are_refused() -> None:
    with pytest.raises(CeasefireError, match=r"the design is \(5, 64\)"):
        sobol_indices(SobolDesign(names(3), 64, seed=1), np.zeros((4, 64)))


def stored(futures: int = 20_000) -> tuple[dict[str, NDArray[np.generic]], Floats]:
    """Factors and two outcomes: one of known shares, one of noise."""
    rng = np.random.default_rng(1)
    frame: dict[str, NDArray[np.generic]] = {
        "a": rng.random(futures), "b": rng.random(futures) < 0.5, "idle": rng.random(futures),
        "c": rng.choice(np.array(["x", "y", "z"]), futures),
    }  # fmt: skip
    a, b = np.asarray(frame["a"], float), np.asarray(frame["b"], float)
    outcome = 12**0.5 * a + 2 * b + np.where(frame["c"] == "x", 1.5, 0.0) * 2**0.5
    noise = rng.normal(size=futures)
    return frame, np.stack([outcome + noise, noise], axis=1)


def test_stored_futures_give_first_order_indices() -> None:
    frame, values = stored()
    found = first_order(frame, values)  # variances 1, 1, 1 and of the noise 1
    assert found.first[[0, 1, 3], 0] == pytest.approx(0.25, abs=0.015)
    assert abs(found.first[2, 0]) < 0.003
    assert (np.abs(found.first[[0, 1, 3], 0] - 0.25) <= 1.5 * found.error[[0, 1, 3], 0]).all()
    assert np.abs(found.first[:, 1]).max() < 0.003
    assert found.futures.tolist() == [20_000, 20_000]


def test_first_order_from_stored_futures_is_ishigamis() -> None:
    points = np.random.default_rng(2).random((20_000, 3))
    frame: dict[str, NDArray[np.generic]] = {f"x{i}": points[:, i] for i in range(3)}
    found = first_order(frame, ishigami(points))
    assert found.first[:, 0] == pytest.approx(ISHIGAMI_FIRST, abs=0.02)


def test_the_correction_leaves_nothing_of_chance() -> None:
    rng = np.random.default_rng(3)
    frame: dict[str, NDArray[np.generic]] = {f"x{i}": rng.random(500) for i in range(40)}
    found = first_order(frame, rng.normal(size=(500, 50)))
    assert abs(found.first.mean()) < 0.002  # uncorrected it would be 31 / 499
    assert 0.03 < (found.first > found.chance).mean() < 0.07


def test_futures_without_an_outcome_are_left_out_of_stored_ones() -> None:
    frame, values = stored(4000)
    holed = values.copy()
    holed[::4, 0] = np.nan
    rest = {name: column[np.arange(4000) % 4 > 0] for name, column in frame.items()}
    found = first_order(frame, holed, slices=20)
    assert found.futures.tolist() == [3000, 4000]
    alone = first_order(rest, values[np.arange(4000) % 4 > 0], slices=20)
    assert found.first[[1, 3], 0] == pytest.approx(alone.first[[1, 3], 0])
    assert found.first[[0, 2], 0] == pytest.approx(alone.first[[0, 2], 0], abs=0.01)


def test_a_factor_of_another_length_and_a_flat_outcome() -> None:
    with pytest.raises(CeasefireError, match="another number of futures than the outcomes: b"):
        first_order({"a": np.zeros(3), "b": np.zeros(2)}, np.zeros(3))
    flat = first_order({"a": np.arange(50.0)}, np.full(50, 0.3))
    assert np.isnan(flat.first).all()


@given(
    st.lists(st.integers(-5, 5) | st.floats(-10, 10), min_size=1, max_size=80), st.integers(1, 12)
)
@settings(max_examples=100)
def test_slices_keep_order_and_ties_together(values: list[float], slices: int) -> None:
    column = np.array(values, dtype=float)
    found = sliced(column, slices)
    assert sorted(set(found.tolist())) == list(range(found.max() + 1))
    assert found.max() < slices
    order = np.argsort(column, kind="stable")
    steps = np.diff(found[order])
    assert (steps >= 0).all()
    assert (steps[np.diff(column[order]) == 0] == 0).all()
    if len(set(values)) == len(values) >= slices:
        sizes = np.bincount(found)
        assert sizes.max() - sizes.min() <= 1
