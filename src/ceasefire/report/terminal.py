"""Tables and progress on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import click

from ceasefire.answer.answer import Answer
from ceasefire.answer.contents import idle_edits
from ceasefire.answer.offer_figures import PARTS
from ceasefire.report.words import figure_words

_PLAIN_WIDTH = 160  # where the output is not a terminal, nothing is cut


class Progress(Protocol):
    """Called with the number of futures done."""

    def __call__(self, done: int, /) -> None:
        """Show the progress."""


def print_table(
    title: str, headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[str] = ()
) -> None:
    """Print a table to standard output."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - heavy; not every command prints a table
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(
        width=None if sys.stdout.isatty() else _PLAIN_WIDTH, highlight=False, soft_wrap=False
    )
    console.print(Text(title, style="bold"))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for header in headers:
        table.add_column(header, justify="right" if header in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def print_answer(answer: Answer) -> None:
    """Print the main table of an answer."""
    headers = ("option", "size", "gap to firm", "adopted", "cost of a year", "no war, 2 years",
               "no clash, 2 years")  # fmt: skip
    base = [answer.figures[f"answer.no_force.standing_{what}_2"] for what in ("war", "clash")]
    rows: list[tuple[str, ...]] = [
        (
            answer.case.name_of("options", option),
            next(filter(None, (_cell(answer, option, f"plan.{part}") for part in PARTS)), ""),
            _cell(answer, option, "gap.firm"),
            _cell(answer, option, "adopted"),
            _cell(answer, option, "cost_year"),
            _cell(answer, option, "standing_planned_war_2"),
            _cell(answer, option, "standing_planned_clash_2"),
        )
        for option in answer.settings.options
    ]
    rows.append(("no force", "", "", "", "", *map(figure_words, base)))
    title = f"{answer.case.meta.text('title')}, as of {answer.case.as_of}"
    print_table(title, headers, rows)
    click.echo(
        "Gap: size less firm pledges, open conditions taken as met; its brackets leave out one "
        "future in twenty at each end. No war, no clash: share of futures in which the truce "
        "stands if the force stood as planned."
    )
    for edit in idle_edits(answer):
        click.echo(f"note: no result rests on {edit}")


def _cell(answer: Answer, option: str, end: str) -> str:
    figure = answer.figure(option, end)
    return figure_words(figure) if figure else ""


@contextmanager
def busy(label: str) -> Iterator[None]:
    """Say on standard error that something takes a while, if it is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status(label):
        yield


@contextmanager
def progress_bar(total: int, *, label: str, done: int = 0) -> Iterator[Progress]:
    """Show progress and the time that remains on standard error if it is a terminal.

    Args:
        total: futures to be done.
        label: what is shown before the bar.
        done: those that stand from an earlier run; the time that remains is not told by them.
    """
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total, completed=done)
        yield lambda done: bar.update(task, completed=done)
