"""One block of futures through politics, force and truce, for every option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ceasefire.case.rows import Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced, total
from ceasefire.force.costs import cost_once, cost_per_year
from ceasefire.force.enablers import enablers_there, needed_enablers
from ceasefire.force.offers import drawn_offers, measured_by
from ceasefire.force.rotation import policy_factor, policy_rows, rotation_policy
from ceasefire.force.sizing import drawn_requirement
from ceasefire.futures.beliefs import Beliefs, standings
from ceasefire.politics.adoption import Adoption
from ceasefire.politics.assembly import Assembly
from ceasefire.politics.bodies import adoption
from ceasefire.politics.gathering import Force
from ceasefire.truce.ladder import all_steps_there, steps

Outcomes = dict[str, Traced]


@dataclass(frozen=True)
class Decisions:
    """What every body does with an option, and with what force in mind.

    ``world`` knows which conditions the bodies have met, ``force`` what would be sent, ``bodies``
    is keyed by body.
    """

    world: World
    force: Force
    bodies: dict[str, Adoption]


def decisions_on(assembly: Assembly, option: Row, level: str) -> Decisions:
    """Ask every body of the case about an option.

    Bodies that decide a condition are asked first: pledges may hang on it. A coalition is asked
    last, with the people that are then on offer; ``level`` says which pledges are counted.
    """
    case = assembly.world.case
    met = {row.id: row.text("decided_by") for row in case.rows("conditions")}
    first = {b: adoption(assembly, option, case.row("bodies", b)) for b in met.values() if b}
    world = assembly.world.deciding({c: first[b].adopted for c, b in met.items() if b})
    part, domain = measured_by(option)
    force = Force(drawn_offers(world, domain, level), world.band(option, part))
    informed = replace(assembly, world=world, force=force)
    bodies = {
        body.id: first.get(body.id) or adoption(informed, option, body)
        for body in case.rows("bodies")
    }
    return Decisions(world, force, bodies)


def run_option(beliefs: Beliefs, option: Row, decisions: Decisions) -> Outcomes:
    """All outcomes of an option in a block; each has shape ``(count,)``.

    An option without troops has no outcomes in people or money: nobody publishes a rate for
    aircraft.
    """
    world, sent, plan = decisions.world, decisions.force.people, decisions.force.planned
    decided = decisions.bodies[option.text("adopted_by")]
    joined = {actor: people.where(decided.takes_part(actor)) for actor, people in sent.items()}
    fills = {
        "planned": plan,
        "offered": total(sent.values(), world.count).minimum(plan),
        "expected": total(joined.values(), world.count).minimum(plan),
    }
    need = drawn_requirement(world, option)
    found = {"adopted": decided.adopted, **_turnout(decided)}
    if needed_enablers(world.case, option):
        found["enablers"] = enablers_there(world, option)
    if steps(world.case):
        found["ladder"] = all_steps_there(world, fills["expected"].apply(lambda x: x > 0))
    if measured_by(option)[0] == "troops":
        found |= _people(world, option, fills, sent)
        found |= {} if need is None else {"needed": need}
    measure = (plan if need is None else need).maximum(1.0)
    coverage = {stage: (fill / measure).minimum(1.0) for stage, fill in fills.items()}
    return found | standings(beliefs, world, option.text("mission_type"), coverage)


def _turnout(decided: Adoption) -> Outcomes:
    turnout = decided.turnout
    if turnout is None:
        return {}
    found = {"joined": turnout.most, "joined_wary": turnout.fewest, "short": turnout.short}
    return {name: outcome for name, outcome in found.items() if outcome is not None}


def _people(
    world: World, option: Row, fills: Mapping[str, Traced], sent: Mapping[str, Traced]
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
    world: World, mission: str, planned: Traced, sent: Mapping[str, Traced], used: Traced
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
