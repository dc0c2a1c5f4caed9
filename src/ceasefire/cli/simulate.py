"""``ceasefire simulate``: single histories of a truce week by week, and many counted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ceasefire.answer.assess import DEFAULT_SEED, chosen_options
from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.cli.history_plots import refuse_plot, write_plot
from ceasefire.cli.history_tables import print_path, print_preface, print_shares
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.histories import Histories, Shares, histories_of, shares
from ceasefire.futures.outcomes import STAGES
from ceasefire.report.terminal import busy
from ceasefire.truce import arrays as a
from ceasefire.truce.plain import Event

_FUTURES = 2_000


@click.command("simulate")
@case_argument
@click.option("--option", required=True, metavar="ID", help="The option whose truce is told.")
@click.option("--stage", type=click.Choice(list(STAGES)), default="expected", show_default=True,
              help="How much of the force is there.")  # fmt: skip
@click.option("--paths", type=int, default=3, show_default=True,
              help="How many single histories to tell: the first, not chosen ones.")  # fmt: skip
@click.option("--weeks", type=int, default=None,
              help="Weeks to look ahead.  [default: the horizon of the case]")  # fmt: skip
@click.option("--futures", type=int, default=_FUTURES, show_default=True,
              help="How many futures to count.")  # fmt: skip
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True,
              help="Key of all draws: the same seed tells the same histories.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=None, metavar="FILE",
              help="Plot them: .html, which fits any screen, or .svg.")  # fmt: skip
@what_if_options
@json_option
def command(  # noqa: PLR0913, PLR0917 - one argument per option of the command line
    case: str, option: str, stage: str, paths: int, weeks: int | None, futures: int, seed: int,
    out: Path | None, sets: tuple[str, ...], off: tuple[str, ...], *, as_json: bool,
) -> None:  # fmt: skip
    """Tell how the truce of CASE goes under an option, and what happens under each ladder.

    Histories are not forecasts: most numbers of the process are assumptions (docs/truce.md).
    """
    _refuse(paths, futures)
    refuse_plot(out, paths)
    loaded, _ = what_if(load_case(case), sets, off)
    chosen = chosen_options(loaded, [option])[0]
    horizon = _horizon(loaded) if weeks is None else weeks
    with busy(f"{futures:,} histories of {chosen.id}"):
        found = histories_of(loaded, chosen, stage, futures=futures, seed=seed, weeks=horizon)
        left = found.lived()
    counted = {name: shares(left, k) for k, name in enumerate(found.names)}
    told = [found.told(i, found.own) for i in range(paths)]
    if out is not None:
        write_plot(out, found, told)
    if as_json:
        print_json(_as_json(loaded, found, told, counted, (futures, seed)))
        return
    if told:
        print_preface(found, left, len(told))
    for number, events in enumerate(told):
        print_path(loaded, found, number, events)
    print_shares(found, counted, futures)
    if out is not None:
        click.echo(f"The plot: {out}")


def _refuse(paths: int, futures: int) -> None:
    if futures < 1:
        msg = f"{futures} futures count nothing"
        raise CeasefireError(msg, "give --futures 1 or more")
    if not 0 <= paths <= futures:
        msg = f"{paths} paths cannot be told of {futures} futures"
        raise CeasefireError(msg, "give --paths from 0 to the number of futures")


def _horizon(case: Case) -> int:
    return max(1, round(case.meta.needed_number("horizon_months") / a.MONTHS_PER_WEEK))


def _as_json(
    case: Case, found: Histories, told: list[list[Event]], counted: Mapping[str, Shares],
    settings: tuple[int, int],
) -> dict[str, Any]:  # fmt: skip
    return {
        "case": case.name, "option": found.option.id, "stage": found.stage,
        "weeks": found.horizon, "futures": settings[0], "seed": settings[1],
        "ladder": found.names[found.own], "mandate": a.ACTS[found.mandate.most],
        "paths": [
            {"future": number, "events": [_event(found, event) for event in events]}
            for number, events in enumerate(told)
        ],
        "under": dict(counted),
        "rows": {piece: sorted(map(str, rows)) for piece, rows in found.rows.items()},
    }  # fmt: skip


def _event(found: Histories, event: Event) -> dict[str, Any]:
    details: dict[str, Any] = dict(event.details)
    if "step" in details:
        details["step"] = found.ladders.steps[int(details["step"])].id
    if "act" in details:
        details["act"] = a.ACTS[int(details["act"])]
    if "breach" in details:
        details["breach"] = a.BREACHES[int(details["breach"])]
    for flag in {"attributed", "wrong", "heeded"} & set(details):
        details[flag] = bool(details[flag])
    return {"week": event.week + 1, "what": event.what, **details}
