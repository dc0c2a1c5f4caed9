"""What an option needs, as a band of rival rules, with what drives each end of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address
from ceasefire.force.benchmarks import (
    Amount,
    Density,
    densities,
    measure,
)
from ceasefire.force.sizing import RuleResult, requirements

_READ = ("original", "re_report")  # sources that say something; not 'computed' or 'background'


@dataclass(frozen=True)
class End:
    """The smallest or the largest number of people that a rule asks for, and what stands beside it.

    ``density`` is people per unit of ``basis``; of a fixed rule, per km of the middle of the
    case's line. ``nearest`` is the past mission on that basis that comes nearest to it, whatever
    its type, and ``times`` how often its density is taken; ``None`` if there is nothing to hold the
    end against. ``taken_from`` has the past missions that the rule itself was taken from, by a
    common source.
    """

    people: float
    result: RuleResult
    basis: str
    density: float | None
    taken_from: tuple[Density, ...]
    nearest: Density | None

    @property
    def times(self) -> float | None:
        """Density of the end over that of the nearest mission."""
        if self.nearest is None or self.density is None:
            return None
        return self.density / self.nearest.central

    @property
    def bound(self) -> str:
        """``up to`` or ``at least`` if the rule is a lone ceiling or floor."""
        return self.result.rule.band("value").bound


@dataclass(frozen=True)
class Requirement:
    """What a mission type needs under a consent of the host.

    ``held`` are the rules that hold, rivals of one another, ``refused`` the others with their
    reasons; ``low`` and ``high`` are ``None`` if no rule holds.
    """

    mission_type: str
    consent: str
    low: End | None
    high: End | None
    held: tuple[RuleResult, ...]
    refused: tuple[RuleResult, ...]

    @property
    def rows(self) -> tuple[Address, ...]:
        """Rows that the two ends rest on."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return tuple(dict.fromkeys(row for end in ends for row in end.result.rows))


@dataclass(frozen=True)
class Part:
    """People that a rule asks for on one kind of ground.

    ``kind`` is that of the line's segments (``land``, ``river``, ``border_pocket``) or ``area``;
    ``size`` is what was measured, in the unit of the rule's basis, ``yardsticks`` with what, in km.
    """

    kind: str
    places: tuple[Row, ...]
    size: Amount
    people: Amount
    yardsticks: tuple[float, ...]


def requirement(case: Case, option: Row, *, own_sources: bool = True) -> Requirement:
    """What an option's mission type needs: the smallest and the largest of the rules that hold.

    Without ``own_sources`` a rule that was taken from a source of the option is refused too: it
    would hold the option against itself.
    """
    results = requirements(case, option)
    if not own_sources:
        results = [_unless_own(case, option, result) for result in results]
    held = tuple(result for result in results if not result.refused)
    low = high = None
    if held:
        smallest, largest = min(held, key=lambda r: r.low), max(held, key=lambda r: r.high)
        low = _end(case, smallest, smallest.low, at_high=False)
        high = _end(case, largest, largest.high, at_high=True)
    refused = tuple(result for result in results if result.refused)
    return Requirement(
        option.text("mission_type"), option.text("consent"), low, high, held, refused
    )


def by_mission_type(case: Case) -> dict[tuple[str, str], Requirement]:
    """Requirements by mission type and host's consent, of all options that ask for people."""
    found: dict[tuple[str, str], Requirement] = {}
    for option in case.rows("options"):
        key = (option.text("mission_type"), option.text("consent"))
        if key not in found and not option.band("troops").blank:
            found[key] = requirement(case, option)
    return found


def _unless_own(case: Case, option: Row, result: RuleResult) -> RuleResult:
    common = _common_sources(case, result.rule, option)
    if result.refused or not common:
        return result
    return replace(result, refused=f"was taken from a source of the option: {', '.join(common)}")


def _common_sources(case: Case, one: Row, other: Row) -> list[str]:
    return [
        source for source in one.source_ids
        if source in other.source_ids
        and case.row("sources", source).text("accessed_via") in _READ
    ]  # fmt: skip


def _end(case: Case, result: RuleResult, people: float, *, at_high: bool) -> End:
    fixed = result.rule.text("basis") == "fixed"
    basis = "per_km" if fixed else result.rule.text("basis")
    size = measure(case, basis)
    known = [d for d in densities(case) if d.basis == basis]
    taken = tuple(d for d in known if not fixed and _common_sources(case, result.rule, d.mission))
    units = 0.0 if size is None else (
        size.central if fixed else size.high if at_high else size.low
    )  # fmt: skip
    density = people / units if units > 0 else 0.0
    if not 0 < density < math.inf:
        return End(people, result, basis, None, taken, None)
    nearest = min(known, key=lambda d: _apart(density, d), default=None)
    return End(people, result, basis, density, taken, nearest)


def _apart(density: float, past: Density) -> tuple[float, float, str]:
    """How far a density lies from a mission's band, then from its middle, in logarithms."""
    here, low, middle, high = map(math.log, (density, past.low, past.central, past.high))
    return max(low - here, here - high, 0.0), abs(here - middle), past.name


def parts(case: Case, result: RuleResult) -> tuple[Part, ...]:
    """Split what a rule asks for by kind of ground; empty for a fixed or a refused rule.

    A rule asks for the same density everywhere. That a river or a border pocket wants another is
    not known to it: the parts show how many people hang on that.
    """
    basis = result.rule.text("basis")
    whole = measure(case, basis) if not result.refused else None
    if whole is None:
        return ()
    places = [case.row(address.table, address.row) for address in whole.rows]
    made = []
    for kind in dict.fromkeys(place.text("kind") for place in places):
        size = measure(case, basis, kind=kind)
        if size is not None:
            here = tuple(place for place in places if place.text("kind") == kind)
            made.append(_part(result, kind or "area", here, size, whole))
    return tuple(made)


def _part(
    result: RuleResult, kind: str, places: tuple[Row, ...], size: Amount, whole: Amount
) -> Part:
    sticks = {place.number("yardstick_km") for place in places} - {None}
    low, central, high = (
        people * part / total if total > 0 else 0.0
        for people, part, total in (
            (result.low, size.low, whole.low),
            (result.central, size.central, whole.central),
            (result.high, size.high, whole.high),
        )
    )
    people = Amount(low, central, high, (result.rule.address("value"), *size.rows))
    return Part(kind, places, size, people, tuple(sorted(s for s in sticks if s is not None)))
