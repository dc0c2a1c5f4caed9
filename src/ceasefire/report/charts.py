"""The charts of the page, declared once as Vega-Lite specifications.

To add a chart, write a function that gives its rows and one that gives its marks, and add a
``Chart`` to ``CHARTS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceasefire.answer import contents
from ceasefire.answer.answer import Answer, weights
from ceasefire.answer.figures import Figure
from ceasefire.case.tables.politics import COMBINING_RULES
from ceasefire.report import consent_charts, force_charts, truce_charts
from ceasefire.report.marks import (
    BLUE,
    GREY,
    ORANGE,
    RED,
    SCHEMA,
    SHARES,
    Rows,
    Spec,
    heat_map,
    named_options,
    row_height,
    y_axis,
)


@dataclass(frozen=True)
class Chart:
    """One chart: where it stands on the page, its caption, its rows, and its marks over them.

    ``section`` is the id of the page's section. ``spec`` gets the rows and whether the page is
    narrow, and returns the specification without data and size.
    """

    id: str
    section: str
    title: str
    caption: str
    rows: Callable[[Answer], Rows]
    spec: Callable[[Rows, bool], Spec]


def specification(chart: Chart, answer: Answer, width: int, *, narrow: bool) -> Spec | None:
    """Return a chart as Vega-Lite at a width in pixels; ``None`` if it has no rows."""
    rows = chart.rows(answer)
    if not rows:
        return None
    spec = chart.spec(rows, narrow)
    # Small multiples have widths of their own; Vega fits no more than one view to a width.
    fit = {} if "facet" in spec else {
        "width": width, "autosize": {"type": "fit-x", "contains": "padding"},
    }  # fmt: skip
    return {
        "$schema": SCHEMA,
        **fit,
        "background": "transparent",
        "data": {"values": rows},
        "config": config(narrow=narrow),
        **spec,
    }


def config(*, narrow: bool) -> Spec:
    """Return what all charts look like, as the ``config`` of a specification."""
    size = 11 if narrow else 12
    return {
        "font": "sans-serif",
        "axis": {
            "labelFontSize": size, "titleFontSize": size, "labelLimit": 140 if narrow else 260,
            "titleFontWeight": "normal", "gridColor": "#e3e7eb", "domainColor": "#b8c0c8",
            "tickColor": "#b8c0c8", "labelColor": "#33404d", "titleColor": "#33404d",
        },
        "legend": {
            "labelFontSize": size, "titleFontSize": size, "orient": "top", "labelLimit": 300,
            "columns": 1 if narrow else 3, "titleFontWeight": "normal",
            "layout": {"top": {"direction": "vertical", "anchor": "start"}},
        },
        "header": {"labelFontSize": size, "titleFontSize": size},
        "view": {"stroke": None},
    }  # fmt: skip


def _has_size(figure: Figure | None) -> bool:
    return figure is not None and bool(figure.high)


def _size_rows(answer: Answer) -> Rows:
    rows: Rows = []
    for option, name in named_options(answer):
        plan, need = answer.figure(option, "plan.troops"), answer.figure(option, "requirement")
        for what, figure in (("size as published", plan), ("needed by rules that hold", need)):
            if figure is not None and _has_size(figure):
                low = figure.low if figure.bound != "up to" else 0
                rows.append({"name": name, "what": what, "low": low, "high": figure.high})
    drawn: set[float | None] = set()
    for level, what in _LEVELS.items():
        offer = answer.figure("offer", "land", level)
        # A level that adds nobody would hide the line of the one before it.
        if rows and offer is not None and _has_size(offer) and offer.high not in drawn:
            drawn.add(offer.high)
            rows.append({"rule": offer.high, "what": what})
    return rows


_LEVELS = {
    "firm": "firm pledges", "likely": "with likely", "conditional": "with conditional",
    "assumed": "with assumptions",
}  # fmt: skip


def _size_spec(_rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    names = ["size as published", "needed by rules that hold", *_LEVELS.values()]
    color = {
        "field": "what", "type": "nominal", "title": None,
        "scale": {"domain": names, "range": [BLUE, GREY, RED, "#c77d4a", "#b59a2f", ORANGE]},
        "legend": {"columns": 1 if narrow else 3},
    }  # fmt: skip
    x = {
        "field": "low", "type": "quantitative", "scale": {"type": "log"},
        "title": "people on land (logarithmic)", "axis": {"format": "~s", "tickCount": 5},
    }  # fmt: skip
    bars = {
        "transform": [{"filter": "isValid(datum.name)"}],
        "encoding": {"y": y_axis(), "x": x, "x2": {"field": "high"}, "color": color,
                     "yOffset": {"field": "what", "sort": names}},
        "layer": [
            {"mark": {"type": "bar", "height": 6, "cornerRadius": 2}},
            {"mark": {"type": "point", "filled": True, "size": 36, "opacity": 1}},
            {"mark": {"type": "point", "filled": True, "size": 36, "opacity": 1},
             "encoding": {"x": {"field": "high", "type": "quantitative"}}},
        ],
    }  # fmt: skip
    rules = {
        "transform": [{"filter": "isValid(datum.rule)"}],
        "mark": {"type": "rule", "strokeWidth": 1.5, "strokeDash": [5, 3]},
        "encoding": {"x": {"field": "rule", "type": "quantitative"}, "color": color},
    }
    return {"height": {"step": 11}, "layer": [bars, rules]}


def _adoption_rows(answer: Answer) -> Rows:
    rows = []
    for option, name in named_options(answer):
        figures = {"by its own path": answer.figure(option, "adopted")} | {
            body.text("name"): answer.figure(option, "body", body.id)
            for body in answer.case.rows("bodies")
            if body.text("rule") not in COMBINING_RULES
        }
        for body, figure in figures.items():
            if figure is not None and figure.value is not None:
                label = f"{100 * figure.value:.0f}"
                rows.append({"name": name, "body": body, "p": figure.value, "label": label})
    return rows


def _adoption_spec(_rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    return heat_map("body", SHARES, "datum.p > 0.7", narrow=narrow)


def _standing_rows(answer: Answer) -> Rows:
    rows = []
    for option, name in named_options(answer):
        for presence in contents.beliefs(answer, "presence"):
            for baseline in contents.beliefs(answer, "baseline"):
                figure = contents.belief_figure(answer, option, "clash", baseline.id, presence.id)
                if figure is not None:
                    names = {"model": presence.text("name"), "baseline": baseline.text("name")}
                    rows.append({"name": name, **names, "p": figure.value})
    return rows


def _standing_spec(rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    x = {
        "field": "p", "type": "quantitative", "title": "no fatal clash within 2 years",
        "axis": {"format": ".0%", "tickCount": 5}, "scale": {"zero": False, "nice": True},
    }  # fmt: skip
    shapes = sorted({row["baseline"] for row in rows})
    return {
        "height": row_height(),
        "mark": {"type": "point", "filled": True, "size": 55, "opacity": 0.85},
        "encoding": {
            "y": y_axis(), "x": x,
            "color": {"field": "model", "type": "nominal", "title": "belief about the force",
                      "sort": None, "scale": {"scheme": "tableau10"},
                      "legend": {"columns": 1 if narrow else 2}},
            "shape": {"field": "baseline", "type": "nominal", "title": "baseline",
                      "scale": {"domain": shapes, "range": ["circle", "diamond", "square"]},
                      "legend": {"columns": 1 if narrow else 2}},
        },
    }  # fmt: skip


def _cost_rows(answer: Answer) -> Rows:
    rows = []
    for option, name in named_options(answer):
        figure = answer.figure(option, "cost_year")
        if figure is not None and figure.value:
            rows.append({"name": name, "low": figure.low, "mean": figure.value,
                         "high": figure.high})  # fmt: skip
    return rows


_LEAST_BN = 5e7


def _cost_spec(rows: Rows, _narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    # One unit for the whole axis: thousands of millions where everything is that large.
    unit, size = ("bn", "1e9") if min(row["low"] for row in rows) >= _LEAST_BN else ("m", "1e6")
    x = {
        "field": "low", "type": "quantitative", "title": "cost of a year (logarithmic)",
        "scale": {"type": "log"},
        "axis": {"labelExpr": f"format(datum.value / {size}, ',~g') + ' {unit}'", "tickCount": 4},
    }  # fmt: skip
    return {
        "height": row_height(),
        "encoding": {"y": y_axis(), "x": x},
        "layer": [
            {"mark": {"type": "bar", "height": 7, "cornerRadius": 2, "color": BLUE},
             "encoding": {"x2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "color": ORANGE, "size": 45, "opacity": 1},
             "encoding": {"x": {"field": "mean", "type": "quantitative"}}},
        ],
    }  # fmt: skip


def _weight_rows(answer: Answer) -> Rows:
    found: Rows = [
        {"name": figure.rows[0], "moves": _MOVES[name], "points": 100 * abs(figure.value or 0)}
        for figure in weights(answer.figures)
        if (name := figure.id.rpartition(".")[2]) in _MOVES
        if _clear(figure)
    ]  # fmt: skip
    heaviest: dict[str, float] = {}
    for row in found:
        heaviest[row["name"]] = max(heaviest.get(row["name"], 0.0), row["points"])
    names = sorted(heaviest, key=lambda name: -heaviest[name])[:_HEAVIEST]
    return [row for name in names for row in found if row["name"] == name]


def _clear(figure: Figure) -> bool:
    """Whether a weight is further from nothing than ``_ERRORS`` standard errors."""
    if figure.value is None or figure.low is None:
        return False
    return abs(figure.value) > _ERRORS / 2 * abs(figure.value - figure.low)


_ERRORS = 4.0  # the largest of thousands of differences is far from nothing by chance alone
_HEAVIEST = 15
_MOVES = {
    "adopted": "adoption",
    "standing_expected_clash_2": "no clash within 2 years",
    "standing_expected_war_2": "no war within 2 years",
}


def _weight_spec(_rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    return {
        "height": {"step": 13},
        "mark": {"type": "bar"},
        "encoding": {
            "y": y_axis(axis={"labelLimit": 170 if narrow else 320}),
            "yOffset": {"field": "moves"},
            "x": {"field": "points", "type": "quantitative", "title": "points of probability"},
            "color": {"field": "moves", "type": "nominal", "title": "moves",
                      "scale": {"domain": list(_MOVES.values()), "range": [BLUE, ORANGE, RED]}},
        },
    }  # fmt: skip


CHARTS = (
    Chart(
        "size", "offers", "Size, need and offer",
        "Published size of each option, what the rules that hold for its mission ask for, and what "
        "the pledges add up to. A bar that ends right of the dashed lines is short.",
        _size_rows, _size_spec,
    ),
    Chart(
        "gantt", "plan", "Who stands there when",
        "Units in place by month, with their people, as the plan has them; colours are the levels "
        "of the offer. What nobody put a number to is not drawn.",
        force_charts.gantt_rows, force_charts.gantt_spec,
    ),
    Chart(
        "burden", "plan", "Who bears it",
        "People in place as a share of a state's land forces, which are estimated where only all "
        "services are known.",
        force_charts.burden_rows, force_charts.burden_spec,
    ),
    Chart(
        "frontier", "plan", "How large a force could be kept, and for how long",
        "From pools less commitments, tours and the time between them, of states whose last word "
        "on troops is neither no nor outside only; the band is that of the pools. Willingness is "
        "left aside.",
        force_charts.frontier_rows, force_charts.frontier_spec,
    ),
    Chart(
        "adoption", "consent", "Which body can adopt which option",
        "Share of futures, in per cent, in which the body adopts the option under its own rule.",
        _adoption_rows, _adoption_spec,
    ),
    Chart(
        "acceptance", "consent", "Who can live with which settlement",
        "Probability, in per cent, that an actor accepts a package rather than go on without a "
        "deal: the parties first, then those that accept least.",
        consent_charts.acceptance_rows, consent_charts.acceptance_spec,
    ),
    Chart(
        "win_over", "consent", "Who would have to be won over, and by how much",
        "Points of 100 by which an option is too far for a member without whom its body does not "
        "adopt, in the middle of all bands: that much nearer it has to come, or a payment worth "
        "as much. Empty: nobody there has to be won over.",
        consent_charts.win_over_rows, consent_charts.win_over_spec,
    ),
    Chart(
        "course", "consent", "How positions would move, turn by turn",
        "KTAB spatial model, its first ten turns: actors challenge those whom they expect to beat "
        "and bargain in pairs. For the shape of the talks; as a forecast it has not beaten the "
        "weighted mean. Named are the parties and whoever moves furthest.",
        consent_charts.course_rows, consent_charts.course_spec,
    ),
    Chart(
        "standing", "truce", "Would it hold, belief by belief",
        "Share of truces without a fatal clash after two years if the force stood as planned, "
        "under each rival belief and baseline. Where the colours lie apart, experts disagree.",
        _standing_rows, _standing_spec,
    ),
    Chart(
        "attack", "attack", "What follows an attack on the force",
        "Share of attacks that war follows within a year, less that share if nobody answers, in "
        "the same futures; the option with the least regret, as planned, with 95 % intervals. "
        "Where beliefs lie further apart than ladders, the answer hangs on the belief.",
        truce_charts.attack_rows, truce_charts.attack_spec,
    ),
    Chart(
        "cost", "cost", "What a year costs",
        "The force as planned; the bar leaves out one future in twenty on each side.",
        _cost_rows, _cost_spec,
    ),
    Chart(
        "weights", "assumptions", "What moves the answer",
        "Difference between the futures where the number is above its median (a condition: met) "
        "and the others, for the option it moves most; only what is clearer than chance.",
        _weight_rows, _weight_spec,
    ),
)  # fmt: skip
