"""Bodies: whether one adopts an option under its own rule, who joins, and who blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

import numpy as np

from ceasefire.case.rows import Row
from ceasefire.case.world import World
from ceasefire.core.traced import Rows, Traced
from ceasefire.politics.consent import Settlement, Stands, Vote, body_terms, settlement, vote
from ceasefire.politics.positions import all_positions
from ceasefire.politics.rules import RULES, Ballot, can_stop, stops


@dataclass(frozen=True)
class Adoption:
    """What a body does with an option in each future; arrays of bool of shape ``(count,)``.

    ``open_to_all`` says where it is adopted and any state may take part, ``joins`` where it is
    adopted and a member of an opt-in body has joined; ``blocks`` has the members that stand in the
    way where it is not.
    """

    adopted: Traced
    open_to_all: Traced
    joins: dict[str, Traced] = field(default_factory=dict)
    blocks: dict[str, Traced] = field(default_factory=dict)

    def takes_part(self, actor: str) -> Traced:
        """In which futures an actor may send what it offered."""
        joined = self.joins.get(actor)
        return self.open_to_all if joined is None else self.open_to_all | joined


@dataclass(frozen=True)
class Assembly:
    """The votes of one world, each cast once however many bodies count it."""

    world: World
    stands: Stands
    _votes: dict[tuple[str, tuple[str, ...]], Vote | None] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, world: World) -> Assembly:
        """Call the assembly of a world."""
        return cls(world, all_positions(world.case))

    def vote(self, actor: str, terms: Settlement) -> Vote | None:
        """Return how the actor answers the settlement; ``None`` if its position is unknown."""
        key = (actor, tuple(sorted(term.id for term in terms.values())))
        if key not in self._votes:
            self._votes[key] = vote(self.world, self.stands, actor, terms)
        return self._votes[key]


def adoption(assembly: Assembly, option: Row, body: Row) -> Adoption:
    """Return whether a body adopts an option in each future."""
    return _decide(assembly, body, settlement(assembly.world, option))


def _decide(assembly: Assembly, body: Row, terms: Settlement) -> Adoption:
    world = assembly.world
    if body.text("rule") in RULES:
        return _by_rule(assembly, body, {**terms, **body_terms(world, body)})
    together = body.text("rule") == "all_of"
    shared = body_terms(world, body) if together else {}
    parts = [
        _decide(assembly, world.case.row("bodies", member), {**terms, **shared})
        for member in body.words("members")
    ]
    return _combined(parts, body, together=together)


def _combined(parts: list[Adoption], body: Row, *, together: bool) -> Adoption:
    """Combine what bodies decide that act together, or of which one is enough."""
    join: Callable[[Traced, Traced], Traced] = and_ if together else or_
    adopted = reduce(join, (part.adopted for part in parts)).resting_on({body.address("rule")})
    actors = dict.fromkeys(actor for part in parts for actor in part.joins)
    joins = {
        actor: reduce(join, (part.takes_part(actor) for part in parts)) & adopted
        for actor in actors
    }
    refused = adopted.apply(np.logical_not)
    blocks: dict[str, Traced] = {}
    for part in parts:
        for member, stops_it in part.blocks.items():
            known = blocks.get(member)
            in_the_way = stops_it & refused  # who lost in one body may not matter in another
            blocks[member] = in_the_way if known is None else known | in_the_way
    return Adoption(adopted, reduce(join, (part.open_to_all for part in parts)), joins, blocks)


def _by_rule(assembly: Assembly, body: Row, terms: Settlement) -> Adoption:
    members = assembly.world.case.members(body)
    cast = [_cast(assembly, body, member, terms) for member in members]
    ballot = Ballot(
        np.stack([v.yes.values for v in cast], axis=1),
        np.stack([v.no.values for v in cast], axis=1),
        np.isin(members, body.words("needed_members")),
        np.isin(members, body.words("veto_members")),
        body.number("threshold") or 0.0,
    )
    rule = body.text("rule")
    rows: Rows = frozenset({body.address("rule")}).union(*(v.yes.rows for v in cast))
    adopted = Traced(RULES[rule](ballot), rows)
    blocking = stops(rule, ballot) & ~adopted.values[:, None]
    blocks = {
        member: Traced(blocking[:, i], cast[i].no.rows | {body.address("rule")})
        for i, member in enumerate(members)
        if can_stop(rule, ballot)[i]
        and (blocking[:, i].any() or assembly.vote(member, terms) is not None)
    }
    if rule != "opt_in":
        return Adoption(adopted, adopted, {}, blocks)
    nobody = Traced(np.zeros(assembly.world.count, dtype=bool))
    joins = {member: v.yes & adopted for member, v in zip(members, cast, strict=True)}
    return Adoption(adopted, nobody, joins, blocks)


def _cast(assembly: Assembly, body: Row, member: str, terms: Settlement) -> Vote:
    known = assembly.vote(member, terms)
    if known is not None:
        return known
    silent = body.text("silent_as")
    rows = frozenset({body.address("silent_as")})
    yes = Traced(np.full(assembly.world.count, silent == "yes"), rows)
    no = Traced(np.full(assembly.world.count, silent == "no"), rows)
    return Vote(yes.apply(lambda x: x.astype(float)), yes, no)
