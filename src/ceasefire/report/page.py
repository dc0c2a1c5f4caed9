"""The page: one HTML file, without network, on which every number leads to its source."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup, escape

from ceasefire.answer.answer import Answer
from ceasefire.answer.contents import LEVELS, OUTCOMES, RECORD_ERROR, STAGES, YEARS
from ceasefire.answer.figures import KINDS, Figure
from ceasefire.case.origins import row_numbers
from ceasefire.case.rows import Row
from ceasefire.case.tables.common import GRADE_MEANS
from ceasefire.core.bands import DRAWN_AS
from ceasefire.report.charts import CHARTS
from ceasefire.report.history_charts import Told, history_pictures
from ceasefire.report.render import rendered
from ceasefire.report.summary import Sentence, summary
from ceasefire.report.views import VIEWS
from ceasefire.report.words import age_words, figure_words, middle_words, value_words


@dataclass
class Numbers:
    """Numbers put on the page, and the rows and sources they lead to."""

    answer: Answer
    used: dict[str, Figure] = field(default_factory=dict)

    def show(self, *parts: str) -> Markup:
        """Print a figure as a button that opens its origin; blank if the answer lacks it."""
        return self._button(self.answer.figure(*parts), figure_words)

    def brief(self, *parts: str) -> Markup:
        """Print the middle of a figure alone, for wide tables; its origin has the band."""
        return self._button(self.answer.figure(*parts), middle_words)

    def _button(self, figure: Figure | None, words: Callable[[Figure], str]) -> Markup:
        if figure is None:
            return Markup("")
        self.used[figure.id] = figure
        return Markup('<button class="n" data-f="{}">{}</button>').format(figure.id, words(figure))

    def by_id(self, figure: Figure) -> Markup:
        """Print a figure that is at hand."""
        return self.show(*figure.id.split(".")[1:])

    def brief_of(self, figure: Figure) -> Markup:
        """Print the middle of a figure that is at hand."""
        return self.brief(*figure.id.split(".")[1:])

    def sentence(self, words: Sentence) -> Markup:
        """Print a sentence; words that are figure ids become numbers."""
        parts = [
            self.show(*word.split(".")[1:]) if word in self.answer.figures else escape(word)
            for word in words
        ]
        return Markup("").join(parts)

    def value(self, row: Row, column: str) -> Markup:
        """Print a band or cell of the case as a button that opens its row."""
        return Markup('<button class="n" data-r="{}">{}</button>').format(
            str(row.address()), value_words(row, column)
        )

    def row(self, row: Row) -> Markup:
        """Print a link to a row of the case."""
        return Markup('<button class="n address" data-r="{0}">{0}</button>').format(
            str(row.address())
        )


def page(answer: Answer, today: date) -> str:
    """Return the page of an answer; ``today`` gives the age of the case."""
    numbers = Numbers(answer)
    case = answer.case
    body = _template("page.html.j2").render(
        answer=answer, case=case, n=numbers, today=today,
        age=age_words(case.as_of, today),
        old=(today - case.as_of).days > 31 * (case.meta.number("stale_after_months") or 12) / 2,
        sentences=[numbers.sentence(words) for words in summary(answer)],
        pictures=_pictures(answer), drawn_as=DRAWN_AS, grades=GRADE_MEANS,
        levels=LEVELS, stages=STAGES, outcomes=OUTCOMES, years=YEARS,
        record_error=RECORD_ERROR,
        **{name: view(answer) for name, view in VIEWS.items()},
    )  # fmt: skip
    data = _origins(numbers)
    return _template("shell.html.j2").render(
        title=case.meta.text("title"), body=Markup(body),  # noqa: S704 - escaped when rendered
        style=Markup(_text("style.css")), script=Markup(_text("page.js")),  # noqa: S704 - our own
        data=Markup(_inline(data)),  # noqa: S704 - JSON with every '<' written as \u003c
    )  # fmt: skip


def history_page(told: Told) -> str:
    """Return a page with a chart of single histories, for wide and for narrow screens."""
    pictures = {
        name: Markup(svg)  # noqa: S704 - by Vega
        for name, svg in history_pictures(told).items()
    }
    style = Markup(_text("style.css"))  # noqa: S704 - our own
    return _template("history.html.j2").render(title=told.title, style=style, **pictures)


def _template(name: str) -> jinja2.Template:
    folder = str(files("ceasefire.report") / "templates")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True,
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(name)


def _text(name: str) -> str:
    return (files("ceasefire.report") / "templates" / name).read_text(encoding="utf-8")


def _pictures(answer: Answer) -> dict[str, list[dict[str, Any]]]:
    """Charts by section."""
    found: dict[str, list[dict[str, Any]]] = {}
    for chart in CHARTS:
        svg = rendered(chart, answer)
        if svg:
            pictures = {name: Markup(text) for name, text in svg.items()}  # noqa: S704 - by Vega
            entry = {"chart": chart, **pictures}
            found.setdefault(chart.section, []).append(entry)
    return found


def _origins(numbers: Numbers) -> dict[str, Any]:
    """Figures of the page with their rows, the rows with their sources, and the sources."""
    case = numbers.answer.case
    # Many figures rest on the same rows: each list of them stands on the page once.
    lists = {rows: k for k, rows in enumerate(dict.fromkeys(f.rows for f in numbers.used.values()))}
    figures = {
        key: {
            "what": figure.what,
            "words": figure_words(figure),
            "kind": KINDS[figure.kind],
            "rows": lists[figure.rows],
        }
        for key, figure in numbers.used.items()
    }
    rows = {
        str(row.address()): _row_origin(row)
        for row in (case.meta, *(r for table in case.tables.values() for r in table.values()))
        if row.table.name != "sources"
    }
    sources = {
        row.id: {
            k: row.text(k) for k in ("title", "publisher", "url", "grade", "note", "accessed_via")
        }
        | {"date": str(row.date())}
        for row in case.rows("sources")
    }
    return {"figures": figures, "lists": list(lists), "rows": rows, "sources": sources}


def _row_origin(row: Row) -> dict[str, Any]:
    columns = [number.address.column for number in row_numbers(row)]
    numbers = [f"{column}: {value_words(row, column)}" for column in columns]
    found = {
        "name": row.text("name") or row.text("text") or row.text("title"),
        "numbers": numbers,
        "statement": row.text("statement"),
        "reason": row.text("reason"),
        "grade": row.grade,
        "sources": list(row.source_ids),
    }
    return {key: value for key, value in found.items() if value}


def _inline(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
