"""One block of futures through politics, force and truce, for every option."""

from __future__ import annotations

from ceasefire.case.rows import Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced, total
from ceasefire.force.costs import cost_once, cost_per_year
from ceasefire.force.enablers import enablers_there, needed_enablers
from ceasefire.force.offers import drawn_offers, measured_by
from ceasefire.force.rotation import policy_factor, policy_rows, rotation_policy
from ceasefire.force.sizing import drawn_requirement
from ceasefire.futures.beliefs import Beliefs, standings
from ceasefire.politics.bodies import Adoption, Assembly, adoption
from ceasefire.truce.ladder import all_steps_there, steps

Outcomes = dict[str, Traced]


def run_option(
    beliefs: Beliefs, option: Row, decisions: dict[str, Adoption], level: str
) -> Outcomes:
    """All outcomes of an option in a block; each has shape ``(count,)``.

    ``decisions`` has what each body does with the option, ``level`` says which pledges are
    counted. An option without troops has no outcomes in people or money: nobody publishes a rate
    for aircraft.
    """
    world = beliefs.world.deciding(decided_conditions(beliefs.world, decisions))
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
        found |= _people(world, option, fills, sent)
        found |= {} if need is None else {"needed": need}
    measure = (plan if need is None else need).maximum(1.0)
    coverage = {stage: (fill / measure).minimum(1.0) for stage, fill in fills.items()}
    return found | standings(beliefs, world, option.text("mission_type"), coverage)


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
    world: World, option: Row, fills: dict[str, Traced], sent: dict[str, Traced]
) -> Outcomes:
    # Share of what is offered that the plan has room for.
    used = (fills["offered"] / total(sent.values(), world.count).maximum(1.0)).minimum(1.0)
    tied = total((_tied(world, a, people) for a, people in sent.items()), world.count)
    return {
        "size": fills["planned"],
        "offered": fills["offered"],
        "gap": fills["planned"] - fills["offered"],
        "expected": fills["expected"],
        "tied_planned": _tied(world, "", fills["planned"]),
        "tied_offered": tied * used,
        **_cost(world, option.text("mission_type"), fills["planned"], sent, used),
    }


def _tied(world: World, actor: str, people: Traced) -> Traced:
    policy = rotation_policy(world.case, actor)
    if policy is None:
        return people
    return (people * policy_factor(policy)).resting_on(policy_rows(policy))


def _cost(
    world: World, mission: str, planned: Traced, sent: dict[str, Traced], used: Traced
) -> Outcomes:
    cost = cost_per_year(world, mission, planned)
    if cost is None:
        return {}
    years = world.number(world.case.meta, "horizon_months") / 12.0
    shares = [cost_per_year(world, mission, people, actor) for actor, people in sent.items()]
    spent = total((share for share in shares if share is not None), world.count)
    return {
        "cost_year": cost,
        "cost_horizon": cost * years + cost_once(world, mission),
        "cost_offered": (spent * used).resting_on(cost.rows),
    }
