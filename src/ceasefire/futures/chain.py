"""One block of futures through politics, force and truce, for every option."""

from __future__ import annotations

import numpy as np

from ceasefire.case.rows import Row
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.case.world import World
from ceasefire.core.traced import Traced, total
from ceasefire.force.costs import cost_once, cost_per_year
from ceasefire.force.enablers import enablers_there, needed_enablers
from ceasefire.force.offers import drawn_offers, measured_by
from ceasefire.force.rotation import policy_factor, rotation_policy
from ceasefire.force.sizing import drawn_requirement
from ceasefire.futures.outcomes import STAGES, mixed_name, model_name
from ceasefire.politics.bodies import Adoption, Assembly, adoption
from ceasefire.truce.ladder import all_steps_there, steps
from ceasefire.truce.standing import (
    YEARS,
    baseline_hazard,
    hazard_ratio,
    models,
    standing,
)

Outcomes = dict[str, Traced]
Pair = tuple[str, str]  # ids of a baseline and of a model of presence


def run_option(world: World, option: Row, decisions: dict[str, Adoption], level: str) -> Outcomes:
    """All outcomes of an option in a block; each has shape ``(count,)``.

    ``decisions`` has what each body does with the option, ``level`` says which pledges are
    counted. An option without troops has no outcomes in people or money: nobody publishes a rate
    for aircraft.
    """
    world = world.deciding(decided_conditions(world, decisions))
    decided = decisions[option.text("adopted_by")]
    part, domain = measured_by(option)
    plan = world.band(option, part)
    sent = drawn_offers(world, domain, level)
    joined = {actor: people.where(decided.takes_part(actor)) for actor, people in sent.items()}
    fills = {
        "planned": plan,
        "offered": total(sent.values(), world.count).minimum(plan),
        "expected": total(joined.values(), world.count).minimum(plan),
    }
    need = drawn_requirement(world, option)
    found = {"adopted": decided.adopted}
    if needed_enablers(world.case, option):
        found["enablers"] = enablers_there(world, option)
    if steps(world.case):
        found["ladder"] = all_steps_there(world, fills["expected"].apply(lambda x: x > 0))
    if part == "troops":
        found |= _people(world, option, fills, need, sent)
    measure = (plan if need is None else need).maximum(1.0)
    coverage = {stage: (fill / measure).minimum(1.0) for stage, fill in fills.items()}
    return found | standings(world, option.text("mission_type"), coverage)


def decisions_on(assembly: Assembly, option: Row) -> dict[str, Adoption]:
    """What every body of the case does with an option."""
    return {
        body.id: adoption(assembly, option, body) for body in assembly.world.case.rows("bodies")
    }


def decided_conditions(world: World, decisions: dict[str, Adoption]) -> dict[str, Traced]:
    """Conditions that a body's decision on the option meets."""
    return {
        row.id: decisions[row.text("decided_by")].adopted
        for row in world.case.rows("conditions")
        if row.text("decided_by")
    }


def _people(
    world: World, option: Row, fills: dict[str, Traced], need: Traced | None,
    sent: dict[str, Traced],
) -> Outcomes:  # fmt: skip
    found = {
        "size": fills["planned"],
        "offered": fills["offered"],
        "gap": fills["planned"] - fills["offered"],
        "expected": fills["expected"],
        **_burden(world, fills, sent),
        **_cost(world, option.text("mission_type"), fills, sent),
    }
    return found if need is None else found | {"needed": need}


def _burden(world: World, fills: dict[str, Traced], sent: dict[str, Traced]) -> Outcomes:
    tied = total((_tied(world, a, people) for a, people in sent.items()), world.count)
    return {
        "tied_planned": _tied(world, "", fills["planned"]),
        "tied_offered": tied * _share_used(fills, sent, world.count),
    }


def _share_used(fills: dict[str, Traced], sent: dict[str, Traced], count: int) -> Traced:
    """Share of what is offered that the plan has room for."""
    return (fills["offered"] / total(sent.values(), count).maximum(1.0)).minimum(1.0)


def _tied(world: World, actor: str, people: Traced) -> Traced:
    policy = rotation_policy(world.case, actor)
    if policy is None:
        return people
    rows = {policy.address(c) for c in ("tour_months", "dwell_months", "overlap")}
    return (people * policy_factor(policy)).resting_on(rows)


def _cost(
    world: World, mission: str, fills: dict[str, Traced], sent: dict[str, Traced]
) -> Outcomes:
    cost = cost_per_year(world, mission, fills["planned"])
    if cost is None:
        return {}
    years = world.number(world.case.meta, "horizon_months") / 12.0
    shares = [cost_per_year(world, mission, people, actor) for actor, people in sent.items()]
    spent = total((share for share in shares if share is not None), world.count)
    return {
        "cost_year": cost,
        "cost_horizon": cost * years + cost_once(world, mission),
        "cost_offered": (spent * _share_used(fills, sent, world.count)).resting_on(cost.rows),
    }


def standings(world: World, mission_type: str, coverage: dict[str, Traced]) -> Outcomes:
    """Standing at every stage, outcome and year, under each pair of rival models and mixed.

    Mixed means that each future has its own true pair, drawn by the weights of the models.
    """
    found: Outcomes = {}
    hazards = {outcome: _hazards(world, outcome) for outcome in OUTCOMES}
    for stage in STAGES:
        ratios = {
            outcome: {
                row.id: hazard_ratio(world, row.id, mission_type, outcome, coverage[stage])
                for row in models(world.case, "presence")
            }
            for outcome in OUTCOMES
        }
        for years in YEARS:
            stands = {
                outcome: {
                    (b, p): standing(hazards[outcome][b, years], ratio)
                    for b in _ids(world, "baseline")
                    for p, ratio in ratios[outcome].items()
                }
                for outcome in OUTCOMES
            }
            found |= _named(world, stage, years, _coherent(stands))
    return found


def _coherent(stands: dict[str, dict[Pair, Traced]]) -> dict[str, dict[Pair, Traced]]:
    """A war is a clash: where a war came, no truce stood without a clash."""
    clash = {pair: s.minimum(stands["war"][pair]) for pair, s in stands["clash"].items()}
    return {**stands, "clash": clash}


def _named(world: World, stage: str, years: int, stands: dict[str, dict[Pair, Traced]]) -> Outcomes:
    found = {}
    for outcome, pairs in stands.items():
        found[mixed_name(stage, outcome, years)] = _mixed(world, pairs)
        if stage != "expected":
            for (b, p), share in pairs.items():
                found[model_name(stage, outcome, years, b, p)] = share
    return found


def _ids(world: World, kind: str) -> list[str]:
    return [row.id for row in models(world.case, kind)]


def _hazards(world: World, outcome: str) -> dict[tuple[str, int], Traced]:
    return {
        (b, y): baseline_hazard(world, b, outcome, y)
        for b in _ids(world, "baseline") for y in YEARS
    }  # fmt: skip


def _mixed(world: World, pairs: dict[Pair, Traced]) -> Traced:
    """In each future the share under the pair of models that is true there."""
    baseline, presence = world.chosen_model("baseline"), world.chosen_model("presence")
    values = np.zeros(world.count)
    rows = baseline.rows | presence.rows
    for (b, p), share in pairs.items():
        here = (baseline.values == _ids(world, "baseline").index(b)) & (
            presence.values == _ids(world, "presence").index(p)
        )
        values[here] = share.values[here]
        rows |= share.rows
    return Traced(values, rows)


def standing_without_force(world: World) -> dict[tuple[str, int], Traced]:
    """Standing by outcome and years if no force is sent, each future with its true baseline."""
    chosen = world.chosen_model("baseline")
    none = Traced(np.ones(world.count))
    hazards = {outcome: _hazards(world, outcome) for outcome in OUTCOMES}
    found = {}
    for years in YEARS:
        stands = {
            outcome: {(b, ""): standing(hazards[outcome][b, years], none)
                      for b in _ids(world, "baseline")}
            for outcome in OUTCOMES
        }  # fmt: skip
        for outcome, pairs in _coherent(stands).items():
            shares = list(pairs.values())
            values = np.choose(chosen.values, [share.values for share in shares])
            rows = chosen.rows.union(*(share.rows for share in shares))
            found[outcome, years] = Traced(values, rows)
    return found
