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
# Of what parts a contingent consists was not published: it is taken to come in up to ten of them,
# of about a hundred people or more, so that a limit takes a part of it away and not all.
PARTS = 10
SMALLEST_PART = 100.0
_LEVEL_OUTSIDE = "conditional"  # what stays outside the country, or that nobody pledged


@dataclass(frozen=True)
class Supply:
    """Units of one kind that count: how many in place at once, and what one of them is.

    ``row`` is the row of ``holdings``, or the pledge itself if it has none there; ``pledge`` is
    ``None`` for what nobody pledged. ``people`` is of one unit.
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
    rows: tuple[Address, ...]

    @property
    def assumed(self) -> bool:
        """Whether its willingness, its number or its kind is an assumption."""
        pledged = self.pledge is not None and self.pledge.grade == "assumption"
        return pledged or self.row.grade == "assumption" or self.level == "assumed"

    def shares(self, case: Case) -> dict[str, float]:
        """Share of its people by level of the offer.

        Of an assumption that stands in the place of a published number, that number counts at the
        level it was published at, and only what goes beyond it is assumed.
        """
        if self.level != "assumed" or self.pledge is None:
            return {self.level: 1.0}
        published = _published(case, self.pledge)
        if published is None:
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
    found: dict[str, Supply | LeftOut] = {}
    for one in (*_pledged(case, domain, level), *_held(case, level, asked)):
        found.setdefault(one.row.id, one)
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
        own = [r for r in case.rows("holdings") if r.text("pledge_id") == pledge.id]
        if own:
            yield from (_of_pledge(case, row, pledge, own) for row in own)
        else:
            yield _contingent(case, pledge)
    actors = {pledge.text("actor_id") for pledge in counted}
    for pledge in current_pledges(case, domain):
        if pledge.text("actor_id") not in actors and pledge.text("stance") != "no":
            reason = _why_not(pledge)
            yield LeftOut(pledge, pledge.text("actor_id"), (_counted_in(pledge),), reason)


def _why_not(pledge: Row) -> str:
    if pledge.text("stance") == "outside_only":
        return "stays outside the country"
    if pledge.band("n").blank:
        return "no number was published"
    return f"said '{pledge.text('stance')}', which does not count at this level"


def _counted_in(pledge: Row) -> str:
    return COUNTED_IN[DOMAIN_UNITS[pledge.text("domain")]]


def level_of(case: Case, pledge: Row) -> str:
    """Lowest level at which a pledge counts; blank if it does at none."""
    domain = pledge.text("domain")
    for level in LEVELS:
        if pledge in counted_pledges(case, domain, level):
            return level
    return ""


def _published(case: Case, assumption: Row) -> Row | None:
    """What the actor of an assumption published with a number that counts by itself."""
    domain, actor = assumption.text("domain"), assumption.text("actor_id")
    for row in counted_pledges(case, domain, "conditional"):
        if row.text("actor_id") == actor:
            return row
    return None


def _contingent(case: Case, pledge: Row) -> Supply:
    """A pledge without units of its own: its number in parts, or machine by machine."""
    number, capability = pledge.band("n").central(), _counted_in(pledge)
    heads = capability == HEADCOUNT
    units = float(min(PARTS, max(1, round(number / SMALLEST_PART))) if heads else round(number))
    return Supply(
        pledge.id, pledge.text("actor_id"), CONTINGENT, pledge, pledge,
        units if number > 0 else 0.0, number / units if heads else 0.0,
        {} if heads else {capability: 1.0},
        level_of(case, pledge), pledge.text("location") == "in_country",
        (pledge.address("n"), pledge.address("stance")),
    )  # fmt: skip


def _of_pledge(case: Case, row: Row, pledge: Row, own: list[Row]) -> Supply | LeftOut:
    kind = case.row("unit_types", row.text("unit_type_id"))
    if row.band("units").blank:
        return LeftOut(row, row.text("actor_id"), _gives(kind), "no number was published")
    rows = [row.address("units"), pledge.address("stance")]
    people = _people(row, kind, pledge, own, rows)
    return Supply(
        row.id, row.text("actor_id"), kind.id, row, pledge, row.band("units").central(), people,
        _amounts(kind, rows), level_of(case, pledge) or _LEVEL_OUTSIDE,
        pledge.text("location") == "in_country", tuple(rows),
    )  # fmt: skip


def _people(row: Row, kind: Row, pledge: Row | None, own: list[Row], rows: list[Address]) -> float:
    """People of one unit: its own number, else the pledge's shared out, else that of its kind."""
    if not row.band("people").blank:
        rows.append(row.address("people"))
        return row.band("people").central()
    shared = pledge is not None and DOMAIN_UNITS[pledge.text("domain")] == "people"
    if pledge is not None and shared and not pledge.band("n").blank:
        sharing = [r for r in own if r.band("people").blank and not r.band("units").blank]
        units = sum(r.band("units").central() for r in sharing)
        rows.append(pledge.address("n"))
        return pledge.band("n").central() / units if units else 0.0
    if kind.band("people").blank:
        return 0.0
    rows.append(kind.address("people"))
    return kind.band("people").central()


def _gives(kind: Row) -> tuple[str, ...]:
    return (kind.text("capability_id"),) if kind.text("capability_id") else (HEADCOUNT,)


def _amounts(kind: Row, rows: list[Address]) -> dict[str, float]:
    if not kind.text("capability_id"):
        return {}
    rows.append(kind.address("amount"))
    return {kind.text("capability_id"): kind.needed_number("amount")}


def _held(case: Case, level: str, asked: frozenset[str]) -> Iterator[Supply | LeftOut]:
    """Units of asked capabilities outside the pledges that are measured in people."""
    assumed = level == "assumed"
    for row in case.rows("holdings"):
        kind = case.row("unit_types", row.text("unit_type_id"))
        if kind.text("capability_id") not in asked:
            continue
        actor, gives = row.text("actor_id"), _gives(kind)
        pledge = case.row("pledges", row.text("pledge_id")) if row.text("pledge_id") else None
        if row.band("units").blank:
            yield LeftOut(row, actor, gives, "no number was published")
            continue
        reason = _not_current(case, pledge, level)
        if reason or (row.grade == "assumption" and not assumed):
            yield LeftOut(row, actor, gives, reason or "is an assumption")
            continue
        yield _at_hand(case, row, kind, pledge)


def _not_current(case: Case, pledge: Row | None, level: str) -> str:
    """Why the units of a pledge do not count; blank if they do."""
    if pledge is None:
        at_least = LEVELS.index(_LEVEL_OUTSIDE)
        return "" if LEVELS.index(level) >= at_least else "nobody pledged it"
    if pledge.text("stance") == "outside_only":
        return "" if LEVELS.index(level) >= LEVELS.index(_LEVEL_OUTSIDE) else "stays outside"
    counted = level_of(case, pledge)
    if not counted:
        return _why_not(pledge) if pledge.grade != "assumption" else "is an assumption"
    if LEVELS.index(counted) > LEVELS.index(level):
        return f"counts at the level '{counted}' alone"
    replaced = pledge not in counted_pledges(case, pledge.text("domain"), level)
    return "an assumption stands in its place" if replaced else ""


def _at_hand(case: Case, row: Row, kind: Row, pledge: Row | None) -> Supply:
    rows = [row.address("units")]
    own = [r for r in case.rows("holdings") if pledge and r.text("pledge_id") == pledge.id]
    people = _people(row, kind, pledge, own, rows)
    level = (level_of(case, pledge) if pledge else "") or _LEVEL_OUTSIDE
    level = "assumed" if row.grade == "assumption" else level
    inside = pledge is not None and pledge.text("location") == "in_country"
    return Supply(
        row.id, row.text("actor_id"), kind.id, row, pledge, row.band("units").central(), people,
        _amounts(kind, rows), level, inside, tuple(rows),
    )  # fmt: skip
