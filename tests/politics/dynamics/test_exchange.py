"""Exchange between issues: a published deal, hand-worked ones, and what must always hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tests.politics.dynamics.made import drawn, some, table

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.dynamics.exchange import Deal, Exchanges, exchange, externalities
from ceasefire.politics.dynamics.exchange_plain import Table, plain_exchange
from ceasefire.politics.stakes import Stakes, fixed_stakes

# Two of the thirteen issues of the climate conference of Paris (COP21), expert figures of October
# 2015: an assessment of pledges beforehand (100: a strong one), and the volume of finance.
ACTORS = (
    "Africa", "AILAC", "ALBA", "AOSIS", "Arab states", "LDC", "Brazil", "China", "EIG", "EU28",
    "India", "Umbrella", "Japan", "Russia", "USA",
)  # fmt: skip
POWER = [0.25, 0.35, 0.05, 0.5, 0.4, 0.5, 0.7, 1, 0.35, 0.75, 0.6, 0.4, 0.6, 0.6, 1]
EAA = [100, 100, 0, 100, 0, 90, 90, 0, 100, 100, 0, 60, 60, 0, 100]
EAA_SALIENCE = [
    0.55, 0.45, 0.55, 0.65, 0.6, 0.45, 0.35, 0.65, 0.45, 0.5, 0.6, 0.4, 0.4, 0.3, 0.4,
]  # fmt: skip
FINANCE = [100, 20, 100, 100, 100, 100, 50, 100, 20, 0, 100, 0, 0, 0, 0]
FINANCE_SALIENCE = [
    0.8, 0.55, 0.9, 0.85, 0.35, 0.85, 0.45, 0.5, 0.5, 0.65, 0.65, 0.65, 0.65, 0.5, 0.7,
]  # fmt: skip
CHINA, USA = 7, 14


def paris() -> Stakes:
    return fixed_stakes(
        ACTORS, ["eaa", "financevol"],
        np.array([EAA, FINANCE], dtype=float).T,
        np.array([EAA_SALIENCE, FINANCE_SALIENCE]).T,
        np.array(POWER),
    )  # fmt: skip


def means(votes: Floats, stakes: Stakes) -> Floats:
    """Weighted means of the votes of the first draw."""
    weights = stakes.weights[0]
    return np.asarray((np.nan_to_num(votes) * weights).sum(axis=0) / weights.sum(axis=0))


def numbers(deal: Deal) -> list[float]:
    return [float(value) for value in vars(deal).values()]


def plain(stakes: Stakes, draw: int, rounds: int) -> tuple[list[Table], list[Deal]]:
    parts = stakes.positions, stakes.saliences, stakes.capabilities
    x, s, c = (part[draw].tolist() for part in parts)
    return plain_exchange(x, s, c, rounds)


@st.composite
def tables(draw: st.DrawFn, actors: int = 5, issues: int = 3) -> Stakes:
    """Round numbers (ties) or any numbers, with gaps; the first two always take part."""
    shape = actors, issues
    quarters = st.integers(0, 4).map(lambda x: x / 4)
    shares = st.one_of(quarters, st.floats(0, 1, allow_subnormal=False))
    positions = draw(hnp.arrays(float, shape, elements=shares)) * 100
    gone = draw(hnp.arrays(bool, shape))
    gone[:2] = False
    positions[gone] = np.nan
    saliences = draw(hnp.arrays(float, shape, elements=shares))
    saliences[0] = np.maximum(saliences[0], 0.25)
    return table(positions, saliences, draw(hnp.arrays(float, shape, elements=shares)) + 0.5)


def test_means_before_any_deal() -> None:
    # Weighted means of the two issues in the same data, to the four decimals known.
    found = means(exchange(paris()).history.positions[0, 0], paris())
    np.testing.assert_allclose(found, [57.1005, 47.6441], atol=0.5e-4)


def test_the_first_deal_of_paris() -> None:
    # First of the exchanges that the R implementation of the model (equal-gain) lists for COP21:
    # the USA gives up the assessment, China most of the finance, gain of each 2.19072164948454.
    deal = exchange(paris()).deals_of(0)[0]
    assert (deal.round, deal.first, deal.first_issue) == (1, CHINA, 1)
    assert (deal.second, deal.second_issue) == (USA, 0)
    assert (deal.first_from, deal.second_from, deal.second_to) == (100, 100, 0)
    assert deal.first_to == pytest.approx(10.7860824742268, abs=1e-9)
    assert deal.gain == pytest.approx(2.19072164948454, abs=1e-9)


def test_a_deal_worked_by_hand() -> None:
    # Two of the same power, at 0 and 100 on both issues; the first cares .2 and .8, the second .8
    # and .2. The outcomes are 80 and 20. Each can move one of them by 20 points, at the rate of 1
    # to 1; each gains .8 x 20 - .2 x 20 = 12.
    two = table(
        np.array([[0.0, 0], [100, 100]]), np.array([[0.2, 0.8], [0.8, 0.2]]), np.array([1.0, 1])
    )
    found = exchange(two, rounds=3)
    (deal,) = found.deals_of(0)
    np.testing.assert_allclose(numbers(deal), [1, 0, 0, 0, 100, 1, 1, 100, 0, 12], atol=1e-9)
    np.testing.assert_array_equal(found.history.last[0], [[100, 0], [100, 0]])
    assert found.history.turns.tolist() == [1]
    np.testing.assert_allclose(externalities(two, found, 0), [[12, 12]], atol=1e-9)


def test_who_cares_for_both_alike_does_not_trade() -> None:
    two = table(
        np.array([[0.0, 0], [100, 100]]), np.array([[0.2, 0.6], [0.3, 0.9]]), np.array([1.0, 1])
    )
    assert exchange(two).deals_of(0) == []


def test_an_outcome_stops_at_what_the_other_wants() -> None:
    # On issue 0 the first (weight .5) could go from 0 to 50 and push the outcome from 43 to 68,
    # past the 50 that the second wants; the third (weight .45) holds 90 there, and stands with the
    # second on issue 1, where it has no weight. The second cares .05 and .01, the first .5 and 1.
    positions = np.array([[0.0, 0], [50, 100], [90, 100]])
    saliences = np.array([[0.5, 1.0], [0.05, 0.01], [0.45, 0.0]])
    stakes = table(positions, saliences, np.array([[1, 1], [1, 200], [1, 1.0]]))
    found = exchange(stakes)
    deal = found.deals_of(0)[0]
    assert (deal.first, deal.first_issue, deal.second, deal.second_issue) == (0, 0, 1, 1)
    votes = positions.copy()
    votes[0, 0], votes[1, 1] = deal.first_to, deal.second_to
    assert means(votes, stakes)[0] == pytest.approx(50)
    assert deal.first_to == pytest.approx(14)  # .5 x 14 = 7 points of the outcome
    np.testing.assert_allclose(externalities(stakes, found, 0)[0, :2], deal.gain, atol=1e-9)


@given(stakes=tables())
def test_kernel_equals_plain(stakes: Stakes) -> None:
    found = exchange(stakes, rounds=3)
    path, deals = plain(stakes, 0, 3)
    turns = found.history.turns[0]
    np.testing.assert_allclose(found.history.positions[0], path[: turns + 1], atol=1e-9)
    np.testing.assert_array_equal(path[turns:], np.array([path[turns]] * (4 - turns)))
    ours, theirs = map(numbers, found.deals_of(0)), map(numbers, deals)
    np.testing.assert_allclose(list(ours), list(theirs), atol=1e-9)


@given(stakes=tables())
def test_both_gain_equally_and_nobody_loses_by_its_own_deal(stakes: Stakes) -> None:
    found = exchange(stakes, rounds=4)
    gains = externalities(stakes, found, 0)
    assert len(gains) == found.count[0]
    for row, deal in zip(gains, found.deals_of(0), strict=True):
        assert deal.gain > 0
        np.testing.assert_allclose(row[[deal.first, deal.second]], deal.gain, atol=1e-9)


@given(stakes=tables(actors=6))
def test_votes_move_once_a_round_and_not_past_the_other(stakes: Stakes) -> None:
    found = exchange(stakes, rounds=4)
    path = found.history.positions[0]
    moved: set[tuple[int, int, int]] = set()
    for deal in found.deals_of(0):
        before, after = path[deal.round - 1], path[deal.round]
        assert deal.first < deal.second
        for mover, issue, other, origin, goal in (
            (deal.first, deal.first_issue, deal.second, deal.first_from, deal.first_to),
            (deal.second, deal.second_issue, deal.first, deal.second_from, deal.second_to),
        ):
            assert (deal.round, mover, issue) not in moved
            moved.add((deal.round, mover, issue))
            assert (origin, goal) == (before[mover, issue], after[mover, issue])
            low, high = sorted((origin, before[other, issue]))
            assert low <= goal <= high
    still = np.ones(path[1:].shape, bool)
    for turn, mover, issue in moved:
        still[turn - 1, mover, issue] = False
    np.testing.assert_array_equal(path[1:][still], path[:-1][still])


@settings(max_examples=30)
@given(stakes=tables())
def test_more_rounds_only_go_on(stakes: Stakes) -> None:
    few, many = exchange(stakes, rounds=2), exchange(stakes, rounds=3)
    assert [deal for deal in many.deals_of(0) if deal.round < 3] == few.deals_of(0)
    if few.history.turns[0] < 2:  # a round without a deal is the last
        assert many.count[0] == few.count[0]


def test_the_largest_gain_is_struck_first() -> None:
    # Pairs 0, 1 and 2, 3 trade as in the deal worked by hand; the second pair cares twice as much.
    pair = np.array([[0.2, 0.4], [0.4, 0.2]])
    positions = np.array([[0.0, 0], [100, 100], [0, 0], [100, 100]])
    stakes = table(positions, np.concatenate([pair, 2 * pair]), np.array([1, 1, 0.5, 0.5]))
    deals = exchange(stakes).deals_of(0)
    assert (deals[0].first, deals[0].second) == (2, 3)
    assert deals[0].gain > deals[1].gain


def test_equal_gains_go_by_number() -> None:
    pair = np.array([[0.2, 0.8], [0.8, 0.2]])
    positions = np.array([[0.0, 0], [100, 100], [0, 0], [100, 100]])
    deals = exchange(table(positions, np.concatenate([pair, pair]), np.ones(4))).deals_of(0)
    assert (deals[0].first, deals[0].second) == (0, 1)


def test_wants_stay_and_votes_go_on_in_later_rounds() -> None:
    # In Paris the USA votes what China wants on the assessment after round 1; it still counts as
    # an actor that wants a strong one: whatever moves that outcome down costs it in round 2.
    found = exchange(paris(), rounds=2)
    assert found.history.positions[0, 1, USA, 0] == 0
    later = [deal for deal in found.deals_of(0) if deal.round == 2]
    assert later
    gains = externalities(paris(), found, 0)
    votes = paris().positions[0].copy()
    for row, deal in zip(gains, found.deals_of(0), strict=True):
        before = means(votes, paris())
        votes[deal.first, deal.first_issue] = deal.first_to
        votes[deal.second, deal.second_issue] = deal.second_to
        shift = means(votes, paris()) - before
        # It is at 100 and 0, at the ends of both scales: its gain is plain.
        assert row[USA] == pytest.approx(0.4 * shift[0] - 0.7 * shift[1], abs=1e-9)


def bytes_of(found: Exchanges, draw: int) -> list[bytes]:
    last = found.history.turns[draw]
    votes = found.history.positions[draw, : last + 1]
    return [votes.tobytes(), repr(found.deals_of(draw)).encode()]


def test_blocks_of_any_size_give_the_same_bytes() -> None:
    stakes = drawn(23, 5, 4, 7)
    whole = exchange(stakes, rounds=3)
    assert whole.deals.gain.shape == (23, whole.count.max())
    for size in (1, 7, 22):
        for first in range(0, 23, size):
            part = exchange(some(stakes, slice(first, first + size)), rounds=3)
            for draw in range(len(part.count)):
                assert bytes_of(part, draw) == bytes_of(whole, first + draw)


def test_slots_beyond_a_draws_deals_are_blank() -> None:
    found = exchange(drawn(23, 5, 4, 7), rounds=3)
    blank = np.arange(found.count.max()) >= found.count[:, None]
    assert blank.any()
    np.testing.assert_array_equal(found.deals.round == -1, blank)
    np.testing.assert_array_equal(found.deals.second_issue == -1, blank)
    np.testing.assert_array_equal(np.isnan(found.deals.gain), blank)
    np.testing.assert_array_equal(np.isnan(found.deals.first_from), blank)


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000), order=st.permutations(range(6)))
def test_relabelling_permutes_the_result(seed: int, order: list[int]) -> None:
    stakes = drawn(50, 6, 3, seed)
    turned = replace(
        stakes,
        positions=stakes.positions[:, order],
        saliences=stakes.saliences[:, order],
        capabilities=stakes.capabilities[:, order],
    )
    found, expected = exchange(turned, rounds=2), exchange(stakes, rounds=2)
    np.testing.assert_array_equal(found.count, expected.count)
    np.testing.assert_allclose(
        found.history.positions, expected.history.positions[:, :, order], atol=1e-9
    )


@settings(max_examples=20)
@given(stakes=tables())
def test_unanimous_actors_never_move(stakes: Stakes) -> None:
    alike = replace(stakes, positions=np.where(np.isfinite(stakes.positions), 40.0, np.nan))
    found = exchange(alike, rounds=3)
    assert found.count.tolist() == found.history.turns.tolist() == [0]
    np.testing.assert_array_equal(found.history.positions, alike.positions[:, None])
    assert externalities(alike, found, 0).shape == (0, 5)


def test_who_takes_no_part_in_an_issue_trades_on_others() -> None:
    # China and the USA trade as before on two issues; on a third only they and AILAC take part.
    stakes = paris()
    third = np.full((15, 1), np.nan)
    third[[1, CHINA, USA]] = 50
    wider = fixed_stakes(
        ACTORS, [*stakes.issues, "third"],
        np.concatenate([stakes.positions[0], third], axis=1),
        np.concatenate([stakes.saliences[0], np.full((15, 1), 0.5)], axis=1),
        np.array(POWER),
    )  # fmt: skip
    found, narrow = exchange(wider), exchange(stakes)
    assert found.deals_of(0) == narrow.deals_of(0)
    np.testing.assert_array_equal(found.history.positions[0, :, :, 2], [third[:, 0]] * 2)
    np.testing.assert_array_equal(externalities(wider, found, 0), externalities(stakes, narrow, 0))


def test_a_draw_without_weight_fails_alone() -> None:
    stakes = drawn(3, 5, 3, 2)
    saliences = stakes.saliences.copy()
    saliences[1, :, 2] = 0.0
    weak = replace(stakes, saliences=saliences)
    found, expected = exchange(weak), exchange(stakes)
    assert found.history.failed.tolist() == [False, True, False]
    assert found.count[1] == 0
    assert found.deals_of(1) == []
    assert externalities(weak, found, 1).shape == (0, 5)
    np.testing.assert_array_equal(found.history.positions[1, 0], stakes.positions[1])
    assert np.isnan(found.history.positions[1, 1:]).all()
    for draw in (0, 2):
        assert found.count[draw] > 0
        assert bytes_of(found, draw) == bytes_of(expected, draw)
    path, deals = plain(weak, 1, 2)
    assert not deals
    assert np.isnan(path[1:]).all()


@pytest.mark.parametrize(
    ("shape", "message"),
    [((1, 2), "needs 2 actors or more; there are 1"), ((3, 1), "needs 2 issues or more")],
)
def test_too_few_are_refused(shape: tuple[int, int], message: str) -> None:
    with pytest.raises(CeasefireError, match=message):
        exchange(table(np.zeros(shape), np.ones(shape), np.ones(shape)))


def test_no_rounds_are_refused() -> None:
    with pytest.raises(CeasefireError, match="needs 1 round or more, not 0"):
        exchange(paris(), rounds=0)
