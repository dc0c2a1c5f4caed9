"""Summaries of all futures, taken in block by block."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.case.tables.politics import COMBINING_RULES
from ceasefire.case.world import World
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.core.traced import Traced
from ceasefire.futures.chain import Outcomes
from ceasefire.futures.lived import Lived
from ceasefire.futures.outcomes import (
    BY_MODEL,
    COMPARED_AT,
    KEPT,
    UNITS,
    WEIGHED,
    alone_name,
    mixed_name,
    model_name,
)
from ceasefire.futures.tally import Split, Splits, Tally, is_high
from ceasefire.politics.adoption import Adoption
from ceasefire.politics.assembly import Assembly
from ceasefire.politics.baselines import levers, weighted_mean
from ceasefire.politics.bodies import asked_of
from ceasefire.politics.case_stakes import Table
from ceasefire.politics.consent import package_settlement, settlement
from ceasefire.politics.positions import record_error

MOST_COMPARED = 200_000  # futures in which options are compared: the first, so memory is bounded


@dataclass
class Ensemble:
    """Summaries of all futures.

    ``options`` is keyed by option and outcome, ``bodies`` by body and option (adoption),
    ``blocks`` by body, option and member, ``consents`` by ``option`` or ``package``, its id and
    actor, ``issues`` by issue (``issues_off`` with the error of the record), ``levers`` by issue
    and actor, ``conditions`` by condition, ``no_force`` by outcome and years. ``values`` keeps the
    outcomes that options are compared by, ``beliefs`` what is true in each future.
    """

    option_ids: tuple[str, ...]
    options: dict[tuple[str, str], Tally] = field(default_factory=dict)
    bodies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    blocks: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    consents: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    issues: dict[str, Tally] = field(default_factory=dict)
    issues_off: dict[str, Tally] = field(default_factory=dict)
    levers: dict[tuple[str, str], Tally] = field(default_factory=dict)
    conditions: dict[str, Tally] = field(default_factory=dict)
    no_force: dict[tuple[str, int], Tally] = field(default_factory=dict)
    splits: Splits = field(default_factory=dict)
    values: dict[str, list[NDArray[np.float32]]] = field(default_factory=dict)
    beliefs: dict[str, list[NDArray[np.int8]]] = field(default_factory=dict)

    def compared(self, outcome: str) -> Floats:
        """An outcome of ``KEPT`` in the futures compared, shape ``(options, futures)``."""
        return np.concatenate(self.values[outcome], axis=1).astype(np.float64)

    def believed(self) -> dict[str, NDArray[np.int8]]:
        """What is true in the futures compared, shape ``(futures,)``, by address.

        Of rival models the place in the case, of a condition 1 where it is met.
        """
        return {address: np.concatenate(found) for address, found in self.beliefs.items()}


def tally(
    ensemble: Ensemble, world: World, found: Mapping[str, Outcomes], lived: Lived
) -> None:  # fmt: skip
    """Take in the outcomes of a block, by option."""
    for option, outcomes in found.items():
        for name, outcome in outcomes.items():
            unit = UNITS.get(name, "probability")
            ensemble.options.setdefault((option, name), Tally(unit)).add(outcome)
    for key, stands in lived.without_force().items():
        ensemble.no_force.setdefault(key, Tally("probability")).add(stands)
    _tally_beliefs(ensemble, world, found)
    _tally_talks(ensemble, world)
    for condition in world.drawn_conditions():
        tally = ensemble.conditions.setdefault(condition.id, Tally("probability"))
        tally.add(world.condition(condition.id))
    _split(ensemble, world, found)


def _tally_beliefs(ensemble: Ensemble, world: World, found: Mapping[str, Outcomes]) -> None:
    """Standing where rival models are true, and what options are compared by."""
    kinds = _kinds(world.case)
    true = {kind: _true(world, kind) for kind in kinds}
    pairs = product(true["baseline"].items(), true["presence"].items())
    for (b, baseline), (p, presence) in pairs:
        here = np.flatnonzero(baseline & presence)
        for stage, outcome in product(BY_MODEL, OUTCOMES):
            of, name = mixed_name(stage, outcome, 2), model_name(stage, outcome, b, p)
            _tally_where(ensemble, found, of, name, here)
    for model, mask in ((m, mask) for masks in true.values() for m, mask in masks.items()):
        here = np.flatnonzero(mask)
        for stage, outcome in product(COMPARED_AT, OUTCOMES):
            of = mixed_name(stage, outcome, 2)
            _tally_where(ensemble, found, of, alone_name(stage, outcome, model), here)
    room = max(0, MOST_COMPARED - world.draws.first)
    for name in KEPT:
        values = np.stack([outcomes[name].values[:room] for outcomes in found.values()])
        ensemble.values.setdefault(name, []).append(values.astype(np.float32))
    for address, chosen in _believed(world, kinds).items():
        ensemble.beliefs.setdefault(address, []).append(chosen.values[:room].astype(np.int8))


def _tally_where(
    ensemble: Ensemble, found: Mapping[str, Outcomes], of: str, name: str,
    here: NDArray[np.intp],
) -> None:  # fmt: skip
    """Take in an outcome in some futures of a block, under a name of its own."""
    for option, outcomes in found.items():
        summed = ensemble.options.setdefault((option, name), Tally("probability"))
        summed.add(Traced(outcomes[of].values[here], outcomes[of].rows))


def _kinds(case: Case) -> list[str]:
    """Kinds of rival models whose truth makes a truce hold or fail."""
    return [kind for kind in ("baseline", "presence", "response") if case.rival_models(kind)]


def _true(world: World, kind: str) -> dict[str, NDArray[np.bool_]]:
    chosen = world.chosen_model(kind).values
    return {row.id: chosen == i for i, row in enumerate(world.case.rival_models(kind))}


def _believed(world: World, kinds: Iterable[str]) -> dict[str, Traced]:
    found = {f"rival_models.{kind}": world.chosen_model(kind) for kind in kinds}
    for row in world.drawn_conditions():
        if row.text("state") == "open":
            found[str(row.address("state"))] = world.condition(row.id)
    return found


def _tally_talks(ensemble: Ensemble, world: World) -> None:
    """Where talks settle on each issue, with and without the error models have on the record."""
    table = Table.of(world.case)
    stakes = table.drawn(world)
    means, shares = weighted_mean(stakes), levers(stakes)
    for k, issue in enumerate(table.issues):
        if not np.isfinite(means[:, k]).all():
            continue  # nobody has a stand on it
        rows = table.rows(issue)
        mean = Traced(means[:, k], rows)
        surprise = record_error(world.draws.uniform(f"issues.{issue}.error"))
        off = Traced(np.clip(mean.values + surprise, 0, 100), rows)
        ensemble.issues.setdefault(issue, Tally("position")).add(mean)
        ensemble.issues_off.setdefault(issue, Tally("position")).add(off)
        for i, actor in enumerate(table.actors):
            if np.isfinite(stakes.positions[0, i, k]):
                tally = ensemble.levers.setdefault((issue, actor), Tally("probability"))
                tally.add(Traced(shares[:, i, k], rows))


def tally_politics(
    ensemble: Ensemble, assembly: Assembly, option: Row, decisions: Mapping[str, Adoption]
) -> None:
    """Take in what every body does with an option, who blocks it, and who accepts it."""
    for body_id, decided in decisions.items():
        ensemble.bodies.setdefault((body_id, option.id), Tally("probability")).add(decided.adopted)
        body = assembly.world.case.row("bodies", body_id)
        if body.text("rule") in COMBINING_RULES and body_id != option.text("adopted_by"):
            continue  # its members are bodies of their own and name who blocks in each
        for member, stops in decided.blocks.items():
            key = (body_id, option.id, member)
            ensemble.blocks.setdefault(key, Tally("probability")).add(stops)
    terms = settlement(assembly.world.case, option)
    _tally_consent(ensemble, assembly, ("option", option.id), terms, asked_of(option))


def tally_packages(ensemble: Ensemble, assembly: Assembly) -> None:
    """Take in who accepts the packages of the case."""
    for package in assembly.world.case.rows("packages"):
        terms = package_settlement(assembly.world.case, package.id)
        _tally_consent(ensemble, assembly, ("package", package.id), terms)


def _tally_consent(
    ensemble: Ensemble, assembly: Assembly, owner: tuple[str, str], terms: dict[str, Row],
    asked: Collection[Address] = (),
) -> None:  # fmt: skip
    for actor in dict.fromkeys(r.text("actor_id") for r in assembly.world.case.rows("positions")):
        vote = assembly.vote(actor, terms)
        if vote is not None:
            tally = ensemble.consents.setdefault((*owner, actor), Tally("probability"))
            tally.add(vote.probability.resting_on(asked))


def _median(case: Case, address: Address) -> float:
    """Median of a band's law; a condition has none."""
    if address.table == "conditions" and address.column == "state":
        return 0.0
    band = case.row(address.table, address.row).band(address.column)
    return float(band.quantile(np.array([0.5]))[0])


def _split(ensemble: Ensemble, world: World, found: Mapping[str, Outcomes]) -> None:
    targets = np.array([
        [found[option][name].values.astype(float) for option in ensemble.option_ids]
        for name in WEIGHED
    ])  # fmt: skip
    for address, values in world.factors():
        high = is_high(values.values, _median(world.case, address))
        if high is not None:
            split = ensemble.splits.setdefault(address, Split.empty(targets.shape[:2]))
            split.add(high, targets)
