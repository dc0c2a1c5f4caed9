"""Speed of the runner on a small model: as a ratio to a plain loop and to ``ema_workbench``.

Run: ``make bench``. The model has 104 weeks, four uniform draws a week, 16 inputs, four outcomes
and no early exit, so that the work of an experiment is constant. Timed is all that the runner does:
the Latin hypercube of a block, the keyed draws of each week, the compiled kernel. The plain loop is
that of ``../shared/bench/small_truce_model.py`` if that is there and can be read, else the twin
below; the others take their luck from ``random``, which is faster in plain Python than keyed draws.
Means have to agree, and the kernel with the twin draw for draw.
"""

from __future__ import annotations

import importlib.util
import math
import random
import runpy
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numba import prange

from ceasefire.core.bands import Floats
from ceasefire.core.blocks import blocks
from ceasefire.core.compiled import compiled, compiled_over_draws
from ceasefire.core.draws import Draws, Words
from ceasefire.futures.design import Design
from ceasefire.futures.factors import Factor
from ceasefire.truce.chance import absorbed, unit, week_keys

WEEKS = 104
INPUTS = {  # uniform between two ends; the last three are levers
    "incident_rate": (0.05, 0.9), "spoiler_rate": (0.0, 0.15), "seen": (0.1, 0.5),
    "seen_by_monitors": (0.1, 0.5), "incident_heat": (0.01, 0.15), "spoiler_heat": (0.05, 0.4),
    "cooling": (0.02, 0.3), "calm": (0.05, 0.4), "hazard": (0.001, 0.03), "steepness": (1.0, 6.0),
    "deterrence": (0.0, 0.8), "restoring": (0.02, 0.3), "deaths": (1.0, 50.0),
    "monitors": (0.0, 1.0), "force": (0.0, 1.0), "response": (0.0, 1.0),
}  # fmt: skip
LOW, HIGH = np.array(list(INPUTS.values())).T
OUTCOMES = ("weeks of truce", "breakdowns", "incidents", "deaths")
STREAMS = ("small.incident", "small.spoiler", "small.seen", "small.turn")
SEED, BLOCK, CHUNK = 1, 50_000, 128
FLOOR, RATIO_PLAIN, RATIO_EMA, ERRORS = 800_000.0, 60.0, 200.0, 4.0
FUTURES, IN_A_LOOP, IN_EMA, CHECKED = 1_000_000, 20_000, 4_000, 200
SHARED = Path(__file__).parents[2] / "shared" / "bench" / "small_truce_model.py"

Loop = Callable[[Sequence[float], Callable[[], float]], Sequence[float]]


def told(inputs: Sequence[float], draw: Callable[[], float]) -> Sequence[float]:
    """Tell one history in plain Python: the outcomes of one set of inputs."""
    (incident_rate, spoiler_rate, seen, seen_by_monitors, incident_heat, spoiler_heat, cooling,
     calm, hazard, steepness, deterrence, restoring, deaths, monitors, force,
     response) = inputs  # fmt: skip
    tension, stands = calm, True
    weeks = breakdowns = incidents = 0
    died = 0.0
    for _ in range(WEEKS):
        incident = draw() < incident_rate * (1 - 0.5 * monitors) * (0.5 + tension)
        spoiled = draw() < spoiler_rate * (1 - 0.4 * force)
        known = draw() < seen + seen_by_monitors * monitors
        luck = draw()
        incidents = incidents + incident + spoiled  # in turn: two bools of numpy do not add up
        heat = incident * incident_heat + spoiled * spoiler_heat
        heat = heat * (1 - 0.6 * known) * (1 - 0.3 * response)
        tension = min(1.0, max(0.0, tension + heat - cooling * (tension - calm)))
        if not stands:
            died += deaths * tension
            if luck < restoring:
                stands, tension = True, calm + 0.2
        elif luck < hazard * math.exp(steepness * (tension - 0.5)) * (1 - deterrence * force):
            stands, tension = False, 1.0
            breakdowns += 1
        else:
            weeks += 1
    return weeks, breakdowns, incidents, died


@compiled
def _happens(key: np.uint64, first: np.uint64, rates: Floats, into: Floats) -> None:
    """1 in each future whose draw of a week lies below its rate, else 0."""
    for i in range(len(into)):
        into[i] = 1.0 if unit(absorbed(key, first + np.uint64(i))) < rates[i] else 0.0


@compiled
def _drawn(key: np.uint64, first: np.uint64, into: Floats) -> None:
    for i in range(len(into)):
        into[i] = unit(absorbed(key, first + np.uint64(i)))


@compiled
def _product(factor: Floats, tension: Floats, into: Floats) -> None:
    for i in range(len(into)):
        into[i] = factor[i] * (0.5 + tension[i])


@compiled
def _heated(happened: Floats, x: Floats, heat: Floats) -> None:
    """What the events of a week add to tension."""
    incident, spoiled, known = happened[0], happened[1], happened[2]
    for i in range(len(heat)):
        both = incident[i] * x[4, i] + spoiled[i] * x[5, i]
        heat[i] = both * (1 - 0.6 * known[i]) * (1 - 0.3 * x[15, i])


@compiled
def _moved(heat: Floats, cooling: Floats, calm: Floats, tension: Floats) -> None:
    for i in range(len(tension)):
        now = tension[i] + heat[i] - cooling[i] * (tension[i] - calm[i])
        now = now if now > 0.0 else 0.0
        tension[i] = now if now < 1.0 else 1.0


@compiled
def _counted(happened: Floats, incidents: Floats) -> None:
    for i in range(len(incidents)):
        incidents[i] += happened[0, i] + happened[1, i]


@compiled
def _turned(
    luck: Floats, chord: Floats, x: Floats, tension: Floats, stands: Floats, out: Floats
) -> None:
    """Truces break, or are made again.

    A chord lies above a convex function: most lucks are above it and need no exponential.
    """
    for i in range(len(luck)):
        if stands[i] == 0.0:
            out[3, i] += x[12, i] * tension[i]
            if luck[i] < x[11, i]:
                stands[i], tension[i] = 1.0, x[7, i] + 0.2
        elif luck[i] < chord[0, i] + chord[1, i] * tension[i] and luck[i] < (
            x[8, i] * math.exp(x[9, i] * (tension[i] - 0.5)) * (1 - x[10, i] * x[14, i])
        ):
            stands[i], tension[i] = 0.0, 1.0
            out[1, i] += 1.0
        else:
            out[0, i] += 1.0


@compiled
def _chunk(keys: Words, x: Floats, first: np.uint64, out: Floats) -> None:
    """Histories of some futures, week by week; steps that have no branch run in eight lanes."""
    count = out.shape[1]
    rates, happened, chord = np.empty((3, count)), np.empty((3, count)), np.empty((2, count))
    rising, heat, luck, stands = np.empty(count), np.empty(count), np.empty(count), np.ones(count)
    tension = x[7].copy()
    for i in range(count):
        rising[i] = x[0, i] * (1 - 0.5 * x[13, i])
        rates[1, i] = x[1, i] * (1 - 0.4 * x[14, i])
        rates[2, i] = x[2, i] + x[3, i] * x[13, i]
        scale = x[8, i] * (1 - x[10, i] * x[14, i]) * (1 + 1e-9)  # above it whatever the rounding
        chord[0, i] = scale * math.exp(-0.5 * x[9, i])
        chord[1, i] = scale * math.exp(0.5 * x[9, i]) - chord[0, i]
    out[:] = 0.0
    for t in range(keys.shape[1]):
        _product(rising, tension, rates[0])
        for k in range(3):
            _happens(keys[k, t], first, rates[k], happened[k])
        _counted(happened, out[2])
        _heated(happened, x, heat)
        _moved(heat, x[6], x[7], tension)
        _drawn(keys[3, t], first, luck)
        _turned(luck, chord, x, tension, stands, out)


@compiled_over_draws
def histories(
    keys: Words, quantiles: Floats, low: Floats, width: Floats, first: int, out: Floats
) -> None:  # fmt: skip
    """Fill the outcomes of a block, shape (outcomes, futures), from quantiles of its inputs."""
    count = out.shape[1]
    for chunk in prange((count + CHUNK - 1) // CHUNK):
        start = chunk * CHUNK
        stop = min(start + CHUNK, count)
        x = np.empty((len(quantiles), stop - start))
        for k in range(len(x)):
            for i in range(stop - start):
                x[k, i] = low[k] + quantiles[k, start + i] * width[k]
        _chunk(keys, x, np.uint64(first) + np.uint64(start), out[:, start:stop])


def design(futures: int) -> Design:
    factors = tuple(Factor(f"small.{name}.value", f"small.{name}.value") for name in INPUTS)
    return Design("lhs", SEED, futures, factors)


def block(made: Design, first: int, count: int) -> tuple[Floats, Floats]:
    """Quantiles of the inputs of a block of futures, and its outcomes."""
    draws = made.draws(first, count)
    quantiles = np.stack([draws.given[factor.stream] for factor in made.factors])
    out = np.empty((len(OUTCOMES), count))
    histories(week_keys(SEED, STREAMS, WEEKS), quantiles, LOW, HIGH - LOW, first, out)
    return quantiles, out


def runner(futures: int) -> tuple[Floats, Floats]:
    """Run all blocks: the means of the outcomes and their standard errors."""
    made = design(futures)
    sums, squares = np.zeros(len(OUTCOMES)), np.zeros(len(OUTCOMES))
    for first, count in blocks(futures, BLOCK):
        _, out = block(made, first, count)
        sums += out.sum(axis=1)
        squares += np.einsum("ij,ij->i", out, out)
    means = sums / futures
    return means, np.sqrt((squares / futures - means**2) / futures)


def inputs_of(quantiles: Floats) -> list[list[float]]:
    """Inputs by future, as plain numbers."""
    rows: list[list[float]] = (LOW + quantiles.T * (HIGH - LOW)).tolist()
    return rows


def luck_of(future: int) -> Iterator[float]:
    """The keyed draws of a future, in the order that the plain loop asks for them."""
    draws = Draws(SEED, future, 1)
    return (float(draws.uniform(s, week=t)[0]) for t in range(WEEKS) for s in STREAMS)


def differing(loop: Loop, futures: int = CHECKED) -> int:
    """In how many futures the kernel and a plain loop do not give the same from the same draws."""
    quantiles, out = block(design(futures), 0, futures)
    rows = inputs_of(quantiles)
    plain = [loop(row, luck_of(i).__next__) for i, row in enumerate(rows)]
    return int((~np.isclose(np.array(plain).T, out, rtol=1e-9)).any(axis=0).sum())


def plain_loop() -> tuple[str, Loop]:
    """The plain loop to time, and where it is from."""
    try:
        model = runpy.run_path(str(SHARED))["py"]
    except (OSError, SyntaxError) as error:
        return f"the twin in this file; the shared one: {error}", told
    return SHARED.name, lambda row, draw: tuple(model(*row, rnd=draw).values())


def looped(loop: Loop, rows: list[list[float]]) -> list[Sequence[float]]:
    return [loop(row, random.random) for row in rows]


def in_ema(evaluator: str, futures: int, cast: bool) -> tuple[float, Floats]:  # noqa: FBT001
    """Experiments a second of ``ema_workbench``, and the outcomes."""
    import ema_workbench as ema  # noqa: PLC0415 - an extra

    def model(**inputs: Any) -> dict[str, float]:  # noqa: ANN401 - a number of numpy
        row = [float(value) for value in inputs.values()] if cast else list(inputs.values())
        return dict(zip(OUTCOMES, told(row, random.random), strict=True))

    made = ema.Model("small", function=model)
    made.uncertainties = [ema.RealParameter(name, *ends) for name, ends in INPUTS.items()]
    made.outcomes = [ema.ScalarOutcome(name) for name in OUTCOMES]
    more = {"n_processes": 2} if evaluator == "MultiprocessingEvaluator" else {}
    with getattr(ema, evaluator)(made, **more) as at_work:
        start = time.perf_counter()
        _, found = at_work.perform_experiments(scenarios=futures)
        speed = futures / (time.perf_counter() - start)
    return speed, np.array([found[name] for name in OUTCOMES])


def fastest(work: Callable[[], Any], repeats: int = 3) -> tuple[float, Any]:
    """Seconds of the fastest of some runs, and what the last one gave."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - start)
    return min(times), found


def bar(name: str, value: float, bound: float) -> bool:
    held = value >= bound
    print(f"{name}: {value:,.0f} {'holds' if held else 'MISSED'} (bar {bound:,.0f})")
    return held


def same_means(name: str, mine: tuple[Floats, Floats], theirs: Floats) -> bool:
    """Print the means side by side; whether all are within some standard errors."""
    held = True
    for k, outcome in enumerate(OUTCOMES):
        error = math.hypot(mine[1][k], theirs[k].std() / math.sqrt(theirs.shape[1]))
        off = (mine[0][k] - theirs[k].mean()) / error
        held &= abs(off) <= ERRORS
        print(f"  {outcome}: {mine[0][k]:.3f}, {name} {theirs[k].mean():.3f}, "
              f"{abs(off):.1f} standard errors of {error:.3f}"
              f"{'' if abs(off) <= ERRORS else ' DIFFER'}")  # fmt: skip
    return held


def against_ema(speed: float, mine: tuple[Floats, Floats]) -> bool:
    if importlib.util.find_spec("ema_workbench") is None:
        print("ema_workbench (extra 'bench') is not installed: no ratio")
        return True
    warnings.simplefilter("ignore")  # of the library's own making
    rates = {}
    for evaluator in ("SequentialEvaluator", "MultiprocessingEvaluator"):
        rates[evaluator], theirs = in_ema(evaluator, IN_EMA, cast=False)
        print(f"ema_workbench, {evaluator}: {rates[evaluator]:,.0f} experiments a second")
    cast, _ = in_ema("SequentialEvaluator", IN_EMA, cast=True)
    print(f"  its inputs turned into plain numbers first: {cast:,.0f}; ratio {speed / cast:,.0f}")
    held = bar("ratio to ema_workbench", speed / max(rates.values()), RATIO_EMA)
    return same_means("ema_workbench", mine, theirs) and held


def main() -> int:
    """Measure, print, and return 1 if a bar is missed."""
    start = time.perf_counter()
    runner(10)
    print(f"compiled or read from disk in {time.perf_counter() - start:.1f} s")
    seconds, mine = fastest(lambda: runner(FUTURES), 8)
    held = [bar("experiments a second, design and draws included", FUTURES / seconds, FLOOR)]
    name, loop = plain_loop()
    rows = inputs_of(block(design(IN_A_LOOP), 0, IN_A_LOOP)[0])
    slow, found = fastest(lambda: looped(loop, rows))
    print(f"plain loop ({name}): {IN_A_LOOP / slow:,.0f} a second")
    ratio = FUTURES / seconds / (IN_A_LOOP / slow)
    held += [
        bar("ratio to it", ratio, RATIO_PLAIN),
        same_means("plain loop", mine, np.array(found).T),
    ]
    off = max(differing(told), differing(loop))
    print(f"kernel and plain loop {'DIFFER' if off else 'agree'} draw for draw on {CHECKED}")
    held += [off == 0, against_ema(FUTURES / seconds, mine)]
    return 0 if all(held) else 1


if __name__ == "__main__":
    # Compiled code is kept on disk by the name of its module: tests and this run share one.
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from benchmarks import small_model

    sys.exit(small_model.main())
