"""``ceasefire compare-options``: options over the same futures, by several criteria."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import numpy as np

from ceasefire.answer.level import clear, level_with
from ceasefire.cli.futures import case_of
from ceasefire.cli.options import json_option, print_json, results_argument
from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.futures.folder import inputs, opened, stored
from ceasefire.futures.manifest import Manifest
from ceasefire.futures.outcomes import LESS_IS_BETTER, UNITS, mixed_name
from ceasefire.futures.robustness.compared import Bools, Compared, compare
from ceasefire.futures.robustness.dominance import Dominance, dominance
from ceasefire.futures.robustness.means import Convergence, Expected, convergence, expected
from ceasefire.futures.robustness.ranking import Ranking, rankings
from ceasefire.futures.robustness.regret import Regret, regret, worst_tenth
from ceasefire.futures.robustness.rivals import Rivals, Turn, by_model, leading_shares, turns
from ceasefire.futures.robustness.targets import Met, Target, targets_met
from ceasefire.report.terminal import print_table
from ceasefire.report.words import number_words

OUTCOME = mixed_name("expected", "war", 2)
_TARGET = re.compile(r"\s*([a-z0-9_]+)\s*(>=|<=)\s*(-?\d+(?:\.\d+)?)\s*")
_RARE = 0.01  # smaller shares are not told
_CERTAIN = 0.95  # share of resamples in which an option has to be dominated to be said so
_DOMINANCE_FUTURES = 20_000  # resampled; more would change no verdict that is worth telling


@click.command("compare-options")
@results_argument
@click.option("--outcome", default=OUTCOME, show_default=True, help="What is compared.")
@click.option("--target", "targets", multiple=True, metavar="OUTCOME>=NUMBER",
              help="What is good enough (or <=); may be given again: all at once.")  # fmt: skip
@click.option("--tolerance", type=click.FloatRange(min=0), default=0.0, show_default=True,
              help="A lead that does not matter, in the outcome's unit.")  # fmt: skip
@json_option
def command(
    folder: Path, outcome: str, targets: tuple[str, ...], tolerance: float, *, as_json: bool
) -> None:
    """Compare the options of the run in DIR: every option meets the same futures."""
    case = case_of(folder)
    manifest = opened(folder, case)
    options, better = manifest.asked.options, outcome not in LESS_IS_BETTER
    compared = compare(_values(manifest, outcome), options, higher_is_better=better)
    met = _met(manifest, [_target(text) for text in targets])
    told = _Told(
        outcome, compared, expected(compared), regret(compared), met, rankings(compared, met),
        _rivals(manifest, compared), tolerance, manifest.notes,
    )  # fmt: skip
    if as_json:
        print_json(told.as_json())
        return
    told.show()


class _Told:
    """All that is said of one comparison."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of a comparison
        self, outcome: str, compared: Compared, means: Expected, regrets: Regret, met: Met | None,
        ranked: tuple[Ranking, ...], rivals: dict[str, _Kind], tolerance: float,
        standing: Sequence[str],
    ) -> None:  # fmt: skip
        self.outcome, self.compared, self.means, self.regrets = outcome, compared, means, regrets
        self.met, self.ranked, self.rivals, self.standing = met, ranked, rivals, standing
        self.worst = worst_tenth(compared)
        self.dominance = _dominance(compared, tolerance)
        several = len(compared.options) > 1
        self.convergence = _convergence(compared, tolerance) if several else None

    def as_json(self) -> dict[str, Any]:
        """The comparison for programs."""
        settled = self.convergence
        return {
            "outcome": self.outcome, "unit": UNITS[self.outcome],
            "higher_is_better": self.compared.higher_is_better, "futures": self.compared.futures,
            "notes": [*self.standing, *self.compared.notes],
            "options": {o: self._option(k, o) for k, o in enumerate(self.compared.options)},
            "rankings": [
                {"criterion": r.criterion.name, "meaning": r.criterion.meaning,
                 "order": list(r.order)} for r in self.ranked
            ],
            "undominated": _undominated(self.dominance),
            "dominates": _dominates(self.dominance),
            "convergence": settled and {
                "enough": settled.enough, "needed": settled.needed,
                "settled_at": settled.settled_at, "sentence": settled.sentence,
            },
            "rivals": {kind: _rivals_json(found) for kind, found in self.rivals.items()},
        }  # fmt: skip

    def _option(self, k: int, option: str) -> dict[str, Any]:
        mean, error = float(self.means.mean[k]), float(self.means.error[k])
        found: dict[str, Any] = {
            "mean": mean, "low": mean - error, "high": mean + error,
            "worst_tenth": float(self.worst[k]), "mean_regret": float(self.regrets.mean[k]),
            "high_regret": float(self.regrets.high[k]), "most_regret": float(self.regrets.most[k]),
            "best_share": float(self.regrets.best_share[k]),
        }  # fmt: skip
        if self.met is not None:
            at = self.met.options.index(option)
            ends = (self.met.share, self.met.low, self.met.high)
            found["targets_met"] = [float(end[at]) for end in ends]
        return found

    def show(self) -> None:
        """Print the comparison."""
        self._show_options()
        for note in (*self.standing, *self.compared.notes):
            click.echo(f"note: {note}")
        for ranking in self.ranked:
            click.echo(f"{ranking.criterion.meaning}: {_ordered(ranking)}")
        best = int(np.argmax(self.compared.score.mean(axis=1)))
        level = [self.compared.options[k] for k in level_with(self.compared.score, best)]
        if level:
            click.echo(f"level with {self.compared.options[best]} on average: {', '.join(level)}")
        click.echo(f"not dominated by any other in {_CERTAIN:.0%} of resamples: "
                   f"{', '.join(_undominated(self.dominance))}")  # fmt: skip
        if self.convergence is not None:
            click.echo(self.convergence.sentence)
        for kind, found in self.rivals.items():
            _show_rivals(kind, found, UNITS[self.outcome])

    def _show_options(self) -> None:
        unit = UNITS[self.outcome]
        headers = ["option", "mean", "\u00b1", "worst tenth", "mean regret", "regret, 90 %",
                   "best in"]  # fmt: skip
        rows = [
            [
                option, _words(self.means.mean[k], unit), _words(self.means.error[k], unit),
                _words(self.worst[k], unit), _words(self.regrets.mean[k], unit),
                _words(self.regrets.high[k], unit), _words(self.regrets.best_share[k], "share"),
            ]
            for k, option in enumerate(self.compared.options)
        ]  # fmt: skip
        if self.met is not None:
            headers.append("targets met")
            for row in rows:
                row.append(_words(self.met.share[self.met.options.index(row[0])], "share"))
        title = f"{self.outcome} in {self.compared.futures:,} futures that the options share"
        print_table(title, headers, rows, right=headers[1:])


def _words(number: float, unit: str) -> str:
    if unit == "probability":
        return f"{number * 100:.1f}\u00a0%"
    return number_words(float(number), unit, exact=False)


def _values(manifest: Manifest, outcome: str) -> Floats:
    return stored(manifest, outcome, futures=manifest.asked.design.independent)


def _target(text: str) -> Target:
    found = _TARGET.fullmatch(text)
    if found is None:
        msg = f"'{text}' is no target"
        raise CeasefireError(msg, f"write it as '{OUTCOME}>=0.8'")
    limit = float(found[3])
    return Target(found[1], limit) if found[2] == ">=" else Target(found[1], at_most=limit)


def _met(manifest: Manifest, targets: Sequence[Target]) -> Met | None:
    if not targets:
        return None
    values = {target.outcome: _values(manifest, target.outcome) for target in targets}
    return targets_met(values, manifest.asked.options, targets)


def _dominance(compared: Compared, tolerance: float) -> Dominance:
    few = compared.kept.copy()
    few[compared.kept.nonzero()[0][_DOMINANCE_FUTURES:]] = False
    return dominance(compared.where(few), tolerance=tolerance)


def _convergence(compared: Compared, tolerance: float) -> Convergence:
    return convergence(
        compared.values, compared.options, higher_is_better=compared.higher_is_better,
        tolerance=tolerance,
    )  # fmt: skip


def _ordered(ranking: Ranking) -> str:
    """The best three options of a ranking; equals are said to be equal."""
    figure = dict(zip(ranking.options, ranking.figures.tolist(), strict=True))
    if len({round(value, 9) for value in figure.values()}) == 1:
        return "all equal"
    told = [ranking.order[0]]
    for before, option in pairwise(ranking.order[:3]):
        told.append((" = " if round(figure[before] - figure[option], 9) == 0 else ", ") + option)
    return "".join(told)


def _undominated(found: Dominance) -> list[str]:
    """Options that no other dominates in nearly all resamples."""
    surely = (found.first & (found.first_share >= _CERTAIN)) | (
        found.second & (found.second_share >= _CERTAIN)
    )
    return [option for k, option in enumerate(found.options) if not surely[:, k].any()]


def _dominates(found: Dominance) -> list[dict[str, Any]]:
    names = found.options
    return [
        {"option": names[i], "over": names[j], "order": 1 if found.first[i, j] else 2,
         "share": float((found.first_share if found.first[i, j] else found.second_share)[i, j])}
        for i in range(len(names)) for j in range(len(names)) if found.second[i, j]
    ]  # fmt: skip


@dataclass(frozen=True)
class _Kind:
    """Options under the rival models of a kind, and the weights at which another surely leads."""

    found: Rivals
    turns: tuple[Turn, ...]
    close: int


def _rivals(manifest: Manifest, compared: Compared) -> dict[str, _Kind]:
    """Options under each rival model, kind by kind, each future with its own true model."""
    case = case_of(manifest.folder)
    found: dict[str, _Kind] = {}
    futures = manifest.asked.design.independent
    for address, column in inputs(manifest, case, kinds=["model"], futures=futures).items():
        kind = address.partition(".")[2]
        rows = [r for r in case.rival_models(kind) if (column == r.id)[compared.kept].sum() > 1]
        weights = {row.id: row.number("weight") or 0.0 for row in rows}
        if len(rows) > 1 and sum(weights.values()) > 0:
            masks = {row.id: column == row.id for row in rows}
            rivals = by_model(compared, masks, weights)
            every = turns(rivals)
            sure = tuple(turn for turn in every if _sure(compared, masks[turn.model], turn))
            found[kind] = _Kind(rivals, sure, len(every) - len(sure))
    return found


def _sure(compared: Compared, true: Bools, turn: Turn) -> bool:
    """Whether one option leads where the model is true, and the other elsewhere, beyond luck."""
    above, below = (compared.options.index(one) for one in (turn.above, turn.below))
    lead = compared.score[above] - compared.score[below]
    here = true[compared.kept]
    return all(
        clear(float(one.mean()), float(one.std()) / len(one) ** 0.5)
        for one in (lead[here], -lead[~here])
    )


def _rivals_json(kind: _Kind) -> dict[str, Any]:
    found = kind.found
    return {
        "models": {
            model: {
                "weight": float(found.weights[m]), "futures": found.futures[m],
                "leader": found.leaders[model],
                "mean": dict(zip(found.options, found.mean[m].tolist(), strict=True)),
                "error": dict(zip(found.options, found.error[m].tolist(), strict=True)),
            }
            for m, model in enumerate(found.models)
        },
        "mixed": dict(zip(found.options, found.mixed.tolist(), strict=True)),
        "leading_shares": leading_shares(found),
        "turns": [vars(turn) for turn in kind.turns],
        "turns_too_close": kind.close,
    }  # fmt: skip


def _show_rivals(name: str, kind: _Kind, unit: str) -> None:
    found = kind.found
    rows = [
        (option, *(_words(mean, unit) for mean in found.mean[:, k]), _words(found.mixed[k], unit))
        for k, option in enumerate(found.options)
    ]
    heads = ("option", *found.models, "mixed")
    print_table(f"Mean under each rival model: {name}", heads, rows, right=heads[1:])
    shares = sorted(leading_shares(found).items(), key=lambda item: -item[1])
    told = ", ".join(f"{option} {share:.0%}" for option, share in shares[:3] if share >= _RARE)
    click.echo(f"leads in so many of all ways to weigh these models: {told}")
    for turn in kind.turns:
        click.echo(turn_words(turn))
    if kind.close:
        click.echo(f"{kind.close} more weights at which another leads: too close to tell")
    elif not kind.turns:
        click.echo(f"no weight of a {name} model makes another option lead than {found.leader}")


def turn_words(turn: Turn) -> str:
    """Tell at which weight of a model the leader changes."""
    return (
        f"{turn.above} leads instead of {turn.below} if {turn.model} weighs more than "
        f"{turn.weight * 100:.0f} % (now {turn.declared * 100:.0f} %)"
    )
