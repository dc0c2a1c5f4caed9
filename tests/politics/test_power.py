"""Power indices: printed values, and agreement with counting out every coalition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.errors import CeasefireError
from ceasefire.politics.power import VotingGame, banzhaf, banzhaf_raw, shapley_shubik

Index = Callable[[VotingGame], dict[str, float]]
SHARES: tuple[Index, ...] = (shapley_shubik, banzhaf)
INDICES: tuple[Index, ...] = (*SHARES, banzhaf_raw)


def game(
    quotas: int | Sequence[int], *weights: Sequence[int], blockers: int = 0, names: str = ""
) -> VotingGame:
    members = tuple(names) or tuple(str(number) for number in range(len(weights[0])))
    reach = (quotas,) if isinstance(quotas, int) else tuple(quotas)
    return VotingGame(members, tuple(map(tuple, weights)), reach, blockers)


def counted(made: VotingGame) -> tuple[list[Fraction], list[Fraction]]:
    """Shapley-Shubik and raw Banzhaf, straight from their definitions over every coalition."""
    count = len(made.members)

    def wins(coalition: int) -> bool:
        inside = [member for member in range(count) if coalition >> member & 1]
        reached = all(
            sum(weights[member] for member in inside) >= quota
            for weights, quota in zip(made.weights, made.quotas, strict=True)
        )
        return reached or count - len(inside) < made.blockers

    orders, swings = [Fraction(0)] * count, [Fraction(0)] * count
    for member in range(count):
        for coalition in range(2**count):
            if coalition >> member & 1 or wins(coalition) or not wins(coalition | 1 << member):
                continue
            size = coalition.bit_count()
            before_and_after = factorial(size) * factorial(count - size - 1)
            orders[member] += Fraction(before_and_after, factorial(count))
            swings[member] += Fraction(1, 2 ** (count - 1))
    return orders, swings


# Printed values of the textbook games; UN Security Council as 421/2145 and 4/2145.
EEC = game(12, [4, 4, 4, 2, 2, 1])
UN = game(39, [7] * 5 + [1] * 10)
EU_15 = game(62, [10] * 4 + [8] + [5] * 4 + [4] * 2 + [3] * 3 + [2])
NICE = game(
    255, [29] * 4 + [27] * 2 + [14, 13] + [12] * 5 + [10] * 3 + [7] * 5 + [4] * 5 + [3]
)  # fmt: skip


@pytest.mark.parametrize(
    ("made", "index", "printed", "digits"),
    [
        (EEC, shapley_shubik, {"0": 7 / 30, "3": 3 / 20, "5": 0}, 12),
        (EEC, banzhaf, {"0": 5 / 21, "3": 1 / 7, "5": 0}, 12),
        (UN, shapley_shubik, {"0": 421 / 2145, "5": 4 / 2145}, 12),
        (UN, banzhaf, {"0": 0.166929, "5": 0.016535}, 6),
        (game(51, [50, 49, 1]), shapley_shubik, {"0": 2 / 3, "1": 1 / 6, "2": 1 / 6}, 12),
        (game(51, [50, 49, 1]), banzhaf, {"0": 0.6, "1": 0.2, "2": 0.2}, 12),
        (game(51, [50, 49, 1]), banzhaf_raw, {"0": 0.75, "1": 0.25, "2": 0.25}, 12),
        (EU_15, shapley_shubik, {"0": 0.116667, "4": 0.09546, "5": 0.055175, "14": 0.02069}, 6),
        (EU_15, banzhaf, {"0": 0.111621, "4": 0.092424, "5": 0.058738, "14": 0.022638}, 6),
        (NICE, shapley_shubik, {"0": 0.086738, "4": 0.079975, "6": 0.039937, "26": 0.008178}, 6),
        (NICE, banzhaf, {"0": 0.077827, "4": 0.074198, "6": 0.042592, "26": 0.009422}, 6),
    ],
)
def test_printed_values(
    made: VotingGame, index: Index, printed: dict[str, float], digits: int
) -> None:
    found = index(made)
    assert {member: found[member] for member in printed} == pytest.approx(
        printed, abs=0.5 * 10**-digits, rel=0
    )


# Population on 1 January 2020, Eurostat demo_gind, release of July 2020 (EU-27: 447,706,209).
POPULATIONS = {
    "DE": 83_166_711, "FR": 67_098_824, "IT": 60_244_639, "ES": 47_329_981, "PL": 37_958_138,
    "RO": 19_317_984, "NL": 17_407_585, "BE": 11_549_888, "EL": 10_709_739, "CZ": 10_693_939,
    "SE": 10_327_589, "PT": 10_295_909, "HU": 9_769_526, "AT": 8_901_064, "BG": 6_951_482,
    "DK": 5_822_763, "FI": 5_525_292, "SK": 5_457_873, "IE": 4_963_839, "HR": 4_058_165,
    "LT": 2_794_090, "SI": 2_095_861, "LV": 1_907_675, "EE": 1_328_976, "CY": 888_005,
    "LU": 626_108, "MT": 514_564,
}  # fmt: skip


@pytest.fixture(scope="module")
def council() -> VotingGame:
    """The Council of the EU: 15 of 27 states and 65 % of the people, or 24 states."""
    total = sum(POPULATIONS.values())
    assert total == 447_706_209
    people = tuple(POPULATIONS.values())
    return VotingGame(tuple(POPULATIONS), ((1,) * 27, people), (15, -(-65 * total // 100)), 4)


def test_the_council_of_the_eu(council: VotingGame) -> None:
    # Counted once over all 2 ** 27 coalitions, one by one; Germany decides in 14,092,736 of them.
    assert banzhaf_raw(council)["DE"] * 2**26 == 14_092_736
    assert banzhaf_raw(council)["MT"] * 2**26 == 2_018_356
    power, swing = shapley_shubik(council), banzhaf(council)
    assert power["DE"] == pytest.approx(0.176564104086, abs=1e-12)
    assert power["MT"] == pytest.approx(0.008560397266, abs=1e-12)
    assert swing["DE"] == pytest.approx(0.120698935382, abs=1e-12)
    # The figures known beforehand, .17629 and .00857, .12053 and .01730, are those of another
    # vintage of the populations of 2019-20, which was not recorded: no digit more than these.
    assert power["DE"] == pytest.approx(0.17629, abs=3e-4)
    assert power["MT"] == pytest.approx(0.00857, abs=2e-5)
    assert swing["DE"] == pytest.approx(0.12053, abs=2e-4)
    assert swing["MT"] == pytest.approx(0.01730, abs=2e-5)


def test_fewer_than_four_cannot_block(council: VotingGame) -> None:
    free = VotingGame(council.members, council.weights, council.quotas)
    # Three of the largest states can stop a decision only where they may block alone.
    assert shapley_shubik(free)["DE"] > shapley_shubik(council)["DE"]
    assert shapley_shubik(free)["MT"] < shapley_shubik(council)["MT"]


NUMBERS = st.integers(0, 9)


@st.composite
def games(draw: st.DrawFn) -> VotingGame:
    """Small games of one or two criteria, some of heads, some with blockers."""
    count = draw(st.integers(1, 7))
    of_weights = st.lists(NUMBERS, min_size=count, max_size=count).filter(any)
    weights = [draw(of_weights)]
    if draw(st.booleans()):
        weights.append(draw(of_weights | st.just([draw(st.integers(1, 3))] * count)))
        weights = draw(st.permutations(weights))
    quotas = [draw(st.integers(1, sum(criterion))) for criterion in weights]
    return game(quotas, *weights, blockers=draw(st.integers(0, count)))


@given(games())
def test_indices_are_what_counting_gives(made: VotingGame) -> None:
    orders, swings = counted(made)
    assert list(shapley_shubik(made).values()) == pytest.approx([float(x) for x in orders])
    assert list(banzhaf_raw(made).values()) == pytest.approx([float(x) for x in swings])
    shares = [float(x / sum(swings)) for x in swings]
    assert list(banzhaf(made).values()) == pytest.approx(shares)


@given(games(), st.randoms(use_true_random=False))
def test_shares_sum_to_one_and_follow_their_member(made: VotingGame, random: object) -> None:
    order = list(range(len(made.members)))
    random.shuffle(order)  # type: ignore[attr-defined]
    other = VotingGame(
        tuple(made.members[member] for member in order),
        tuple(tuple(weights[member] for member in order) for weights in made.weights),
        made.quotas,
        made.blockers,
    )
    for index in SHARES:
        assert sum(index(made).values()) == pytest.approx(1, abs=1e-12)
    for index in INDICES:
        assert index(other) == pytest.approx(index(made), abs=1e-14)


@given(games(), st.data())
def test_more_weight_is_never_less_power(made: VotingGame, data: st.DataObject) -> None:
    one, other = (data.draw(st.sampled_from(made.members)) for _ in range(2))
    pairs = [(w[int(one)], w[int(other)]) for w in made.weights]
    for index in INDICES:
        found = index(made)
        if all(mine == yours for mine, yours in pairs):
            assert found[one] == found[other]
        if all(mine >= yours for mine, yours in pairs):
            assert found[one] >= found[other] - 1e-14
        if all(mine == 0 for mine, _ in pairs) and not made.blockers:
            assert found[one] == 0


@given(st.lists(st.integers(0, 40), min_size=33, max_size=60).filter(any), st.data())
def test_every_way_gives_the_same(weights: list[int], data: st.DataObject) -> None:
    """A game too large to count out, and one small enough for all three ways."""
    few = weights[:12] if any(weights[:12]) else [1]
    quota = data.draw(st.integers(1, sum(few)))
    by_weight = game(quota, few)
    scaled = game(quota * 10**6, [weight * 10**6 for weight in few])  # met in the middle
    in_full = game((quota, quota, quota), few, few, few)
    for index in INDICES:
        assert index(scaled) == pytest.approx(index(by_weight), abs=1e-13)
        assert index(in_full) == pytest.approx(index(by_weight), abs=1e-13)
    quota = data.draw(st.integers(1, sum(weights)))
    dual = game(sum(weights) - quota + 1, weights)
    for index in INDICES:  # what blocks decides as often as what wins
        assert index(dual) == pytest.approx(index(game(quota, weights)), abs=1e-13)


@pytest.mark.parametrize("quota", [1, 150, 151, 240, 299, 300])
def test_three_hundred_equal_members(quota: int) -> None:
    equal = game(quota, [1] * 300)
    assert list(shapley_shubik(equal).values()) == pytest.approx([1 / 300] * 300, abs=1e-14)
    decided = Fraction(comb(299, quota - 1), 2**299)
    assert banzhaf_raw(equal)["7"] == pytest.approx(float(decided), rel=1e-12)


def test_one_large_among_many_small() -> None:
    # One member of weight w among n others of weight 1 decides in orders in which it comes as
    # number q - w + 1 to q: it has w of n + 1 places (Shapley and Shubik 1954).
    made = game(170, [60] + [1] * 239)
    power = shapley_shubik(made)
    assert power["0"] == pytest.approx(60 / 240, abs=1e-13)
    assert power["9"] == pytest.approx(180 / 240 / 239, abs=1e-13)


def test_weights_that_sum_to_a_hundred_thousand() -> None:
    weights = [37 * (number + 1) ** 2 % 7919 + 1 for number in range(27)]
    weights[0] += 100_000 - sum(weights)
    by_weight = game(65_001, weights)
    in_halves = game((1, 65_001), [1] * 27, weights)
    for index in INDICES:
        assert index(by_weight) == pytest.approx(index(in_halves), abs=1e-13)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: VotingGame((), ((),), (1,)), "the game has 0 members"),
        (lambda: game(1, [1] * 1_001), "the game has 1001 members; give it 1 to 1,000"),
        (lambda: game(2, [1, 1], names="aa"), "2 members are called 'a'"),
        (lambda: game((1, 1), [1, 2]), "1 criteria of weights and 2 quotas"),
        (lambda: VotingGame(("a",), (), ()), "0 criteria of weights and 0 quotas"),
        (lambda: game((1, 1), [1, 2], [1, 2, 3]), "3 weights stand for 2 members"),
        (lambda: game(1, [1, -1, 3]), "whole numbers, 0 or more; scale them all"),
        (lambda: game(1, [1, 2.5]), "whole numbers, 0 or more; scale them all"),  # type: ignore[list-item]
        (lambda: game(4, [1, 2]), "the quota of 4 is not 1 to 3"),
        (lambda: game(0, [1, 2]), "the quota of 0 is not 1 to 3"),
        (lambda: game(1, [10**15, 1]), "the weights sum to 1000000000000001"),
        (lambda: game(1, [1, 2], blockers=3), "3 members cannot block; give 0"),
        (lambda: game(1, [1, 2], blockers=-1), "-1 members cannot block"),
        (lambda: game(1, [10**6] * 37), "no exact way is known for 37 members"),
        (lambda: game((2, 2), [1, 2] * 11, [2, 1] * 11), "and for any criteria up to 20 members"),
    ],
)
def test_games_that_are_refused(make: Callable[[], VotingGame], message: str) -> None:
    with pytest.raises(CeasefireError) as error:
        make()
    assert message in str(error.value)
