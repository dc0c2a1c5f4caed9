"""Which option is robust, and which belief decides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ceasefire.answer.answer import Answer
from ceasefire.answer.assess import assess
from ceasefire.answer.robust import robust_figures
from ceasefire.case.rows import Case
from ceasefire.futures.ensemble import Ensemble
from ceasefire.futures.run import run


def test_every_option_has_regret_and_a_worst_tenth(ukraine_answer: Answer) -> None:
    for option in ukraine_answer.settings.options:
        for stage in ("planned", "expected"):
            regret, worst, best = (
                ukraine_answer.figures[f"answer.{option}.robust.{stage}.{what}"]
                for what in ("regret", "worst_tenth", "best_in")
            )
            mean = ukraine_answer.figures[f"answer.{option}.peace_{stage}"]
            assert regret.low is not None
            assert 0 <= regret.low <= (regret.value or 0) <= (regret.high or 0) < 5
            assert 0 <= (worst.value or 0) < (mean.value or 0)
            assert 0 <= (best.value or 0) <= 1
            assert {regret.kind, worst.kind, best.kind} == {"compared"}
            assert "process.heat.value" in regret.rows
            assert not any(row.startswith("ladder.hold") for row in regret.rows)


def test_options_share_the_futures_in_which_they_are_best(ukraine_answer: Answer) -> None:
    for stage in ("planned", "expected"):
        shares = [
            ukraine_answer.figures[f"answer.{option}.robust.{stage}.best_in"].value or 0
            for option in ukraine_answer.settings.options
        ]
        assert sum(shares) == pytest.approx(1, abs=1e-3)


def test_regret_is_what_was_lost_against_the_best(small: Case) -> None:
    found = run(small, list(small.rows("options")), futures=300, seed=4)
    figures = {f.id: f for f in robust_figures(small, found)}
    peace = found.compared("peace_planned")
    lost = (peace.max(axis=0) - peace).mean(axis=1)
    for k, option in enumerate(found.option_ids):
        value = figures[f"answer.{option}.robust.planned.regret"].value
        assert value == pytest.approx(lost[k], rel=1e-5)


def told(case: Case, ensemble: Ensemble) -> dict[str, float]:
    return {
        figure.id: figure.value or 0.0
        for figure in robust_figures(case, ensemble)
        if figure.id.startswith("answer.knowing.planned.")
    }


def test_a_belief_is_worth_knowing_that_turns_the_choice_and_no_other(small: Case) -> None:
    # Peace is made up: the brigade gains a year where its belief holds, and loses one elsewhere.
    found = run(small, list(small.rows("options")), futures=600, seed=4)
    true = found.believed()["rival_models.presence"] == 0
    made = np.array([np.full(600, 2.5), np.where(true, 3.5, 1.5)], dtype=np.float32)
    values = {**found.values, "peace_planned": [made]}
    figures = told(small, replace(found, values=values))
    expected = true.mean() * 3.5 + (1 - true.mean()) * 2.5 - made.mean(axis=1).max()
    assert figures["answer.knowing.planned.belief.presence"] == pytest.approx(expected, rel=0.1)
    assert all(
        value == 0 for key, value in figures.items()
        if key != "answer.knowing.planned.belief.presence"
    )  # fmt: skip


def test_regret_over_beliefs_is_what_is_lost_under_the_belief_that_costs_most(
    small: Case,
) -> None:
    found = run(small, list(small.rows("options")), futures=600, seed=4)
    true = found.believed()["rival_models.presence"] == 0
    made = np.array([np.full(600, 2.5), np.where(true, 3.5, 1.0)], dtype=np.float32)
    changed = replace(found, values={**found.values, "peace_planned": [made]})
    figures = {figure.id: figure.value for figure in robust_figures(small, changed)}
    first, second = found.option_ids
    assert figures[f"answer.{first}.robust.planned.belief_regret"] == pytest.approx(1.0)
    assert figures[f"answer.{second}.robust.planned.belief_regret"] == pytest.approx(1.5)
    assert figures[f"answer.{second}.robust.planned.worst_belief"] == pytest.approx(1.0)


def test_options_that_the_futures_do_not_tell_apart_are_level(ukraine_answer: Answer) -> None:
    by_id = {ranking.criterion: ranking for ranking in ukraine_answer.rankings}
    for criterion in ("hold_war_planned", "peace_planned", "hold_war"):
        ranking = by_id[criterion]
        assert ranking.order[0] not in ranking.level
        assert set(ranking.level) <= set(ranking.order)
    assert by_id["hold_war"].level  # politics leaves nearly nothing of their differences
    assert by_id["cost"].level == ()
    under = {(lead.model, lead.outcome): lead for lead in ukraine_answer.leads}
    # Where nothing changes the hazard, all stand alike but for what answers and losses do.
    assert len(under["no_effect", "war"].level) > len(ukraine_answer.settings.options) / 2


def test_what_no_year_of_peace_rests_on_is_not_worth_knowing(ukraine_answer: Answer) -> None:
    told = {key for key in ukraine_answer.figures if key.startswith("answer.knowing.planned.")}
    assert "answer.knowing.planned.belief.presence" in told
    # Pledges and votes decide nothing of a force that stands as planned.
    assert "answer.knowing.planned.condition.nl_government" not in told
    for key in told:
        assert "process.heat.value" in ukraine_answer.figures[key].rows


def test_each_belief_has_the_standing_of_every_option(ukraine_answer: Answer) -> None:
    case = ukraine_answer.case
    for kind in ("baseline", "presence", "response"):
        models = case.rival_models(kind)
        whole = ukraine_answer.figures["answer.swp.standing_planned_war_2"].value or 0
        parts = [
            ukraine_answer.figures[f"answer.swp.standing_planned_war_2_if_{model.id}"].value
            for model in models
        ]
        weights = [model.number("weight") or 0 for model in models]
        mixed = sum(w * (p or 0) for w, p in zip(weights, parts, strict=True))
        assert mixed == pytest.approx(whole, abs=0.05)


def test_one_future_compares_nothing(small: Case) -> None:
    answer = assess(small, futures=1)
    assert not any(".robust." in key or ".knowing." in key for key in answer.figures)
    assert all(r.order == () for r in answer.rankings if r.criterion.startswith("regret"))
    assert answer.leads == ()
