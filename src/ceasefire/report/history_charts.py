"""Single histories of a truce as a chart: week by week, one history below the other."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from ceasefire.report.charts import config
from ceasefire.report.marks import BLUE, ORANGE, RED, SCHEMA, Rows, Spec, y_axis
from ceasefire.report.render import NARROW, WIDE, picture

VIOLATIONS, EXPECTED = "violations", "expected without a force"
COMMITMENT, SURGE, CLASH = "new commitment", "surge of violations", "fatal clash, war"
HARMLESS, KILLING, LEAVES = "force hit, nobody killed", "force hit, people killed", "force leaves"
HEEDED, NOT_HEEDED, FALSE = "answer, heeded", "answer, not heeded", "answer to the wrong side"
UNANSWERED = "no answer"
KINDS = {
    VIOLATIONS: "#8fb3cc", EXPECTED: "#22303c", COMMITMENT: "#4d8a57", SURGE: BLUE,
    HARMLESS: "#f0c48f", KILLING: ORANGE, LEAVES: "#7a4a12", HEEDED: "#4b5763",
    NOT_HEEDED: "#b6bfc8", FALSE: "#8e5ea2", UNANSWERED: "#b59a2f", CLASH: RED,
}  # fmt: skip
_POINTS = (COMMITMENT, LEAVES, CLASH)  # rare: a mark larger than its week
_OVER = "#eef1f4"
_LANE, _PANEL, _BETWEEN = 15, 84, 26
_SEEN = 1.8  # pixels that a mark is wide at least


@dataclass(frozen=True)
class History:
    """One history: weeks are counted from 1.

    ``violations`` has rows of ``week``, ``count`` and ``expected``; ``marks`` rows of ``week``,
    ``lane`` and ``kind``, one of ``KINDS``. ``war`` is the week of the war, if it came.
    """

    violations: Rows
    marks: Rows
    war: int | None = None


@dataclass(frozen=True)
class Told:
    """What a chart of histories shows: ``lanes`` from top to bottom, over so many ``weeks``."""

    title: str
    note: str
    weeks: int
    lanes: Sequence[str]
    histories: Sequence[History] = field(default_factory=list)


def history_spec(told: Told, *, narrow: bool) -> Spec:
    """Return a chart of histories as Vega-Lite, for a wide or a narrow screen."""
    chars = 46 if narrow else 120
    size = 13 if narrow else 15
    return {
        "$schema": SCHEMA,
        "background": "white",
        "padding": 8,
        "config": config(narrow=narrow),
        "title": {
            "text": textwrap.wrap(told.title, chars - 4), "fontSize": size, "anchor": "start",
            "subtitle": textwrap.wrap(told.note, chars), "subtitleFontSize": size - 2,
            "subtitlePadding": 6, "offset": 12, "subtitleColor": "#5b6875", "frame": "bounds",
        },
        "spacing": _BETWEEN,
        "vconcat": [
            _history(told, number, one, narrow=narrow)
            for number, one in enumerate(told.histories, start=1)
        ],
    }  # fmt: skip


def history_pictures(told: Told) -> dict[str, str]:
    """SVG of the histories for ``wide`` and for ``narrow`` screens."""
    label = f"{told.title}. {told.note}"
    return {
        name: picture(history_spec(told, narrow=narrow), label)
        for name, narrow in (("wide", False), ("narrow", True))
    }


def _history(told: Told, number: int, one: History, *, narrow: bool) -> Spec:
    came = f"war in week {one.war}" if one.war else f"no war in {told.weeks} weeks"
    labels = 122 if narrow else 190
    width = (NARROW if narrow else WIDE) - labels - 24
    axis = {"minExtent": labels, "maxExtent": labels, "labelLimit": labels - 6}
    quarters = told.weeks <= 130 and not narrow  # noqa: PLR2004 - two years and a half
    step = 13 if quarters else 26 if told.weeks <= 130 else 52  # noqa: PLR2004
    x = {
        "field": "week", "type": "quantitative", "title": "week",
        "scale": {"domain": [1, told.weeks + 1], "nice": False},
        "axis": {"values": [1, *range(step, told.weeks + 1, step)], "labelOverlap": True},
    }  # fmt: skip
    parts = [_lanes(told, one, x, axis, least=_SEEN * told.weeks / width)]
    if one.violations:
        parts.insert(0, _panel(told, one, x, axis))
    title = {"text": f"History {number}: {came}", "anchor": "start", "fontSize": 12, "offset": 6}
    sized = [{"width": width, **part} for part in parts]
    return {"title": {**title, "frame": "bounds"}, "spacing": 4, "vconcat": sized}


def _color(told: Told) -> Spec:
    """One scale for all views, of what there is."""
    found = {row["kind"] for one in told.histories for row in one.marks}
    if any(one.violations for one in told.histories):
        found |= {VIOLATIONS, EXPECTED}
    names = [kind for kind in KINDS if kind in found]
    return {
        "type": "nominal", "title": None,
        "scale": {"domain": names, "range": [KINDS[name] for name in names]},
        "legend": {"symbolType": "square", "symbolStrokeWidth": 0, "symbolOpacity": 1},
    }  # fmt: skip


def _placed(rows: Rows, least: float = 1.0) -> Rows:
    """Rows with the middle of their week, and where their mark ends, ``least`` weeks on."""
    long = max(1.0, least)
    return [{**row, "middle": row["week"] + 0.5, "end": row["week"] + long} for row in rows]


def _after_war(told: Told, one: History, x: Spec) -> list[Spec]:
    """Grey over the weeks that the history did not live to see."""
    if one.war is None or one.war >= told.weeks:
        return []
    return [{
        "data": {"values": [{"from": one.war + 1, "to": told.weeks + 1}]},
        "mark": {"type": "rect", "color": _OVER},
        "encoding": {"x": {**x, "field": "from"}, "x2": {"field": "to"}},
    }]  # fmt: skip


def _panel(told: Told, one: History, x: Spec, axis: Spec) -> Spec:
    """Violations of each week, and what was expected."""
    most = max(row["count"] for other in told.histories for row in other.violations)
    y = {
        "type": "quantitative", "title": "violations a week", "scale": {"domain": [0, most]},
        "axis": {**axis, "tickCount": 3, "format": ",~f", "titleX": -44},
    }  # fmt: skip
    bare = {**x, "title": None, "axis": {**x["axis"], "labels": False, "ticks": False}}
    color = _color(told)
    bars = {
        "mark": {"type": "rect"},
        "encoding": {"x": bare, "x2": {"field": "end"}, "y": {**y, "field": "count"},
                     "y2": {"datum": 0}, "color": {**color, "datum": VIOLATIONS}},
    }  # fmt: skip
    line = {
        "mark": {"type": "line", "strokeWidth": 1.5, "strokeDash": [4, 3]},
        "encoding": {
            "x": {**bare, "field": "middle"},
            "y": {**y, "field": "expected"},
            "color": {**color, "datum": EXPECTED},
        },
    }
    return {
        "height": _PANEL,
        "data": {"values": _placed(one.violations)},
        "layer": [*_after_war(told, one, bare), bars, line],
    }


def _lanes(told: Told, one: History, x: Spec, axis: Spec, least: float) -> Spec:
    """What happened in each week, in a lane for each kind of event and each step of a ladder."""
    y = y_axis("lane", scale={"domain": list(told.lanes)}, axis={**axis, "grid": True})
    color = {**_color(told), "field": "kind"}
    weeks = {
        "transform": [{"filter": {"not": {"field": "kind", "oneOf": list(_POINTS)}}}],
        "mark": {"type": "bar", "height": _LANE - 5},
        "encoding": {"x": x, "x2": {"field": "end"}, "y": y, "color": color},
    }
    points = {
        "transform": [{"filter": {"field": "kind", "oneOf": list(_POINTS)}}],
        "mark": {"type": "point", "filled": True, "shape": "diamond", "size": 90, "opacity": 1},
        "encoding": {"x": {**x, "field": "middle"}, "y": y, "color": color},
    }
    return {
        "height": {"step": _LANE},
        "data": {"values": _placed(one.marks, least)},
        "layer": [*_after_war(told, one, x), weeks, points],
    }
