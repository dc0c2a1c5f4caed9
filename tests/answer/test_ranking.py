"""Rankings and where they turn."""

from __future__ import annotations

from ceasefire.answer.answer import Answer
from ceasefire.answer.assess import assess
from ceasefire.answer.ranking import CRITERIA
from ceasefire.case.rows import Case


def test_every_criterion_ranks_by_its_figure(ukraine_answer: Answer) -> None:
    assert [r.criterion for r in ukraine_answer.rankings] == [c.id for c in CRITERIA]
    for ranking in ukraine_answer.rankings:
        values = [
            ukraine_answer.figures[f"answer.{o}.{ranking.figure}"].value or 0 for o in ranking.order
        ]
        assert values == sorted(values, reverse=ranking.better == "high")


def test_what_an_option_has_no_figure_for_does_not_rank_it(ukraine_answer: Answer) -> None:
    cost = next(r for r in ukraine_answer.rankings if r.criterion == "cost")
    assert "skyshield" not in cost.order
    assert len(cost.order) == len(ukraine_answer.settings.options) - 1


def test_a_turn_names_another_leader_and_its_rows(ukraine_answer: Answer) -> None:
    assert ukraine_answer.turns
    for turn in ukraine_answer.turns:
        assert turn.leader != turn.instead_of
        assert {turn.leader, turn.instead_of} <= set(ukraine_answer.settings.options)
        assert turn.rows
    models = {row.id for row in ukraine_answer.case.rows("rival_models")}
    assert any(turn.under in models for turn in ukraine_answer.turns)


def test_one_option_alone_turns_nothing(small: Case) -> None:
    answer = assess(small, futures=50, options=["brigade"])
    assert answer.turns == ()
    assert all(ranking.order == ("brigade",) for ranking in answer.rankings)
