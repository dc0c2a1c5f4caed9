"""Charts as pictures that stand inside the page."""

from __future__ import annotations

import html
import json

from ceasefire.answer.answer import Answer
from ceasefire.report.charts import Chart, specification
from ceasefire.report.marks import Spec

WIDE, NARROW = 900, 350


def rendered(chart: Chart, answer: Answer) -> dict[str, str]:
    """SVG of a chart for wide and for narrow screens; empty if the answer has no rows for it."""
    pictures = {}
    for name, width, narrow in (("wide", WIDE, False), ("narrow", NARROW, True)):
        spec = specification(chart, answer, width, narrow=narrow)
        if spec is None:
            return {}
        pictures[name] = picture(spec, f"{chart.title}. {chart.caption}")
    return pictures


def picture(spec: Spec, label: str) -> str:
    """SVG of a specification; ``label`` is read out to those who do not see it."""
    import vl_convert  # noqa: PLC0415 - heavy; only pages need it

    svg = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="5.20")
    return svg.replace("<svg ", f'<svg role="img" aria-label="{html.escape(label)}" ', 1)
