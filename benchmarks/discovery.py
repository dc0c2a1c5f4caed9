"""Speed of scenario discovery, sensitivity and robustness; PRIM as a ratio to ``ema_workbench``.

Run: ``python benchmarks/discovery.py`` (the ratio needs the extra ``bench``). Both search the same
futures in the same run, and must find the same last box. Each time is the best of several, after
one run that waits for the compiler.
"""

from __future__ import annotations

import importlib.util
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceasefire.futures.discovery.prim import Settings, discover, trajectory_of, whole_sample
from ceasefire.futures.discovery.stability import resampled
from ceasefire.futures.discovery.tree import grow
from ceasefire.futures.robustness.compared import compare
from ceasefire.futures.robustness.dominance import dominance
from ceasefire.futures.robustness.knowledge import value_of_knowing
from ceasefire.futures.robustness.means import convergence, expected
from ceasefire.futures.robustness.ranking import rankings
from ceasefire.futures.robustness.rivals import by_model, turns
from ceasefire.futures.robustness.targets import Target, targets_met
from ceasefire.futures.sensitivity import SobolDesign, first_order, sobol_indices

FUTURES, OPTIONS, OUTCOMES, NUMBERS, SWITCHES = 20_000, 18, 5, 30, 10
MODELS = 6
EDGE, NOISE = 0.6, 0.05  # of the corner that fails, and of what fails elsewhere
BASE = 512  # rows of a part of the Sobol' design
BOUND_PRIM, BOUND_OTHER = 1.0, 0.5  # seconds at 20,000 futures

Frame = dict[str, NDArray[Any]]


def fastest(work: Callable[[], object], repeats: int = 5) -> float:
    """Seconds of the fastest of some runs, after one that is not counted."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def factors(futures: int, numbers: int, switches: int = 0) -> Frame:
    rng = np.random.default_rng(1)
    frame: Frame = {f"x{i:02d}": rng.random(futures) for i in range(numbers)}
    shares = rng.uniform(0.2, 0.8, switches)
    return frame | {f"s{i:02d}": rng.random(futures) < share for i, share in enumerate(shares)}


def failures(frame: Frame) -> NDArray[np.bool_]:
    """Fails in a corner of three numbers, and in a twentieth of all other futures."""
    corner = (frame["x00"] < EDGE) & (frame["x01"] > 1 - EDGE) & (frame["x02"] < EDGE)
    return corner | (np.random.default_rng(2).random(len(corner)) < NOISE)


def against_ema(futures: int) -> None:
    """Time one box of 16 numbers here and in ``ema_workbench``."""
    frame = factors(futures, 16)
    wanted = failures(frame)
    ours = fastest(lambda: trajectory_of(whole_sample(frame, wanted), Settings()))
    print(f"PRIM {futures:>7,} x 16: {ours:.3f} s, ", end="")
    if importlib.util.find_spec("ema_workbench") is None:
        print("ema_workbench is not installed: no ratio")
        return
    theirs, box = ema(frame, wanted)
    last = trajectory_of(whole_sample(frame, wanted), Settings()).boxes[-1]
    same = (last.inside, last.hits) == box
    print(f"ema_workbench {theirs:.2f} s, ratio {theirs / ours:.0f}, ", end="")
    print("same last box" if same else f"DIFFERENT last box: {box}")


def ema(frame: Frame, wanted: NDArray[np.bool_]) -> tuple[float, tuple[int, int]]:
    """Seconds of a box in ``ema_workbench``, and what its last box holds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own making
        import pandas as pd  # noqa: PLC0415 - an extra
        from ema_workbench.analysis import prim  # noqa: PLC0415

        table = pd.DataFrame(frame)

        def search() -> Any:  # noqa: ANN401 - the library has no types
            return prim.Prim(table, wanted.copy(), threshold=0.1, peel_alpha=0.05).find_box()

        last = search().peeling_trajectory.iloc[-1]
        return fastest(search, 2), (int(last["n"]), int(last["k"]))


def report(name: str, seconds: float, bound: float) -> None:
    verdict = "holds" if seconds <= bound else "MISSED"
    print(f"{name:<50} {seconds:7.3f} s   {verdict} ({bound:g} s)")


def searches(frame: Frame) -> None:
    wanted = failures(frame)
    report("PRIM, one box chosen and tested", fastest(lambda: discover(frame, wanted)), BOUND_PRIM)
    report("PRIM, three boxes", fastest(lambda: discover(frame, wanted, boxes=3)), BOUND_PRIM)
    again = fastest(lambda: resampled(frame, wanted, resamples=20), 2)
    report("PRIM, 20 resamples", again, BOUND_PRIM)
    report("tree of depth 4", fastest(lambda: grow(frame, wanted)), BOUND_OTHER)


def indices(frame: Frame, stacked: NDArray[np.float64]) -> None:
    report("first order from stored futures, 90 outcomes",
           fastest(lambda: first_order(frame, stacked), 2), BOUND_OTHER)  # fmt: skip
    design = SobolDesign(tuple(frame), BASE, seed=1)
    runs = np.random.default_rng(3).normal(size=(design.parts, BASE, OPTIONS * OUTCOMES))
    report("Sobol' indices of 512 rows, 90 outcomes",
           fastest(lambda: sobol_indices(design, runs), 2), BOUND_OTHER)  # fmt: skip


def comparisons(frame: Frame, values: NDArray[np.float64]) -> None:
    """Time each figure of one outcome of all options."""
    names = [f"option {number}" for number in range(OPTIONS)]
    made = compare(values, names, higher_is_better=True)
    masks = {f"model {m}": np.arange(FUTURES) % MODELS == m for m in range(MODELS)}
    outcomes = {f"o{number}": values for number in range(OUTCOMES)}
    targets = [Target(name, at_least=0.1) for name in outcomes]
    work: dict[str, Callable[[], object]] = {
        "means and paired differences": lambda: expected(made),
        "convergence": lambda: convergence(values, names, higher_is_better=True),
        "rankings under all criteria (regret, worst tenth)": lambda: rankings(made),
        "five targets at once": lambda: targets_met(outcomes, names, targets),
        "dominance, 100 resamples": lambda: dominance(made),
        "six rival models and their turns": lambda: turns(by_model(made, masks)),
        "value of knowing each of 40 factors": lambda: value_of_knowing(made, frame),
    }
    for name, one in work.items():
        report(name, fastest(one, 2), BOUND_OTHER)


def main() -> None:
    for futures in (10_000, 100_000):
        against_ema(futures)
    print(f"{FUTURES:,} futures x {OPTIONS} options, {NUMBERS} numbers and {SWITCHES} switches:")
    frame = factors(FUTURES, NUMBERS, SWITCHES)
    rng = np.random.default_rng(4)
    luck = rng.normal(size=FUTURES)
    lean = np.linspace(-1, 1, OPTIONS)[:, None]
    values = luck + lean * (frame["x00"] - 0.5) + 0.3 * rng.normal(size=(OPTIONS, FUTURES))
    searches(frame)
    indices(frame, np.ascontiguousarray(np.tile(values, (OUTCOMES, 1)).T))
    comparisons(frame, values)


if __name__ == "__main__":
    main()
