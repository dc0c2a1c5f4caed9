"""``ceasefire compare``: what changed in the inputs, what moved in the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ceasefire.answer.assess import DEFAULT_SEED, assess
from ceasefire.answer.compare import Comparison, compare, read_answer
from ceasefire.case.load import load_case
from ceasefire.cli.options import json_option, print_json
from ceasefire.core.errors import CeasefireError
from ceasefire.report.terminal import print_table
from ceasefire.report.words import change_words, counted, ends_words

_FUTURES = 2_000
_SHOWN = 25


@click.command("compare")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--all", "show_all", is_flag=True, help="Print everything that moved.")
@json_option
def command(before: str, after: str, *, show_all: bool, as_json: bool) -> None:
    """Show A and B side by side: two cases, or two answers (results folders or answer.json).

    A case is assessed with the futures and the seed of the answer it is compared to.
    """
    stored = [read_answer(Path(name)) for name in (before, after)]
    settings: dict[str, Any] = next((answer["settings"] for answer in stored if answer), {})
    sides = [
        answer or _assessed(name, settings)
        for answer, name in zip(stored, (before, after), strict=True)
    ]
    found = compare(*sides)
    if as_json:
        print_json(found.as_json())
        return
    if len({(side["settings"]["futures"], side["settings"]["seed"]) for side in sides}) > 1:
        click.echo("note: A and B were drawn with other futures or seeds; drawn figures move by it")
    _print(found, show_all=show_all)


def _assessed(name: str, settings: dict[str, Any]) -> dict[str, Any]:
    place = Path(name)
    if place.is_dir() and not (place / "case.toml").is_file():
        msg = f"{name} holds neither answer.json nor case.toml"
        raise CeasefireError(msg, "name a results folder, an answer.json or a case")
    futures, seed = settings.get("futures", _FUTURES), settings.get("seed", DEFAULT_SEED)
    return assess(load_case(name), futures=futures, seed=seed).as_json()


def _print(found: Comparison, *, show_all: bool) -> None:
    click.echo(f"A: {found.before}\nB: {found.after}")
    if not found.inputs and not found.moves:
        click.echo("nothing differs")
        return
    limit = None if show_all else _SHOWN
    rows = [(d.address, d.before or "(none)", d.after or "(none)") for d in found.inputs]
    both = sum(bool(d.before and d.after) for d in found.inputs)
    alone = f"; {len(rows) - both} of them stand in one alone" if both < len(rows) else ""
    title = f"{counted(len(rows), 'input')} changed{alone}"
    print_table(title, ("address", "A", "B"), rows[:limit])
    moves = sorted(found.moves, key=lambda move: not move.stated)
    lines = [
        (move.id, ends_words(move.before), ends_words(move.after), change_words(move))
        for move in moves[:limit]
    ]
    print_table(
        f"{counted(len(moves), 'figure')} moved; those added up from the case first",
        ("figure", "A", "B", "B less A"), lines,
    )  # fmt: skip
    if limit and max(len(rows), len(moves)) > limit:
        click.echo(f"shown are the first {limit} of each; see the rest with --all")
