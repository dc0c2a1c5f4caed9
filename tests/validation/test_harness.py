"""The harness: every file is a result, and every result holds or says why not."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from ceasefire.core.errors import CeasefireError
from ceasefire.validation.harness import (
    Expectation,
    Outcome,
    PublishedResult,
    chosen_results,
    published_results,
    run,
)

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def test_the_results_that_have_to_be_there() -> None:
    found = [result.id for result in published_results()]
    talks = [f"N{number}" for number in range(1, 9)]
    assert found == [*talks, *(f"R{number}" for number in range(1, 16))]


@pytest.mark.parametrize("result", published_results(), ids=lambda r: r.id)
def test_each_result_is_documented_and_holds(result: PublishedResult) -> None:
    assert result.source
    assert result.checks
    assert result.inputs
    assert result.expectations
    verdicts = {outcome.expectation.what: outcome.verdict for outcome in run([result])}
    if result.data_file:
        assert set(verdicts.values()) == {"not run"}
    elif result.known_failure:
        assert set(verdicts.values()) <= {"pass", "known failure"}
        assert "known failure" in verdicts.values()
    else:
        assert set(verdicts.values()) == {"pass"}, verdicts


def test_only_one_number_of_the_printed_table_differs_from_the_code() -> None:
    outcomes = run(chosen_results(("N2",)))
    assert [o.expectation.what for o in outcomes if not o.holds] == ["median, round 2"]


@pytest.mark.realdata
def test_results_from_real_data_hold() -> None:
    if not DATA.is_dir():
        pytest.skip("../shared/data is not there")
    outcomes = [o for o in run(published_results(), DATA) if o.result.data_file]
    assert outcomes
    assert {outcome.verdict for outcome in outcomes} == {"pass"}


def test_verdicts() -> None:
    def outcome(computed: float, tolerance: float, known: str = "") -> str:
        number = Expectation("x", 100.0, lambda: computed, tolerance)
        result = PublishedResult("X", "t", "s", "c", {}, (number,), known)
        return run([result])[0].verdict

    assert outcome(104, 0.05) == "pass"
    assert outcome(106, 0.05) == "fail"
    assert outcome(100.1, 0) == "fail"
    assert outcome(106, 0.05, known="the paper rounds") == "known failure"
    assert dataclasses.is_dataclass(Outcome)


def test_one_that_cannot_be_computed_fails_alone() -> None:
    def broken() -> float:
        raise ZeroDivisionError

    numbers = (Expectation("x", 1, broken), Expectation("y", 1, lambda: 1.0))
    outcomes = run([PublishedResult("X", "t", "s", "c", {}, numbers)])
    assert [outcome.verdict for outcome in outcomes] == ["fail", "pass"]
    assert "ZeroDivisionError" in outcomes[0].error


def test_unknown_ids() -> None:
    assert [r.id for r in chosen_results(("R4",))] == ["R4"]
    with pytest.raises(CeasefireError, match="no published result 'R99'"):
        chosen_results(("R99",))
