"""``ceasefire validate``: published against computed."""

from __future__ import annotations

import click

from ceasefire.cli.options import json_option, print_json
from ceasefire.report.terminal import print_table
from ceasefire.validation.harness import Outcome, chosen_results, run

EXIT_FAILED = 1


@click.command("validate")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@json_option
def command(ids: tuple[str, ...], *, as_json: bool) -> int:
    """Reproduce published results, all or those of the given IDs (R1, R14).

    Leaves with 1 if one fails that is not marked a known failure.
    """
    outcomes = run(chosen_results(ids))
    failed = [outcome for outcome in outcomes if outcome.verdict == "fail"]
    if as_json:
        print_json([_as_json(outcome) for outcome in outcomes])
    else:
        _print(outcomes, len(failed))
    return EXIT_FAILED if failed else 0


def _print(outcomes: list[Outcome], failed: int) -> None:
    rows = [
        (o.result.id, o.result.title, o.expectation.what, f"{o.expectation.published:,.10g}",
         f"{o.computed:,.10g}", f"{o.expectation.tolerance:.0%}" if o.expectation.tolerance
         else "exact", o.verdict)
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
    held = sum(outcome.holds for outcome in outcomes)
    known = len(outcomes) - held - failed
    also = f"; {known} are known not to be" if known else ""
    click.echo(f"{held} of {len(outcomes)} numbers reproduced{also}")


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
        "computed": None if outcome.error else outcome.computed,
        "error": outcome.error,
        "tolerance": expectation.tolerance,
        "verdict": outcome.verdict,
        "known_failure": result.known_failure,
    }
