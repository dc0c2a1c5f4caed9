"""``ceasefire backtest``: models of bargaining against decided issues, losses included."""

from __future__ import annotations

from pathlib import Path

import click

from ceasefire.cli.negotiate import BUSY
from ceasefire.cli.options import json_option, print_json
from ceasefire.core.errors import CeasefireError
from ceasefire.politics.backtest import Backtest, Estimate, backtest
from ceasefire.politics.formats.deu import read_deu
from ceasefire.politics.models import FORECASTS
from ceasefire.report.terminal import busy, print_table
from ceasefire.report.words import counted

_HIGHEST_SEED = 2**63 - 1


@click.command("backtest")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--power", "power", type=click.Path(path_type=Path), default=None, metavar="FILE",
              help="CSV of actor,power; all equal without it.")  # fmt: skip
@click.option("--resamples", type=click.IntRange(10, 100_000), default=1_000, show_default=True,
              metavar="N", help="Bootstrap samples of proposals.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, _HIGHEST_SEED), default=1, show_default=True,
              metavar="S", help="Key of the bootstrap.")  # fmt: skip
@json_option
def command(file: Path, *, power: Path | None, resamples: int, seed: int, as_json: bool) -> None:
    """Score every model on FILE, a table of decided issues in the layout of DEU III.

    Each model is graded on what it could not know: its band comes from its errors on other
    proposals. Differences are to the weighted mean; above 0 the model is worse.
    """
    issues = read_deu(file, power)
    models = {
        name: model for name, model in FORECASTS.items()
        if name != "salience_mean" or not issues.equal_power
    }  # fmt: skip
    with busy(BUSY):
        found = backtest(issues, models, seed=seed, resamples=resamples)
    if not found.issues:
        msg = f"{file} holds no issue with positions and an outcome"
        raise CeasefireError(msg, "check the columns p..., s... and out; 999 and blank are missing")
    if as_json:
        print_json(found.as_json())
    else:
        _print(found)


def _print(found: Backtest) -> None:
    rows = [
        (score.model.replace("_", " "), str(score.issues), _words(score.mae), _words(score.crps),
         _words(score.coverage, digits=2),
         "" if score.model == found.against else _words(score.difference))
        for score in found.scores
    ]  # fmt: skip
    title = (
        f"{counted(found.issues, 'decided issue')} of {counted(found.proposals, 'proposal')}, "
        "0 to 100"
    )
    headers = ("model", "issues", "mean absolute error", "CRPS", "within the 80 % band",
               "error less that of the mean")  # fmt: skip
    print_table(title, headers, rows, right=("issues",))
    click.echo(
        "Brackets: 95 % of the bootstrap over whole proposals. Models are graded on the issues "
        "they can forecast;\ndifferences on those they share with the weighted mean."
    )
    for score in found.scores:
        if score.reason:
            click.echo(f"{score.model}: {score.refused} proposals left out: {score.reason}")
    few = [score.model for score in found.scores if score.issues > 0 and not score.enough]
    if found.enough and few:
        click.echo(f"graded on too few issues for any claim of accuracy: {', '.join(few)}")
    if found.dropped:
        click.echo(f"{counted(found.dropped, 'issue')} without an outcome left out")
    if found.caveat:
        click.echo(found.caveat)


def _words(estimate: Estimate, digits: int = 1) -> str:
    if estimate.value != estimate.value:
        return "-"
    if estimate.low != estimate.low:
        return f"{estimate.value:.{digits}f}"
    ends = f"{estimate.low:.{digits}f} to {estimate.high:.{digits}f}"
    return f"{estimate.value:.{digits}f} ({ends})"
