"""``ceasefire assess``: answer a case."""

from __future__ import annotations

from pathlib import Path

import click

from ceasefire.answer.answer import Answer
from ceasefire.answer.assess import DEFAULT_FUTURES, DEFAULT_SEED, assess
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.cli.options import case_argument, json_option, what_if_options
from ceasefire.report.folder import write_results
from ceasefire.report.terminal import print_answer, progress_bar


@click.command("assess")
@case_argument
@click.option("--out", type=click.Path(path_type=Path), default=None,
              help="Folder for the results.  [default: results/<case>]")  # fmt: skip
@click.option("--futures", type=int, default=DEFAULT_FUTURES, show_default=True,
              help="How many futures to draw.")  # fmt: skip
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True,
              help="Key of all draws: the same seed gives the same answer.")  # fmt: skip
@click.option("--options", default="", metavar="A,B", help="Options to assess.  [default: all]")
@what_if_options
@json_option
def command(  # noqa: PLR0913, PLR0917 - one argument per option of the command line
    case: str, out: Path | None, futures: int, seed: int, options: str,
    sets: tuple[str, ...], off: tuple[str, ...], *, as_json: bool,
) -> None:  # fmt: skip
    """Answer CASE: needed, offered, short; who accepts, who blocks; would it hold; at what cost.

    Writes manifest.json, answer.json, answer.html, tables and futures into a folder. With --json
    it prints answer.json instead, and writes a folder only if --out is given.
    """
    loaded = load_case(case)
    chosen = tuple(option.strip() for option in options.split(",") if option.strip())

    def make(target: Case, parts: Path | None) -> Answer:
        with progress_bar(futures, label=f"{futures:,} futures of {target.name}") as progress:
            return assess(
                target, futures=futures, seed=seed, options=chosen, sets=sets, off=off,
                parts=parts, progress=progress,
            )  # fmt: skip

    if as_json and out is None:
        click.echo(make(loaded, None).to_text(), nl=False)
        return
    folder = out or Path("results") / loaded.name
    answer = write_results(folder, lambda parts: make(loaded, parts))
    if as_json:
        click.echo(answer.to_text(), nl=False)
        return
    print_answer(answer)
    click.echo(f"The page: {folder / 'answer.html'}")
