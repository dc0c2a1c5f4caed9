"""An option through politics and force: what its bodies decide, and who would then stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ceasefire.case.rows import Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced, total
from ceasefire.force.costs import (
    cost_by_actor,
    cost_once,
    cost_per_year,
    one_off_costs,
    presence,
    sum_of_presence,
)
from ceasefire.force.enablers import enablers_there, needed_enablers
from ceasefire.force.generation.in_futures import in_full_strength
from ceasefire.force.offers import drawn_offers, measured_by
from ceasefire.force.rotation import policy_factor, policy_rows, rotation_policy
from ceasefire.force.sizing import drawn_requirement
from ceasefire.politics.adoption import Adoption
from ceasefire.politics.assembly import Assembly
from ceasefire.politics.bodies import adoption
from ceasefire.politics.gathering import Force
from ceasefire.truce.ladder import all_steps_there, steps

Outcomes = dict[str, Traced]
LEVEL = "assumed"  # pledges counted in a future: published numbers and the case's assumptions


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


@dataclass(frozen=True)
class Course:
    """An option after politics and force, before the truce is lived through.

    ``world`` knows which conditions the bodies have met; ``outcomes`` has what is settled by now,
    each of shape ``(count,)``. By stage, ``fills`` has people (or aircraft) in the country,
    ``coverage`` the share of what the mission needs that they fill.
    """

    option: Row
    world: World
    outcomes: Outcomes
    fills: Mapping[str, Traced]
    coverage: Mapping[str, Traced]


def course_of(option: Row, decisions: Decisions) -> Course:
    """Take an option through force, once the bodies have decided.

    An option without troops has no outcomes in people or money: nobody publishes a rate for
    aircraft.
    """
    world, sent = decisions.world, decisions.force.people
    decided = decisions.bodies[option.text("adopted_by")]
    fills = filled(option, decisions)
    need = drawn_requirement(world, option)
    found = {"adopted": decided.adopted, **_turnout(decided)}
    if needed_enablers(world.case, option):
        found["enablers"] = enablers_there(world, option)
    if steps(world.case):
        found["ladder"] = all_steps_there(world, fills["expected"].apply(lambda x: x > 0))
    if measured_by(option)[0] == "troops":
        found |= _people(world, option, fills, sent)
        found |= {} if need is None else {"needed": need}
    return Course(option, world, found, fills, covered(fills, need))


def filled(option: Row, decisions: Decisions) -> dict[str, Traced]:
    """People, or aircraft, of an option that stand in the country at each stage."""
    world, sent, plan = decisions.world, decisions.force.people, decisions.force.planned
    decided = decisions.bodies[option.text("adopted_by")]
    joined = {actor: people.where(decided.takes_part(actor)) for actor, people in sent.items()}
    if measured_by(option)[0] == "troops":
        offered, expected = in_full_strength(world, option, sent, joined)
    else:
        offered, expected = (
            total(sends.values(), world.count).minimum(plan) for sends in (sent, joined)
        )
    return {"planned": plan, "offered": offered, "expected": expected}


def covered(fills: Mapping[str, Traced], need: Traced | None) -> dict[str, Traced]:
    """Share of what the mission needs that is filled at each stage; of the plan if none is known.

    ``fills`` are those of `filled`, ``need`` what its mission type needs.
    """
    measure = (fills["planned"] if need is None else need).maximum(1.0)
    return {stage: (fill / measure).minimum(1.0) for stage, fill in fills.items()}


def _turnout(decided: Adoption) -> Outcomes:
    turnout = decided.turnout
    if turnout is None:
        return {}
    found = {"joined": turnout.most, "joined_wary": turnout.fewest, "short": turnout.short}
    return {name: outcome for name, outcome in found.items() if outcome is not None}


def _people(
    world: World, option: Row, fills: Mapping[str, Traced], sent: Mapping[str, Traced]
) -> Outcomes:
    pledged = total(sent.values(), world.count)
    # Share of what is pledged that the plan has room for, and that is kept in place.
    room, used = (
        (people / pledged.maximum(1.0)).minimum(1.0)
        for people in (pledged.minimum(fills["planned"]), fills["offered"])
    )
    tied = total((_tied(world, a, people) for a, people in sent.items()), world.count)
    return {
        "size": fills["planned"],
        "pledged": pledged.minimum(fills["planned"]),
        "offered": fills["offered"],
        "gap": fills["planned"] - fills["offered"],
        "expected": fills["expected"],
        "tied_planned": _tied(world, "", fills["planned"]),
        "tied_offered": tied * room,
        **_cost(world, option, fills["planned"], sent, used),
    }


def _tied(world: World, actor: str, people: Traced) -> Traced:
    policy = rotation_policy(world.case, actor)
    if policy is None:
        return people
    return (people * policy_factor(policy)).resting_on(policy_rows(policy))


def _cost(
    world: World, option: Row, planned: Traced, sent: Mapping[str, Traced], used: Traced
) -> Outcomes:
    mission = option.text("mission_type")
    years, paid = sum_of_presence(world, presence(world, option))
    found = {"troop_years": planned * years}
    cost = cost_per_year(world, mission, planned)
    if cost is None:
        return found
    once = total(cost_once(world, mission, sent).values(), world.count)
    spent = total(cost_by_actor(world, mission, sent).values(), world.count)
    if rows := one_off_costs(world.case, mission):
        found["cost_once"] = once.resting_on(row.address("amount") for row in rows)
    return found | {
        "cost_year": cost,
        "cost_horizon": cost * paid + once,
        "cost_offered": (spent * used).resting_on(cost.rows),
    }
