"""``ceasefire explain``: in which futures an option fails, in words, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np

from ceasefire.case.rows import Case
from ceasefire.cli.factor_names import factor_names
from ceasefire.cli.futures import case_of
from ceasefire.cli.options import json_option, print_json, results_argument
from ceasefire.cli.sobol_tables import show_sobol, sobol, sobol_json
from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError, near
from ceasefire.futures.discovery.prim import Discovery, Rule, discover
from ceasefire.futures.discovery.stability import Stability, resampled
from ceasefire.futures.discovery.tree import Tree, grow
from ceasefire.futures.discovery.words import Name, box_words, discovery_words, per_cent
from ceasefire.futures.folder import inputs, opened, stored
from ceasefire.futures.inputs import Column, resting
from ceasefire.futures.manifest import Manifest
from ceasefire.futures.outcomes import LESS_IS_BETTER, UNITS
from ceasefire.futures.robustness.compared import compare
from ceasefire.futures.robustness.knowledge import Knowledge, value_of_knowing
from ceasefire.futures.sensitivity import FirstOrder, first_order
from ceasefire.report.terminal import busy
from ceasefire.report.words import number_words

_TOLD = 8  # factors told of a list
_NOTHING = 1e-6  # rounding
_RULE = Rule(density=0.8, most_factors=4)


@click.command("explain")
@results_argument
@click.option("--outcome", required=True, metavar="OUTCOME", help="What fails; see: show DIR.")
@click.option("--option", "option", default=None, metavar="ID",
              help="Whose failures.  [default: the option that is best on average]")  # fmt: skip
@click.option("--boxes", type=click.IntRange(1, 10), default=3, show_default=True,
              help="Most boxes to look for.")  # fmt: skip
@click.option("--limit", type=float, default=None, metavar="NUMBER",
              help="Failing is worse than this.  [default: the middle of all options]")  # fmt: skip
@click.option("--sample", type=click.IntRange(min=2), default=20_000, show_default=True,
              help="Most futures to search, from the first on.")  # fmt: skip
@click.option("--resamples", type=click.IntRange(min=2), default=20, show_default=True,
              help="Of the futures, to see how far a box can be trusted.")  # fmt: skip
@json_option
def command(  # noqa: PLR0913 - one parameter for each option
    folder: Path, *, outcome: str, option: str | None, boxes: int, limit: float | None,
    sample: int, resamples: int, as_json: bool,
) -> None:  # fmt: skip
    """Say in words in which futures of DIR an option fails, and what it is worth to know."""
    case = case_of(folder)
    manifest = opened(folder, case)
    sample = min(sample, manifest.asked.design.independent)
    values = stored(manifest, outcome, futures=sample)
    chosen = _chosen(manifest, values, outcome, option)
    if manifest.asked.design.kind == "saltelli":
        _tell_sobol(manifest, outcome, manifest.asked.options[chosen], as_json=as_json)
        return
    failing = _failing(values, chosen, outcome, limit, manifest.asked.options[chosen])
    with busy("looking for what the failures have in common"):
        frame = _frame(manifest, case, manifest.asked.options, outcome, sample)
        told = _explained(manifest, case, frame, values, chosen, failing, boxes, resamples)
    names = factor_names(case, manifest.asked.design.factors)
    if as_json:
        print_json(told.as_json(names) | {"notes": list(manifest.notes)})
        return
    for note in manifest.notes:
        click.echo(f"note: {note}")
    told.show(names)


def _tell_sobol(manifest: Manifest, outcome: str, option: str, *, as_json: bool) -> None:
    """Tell Sobol' indices: of a design of Saltelli nothing else, as its few rows hang together."""
    found = sobol(manifest, outcome)
    if found is None:
        msg = "Sobol' indices need all futures of the run"
        raise CeasefireError(msg, f"go on with: ceasefire futures resume {manifest.folder}")
    if as_json:
        by_option = sobol_json(found, manifest.asked.options)
        print_json({"outcome": outcome, "option": option, "sobol": by_option})
        return
    show_sobol(found, manifest.asked.options, option)
    click.echo("For boxes, trees and the value of knowing run another design, such as lhs.")


@dataclass(frozen=True)
class _Failing:
    """What counts as failing: ``where`` has 1, 0 or NaN (not defined), shape ``(futures,)``."""

    outcome: str
    words: str
    where: Floats


@dataclass(frozen=True)
class _Explained:
    option: str
    failing: _Failing
    found: Discovery
    trust: Stability
    tree: Tree
    indices: FirstOrder
    knowing: Knowledge

    def as_json(self, names: dict[str, Name]) -> dict[str, Any]:
        """The explanation for programs."""
        return {
            "outcome": self.failing.outcome, "option": self.option, "fails": self.failing.words,
            "futures": self.found.futures, "share": self.found.base,
            "rule": self.found.rule.sentence,
            "words": list(discovery_words(self.found, names)),
            "boxes": [
                {"factors": list(one.box.restricted), "coverage": one.box.coverage,
                 "density": one.box.density, "mass": one.box.mass, "met": one.met,
                 "words": box_words(one.box, names)}
                for one in self.found.found
            ],
            "bootstrap": {
                "coverage": vars(self.trust.coverage), "density": vars(self.trust.density),
                "factors": {f.factor: f.share for f in self.trust.factors if f.share > 0},
            },
            "tree": [
                {"words": box_words(leaf, names), "density": leaf.density, "mass": leaf.mass}
                for leaf in self.tree.leaves
            ],
            "first_order": [
                {"factor": name, "words": names[name].label, "index": index, "error": error}
                for name, index, error in self._indices()
            ],
            "knowing": {
                "everything": self.knowing.everything,
                "factors": [
                    {**vars(one), "words": names[one.factor].label}
                    for one in self.knowing.factors if one.value > 0
                ],
            },
        }  # fmt: skip

    def show(self, names: dict[str, Name]) -> None:
        """Print the explanation."""
        share = per_cent(self.found.base)
        click.echo(f"{self.option} fails where {self.failing.words}: in {share} of "
                   f"{self.found.futures:,} futures")  # fmt: skip
        for words in discovery_words(self.found, names):
            click.echo(f"  {words}")
        self._show_trust(names)
        pure = [leaf for leaf in self.tree.of_interest(0.5) if leaf.limits]
        click.echo("A tree over all futures:" if pure else "A tree has no leaf that mostly fails.")
        for leaf in pure[:_TOLD]:
            click.echo(f"  {box_words(leaf, names)}")
        click.echo("Share of the outcome's variance that a factor explains alone:")
        clear = [row for row in self._indices() if row[1] > 2 * row[2]]
        if not clear:
            click.echo("  none that is clearer than chance: luck, or what several do together")
        for name, index, error in clear[:_TOLD]:
            click.echo(f"  {names[name].label}: {index * 100:.1f} \u00b1 {error * 100:.1f} %")
        self._show_knowing(names)

    def _show_trust(self, names: dict[str, Name]) -> None:
        ends = [f"{per_cent(s.low)} to {per_cent(s.high)}"
                for s in (self.trust.coverage, self.trust.density)]  # fmt: skip
        told = [factor for factor in self.trust.factors if factor.share > 0][:_TOLD]
        if not told:
            return
        click.echo(f"In {self.trust.resamples} resamples, on futures left out, a first box holds "
                   f"{ends[0]} of failures and is {ends[1]} pure; it rests on")  # fmt: skip
        for factor in told:
            click.echo(f"  {names[factor.factor].label}: in {per_cent(factor.share)} of resamples")

    def _show_knowing(self, names: dict[str, Name]) -> None:
        unit = UNITS[self.failing.outcome]
        whole = _amount(self.knowing.everything, unit)
        click.echo(f"Knowing everything before choosing an option is worth {whole}; knowing")
        # Of hundreds of factors some pass any test: told are those worth more than chance gives.
        worthy = [one for one in self.knowing.factors if one.clear and one.value > _NOTHING]
        for one in worthy[:_TOLD]:
            click.echo(f"  {names[one.factor].label}: {_amount(one.value, unit)}")
        if not worthy:
            click.echo("  no single factor: nothing that chance could not give")

    def _indices(self) -> list[tuple[str, float, float]]:
        """Factors above what chance gives, the strongest first."""
        found = self.indices
        rows = zip(found.factors, found.first[:, 0], found.error[:, 0], found.chance[:, 0],
                   strict=True)  # fmt: skip
        told = [(n, float(f), float(e)) for n, f, e, chance in rows if f > chance]
        return sorted(told, key=lambda row: -row[1])


def _amount(value: float, unit: str) -> str:
    if unit == "probability":
        return f"{value * 100:.2g} points"
    return number_words(value, unit, exact=False)


def _moving(manifest: Manifest, case: Case, options: Iterable[str], outcome: str) -> frozenset[str]:
    """Factors on which the outcome of some options rests."""
    rows = [case.row("options", option) for option in options]
    return resting(case, rows, manifest.asked.design.factors, outcome)


def _frame(
    manifest: Manifest, case: Case, options: Iterable[str], outcome: str, sample: int
) -> dict[str, Column]:  # fmt: skip
    """Factors that vary and that the outcome of any option rests on, in the futures looked at."""
    moves = _moving(manifest, case, options, outcome)
    return {
        name: column for name, column in inputs(manifest, case, futures=sample).items()
        if name in moves and np.ptp(_of(column))
    }  # fmt: skip


def _of(column: Column) -> Column:
    """A column as numbers, to see whether it varies."""
    return column if column.dtype.kind == "f" else np.unique(column, return_inverse=True)[1]


def _chosen(manifest: Manifest, values: Floats, outcome: str, option: str | None) -> int:
    options = manifest.asked.options
    if option is not None and option not in options:
        msg = f"the run in {manifest.folder} has no option '{option}'"
        raise CeasefireError(msg, near(option, options) or f"options: {', '.join(options)}")
    if option is not None:
        return options.index(option)
    compared = compare(values, options, higher_is_better=outcome not in LESS_IS_BETTER)
    return options.index(compared.options[int(np.argmax(compared.score.mean(axis=1)))])


def _failing(
    values: Floats, chosen: int, outcome: str, limit: float | None, option: str
) -> _Failing:
    """What counts as failing: by default worse than the middle of all options, else of its own."""
    mine = values[chosen]
    low, high = float(np.nanmin(mine)), float(np.nanmax(mine))
    if low == high:
        msg = f"{outcome} of {option} is {low:.4g} in every future: nothing tells it apart"
        raise CeasefireError(msg, "choose another outcome or option")
    event = not np.setdiff1d(values[~np.isnan(values)], (0, 1)).size
    tried = [0.5] if event else [float(np.nanmedian(values)), float(np.nanmedian(mine))]
    if limit is not None:
        if not np.isfinite(limit) or (event and not 0 < limit < 1):
            msg = f"--limit {limit:g} cannot tell where {outcome} fails"
            raise CeasefireError(msg, "give a number between 0 and 1" if event else "give a number")
        tried = [limit]
    less = outcome in LESS_IS_BETTER
    for edge in tried:
        fails = mine > edge if less else mine < edge
        if fails.any() and not fails[~np.isnan(mine)].all():
            return _Failing(outcome, _fails_words(outcome, edge, event=event, less=less),
                            np.where(np.isnan(mine), np.nan, fails))  # fmt: skip
    msg = f"{option} fails in no future, or in all, where the limit of {outcome} is {tried[-1]:.4g}"
    raise CeasefireError(msg, f"take another limit: give --limit between {low:.4g} and {high:.4g}")


def _fails_words(outcome: str, limit: float, *, event: bool, less: bool) -> str:
    if event:
        return f"{outcome} {'happens' if less else 'does not happen'}"
    return f"{outcome} is {'above' if less else 'below'} {limit:.4g}"


def _explained(  # noqa: PLR0913, PLR0917 - what is explained and how
    manifest: Manifest, case: Case, frame: dict[str, Column], values: Floats, chosen: int,
    failing: _Failing, boxes: int, resamples: int,
) -> _Explained:  # fmt: skip
    compared = compare(
        values, manifest.asked.options, higher_is_better=failing.outcome not in LESS_IS_BETTER
    )
    option = manifest.asked.options[chosen]
    moves = _moving(manifest, case, [option], failing.outcome)
    own = {name: column for name, column in frame.items() if name in moves}
    return _Explained(
        option, failing,
        discover(own, failing.where, rule=_RULE, boxes=boxes),
        resampled(own, failing.where, rule=_RULE, resamples=resamples),
        grow(own, failing.where), first_order(own, values[chosen]),
        value_of_knowing(compared, frame),
    )  # fmt: skip
