"""What is offered: the last statement of each actor in each domain, at four levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceasefire.case.latest import latest_by_actor
from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced

LEVELS = ("firm", "likely", "conditional", "assumed")
LEVEL_MEANS = {
    "firm": "said yes, with a published number, conditions met",
    "likely": "firm, and those whom reports call likely, with a number, conditions met",
    "conditional": "likely, and those who set further conditions, with a number, conditions met",
    "assumed": "conditional, and the case's rows of grade assumption in place of their actor's",
}
_LEVEL_OF_STANCE = {"yes": 0, "likely": 1, "conditional": 2}
_NEVER_SENT = ("no", "outside_only")
_SAID = ("stance", "location", "n_low", "n_mode", "n_high")  # where two statements can differ
_UNDECIDED = ("maybe", "unknown")
_STANCE_SAYS = {
    "maybe": "undecided", "unknown": "not known", "outside_only": "outside only", "no": "refused",
}  # fmt: skip
_IN_COUNTRY_DOMAINS = ("land", "training", "logistics", "monitoring")

Met = Callable[[tuple[str, ...]], bool]


@dataclass(frozen=True)
class Offer:
    """The sum of some pledges in people, aircraft or ships.

    ``ceiling`` says that a part of it is a lone ceiling ('up to'), ``floor`` that a part is a lone
    floor ('at least'); both enter the sum in full.
    """

    pledges: tuple[Row, ...]
    low: float
    high: float
    ceiling: bool
    floor: bool


@dataclass(frozen=True)
class Statement:
    """What an actor last said in a domain, and what becomes of it.

    ``before`` are its earlier statements that say otherwise, oldest first; ``assumed`` is the
    assumption that takes its place at the level ``assumed``. ``level`` is the first at which its
    number counts, blank if none does; ``reason`` then says why.
    """

    pledge: Row
    before: tuple[Row, ...]
    assumed: Row | None
    level: str
    reason: str


def current_pledges(case: Case, domain: str) -> list[Row]:
    """Last statement of each actor in a domain, assumptions left out, in the case's order."""
    published = [row for row in _of_domain(case, domain) if row.grade != "assumption"]
    return list(latest_by_actor(published).values())


def earlier_pledges(case: Case, pledge: Row) -> list[Row]:
    """What the actor said before in the same domain, oldest first: contradictions stay visible."""
    domain, actor = pledge.text("domain"), pledge.text("actor_id")
    rows = [r for r in _of_domain(case, domain) if r.text("actor_id") == actor and r != pledge]
    earlier = [row for row in rows if row.grade != "assumption"]
    return sorted(earlier, key=lambda row: str(row.date()))


def statements(case: Case, domain: str, met: Met) -> list[Statement]:
    """Last statement of each actor in a domain, in the case's order.

    ``met`` says which conditions hold: a number counts at no level while one is off.
    """
    instead = {
        row.text("actor_id"): row for row in counted_pledges(case, domain, "assumed")
        if row.grade == "assumption"
    }  # fmt: skip
    found = []
    for pledge in current_pledges(case, domain):
        level, reason = _counted_from(pledge, met)
        before = tuple(row for row in earlier_pledges(case, pledge) if _differ(row, pledge))
        assumed = instead.pop(pledge.text("actor_id"), None)
        found.append(Statement(pledge, before, assumed, level, reason))
    return found


def _differ(row: Row, other: Row) -> bool:
    return any(row.cells.get(column) != other.cells.get(column) for column in _SAID)


def _counted_from(pledge: Row, met: Met) -> tuple[str, str]:
    """First level at which a pledge counts, or why it counts at none."""
    rank = _LEVEL_OF_STANCE.get(pledge.text("stance"))
    if rank is None:
        return "", _STANCE_SAYS[pledge.text("stance")]
    if pledge.band("n").blank:
        return "", "no number"
    if not _counts(pledge):
        return "", "not in the country"
    unmet = [c for c in pledge.words("conditions") if not met((c,))]
    return ("", f"not met: {', '.join(unmet)}") if unmet else (LEVELS[rank], "")


def unnumbered(case: Case, domain: str, level: str, met: Met) -> list[str]:
    """Actors who would count at a level, had a number been published, in the case's order.

    Their conditions are met and their place fits. At the level ``assumed`` those who said maybe,
    or of whom nothing is known, are among them; those with an assumption are not.
    """
    rank = LEVELS.index(level)
    open_stances = _UNDECIDED if level == "assumed" else ()
    filled = {row.text("actor_id") for row in counted_pledges(case, domain, level)}
    return [
        row.text("actor_id") for row in current_pledges(case, domain)
        if row.text("actor_id") not in filled
        and row.band("n").blank
        and (_LEVEL_OF_STANCE.get(row.text("stance"), len(LEVELS)) <= rank
             or row.text("stance") in open_stances)
        and _fits(row)
        and met(row.words("conditions"))
    ]  # fmt: skip


def _of_domain(case: Case, domain: str) -> list[Row]:
    return [row for row in case.rows("pledges") if row.text("domain") == domain]


def counted_pledges(case: Case, domain: str, level: str) -> list[Row]:
    """Pledges that count at a level, before their conditions are looked at.

    Only pledges with a number count, and only those whose place fits: people have to stand in the
    country, aircraft and ships may stand anywhere. At the level ``assumed`` an assumption takes
    the place of what its actor published before it, unless the actor refused.
    """
    rank = LEVELS.index(level)
    current = {row.text("actor_id"): row for row in current_pledges(case, domain)}
    counted = {
        actor: row for actor, row in current.items()
        if _LEVEL_OF_STANCE.get(row.text("stance"), len(LEVELS)) <= rank and _counts(row)
    }  # fmt: skip
    if level == "assumed":
        counted |= {
            actor: row for actor, row in _assumptions(case, domain).items()
            if _may_be_assumed(row, current.get(actor))
        }  # fmt: skip
    return list(counted.values())


def _assumptions(case: Case, domain: str) -> dict[str, Row]:
    rows = _of_domain(case, domain)
    superseded = {row.text("supersedes") for row in rows}  # by whatever was published since
    return latest_by_actor(
        row for row in rows
        if row.grade == "assumption" and row.id not in superseded and _counts(row)
    )  # fmt: skip


def _may_be_assumed(assumption: Row, published: Row | None) -> bool:
    if assumption.text("stance") in _NEVER_SENT:
        return False
    if published is None:
        return True
    if published.text("stance") in _NEVER_SENT:
        return False
    now, then = assumption.date(), published.date()
    older = now is not None and then is not None and now.last < then.first
    return published.band("n").blank or not older


def _counts(row: Row) -> bool:
    return not row.band("n").blank and _fits(row)


def _fits(row: Row) -> bool:
    inside = row.text("location") == "in_country"
    return inside or row.text("domain") not in _IN_COUNTRY_DOMAINS


def offer(case: Case, domain: str, level: str, met: Met) -> Offer:
    """Sum of what is offered in a domain at a level, in a world where ``met`` says what holds."""
    pledges = [p for p in counted_pledges(case, domain, level) if met(p.words("conditions"))]
    return sum_of(pledges)


def sum_of(pledges: list[Row]) -> Offer:
    """Sum of the numbers stated in some pledges."""
    ends = [pledge.band("n").stated() for pledge in pledges]
    kinds = {pledge.band("n").kind for pledge in pledges}
    low, high = sum(end[0] for end in ends), sum(end[1] for end in ends)
    return Offer(tuple(pledges), low, high, "ceiling" in kinds, "floor" in kinds)


def in_the_world_at_hand(case: Case, *, turned: str = "") -> Met:
    """Conditions as the case has them, open ones taken as met; ``turned`` is the other way."""

    def met(conditions: tuple[str, ...]) -> bool:
        states = {c: case.row("conditions", c).text("state") != "off" for c in conditions}
        return all(state != (c == turned) for c, state in states.items())

    return met


def open_taken_as_not_met(case: Case) -> Met:
    """Conditions as the case has them, open ones taken as not met: what is there in any case."""

    def met(conditions: tuple[str, ...]) -> bool:
        return all(case.row("conditions", c).text("state") == "on" for c in conditions)

    return met


def conditions_of(case: Case, pledges: list[Row]) -> list[str]:
    """Conditions that some of the pledges hang on, in the case's order."""
    hung_on = {condition for pledge in pledges for condition in pledge.words("conditions")}
    return [row.id for row in case.rows("conditions") if row.id in hung_on]


def drawn_offers(world: World, domain: str, level: str) -> dict[str, Traced]:
    """What each actor sends in each future, by actor; 0 where its conditions are not met."""
    return {
        pledge.text("actor_id"): world.band(pledge, "n")
        .where(world.all_met(pledge.words("conditions")))
        .resting_on({pledge.address("stance")})
        for pledge in counted_pledges(world.case, domain, level)
    }


def measured_by(option: Row) -> tuple[str, str]:
    """Part of the plan an option is measured by, and the domain of the pledges that fill it."""
    if not option.band("troops").blank:
        return "troops", "monitoring" if option.text("mission_type") == "monitor" else "land"
    return ("fighters", "air") if not option.band("fighters").blank else ("ships", "sea")
