"""What several commands share: arguments, and how they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ceasefire.core.errors import near

case_argument = click.argument("case", metavar="CASE")
results_argument = click.argument(
    "folder", metavar="DIR", type=click.Path(path_type=Path)
)  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
store_option = click.option(
    "--store", required=True, metavar="FILE", type=click.Path(path_type=Path),
    help="File that pages were read into with: ceasefire read --store FILE.",
)  # fmt: skip


_set_option = click.option(
    "--set", "sets", multiple=True, metavar="TABLE.ROW.COLUMN=VALUE",
    help="Set a value of the case; may be given again.",
)  # fmt: skip
_without_option = click.option(
    "--without", "off", multiple=True, metavar="CONDITION",
    help="Switch a condition off; may be given again.",
)  # fmt: skip


def what_if_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--set`` and ``--without`` to a command."""
    return _set_option(_without_option(command))


def print_json(found: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print something as JSON."""
    click.echo(json.dumps(found, indent=1, ensure_ascii=False))


class Steps(click.Group):
    """A group that says which of its commands was meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named first, or say which there are."""
        if args and args[0] not in self.commands:
            hint = near(args[0], self.commands) or f"steps are: {', '.join(self.commands)}"
            ctx.fail(f"there is no step '{args[0]}'; {hint}")
        return super().resolve_command(ctx, args)
