"""The votes of all actors on one option, and the seats from which a body counts them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced
from ceasefire.politics.consent import Settlement, Stands, Vote, vote
from ceasefire.politics.gathering import Force
from ceasefire.politics.positions import all_positions
from ceasefire.politics.rules import Seats


@dataclass(frozen=True)
class Assembly:
    """The votes of one world on one option, each cast once however many bodies count it.

    ``force`` is what members of a coalition would bring; without it a coalition asks for no
    people.
    """

    world: World
    stands: Stands
    force: Force | None = None
    _votes: dict[tuple[str, tuple[str, ...]], Vote | None] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, world: World) -> Assembly:
        """Call the assembly of a world."""
        return cls(world, all_positions(world.case))

    def bringing(self, force: Force) -> Assembly:
        """Return the same assembly with what its members would bring."""
        return replace(self, force=force)

    def afresh(self) -> Assembly:
        """Return the same assembly with no vote cast: the next option has terms of its own."""
        return Assembly(self.world, self.stands)

    def vote(self, actor: str, terms: Settlement) -> Vote | None:
        """Return how the actor answers the settlement; ``None`` if its position is unknown."""
        key = (actor, tuple(sorted(term.id for term in terms.values())))
        if key not in self._votes:
            self._votes[key] = vote(self.world, self.stands, actor, terms)
        return self._votes[key]


def seats_of(case: Case, body: Row) -> Seats:
    """Members of a body, as far as its rule tells them apart."""
    members = case.members(body)
    weights = voting_weights(case, body)
    return Seats(
        np.isin(members, body.words("needed_members")),
        np.isin(members, body.words("veto_members")),
        np.array([weights[m].needed_number("weight") if m in weights else 0.0 for m in members]),
        body.number("threshold") or 0.0,
        body.number("weight_threshold") or 0.0,
        body.number("blocking_members") or 0.0,
    )


def voting_weights(case: Case, body: Row) -> dict[str, Row]:
    """Rows of the voting weights in a body, by member."""
    rows = case.rows("voting_weights")
    return {row.text("actor_id"): row for row in rows if body.id in row.words("bodies")}


def cast_vote(assembly: Assembly, body: Row, member: str, terms: Settlement) -> Vote:
    """How a member's vote counts in a body.

    A member whose position nobody knows counts as the body says; where a parliament has to
    ratify, a yes without it is none.
    """
    known = assembly.vote(member, terms) or _silence(assembly, body)
    actor = assembly.world.case.row("actors", member)
    condition = actor.text("ratified_if")
    if body.text("rule") != "ratification" or not condition:
        return known
    agrees = assembly.world.condition(condition).resting_on({actor.address("ratified_if")})
    refuses = agrees.apply(np.logical_not)
    return replace(known, yes=known.yes & agrees, no=known.no | refuses)


def _silence(assembly: Assembly, body: Row) -> Vote:
    silent, count = body.text("silent_as"), assembly.world.count
    rows = frozenset({body.address("silent_as")})
    yes = Traced(np.full(count, silent == "yes"), rows)
    no = Traced(np.full(count, silent == "no"), rows)
    return Vote(Traced(np.full(count, np.nan)), yes.apply(lambda x: x.astype(float)), yes, no)
