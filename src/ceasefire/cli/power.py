"""``ceasefire power``: how much power a vote gives each member."""

from __future__ import annotations

from pathlib import Path

import click

from ceasefire.case.load import load_case
from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.politics import COUNTING_RULES
from ceasefire.cli.options import json_option, print_json
from ceasefire.core.errors import CeasefireError, near
from ceasefire.politics.body_games import game_of
from ceasefire.politics.game_files import read_game
from ceasefire.politics.power import banzhaf, shapley_shubik
from ceasefire.report.terminal import print_table
from ceasefire.report.words import counted

_HEADS = 2  # criteria of a double majority


@click.command("power")
@click.argument("game", metavar="FILE_OR_BODY")
@click.option("--case", "case_name", default="ukraine", show_default=True, metavar="CASE",
              help="Case whose body is meant.")  # fmt: skip
@json_option
def command(game: str, *, case_name: str, as_json: bool) -> None:
    """Print the Shapley-Shubik and Banzhaf indices of every member.

    FILE_OR_BODY is a body of a case, a CSV file (member,weight with a line quota,N), or the
    textbook's notation, as in "[12; 4,4,4,2,2,1]".
    """
    body = _body(game, case_name)
    voting = read_game(game) if body is None else game_of(*body)
    pivots, swings = shapley_shubik(voting), banzhaf(voting)
    if as_json:
        print_json({
            "members": list(voting.members), "weights": [list(w) for w in voting.weights],
            "quotas": list(voting.quotas), "blockers": voting.blockers,
            "shapley_shubik": pivots, "banzhaf": swings,
        })  # fmt: skip
        return
    rows = [
        (member, *(f"{votes[i]:,}" for votes in voting.weights),
         f"{pivots[member]:.5f}", f"{swings[member]:.5f}")
        for i, member in enumerate(voting.members)
    ]  # fmt: skip
    rows.sort(key=lambda row: -pivots[row[0]])
    many = len(voting.weights)
    weights = tuple(f"weight {i + 1}" if many > 1 else "weight" for i in range(many))
    weights = ("heads", "votes") if many == _HEADS and set(voting.weights[0]) == {1} else weights
    asks = " and ".join(
        f"{quota:,} of {sum(votes):,} {name}"
        for quota, votes, name in zip(voting.quotas, voting.weights, weights, strict=True)
    )
    blocked = f", or fewer than {voting.blockers} against" if voting.blockers else ""
    print_table(
        f"Power of {counted(len(voting.members), 'member')}; a decision needs {asks}{blocked}",
        ("member", *weights, "Shapley-Shubik", "Banzhaf"), rows,
        right=(*weights, "Shapley-Shubik", "Banzhaf"),
    )  # fmt: skip
    if body is not None and body[1].text("rule") in COUNTING_RULES:
        click.echo(
            "Those whom the rule singles out are given as many votes as all others together and "
            "one more.\nPeople that a coalition asks for, and parliaments, are left out: the vote "
            "alone is measured."
        )


def _body(name: str, case_name: str) -> tuple[Case, Row] | None:
    """Case and body of a name; ``None`` if it is a file or a formula."""
    if name.lstrip().startswith("[") or Path(name).is_file():
        return None
    case = load_case(case_name)
    bodies = case.tables["bodies"]
    if name not in bodies:
        msg = f"'{name}' is neither a file nor a body of {case.name}"
        raise CeasefireError(msg, near(name, bodies) or f"bodies: {', '.join(bodies)}")
    return case, bodies[name]
