"""One block of futures through politics, force and truce, for every option."""

from __future__ import annotations

import numpy as np

from ceasefire.case.rows import Row
from ceasefire.case.world import World
from ceasefire.core.addresses import Address
from ceasefire.core.traced import Traced, total
from ceasefire.force.costs import cost_once, cost_per_year
from ceasefire.force.enablers import enablers_there
from ceasefire.force.offers import drawn_offers, measured_by
from ceasefire.force.rotation import policy_factor, rotation_policy
from ceasefire.force.sizing import drawn_requirement
from ceasefire.futures.outcomes import STAGES, mixed_name, model_name
from ceasefire.politics.bodies import Adoption, Assembly, adoption
from ceasefire.truce.ladder import all_steps_there
from ceasefire.truce.standing import (
    OUTCOMES,
    YEARS,
    baseline_hazard,
    hazard_ratio,
    models,
    standing,
    weights,
)

Outcomes = dict[str, Traced]


def run_option(world: World, assembly: Assembly, option: Row, level: str) -> Outcomes:
    """All outcomes of an option in a block; each has shape ``(count,)``.

    ``level`` says which pledges are counted. An option without troops has no outcomes in people
    or money: nobody publishes a rate for aircraft.
    """
    body = world.case.row("bodies", option.text("adopted_by"))
    decided = adoption(assembly, option, body)
    part, domain = measured_by(option)
    plan = world.band(option, part)
    sent = drawn_offers(world, domain, level)
    fills = {
        "planned": plan,
        "offered": total(sent.values(), world.count).minimum(plan),
        "expected": total(_joined(sent, decided), world.count).where(decided.adopted).minimum(plan),
    }
    need = drawn_requirement(world, option) or plan
    found = {
        "adopted": decided.adopted,
        "enablers": enablers_there(world, option),
        "ladder": all_steps_there(world, fills["expected"].apply(lambda x: x > 0)),
    }
    if part == "troops":
        found |= {
            "size": plan,
            "needed": need,
            "offered": fills["offered"],
            "gap": plan - fills["offered"],
            "expected": fills["expected"],
            **_burden(world, option, plan, fills["offered"], sent),
        }
    coverage = {stage: (fill / need.maximum(1.0)).minimum(1.0) for stage, fill in fills.items()}
    return found | standings(world, option.text("mission_type"), coverage)


def _joined(sent: dict[str, Traced], decided: Adoption) -> list[Traced]:
    if not decided.joins:
        return list(sent.values())
    return [
        people.where(decided.joins[actor]) for actor, people in sent.items()
        if actor in decided.joins
    ]  # fmt: skip


def _burden(
    world: World, option: Row, size: Traced, offered: Traced, sent: dict[str, Traced]
) -> Outcomes:
    mission = option.text("mission_type")
    tied = total((_tied(world, a, people) for a, people in sent.items()), world.count)
    whole = total(sent.values(), world.count).maximum(1.0)
    found = {
        "tied_planned": _tied(world, "", size),
        "tied_offered": tied * (offered / whole).minimum(1.0),
    }
    cost = cost_per_year(world, mission, size)
    spent = cost_per_year(world, mission, offered)
    if cost is not None and spent is not None:
        years = world.number(world.case.meta, "horizon_months") / 12.0
        found["cost_year"] = cost
        found["cost_horizon"] = cost * years + cost_once(world, mission)
        found["cost_offered"] = spent
    return found


def _tied(world: World, actor: str, people: Traced) -> Traced:
    policy = rotation_policy(world.case, actor)
    if policy is None:
        return people
    rows = {policy.address(c) for c in ("tour_months", "dwell_months", "overlap")}
    return (people * policy_factor(policy)).resting_on(rows)


def standings(world: World, mission_type: str, coverage: dict[str, Traced]) -> Outcomes:
    """Standing at every stage, year and outcome, under each pair of rival models and mixed."""
    found: Outcomes = {}
    for outcome in OUTCOMES:
        hazards = _hazards(world, outcome)
        for stage in STAGES:
            ratios = {
                p: hazard_ratio(world, p, mission_type, outcome, coverage[stage])
                for p in weights(world.case, "presence")
            }  # fmt: skip
            for years in YEARS:
                pairs = {
                    (b, p): standing(hazards[b, years], ratio)
                    for b in weights(world.case, "baseline") for p, ratio in ratios.items()
                }  # fmt: skip
                found[mixed_name(stage, outcome, years)] = _mixed(world, pairs)
                if stage != "expected":
                    found |= {
                        model_name(stage, outcome, years, b, p): stands
                        for (b, p), stands in pairs.items()
                    }
    return found


def _hazards(world: World, outcome: str) -> dict[tuple[str, int], Traced]:
    return {
        (b, y): baseline_hazard(world, b, outcome, y)
        for b in weights(world.case, "baseline") for y in YEARS
    }  # fmt: skip


def _mixed(world: World, pairs: dict[tuple[str, str], Traced]) -> Traced:
    baselines, presences = weights(world.case, "baseline"), weights(world.case, "presence")
    parts = [stands * (baselines[b] * presences[p]) for (b, p), stands in pairs.items()]
    return total(parts, world.count).resting_on(_weight_rows(world, "baseline", "presence"))


def _weight_rows(world: World, *kinds: str) -> list[Address]:
    return [row.address("weight") for kind in kinds for row in models(world.case, kind)]


def standing_without_force(world: World) -> dict[tuple[str, int], Traced]:
    """Standing by outcome and years if no force is sent, the baselines mixed by weight."""
    found = {}
    for outcome in OUTCOMES:
        hazards = _hazards(world, outcome)
        for years in YEARS:
            parts = [
                hazards[b, years].apply(lambda x: np.exp(-x)) * weight
                for b, weight in weights(world.case, "baseline").items()
            ]
            mixed = total(parts, world.count).resting_on(_weight_rows(world, "baseline"))
            found[outcome, years] = mixed
    return found
