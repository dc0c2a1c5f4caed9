"""``ceasefire negotiate``: where talks may settle, by model, with honest bands and levers."""

from __future__ import annotations

from pathlib import Path

import click

from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.world import World
from ceasefire.cli.negotiation_tables import print_negotiation
from ceasefire.cli.options import json_option, print_json, what_if_options
from ceasefire.core.bands import Floats
from ceasefire.core.draws import Draws
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.case_stakes import Table
from ceasefire.politics.dynamics.exchange import exchange
from ceasefire.politics.formats.read import read_stakes
from ceasefire.politics.models import MODELS, STARTING_WEIGHTS
from ceasefire.politics.negotiation import Negotiation, Source, negotiate
from ceasefire.politics.negotiation_json import negotiation_json
from ceasefire.politics.sensitivity import Index, runs_for, sobol
from ceasefire.politics.stakes import Stakes
from ceasefire.report.terminal import busy

# Base samples of Sobol's design, each evaluated once for every uncertain number; models with turns
# take longer.
_BASE, _BASE_OF_COURSE = 1024, 128
_MODELS = ("mean", "median", "ktab", "expected-utility", "exchange")
_VARIANTS = ("scholz-code", "paper")
_MOST_DRAWS, _MOST_TURNS, _HIGHEST_SEED = 100_000, 1_000, 2**63 - 1
BUSY = "running the models; the first time they are compiled, which takes half a minute"
WhatIf = tuple[tuple[str, ...], tuple[str, ...]]


@click.command("negotiate")
@click.argument("source", metavar="CASE_OR_FILE")
@click.option("--model", type=click.Choice(_MODELS), default="mean", show_default=True,
              help="Model whose forecast is asked for.")  # fmt: skip
@click.option("--variant", type=click.Choice(_VARIANTS), default=None,
              help="Of expected-utility: as its authors' code has it, or their paper.  "
              "[default: scholz-code]")  # fmt: skip
@click.option("--turns", type=click.IntRange(1, _MOST_TURNS), metavar="N", default=None,
              help="Most turns or rounds.  [default: the model's published number]")  # fmt: skip
@click.option("--draws", type=click.IntRange(1, _MOST_DRAWS), default=1_000, show_default=True,
              metavar="N", help="Draws of what is uncertain.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, _HIGHEST_SEED), default=1, show_default=True,
              metavar="S", help="Key of all draws.")  # fmt: skip
@click.option("--issue", "issues", multiple=True, metavar="ISSUE",
              help="Of a case: only this issue; may be given again.")  # fmt: skip
@click.option("--sensitivities", is_flag=True,
              help="Of a case: Sobol' indices of every uncertain number.")  # fmt: skip
@what_if_options
@json_option
def command(  # noqa: PLR0913, PLR0917 - one argument per option of the command line
    source: str, model: str, variant: str | None, turns: int | None, draws: int, seed: int,
    issues: tuple[str, ...], sets: tuple[str, ...], off: tuple[str, ...],
    *, sensitivities: bool, as_json: bool,
) -> None:  # fmt: skip
    """Forecast where talks settle on each issue, with every baseline beside the model.

    CASE_OR_FILE is a case, a KTAB csv file, or a file of Decide (#A, #P, #M, #D).
    """
    _check_use(model, variant, turns)
    table, stakes = _read(source, issues, (sets, off), seed)
    name = model.replace("-", "_")
    if name == "expected_utility" and variant == "paper":
        name = "expected_utility_paper"
    with busy(BUSY):
        found = negotiate(stakes, MODELS[name], draws=draws, seed=seed, turns=turns or 0)
        indices = _indices(table, found, turns or 0) if sensitivities else {}
        rounds = turns or found.model.turns
        deals = exchange(found.stakes, rounds=rounds) if model == "exchange" else None
    if as_json:
        print_json(negotiation_json(found, indices, deals))
    else:
        print_negotiation(found, indices, deals)


def _read(
    source: str, issues: tuple[str, ...], edits: WhatIf, seed: int
) -> tuple[Table | None, Source]:
    """Stakes of a file or of a case, and the case's layout of them."""
    path = Path(source)
    if path.suffix and not path.exists():
        msg = f"there is no file '{source}'"
        raise CeasefireError(msg, "give a KTAB csv, a file of Decide, or a case")
    if not path.is_file():
        return _read_case(source, issues, edits, seed)
    if issues or any(edits):
        msg = f"{source} is a file, and --issue, --set and --without need a case"
        raise CeasefireError(msg, "leave them out")
    return None, Source(source, read_stakes(path), None, STARTING_WEIGHTS)


def _read_case(
    source: str, issues: tuple[str, ...], edits: WhatIf, seed: int
) -> tuple[Table, Source]:
    case, _ = what_if(load_case(source), *edits)
    for issue in issues:
        case.row("issues", issue)
    table = Table.of(case, tuple(dict.fromkeys(issues)))
    weights = {row.id: row.number("weight") or 0.0 for row in case.rival_models("settlement")}
    return table, Source(
        f"{case.name} as of {case.as_of}", table.central(),
        lambda first, count: table.drawn(World(case, Draws(seed, first, count))),
        weights or {"mean": 1.0},
    )  # fmt: skip


def _check_use(model: str, variant: str | None, turns: int | None) -> None:
    """Raise if an option was given that the model has no use for."""
    if variant is not None and model != "expected-utility":
        msg = f"--variant is of expected-utility, not of {model}"
        raise CeasefireError(msg, "leave it out, or take --model expected-utility")
    if turns is not None and MODELS[model.replace("-", "_")].course is None:
        msg = f"{model} has no turns"
        raise CeasefireError(msg, "leave --turns out, or take ktab, expected-utility or exchange")


def _indices(table: Table | None, found: Negotiation, turns: int) -> dict[str, tuple[Index, ...]]:
    if table is None:
        msg = "a file gives no bands, so that nothing in it is uncertain"
        raise CeasefireError(msg, "put the positions in a case, or leave out --sensitivities")

    def forecast(stakes: Stakes) -> Floats:
        return found.model.forecast(stakes, turns)

    base = _BASE_OF_COURSE if found.model.course else _BASE
    least = {issue: runs_for(table, issue, base) for issue in table.issues}
    return {
        issue: sobol(table, issue, forecast, runs=max(found.draws, runs), seed=found.seed)
        for issue, runs in least.items()
    }
