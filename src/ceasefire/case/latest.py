"""Which of several statements counts: one rule for pledges and positions."""

from __future__ import annotations

from collections.abc import Iterable

from ceasefire.case.rows import Row


def latest_by_actor(rows: Iterable[Row]) -> dict[str, Row]:
    """Last row of each actor, in the order in which the actors first appear.

    A row that another of the rows supersedes never counts; of the others the latest date does, and
    on one date the row that stands last.
    """
    rows = list(rows)
    superseded = {row.text("supersedes") for row in rows}
    by_actor: dict[str, list[Row]] = {}
    for row in rows:
        if row.id not in superseded:
            by_actor.setdefault(row.text("actor_id"), []).append(row)
    return {actor: max(enumerate(own), key=_when)[1] for actor, own in by_actor.items()}


def _when(numbered: tuple[int, Row]) -> tuple[str, int]:
    number, row = numbered
    date = row.date()
    return (f"{date.first} {date.last}" if date else "", number)
