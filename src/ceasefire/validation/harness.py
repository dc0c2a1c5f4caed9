"""What a published result is, how all of them are found, and how they are run."""

from __future__ import annotations

import importlib
import math
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import ceasefire.validation
from ceasefire.core.errors import CeasefireError, near


@dataclass(frozen=True)
class Expectation:
    """One published number and the function that computes ours.

    ``tolerance`` is a share of ``published``, ``within`` the room in the number's own unit: half
    of its last printed digit, say; 0 of both asks for the number itself. ``compute`` gets the path
    of the result's data file if it has one.
    """

    what: str
    published: float
    compute: Callable[..., float]
    tolerance: float = 0.0
    within: float = 0.0


@dataclass(frozen=True)
class PublishedResult:
    """A result from the literature that a model has to reproduce.

    ``known_failure`` says why it fails, if it is known to fail; then it fails no run.
    ``data_file`` names a file of real data, below the folder given to a run, that its numbers are
    computed from: it is not shipped, and without it the result is not run.
    """

    id: str
    title: str
    source: str
    checks: str
    inputs: Mapping[str, object]
    expectations: tuple[Expectation, ...]
    known_failure: str = ""
    data_file: str = ""


@dataclass(frozen=True)
class Outcome:
    """Published against computed, for one number; ``missing`` is a data file that is not there."""

    result: PublishedResult
    expectation: Expectation
    computed: float
    error: str = ""
    missing: str = ""

    @property
    def holds(self) -> bool:
        """Whether the computed number is within the tolerance."""
        if self.error or self.missing:
            return False
        room = abs(self.expectation.published) * self.expectation.tolerance
        room = max(room, self.expectation.within)
        return abs(self.computed - self.expectation.published) <= room + 1e-9

    @property
    def verdict(self) -> str:
        """Words for the table: pass, fail, known failure, or not run."""
        if self.missing:
            return "not run"
        if self.holds:
            return "pass"
        return "known failure" if self.result.known_failure else "fail"


def published_results() -> list[PublishedResult]:
    """All results of the package, in the order of their files' names."""
    found = []
    for module in sorted(pkgutil.iter_modules(ceasefire.validation.__path__), key=lambda m: m.name):
        if module.name != "harness":
            loaded = importlib.import_module(f"ceasefire.validation.{module.name}")
            result: PublishedResult = loaded.RESULT
            found.append(result)
    return found


def chosen_results(ids: tuple[str, ...]) -> list[PublishedResult]:
    """Results of the given ids; all if none is given.

    Raises:
        CeasefireError: there is no result of an id.
    """
    results = {result.id: result for result in published_results()}
    for wanted in ids:
        if wanted not in results:
            msg = f"there is no published result '{wanted}'"
            raise CeasefireError(msg, near(wanted, results) or f"results: {', '.join(results)}")
    return [result for result in results.values() if not ids or result.id in ids]


def run(results: list[PublishedResult], data: Path | None = None) -> list[Outcome]:
    """Compute every number of some results; ``data`` is the folder of real data, if any."""
    return [_outcome(result, number, data) for result in results for number in result.expectations]


def _outcome(result: PublishedResult, expectation: Expectation, data: Path | None) -> Outcome:
    """Compute a number; one that cannot be computed fails and does not sink the others."""
    arguments = () if not result.data_file else ((data or Path()) / result.data_file,)
    if arguments and (data is None or not arguments[0].is_file()):
        return Outcome(result, expectation, math.nan, missing=result.data_file)
    try:
        return Outcome(result, expectation, expectation.compute(*arguments))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told and the rest goes on
        return Outcome(result, expectation, math.nan, f"{type(error).__name__}: {error}")
