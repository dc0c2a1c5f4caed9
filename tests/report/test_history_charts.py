"""Single histories as a chart: what is told is drawn, on one scale, for both widths."""

from __future__ import annotations

from typing import Any

import pytest

from ceasefire.report.history_charts import (
    CLASH,
    EXPECTED,
    HEEDED,
    KINDS,
    VIOLATIONS,
    History,
    Told,
    history_pictures,
    history_spec,
)
from ceasefire.report.page import history_page

LANES = ("first <step>", "fatal clash", "war")
CALM = History([{"week": 1, "count": 40.0, "expected": 30.0}], [])
WORSE = History(
    [{"week": week, "count": 10.0 * week, "expected": 30.0} for week in (1, 2, 3)],
    [{"week": 2, "lane": LANES[0], "kind": HEEDED}, {"week": 3, "lane": "war", "kind": CLASH}],
    war=3,
)


def told(*histories: History, weeks: int = 10) -> Told:
    return Told("A brigade & more, planned", "No forecast.", weeks, LANES, histories)


def views(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [view for one in spec["vconcat"] for view in one["vconcat"]]


def scale_of(view: dict[str, Any]) -> dict[str, Any]:
    scale: dict[str, Any] = view["layer"][-1]["encoding"]["color"]["scale"]
    return scale


@pytest.mark.parametrize("narrow", [False, True])
def test_each_history_has_its_panel_and_its_lanes(narrow: bool) -> None:  # noqa: FBT001
    spec = history_spec(told(CALM, WORSE), narrow=narrow)
    titles = [one["title"]["text"] for one in spec["vconcat"]]
    assert titles == ["History 1: no war in 10 weeks", "History 2: war in week 3"]
    panels, lanes = views(spec)[::2], views(spec)[1::2]
    assert [len(view["data"]["values"]) for view in panels] == [1, 3]
    assert [len(view["data"]["values"]) for view in lanes] == [0, 2]
    assert all(view["layer"][-1]["encoding"]["y"]["scale"]["domain"] == list(LANES)
               for view in lanes)  # fmt: skip
    # One scale for all: 40 is the most of any week.
    assert {tuple(v["layer"][-1]["encoding"]["y"]["scale"]["domain"]) for v in panels} == {(0, 40)}
    assert len({view["width"] for view in views(spec)}) == 1


def test_the_legend_has_what_there_is_in_one_order() -> None:
    found = [scale_of(view) for view in views(history_spec(told(CALM, WORSE), narrow=False))]
    assert all(scale == found[0] for scale in found)
    assert found[0]["domain"] == [VIOLATIONS, EXPECTED, HEEDED, CLASH]
    assert found[0]["range"] == [KINDS[name] for name in found[0]["domain"]]
    assert len(set(KINDS.values())) == len(KINDS)


def test_weeks_after_the_war_are_grey() -> None:
    calm, worse = history_spec(told(CALM, WORSE), narrow=False)["vconcat"]
    assert [len(view["layer"]) for view in calm["vconcat"]] == [2, 2]
    for view in worse["vconcat"]:
        over = view["layer"][0]
        assert over["data"]["values"] == [{"from": 4, "to": 11}]
    last = History(WORSE.violations, WORSE.marks, war=10)  # nothing is left to grey
    assert len(history_spec(told(last), narrow=False)["vconcat"][0]["vconcat"][0]["layer"]) == 2


def test_a_mark_is_wide_enough_to_be_seen() -> None:
    few, many = (
        views(history_spec(told(WORSE, weeks=weeks), narrow=True))[1]["data"]["values"][0]
        for weeks in (50, 520)
    )
    assert few["end"] - few["week"] == 1
    assert 4 < many["end"] - many["week"] < 6


def test_without_violations_there_are_lanes_alone() -> None:
    spec = history_spec(told(History([], WORSE.marks)), narrow=True)
    assert len(views(spec)) == 1
    assert scale_of(views(spec)[0])["domain"] == [HEEDED, CLASH]


def test_pictures_say_what_they_show() -> None:
    made = history_pictures(told(CALM, WORSE))
    assert set(made) == {"wide", "narrow"}
    for svg in made.values():
        for words in ("History 2: war in week 3", "first &lt;step&gt;", "week", VIOLATIONS,
                      'aria-label="A brigade &amp; more, planned. No forecast."'):  # fmt: skip
            assert words in svg, words


def test_the_page_holds_both_pictures_and_fetches_nothing() -> None:
    page = history_page(told(CALM, WORSE))
    assert page.count("<svg ") == 2
    assert "<title>A brigade &amp; more, planned" in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "src=" not in page
