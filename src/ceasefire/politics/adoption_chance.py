"""Chance that a body adopts an option, summed over the members' own luck where it can be."""

from __future__ import annotations

from functools import reduce

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.core.bands import Floats
from ceasefire.politics.assembly import Assembly, cast_vote, seats_of
from ceasefire.politics.bodies import judged, parts_of
from ceasefire.politics.chances import chance
from ceasefire.politics.consent import Settlement, chances, settlement
from ceasefire.politics.rules import RULES


def adoption_chance(assembly: Assembly, option: Row, body: Row) -> Floats | None:
    """Chance of adoption in each future, shape ``(count,)``, once its numbers and blocs are known.

    ``None`` where it can only be counted: weighted votes, coalitions that ask for people,
    bodies of bodies that share members, and parliaments that wait for a body.
    """
    return _chance(assembly, body, settlement(assembly.world.case, option))


def _chance(assembly: Assembly, body: Row, terms: Settlement) -> Floats | None:
    if body.text("rule") in RULES:
        return _by_rule(assembly, body, judged(assembly.world.case, body, terms))
    parts = parts_of(assembly.world.case, body, terms)
    found = [_chance(assembly, part, shared) for part, shared in parts]
    exact = [one for one in found if one is not None]
    voters = [members_below(assembly, part) for part, _ in parts]
    if len(exact) < len(found) or sum(map(len, voters)) > len(set().union(*voters)):
        return None
    if body.text("rule") == "any_of":
        return 1 - reduce(np.multiply, [1 - one for one in exact])
    return reduce(np.multiply, exact)


def members_below(assembly: Assembly, body: Row) -> set[str]:
    """Actors that vote in a body, or in a body it is made of."""
    case = assembly.world.case
    if body.text("rule") in RULES:
        return set(case.members(body))
    parts = (case.row("bodies", member) for member in body.words("members"))
    return set().union(*(members_below(assembly, part) for part in parts))


def _by_rule(assembly: Assembly, body: Row, terms: Settlement) -> Floats | None:
    world, rule = assembly.world, body.text("rule")
    if not body.band("minimum_share").blank and assembly.force and assembly.force.people:
        return None
    members = world.case.members(body)
    if rule == "ratification" and any(_waits_for_a_body(world.case, m) for m in members):
        return None
    both = [_member(assembly, body, member, terms) for member in members]
    yes, no = (np.stack([one[side] for one in both], axis=1) for side in (0, 1))
    return chance(rule, yes, no, seats_of(world.case, body))


def _waits_for_a_body(case: Case, member: str) -> bool:
    """Whether a member's parliament waits for what a body decides, whose votes are drawn."""
    condition = case.row("actors", member).text("ratified_if")
    return bool(condition and case.row("conditions", condition).text("decided_by"))


def _member(assembly: Assembly, body: Row, member: str, terms: Settlement) -> tuple[Floats, Floats]:
    """Chance of a yes and of a no of one member, whose parliament's word is known by then."""
    known = assembly.vote(member, terms)
    if known is None:
        silent = cast_vote(assembly, body, member, terms)
        return silent.yes.values.astype(float), silent.no.values.astype(float)
    yes, no = chances(assembly.world, member, known)
    condition = assembly.world.case.row("actors", member).text("ratified_if")
    if body.text("rule") == "ratification" and condition:
        agrees = assembly.world.condition(condition).values
        return yes * agrees, np.where(agrees, no, 1.0)
    return yes, no
