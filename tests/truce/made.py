"""Made-up inputs of the truce's kernel."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ceasefire.core.bands import Floats
from ceasefire.truce import arrays as a
from ceasefire.truce.chance import week_keys
from ceasefire.truce.parameters import NAMES, PARAMETERS

YEARS = (1.0, 2.0, 5.0, 10.0)
NO_WAR = (0.89, 0.80, 0.72, 0.60)  # shares standing at those years
NO_CLASH = (0.73, 0.52, 0.30, 0.27)
FIVE_YEARS = 261
BUSY = {
    "violations": 40.0, "dispersion": 1.2, "excitation": 0.4, "quiet": 0.2, "rise": 20.0,
    "rise_shape": 2.0, "recommitments": 0.5,
    "not_violations": 3.0, "heat": 0.3, "surge": 3.0, "clash_deaths": 5.0,
    "growth": 0.2, "gain": 0.5, "crossfire": 0.05, "deliberate": 0.02, "fatal": 0.1,
    "force_deaths": 1.5, "leaves": 0.1, "attributed": 0.6, "misattributed": 0.1,
    "attribution_days": 2.0, "heeded": 0.6,
}  # fmt: skip
NO_LADDERS = a.Ladders(
    np.full((1, len(a.BREACHES)), -1), np.zeros((0, 3), dtype=np.int64), np.zeros((1, 0))
)


def numbers(given: Mapping[str, float]) -> Floats:
    """Numbers of the process of one future, neutral where not given."""
    assert set(given) <= set(NAMES)
    return np.array([given.get(one.name, one.neutral) for one in PARAMETERS])


def made_shared(  # noqa: PLR0913 - what a test varies
    count: int, process: Mapping[str, float], *, first: int = 0, weeks: int = FIVE_YEARS,
    seed: int = 1, segments: int = 2, no_war: tuple[float, ...] = NO_WAR,
    no_clash: tuple[float, ...] = NO_CLASH, response: float = 0.0,
) -> a.Shared:  # fmt: skip
    """Futures with the same numbers; ``response`` is what a right answer does, a log ratio."""
    streams = tuple(f"truce.{name}" for name in a.STREAMS)
    for segment in range(segments):
        streams += tuple(f"truce.{segment}.{name}" for name in a.SEGMENT_STREAMS)
    hazards = -np.log(np.array([no_war, no_clash]))
    answers = np.zeros((count, len(a.ACTS), 2, len(a.ACTED_ON)))
    answers[:, :, a.RIGHT], answers[:, :, a.WRONG] = response, -response
    return a.Shared(
        week_keys(seed, streams, weeks),
        np.arange(first, first + count, dtype=np.uint64),
        np.array(YEARS[: len(no_war)]) * np.ones((2, 1, 1)),
        np.full((2, 1), len(no_war)),
        np.repeat(hazards[:, None, :], count, axis=1),
        np.zeros(count, dtype=np.int64),
        np.tile(np.linspace(2.0, 1.0, segments), (count, 1)),
        np.tile(numbers(process), (count, 1)),
        answers,
        np.full(count, 8.0),
    )


def made_ladders(
    count: int, entry: tuple[int, ...], steps: tuple[tuple[int, int, int], ...], hours: float = 24.0
) -> a.Ladders:
    """One ladder, all of whose steps take the same hours."""
    return a.Ladders(
        np.array([entry]),
        np.array(steps, dtype=np.int64).reshape(-1, 3),
        np.full((count, len(steps)), hours),
    )


def made_runs(  # noqa: PLR0913 - what a test varies
    count: int, effects: tuple[float, ...], people: float = 0.0, *, ladder: int = -1,
    there: int = 63, months: int = 60, first: int = 6,
) -> a.Runs:  # fmt: skip
    """A run for each effect (log ratio on all that is acted on), there in full after ``first``."""
    number = len(effects)
    effect = np.array(effects)[:, None, None] * np.ones((number, count, len(a.ACTED_ON)))
    build = np.minimum(np.arange(months) / max(first, 1), 1.0) if first else np.ones(months)
    return a.Runs(
        effect,
        np.full((number, count), people),
        np.zeros(number, dtype=np.int64),
        np.tile(build, (1, count, 1)),
        np.full(number, ladder),
        np.full((number, count), there),
    )
