"""Checks of what a force is generated from: phases, holdings, requirements, constraints."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.generation import PAIR_KINDS
from ceasefire.core.errors import WARNING, Fault

Tables = Mapping[str, Mapping[str, Row]]


def phases(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """A phase has whole months, one at least, and shares none with another of its owner."""
    owners: dict[str, list[Row]] = {}
    for row in tables["phases"].values():
        start, end = _span(row)
        if not {"start_month", "end_month"} <= row.cells.keys() or start is None:
            continue  # one of them could not be read, which is a fault already
        if part := next((x for x in (start, end) if x != math.inf and x % 1), None):
            column = "start_month" if part == start else "end_month"
            yield _fault(row, column, f"{part:g} is no whole month", "months are counted whole")
        elif end <= start:
            message = f"{end:g} is not after the start in month {start:g}"
            yield _fault(row, "end_month", message, "the month of the end is not in the phase")
        else:
            owners.setdefault(row.text("option_id"), []).append(row)
    for rows in owners.values():
        yield from _overlaps(rows)


def phase_warnings(case: Case) -> Iterator[Fault]:
    """Yield phases after which months follow that are in none: nobody is asked for in them."""
    horizon = case.meta.needed_number("horizon_months")
    owners: dict[str, list[Row]] = {}
    for row in case.rows("phases"):
        owners.setdefault(row.text("option_id"), []).append(row)
    for rows in owners.values():
        by_start = sorted(rows, key=lambda row: row.needed_number("start_month"))
        starts = [row.needed_number("start_month") for row in by_start[1:]]
        for row, following in zip(by_start, [*starts, horizon], strict=True):
            end = _span(row)[1]
            if end < min(following, horizon):
                until = min(following, horizon)
                message = f"gap: months {end:g} to {until - 1:g} are in no phase: nobody is due"
                yield Fault(row.table.file, row.line, "end_month", message, level=WARNING)


def _overlaps(rows: list[Row]) -> Iterator[Fault]:
    """Every phase that begins before an earlier one is over, told at the row further down."""
    by_start = sorted(rows, key=lambda row: (row.number("start_month") or 0, row.line))
    last = by_start[0]
    for row in by_start[1:]:
        start, end = _span(row)
        last_end = _span(last)[1]
        if start is not None and start < last_end:
            first, later = sorted((last, row), key=lambda one: one.line)
            message = f"has month {start:g} in common with row {first.line}"
            hint = "end the one where the other starts; a blank end runs to the horizon"
            yield _fault(later, "start_month / end_month", message, hint)
        if end > last_end:
            last = row


def _span(row: Row) -> tuple[float | None, float]:
    """Start and end of a phase; a blank end is never reached."""
    end = row.number("end_month")
    return row.number("start_month"), math.inf if end is None else end


def holdings(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """Units of a pledge are its actor's; no more stand in place than are held."""
    for row in tables["holdings"].values():
        pledge = tables["pledges"].get(row.text("pledge_id"))
        if pledge is not None and pledge.text("actor_id") != row.text("actor_id"):
            message = f"'{pledge.id}' is a pledge of '{pledge.text('actor_id')}'"
            yield _fault(row, "pledge_id", message, f"name one of '{row.text('actor_id')}'")
        units, held = row.band("units"), row.band("held")
        if not units.blank and not held.blank and units.central() > held.central():
            message = f"is {held.central():g} where {units.central():g} are to be in place at once"
            yield _fault(row, "held_mode", message, "no more can be in place than are held")


def pledged_people(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """Units of a pledge with numbers of their own come to no more people than were pledged."""
    for pledge in tables["pledges"].values():
        own = [r for r in tables["holdings"].values() if r.text("pledge_id") == pledge.id]
        counted = [r for r in own if not r.band("people").blank and not r.band("units").blank]
        if pledge.band("n").blank or not counted or pledge.text("domain") in ("air", "sea"):
            continue
        people = sum(r.band("units").central() * r.band("people").central() for r in counted)
        most = pledge.band("n").stated()[1]
        if people > most:
            message = f"its units come to {people:,.0f} people where '{pledge.id}' has {most:,.0f}"
            yield _fault(counted[-1], "people_mode", message, "mend the units or the pledge")


def requirements(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """An option asks for a capability once."""
    seen: dict[tuple[str, str], Row] = {}
    for row in tables["requirements"].values():
        first = seen.setdefault((row.text("option_id"), row.text("capability_id")), row)
        if first is not row:
            message = f"asks again for what row {first.line} asks for"
            yield _fault(row, "capability_id", message, "keep one")


def constraints(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """A pair has two actors and no value; everything else has a value; a share is at most 1."""
    for row in tables["constraints"].values():
        kind, actors, value = row.text("kind"), row.words("actors"), row.band("value")
        pair = kind in PAIR_KINDS
        if pair and len(actors) != 2:  # noqa: PLR2004 - a pair
            yield _fault(row, "actors", f"names {len(actors)} for a pair", "name two")
        if kind == "reception" and actors:
            message = "names contributors for what holds for the whole force"
            yield _fault(row, "actors", message, "leave it blank, or take the kind cap")
        if not pair and kind != "reception" and not actors:
            yield _fault(row, "actors", "is blank", "name those whom it binds")
        if pair != value.blank:
            hint = "leave it blank" if pair else "give people, or a share for share_cap"
            message = "is given for a pair" if pair else f"is blank for a {kind}"
            yield _fault(row, "value_mode", message, hint)
        elif kind == "share_cap" and value.stated()[1] > 1:
            yield _fault(row, "value_mode", "is above 1", "a share of the land pool is 0 to 1")


def _fault(row: Row, column: str, message: str, hint: str) -> Fault:
    return Fault(row.table.file, row.line, column, message, hint)
