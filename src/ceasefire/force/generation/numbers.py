"""How far published numbers reach towards what an option asks for."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address
from ceasefire.force.offers import Met, counted_pledges, measured_by, sum_of, unnumbered

_PUBLISHED = "conditional"  # the level up to which a number is somebody's published word


@dataclass(frozen=True)
class Numbers:
    """People (or machines) asked for, and those of them that somebody put a number to.

    ``asked`` is the middle of the published size; ``published`` what all published numbers come
    to, ``withheld`` those of them whose conditions are not met; ``bound`` is ``up to`` if lone
    ceilings are among them. ``nobody`` is what is asked for beyond all of these; ``unnumbered``
    are actors who would count and gave no number.
    """

    asked: float
    published: float
    withheld: float
    bound: str
    unnumbered: tuple[str, ...]
    rows: frozenset[Address]

    @property
    def nobody(self) -> float:
        """What is asked for and nobody put a number to."""
        return max(0.0, self.asked - self.published)


def numbers(case: Case, option: Row, met: Met) -> Numbers:
    """Add up the published numbers for an option, in the middle of their bands."""
    part, domain = measured_by(option)
    pledges = counted_pledges(case, domain, _PUBLISHED)
    off = [pledge for pledge in pledges if not met(pledge.words("conditions"))]
    rows = {option.address(part)}
    for pledge in pledges:
        rows |= {pledge.address("n"), pledge.address("stance"), pledge.address("conditions")}
        rows |= {case.row("conditions", c).address("state") for c in pledge.words("conditions")}
    return Numbers(
        option.band(part).central(), _sum(pledges), _sum(off),
        "up to" if sum_of(pledges).ceiling else "",
        tuple(unnumbered(case, domain, _PUBLISHED, met)), frozenset(rows),
    )  # fmt: skip


def _sum(pledges: list[Row]) -> float:
    return sum(pledge.band("n").central() for pledge in pledges)
