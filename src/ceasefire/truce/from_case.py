"""From the tables of a case to the arrays of the kernel, with the rows they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.process import ATTRIBUTIONS, DECLARED
from ceasefire.case.world import World
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.core.errors import CeasefireError
from ceasefire.core.traced import Rows, Traced
from ceasefire.truce import arrays as a
from ceasefire.truce.ladder import ladder_names, step_there, steps
from ceasefire.truce.parameters import NAMES, RESPONSE_WEEKS
from ceasefire.truce.standing import Points, baseline_points, log_hazard_ratio

_PER_100_KM = 100.0
_BASELINE_OUTCOMES = ("war", "clash")  # in the order of the kernel


@dataclass(frozen=True)
class Given:
    """What a case gives to all histories of a block, and the rows each piece rests on.

    ``rows`` is keyed by ``baselines``, ``line``, ``response`` and the names of the process.
    """

    shared: a.Shared
    rows: Mapping[str, Rows]


@dataclass(frozen=True)
class GivenLadders:
    """The ladders of a case: their ``names``, the rows of their ``steps``, and arrays of both.

    ``rows`` has what each rests on, by name.
    """

    ladders: a.Ladders
    names: tuple[str, ...]
    steps: tuple[Row, ...]
    rows: Mapping[str, Rows]


@dataclass(frozen=True)
class Run:
    """An option at one stage under one ladder, as far as the kernel asks for it.

    ``effect`` has shape (count, acted on), ``people`` (count,), ``build`` (count, months),
    ``there`` (count,) with a bit for each step; ``ladder`` is its place, -1 for none.
    """

    effect: Floats
    people: Floats
    build: Floats
    ladder: int
    there: a.Counts


@dataclass(frozen=True)
class Mandate:
    """What a force may do: the highest place on the scale of acts, and the ladder it acts under."""

    most: int
    ladder: str
    rows: Rows


def shared(world: World, weeks: int) -> Given:
    """Draw what all histories of a block have in common.

    Args:
        world: the block; conditions that bodies decide have to be decided in it if rows of
            ``process`` hang on them.
        weeks: how long histories last, 1 or more.
    """
    from ceasefire.truce.chance import week_keys  # noqa: PLC0415 - loads the compiler

    segments = world.case.rows("line")
    streams = [f"truce.{name}" for name in a.STREAMS]
    for row in segments:
        streams += [f"truce.line.{row.id}.{name}" for name in a.SEGMENT_STREAMS]
    drawn = [world.band(row, "length") for row in segments]
    knots, points, hazards, baseline = _baselines(world)
    numbers = {name: number(world, name) for name in NAMES}
    lasts = number(world, RESPONSE_WEEKS.name)
    response = _response(world)
    found = a.Shared(
        week_keys(world.draws.seed, tuple(streams), weeks),
        world.draws.futures,
        knots,
        points,
        hazards,
        baseline.values.astype(np.int64),
        np.array([d.values for d in drawn]).reshape(-1, world.count).T.copy() / _PER_100_KM,
        np.stack([numbers[name].values for name in NAMES], axis=1),
        response.values,
        lasts.values,
    )
    rows = {
        "baselines": baseline.rows,
        "line": frozenset().union(*(d.rows for d in drawn)),
        "response": response.rows,
        RESPONSE_WEEKS.name: lasts.rows,
        **{name: drawn.rows for name, drawn in numbers.items()},
    }
    return Given(found, MappingProxyType(rows))


def refuse_what_lacks(case: Case, weeks: int) -> None:
    """Refuse to tell histories of no length, or of a case that says nothing of its line.

    Raises:
        CeasefireError: ``weeks`` is below 1, or the case has no row of ``process`` or no line.
    """
    if weeks < 1:
        msg = f"a horizon of {weeks} weeks has no history"
        raise CeasefireError(msg, "give 1 week or more")
    if not case.rows("process"):
        msg = f"case {case.name} has no process.csv: nothing says how often its truce is broken"
        hint = "add process.csv with a row named violations, at least (docs/truce.md)"
        raise CeasefireError(msg, hint)
    if not case.rows("line"):
        msg = f"case {case.name} has no line on which a truce could be broken"
        raise CeasefireError(msg, "add a segment to line.csv")


def number(world: World, name: str) -> Traced:
    """Draw a number of the process: the sum of its rows whose conditions are met.

    Where none is met it is neutral; the sum stays in the range of its name.
    """
    declared = DECLARED[name]
    total, met = Traced(np.zeros(world.count)), np.zeros(world.count, dtype=bool)
    for row in world.case.rows("process"):
        if row.text("name") == name:
            here = world.all_met(row.words("conditions"))
            total = total + world.band(row, "value").where(here)
            met |= here.values
    values = np.where(met, total.values, declared.neutral)
    low = -np.inf if declared.minimum is None else declared.minimum
    high = np.inf if declared.maximum is None else declared.maximum
    return Traced(np.clip(values, low, high), total.rows)


def _baselines(world: World) -> tuple[Floats, a.Counts, Floats, Traced]:
    """Knots, how many of them, cumulative hazards of the true baseline, and which one it is."""
    models, chosen = world.case.rival_models("baseline"), world.chosen_model("baseline")
    given: list[list[Points]] = [
        [baseline_points(world, model.id, outcome) for model in models]
        for outcome in _BASELINE_OUTCOMES
    ]
    points = np.array([[len(one.years) for one in row] for row in given], dtype=np.int64)
    most = int(points.max())
    knots = np.zeros((*points.shape, most))
    hazards = np.zeros((len(_BASELINE_OUTCOMES), world.count, most))
    rows = chosen.rows
    for k, curves in enumerate(given):
        for b, one in enumerate(curves):
            n, true = len(one.years), chosen.values == b
            knots[k, b, :n] = one.years
            hazards[k, true, :n] = one.hazards.T[true]
            rows |= one.rows
    return knots, points, hazards, Traced(chosen.values, rows)


def responses(world: World) -> dict[str, Floats]:
    """Logarithm of what an answer does under each response model, as in ``Shared.response``."""
    return {
        model.id: _response_of(world, model.id).values
        for model in world.case.rival_models("response")
    }


def _response(world: World) -> Traced:
    """Logarithm of what an answer does under the model that is true in each future."""
    found = np.zeros((world.count, len(a.ACTS), len(ATTRIBUTIONS), len(a.ACTED_ON)))
    models = world.case.rival_models("response")
    if not models:
        return Traced(found)
    chosen = world.chosen_model("response")
    rows = chosen.rows
    for m, model in enumerate(models):
        of, true = _response_of(world, model.id), chosen.values == m
        found[true] = of.values[true]
        rows |= of.rows
    return Traced(found, rows)


def _response_of(world: World, model: str) -> Traced:
    found = np.zeros((world.count, len(a.ACTS), len(ATTRIBUTIONS), len(a.ACTED_ON)))
    rows: Rows = frozenset()
    for row in world.case.rows("response_effects"):
        if row.text("model_id") != model:
            continue
        drawn = world.band(row, "hazard_ratio").apply(np.log)
        blamed = ATTRIBUTIONS.index(row.text("attribution"))
        for act in row.words("acts"):
            for outcome in row.words("outcomes"):
                place = a.ACTS.index(act), blamed, a.ACTED_ON.index(outcome)
                found[(slice(None), *place)] = drawn.values
        rows |= drawn.rows
    return Traced(found, rows)


def ladders(world: World) -> GivenLadders:
    """Draw the ladders of a case, the first of its table first.

    A step's hours are those by which its answer comes later than that of the step before; a step
    without a clock adds none. All breaches enter a ladder at its first step if no step names one.
    """
    names, found = ladder_names(world.case), []
    for name in names:
        found += steps(world.case, name)
    place = {row.id: i for i, row in enumerate(found)}
    entry = np.full((len(names), len(a.BREACHES)), -1, dtype=np.int64)
    arrays = np.zeros((len(found), 3), dtype=np.int64)
    arrays[:, a.AFTER] = -1
    clocks = {row.id: _clock(world, row) for row in found}
    hours = np.zeros((world.count, len(found)))
    for row, step in zip(found, arrays, strict=True):
        step[a.ACT] = a.ACTS.index(row.text("act"))
        step[a.NEEDS_ATTRIBUTION] = row.flag("attributed")
        before = row.text("follows")
        clock = clocks[row.id].values
        if before:
            arrays[place[before], a.AFTER] = place[row.id]
            clock = np.maximum(clock - clocks[before].values, 0.0)
        hours[:, place[row.id]] = clock
        for breach in row.words("breaches"):
            entry[names.index(row.text("ladder")), a.BREACHES.index(breach)] = place[row.id]
    for k, name in enumerate(names):
        if (entry[k] < 0).all():
            entry[k] = place[steps(world.case, name)[0].id]
    rests = {name: frozenset(_rests(found, clocks, name)) for name in names}
    return GivenLadders(a.Ladders(entry, arrays, hours), tuple(names), tuple(found), rests)


def _rests(found: Iterable[Row], clocks: Mapping[str, Traced], name: str) -> Iterator[Address]:
    """What a ladder rests on, but for the conditions of its steps."""
    for step in found:
        if step.text("ladder") == name:
            yield from clocks[step.id].rows
            yield from (step.address(c) for c in ("act", "follows", "attributed", "breaches"))


def _clock(world: World, step: Row) -> Traced:
    """Hours from the breach to the answer; none if nobody published them."""
    if step.band("within").blank:
        return Traced(np.zeros(world.count))
    return world.band(step, "within")


def mandate(case: Case, option: Row) -> Mandate:
    """Mandate of an option: its own, else that of its mission type, else no limit.

    Without a ladder of its own it acts under the first of the case; blank if there is none.
    """
    rows = case.rows("mandates")
    own = [row for row in rows if row.text("option_id") == option.id]
    kind = [row for row in rows if option.text("mission_type") in row.words("mission_types")]
    names = ladder_names(case)
    first = names[0] if names else ""
    for row in own or kind:
        addresses = frozenset({row.address("most"), row.address("ladder")})
        return Mandate(a.ACTS.index(row.text("most")), row.text("ladder") or first, addresses)
    return Mandate(a.HOLD, first, frozenset())


def steps_there(
    world: World, given: GivenLadders, allowed: Mandate, in_place: Traced
) -> dict[str, Traced]:
    """Bits of the steps that can be taken in each future, shape ``(count,)``, by ladder.

    On the ladder of its mandate a step that needs the force is within the mandate or is not there;
    under another ladder the force may do what that one asks. What others do hangs on its conditions
    alone.
    """
    found = {name: Traced(np.zeros(world.count, dtype=np.int64)) for name in given.names}
    for i, step in enumerate(given.steps):
        name = step.text("ladder")
        there = step_there(world, step, in_place)
        if name == allowed.ladder and step.flag("force_needed"):
            there = there.resting_on(allowed.rows)
            if a.ACTS.index(step.text("act")) > allowed.most:
                there = there.apply(np.zeros_like)
        found[name] = found[name] + there * (1 << i)
    return found


def strengths(world: World, mission_type: str) -> Traced:
    """Logarithm of what a force does that fills its need, shape (count, acted on).

    Each future has its own true model of presence, drawn by weight.
    """
    models, chosen = world.case.rival_models("presence"), world.chosen_model("presence")
    found, rows = np.zeros((world.count, len(a.ACTED_ON))), chosen.rows
    for m, model in enumerate(models):
        true = chosen.values == m
        for k, outcome in enumerate(a.ACTED_ON):
            strength = log_hazard_ratio(world, model.id, mission_type, outcome)
            found[true, k] = strength.values[true]
            rows |= strength.rows
    return Traced(found, rows)


def runs(of: Sequence[Run]) -> a.Runs:
    """Lay runs side by side; a build-up that several share is kept once."""
    builds: list[Floats] = []
    build: list[int] = []
    for run in of:
        same = next((i for i, one in enumerate(builds) if _same(one, run.build)), len(builds))
        if same == len(builds):
            builds.append(run.build)
        build.append(same)
    return a.Runs(
        np.stack([run.effect for run in of]),
        np.stack([run.people for run in of]),
        np.array(build, dtype=np.int64),
        np.stack(builds),
        np.array([run.ladder for run in of], dtype=np.int64),
        np.stack([run.there for run in of]),
    )


def _same(one: Floats, other: Floats) -> bool:
    # Most builds that differ do so in the first future.
    return one is other or (np.array_equal(one[:1], other[:1]) and np.array_equal(one, other))
