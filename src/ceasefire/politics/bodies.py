"""Bodies: whether one adopts an option under its own rule, who joins, and who blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import and_, or_

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address
from ceasefire.core.traced import Rows, Traced
from ceasefire.politics.adoption import Adoption, Turnout
from ceasefire.politics.assembly import Assembly, cast_vote, seats_of, voting_weights
from ceasefire.politics.consent import Settlement, Vote, body_terms, settlement
from ceasefire.politics.gathering import SAME_PEOPLE, gathered
from ceasefire.politics.rules import RULES, Ballot, Bools, can_stop, opt_in, stops

_TOGETHER = ("all_of", "in_turn")


def adoption(assembly: Assembly, option: Row, body: Row) -> Adoption:
    """Return whether a body adopts an option in each future."""
    found = _decide(assembly, body, settlement(assembly.world.case, option))
    asked = asked_of(option)
    return replace(
        found,
        adopted=found.adopted.resting_on(asked),
        open_to_all=found.open_to_all.resting_on(asked),
        joins={actor: joins.resting_on(asked) for actor, joins in found.joins.items()},
        blocks={actor: stops_it.resting_on(asked) for actor, stops_it in found.blocks.items()},
    )


def asked_of(option: Row) -> set[Address]:
    """Addresses that say by which terms an option is judged."""
    return {option.address("package_id"), option.address("adopted_by")}


def _decide(assembly: Assembly, body: Row, terms: Settlement) -> Adoption:
    if body.text("rule") in RULES:
        return _by_rule(assembly, body, judged(assembly.world.case, body, terms))
    parts = [
        _decide(assembly, member, shared)
        for member, shared in parts_of(assembly.world.case, body, terms)
    ]
    return _combined(parts, body)


def judged(case: Case, body: Row, terms: Settlement) -> dict[str, Row]:
    """Terms by which the members of a body judge an option: its own go first."""
    return {**terms, **body_terms(case, body)}


def parts_of(case: Case, body: Row, terms: Settlement) -> list[tuple[Row, Settlement]]:
    """Bodies that a body is made of, each with the terms it is asked about.

    Bodies that act together share what any of them brings along; of bodies of which one is enough
    each brings its own.
    """
    shared = body_terms(case, body) if body.text("rule") in _TOGETHER else {}
    return [(case.row("bodies", member), {**terms, **shared}) for member in body.words("members")]


def _combined(parts: list[Adoption], body: Row) -> Adoption:
    """Combine what bodies decide that act together, or of which one is enough."""
    rule = body.text("rule")
    join: Callable[[Traced, Traced], Traced] = and_ if rule in _TOGETHER else or_
    adopted = reduce(join, (part.adopted for part in parts)).resting_on({body.address("rule")})
    actors = dict.fromkeys(actor for part in parts for actor in part.joins)
    joins = {
        actor: reduce(join, (part.takes_part(actor) for part in parts)) & adopted
        for actor in actors
    }
    open_to_all = reduce(join, (part.open_to_all for part in parts))
    turnout = next((part.turnout for part in parts if part.turnout), None)
    return Adoption(adopted, open_to_all, joins, _in_the_way(parts, adopted, rule), turnout)


def _in_the_way(parts: list[Adoption], adopted: Traced, rule: str) -> dict[str, Traced]:
    refused = adopted.apply(np.logical_not)
    blocks: dict[str, Traced] = {}
    asked = Traced(np.full(adopted.values.shape, fill_value=True))
    for part in parts:
        for member, stops_it in part.blocks.items():
            known = blocks.get(member)
            # Who lost in one body may not matter in another, or may never have been asked.
            in_the_way = stops_it & refused & asked
            blocks[member] = in_the_way if known is None else known | in_the_way
        if rule == "in_turn":
            asked = asked & part.adopted
    return blocks


def _by_rule(assembly: Assembly, body: Row, terms: Settlement) -> Adoption:
    members, rule = assembly.world.case.members(body), body.text("rule")
    cast = [cast_vote(assembly, body, member, terms) for member in members]
    ballot = Ballot(
        np.stack([v.yes.values for v in cast], axis=1),
        np.stack([v.no.values for v in cast], axis=1),
        seats_of(assembly.world.case, body),
    )
    own = {row.address("weight") for row in voting_weights(assembly.world.case, body).values()}
    fixed = {body.address("rule"), body.address("members"), *own}
    rows: Rows = frozenset(fixed).union(*(v.yes.rows for v in cast))
    if rule == "opt_in":
        found = _coalition(assembly, body, ballot, rows)
    else:
        adopted = Traced(RULES[rule](ballot), rows)
        found = Adoption(adopted, adopted)
    return replace(found, blocks=_blocking(assembly, body, ballot, cast, found.adopted, terms))


def _coalition(assembly: Assembly, body: Row, ballot: Ballot, rows: Rows) -> Adoption:
    """Decide for an opt-in body: who joins if all trust one another, and whether it is enough."""
    world, members = assembly.world, assembly.world.case.members(body)
    nobody = Traced(np.zeros(world.count, dtype=bool))
    people_of = {} if assembly.force is None else assembly.force.people
    # Where no member published a number, none is known to be missing either.
    if (
        body.band("minimum_share").blank
        or assembly.force is None
        or not set(members) & set(people_of)
    ):
        adopted = Traced(opt_in(ballot), rows)
        count = Traced(ballot.yes.sum(axis=1), rows)
        joins = _joins(members, ballot.yes, adopted)
        return Adoption(adopted, nobody, joins, turnout=Turnout(count))
    least = world.band(body, "minimum_share") * assembly.force.planned
    none = Traced(np.zeros(world.count))
    brought = [people_of.get(member, none) for member in members]
    waits = [world.band(world.case.parameter("waits_for", m), "value") for m in members]
    people = np.stack([one.values for one in brought], axis=1)
    asked = np.stack([one.values for one in waits], axis=1)
    most, fewest = (
        gathered(ballot.yes, people, asked, least.values, trusting=trusting)
        for trusting in (True, False)
    )
    rows = rows.union(least.rows, *(one.rows for one in (*brought, *waits)))
    asked_for = least.values - SAME_PEOPLE
    short = (ballot.yes * people).sum(axis=1) < asked_for
    enough = (most * people).sum(axis=1) >= asked_for
    lacking = np.maximum(least.values - (ballot.yes * people).sum(axis=1), 0.0)
    adopted = Traced(opt_in(Ballot(most, ballot.no, ballot.seats)) & enough, rows)
    turnout = Turnout(
        Traced(most.sum(axis=1), rows), Traced(fewest.sum(axis=1), rows), Traced(short, rows),
        Traced(lacking, rows),
    )  # fmt: skip
    return Adoption(adopted, nobody, _joins(members, most, adopted), turnout=turnout)


def _joins(members: tuple[str, ...], joined: Bools, adopted: Traced) -> dict[str, Traced]:
    return {m: Traced(joined[:, i], adopted.rows) & adopted for i, m in enumerate(members)}


def _blocking(
    assembly: Assembly, body: Row, ballot: Ballot, cast: list[Vote], adopted: Traced,
    terms: Settlement,
) -> dict[str, Traced]:  # fmt: skip
    rule = body.text("rule")
    blocking = stops(rule, ballot) & ~adopted.values[:, None]
    able = can_stop(rule, ballot.seats)
    # Alone a member stops most decisions whatever others do; in a majority they count too.
    others = adopted.rows if rule.endswith("majority") else frozenset()
    silent_stops = body.text("silent_as") == "no" or (
        rule in ("opt_in", "ratification") and body.text("silent_as") != "yes"
    )
    return {
        member: Traced(blocking[:, i], cast[i].no.rows | {body.address("rule")} | others)
        for i, member in enumerate(assembly.world.case.members(body))
        if able[i] and (silent_stops or assembly.vote(member, terms) is not None)
    }
