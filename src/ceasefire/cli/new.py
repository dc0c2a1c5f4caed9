"""``ceasefire new``: a small complete case to start from."""

from __future__ import annotations

from pathlib import Path

import click

from ceasefire.case.load import shipped_cases
from ceasefire.case.template import write_template


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Write a small complete case into DIR, with comments, to be changed into your own."""
    write_template(folder)
    name = f"./{folder}" if str(folder) in shipped_cases() else str(folder)
    click.echo(f"wrote a case into {folder}; change it, then run:")
    click.echo(f"  ceasefire check {name}\n  ceasefire assess {name}")
