"""What the failures of a force have in common."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ceasefire.answer.answer import Answer, Failure
from ceasefire.answer.failures import OUTCOME, failure
from ceasefire.case.rows import Case
from ceasefire.futures.ensemble import Ensemble
from ceasefire.futures.run import run
from ceasefire.report.summary import summary


@pytest.fixture(scope="module")
def found(small: Case) -> Ensemble:
    return run(small, list(small.rows("options")), futures=800, seed=4)


def failing(ensemble: Ensemble, fails: np.ndarray) -> Ensemble:
    """The same futures with made-up failures of both options."""
    stands = np.tile(1.0 - fails, (2, 1)).astype(np.float32)
    return replace(ensemble, values={**ensemble.values, OUTCOME: [stands]})


def test_a_belief_that_fails_is_named_with_what_it_holds(small: Case, found: Ensemble) -> None:
    nothing = found.believed()["rival_models.presence"] == 1
    luck = np.random.default_rng(1).random(800)
    fails = np.where(nothing, luck < 0.95, luck < 0.02)
    told, figures = failure(small, failing(found, fails), "brigade")
    assert told.when == "the belief about the force is “No effect”"
    by_id = {figure.id: figure.value for figure in figures}
    assert by_id["answer.brigade.fails.coverage"] == pytest.approx(
        (fails & nothing).sum() / fails.sum(), rel=1e-5
    )
    assert by_id["answer.brigade.fails.density"] == pytest.approx(fails[nothing].mean(), rel=1e-5)
    assert by_id["answer.brigade.fails.base"] == pytest.approx(fails.mean(), rel=1e-5)
    assert all("rival_models.no_effect.weight" in figure.rows for figure in figures)


def test_luck_has_nothing_in_common(small: Case, found: Ensemble) -> None:
    luck = np.random.default_rng(2).random(800) < 0.3
    assert failure(small, failing(found, luck), "brigade")[0].when == ""
    for never in (np.zeros(800), np.ones(800)):
        assert failure(small, failing(found, never), "brigade") == (Failure("brigade", ""), ())


def test_the_summary_says_where_a_force_fails(ukraine_answer: Answer) -> None:
    told = [failed for failed in ukraine_answer.failures if failed.when]
    assert told
    # Truces of civil wars end sooner than those between states, whatever the force.
    assert all("“Civil wars”" in failed.when for failed in told)
    sentences = [" ".join(sentence) for sentence in summary(ukraine_answer)]
    assert any("of these failures lie where the baseline is “Civil wars”" in s for s in sentences)
