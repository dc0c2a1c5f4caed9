"""What a published result is, how all of them are found, and how they are run."""

from __future__ import annotations

import importlib
import math
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ceasefire.validation
from ceasefire.core.errors import CeasefireError, near


@dataclass(frozen=True)
class Expectation:
    """One published number and the function that computes ours.

    ``tolerance`` is a share of ``published``; 0 asks for the number itself.
    """

    what: str
    published: float
    compute: Callable[[], float]
    tolerance: float = 0.0


@dataclass(frozen=True)
class PublishedResult:
    """A result from the literature that a model has to reproduce.

    ``known_failure`` says why it fails, if it is known to fail; then it fails no run.
    """

    id: str
    title: str
    source: str
    checks: str
    inputs: Mapping[str, object]
    expectations: tuple[Expectation, ...]
    known_failure: str = ""


@dataclass(frozen=True)
class Outcome:
    """Published against computed, for one number."""

    result: PublishedResult
    expectation: Expectation
    computed: float
    error: str = ""

    @property
    def holds(self) -> bool:
        """Whether the computed number is within the tolerance."""
        if self.error:
            return False
        room = abs(self.expectation.published) * self.expectation.tolerance
        return abs(self.computed - self.expectation.published) <= room + 1e-9

    @property
    def verdict(self) -> str:
        """One word for the table: pass, fail, or known failure."""
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


def run(results: list[PublishedResult]) -> list[Outcome]:
    """Compute every number of some results."""
    return [_outcome(result, number) for result in results for number in result.expectations]


def _outcome(result: PublishedResult, expectation: Expectation) -> Outcome:
    """Compute a number; one that cannot be computed fails and does not sink the others."""
    try:
        return Outcome(result, expectation, expectation.compute())
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told and the rest goes on
        return Outcome(result, expectation, math.nan, f"{type(error).__name__}: {error}")
