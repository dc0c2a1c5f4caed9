"""``ceasefire``: the menu of commands, each loaded when it is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from ceasefire import __version__
from ceasefire.core.errors import CeasefireError, InputFaultsError

EXIT_USE = 2
EXIT_INTERRUPTED = 130

# Command, the line the menu shows for it. The module of the same name holds it; a dash in the name
# is an underscore in the module's.
COMMANDS = {
    "adopt": "Write an accepted statement into a case, with its source and its place.",
    "assess": "Answer a case: write the page, the tables and answer.json.",
    "backtest": "Score models of bargaining on decided issues, losses included.",
    "check": "Read a case and report all that is wrong with it.",
    "compare": "Show two cases or two answers side by side.",
    "compare-options": "Compare options over the same futures: means, regret, targets, rivals.",
    "consent": "Show who accepts which option, which body adopts it, and who blocks.",
    "cost": "Show what a force costs, by phase and by state, and at which rates.",
    "explain": "Say in words in which futures an option fails, and what is worth knowing.",
    "futures": "Run futures into a folder that can be resumed: run, resume, status, show.",
    "generate": "Plan who sends what in which month, and name what is short and why.",
    "negotiate": "Forecast where talks settle, by model, with bands and levers.",
    "new": "Write a small complete case to start from.",
    "offer": "Show who offers what, on which conditions, and what it was before.",
    "power": "Measure how much power a vote gives each member of a body.",
    "read": "Read a page: who says what, and where it really comes from.",
    "review": "Decide on the statements of a store: list, show, accept, edit, reject, undo.",
    "schema": "Print what a case may hold, for editors and for people.",
    "simulate": "Tell single histories of a truce week by week, and count many.",
    "size": "Show how many people each mission type needs, and by which rule.",
    "stories": "Group stored articles to stories and count their independent origins.",
    "sources": "List the sources of a case and how much hangs on each.",
    "sustain": "Show how large a force could be kept up, for how many months.",
    "trace": "Follow a number to its source and to the results that use it.",
    "validate": "Reproduce published results and print the differences.",
}


class Menu(click.Group):
    """A group that loads a command only when it is called: the menu stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        if cmd_name not in COMMANDS:
            self._refuse(ctx, cmd_name)
            return None
        module = importlib.import_module(f"ceasefire.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the menu without loading the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def _refuse(self, ctx: click.Context, name: str) -> None:
        from ceasefire.core.errors import near  # noqa: PLC0415

        hint = near(name, COMMANDS) or f"commands are: {', '.join(COMMANDS)}"
        ctx.fail(f"there is no command '{name}'; {hint}")


@click.command(cls=Menu, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ceasefire")
def ceasefire() -> None:
    """Answer what a force could do for a ceasefire, with a source behind every number."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit status."""
    try:
        status = ceasefire.main(args=arguments, standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("interrupted; nothing half written was left", err=True)
        status = EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        status = EXIT_USE
    except InputFaultsError as error:
        click.echo(str(error), err=True)
        faults = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        click.echo(f"{faults}; nothing was loaded", err=True)
        status = EXIT_USE
    except CeasefireError as error:
        click.echo(f"ceasefire: {error}", err=True)
        status = EXIT_USE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"ceasefire: {place}{error.strerror or error}; check the disk", err=True)
        status = EXIT_USE
    sys.exit(status or 0)
