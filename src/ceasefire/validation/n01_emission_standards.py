"""N1: the expected-utility model on the EU's emission standards, as its authors' code has it."""

from __future__ import annotations

from functools import cache

import numpy as np

from ceasefire.politics.baselines import weighted_mean, weighted_median
from ceasefire.politics.dynamics.expected_utility import expected_utility
from ceasefire.politics.stakes import Stakes, fixed_stakes
from ceasefire.validation.harness import Expectation, PublishedResult

# Actor: capability, position in years of delay (4 to 10), salience.
ACTORS = {
    "Netherlands": (0.08, 4, 0.8), "Belgium": (0.08, 7, 0.4), "Luxembourg": (0.03, 4, 0.2),
    "Germany": (0.16, 4, 0.8), "France": (0.16, 10, 0.6), "Italy": (0.16, 10, 0.6),
    "United Kingdom": (0.16, 10, 0.9), "Ireland": (0.05, 7, 0.1), "Denmark": (0.05, 4, 1.0),
    "Greece": (0.08, 7, 0.7),
}  # fmt: skip
FIRST_YEAR, YEARS = 4, 6
_PRINTED = 5e-5
# By round: Belgium, Luxembourg, Ireland, weighted median, weighted mean; the others stay.
_ROUNDS = (
    (8.4159, 7.0, 4.0, 8.4159, 7.4613), (9.6109, 8.4159, 7.0, 9.6109, 7.5525),
    (9.9620, 9.6109, 8.4159, 9.9620, 7.5901), (4.8009, 9.9620, 9.6109, 9.9620, 7.3581),
    (5.5242, 4.8009, 9.9620, 9.9620, 7.3492), (7.4720, 5.5242, 5.5242, 7.4720, 7.4149),
    (8.8246, 7.4720, 7.4720, 8.8246, 7.5105), (9.6711, 8.8246, 8.8246, 9.6711, 7.5724),
    (4.1448, 9.6711, 9.6711, 9.6711, 7.3250), (4.2915, 4.1448, 4.1448, 7.0, 7.2421),
)  # fmt: skip


def stakes() -> Stakes:
    """Stakes with years of delay mapped to 0 to 100."""
    power, years, salience = np.array(list(ACTORS.values())).T
    places = 100 * (years - FIRST_YEAR) / YEARS
    return fixed_stakes(tuple(ACTORS), ("delay",), places[:, None], salience[:, None], power)


@cache
def rounds() -> tuple[Stakes, ...]:
    """Stakes at the start and after each of ten rounds."""
    start = stakes()
    history = expected_utility(start, turns=len(_ROUNDS))
    return tuple(
        fixed_stakes(start.actors, start.issues, turn, start.saliences[0], start.capabilities[0])
        for turn in history.positions[0]
    )


def years(place: float) -> float:
    """Years of delay at a place on 0 to 100."""
    return FIRST_YEAR + YEARS * place / 100


def _position(turn: int, actor: str) -> float:
    return years(float(rounds()[turn].positions[0, list(ACTORS).index(actor), 0]))


def median(turn: int) -> float:
    """Weighted median after a round, in years."""
    return years(float(weighted_median(rounds()[turn])[0, 0]))


def mean(turn: int) -> float:
    """Weighted mean after a round, in years."""
    return years(float(weighted_mean(rounds()[turn])[0, 0]))


def _stay(turn: int) -> float:
    """How far those who stay have moved, in years."""
    moved = np.abs(rounds()[turn].positions[0, :, 0] - rounds()[0].positions[0, :, 0])
    stay = [i for i, a in enumerate(ACTORS) if a not in ("Belgium", "Luxembourg", "Ireland")]
    return float(moved[stay].max()) * YEARS / 100


def _numbers() -> tuple[Expectation, ...]:
    found = [
        Expectation("weighted mean at the start", 7.389955686853767, lambda: mean(0)),
        Expectation("weighted median at the start", 7.0, lambda: median(0)),
        Expectation("Belgium, round 1, in full", 8.415932315426764,
                    lambda: _position(1, "Belgium")),
        Expectation("movement of the others", 0.0, lambda: _stay(len(_ROUNDS))),
    ]  # fmt: skip
    for number, (bel, lux, irl, middle, average) in enumerate(_ROUNDS, 1):
        places = {"Belgium": bel, "Luxembourg": lux, "Ireland": irl}
        found += [
            Expectation(f"{actor}, round {number}", place,
                        lambda t=number, a=actor: _position(t, a), within=_PRINTED)
            for actor, place in places.items()
        ]  # fmt: skip
        found += [
            Expectation(f"weighted median, round {number}", middle, lambda t=number: median(t),
                        within=_PRINTED),
            Expectation(f"weighted mean, round {number}", average, lambda t=number: mean(t),
                        within=_PRINTED),
        ]  # fmt: skip
    return tuple(found)


RESULT = PublishedResult(
    id="N1",
    title="Emission standards of the EU, as coded",
    source="Input: Bueno de Mesquita 1994. Rounds: run of a public implementation of Scholz, "
    "Calbert and Smith 2011, ICAART, whose code divides by the sum over all pairs of actors",
    checks="expected utility, variant scholz_code, ten rounds",
    inputs={"actors": len(ACTORS), "scale": "4 to 10 years"},
    expectations=_numbers(),
)  # fmt: skip
