"""Speed of the truce's kernel: option-futures of five years a second, and the ratio to the twin.

Run: ``make bench``. 18 runs (options at their stages) of 10,000 futures, 261 weeks, three segments
of line, every number of the process given, ladder and attacks on; compiled before it is timed. No
two of these runs are alike. Then the runs of the Ukraine case, each option at each stage under the
ladder of its mandate and nobody there, of which many are alike.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.load import load_case
from ceasefire.futures.histories import NO_FORCE, Histories, histories_of
from ceasefire.futures.outcomes import STAGES
from ceasefire.truce import arrays as a
from ceasefire.truce.chance import week_keys
from ceasefire.truce.kernel import histories
from ceasefire.truce.parameters import PARAMETERS
from ceasefire.truce.plain import plain_history

RUNS, FUTURES, WEEKS = 18, 10_000, 261
TOLD = 10  # futures that the twin tells, all runs of each
FLOOR, RATIO = 30_000.0, 30.0
REAL_FUTURES, REAL_GOAL = 1_000, 120_000.0
LENGTHS = (5.5, 3.4, 1.2)
PROCESS = {
    "violations": 40.0, "dispersion": 1.2, "excitation": 0.4, "quiet": 0.2, "rise": 20.0,
    "rise_shape": 2.0, "recommitments": 0.5, "not_violations": 3.0, "heat": 0.3, "surge": 3.0,
    "clash_deaths": 5.0, "growth": 0.2, "gain": 0.5, "crossfire": 0.05, "deliberate": 0.01,
    "fatal": 0.1, "force_deaths": 1.5, "leaves": 0.02, "attributed": 0.6, "misattributed": 0.1,
    "attribution_days": 2.0, "heeded": 0.6,
}  # fmt: skip
NO_WAR, NO_CLASH = (0.89, 0.80, 0.76, 0.72), (0.81, 0.66, 0.53, 0.49)


def shared(count: int) -> a.Shared:
    """Futures with the same numbers and their own luck."""
    streams = tuple(f"truce.{name}" for name in a.STREAMS)
    for segment in range(len(LENGTHS)):
        streams += tuple(f"truce.{segment}.{name}" for name in a.SEGMENT_STREAMS)
    answers = np.zeros((count, len(a.ACTS), 2, len(a.ACTED_ON)))
    answers[:, :, a.RIGHT], answers[:, :, a.WRONG] = np.log(0.8), np.log(1.2)
    hazards = -np.log(np.array([NO_WAR, NO_CLASH]))
    return a.Shared(
        week_keys(1, streams, WEEKS), np.arange(count, dtype=np.uint64),
        np.tile([1.0, 2.0, 5.0, 10.0], (2, 1, 1)), np.full((2, 1), 4),
        np.repeat(hazards[:, None], count, axis=1), np.zeros(count, np.int64),
        np.tile(LENGTHS, (count, 1)),
        np.tile([PROCESS[one.name] for one in PARAMETERS], (count, 1)), answers,
        np.full(count, 12.0),
    )  # fmt: skip


def world(count: int) -> tuple[a.Shared, a.Ladders, a.Runs]:
    """Everything that the kernel reads; runs from no force to one that halves what it acts on."""
    ladders = a.Ladders(
        np.array([[0, 0, 0, 1]]), np.array([[3, 0, 1], [4, 1, 2], [5, 1, -1]]),
        np.tile([24.0, 48.0, 72.0], (count, 1)),
    )  # fmt: skip
    cover = np.linspace(0, 1, RUNS)
    runs = a.Runs(
        np.log(0.5) * cover[:, None, None] * np.ones((RUNS, count, len(a.ACTED_ON))),
        10_000 * cover[:, None] * np.ones((RUNS, count)),
        np.zeros(RUNS, np.int64), np.tile(np.linspace(0, 1, 60), (1, count, 1)),
        np.zeros(RUNS, np.int64), np.full((RUNS, count), 7),
    )  # fmt: skip
    return shared(count), ladders, runs


def real_world(count: int) -> tuple[a.Shared, a.Ladders, a.Runs]:
    """The Ukraine case: each option at each stage, and no force, under one luck."""
    case = load_case("ukraine")
    found: list[tuple[Histories, int]] = []
    for stage in STAGES:
        for option in case.rows("options"):
            one = histories_of(case, option, stage, futures=count, seed=1, weeks=WEEKS)
            found.append((one, one.own))
    last = found[-1][0]
    found.append((last, last.names.index(NO_FORCE)))
    runs = a.Runs(
        np.stack([one.runs.effect[k] for one, k in found]),
        np.stack([one.runs.people[k] for one, k in found]),
        np.arange(len(found)),
        np.stack([one.runs.builds[one.runs.build[k]] for one, k in found]),
        np.array([one.runs.ladder[k] for one, k in found]),
        np.stack([one.runs.there[k] for one, k in found]),
    )
    return last.given.shared, last.ladders.ladders, runs


def timed(inputs: tuple[a.Shared, a.Ladders, a.Runs]) -> tuple[NDArray[np.float32], float]:
    """What is left, and the option-futures a second: the middle of three."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        left = histories(*inputs, WEEKS)
        took.append(time.perf_counter() - start)
    return left, left.shape[0] * left.shape[1] / sorted(took)[1]


def main() -> int:
    inputs = world(FUTURES)
    start = time.perf_counter()
    histories(*world(10), WEEKS)
    print(f"compiled or read from disk in {time.perf_counter() - start:.1f} s")
    left, speed = timed(inputs)
    start = time.perf_counter()
    told = [plain_history(*inputs, WEEKS, i, r) for i in range(TOLD) for r in range(RUNS)]
    plain = RUNS * TOLD / (time.perf_counter() - start)
    same = np.allclose(
        np.array(told).reshape(TOLD, RUNS, -1), left[:, :TOLD].swapaxes(0, 1), rtol=1e-6
    )
    print(f"truce kernel: {speed:,.0f} option-futures of five years a second (bar {FLOOR:,.0f})")
    print(f"plain twin: {plain:,.0f} a second; ratio {speed / plain:,.0f} (bar {RATIO:.0f})")
    print(f"kernel and twin {'agree' if same else 'DIFFER'} on {len(told)} histories")
    real, fast = timed(real_world(REAL_FUTURES))
    print(f"the {len(real)} runs of the Ukraine case: {fast:,.0f} a second (goal {REAL_GOAL:,.0f})")
    return 0 if speed >= FLOOR and speed / plain >= RATIO and same else 1


if __name__ == "__main__":
    sys.exit(main())
