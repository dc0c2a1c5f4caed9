"""Figures of what follows an attack on the force."""

from __future__ import annotations

from ceasefire.answer import contents
from ceasefire.answer.answer import Answer

LADDERS = ("reported", "observe", "hold", "nobody")


def test_every_option_that_can_be_hit_has_every_ladder(ukraine_answer: Answer) -> None:
    options = contents.attacked_options(ukraine_answer)
    assert "skyshield" not in options
    assert set(options) == set(ukraine_answer.settings.options) - {"skyshield"}
    assert contents.attacked_under(ukraine_answer) == list(LADDERS)
    for option in options:
        for ladder in LADDERS:
            for what in ("share", "war", "leaves", "fights", "answers", "wrong", "unanswered",
                         "war_if_response_deters", "war_if_response_escalates"):  # fmt: skip
                figure = ukraine_answer.figure(option, "attacked", ladder, what)
                assert figure is not None
                assert figure.rows


def test_the_beliefs_about_answers_enclose_the_whole(ukraine_answer: Answer) -> None:
    for ladder in LADDERS:
        whole = ukraine_answer.figure("swp", "attacked", ladder, "war")
        parts = [
            figure.value or 0
            for model in contents.beliefs(ukraine_answer, "response")
            if (figure := ukraine_answer.figure("swp", "attacked", ladder, f"war_if_{model.id}"))
        ]
        assert whole is not None
        assert min(parts) <= (whole.value or 0) <= max(parts)


def test_without_beliefs_about_answers_there_is_one_figure_for_all(small_answer: Answer) -> None:
    # The small case has two options in the country and no rival models of kind response.
    assert contents.attacked_options(small_answer)
    assert not any("war_if_" in key for key in small_answer.figures)
