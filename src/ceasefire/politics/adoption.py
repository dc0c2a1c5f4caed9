"""What a body does with an option: the record that every rule fills."""

from __future__ import annotations

from dataclasses import dataclass, field

from ceasefire.core.traced import Traced


@dataclass(frozen=True)
class Turnout:
    """How many join a coalition, and whether they are enough; arrays of shape ``(count,)``.

    ``most`` counts the members in if each trusts the others to join, ``fewest`` if nobody does;
    ``short`` says where those who accept bring too few people together, and ``lacking`` how many
    are missing. A body that asks for no people has none of the three.
    """

    most: Traced
    fewest: Traced | None = None
    short: Traced | None = None
    lacking: Traced | None = None


@dataclass(frozen=True)
class Adoption:
    """What a body does with an option in each future; arrays of bool of shape ``(count,)``.

    ``open_to_all`` says where it is adopted and any state may take part, ``joins`` where it is
    adopted and a member of an opt-in body has joined; ``blocks`` has the members that stand in the
    way where it is not. ``turnout`` is that of an opt-in body, or of one among its parts.
    """

    adopted: Traced
    open_to_all: Traced
    joins: dict[str, Traced] = field(default_factory=dict)
    blocks: dict[str, Traced] = field(default_factory=dict)
    turnout: Turnout | None = None

    def takes_part(self, actor: str) -> Traced:
        """In which futures an actor may send what it offered."""
        joined = self.joins.get(actor)
        return self.open_to_all if joined is None else self.open_to_all | joined
