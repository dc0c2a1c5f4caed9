"""``ceasefire compare``: what changed in the inputs, what moved in the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ceasefire.answer.assess import assess
from ceasefire.answer.compare import Comparison, as_plain, compare, read_answer
from ceasefire.case.load import find_case, load_case
from ceasefire.cli.options import json_option, print_json
from ceasefire.core.errors import CeasefireError
from ceasefire.report.terminal import print_table
from ceasefire.report.words import change_words, ends_words

_FUTURES = 2_000
_SHOWN = 25


@click.command("compare")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--futures", type=int, default=_FUTURES, show_default=True,
              help="Futures to draw where A or B is a case.")  # fmt: skip
@click.option("--all", "show_all", is_flag=True, help="Print everything that moved.")
@json_option
def command(before: str, after: str, futures: int, *, show_all: bool, as_json: bool) -> None:
    """Show A and B side by side: two cases, or two answers (results folders or answer.json)."""
    found = compare(_side(before, futures), _side(after, futures))
    if as_json:
        print_json(found.as_json())
        return
    _print(found, show_all=show_all)


def _side(name: str, futures: int) -> dict[str, Any]:
    answer = read_answer(Path(name))
    if answer is not None:
        return answer
    place = Path(name)
    if place.is_dir() and not (place / "case.toml").is_file():
        msg = f"{name} holds neither answer.json nor case.toml"
        raise CeasefireError(msg, "name a results folder, an answer.json or a case")
    find_case(name)
    return as_plain(assess(load_case(name), futures=futures))


def _print(found: Comparison, *, show_all: bool) -> None:
    click.echo(f"A: {found.before}\nB: {found.after}")
    if not found.inputs and not found.moves:
        click.echo("nothing differs")
        return
    limit = None if show_all else _SHOWN
    rows = [(d.address, d.before or "(none)", d.after or "(none)") for d in found.inputs]
    both = sum(bool(d.before and d.after) for d in found.inputs)
    title = f"{len(rows)} inputs differ; {both} stand in both, the others in one alone"
    print_table(title, ("address", "A", "B"), rows[:limit])
    moves = sorted(found.moves, key=lambda move: not move.stated)
    lines = [
        (move.id, ends_words(move.before), ends_words(move.after), change_words(move))
        for move in moves[:limit]
    ]
    print_table(
        f"{len(moves)} figures moved; those added up from the case first",
        ("figure", "A", "B", "B less A"), lines,
    )  # fmt: skip
    if limit and max(len(rows), len(moves)) > limit:
        click.echo(f"shown are the first {limit} of each; see the rest with --all")
