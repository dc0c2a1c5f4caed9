"""``ceasefire schema``: what a case or an answer may hold."""

from __future__ import annotations

import click

from ceasefire.answer.schema import answer_schema
from ceasefire.case.schema import json_schema, reference_page
from ceasefire.cli.options import print_json


@click.command("schema")
@click.option("--of", "what", type=click.Choice(["case", "answer"]), default="case",
              help="What to describe.", show_default=True)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["json", "markdown"]), default="json",
              help="JSON Schema for editors, or the reference page of the tables.",
              show_default=True)  # fmt: skip
def command(what: str, form: str) -> None:
    """Print the JSON Schema of a case or an answer, or the reference page of the tables."""
    if form == "markdown":
        if what == "answer":
            msg = "the answer has no reference page; leave out --format markdown"
            raise click.UsageError(msg)
        click.echo(reference_page(), nl=False)
        return
    print_json(answer_schema() if what == "answer" else json_schema())
