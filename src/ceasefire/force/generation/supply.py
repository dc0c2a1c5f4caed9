"""Which units of a case count for an option at a level, and which do not, each with the reason.

A pledge without units of its own in ``holdings`` is a contingent of its number, in parts. What
nobody put a number to sends nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.force import DOMAIN_UNITS
from ceasefire.core.addresses import Address
from ceasefire.force.generation.problem import HEADCOUNT
from ceasefire.force.offers import LEVELS, Met, counted_pledges, current_pledges

# Capabilities that a pledge's number counts in by itself, by the unit of its domain.
COUNTED_IN = {"people": HEADCOUNT, "aircraft": "fighters", "ships": "ships"}
CONTINGENT = "contingent"
REPLACED = "an assumption stands in its place"
# Of what parts a contingent consists was not published: it is taken to come in up to ten of them,
# of about a hundred people or more, so that a limit takes a part of it away and not all.
PARTS = 10
SMALLEST_PART = 100.0
_LEVEL_OUTSIDE = "conditional"  # of what was promised with a number and stays outside


@dataclass(frozen=True)
class Supply:
    """Units of one kind that count: how many in place at once, and what one of them is.

    ``row`` is the row of ``holdings``, or the pledge itself if it has none there; ``pledge`` is
    ``None`` for what nobody pledged. ``people`` is of one unit. ``assumed`` says whether its
    willingness, its number or its kind is an assumption.
    """

    id: str
    actor: str
    unit_type: str
    row: Row
    pledge: Row | None
    units: float
    people: float
    provides: Mapping[str, float]
    level: str
    inside: bool
    assumed: bool
    rows: tuple[Address, ...]

    def shares(self, case: Case, met: Met) -> dict[str, float]:
        """Share of its people by level of the offer.

        Of an assumption that stands in the place of a published number, that number counts at the
        level it was published at if its conditions hold, and only what goes beyond it is assumed.
        """
        published = published_of(case, self.pledge) if self.pledge is not None else None
        if self.level != "assumed" or self.pledge is None or published is None:
            return {self.level: 1.0}
        if not met(published.words("conditions")):
            return {self.level: 1.0}
        number = self.pledge.band("n").central()
        said = min(1.0, published.band("n").central() / number) if number > 0 else 1.0
        return {level_of(case, published): said, self.level: 1.0 - said}

    @property
    def conditions(self) -> tuple[str, ...]:
        """Conditions it hangs on, its pledge's and its own."""
        own = self.row.words("conditions")
        pledged = self.pledge.words("conditions") if self.pledge else ()
        return tuple(dict.fromkeys((*pledged, *own)))


@dataclass(frozen=True)
class LeftOut:
    """Units or a pledge that send nothing, and why.

    ``supply`` has those that would come if their conditions were met, ``condition`` which, to
    follow 'if'.
    """

    row: Row
    actor: str
    provides: tuple[str, ...]
    reason: str
    supply: Supply | None = None
    condition: str = ""


@dataclass(frozen=True)
class Supplies:
    """What counts for an option, and what was looked at and does not."""

    counted: tuple[Supply, ...]
    left_out: tuple[LeftOut, ...]


def supplies(case: Case, domain: str, level: str, met: Met, asked: frozenset[str]) -> Supplies:
    """Units that count at a level in a world where ``met`` says which conditions hold.

    Args:
        case: the case.
        domain: domain of the pledges whose people the option is measured by.
        level: one of ``LEVELS``.
        met: which conditions hold.
        asked: capabilities that the option asks for; units of others are not looked at.
    """
    found: dict[Address, Supply | LeftOut] = {}
    domains = [
        domain,
        *(d for d in DOMAIN_UNITS if d != domain and counted_in(d) in asked - {HEADCOUNT}),
    ]
    pledged = (one for each in domains for one in _pledged(case, each, level))
    for one in (*pledged, *_held(case, level, asked)):
        found.setdefault(one.row.address(), one)
    counted: list[Supply] = []
    left_out: list[LeftOut] = []
    for one in found.values():
        if isinstance(one, LeftOut):
            left_out.append(one)
        elif not met(one.conditions):
            left_out.append(_unmet(case, one, met))
        else:
            counted.append(one)
    return Supplies(tuple(counted), tuple(left_out))


def _unmet(case: Case, supply: Supply, met: Met) -> LeftOut:
    missing = [c for c in supply.conditions if not met((c,))]
    texts = "; ".join(case.row("conditions", c).text("text") for c in missing)
    return LeftOut(
        supply.row, supply.actor, tuple(supply.provides), f"comes only if this holds: {texts}",
        supply, f"this holds: {texts}",
    )  # fmt: skip


def _pledged(case: Case, domain: str, level: str) -> Iterator[Supply | LeftOut]:
    """Units of the pledges that count in a domain, and the pledges that put no number to it."""
    counted = counted_pledges(case, domain, level)
    for pledge in counted:
        own = _units_of(case, pledge)
        if own:
            yield from (_of_pledge(case, row, pledge, own) for row in own)
        else:
            yield _contingent(case, pledge)
    actors = {pledge.text("actor_id") for pledge in counted}
    for pledge in current_pledges(case, domain):
        if pledge.text("actor_id") not in actors and pledge.text("stance") != "no":
            reason = _why_not(pledge)
            yield LeftOut(pledge, pledge.text("actor_id"), (counted_in(domain),), reason)


def _units_of(case: Case, pledge: Row) -> list[Row]:
    """Rows of ``holdings`` that say what units a pledge is made of."""
    rows = [row for row in case.rows("holdings") if row.text("pledge_id") == pledge.id]
    return [row for row in rows if not row.band("units").blank]


def _why_not(pledge: Row) -> str:
    if pledge.text("stance") == "outside_only":
        return "stays outside the country"
    if pledge.band("n").blank:
        return "no number was published"
    return f"said '{pledge.text('stance')}', which does not count at this level"


def counted_in(domain: str) -> str:
    """Capability that the number of a pledge of a domain counts in."""
    return COUNTED_IN[DOMAIN_UNITS[domain]]


def level_of(case: Case, pledge: Row) -> str:
    """Lowest level at which a pledge counts; blank if it does at none."""
    domain = pledge.text("domain")
    for level in LEVELS:
        if pledge in counted_pledges(case, domain, level):
            return level
    return ""


def published_of(case: Case, assumption: Row) -> Row | None:
    """What the actor of an assumption published with a number; ``None`` for any other pledge."""
    if assumption.grade != "assumption":
        return None
    domain, actor = assumption.text("domain"), assumption.text("actor_id")
    for row in counted_pledges(case, domain, "conditional"):
        if row.text("actor_id") == actor:
            return row
    return None


def _contingent(case: Case, pledge: Row) -> Supply:
    """A pledge without units of its own: its number in parts, or machine by machine."""
    number, capability = pledge.band("n").central(), counted_in(pledge.text("domain"))
    heads = capability == HEADCOUNT
    units = float(min(PARTS, max(1, round(number / SMALLEST_PART))) if heads else round(number))
    return Supply(
        pledge.id, pledge.text("actor_id"), CONTINGENT, pledge, pledge,
        units if number > 0 else 0.0, number / units if heads and units else 0.0,
        {} if heads else {capability: 1.0},
        level_of(case, pledge), pledge.text("location") == "in_country",
        pledge.grade == "assumption",
        (pledge.address("n"), pledge.address("stance"), pledge.address("conditions")),
    )  # fmt: skip


def _of_pledge(case: Case, row: Row, pledge: Row, own: list[Row]) -> Supply:
    return _supply(case, row, pledge, own, level_of(case, pledge) or _LEVEL_OUTSIDE)


def _supply(case: Case, row: Row, pledge: Row | None, own: list[Row], level: str) -> Supply:
    """Units of a row of ``holdings``; what nobody pledged stands outside the country."""
    kind = case.row("unit_types", row.text("unit_type_id"))
    rows = [row.address("units"), row.address("ready_months")]
    if pledge is not None:
        rows += [pledge.address("stance"), pledge.address("conditions")]
    people = _people(row, kind, pledge, own, rows)
    graded = [row, kind] if pledge is None else [row, kind, pledge]
    return Supply(
        row.id, row.text("actor_id"), kind.id, row, pledge, float(whole_units(row)), people,
        _amounts(kind, rows), level, pledge is not None and pledge.text("location") == "in_country",
        any(one.grade == "assumption" for one in graded), tuple(rows),
    )  # fmt: skip


def whole_units(row: Row) -> int:
    """Units of a row of ``holdings`` in place at once, in the middle of the band."""
    return round(row.band("units").central())


def _people(row: Row, kind: Row, pledge: Row | None, own: list[Row], rows: list[Address]) -> float:
    """People of one unit: its own number, else of its pledge what others leave, else its kind's."""
    if not row.band("people").blank:
        rows.append(row.address("people"))
        return row.band("people").central()
    if pledge is not None and _counts_people(pledge):
        sharing = [r for r in own if r.band("people").blank]
        taken = sum(whole_units(r) * r.band("people").central() for r in own if r not in sharing)
        units = sum(whole_units(r) for r in sharing)
        rows.append(pledge.address("n"))
        return max(0.0, pledge.band("n").central() - taken) / units if units else 0.0
    if kind.band("people").blank:
        return 0.0
    rows.append(kind.address("people"))
    return kind.band("people").central()


def _counts_people(pledge: Row) -> bool:
    return DOMAIN_UNITS[pledge.text("domain")] == "people" and not pledge.band("n").blank


def _gives(kind: Row) -> tuple[str, ...]:
    return (kind.text("capability_id"),) if kind.text("capability_id") else (HEADCOUNT,)


def _amounts(kind: Row, rows: list[Address]) -> dict[str, float]:
    if not kind.text("capability_id"):
        return {}
    rows.append(kind.address("amount"))
    return {kind.text("capability_id"): kind.needed_number("amount")}


def _held(case: Case, level: str, asked: frozenset[str]) -> Iterator[Supply | LeftOut]:
    """Units of asked capabilities outside the pledges that are measured in people."""
    for row in case.rows("holdings"):
        kind = case.row("unit_types", row.text("unit_type_id"))
        if kind.text("capability_id") not in asked:
            continue
        pledge = case.row("pledges", row.text("pledge_id")) if row.text("pledge_id") else None
        counts_at, reason = _level_of_units(case, row, pledge)
        if not reason and LEVELS.index(counts_at) > LEVELS.index(level):
            reason = (
                "is an assumption" if counts_at == "assumed" else f"counts as {counts_at} alone"
            )
        if not reason and pledge is not None and _replaced(case, pledge, level):
            reason = REPLACED
        if reason:
            yield LeftOut(row, row.text("actor_id"), _gives(kind), reason)
            continue
        own = _units_of(case, pledge) if pledge is not None else []
        yield _supply(case, row, pledge, own, counts_at)


def _level_of_units(case: Case, row: Row, pledge: Row | None) -> tuple[str, str]:
    """Level at which units count, or why they do at none."""
    if row.band("units").blank:
        return "", "no number was published"
    if row.grade == "assumption" and (pledge is None or not level_of(case, pledge)):
        return "assumed", ""
    if pledge is None:
        return "", "nobody pledged it"
    if pledge.text("stance") == "outside_only" and not pledge.band("n").blank:
        return _LEVEL_OUTSIDE, ""
    counts_at = level_of(case, pledge)
    return counts_at, "" if counts_at else _why_not(pledge)


def _replaced(case: Case, pledge: Row, level: str) -> bool:
    """Whether at this level something else stands in the place of a pledge that counts."""
    counts_at = level_of(case, pledge)
    return bool(counts_at) and pledge not in counted_pledges(case, pledge.text("domain"), level)
