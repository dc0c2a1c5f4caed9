"""What is promised elsewhere: whom it binds in which month, what ends, what is promised twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.force import DOMAINS
from ceasefire.core.addresses import Address
from ceasefire.core.bands import Floats
from ceasefire.force.offers import current_pledges

Ends = tuple[float, float]


@dataclass(frozen=True)
class Bound:
    """People of an actor that commitments bind, by month, each of shape ``(months,)``."""

    low: Floats
    high: Floats
    rows: tuple[Address, ...]


@dataclass(frozen=True)
class Ending:
    """A commitment that ends: its people are free from ``month`` on, the one after its end.

    ``month`` is counted from 0, the month of the case's date. ``followed_by`` are commitments of
    the same actor that begin in the month of the end or the one after, and may take the people.
    """

    commitment: Row
    month: int
    low: float
    high: float
    followed_by: tuple[Row, ...]


@dataclass(frozen=True)
class Pull:
    """People of a pledge that would be taken from a commitment.

    At most ``most`` of them can come from it: what is pledged, if that was published, or all who
    are bound. ``low`` and ``high`` say how many of these it would release: none if its people are
    not releasable; none to ``most`` if they are in part. ``ended`` says that it ran out before.
    """

    pledge: Row
    commitment: Row
    most: float
    low: float
    high: float
    ended: bool

    @property
    def releasable(self) -> str:
        """Whether the people could be released: ``no``, ``partly`` or ``yes``."""
        return self.commitment.text("releasable")


@dataclass(frozen=True)
class Twice:
    """A commitment that several current pledges draw on, so that its people are promised twice.

    ``low`` and ``high`` add up those of the pledges that have a number; ``over`` says that even
    the low end is more than the commitment binds.
    """

    commitment: Row
    pledges: tuple[Row, ...]
    low: float
    high: float
    over: bool


def commitments_of(case: Case, actor: str) -> list[Row]:
    """Commitments of an actor that run on the day of the case."""
    return [row for row in _all_of(case, actor) if _runs(row, case.as_of)]


def _all_of(case: Case, actor: str) -> list[Row]:
    return [row for row in case.rows("commitments") if row.text("actor_id") == actor]


def _runs(commitment: Row, day: date) -> bool:
    start, end = commitment.date("start"), commitment.date("end")
    return (start is None or start.first <= day) and (end is None or end.last >= day)


def bound_by_month(case: Case, actor: str, months: int, *, giving_back: bool = False) -> Bound:
    """People bound in each month from that of the case's date: the most on any one of its days.

    A commitment that ends frees its people in the month after its end; one that takes the place of
    another within a month is not counted beside it. The first month begins on the day of the case.
    With ``giving_back``, what a current pledge would take from a commitment is left out: at the low
    end all it could take, at the high end only what is releasable for certain.
    """
    rows = _all_of(case, actor)
    people = {row.id: row.band("personnel").stated() for row in rows}
    if giving_back:
        people = _less_given_back(case, people)
    ends = [[_most(rows, people, day_range, end) for day_range in _days(case, rows, months)]
            for end in (0, 1)]  # fmt: skip
    low, high = (np.array(end, dtype=np.float64) for end in ends)
    dates = [row.address(c) for row in rows for c in ("start", "end") if row.date(c)]
    return Bound(low, high, (*(row.address("personnel") for row in rows), *dates))


def _less_given_back(case: Case, people: Mapping[str, Ends]) -> dict[str, Ends]:
    left = dict(people)
    for pull in pulled(case):
        key = pull.commitment.id
        if key in left:
            low, high = left[key]
            left[key] = (max(0.0, low - pull.high), max(0.0, high - pull.low))
    return left


def _days(case: Case, rows: Iterable[Row], months: int) -> list[list[date]]:
    """Days of each month on which the sum of commitments can be at its highest."""
    starts = [start.first for row in rows if (start := row.date("start"))]
    found = []
    for month in range(months):
        first = max(month_start(case, month), case.as_of)
        beyond = month_start(case, month + 1)
        found.append([first, *(day for day in starts if first < day < beyond)])
    return found


def _most(rows: list[Row], people: Mapping[str, Ends], days: list[date], end: int) -> float:
    return max(sum(people[row.id][end] for row in rows if _runs(row, day)) for day in days)


def month_start(case: Case, month: int) -> date:
    """First day of a month, counted from 0, the month of the case's date."""
    years, rest = divmod(case.as_of.month - 1 + month, 12)
    return date(case.as_of.year + years, rest + 1, 1)


def month_of(case: Case, day: date) -> int:
    """Number of the month a day lies in, 0 for that of the case's date."""
    return (day.year - case.as_of.year) * 12 + day.month - case.as_of.month


def ending(case: Case, months: int) -> list[Ending]:
    """Commitments that end within the horizon and free people in it, the earliest first."""
    found = []
    for row in case.rows("commitments"):
        end = row.date("end")
        if end is None or end.last < case.as_of or month_of(case, end.last) + 1 >= months:
            continue
        low, high = row.band("personnel").stated()
        after = tuple(other for other in _all_of(case, row.text("actor_id"))
                      if other is not row and _follows(other, end.last))  # fmt: skip
        found.append(Ending(row, month_of(case, end.last) + 1, low, high, after))
    return sorted(found, key=lambda one: one.month)


def _follows(commitment: Row, end: date) -> bool:
    start = commitment.date("start")
    if start is None:
        return False
    month_after = (end.replace(day=1) + timedelta(days=62)).replace(day=1)
    return end.replace(day=1) <= start.first < month_after


def pulled(case: Case) -> list[Pull]:
    """Current pledges whose people would be taken from a commitment, in the case's order."""
    return [
        _pull(case, pledge, case.row("commitments", name))
        for pledge in _current(case)
        for name in pledge.words("drawn_from")
    ]


def _current(case: Case) -> list[Row]:
    rows = [row for domain in DOMAINS for row in current_pledges(case, domain)]
    return [row for row in rows if row.text("stance") != "no"]


def _pull(case: Case, pledge: Row, commitment: Row) -> Pull:
    n, bound = pledge.band("n"), commitment.band("personnel").stated()
    asked = bound if n.blank else n.stated()
    most = min(asked[1], bound[1])
    end = commitment.date("end")
    over = end is not None and end.last < case.as_of
    releasable = commitment.text("releasable")
    if over or releasable == "no":
        low = high = 0.0
    else:
        low, high = (min(asked[0], bound[0]) if releasable == "yes" else 0.0), most
    return Pull(pledge, commitment, most, low, high, over)


def twice(case: Case) -> list[Twice]:
    """Commitments that more than one current pledge draws on.

    Whether pledges of one actor in several domains mean the same people is not known from them
    alone; only what names the same commitment is found.
    """
    found = []
    for commitment in case.rows("commitments"):
        drawing = [p for p in _current(case) if commitment.id in p.words("drawn_from")]
        if len(drawing) < 2:  # noqa: PLR2004 - two pledges make it twice
            continue
        ends = [p.band("n").stated() for p in drawing if not p.band("n").blank]
        low, high = sum(e[0] for e in ends), sum(e[1] for e in ends)
        over = low > commitment.band("personnel").stated()[1]
        found.append(Twice(commitment, tuple(drawing), low, high, over))
    return found
