"""Bodies: whether one adopts an option under its own rule, who joins, and who blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ceasefire.case.rows import Row
from ceasefire.case.world import World
from ceasefire.core.traced import Rows, Traced
from ceasefire.politics.consent import Settlement, Stands, Vote, settlement, vote
from ceasefire.politics.positions import all_positions
from ceasefire.politics.rules import RULES, Ballot, stops


@dataclass(frozen=True)
class Adoption:
    """What a body does with an option in each future; arrays of bool of shape ``(count,)``.

    ``joins`` has the members of an opt-in body, ``blocks`` those that stand in the way.
    """

    adopted: Traced
    joins: dict[str, Traced] = field(default_factory=dict)
    blocks: dict[str, Traced] = field(default_factory=dict)


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
    return _decide(assembly, body, settlement(assembly.world, option, body))


def _decide(assembly: Assembly, body: Row, terms: Settlement) -> Adoption:
    case = assembly.world.case
    if body.text("rule") in RULES:
        return _by_rule(assembly, body, terms)
    parts = [_decide(assembly, case.row("bodies", m), terms) for m in body.words("members")]
    every = body.text("rule") == "all_of"
    stack = np.stack([part.adopted.values for part in parts])
    rows: Rows = frozenset().union(*(part.adopted.rows for part in parts))
    adopted = np.asarray(stack.all(axis=0) if every else stack.any(axis=0))
    joins = {m: v for part in parts for m, v in part.joins.items()}
    blocks = {m: v for part in parts for m, v in part.blocks.items()}
    return Adoption(Traced(adopted, rows | {body.address("rule")}), joins, blocks)


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
    blocking = stops(rule, ballot)
    joins = dict(zip(members, (v.yes for v in cast), strict=True)) if rule == "opt_in" else {}
    blocks = {
        m: Traced(blocking[:, i], cast[i].no.rows | {body.address("rule")})
        for i, m in enumerate(members)
        if blocking[:, i].any()
    }
    return Adoption(adopted, joins, blocks)


def _cast(assembly: Assembly, body: Row, member: str, terms: Settlement) -> Vote:
    known = assembly.vote(member, terms)
    if known is not None:
        return known
    silent = body.text("silent_as")
    rows = frozenset({body.address("silent_as")})
    yes = Traced(np.full(assembly.world.count, silent == "yes"), rows)
    no = Traced(np.full(assembly.world.count, silent == "no"), rows)
    return Vote(yes.apply(lambda x: x.astype(float)), yes, no)
