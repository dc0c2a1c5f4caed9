"""Speed of the models of bargaining and of power: the bars, and ratios to the plain twins.

Run: ``make bench``. Seconds and ratios of one run; kernels are compiled before they are timed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

import numpy as np

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.politics.baselines import weighted_mean
from ceasefire.politics.body_games import game_of
from ceasefire.politics.case_stakes import Table
from ceasefire.politics.dynamics.exchange import exchange
from ceasefire.politics.dynamics.exchange_plain import plain_exchange
from ceasefire.politics.dynamics.expected_utility import expected_utility
from ceasefire.politics.dynamics.expected_utility_plain import plain_expected_utility
from ceasefire.politics.dynamics.spatial import spatial
from ceasefire.politics.dynamics.spatial_plain import plain_spatial
from ceasefire.politics.models import MODELS
from ceasefire.politics.negotiation import Source, negotiate
from ceasefire.politics.power import banzhaf, shapley_shubik
from ceasefire.politics.sensitivity import sobol
from ceasefire.politics.stakes import Stakes

Lists = list[list[float]]


def seconds(job: Callable[[], object], repeats: int = 3) -> float:
    """Median wall-clock time of a job."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def random_stakes(draws: int, actors: int, issues: int, seed: int = 1) -> Stakes:
    """Stakes of independent uniform numbers, saliences adding up to 1 at most as KTAB asks."""
    rng = np.random.default_rng(seed)
    shape = (draws, actors, issues)
    power = np.repeat(rng.uniform(1, 100, (draws, actors, 1)), issues, axis=2)
    return Stakes(
        tuple(f"a{i}" for i in range(actors)), tuple(f"d{k}" for k in range(issues)),
        rng.uniform(0, 100, shape), rng.uniform(0, 1, shape) / issues, power,
        np.full((draws, issues), 50.0), np.zeros((draws, actors)),
    )  # fmt: skip


def one(stakes: Stakes) -> tuple[Lists, Lists, Lists]:
    """First draw as lists."""
    return (stakes.positions[0].tolist(), stakes.saliences[0].tolist(),
            stakes.capabilities[0].tolist())  # fmt: skip


def spatial_bar(actors: int, issues: int, turns: int, bar: float) -> bool:
    """Time the spatial model in a block of 100 draws, per draw, against its twin on one."""
    stakes = random_stakes(100, actors, issues)
    history = spatial(stakes, turns=turns)
    took = int(np.median(history.turns))
    each = seconds(lambda: spatial(stakes, turns=turns)) / stakes.draws
    plain = seconds(lambda: plain_spatial(*one(stakes), turns), repeats=1)
    return report(
        f"spatial model, {actors} x {issues}, up to {turns} turns (median draw {took}), per draw "
        "in 100", each, bar, f"{plain / each:,.0f} times the plain twin's speed",
    )  # fmt: skip


def report(what: str, took: float, bar: float, more: str = "") -> bool:
    """Print one line; return whether the bar holds."""
    print(f"{what}: {took:.4g} s (bar {bar:g} s){'; ' + more if more else ''}")
    return took <= bar


def made_case(actors: int) -> Case:
    """The Ukraine case with the last positions of some actors on one issue."""
    case = load_case("ukraine")
    table = Table.of(case, ("force_kind",))
    kept = set(table.actors[:actors])
    edits = [
        Edit.parse(f"positions.{row.id}.issue_id=monitoring")
        for row in case.rows("positions")
        if row.text("issue_id") == "force_kind" and row.text("actor_id") not in kept
    ]
    return edited(case, edits)


def with_sensitivities(case: Case, draws: int) -> None:
    table = Table.of(case, ("force_kind",))
    source = Source(
        "bench", table.central(),
        lambda first, count: table.drawn(World(case, Draws(1, first, count))),
        {"mean": 0.6, "median": 0.1, "ktab": 0.1, "expected_utility": 0.1},
    )  # fmt: skip
    negotiate(source, MODELS["mean"], draws=draws, seed=1)
    sobol(table, "force_kind", weighted_mean, runs=draws, seed=1)


def dynamics() -> Sequence[bool]:
    spatial(random_stakes(2, 4, 2))  # compiles
    held = [spatial_bar(27, 6, 29, 0.07), spatial_bar(40, 1, 20, 0.13)]
    stakes = random_stakes(1_000, 13, 2)
    whole = seconds(lambda: spatial(stakes))
    plain = seconds(lambda: plain_spatial(*one(stakes), 100), repeats=1) * stakes.draws
    held.append(report("spatial model, 1,000 draws of 13 x 2", whole, 3.0,
                       f"{plain / whole:,.0f} times the plain twin's speed"))  # fmt: skip
    stakes = random_stakes(1, 15, 13)
    exchange(stakes)
    whole = seconds(lambda: exchange(stakes, rounds=10))
    plain = seconds(lambda: plain_exchange(*one(stakes), 10), repeats=1)
    held.append(report("exchange, 13 issues x 15 actors, ten rounds", whole, 1.0,
                       f"{plain / whole:,.0f} times the plain twin's speed"))  # fmt: skip
    stakes = random_stakes(10_000, 10, 1)
    expected_utility(stakes.block(0, 2))
    each = seconds(lambda: expected_utility(stakes)) / stakes.draws
    places, cares, weighs = ([row[0] for row in part] for part in one(stakes))
    plain = seconds(lambda: plain_expected_utility(places, cares, weighs, 10, "scholz_code"))
    print(f"expected utility, ten actors, ten rounds, per draw in 10,000: {each:.3g} s; "
          f"{plain / each:,.0f} times the plain twin's speed")  # fmt: skip
    return held


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    held = list(dynamics())
    case = made_case(10)
    with_sensitivities(case, 1_000)  # compiles, and loads the library
    held.append(report("10,000 draws of ten actors on one issue, all models, with sensitivities",
                       seconds(lambda: with_sensitivities(case, 10_000)), 5.0))  # fmt: skip
    ukraine = load_case("ukraine")
    game = game_of(ukraine, ukraine.row("bodies", "eu_majority"))
    held.append(report("both power indices of the EU's double majority, 27 members",
                       seconds(lambda: (shapley_shubik(game), banzhaf(game))), 1.0))  # fmt: skip
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
