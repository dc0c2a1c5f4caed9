"""What a force is generated from: holdings, what is asked for by month, and national limits.

Months are counted from 0, the month in which the force is decided. Nothing here knows a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HEADCOUNT = "people"  # the capability of which every unit gives its people


@dataclass(frozen=True)
class Holding:
    """Units of one kind that one contributor could send.

    ``units`` has how many it has free of other commitments, by month, and ``most`` how many it
    would have in place at once. A unit has ``people`` and ``provides`` so much of each capability
    (its people as ``people`` without being named). It is in place for ``tour`` months, hands over
    for ``handover`` further months in which it does not count, and rests ``dwell`` months before
    it can go again. ``ready`` is the first month in which one can be in place; ``cost`` that of a
    unit in place for a month. ``level`` is the level of the offer it belongs to, ``inside``
    whether it may stand in the country.
    """

    id: str
    actor: str
    unit_type: str
    units: tuple[int, ...]
    people: float
    provides: Mapping[str, float]
    tour: int
    dwell: int
    most: int
    ready: int = 0
    cost: float = 0.0
    handover: int = 0
    level: str = "firm"
    assumed: bool = False
    inside: bool = True

    @property
    def cycle(self) -> int:
        """Months from one tour of a unit to its next."""
        return self.tour + self.handover + self.dwell

    def gives(self, capability: str) -> float:
        """Amount of a capability that one unit in place gives."""
        if capability == HEADCOUNT:
            return self.people
        return self.provides.get(capability, 0.0)


@dataclass(frozen=True)
class Requirement:
    """What is asked for of one capability, by month.

    A missing amount of 1 in a month weighs ``priority``. ``inside`` asks for units that may stand
    in the country.
    """

    capability: str
    amounts: tuple[float, ...]
    priority: float = 1.0
    inside: bool = True


@dataclass(frozen=True)
class Limit:
    """A contributor's own limits, by month where they are tuples.

    ``most`` people in place; ``pool`` people away, handing over or resting at once; at least
    ``fewest`` people in every month in which it has anybody in place. ``army`` is what its burden
    is measured against. ``None`` sets no limit. ``by_share`` says that ``most`` is no cap that the
    contributor set, but the share of its forces that it could keep out for good.
    """

    actor: str
    most: tuple[float, ...] | None = None
    pool: tuple[float, ...] | None = None
    fewest: float = 0.0
    army: float = 0.0
    by_share: bool = False


@dataclass(frozen=True)
class Pair:
    """Two contributors that have people in place in the same months, or never in the same."""

    first: str
    second: str
    together: bool


@dataclass(frozen=True)
class Problem:
    """A whole problem of force generation.

    ``reception`` is by how many people the whole force can grow in a month; ``None`` if nothing
    limits it.
    """

    months: int
    holdings: tuple[Holding, ...]
    requirements: tuple[Requirement, ...]
    limits: Mapping[str, Limit]
    pairs: tuple[Pair, ...] = ()
    reception: tuple[float, ...] | None = None
