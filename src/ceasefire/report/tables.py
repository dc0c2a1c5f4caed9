"""The tables of a results folder: what the page shows, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ceasefire.answer.answer import Answer
from ceasefire.answer.figures import Figure
from ceasefire.answer.ranking import CRITERIA

Line = Sequence[object]


def result_tables(answer: Answer) -> dict[str, str]:
    """Tables by file name, as CSV text."""
    return {
        "figures.csv": _csv(("figure", "what", "unit", "kind", "low", "value", "high", "bound",
                             "rows"), map(_figure_line, answer.figures.values())),
        "options.csv": _csv(("option", "name", *(c.id for c in CRITERIA)), _option_lines(answer)),
        "rankings.csv": _csv(("criterion", "name", "rank", "option"), _ranking_lines(answer)),
        "turns.csv": _csv(("criterion", "under", "what", "leader", "instead_of"),
                          ((t.criterion, t.under, t.what, t.leader, t.instead_of)
                           for t in answer.turns)),
        "assumptions.csv": _csv(("row", "reason"), _assumption_lines(answer)),
    }  # fmt: skip


def _csv(headers: Sequence[str], lines: Iterable[Line]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows(lines)
    return out.getvalue()


def _figure_line(figure: Figure) -> Line:
    return (
        figure.id, figure.what, figure.unit, figure.kind, _number(figure.low),
        _number(figure.value), _number(figure.high), figure.bound, "; ".join(figure.rows),
    )  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _option_lines(answer: Answer) -> Iterable[Line]:
    for option in answer.settings.options:
        figures = (answer.figure(option, criterion.figure) for criterion in CRITERIA)
        values = (_number(figure.value if figure else None) for figure in figures)
        yield (option, answer.case.name_of("options", option), *values)


def _ranking_lines(answer: Answer) -> Iterable[Line]:
    for ranking in answer.rankings:
        for rank, option in enumerate(ranking.order, 1):
            yield (ranking.criterion, ranking.name, rank, option)


def _assumption_lines(answer: Answer) -> Iterable[Line]:
    for address in answer.assumptions:
        table, row = address.split(".")
        yield (address, answer.case.row(table, row).text("reason"))
