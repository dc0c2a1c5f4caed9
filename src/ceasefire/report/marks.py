"""What the charts share: their colours, their rows of names, their order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ceasefire.answer.answer import Answer

Rows = list[dict[str, Any]]
Spec = dict[str, Any]

BLUE, ORANGE, GREY, RED = "#1f5f8b", "#d9822b", "#8a94a0", "#b3402f"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_ROW_HEIGHT = 22
# Colours of a share from 0 to 1.
SHARES = {"domain": [0, 1], "range": ["#f3e3df", "#f7f3ea", BLUE]}


def y_axis(field: str = "name", **more: Any) -> Spec:  # noqa: ANN401 - parts of a specification
    """Return a vertical axis of names in the order of the rows."""
    return {"field": field, "type": "nominal", "sort": None, "title": None, **more}


def row_height() -> Spec:
    """Return the height of one row per name."""
    return {"step": _ROW_HEIGHT}


def named_options(answer: Answer) -> Iterable[tuple[str, str]]:
    """Yield the options of an answer with their names."""
    for option in answer.settings.options:
        yield option, answer.case.name_of("options", option)


def heat_map(across: str, scale: Spec, dark: str, *, narrow: bool) -> Spec:
    """Return names by the values of a field: coloured by ``p``, with a ``label`` in each cell.

    ``dark`` says, as Vega's test, where the label has to be white.
    """
    x = {
        "field": across, "type": "nominal", "sort": None, "title": None,
        "axis": {"orient": "top", "labelAngle": -90 if narrow else -30, "labelLimit": 220},
    }  # fmt: skip
    color = {"field": "p", "type": "quantitative", "legend": None, "scale": scale}
    text = {
        "text": {"field": "label"},
        "color": {"condition": {"test": dark, "value": "white"}, "value": "#22303c"},
    }
    return {
        "height": row_height(),
        "padding": {"left": 5, "top": 5, "bottom": 5, "right": 5 if narrow else 100},
        "encoding": {"y": y_axis(), "x": x},
        "layer": [
            {"mark": "rect", "encoding": {"color": color}},
            {"mark": {"type": "text", "fontSize": 10 if narrow else 12}, "encoding": text},
        ],
    }
