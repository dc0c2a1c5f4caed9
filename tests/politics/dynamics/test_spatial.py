"""The spatial model of politics: KTAB's own histories, and kernel against plain twin."""

from __future__ import annotations

import csv
import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.dynamics import spatial_plain as twin
from ceasefire.politics.dynamics.history import History
from ceasefire.politics.dynamics.spatial import spatial
from ceasefire.politics.stakes import Stakes, fixed_stakes

DATA = Path(__file__).parents[4] / "shared" / "data" / "negotiation" / "ktab"
HAS_DATA = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not there")

# KTAB examples/smp/doc: dummyData_3Dim.csv, then SOE-Pol-Comp.csv (Efird, Lester and Wise 2016).
# Name, power; position and salience (per cent) by issue.
DUMMY = """
0 102.543  75.79 49.53   6.37  5.91  70.45 28.15
1  53.393  82.72 30.33  73.50 21.22  64.00 24.79
2 129.643  82.45 48.47  90.89 13.55   0.07 34.62
3  75.920  62.52 20.76  50.82 39.24  62.33 22.21
4  63.224  82.34 40.96  45.77 25.43  73.31 22.59
5 120.048  84.48 22.92  33.70 39.35  88.11 15.42
6  54.178  70.96 31.75  33.46 27.93  90.36 26.03
"""
CHINA = """
XJ 100 30 24 20 48 | LK 60.2 45 44.7 65 41.3 | ZG 35 30 28.9 15 65.1 | MK 35 45 20.6 45 49.4
LH 40 50 44.7 65 47.8 | XS 20 15 32 10 32 | NEA 15 20 32 15 32 | MLR 25 60 43.9 50 50.1
MEP 20 30 26.4 15 17.6 | MOF 35 45 35.9 40 46.6 | SHX 20 50 44.7 50 47.8 | HLJ 20 20 47.4 30 40.6
WY 40 15 49 60 46
"""


def fixed(names: list[str], figures: Floats) -> Stakes:
    """Make stakes of rows of power, then position and salience in per cent by issue."""
    issues = [f"issue_{k}" for k in range(figures.shape[1] // 2)]
    return fixed_stakes(names, issues, figures[:, 1::2], figures[:, 2::2] / 100, figures[:, 0])


def typed(table: str) -> Stakes:
    rows = [row.split() for row in table.strip().replace("|", "\n").split("\n")]
    return fixed([row[0] for row in rows], np.array([row[1:] for row in rows], float))


def read(name: str) -> Stakes:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, skipinitialspace=True))
    actors, issues = int(rows[0][2]), int(rows[0][3])
    rows = rows[2 : 2 + actors]
    figures = [[float(cell) for cell in row[2 : 3 + 2 * issues]] for row in rows]
    return fixed([row[0] for row in rows], np.array(figures))


def golden(name: str) -> Floats:
    text = (DATA / name.replace(".csv", ".golden.json")).read_text(encoding="utf-8")
    return np.array(json.loads(text)["positions_by_turn"])


def plain(stakes: Stakes, draw: int = 0, turns: int = 100) -> Floats:
    x, s, c = stakes.positions[draw], stakes.saliences[draw], stakes.capabilities[draw]
    return np.array(twin.plain_spatial(x.tolist(), s.tolist(), c.tolist(), turns))


def random_stakes(draws: int, actors: int, issues: int, seed: int = 1) -> Stakes:
    random = np.random.default_rng(seed)
    shape = (draws, actors, issues)
    return Stakes(
        tuple(f"actor_{i}" for i in range(actors)), tuple(f"issue_{k}" for k in range(issues)),
        100 * random.random(shape), random.random(shape), 0.1 + random.random(shape),
        np.full((draws, issues), np.nan), np.zeros((draws, actors)),
    )  # fmt: skip


def same(one: Floats, other: Floats) -> None:
    np.testing.assert_allclose(one, other, rtol=0, atol=1e-9, equal_nan=True)


def agrees(history: History, draw: int, expected: Floats) -> None:
    """Check one draw against its twin: the turns it took, then its last positions repeated."""
    taken = history.turns[draw]
    assert taken == len(expected) - 1
    same(history.positions[draw, : taken + 1], expected)
    rest = history.positions[draw, taken + 1 :]
    same(rest, np.broadcast_to(expected[-1], rest.shape))


@pytest.mark.realdata
@HAS_DATA
@pytest.mark.parametrize("name", ["dummyData_3Dim.csv", "SOE-Pol-Comp.csv"])
def test_meets_ktab_on_every_actor_issue_and_turn(name: str) -> None:
    stakes, expected = read(name), golden(name)
    history = spatial(stakes)
    assert history.turns.tolist() == [len(expected) - 1]
    np.testing.assert_allclose(history.positions[0], expected, rtol=0, atol=1e-6)
    np.testing.assert_allclose(plain(stakes), expected, rtol=0, atol=1e-6)


@pytest.mark.realdata
@HAS_DATA
def test_forty_actors_take_as_many_turns_as_in_ktab() -> None:
    history = spatial(read("dummyData-a040.csv"))
    assert history.turns.tolist() == [20]
    assert not history.failed.any()


# Positions KTAB writes after turn 1 and turn 10, the last, of DUMMY: issues by actor.
DUMMY_TURNS = {
    1: """79.54 44.71 72.05  78.93 56.33 72.52  82.45 90.89  0.07  65.82 50.76 63.02
          79.54 44.72 72.05  84.39 34.05 86.34  75.61 24.79 71.95""",
    10: """78.56 31.76 74.05  78.56 31.76 74.05  82.45 90.89  0.07  67.12 50.12 63.73
           78.60 31.65 74.11  79.88 34.37 75.16  78.60 31.65 74.11""",
}
# The same after turns 10 and 27, the last, of CHINA.
CHINA_TURNS = {
    10: """40.11 28.17  44.74 64.42  30 15  39.58 39.41  38.29 28.08  39.86 39.11  40.07 38.58
           37.41 38.52  40.08 38.28  40.08 38.28  39.58 39.41  38.29 28.08  15 60""",
    27: """43.18 43.30  43.23 43.27  38.66 28.82  38.57 28.79  38.66 28.82  38.59 29.52
           38.72 28.97  38.72 28.97  38.71 28.95  38.82 30.72  38.82 30.77  38.82 30.77  15 60""",
}


@pytest.mark.parametrize(
    ("table", "printed", "last"), [(DUMMY, DUMMY_TURNS, 10), (CHINA, CHINA_TURNS, 27)]
)
def test_meets_the_printed_tables(table: str, printed: dict[int, str], last: int) -> None:
    stakes = typed(table)
    history = spatial(stakes)
    assert history.turns.tolist() == [last]
    for turn, text in printed.items():
        expected = np.array(text.split(), float).reshape(-1, len(stakes.issues))
        np.testing.assert_allclose(history.positions[0, turn], expected, rtol=0, atol=0.005)


def test_meets_what_ktab_prints_about_the_first_turn() -> None:
    # KTAB's log of dummyData_3Dim, turn 0. The probabilities it prints are those of an election
    # by utilities that already have the attitudes to risk in them.
    stakes = typed(DUMMY)
    actors = twin.Actors(
        stakes.saliences[0].tolist(),
        stakes.saliences[0].sum(axis=1).tolist(),
        stakes.capabilities[0, :, 0].tolist(),
    )
    positions = stakes.positions[0].tolist()
    apart = twin.distances(positions, positions, actors.saliences)
    neutral = [[twin.utility(d, 0) for d in row] for row in apart]
    risks = twin.risk_attitudes(twin.election(neutral, actors.powers))
    assert risks == pytest.approx([-0.5, -0.459, -0.499, -0.274, 1, -0.232, -0.43], abs=5e-4)
    risky = [[twin.utility(d, r) for d in row] for row, r in zip(apart, risks, strict=True)]
    printed = [0.0047, 0.0302, 0.0054, 0.1492, 0.6001, 0.1447, 0.0656]
    assert twin.election(risky, actors.powers) == pytest.approx(printed, abs=5e-5)
    best = {1: (0, 0.7964, 0.2810), 2: (6, 0.8334, 0.4711), 3: (0, 0.8056, 0.2839),
            4: (0, 0.5836, 0.0116), 5: (1, 0.8510, 0.2986)}  # fmt: skip
    # challenger: whom, probability to win, gain
    for i, found in best.items():
        assert twin.challenge(i, apart, risks, actors) == pytest.approx(found, abs=5e-5)


def test_moves_shrink_as_ktab_prints_them() -> None:
    # KTAB's log of dummyData_3Dim: each turn's move over the first turn's, which ends the run.
    positions = spatial(typed(DUMMY)).positions[0] / 100
    moved = np.linalg.norm(np.diff(positions, axis=0), axis=2).sum(axis=1)
    printed = [0.9999, 0.7631, 0.1780, 0.0801, 0.0853, 0.0686, 0.0639, 0.1058, 0.0398, 0.0045]
    np.testing.assert_allclose(moved / (moved[0] + 1e-4), printed, rtol=0, atol=5e-5)


# Coarse figures make ties: equal actors, positions held in common, contests that stand even.
FINE = st.tuples(st.floats(0, 100), st.just(0.0) | st.floats(1e-6, 1), st.floats(0.1, 10))
COARSE = st.tuples(
    st.sampled_from([0.0, 25.0, 33.335, 50.0, 100.0]),
    st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    st.sampled_from([0.0, 1.0, 2.0]),
)


@st.composite
def tables(draw: st.DrawFn) -> Stakes:
    actors, issues = draw(st.integers(3, 6)), draw(st.integers(1, 3))
    cell = draw(st.sampled_from([FINE, COARSE]))
    size = actors * issues
    cells = np.array(draw(st.lists(cell, min_size=size, max_size=size)))
    cells = cells.reshape(actors, issues, 3)
    missing = draw(st.sets(st.integers(0, size - 1), max_size=size - 1))
    cells[..., 0].flat[list(missing)] = math.nan
    if not (np.where(np.isnan(cells[..., 0]), 0, cells[..., 2]) > 0).any():
        cells[..., 2] = 1.0  # somebody has to have some capability
    names = [f"actor_{i}" for i in range(actors)]
    return fixed_stakes(names, ["x", "y", "z"][:issues], *np.moveaxis(cells, 2, 0))


@settings(max_examples=150)
@given(tables())
def test_kernel_and_twin_agree(stakes: Stakes) -> None:
    history = spatial(stakes, turns=8)
    assert not history.failed.any()
    agrees(history, 0, plain(stakes, turns=8))


@pytest.mark.parametrize(("actors", "issues"), [(7, 2), (12, 1)])
def test_kernel_and_twin_agree_to_the_end(actors: int, issues: int) -> None:
    stakes = random_stakes(10, actors, issues)
    history = spatial(stakes)
    assert len(set(history.turns.tolist())) > 1  # draws stop by themselves
    assert history.positions.shape == (10, history.turns.max() + 1, actors, issues)
    for draw in range(10):
        agrees(history, draw, plain(stakes, draw))


@pytest.mark.parametrize("size", [1, 7, 40])
def test_blocks_of_any_size_give_the_same_bytes(size: int) -> None:
    stakes = random_stakes(60, 5, 2)
    stakes.positions[::3, 1, 1] = math.nan
    whole = spatial(stakes)
    for first in range(0, 60, size):
        part = spatial(stakes.block(first, min(first + size, 60)))
        taken = part.positions.shape[1]
        rows = slice(first, first + size)
        assert part.turns.tolist() == whole.turns[rows].tolist()
        assert part.positions.tobytes() == whole.positions[rows, :taken].tobytes()


def test_more_draws_than_are_worked_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stakes = random_stakes(100, 4, 2)
    whole = spatial(stakes)
    monkeypatch.setattr("ceasefire.politics.dynamics.spatial.AT_ONCE", 1)
    pieces = spatial(stakes)
    assert pieces.positions.tobytes() == whole.positions.tobytes()
    assert pieces.turns.tolist() == whole.turns.tolist()
    assert pieces.failed.tolist() == whole.failed.tolist()


def test_relabelling_actors_permutes_the_history() -> None:
    stakes = random_stakes(50, 6, 2)
    order = np.random.default_rng(2).permutation(6)
    x, s, c = (t[:, order] for t in (stakes.positions, stakes.saliences, stakes.capabilities))
    moved = replace(stakes, positions=x, saliences=s, capabilities=c)
    one, other = spatial(stakes), spatial(moved)
    assert one.turns.tolist() == other.turns.tolist()
    same(one.positions[:, :, order], other.positions)


# What is equal on paper is not equal in the last digits, and sums done in another order would
# decide otherwise; in turn: gains, chances, votes with large capabilities, halves to be rounded.
TIES = [
    ([[55.575], [11.115], [33.345]], [[0.2], [0.2], [0.2]], [2, 2, 1]),
    ([[0.0], [20.0], [30.0]], [[0.0], [1.0], [0.3]], [1, 1, 1]),
    ([[0.0], [40.0], [80.0]], [[0.0], [0.3], [0.3]], [1e6, 1e6, 1e6]),
    ([[0.0, 33.335], [66.67, 33.335], [66.67, 33.335]], [[0.3, 0.2]] * 3, [0.5, 0.5, 2]),
]


@pytest.mark.parametrize(("positions", "saliences", "powers"), TIES)
def test_ties_are_decided_alike_by_kernel_and_twin(
    positions: list[list[float]], saliences: list[list[float]], powers: list[float]
) -> None:
    tables = np.array(positions), np.array(saliences), np.array(powers, float)
    stakes = fixed_stakes("abc", "xy"[: len(positions[0])], *tables)
    agrees(spatial(stakes), 0, plain(stakes))


@pytest.mark.parametrize(("order", "taken"), [([0, 1, 2, 3], 1), ([0, 3, 2, 1], 3)])
def test_of_two_worth_the_same_the_first_is_challenged(order: list[int], taken: int) -> None:
    # b and d stand at the same place and do not care: a and c gain as much from either.
    names = ["abcd"[i] for i in order]
    positions = np.array([[20.0], [80.0], [55.0], [80.0]])
    saliences, powers = np.array([[0.9], [0.0], [0.2], [0.0]]), np.array([3.0, 1.0, 0.1, 2.0])
    stakes = fixed_stakes(names, ["x"], positions[order], saliences[order], powers[order])
    moved = spatial(stakes, turns=1).last[0, :, 0] != positions[order, 0]
    assert {order[i] for i in np.flatnonzero(moved)} & {1, 3} == {taken}
    agrees(spatial(stakes), 0, plain(stakes))


@given(st.floats(0, 100), st.integers(3, 6))
def test_actors_that_agree_never_move(where: float, actors: int) -> None:
    stakes = random_stakes(3, actors, 2)
    stakes.positions[:] = where
    history = spatial(stakes)
    assert history.turns.tolist() == [2, 2, 2]
    assert (history.positions == where).all()


def test_who_moves_stands_on_the_grid() -> None:
    history = spatial(random_stakes(50, 8, 2)).positions
    moved = history[:, 1:][history[:, 1:] != history[:, :1]]
    assert moved.size > 1000
    assert (moved == moved.round(2)).all()


def test_saliences_count_by_their_ratio_where_they_sum_to_more_than_1() -> None:
    stakes = random_stakes(20, 5, 3)
    stakes.saliences[:, 0] = 0.9  # 2.7 in sum, the most there is
    stakes.saliences[:, 1:] *= 0.8
    scaled = replace(stakes, saliences=stakes.saliences / 2.7)
    same(spatial(stakes).positions, spatial(scaled).positions)


def test_capability_is_the_mean_over_the_issues_an_actor_takes_part_in() -> None:
    stakes = random_stakes(20, 5, 2)
    mean = stakes.capabilities.mean(axis=2, keepdims=True).repeat(2, axis=2)
    same(spatial(stakes).positions, spatial(replace(stakes, capabilities=mean)).positions)

    stakes.positions[:, 0, 1] = math.nan
    before = spatial(stakes).positions
    stakes.capabilities[:, 0, 1] = 99.0  # where it takes no part, it counts for nothing
    stakes.saliences[:, 0, 1] = 99.0
    same(spatial(stakes).positions, before)


def test_who_takes_no_part_stands_unseen_at_the_mean_of_the_others() -> None:
    stakes = random_stakes(20, 5, 2)
    stakes.capabilities[:] = stakes.capabilities[:, :, :1]
    stakes.saliences[:, 0, 1] = 0.0
    filled = stakes.positions.copy()
    weights = stakes.weights[:, 1:, 1]
    filled[:, 0, 1] = (weights * filled[:, 1:, 1]).sum(axis=1) / weights.sum(axis=1)
    seen = spatial(replace(stakes, positions=filled))
    stakes.positions[:, 0, 1] = math.nan
    unseen = spatial(stakes).positions
    assert np.isnan(unseen[:, :, 0, 1]).all()
    hidden = seen.positions.copy()
    hidden[:, :, 0, 1] = math.nan
    same(unseen, hidden)


def test_who_does_not_care_gives_way() -> None:
    positions = np.array([[10.0], [50.0], [90.0]])
    stakes = fixed_stakes("abc", ["x"], positions, np.array([[0.8], [0.0], [0.0]]), np.ones(3))
    history = spatial(stakes)
    assert not history.failed.any()
    assert history.last[0, :, 0].tolist() == [10, 10, 10]
    agrees(history, 0, plain(stakes))


@pytest.mark.parametrize(
    ("part", "value", "turns"),
    [("capabilities", math.inf, 1), ("capabilities", math.nan, 1), ("saliences", math.nan, 1),
     ("saliences", math.inf, 1), ("positions", math.inf, 0), ("positions", 1e200, 1)],
)  # fmt: skip
def test_a_failed_draw_does_not_disturb_its_neighbours(part: str, value: float, turns: int) -> None:
    stakes = random_stakes(9, 4, 2)
    sound = spatial(stakes)
    getattr(stakes, part)[4, 1:] = value
    start = stakes.positions[4].copy()
    history = spatial(stakes)
    assert np.flatnonzero(history.failed).tolist() == [4]
    assert history.turns[4] == turns
    assert np.isnan(history.positions[4, turns:]).all()
    if turns:
        assert (history.positions[4, 0] == start).all()
    others = [0, 1, 2, 3, 5, 6, 7, 8]
    taken = min(history.positions.shape[1], sound.positions.shape[1])
    assert (history.positions[others, :taken] == sound.positions[others, :taken]).all()
    assert (history.turns[others] == sound.turns[others]).all()


@pytest.mark.parametrize("power", [0.0, 1e308])
def test_without_capability_or_with_far_too_much_a_draw_fails(power: float) -> None:
    stakes = random_stakes(3, 4, 1)
    stakes.capabilities[1] = power
    stakes.capabilities[2, 1:] = 0.0
    history = spatial(stakes)
    assert history.failed.tolist() == [False, True, False]
    assert history.turns[1] == 1
    assert (history.positions[1, 0] == stakes.positions[1]).all()
    assert np.isnan(history.last[1]).all()


def test_no_draws_give_no_history() -> None:
    history = spatial(random_stakes(4, 3, 2).block(0, 0))
    assert history.positions.shape == (0, 1, 3, 2)


def test_two_hundred_and_fifty_actors_fit() -> None:
    history = spatial(random_stakes(2, 250, 1), turns=2)
    assert history.positions.shape == (2, 3, 250, 1)
    assert not history.failed.any()


def test_stops_after_the_turns_asked_for() -> None:
    stakes = random_stakes(30, 6, 2)
    one, all_turns = spatial(stakes, turns=1), spatial(stakes)
    assert set(one.turns.tolist()) == {1}
    assert (one.positions == all_turns.positions[:, :2]).all()


def test_too_few_actors_or_turns_are_refused() -> None:
    with pytest.raises(CeasefireError, match="needs 3 actors or more; there are 2"):
        spatial(random_stakes(1, 2, 1))
    with pytest.raises(CeasefireError, match="takes 1 turn or more, not 0"):
        spatial(random_stakes(1, 3, 1), turns=0)
