"""Charts as pictures that stand inside the page."""

from __future__ import annotations

import html
import json

from ceasefire.answer.answer import Answer
from ceasefire.report.charts import Chart, specification

WIDE, NARROW = 900, 350


def rendered(chart: Chart, answer: Answer) -> dict[str, str]:
    """SVG of a chart for wide and for narrow screens; empty if the answer has no rows for it."""
    import vl_convert  # noqa: PLC0415 - heavy; only pages need it

    pictures = {}
    for name, width, narrow in (("wide", WIDE, False), ("narrow", NARROW, True)):
        spec = specification(chart, answer, width, narrow=narrow)
        if spec is None:
            return {}
        svg = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="5.20")
        label = html.escape(f"{chart.title}. {chart.caption}", quote=True)
        pictures[name] = svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    return pictures
