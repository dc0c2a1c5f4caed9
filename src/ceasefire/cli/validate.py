"""``ceasefire validate``: published against computed."""

from __future__ import annotations

from pathlib import Path

import click

from ceasefire.cli.options import json_option, print_json
from ceasefire.report.terminal import print_table
from ceasefire.validation.harness import Expectation, Outcome, chosen_results, run

EXIT_FAILED = 1


@click.command("validate")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--data", type=click.Path(path_type=Path, exists=True, file_okay=False), default=None,
    metavar="DIR", help="Folder of real data that some results need.",
)  # fmt: skip
@json_option
def command(ids: tuple[str, ...], *, data: Path | None, as_json: bool) -> int:
    """Reproduce published results, all or those of the given IDs (R1, R14).

    Leaves with 1 if one fails that is not marked a known failure.
    """
    outcomes = run(chosen_results(ids), data)
    failed = [outcome for outcome in outcomes if outcome.verdict == "fail"]
    if as_json:
        print_json([_as_json(outcome) for outcome in outcomes])
    else:
        _print(outcomes)
    return EXIT_FAILED if failed else 0


def _print(outcomes: list[Outcome]) -> None:
    rows = [
        (o.result.id, o.result.title, o.expectation.what, f"{o.expectation.published:,.10g}",
         "" if o.missing else f"{o.computed:,.10g}", _room(o.expectation), o.verdict)
        for o in outcomes
    ]  # fmt: skip
    headers = ("id", "result", "number", "published", "computed", "tolerance", "verdict")
    print_table("Published results", headers, rows, right=("published", "computed"))
    for result in {o.result.id: o.result for o in outcomes}.values():
        click.echo(f"{result.id}: {result.source}")
        if result.known_failure:
            click.echo(f"{result.id} is known to fail: {result.known_failure}")
    for outcome in outcomes:
        if outcome.error:
            click.echo(f"{outcome.result.id}, {outcome.expectation.what}: {outcome.error}")
    _print_missing(outcomes)
    held = sum(outcome.holds for outcome in outcomes)
    known = sum(outcome.verdict == "known failure" for outcome in outcomes)
    also = f"; {known} are known not to be" if known else ""
    click.echo(f"{held} of {len(outcomes)} numbers reproduced{also}")


def _print_missing(outcomes: list[Outcome]) -> None:
    missing = dict.fromkeys((o.result.id, o.missing) for o in outcomes if o.missing)
    for result, file in missing:
        click.echo(f"{result} was not run: it needs {file}, which is not shipped; give --data DIR")


def _room(expectation: Expectation) -> str:
    if expectation.tolerance:
        return f"{expectation.tolerance:.0%}"
    return f"{expectation.within:g}" if expectation.within else "exact"


def _as_json(outcome: Outcome) -> dict[str, object]:
    result, expectation = outcome.result, outcome.expectation
    return {
        "id": result.id,
        "title": result.title,
        "source": result.source,
        "checks": result.checks,
        "inputs": dict(result.inputs),
        "number": expectation.what,
        "published": expectation.published,
        "computed": None if outcome.error or outcome.missing else outcome.computed,
        "error": outcome.error,
        "missing": outcome.missing,
        "tolerance": expectation.tolerance,
        "within": expectation.within,
        "verdict": outcome.verdict,
        "known_failure": result.known_failure,
    }
