"""Rows and marks of the charts on the truce: what follows when the force is attacked."""

from __future__ import annotations

from ceasefire.answer import contents
from ceasefire.answer.answer import Answer
from ceasefire.report.marks import BLUE, GREY, ORANGE, RED, Rows, Spec

_ALL = "all beliefs, by their weights"


def attack_rows(answer: Answer) -> Rows:
    """Wars more than if nobody answers, by ladder and belief, for the option shown."""
    rows: Rows = []
    for option in contents.attacked_options(answer)[:1]:
        models = {"more": _ALL} | {
            f"more_if_{model.id}": model.text("name")
            for model in contents.beliefs(answer, "response")
        }
        for ladder in contents.attacked_under(answer):
            for what, words in models.items():
                figure = answer.figure(option, "attacked", ladder, what)
                if figure is not None and figure.value is not None:
                    ends = {"low": figure.low, "high": figure.high}
                    name = ladder.replace("_", " ")
                    rows.append({"ladder": name, "belief": words, "p": figure.value, **ends})
    return rows


def attack_spec(rows: Rows, narrow: bool) -> Spec:  # noqa: FBT001 - the declared signature
    """Points with their intervals, one row for each ladder."""
    names = list(dict.fromkeys(row["belief"] for row in rows))
    x = {
        "field": "low", "type": "quantitative",
        "title": "wars within a year, more than if nobody answers",
        "axis": {"format": "+.0%", "tickCount": 5},
    }  # fmt: skip
    base = {
        "y": {"field": "ladder", "type": "nominal", "sort": None, "title": None},
        "yOffset": {"field": "belief", "sort": names},
        "color": {
            "field": "belief", "type": "nominal", "title": None, "sort": names,
            "scale": {"domain": names, "range": [GREY, BLUE, ORANGE, RED]},
            "legend": {"columns": 1 if narrow else 2},
        },
    }  # fmt: skip
    return {
        "height": {"step": 14},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.5},
             "encoding": {**base, "x": x, "x2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
             "encoding": {**base, "x": {**x, "field": "p"}}},
        ],
    }  # fmt: skip
