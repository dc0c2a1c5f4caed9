"""Checks of pools, their shares, rotation and commitments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ceasefire.case.dates import PartialDate
from ceasefire.case.rows import Case, Row, own_or_common
from ceasefire.core.errors import WARNING, Fault

Tables = Mapping[str, Mapping[str, Row]]


def pool_faults(tables: Tables) -> Iterator[Fault]:
    """Yield what cannot be: more kept out than can be sent, people of somebody else."""
    yield from _shares(tables)
    yield from _of_others(tables)


def pool_warnings(case: Case) -> Iterator[Fault]:
    """Yield what can be and should be known: empty pools, odd tours, people not to be had."""
    for row in case.rows("pools"):
        if row.band("personnel").stated()[1] <= 0:
            yield _warning(row, "personnel", "empty pool: nobody can be sent from it")
    horizon = case.meta.needed_number("horizon_months")
    for row in case.rows("rotation"):
        tour = row.needed_number("tour_months")
        if tour > horizon:
            message = f"long tour: {tour:g} months, where the case looks {horizon:g} months ahead"
            yield _warning(row, "tour_months", message)
        for column, least in (("tour_months", 1), ("dwell_months", 0)):
            months = row.needed_number(column)
            if months % 1:
                taken = max(least, round(months))
                message = f"planned in whole months: {months:g} is taken as {taken}"
                yield _warning(row, column, message)
    for row in case.rows("pledges"):
        for name in row.words("drawn_from"):
            yield from _pulled(row, case.row("commitments", name))


def _shares(tables: Tables) -> Iterator[Fault]:
    """What is kept out for good is a part of what can be sent at all."""
    rows = list(tables["parameters"].values())
    kept = [row for row in rows if row.text("name") == "sustained_share"]
    sent = [row for row in rows if row.text("name") == "deployable_share"]
    named = dict.fromkeys(row.text("actor_id") for row in (*kept, *sent))
    seen: set[tuple[str, str]] = set()
    for actor in named:
        less, more = own_or_common(kept, actor), own_or_common(sent, actor)
        if less is None or more is None or (less.id, more.id) in seen:
            continue
        seen.add((less.id, more.id))
        yield from _above(less, more)


def _above(less: Row, more: Row) -> Iterator[Fault]:
    for what, part, whole in zip(("low", "middle", "high"), _ends(less), _ends(more), strict=True):
        if part > whole:
            message = (
                f"sustained_share above deployable_share: {what} {part:g} where row {more.line} "
                f"has {whole:g}"
            )
            hint = "what is kept out for good is a part of what can be sent; mend one of the two"
            column = " / ".join(less.table.column("value").headers)
            yield Fault(less.table.file, less.line, column, message, hint)
            return


def _ends(row: Row) -> tuple[float, float, float]:
    band = row.band("value")
    low, high = band.stated()
    return low, band.central(), high


def _of_others(tables: Tables) -> Iterator[Fault]:
    """A pledge draws on its own actor's commitments."""
    for row in tables["pledges"].values():
        for name in row.words("drawn_from"):
            source = tables["commitments"].get(name)
            if source is not None and source.text("actor_id") != row.text("actor_id"):
                message = f"'{name}' is a commitment of '{source.text('actor_id')}'"
                hint = f"name one of '{row.text('actor_id')}'"
                yield Fault(row.table.file, row.line, "drawn_from", message, hint)


def _pulled(pledge: Row, commitment: Row) -> Iterator[Fault]:
    end, said = commitment.date("end"), pledge.date()
    if commitment.text("releasable") == "no":
        message = f"not releasable: drawn from '{commitment.id}', whose people are to stay there"
        yield _warning(pledge, "drawn_from", message)
    if _over(end, said):
        message = f"over: drawn from '{commitment.id}', which ended on {end}, before this was said"
        yield _warning(pledge, "drawn_from", message)


def _over(end: PartialDate | None, said: PartialDate | None) -> bool:
    return end is not None and said is not None and end.last < said.first


def _warning(row: Row, column: str, message: str) -> Fault:
    return Fault(row.table.file, row.line, column, message, level=WARNING)
