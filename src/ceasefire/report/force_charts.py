"""Rows and marks of the charts on the force: who stands where, who bears it, what can be kept."""

from __future__ import annotations

from ceasefire.answer import plan_contents
from ceasefire.answer.answer import Answer
from ceasefire.report.marks import BLUE, GREY, ORANGE, RED, Rows, Spec, row_height, y_axis

_LABELLED = 4  # months that a bar lasts at least, to be labelled
_COLOURS = (BLUE, "#5b9bc4", GREY, ORANGE)


def gantt_rows(answer: Answer) -> Rows:
    """Months in which the units of a contributor stand there, by option."""
    return [
        {
            "option": one.posed.option.text("name"),
            "name": f"{answer.case.name_of('actors', stay.holding.actor)}: "
            f"{one.names.get(stay.holding.unit_type, stay.holding.unit_type)}",
            "start": stay.start, "end": stay.end, "level": stay.holding.level,
            "label": _label(stay),
        }
        for one in plan_contents.drawn(answer)
        for stay in plan_contents.stays_of(one)
    ]  # fmt: skip


def _label(stay: plan_contents.Stay) -> str:
    """People of a bar; blank where they would not fit into it."""
    if stay.end - stay.start < _LABELLED:
        return ""
    return f"{stay.people:,.0f}" if stay.people else str(stay.units)


def gantt_spec(rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    """Return small multiples by option, a bar from the first month to the last."""
    months = max(row["end"] for row in rows)
    options = list(dict.fromkeys(row["option"] for row in rows))
    encoding = {
        "y": y_axis(axis={"labelLimit": 200 if narrow else 260}),
        "x": {"field": "start", "type": "quantitative", "title": "month from the decision",
              "scale": {"domain": [0, months]}, "axis": {"tickMinStep": 1, "tickCount": 6}},
        "x2": {"field": "end"},
    }  # fmt: skip
    color = {
        "field": "level", "type": "nominal", "title": "level of the offer",
        "scale": {"domain": list(plan_contents.LEVELS), "range": list(_COLOURS)},
        "legend": {"columns": 2 if narrow else 4},
    }  # fmt: skip
    text = {"text": {"field": "label"}, "color": {"value": "white"}}
    return {
        "facet": {"field": "option", "type": "nominal", "sort": options, "title": None,
                  "header": {"labelAnchor": "start", "labelLimit": 250 if narrow else 400}},
        "columns": 1, "resolve": {"scale": {"y": "independent"}},
        "spec": {
            "width": 170 if narrow else 520, "height": row_height(), "encoding": encoding,
            "layer": [
                {"mark": {"type": "bar", "height": 13, "cornerRadius": 2},
                 "encoding": {"color": color}},
                {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 10},
                 "encoding": text},
            ],
        },
    }  # fmt: skip


def burden_rows(answer: Answer) -> Rows:
    """Share of its land forces that a contributor has in place, as a mean over the plan."""
    return [
        {"option": one.posed.option.text("name"), "share": burden.share,
         "name": answer.case.name_of("actors", burden.actor)}
        for one in plan_contents.drawn(answer)
        for burden in plan_contents.burdens_of(one)
        if burden.share
    ]  # fmt: skip


def burden_spec(rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    """Return bars by contributor and option."""
    options = list(dict.fromkeys(row["option"] for row in rows))
    return {
        "height": {"step": 11},
        "mark": {"type": "bar", "height": 8, "cornerRadius": 2},
        "encoding": {
            "y": y_axis(), "yOffset": {"field": "option", "sort": options},
            "x": {"field": "share", "type": "quantitative",
                  "axis": {"format": ".1%", "tickCount": 4},
                  "title": "share of its land forces in place, mean of the plan"},
            "color": {"field": "option", "type": "nominal", "title": None,
                      "scale": {"domain": options, "range": [BLUE, ORANGE, RED]},
                      "legend": {"columns": 1 if narrow else 3}},
        },
    }  # fmt: skip


_STEADY, _SURGED = "tours as the policies have them", "with a surge"
_BY_SHARE = "by the share kept out for good"


def frontier_rows(answer: Answer) -> Rows:
    """Largest force by months, its band, the surge, and the options' sizes to hold it against."""
    rows: Rows = []
    for one in plan_contents.frontier(answer):
        months = {"months": one.months}
        rows.append({**months, "low": one.low, "people": one.middle, "high": one.high,
                     "what": _STEADY})  # fmt: skip
        rows.append({**months, "people": one.surged, "what": _SURGED})
    if not rows:
        return rows
    kept = plan_contents.kept_by_share(answer)
    if kept is not None:
        rows.append({"least": kept[0], "most": kept[1], "what": _BY_SHARE})
    return rows + [
        {"size": plan_contents.size_asked(plan), "name": plan.posed.option.text("name")}
        for plan in plan_contents.drawn(answer)
    ]


def frontier_spec(_rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    """Return lines of size against months, with the sizes asked for as rules."""
    color = {
        "field": "what", "type": "nominal", "title": None,
        "scale": {"domain": [_STEADY, _SURGED, _BY_SHARE], "range": [BLUE, ORANGE, RED]},
        "legend": {"columns": 1 if narrow else 3, "symbolOpacity": 1, "symbolType": "square"},
    }  # fmt: skip
    y = {"field": "people", "type": "quantitative", "title": "people in place",
         "axis": {"format": "~s"}}  # fmt: skip
    x = {"field": "months", "type": "quantitative", "title": "months it is kept"}
    lines = {
        "transform": [{"filter": "isValid(datum.months)"}],
        "layer": [
            {"mark": {"type": "area", "opacity": 0.15, "color": BLUE},
             "transform": [{"filter": "isValid(datum.low)"}],
             "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}},
            {"mark": {"type": "line", "point": True}, "encoding": {"x": x, "y": y, "color": color}},
        ],
    }  # fmt: skip
    share = {
        "transform": [{"filter": "isValid(datum.least)"}],
        "mark": {"type": "rect", "opacity": 0.15},
        "encoding": {"y": {**y, "field": "least"}, "y2": {"field": "most"}, "color": color},
    }
    rules = {
        "transform": [{"filter": "isValid(datum.size)"}],
        "layer": [
            {"mark": {"type": "rule", "strokeDash": [5, 3], "color": GREY},
             "encoding": {"y": {"field": "size", "type": "quantitative"}}},
            {"mark": {"type": "text", "align": "right", "dy": -6, "fontSize": 10},
             "encoding": {"y": {"field": "size", "type": "quantitative"}, "x": {"value": "width"},
                          "text": {"field": "name"}}},
        ],
    }  # fmt: skip
    return {"height": 220 if narrow else 280, "layer": [share, lines, rules]}
