"""The ensemble: blocks of futures, run through the chain, summed up, and kept on disk."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.politics import COMBINING_RULES
from ceasefire.case.world import World
from ceasefire.core.addresses import Address
from ceasefire.core.blocks import BLOCK_SIZE, blocks
from ceasefire.core.draws import Draws
from ceasefire.core.traced import Traced
from ceasefire.futures.beliefs import Beliefs, standing_without_force
from ceasefire.futures.chain import Outcomes, decisions_on, run_option
from ceasefire.futures.outcomes import PLAIN, UNITS, WEIGHED, mixed_outcomes
from ceasefire.futures.tally import Split, Splits, Tally, is_high
from ceasefire.politics.adoption import Adoption
from ceasefire.politics.assembly import Assembly
from ceasefire.politics.baselines import levers, weighted_mean
from ceasefire.politics.bodies import asked_of
from ceasefire.politics.case_stakes import Table
from ceasefire.politics.consent import package_settlement, settlement
from ceasefire.politics.positions import record_error

STORED = [outcome.name for outcome in (*PLAIN, *mixed_outcomes()) if outcome.stored]
LEVEL = "assumed"  # pledges counted in a future: published numbers and the case's assumptions


@dataclass
class Ensemble:
    """Summaries of all futures.

    ``options`` is keyed by option and outcome, ``bodies`` by body and option (adoption),
    ``blocks`` by body, option and member, ``consents`` by ``option`` or ``package``, its id and
    actor, ``issues`` by issue (``issues_off`` with the error of the record), ``levers`` by issue
    and actor, ``conditions`` by condition, ``no_force`` by outcome and years.
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


def run(  # noqa: PLR0913 - the settings of a run
    case: Case, options: list[Row], *, futures: int, seed: int,
    parts: Path | None = None, progress: Callable[[int], None] = lambda _done: None,
    block: int = BLOCK_SIZE,
) -> Ensemble:  # fmt: skip
    """Run all options through ``futures`` futures.

    Args:
        case: the case.
        options: rows of the options to run.
        futures: how many futures, 1 or more.
        seed: key of all draws.
        parts: folder for one Parquet part per block, written if given.
        progress: called with the number of futures done.
        block: futures per block; it changes no draw.
    """
    ensemble = Ensemble(tuple(option.id for option in options))
    for number, (first, count) in enumerate(blocks(futures, block)):
        found = run_block(World(case, Draws(seed, first, count)), options, progress, ensemble)
        if parts is not None:
            write_part(parts / part_name(number), first, count, found)
    return ensemble


def run_block(
    world: World, options: list[Row],
    progress: Callable[[int], None] = lambda _done: None, ensemble: Ensemble | None = None,
) -> dict[str, Outcomes]:  # fmt: skip
    """Run all options through one block of futures: the one way a block is computed.

    Args:
        world: the block of futures.
        options: rows of the options to run.
        progress: called with the number of futures done, counted from the first of the run.
        ensemble: summaries that take the block in, if given.

    Returns:
        Outcomes by option, each of shape ``(count,)``.
    """
    draws = world.draws
    assembly, beliefs = Assembly.of(world), Beliefs.of(world)
    found: dict[str, Outcomes] = {}
    for option in options:
        assembly = assembly.afresh()
        decisions = decisions_on(assembly, option, LEVEL)
        found[option.id] = run_option(beliefs, option, decisions)
        if ensemble is not None:
            _tally_politics(ensemble, assembly, option, decisions.bodies)
        progress(draws.first + draws.count * len(found) // len(options))
    if ensemble is not None:
        _tally(ensemble, beliefs, found)
        _tally_packages(ensemble, assembly)
    return found


def _tally(ensemble: Ensemble, beliefs: Beliefs, found: dict[str, Outcomes]) -> None:
    world = beliefs.world
    for option, outcomes in found.items():
        for name, outcome in outcomes.items():
            unit = UNITS.get(name, "probability")
            ensemble.options.setdefault((option, name), Tally(unit)).add(outcome)
    for key, stands in standing_without_force(beliefs).items():
        ensemble.no_force.setdefault(key, Tally("probability")).add(stands)
    _tally_talks(ensemble, world)
    for condition in world.drawn_conditions():
        tally = ensemble.conditions.setdefault(condition.id, Tally("probability"))
        tally.add(world.condition(condition.id))
    _split(ensemble, world, found)


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


def _tally_politics(
    ensemble: Ensemble, assembly: Assembly, option: Row, decisions: dict[str, Adoption]
) -> None:
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


def _tally_packages(ensemble: Ensemble, assembly: Assembly) -> None:
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


def _split(ensemble: Ensemble, world: World, found: dict[str, Outcomes]) -> None:
    targets = np.array([
        [found[option][name].values.astype(float) for option in ensemble.option_ids]
        for name in WEIGHED
    ])  # fmt: skip
    for address, values in world.factors():
        high = is_high(values.values)
        if high is not None:
            split = ensemble.splits.setdefault(address, Split.empty(targets.shape[:2]))
            split.add(high, targets)


def part_name(number: int) -> str:
    """Name of the file of a block."""
    return f"part-{number:04d}.parquet"


def write_part(path: Path, first: int, count: int, found: dict[str, Outcomes]) -> None:
    """Write the keys and outcomes of a block as Parquet: whole under its name, or not there.

    Args:
        path: the file.
        first: number of the block's first future.
        count: how many futures.
        found: outcomes by option, each of shape ``(count,)``.

    Raises:
        OSError: the place cannot be written, or the disk is full.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy; only runs that keep their futures need it
    import pyarrow.parquet as pq  # noqa: PLC0415

    options = list(found)
    columns = {
        "future": np.tile(np.arange(first, first + count, dtype=np.int64), len(options)),
        "option": pa.DictionaryArray.from_arrays(
            np.repeat(np.arange(len(options), dtype=np.int32), count), options
        ),
    }
    for name in STORED:
        columns[name] = np.concatenate([_stored(found[option], name, count) for option in options])
    part = path.with_name(f".{path.name}.tmp")
    try:
        pq.write_table(pa.table(columns), part, compression="zstd")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _stored(outcomes: Outcomes, name: str, count: int) -> NDArray[np.float32]:
    """Values of an outcome as they are stored; NaN if the option does not have it."""
    if name not in outcomes:
        return np.full(count, np.nan, dtype=np.float32)
    return outcomes[name].values.astype(np.float32)
