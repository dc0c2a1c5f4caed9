"""The page: whole, without network, its numbers wired to their origins."""

from __future__ import annotations

import html.parser
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from tests.support import rewrite

from ceasefire.answer import plan_contents
from ceasefire.answer.answer import Answer
from ceasefire.answer.assess import assess
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.report import force_charts
from ceasefire.report.charts import CHARTS, specification
from ceasefire.report.force_views import lapses
from ceasefire.report.page import page

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def made(ukraine_answer: Answer) -> str:
    return page(ukraine_answer, TODAY)


class Tags(html.parser.HTMLParser):
    """Collects what a page would fetch, its anchors and targets, and its numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.ids: set[str] = set()
        self.anchors: list[str] = []
        self.numbers: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.add(found["id"])
        if tag in ("img", "script", "iframe", "link", "source") and (
            "src" in found or tag == "link"
        ):
            self.fetched.append(tag)
        if tag == "a" and found.get("href", "").startswith("#"):
            self.anchors.append(found["href"][1:])
        if tag == "button" and found.get("class") == "n":
            self.numbers.append((found.get("data-f", ""), found.get("data-r", "")))


def parsed(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    return tags


def origins(text: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert match
    found: dict[str, Any] = json.loads(match.group(1))
    return found


def test_the_date_and_the_age_stand_first(made: str) -> None:
    body = made[made.index("<body>") :]
    assert body.index("As of 2026-02-28, 268 days old") < body.index("<h1>")


def test_nothing_is_fetched_and_every_anchor_is_there(made: str) -> None:
    tags = parsed(made)
    assert tags.fetched == []
    assert set(tags.anchors) <= tags.ids
    assert "default-src 'none'" in made


def test_every_number_leads_to_rows_and_every_row_to_sources(made: str) -> None:
    data, tags = origins(made), parsed(made)
    lists: list[list[str]] = data["lists"]
    assert len(tags.numbers) > 800
    for figure, row in tags.numbers:
        if figure:
            assert lists[data["figures"][figure]["rows"]]
        else:
            assert row in data["rows"]
    assert len({tuple(rows) for rows in lists}) == len(lists)
    for rows in lists:
        for address in rows:
            assert ".".join(address.split(".")[:2]) in data["rows"]
    for found in data["rows"].values():
        for source in found.get("sources", []):
            assert source in data["sources"]


def test_every_chart_stands_on_the_page_in_two_widths(made: str) -> None:
    for chart in CHARTS:
        assert f'id="chart-{chart.id}"' in made
        assert chart.section in parsed(made).ids
    assert made.count('<div class="wide"><svg') == len(CHARTS)
    assert made.count('<div class="narrow"><svg') == len(CHARTS)


def test_charts_are_declared_as_data(ukraine_answer: Answer) -> None:
    for chart in CHARTS:
        spec = specification(chart, ukraine_answer, 600, narrow=False)
        assert spec is not None
        assert json.loads(json.dumps(spec)) == spec
        assert spec["data"]["values"]


def test_a_chart_without_rows_is_left_out(small: Case) -> None:
    answer = assess(small, futures=3)  # too few futures to weigh anything
    weights = next(chart for chart in CHARTS if chart.id == "weights")
    assert specification(weights, answer, 300, narrow=True) is None
    assert 'id="chart-weights"' not in page(answer, TODAY)


def test_answers_of_the_ladder_are_named(ukraine_answer: Answer) -> None:
    names = {a.text("name") for a in ukraine_answer.case.rows("actors")}
    section = page(ukraine_answer, TODAY).split('<section id="attack">')[1].split("</section>")[0]
    assert any(f"<td>{name}" in section for name in names)


def test_texts_of_a_case_cannot_become_markup(case_folder: Path) -> None:
    rewrite(case_folder, "actors.csv", "cor,Corland", "cor,</script><script>alert(1)</script>")
    rewrite(case_folder, "options.csv", "brigade,A brigade", 'brigade,<img src=x onerror="y">')
    rewrite(case_folder, "sources.csv", "https://example.org/dovia", "javascript:alert(1)")
    text = page(assess(load_case(str(case_folder)), futures=30), TODAY)
    assert "<script>alert" not in text
    assert "<img" not in text
    assert 'href="javascript' not in text
    assert "&lt;img src=x" in text


def test_the_smallest_case_has_a_page(case_folder: Path) -> None:
    for file in ("ladder.csv", "pools.csv", "commitments.csv", "enablers.csv", "sizing_rules.csv"):
        (case_folder / file).unlink()
    answer = assess(load_case(str(case_folder)), futures=20, options=["observers"])
    assert "has no response ladder" in page(answer, TODAY)


def section(made: str, name: str) -> str:
    return made.split(f'<section id="{name}">')[1].split("</section>", maxsplit=1)[0]


def test_every_plan_says_what_is_short(made: str, ukraine_answer: Answer) -> None:
    text = section(made, "plan")
    for one in ukraine_answer.plans:
        assert one.posed.option.text("name") in text
        for words in one.shortage_words:
            assert str(escape(words)) in text
    assert "<details><summary>SkyShield</summary>" in text


def test_levels_without_anybody_are_left_out_of_the_plan(made: str, ukraine_answer: Answer) -> None:
    used = plan_contents.levels_in_use(ukraine_answer)
    assert "firm" in used
    text = section(made, "plan")
    for level in plan_contents.LEVELS:
        assert (f".plan_in_place.{level}" in text) == (level in used)


def test_missing_enablers_are_listed_once(made: str, ukraine_answer: Answer) -> None:
    text = section(made, "plan")
    assert text.count("Unless: ") == len(lapses(ukraine_answer)) == 1
    assert text.count("Strategic logistics and airlift") == 1
    assert "every option with people" in text


def test_short_bars_have_no_label(ukraine_answer: Answer) -> None:
    rows = force_charts.gantt_rows(ukraine_answer)
    assert any(row["label"] for row in rows)
    assert all(row["end"] - row["start"] >= 4 for row in rows if row["label"])


def test_the_share_kept_out_for_good_is_drawn(ukraine_answer: Answer) -> None:
    (band,) = (row for row in force_charts.frontier_rows(ukraine_answer) if "least" in row)
    assert ukraine_answer.frontier is not None
    assert (band["least"], band["most"]) == ukraine_answer.frontier.by_share
    both = ukraine_answer.figure("frontier", "by_both")
    share = ukraine_answer.figure("frontier", "by_share")
    assert both is not None
    assert share is not None
    assert (both.high or 0) <= (share.high or 0)


def test_costs_have_what_is_paid_once_and_supplies(made: str) -> None:
    text = section(made, "cost")
    for name in ("cost_once", "troop_years", "supply_tonnes"):
        assert f'data-f="answer.iiss_small.{name}"' in text
    assert "<code>ceasefire cost</code>" in text


def test_the_axis_of_costs_has_one_unit() -> None:
    cost = next(chart for chart in CHARTS if chart.id == "cost")
    units = []
    for low in (4e8, 3e6):
        spec = cost.spec([{"low": low}, {"low": 9e10}], False)  # noqa: FBT003 - the declared signature
        units.append(spec["encoding"]["x"]["axis"]["labelExpr"])
    assert units[0].endswith("' bn'")
    assert units[1].endswith("' m'")


def test_people_of_states_are_whole(ukraine_answer: Answer) -> None:
    for key, figure in ukraine_answer.figures.items():
        if key.startswith("answer.state.") and figure.unit == "people":
            assert (figure.low, figure.high) == (round(figure.low or 0), round(figure.high or 0))
