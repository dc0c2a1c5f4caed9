"""The design of a run: which uncertain values are factors, and how they are laid out.

A design is stored, never the numbers it gives: those of any block are computed again when asked
for. Streams that are not factors (the luck of a vote) stay keyed draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.core.draws import Draws
from ceasefire.core.errors import CeasefireError, near
from ceasefire.futures.factors import Factor
from ceasefire.futures.saltelli import laid_out, most_futures, sobol_design
from ceasefire.futures.sensitivity import MOST_DIRECTIONS, SobolDesign

Kind = Literal["random", "lhs", "sobol", "saltelli"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_NEAR = 4  # a number of points below so many times the directions squared is too near to it
_INSIDE = 2.0**-33  # nearest that a point of a sequence comes to 0 or 1


@dataclass(frozen=True)
class Design:
    """How the factors of ``futures`` futures are laid out.

    ``random`` leaves them to keyed draws; ``lhs`` is a Latin hypercube (each factor has one future
    in each of ``futures`` equal strata); ``sobol`` a scrambled Sobol' sequence; ``saltelli`` the
    parts of one from which Sobol' indices are computed (see ``futures.saltelli``). ``fixed`` holds
    factors at a quantile (0 to 1), a condition being high where it is met. ``correlated`` has the
    correlation (-1 to 1) of pairs of
    factors under a Gaussian copula: of their normal scores, a condition counting as high where it
    is met. The first factor of correlated ones keeps its strata, the others keep their law.

    Raises:
        CeasefireError: a factor is unknown or given twice, a number is out of range, correlations
            contradict one another or order what has no order, or a Sobol' sequence has fewer
            directions than there are factors.
    """

    kind: Kind
    seed: int
    futures: int
    factors: tuple[Factor, ...]
    fixed: Mapping[str, float] = field(default_factory=dict)
    correlated: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            msg = f"there is no design '{self.kind}'"
            raise CeasefireError(msg, near(self.kind, KINDS) or f"designs: {', '.join(KINDS)}")
        for name, quantile in self.fixed.items():
            if not 0 < quantile < 1:
                msg = f"factor '{name}' cannot be fixed at the quantile {quantile:g}"
                raise CeasefireError(msg, "give a number between 0 and 1; 0.5 is the median")
        self._check_once()
        free = len(self._free())
        if self.kind == "sobol" and free > MOST_DIRECTIONS:
            msg = f"{free:,} factors: a Sobol' sequence has {MOST_DIRECTIONS:,} directions"
            raise CeasefireError(msg, "fix some factors, or take the design lhs")
        if self.kind == "saltelli":
            self._check_parts()
        self._mixers()

    def _check_once(self) -> None:
        """A setting that is given twice would be taken once, whichever came last."""
        held = [self.factor(name).address for name in self.fixed]
        pairs = [tuple(sorted(self.factor(n).address for n in pair)) for pair in self.correlated]
        twice = [one for one in held if held.count(one) > 1]
        twice += [" and ".join(one) for one in pairs if pairs.count(one) > 1]
        if twice:
            msg = f"{twice[0]}: two settings for the same"
            raise CeasefireError(msg, "leave out one of them")

    def _check_parts(self) -> None:
        if self.correlated:
            msg = "Sobol' indices suppose factors that do not hang together"
            raise CeasefireError(msg, "leave out --correlate, or take the design lhs")
        fits = most_futures(self._free_factors(), self.futures)
        if fits != self.futures:
            msg = f"{self.futures:,} futures do not fill a design of Saltelli"
            raise CeasefireError(msg, f"give {fits:,} futures")

    def factor(self, name: str) -> Factor:
        """The factor of a stream or an address.

        Raises:
            CeasefireError: there is none.
        """
        for factor in self.factors:
            if name in (factor.stream, factor.address):
                return factor
        msg = f"'{name}' is not a factor of this run"
        hint = near(name, (factor.address for factor in self.factors))
        raise CeasefireError(msg, hint or "name a band, a condition or a rival model it draws")

    def draws(self, first: int, count: int) -> Draws:
        """The draws of a block: factors as laid out, all else keyed."""
        held = {self.factor(n).stream: np.full(count, self._luck(n)) for n in self.fixed}
        if self.kind == "saltelli":
            points, luck = laid_out(self.parts, first, count)
            return Draws(self.seed, first, count, held | points, luck)
        given = held | self._laid_out(first, count)
        plain = Draws(self.seed, first, count)
        for streams, mixer in self._mixers():
            given |= _mixed(streams, mixer, [
                given[s] if s in given else plain.uniform(s) for s in streams
            ])  # fmt: skip
        return Draws(self.seed, first, count, given)

    def _luck(self, name: str) -> float:
        """Luck of a fixed factor: a condition is met where its luck is low."""
        at = self.fixed[name]
        return 1 - at if self.factor(name).kind == "condition" else at

    @property
    def crowded(self) -> bool:
        """Whether a Sobol' sequence has too few points for its directions.

        Directions of high dimensions hang together until there are about as many points as the
        square of their number: the mean is right, what one factor does alone is not.
        """
        return self.kind == "sobol" and _NEAR * len(self._free()) ** 2 >= self.futures

    @property
    def parts(self) -> SobolDesign:
        """The parts of a design of kind ``saltelli``."""
        return sobol_design(self._free_factors(), self.futures, self.seed)

    @property
    def independent(self) -> int:
        """How many futures, from the first on, share no row: those to compare and explain by.

        Of a design of Saltelli these are A and B; its other parts repeat their rows.
        """
        return 2 * self.parts.base if self.kind == "saltelli" else self.futures

    def _free(self) -> list[str]:
        return [factor.stream for factor in self._free_factors()]

    def _free_factors(self) -> list[Factor]:
        held = {self.factor(name).stream for name in self.fixed}
        return [factor for factor in self.factors if factor.stream not in held]

    def _laid_out(self, first: int, count: int) -> dict[str, Floats]:
        free = self._free()
        if self.kind == "lhs":
            from ceasefire.futures.strata import latin  # noqa: PLC0415 - loads the compiler

            rows = latin(self.seed, free, self.futures, first, count)
            return dict(zip(free, rows, strict=True))
        if self.kind == "sobol" and free:
            points = _sobol(len(free), self.seed, first, count)
            return dict(zip(free, points, strict=True))
        return {}

    def _mixers(self) -> list[tuple[list[str], Floats]]:
        """Factors that hang together, each set with the Cholesky root of its correlations."""
        pairs: dict[tuple[str, str], float] = {}
        for (one, other), correlation in self.correlated.items():
            ends = self.factor(one), self.factor(other)
            if not -1 <= correlation <= 1 or ends[0] == ends[1]:
                msg = f"the correlation of '{one}' and '{other}' cannot be {correlation:g}"
                raise CeasefireError(msg, "name two factors and a number from -1 to 1")
            held = {self.factor(name) for name in self.fixed} & set(ends)
            if held:
                msg = f"'{one}' and '{other}' cannot be correlated: one of them is fixed"
                raise CeasefireError(msg, "leave out one of the two settings")
            rivals = [end.address for end in ends if end.kind in ("model", "rule")]
            if rivals:
                msg = (
                    f"'{one}' and '{other}' cannot be correlated: {rivals[0]} chooses among rivals"
                )
                raise CeasefireError(msg, "rivals have no order; correlate bands and conditions")
            # A condition is met where its luck is low.
            turn = np.prod([-1.0 if end.kind == "condition" else 1.0 for end in ends])
            pairs[ends[0].stream, ends[1].stream] = float(turn) * correlation
        return [(streams, _root(streams, pairs)) for streams in _together(pairs)]

    def as_json(self) -> dict[str, Any]:
        """The design as it is stored."""
        return {
            "kind": self.kind, "seed": self.seed, "futures": self.futures,
            "factors": [[factor.stream, factor.address] for factor in self.factors],
            "fixed": dict(self.fixed),
            "correlated": [[*pair, number] for pair, number in self.correlated.items()],
        }  # fmt: skip

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> Design:
        """Read a stored design."""
        return cls(
            stored["kind"], stored["seed"], stored["futures"],
            tuple(Factor(*pair) for pair in stored["factors"]), stored["fixed"],
            {(one, other): number for one, other, number in stored["correlated"]},
        )  # fmt: skip


def _sobol(factors: int, seed: int, first: int, count: int) -> Floats:
    """Points of a scrambled Sobol' sequence from the ``first`` on, shape ``(factors, count)``."""
    from scipy.stats import qmc  # noqa: PLC0415 - slow to load

    sequence = qmc.Sobol(factors, rng=np.random.default_rng(seed))
    if first:
        points = sequence.fast_forward(first).random(count)
    else:  # the first point alone, as the sequence warns of a first draw that is no power of 2
        points = np.concatenate([sequence.random(1), sequence.random(count - 1)])
    return np.ascontiguousarray(np.clip(points, _INSIDE, 1 - _INSIDE).T)


def _together(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Streams that hang together by pairs, in their given order."""
    sets: list[list[str]] = []
    for pair in pairs:
        touched = [one for one in sets if set(one) & set(pair)]
        sets = [one for one in sets if one not in touched]
        sets.append(list(dict.fromkeys([*(s for one in touched for s in one), *pair])))
    return sets


def _root(streams: list[str], pairs: Mapping[tuple[str, str], float]) -> Floats:
    matrix = np.eye(len(streams))
    for (one, other), correlation in pairs.items():
        if one in streams:
            i, j = streams.index(one), streams.index(other)
            matrix[i, j] = matrix[j, i] = correlation
    try:
        # Perfect correlation is allowed: the root of a matrix on the edge, up to rounding.
        return np.asarray(np.linalg.cholesky(matrix + 1e-12 * np.eye(len(streams))))
    except np.linalg.LinAlgError as error:
        msg = f"the correlations of {', '.join(streams)} contradict one another"
        raise CeasefireError(msg, "bring them nearer to 0, or give the pairs left out") from error


def _mixed(streams: list[str], root: Floats, independent: list[Floats]) -> dict[str, Floats]:
    from scipy.special import ndtr, ndtri  # noqa: PLC0415 - slow to load

    scores = ndtri(np.array(independent))
    # Row by row: a product of matrices could round by the size of the block.
    mixed = {streams[0]: independent[0]}
    for row in range(1, len(streams)):
        score = sum(root[row, k] * scores[k] for k in range(row + 1))
        mixed[streams[row]] = np.clip(ndtr(score), _INSIDE, 1 - _INSIDE)
    return mixed
