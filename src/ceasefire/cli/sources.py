"""``ceasefire sources``: what the numbers of a case hang on."""

from __future__ import annotations

import click

from ceasefire.case.load import load_case
from ceasefire.case.origins import SourceUse, source_uses
from ceasefire.cli.options import case_argument, json_option, print_json
from ceasefire.report.terminal import print_table


@click.command("sources")
@case_argument
@json_option
def command(case: str, *, as_json: bool) -> None:
    """List the sources of CASE: grade, age on the day of the case, numbers that hang on each."""
    loaded = load_case(case)
    uses = sorted(source_uses(loaded), key=lambda use: -len(use.numbers))
    if as_json:
        print_json([_as_json(use) for use in uses])
        return
    rows = [
        (use.row.id, use.row.grade, f"{use.age_months} months", str(len(use.numbers)),
         str(len(use.rows)), use.row.text("publisher"), str(use.row.date()))
        for use in uses
    ]  # fmt: skip
    headers = ("source", "grade", "age", "numbers", "rows", "publisher", "date")
    title = f"Sources of {loaded.name}, ages as of {loaded.as_of}"
    print_table(title, headers, rows, right=("age", "numbers", "rows"))


def _as_json(use: SourceUse) -> dict[str, object]:
    return {
        "source_id": use.row.id,
        "title": use.row.text("title"),
        "publisher": use.row.text("publisher"),
        "date": str(use.row.date()),
        "url": use.row.text("url"),
        "grade": use.row.grade,
        "age_months": use.age_months,
        "numbers": [str(number.address) for number in use.numbers],
        "rows": [str(row.address()) for row in use.rows],
    }
