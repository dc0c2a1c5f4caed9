"""Power indices: how often the vote of a member decides, exact and not sampled.

If each of the others says yes with probability t, the probability that a member decides is a
polynomial in t. Its value at t = 1/2 is the index of Penrose and Banzhaf, its integral over t from
0 to 1 that of Shapley and Shubik (Owen 1972, Management Science 18: P64-P79; 1975, Naval Research
Logistics Quarterly 22: 741-750). Gauss-Legendre quadrature with n/2 nodes gives the integral of a
polynomial of n terms exactly. "Exact" is meant to floating rounding: shares are right to 1e-12, and
one below 1e-13 of the largest is given as 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import comb

import numpy as np
from numpy.typing import NDArray

from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError

MOST_MEMBERS = 1_000
MOST_WEIGHT = 100_000
MOST_IN_HALVES = 36
MOST_IN_FULL = 20
_MOST_TOTAL = 10**15
_NOISE = 1e-13  # a smaller part of the largest value may be all rounding

Whole = NDArray[np.int64]
# Fewest members that win, and the weights and the quota they have to reach besides.
Heads = tuple[int, tuple[int, ...], int]
# From t in (0, 1/2] to the probabilities of deciding at t and at 1 - t, shape (2, members).
Chances = Callable[[float], Floats]


@dataclass(frozen=True)
class VotingGame:
    """A weighted voting game of one or several criteria, all of which a coalition has to reach.

    ``weights`` holds a tuple of whole numbers, 0 or more, for each criterion, in the order of
    ``members``; ``quotas`` a whole number for each criterion. With ``blockers`` above 0 a coalition
    also wins when fewer members than that are outside it, as a qualified majority of the Council
    of the EU is deemed attained unless at least four members block (TEU art. 16(4)).

    Raises:
        CeasefireError: the parts do not fit each other, or the game is too large for an exact
            answer.
    """

    members: tuple[str, ...]
    weights: tuple[tuple[int, ...], ...]
    quotas: tuple[int, ...]
    blockers: int = 0

    def __post_init__(self) -> None:
        for message, hint in _misfits(self):
            raise CeasefireError(message, hint)
        _route(self)


def shapley_shubik(game: VotingGame) -> dict[str, float]:
    """Return each member's share of power after Shapley and Shubik (1954); they sum to 1.

    It is the share of all orders of joining in which the member turns a losing coalition into a
    winning one.
    """
    nodes, shares = np.polynomial.legendre.leggauss((len(game.members) + 1) // 2)
    chances = _route(game)()
    power = np.zeros(len(game.members))
    for node, share in zip(nodes, shares, strict=True):
        if node <= 0:  # the nodes lie even about 0, which is t = 1/2
            both = chances((1 + node) / 2).sum(axis=0)
            power += share * both / (2 if node < 0 else 4)
    return _named(game, power)


def banzhaf_raw(game: VotingGame) -> dict[str, float]:
    """Return the share of coalitions of the others in which each member decides (Penrose 1946)."""
    return _named(game, _route(game)()(0.5)[0])


def banzhaf(game: VotingGame) -> dict[str, float]:
    """Return each member's share of power after Banzhaf (1965), normalised: they sum to 1."""
    raw = banzhaf_raw(game)
    total = sum(raw.values())
    return {member: value / total for member, value in raw.items()}


def _named(game: VotingGame, power: Floats) -> dict[str, float]:
    shown = np.where(power > _NOISE * power.max(), power, 0.0)
    return dict(zip(game.members, shown.tolist(), strict=True))


def _misfits(game: VotingGame) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the parts of a game, and what to do."""
    count = len(game.members)
    if not 1 <= count <= MOST_MEMBERS:
        yield f"the game has {count} members", f"give it 1 to {MOST_MEMBERS:,}"
    for member, times in Counter(game.members).items():
        if times > 1:
            yield f"{times} members are called '{member}'", "give each its own name"
    if not len(game.weights) == len(game.quotas) > 0:
        lengths = f"{len(game.weights)} criteria of weights and {len(game.quotas)} quotas"
        yield f"the game has {lengths}", "give one quota to each criterion"
    if not 0 <= game.blockers <= count:
        yield f"{game.blockers} members cannot block", f"give 0 (nobody) to {count}"
    for weights, quota in zip(game.weights, game.quotas, strict=False):
        if len(weights) != count:
            yield f"{len(weights)} weights stand for {count} members", "give each member one"
        yield from _misfits_of(weights, quota)


def _misfits_of(weights: Sequence[int], quota: int) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a criterion, and what to do."""
    if not all(isinstance(number, int) and number >= 0 for number in (*weights, quota)):
        yield "weights and quotas have to be whole numbers, 0 or more", "scale them all"
    total = sum(weights)
    if not 1 <= quota <= total:
        yield f"the quota of {quota} is not 1 to {total}", "give one that all together reach"
    if total > _MOST_TOTAL:
        yield f"the weights sum to {total}", f"scale them to {_MOST_TOTAL} or less"


def _route(game: VotingGame) -> Callable[[], Chances]:
    """Return the one way to work out a game of this kind.

    Raises:
        CeasefireError: there is none.
    """
    count = len(game.members)
    if len(game.weights) == 1 and not game.blockers and sum(game.weights[0]) <= MOST_WEIGHT:
        return partial(_by_weight, game.weights[0], game.quotas[0])
    heads = _heads_and_weight(game)
    if heads and count <= MOST_IN_HALVES:
        return partial(_in_halves, heads, game.blockers)
    if count <= MOST_IN_FULL:
        return partial(_in_full, game)
    msg = f"no exact way is known for {count} members and criteria of this kind"
    hint = (
        f"there is one for a criterion with weights that sum to {MOST_WEIGHT:,} or less; for a "
        "criterion of any weights, alone or with a number of members to reach or to block, up to "
        f"{MOST_IN_HALVES} members; and for any criteria up to {MOST_IN_FULL} members"
    )
    raise CeasefireError(msg, hint)


def _heads_and_weight(game: VotingGame) -> Heads | None:
    """Return the fewest members that win, the weights and their quota, if that is all there is."""
    if len(game.weights) == 1:
        return 0, game.weights[0], game.quotas[0]
    for heads, other in ((0, 1), (1, 0)):
        if len(game.weights) == 2 and len(set(game.weights[heads])) == 1:  # noqa: PLR2004 - a pair
            fewest = -(-game.quotas[heads] // game.weights[heads][0])
            return fewest, game.weights[other], game.quotas[other]
    return None


def _by_weight(weights: Sequence[int], quota: int) -> Chances:
    """One criterion, any number of members: from the coalitions of each sum of weights.

    The dual game, in which what blocks wins, has the quota ``total - quota + 1``; its members
    decide at t with the probabilities with which they decide in the game at 1 - t.
    """
    distinct, place = np.unique(np.array(weights), return_inverse=True)
    dual = sum(weights) - quota + 1

    def chances(t: float) -> Floats:
        odds = t / (1 - t)
        masses = _masses(sorted(weights), odds, max(quota, dual))
        # At 1/2 the two are equal, and the smaller quota, far from the bulk, loses no digits.
        ends = (quota, dual) if odds < 1 else (min(quota, dual),) * 2
        powers: Floats = (-odds) ** np.arange(len(masses), dtype=np.float64)
        decides = [[_decides(masses[:end], w, powers) for w in distinct.tolist()] for end in ends]
        return np.array(decides)[:, place] * (1 - t) ** (len(weights) - 1)

    return chances


def _masses(weights: Sequence[int], odds: float, length: int) -> Floats:
    """Sum ``odds ** size`` over the coalitions that weigh 0, 1, ... ``length - 1``.

    Times ``(1 - t) ** n`` that is the probability of the weight. At even odds it is the number of
    coalitions, at most 2 ** 1,000 and so within the range of a float.
    """
    masses = np.zeros(length)
    masses[0] = 1
    filled = 1
    for weight in weights:
        joined = masses[:filled] * odds
        filled = min(filled + weight, length)
        masses[weight:filled] += joined[: max(filled - weight, 0)]
    return masses


def _decides(masses: Floats, weight: int, powers: Floats) -> float:
    """Sum the masses of the others who weigh less than the quota, by at most ``weight``.

    ``masses`` are those of all coalitions M below the quota. A member is taken out by solving
    ``M(x) = Q(x) + odds Q(x - weight)``, which gives ``Q(x) = sum_j (-odds)^j M(x - j weight)``
    with ``powers`` of ``-odds``: no error grows as long as the odds are at most 1.
    """
    if weight == 0:
        return 0.0
    steps = np.add.reduceat(masses[::-1], np.arange(0, len(masses), weight))
    return float(steps @ powers[: len(steps)])


def _from_swings(swings: Floats) -> Chances:
    """From the coalitions of others, by size, in which each member decides: ``(member, size)``."""
    size = np.arange(swings.shape[1])

    def chances(t: float) -> Floats:
        joined = (u**size * (1 - u) ** size[::-1] for u in (t, 1 - t))
        # Summed row by row, so that equal members come out equal to the last digit.
        return np.stack([(swings * likely).sum(axis=1) for likely in joined])

    return chances


def _in_halves(heads: Heads, blockers: int) -> Chances:
    """One weight, and a number of members to reach or to block: the others met in the middle."""
    fewest, weights, quota = heads
    count = len(weights)
    needed = [quota if size >= fewest else sum(weights) + 1 for size in range(count + 1)]
    needed[count + 1 - blockers :] = [0] * blockers
    swings: dict[int, list[int]] = {}
    for member, weight in enumerate(weights):
        if weight not in swings:
            others = (*weights[:member], *weights[member + 1 :])
            halves = _by_size(others[: count // 2]), _by_size(others[count // 2 :])
            swings[weight] = [
                _lighter(halves, size, needed[size])
                - _lighter(halves, size, needed[size + 1] - weight)
                for size in range(count)
            ]
    return _from_swings(np.array([swings[weight] for weight in weights], dtype=np.float64))


def _by_size(weights: Sequence[int]) -> list[Whole]:
    """Return the weights of all subsets of 0, 1, ... members, in rising order."""
    sums = [np.zeros(1, dtype=np.int64)]
    for weight in weights:
        without = [*sums, np.zeros(0, dtype=np.int64)]
        joined = [np.zeros(0, dtype=np.int64), *(have + weight for have in sums)]
        both = (np.concatenate(pair) for pair in zip(without, joined, strict=True))
        sums = [np.sort(each, kind="stable") for each in both]
    return sums


def _lighter(halves: tuple[list[Whole], list[Whole]], size: int, bound: int) -> int:
    """Count the coalitions of a size that weigh less than ``bound``, over both halves."""
    left, right = halves
    if bound <= 0:
        return 0
    if bound > left[-1][0] + right[-1][0]:
        return comb(len(left) + len(right) - 2, size)
    return sum(
        int(np.searchsorted(right[size - part], bound - left[part]).sum())
        for part in range(max(0, size + 1 - len(right)), min(len(left), size + 1))
    )


def _in_full(game: VotingGame) -> Chances:
    """Any criteria, few members: every coalition, numbered by the bits of its members."""
    count = len(game.members)
    size = _all_sums((1,) * count)
    wins = count - size < game.blockers
    wins |= np.all([_all_sums(w) >= q for w, q in zip(game.weights, game.quotas, strict=True)], 0)
    swings = np.zeros((count, count))
    for member in range(count):
        without, joined = wins.reshape(-1, 2, 2**member).transpose(1, 0, 2)
        sizes = size.reshape(-1, 2, 2**member)[:, 0][joined & ~without]
        swings[member] = np.bincount(sizes, minlength=count)
    return _from_swings(swings)


def _all_sums(weights: Sequence[int]) -> Whole:
    sums = np.zeros(1, dtype=np.int64)
    for weight in weights:
        sums = np.concatenate([sums, sums + weight])
    return sums
