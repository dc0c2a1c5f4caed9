"""``ceasefire futures``: runs futures into a folder, and takes them up again after any stop."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ceasefire.answer.assess import HIGHEST_SEED, chosen_options
from ceasefire.case.edits import what_if
from ceasefire.case.load import find_case, load_case, shipped_cases
from ceasefire.case.rows import Case
from ceasefire.cli.options import (
    Steps,
    case_argument,
    json_option,
    print_json,
    results_argument,
    what_if_options,
)
from ceasefire.core.blocks import BLOCK_SIZE
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.design import KINDS, Design, Kind
from ceasefire.futures.folder import begin, means, opened
from ceasefire.futures.inputs import declared
from ceasefire.futures.manifest import Manifest, read_manifest
from ceasefire.futures.outcomes import UNITS, mixed_name
from ceasefire.futures.saltelli import most_futures
from ceasefire.futures.work import Compute, here, work
from ceasefire.report.terminal import print_table, progress_bar
from ceasefire.report.words import counted, number_words

_SHOWN = (
    "adopted", "offered", "gap", "expected", mixed_name("expected", "war", 2),
    mixed_name("expected", "clash", 2),
)  # fmt: skip
_FAILED = 1  # exit status of a run with failed blocks
_MOST_FUTURES = 10**9


@click.group("futures", cls=Steps)
def command() -> None:
    """Run futures into a folder that can be resumed, and look at what stands in it."""


_threads = click.option(
    "--threads", type=click.IntRange(min=1), default=None, metavar="N",
    help="Threads of compiled code.  [default: all cores]",
)  # fmt: skip
_scheduler = click.option(
    "--scheduler", default=None, metavar="ADDRESS",
    help="Run on the Dask cluster of this scheduler, as tcp://HOST:8786 (extra cluster).",
)  # fmt: skip


@command.command("run")
@case_argument
@results_argument
@click.option("--futures", type=int, default=10_000, show_default=True, help="How many futures.")
@click.option("--seed", type=int, default=1, show_default=True, help="Key of all draws.")
@click.option("--design", "kind", type=click.Choice(KINDS), default="random", show_default=True,
              help="Keyed draws, a Latin hypercube, a Sobol' sequence, or the design of "
              "Saltelli for Sobol' indices: the largest that --futures has room for.")  # fmt: skip
@click.option("--block", type=int, default=BLOCK_SIZE, show_default=True,
              help="Futures in a part; it changes no value.")  # fmt: skip
@click.option("--options", default="", metavar="A,B", help="Options to run.  [default: all]")
@what_if_options
@click.option("--fix", "fixed", multiple=True, metavar="FACTOR=QUANTILE",
              help="Hold a factor at a quantile, 0 to 1; may be given again.")  # fmt: skip
@click.option("--correlate", "correlated", multiple=True, metavar="FACTOR:FACTOR=R",
              help="Correlation of two factors, -1 to 1; may be given again.")  # fmt: skip
@_threads
@_scheduler
def run(  # noqa: PLR0913 - one parameter for each option
    case: str, folder: Path, *, futures: int, seed: int, kind: Kind, block: int, options: str,
    sets: tuple[str, ...], off: tuple[str, ...], fixed: tuple[str, ...],
    correlated: tuple[str, ...], threads: int | None, scheduler: str | None,
) -> None:  # fmt: skip
    """Run futures of CASE into DIR."""
    check = click.get_current_context().with_resource(_interrupts())
    _check(futures, seed)
    loaded, _ = what_if(load_case(case), sets, off)
    named = tuple(option.strip() for option in options.split(",") if option.strip())
    chosen = chosen_options(loaded, named)
    factors, held = declared(loaded, chosen), _fixed(fixed)
    if kind == "saltelli":
        free = [f for f in factors if not {f.stream, f.address} & held.keys()]
        futures = most_futures(free, futures)
    design = Design(kind, seed, futures, factors, held, _pairs(correlated))
    with _computing(scheduler, threads) as compute:
        manifest = begin(
            folder, loaded, chosen, design, block=block, source=_source(case), sets=sets, off=off
        )  # fmt: skip
        _work(manifest, loaded, compute, check)


@command.command("resume")
@results_argument
@click.option("--case", "case", default=None, metavar="CASE", help="The case, if it was moved.")
@_threads
@_scheduler
def resume(
    folder: Path, *, case: str | None, threads: int | None, scheduler: str | None
) -> None:  # fmt: skip
    """Run what is missing, failed or damaged in DIR; all that stands is kept."""
    check = click.get_current_context().with_resource(_interrupts())
    loaded = case_of(folder, case)
    manifest = opened(folder, loaded)
    manifest.source = _source(case) if case else manifest.source
    with _computing(scheduler, threads) as compute:
        _work(manifest, loaded, compute, check)


@command.command("status")
@results_argument
@json_option
def status(folder: Path, *, as_json: bool) -> None:
    """Say how many futures stand in DIR, and which blocks are missing, failed or damaged."""
    manifest = read_manifest(folder)
    damaged, blocks = manifest.damaged(), manifest.asked.blocks
    good = sum(part.count for n, part in manifest.parts.items() if n not in damaged)
    missing = [n for n in blocks if n not in manifest.parts and n not in manifest.failed]
    if as_json:
        print_json({
            "futures": manifest.asked.design.futures, "done": good, "missing": missing,
            "damaged": damaged, "failed": {str(n): e for n, e in manifest.failed.items()},
            "seconds": manifest.seconds,
        })  # fmt: skip
        return
    click.echo(f"{good:,} of {manifest.asked.design.futures:,} futures of {manifest.asked.case}")
    stand, failed = len(manifest.parts) - len(damaged), len(manifest.failed)
    click.echo(f"{counted(len(blocks), 'block')}: {stand} stand, {len(missing)} missing, "
               f"{failed} failed, {len(damaged)} damaged")  # fmt: skip
    for line in _failures(manifest):
        click.echo(line)
    for number in damaged:
        click.echo(f"{manifest.path(number)} is not what was written")
    if good < manifest.asked.design.futures:
        click.echo(f"go on with: ceasefire futures resume {folder}")


@command.command("show")
@results_argument
@json_option
def show(folder: Path, *, as_json: bool) -> None:
    """Show the settings of a run and the mean of each outcome by option."""
    manifest = read_manifest(folder)
    asked = manifest.asked
    found = {
        name: dict(zip(asked.options, row, strict=True)) for name, row in means(manifest).items()
    }
    if as_json:
        settings = {k: v for k, v in manifest.as_json().items() if k not in ("parts", "design")}
        design = asked.design.as_json() | {"factors": len(asked.design.factors)}
        print_json({**settings, "design": design, "done": manifest.done, "means": found})
        return
    changed = "".join(f", {text}" for text in (*asked.sets, *(f"without {c}" for c in asked.off)))
    click.echo(f"{asked.case}{changed}: {manifest.done:,} futures, design {asked.design.kind}, "
               f"seed {asked.design.seed}, {len(asked.design.factors)} factors, "
               f"{manifest.seconds:.0f} s")  # fmt: skip
    rows = [
        (option, *(_mean_words(found[name][option], name) for name in _SHOWN))
        for option in asked.options
    ]
    print_table("Means over all futures", ("option", *_SHOWN), rows, right=_SHOWN)
    click.echo(f"--json has all {len(found)} outcomes")


def _mean_words(mean: float | None, name: str) -> str:
    return "" if mean is None else number_words(mean, UNITS[name], exact=False)


def case_of(folder: Path, named: str | None = None) -> Case:
    """Load the case a folder was made from, with the edits of its run."""
    manifest = read_manifest(folder)
    if named is None and not manifest.source:
        msg = f"{folder} does not say where its case stands"
        raise CeasefireError(msg, "give it with --case")
    return what_if(load_case(named or manifest.source), manifest.asked.sets, manifest.asked.off)[0]


def _source(case: str) -> str:
    """Where a case can be loaded again from any folder."""
    return case if case in shipped_cases() else str(find_case(case).resolve())


def _check(futures: int, seed: int) -> None:
    if not 1 <= futures <= _MOST_FUTURES:
        msg = f"{futures:,} futures are too {'few' if futures < 1 else 'many'}"
        raise CeasefireError(msg, f"give --futures 1 to {_MOST_FUTURES:,}")
    if not 0 <= seed <= HIGHEST_SEED:
        msg = f"the seed {seed} is out of range"
        raise CeasefireError(msg, f"give --seed 0 to {HIGHEST_SEED}")


@contextmanager
def _computing(scheduler: str | None, threads: int | None) -> Iterator[tuple[Compute, int]]:
    """What computes the blocks, and on how many threads: here, or on a cluster."""
    if scheduler is None:
        yield here, _take_threads(threads)
        return
    if threads is not None:
        msg = "--threads and --scheduler do not go together: workers have threads of their own"
        raise CeasefireError(msg, "leave out one of them")
    from ceasefire.futures.cluster import connected  # noqa: PLC0415 - an optional extra

    with connected(scheduler) as cluster:
        yield cluster.compute, cluster.threads


@contextmanager
def _interrupts() -> Iterator[Callable[[], None]]:
    """Note Ctrl-C, and give what raises it again.

    What the compiler calls back, and what Python calls when it throws an object away, swallow the
    exception: the run would go on, or its block fail for no reason of its own.
    """
    came = False

    def note(_signal: int, _frame: object) -> None:
        nonlocal came
        came = True
        raise KeyboardInterrupt

    def check() -> None:
        if came:
            raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield check  # it is ignored, as in the background, or another's
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _work(
    manifest: Manifest, case: Case, computing: tuple[Compute, int], check: Callable[[], None]
) -> None:
    total = manifest.asked.design.futures
    compute, manifest.threads = computing
    try:
        label = f"{total:,} futures of {case.name}"
        with progress_bar(total, label=label, done=manifest.done) as progress:

            def tell(done: int) -> None:
                check()
                progress(done)

            check()
            work(manifest, case, tell, compute)
    except KeyboardInterrupt:
        click.echo(f"\ngo on with: ceasefire futures resume {manifest.folder}", err=True)
        raise
    click.echo(f"{manifest.done:,} of {total:,} futures stand in {manifest.folder}")
    for line in _failures(manifest):
        click.echo(line, err=True)
    if manifest.failed:
        click.echo(f"go on with: ceasefire futures resume {manifest.folder}", err=True)
        click.get_current_context().exit(_FAILED)


def _failures(manifest: Manifest) -> Iterator[str]:
    for number, error in sorted(manifest.failed.items()):
        first, count = manifest.asked.span(number)
        yield f"block {number}, futures {first:,} to {first + count - 1:,}, failed: {error}"


def _take_threads(threads: int | None) -> int:
    import numba  # noqa: PLC0415 - heavy

    most = numba.config.NUMBA_NUM_THREADS  # type: ignore[attr-defined]
    if threads is not None and threads > most:
        msg = f"{threads} threads are more than there are cores"
        raise CeasefireError(msg, f"give --threads 1 to {most}")
    numba.set_num_threads(threads or most)
    return int(threads or most)


def _fixed(settings: tuple[str, ...]) -> dict[str, float]:
    return {name: _number(text, value) for text in settings for name, _, value in [_cut(text)]}


def _pairs(settings: tuple[str, ...]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for text in settings:
        names, _, value = _cut(text)
        one, sign, other = names.partition(":")
        if not sign:
            msg = f"'{text}' correlates nothing"
            raise CeasefireError(msg, "write FACTOR:FACTOR=R")
        found[one.strip(), other.strip()] = _number(text, value)
    return found


def _cut(text: str) -> tuple[str, str, str]:
    name, sign, value = text.partition("=")
    return name.strip(), sign, value.strip()


def _number(text: str, value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        msg = f"'{text}' gives no number"
        raise CeasefireError(msg, "write it behind an equals sign, as in =0.5") from error
