"""Past missions: how dense they stood, what that gives on a case, how well one foretells another.

A density is people per km of line, per 1,000 inhabitants or per km2. It is held against a
requirement and never sets one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.common import MISSION_TYPES
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Band
from ceasefire.force.sizing import BASES, measures

# What a past mission is measured by on each basis.
_COVERED = {"per_km": "line_length", "per_1000": "population", "per_km2": "area_km2"}
BASIS_WORDS = {"per_km": "per km", "per_1000": "per 1,000", "per_km2": "per km2"}
# Within this factor a density was hoped to hold for a type; a hair more, for the last bits.
TWICE = 2.0 * (1 + 1e-9)
UP_TO, AT_LEAST = "up to", "at least"


@dataclass(frozen=True)
class Density:
    """People per unit of a basis in a past mission.

    ``bound`` is ``up to`` or ``at least`` if it rests on a lone ceiling or floor: then it says
    where the mission ended and not where it was.
    """

    mission: Row
    basis: str
    low: float
    central: float
    high: float
    bound: str
    rows: tuple[Address, ...]

    @property
    def name(self) -> str:
        """Name of the mission with its date."""
        return f"{self.mission.text('mission')} ({self.mission.date()})"

    @property
    def mission_type(self) -> str:
        """What kind of mission it was."""
        return self.mission.text("mission_type")


@dataclass(frozen=True)
class Amount:
    """A quantity with its ends and the rows it came from: km, people, thousands of people, km2."""

    low: float
    central: float
    high: float
    rows: tuple[Address, ...]


@dataclass(frozen=True)
class TypeBand:
    """Densities of the missions of one type on one basis.

    ``low`` and ``high`` are the missions that drive the ends; a cap drives no low end and a floor
    no high one where another mission can. ``central`` is the geometric mean, each mission counted
    once. ``people`` is what the band gives on the case; ``None`` if the case has no measure.
    """

    mission_type: str
    basis: str
    densities: tuple[Density, ...]
    low: Density
    central: float
    high: Density
    people: Amount | None

    @property
    def missions(self) -> tuple[str, ...]:
        """Names of the missions; of one alone the ends are its own years and no band of a type."""
        return tuple(dict.fromkeys(d.mission.text("mission") for d in self.densities))


@dataclass(frozen=True)
class Refused:
    """A past mission that is not used, on one basis or (blank) on any, and why."""

    mission: Row
    basis: str
    reason: str


@dataclass(frozen=True)
class TypeDensities:
    """Bands of a mission type, one for each basis that has a density, and what was not used."""

    mission_type: str
    bands: tuple[TypeBand, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Prediction:
    """Strength of a mission as the others foretell it, in people.

    ``predicted`` is from the other missions of its type (``others``), ``any_type`` from all other
    missions on the same basis: where it is nearer, the type has said nothing.
    """

    density: Density
    others: tuple[str, ...]
    actual: float
    predicted: float
    any_type: float

    @property
    def ratio(self) -> float:
        """Predicted over actual."""
        return self.predicted / self.actual

    @property
    def factor(self) -> float:
        """How many times too large or too small; never under 1."""
        return _factor(self.ratio)


@dataclass(frozen=True)
class Errors:
    """Error of the predictions of one type and basis, or (both blank) of all.

    ``typical`` is the geometric mean of the factors, ``any_type`` the same from missions of any
    type, ``within_two`` the share within a factor of two. ``missions`` counts a mission once on a
    basis, however many years of it there are, and so do the means.
    """

    mission_type: str
    basis: str
    missions: int
    typical: float
    within_two: float
    worst: Prediction
    any_type: float


@dataclass(frozen=True)
class LeaveOneOut:
    """Predictions of every mission from the others, their errors, and what could not be tried."""

    predictions: tuple[Prediction, ...]
    errors: tuple[Errors, ...]
    refused: tuple[Refused, ...]

    @property
    def overall(self) -> Errors | None:
        """Error over all predictions; ``None`` if there is none."""
        return _errors("", "", self.predictions) if self.predictions else None


def densities(case: Case) -> list[Density]:
    """Densities of all past missions, in the order of the table."""
    every = (_density(row, basis) for row in case.rows("benchmarks") for basis in _COVERED)
    return [density for density in every if density is not None]


def _density(mission: Row, basis: str) -> Density | None:
    column, unit = _COVERED[basis], BASES[basis][2]
    people, measure = mission.band("strength"), mission.band(column)
    if people.blank or people.stated()[0] <= 0 or measure.blank or measure.stated()[0] <= 0:
        return None
    ceiling, floor = (_bounded(people, measure, kind) for kind in ("ceiling", "floor"))
    if ceiling and floor:  # at most one number over at most another says nothing
        return None
    (least, most), (short, long) = people.stated(), measure.stated()
    return Density(
        mission, basis, least / long * unit, people.central() / measure.central() * unit,
        most / short * unit, UP_TO if ceiling else AT_LEAST if floor else "",
        (mission.address("strength"), mission.address(column)),
    )  # fmt: skip


def _bounded(people: Band, measure: Band, kind: str) -> bool:
    return people.kind == kind or measure.kind == {"ceiling": "floor", "floor": "ceiling"}[kind]


def unused(case: Case) -> list[Refused]:
    """Past missions that give no density at all, each with the reason."""
    found = {d.mission.id for d in densities(case)}
    rows = [row for row in case.rows("benchmarks") if row.id not in found]
    return [Refused(row, "", _why_unused(row)) for row in rows]


def _why_unused(mission: Row) -> str:
    if mission.band("strength").blank:
        return "no strength is given"
    if all(mission.band(column).blank for column in _COVERED.values()):
        return "no line, area or population is given"
    return "what is given is 0, or a bound divided by a bound"


def measure(case: Case, basis: str, *, kind: str = "") -> Amount | None:
    """What the case has of a basis: km, thousands of people or km2.

    ``kind`` takes the line's segments of one kind alone. ``None`` if the case has nothing, or the
    basis (``fixed``) multiplies nothing.
    """
    if basis not in BASES:
        return None
    found = [m for m in measures(case, basis) if not kind or m[0].text("kind") == kind]
    if not found:
        return None
    unit = BASES[basis][2]
    bands = [row.band(column) for row, column, _ in found]
    low, high = (sum(band.stated()[end] for band in bands) / unit for end in (0, 1))
    central = sum(band.central() for band in bands) / unit
    return Amount(low, central, high, tuple(row.address(column) for row, column, _ in found))


def on_the_case(case: Case, density: Density) -> Amount | None:
    """People a density gives on the case's line or area; ``None`` if the case has no measure."""
    ends = (density.low, density.central, density.high)
    return _times(ends, measure(case, density.basis), density.rows)


def _times(
    ends: tuple[float, float, float], size: Amount | None, rows: Iterable[Address]
) -> Amount | None:
    if size is None:
        return None
    low, central, high = ends
    return Amount(
        low * size.low, central * size.central, high * size.high,
        tuple(dict.fromkeys((*rows, *size.rows))),
    )  # fmt: skip


def by_type(case: Case, mission_type: str, *, consent: str = "") -> TypeDensities:
    """Densities of the past missions of a type, as bands with what they give on the case.

    ``consent`` keeps those whose host consented as told (``full``, ``partial``, ``none``).
    """
    rows = [d for d in densities(case) if d.mission_type == mission_type]
    kept = [d for d in rows if not consent or d.mission.text("consent") == consent]
    split = {basis: tuple(d for d in kept if d.basis == basis) for basis in _COVERED}
    bands = [_type_band(case, mission_type, b, found) for b, found in split.items() if found]
    refused = [r for r in unused(case) if r.mission.text("mission_type") == mission_type]
    for density in rows:
        if density not in kept:
            given = density.mission.text("consent")
            reason = f"its host's consent was {given}, not {consent}"
            refused.append(Refused(density.mission, density.basis, reason))
    return TypeDensities(mission_type, tuple(bands), tuple(refused))


def _type_band(case: Case, mission_type: str, basis: str, found: tuple[Density, ...]) -> TypeBand:
    known = [d for d in found if not d.bound]
    low = min((d for d in found if d.bound != UP_TO or not known), key=lambda d: d.low)
    high = max((d for d in found if d.bound != AT_LEAST or not known), key=lambda d: d.high)
    central = _mean(known or found)
    ends = (low.low, central, high.high)
    people = _times(ends, measure(case, basis), (*low.rows, *high.rows))
    return TypeBand(mission_type, basis, found, low, central, high, people)


def _mean(found: Iterable[Density]) -> float:
    """Geometric mean of densities; the years of one mission make one mean first."""
    logs: dict[str, list[float]] = {}
    for density in found:
        logs.setdefault(density.mission.text("mission"), []).append(math.log(density.central))
    means = [math.fsum(years) / len(years) for years in logs.values()]
    return math.exp(math.fsum(means) / len(means))


def leave_one_out(case: Case, *, at_largest: bool = False) -> LeaveOneOut:
    """Foretell the strength of every past mission from the others of its type.

    The geometric mean of the others' densities on a basis, times the mission's own line, area or
    population. All years of a mission are left out together. ``at_largest`` takes each mission in
    its strongest year alone, which is nearer to what is asked of a force that is to be sent.
    A ceiling or a floor is no strength and is left aside.
    """
    known = [d for d in densities(case) if not d.bound]
    if at_largest:
        known = _strongest(known)
    refused = [
        Refused(d.mission, d.basis, f"only a bound of its density is known ({d.bound})")
        for d in densities(case) if d.bound
    ]  # fmt: skip
    made = []
    for density in known:
        others = _others(density, known)
        alike = [d for d in others if d.mission_type == density.mission_type]
        if alike:
            made.append(_prediction(density, alike, others))
        else:
            kind = f"{density.mission_type} with a number {BASIS_WORDS[density.basis]}"
            reason = f"the only mission of type {kind}"
            refused.append(Refused(density.mission, density.basis, reason))
    return LeaveOneOut(tuple(made), tuple(_errors_by_type(made)), tuple(refused))


def _strongest(known: list[Density]) -> list[Density]:
    best: dict[tuple[str, str, str], Density] = {}
    for density in known:
        key = (density.mission.text("mission"), density.mission_type, density.basis)
        held = best.get(key)
        if held is None or _strength(density) > _strength(held):
            best[key] = density
    return list(best.values())


def _strength(density: Density) -> float:
    return density.mission.band("strength").central()


def _others(density: Density, known: list[Density]) -> list[Density]:
    name = density.mission.text("mission")
    return [d for d in known if d.basis == density.basis and d.mission.text("mission") != name]


def _prediction(density: Density, alike: list[Density], others: list[Density]) -> Prediction:
    actual = _strength(density)
    size = actual / density.central
    names = dict.fromkeys(d.mission.text("mission") for d in alike)
    return Prediction(density, tuple(names), actual, _mean(alike) * size, _mean(others) * size)


def _errors_by_type(made: list[Prediction]) -> Iterator[Errors]:
    def key(one: Prediction) -> tuple[int, str]:
        return MISSION_TYPES.index(one.density.mission_type), one.density.basis

    for (place, basis), group in groupby(sorted(made, key=key), key):
        yield _errors(MISSION_TYPES[place], basis, tuple(group))


def _errors(mission_type: str, basis: str, made: tuple[Prediction, ...]) -> Errors:
    keys = [
        (p.density.mission.text("mission"), p.density.mission_type, p.density.basis) for p in made
    ]
    shares = [1 / keys.count(key) for key in keys]
    missions = len(set(keys))

    def mean(values: Iterable[float]) -> float:
        return math.fsum(s * v for s, v in zip(shares, values, strict=True)) / missions

    return Errors(
        mission_type, basis, missions,
        math.exp(mean(math.log(p.factor) for p in made)),
        mean(float(p.factor <= TWICE) for p in made),
        max(made, key=lambda p: p.factor),
        math.exp(mean(math.log(_factor(p.any_type / p.actual)) for p in made)),
    )  # fmt: skip


def _factor(ratio: float) -> float:
    return max(ratio, 1 / ratio)
