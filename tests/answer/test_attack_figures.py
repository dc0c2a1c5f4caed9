"""Figures of what follows an attack on the force."""

from __future__ import annotations

import pytest

from ceasefire.answer import contents
from ceasefire.answer.answer import Answer
from ceasefire.answer.assess import assess
from ceasefire.case.edits import Edit, edited
from ceasefire.case.rows import Case
from ceasefire.report.summary import summary

LADDERS = ("reported", "observe", "hold", "nobody")


def test_every_option_that_can_be_hit_has_every_ladder(ukraine_answer: Answer) -> None:
    options = contents.attacked_options(ukraine_answer)
    assert set(options) == set(ukraine_answer.settings.options) - {"skyshield"}
    assert contents.attacked_under(ukraine_answer) == list(LADDERS)
    for option in options:
        for ladder in LADDERS:
            for what in ("war", "leaves", "fights", "answers", "wrong", "unanswered"):
                figure = ukraine_answer.figure(option, "attacked", ladder, what)
                assert figure is not None
                assert figure.rows
            for what in ("more", "more_if_response_deters", "war_if_response_escalates"):
                figure = ukraine_answer.figure(option, "attacked", ladder, what)
                assert (figure is None) == (ladder == "nobody")


def test_ladders_are_told_by_what_they_change(ukraine_answer: Answer) -> None:
    deters, nothing, escalates = (
        ukraine_answer.figures[f"answer.swp.attacked.hold.more_if_response_{belief}"]
        for belief in ("deters", "nothing", "escalates")
    )
    assert (deters.high or 0) < 0 < (escalates.low or 0)
    assert nothing.value == nothing.low == nothing.high == 0
    assert deters.kind == "compared"
    war, nobody = (
        ukraine_answer.figures[f"answer.swp.attacked.{ladder}.war"] for ladder in ("hold", "nobody")
    )
    more = ukraine_answer.figures["answer.swp.attacked.hold.more"]
    assert more.value == pytest.approx((war.value or 0) - (nobody.value or 0), abs=1e-5)


def test_a_figure_of_one_ladder_names_no_step_of_another(ukraine_answer: Answer) -> None:
    for key, figure in ukraine_answer.figures.items():
        steps = {row.split(".")[1] for row in figure.rows if row.startswith("ladder.")}
        if ".attacked.nobody." in key or key.endswith("attacked.share"):
            assert not steps, key
        elif ".attacked.observe." in key:
            assert "hold_line" not in steps, key
        elif ".attacked.hold." in key:
            assert steps == {"hold_warning", "hold_force", "hold_line"}, key
        elif "standing_planned" in key:
            assert not any(step.startswith("hold_") for step in steps), key


def test_without_beliefs_about_answers_there_is_one_figure_for_all(small_answer: Answer) -> None:
    # The small case has two options in the country and no rival models of kind response.
    assert contents.attacked_options(small_answer)
    assert not any("_if_" in key for key in small_answer.figures if ".attacked." in key)
    assert small_answer.figure("brigade", "attacked", "reported", "more") is not None


def test_where_nobody_attacks_nothing_is_told_of_attacks(small: Case) -> None:
    calm = edited(small, [
        Edit.parse(f"process.attacks.value_{end}=0") for end in ("low", "mode", "high")
    ])  # fmt: skip
    answer = assess(calm, futures=60)
    assert contents.attacked_options(answer) == []
    assert not any("attacked" in "".join(sentence) for sentence in summary(answer))
