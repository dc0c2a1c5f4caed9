"""Plans and the frontier in an answer and on its page."""

from __future__ import annotations

from datetime import date

import pytest

from ceasefire.answer import plan_contents
from ceasefire.answer.answer import Answer
from ceasefire.report.charts import CHARTS
from ceasefire.report.force_views import lapses
from ceasefire.report.page import page


def test_every_option_that_asks_for_something_has_a_plan(ukraine_answer: Answer) -> None:
    planned = {one.posed.option.id for one in ukraine_answer.plans}
    assert planned == set(ukraine_answer.settings.options)
    with_people = {one.posed.option.id for one in plan_contents.with_people(ukraine_answer)}
    assert "skyshield" not in with_people


def test_people_nobody_published_stand_as_a_figure(ukraine_answer: Answer) -> None:
    """25,000 less 10,150 published (with lone ceilings), conditions met or not."""
    figure = ukraine_answer.figure("iiss_medium", "plan_unpublished")
    assert figure is not None
    assert figure.value == 14_850
    assert "pledges.gbr_2026_02" in figure.rows


def test_levels_of_the_plan_add_up_to_what_stands_there(ukraine_answer: Answer) -> None:
    one = next(p for p in ukraine_answer.plans if p.posed.option.id == "iiss_medium")
    inside = [i for i, h in enumerate(one.plan.problem.holdings) if h.inside]
    total = one.plan.people[inside, -1].sum()
    levels = [ukraine_answer.figure("iiss_medium", "plan_in_place", level)
              for level in plan_contents.LEVELS]  # fmt: skip
    assert sum(figure.value or 0 for figure in levels if figure) == pytest.approx(total)


def test_frontier_falls_and_ends_at_for_ever(ukraine_answer: Answer) -> None:
    kept = list(plan_contents.frontier(ukraine_answer))
    assert [one.months for one in kept] == sorted(one.months for one in kept)
    assert all(one.low <= one.middle <= one.high for one in kept)
    figure = ukraine_answer.figure("frontier", "for_ever")
    assert figure is not None
    assert figure.value == pytest.approx(kept[-1].middle, rel=0.01)


def test_without_the_backstop_the_page_says_what_fails(ukraine_answer: Answer) -> None:
    words = " ".join(one["words"] for one in lapses(ukraine_answer))
    assert "Strategic logistics and airlift" in words
    assert "offered without a number: Luxembourg, Poland" in words


@pytest.mark.parametrize("chart", [c for c in CHARTS if c.section == "plan"], ids=lambda c: c.id)
def test_charts_of_the_plan_have_rows(ukraine_answer: Answer, chart: object) -> None:
    assert chart.rows(ukraine_answer)  # type: ignore[attr-defined]


def test_a_case_without_units_has_contingents(small_answer: Answer) -> None:
    text = page(small_answer, date(2026, 2, 1))
    assert "Who would stand there, month by month" in text
    assert "contingent" in text
