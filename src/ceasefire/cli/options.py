"""What several commands share: arguments, and how they print."""

from __future__ import annotations

import json
from typing import Any

import click

case_argument = click.argument("case", metavar="CASE")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")


def print_json(found: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print something as JSON."""
    click.echo(json.dumps(found, indent=1, ensure_ascii=False))
