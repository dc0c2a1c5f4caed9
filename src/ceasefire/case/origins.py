"""Where the numbers of a case come from, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.case.dates import months_between
from ceasefire.case.generation_checks import phase_warnings
from ceasefire.case.pool_checks import pool_warnings
from ceasefire.case.prices import benchmark_warnings
from ceasefire.case.rows import Case, Row, Value
from ceasefire.case.tables.common import WEAK_GRADES
from ceasefire.core.bands import Band
from ceasefire.core.errors import WARNING, Fault

_ROUNDED = 0.005  # weights are given to two digits


@dataclass(frozen=True)
class SourceUse:
    """A source, its age in months on the day of the case, and the numbers that hang on it."""

    row: Row
    age_months: int
    numbers: tuple[Value, ...]
    rows: tuple[Row, ...]


def row_numbers(row: Row) -> Iterator[Value]:
    """Yield the numbers of a row that were given; a band is one number."""
    for column in row.table.columns:
        if column.kind != "number":
            continue
        value = row.value(column.name)
        given = not value.value.blank if isinstance(value.value, Band) else value.value is not None
        if given:
            yield value


def sourced_rows(case: Case) -> Iterator[Row]:
    """Yield every row that carries a grade and may name sources."""
    for rows in case.tables.values():
        for row in rows.values():
            if row.table.sourced:
                yield row


def source_uses(case: Case) -> list[SourceUse]:
    """All sources of a case in their order, with what hangs on each."""
    rows: dict[str, list[Row]] = {row.id: [] for row in case.rows("sources")}
    for row in sourced_rows(case):
        for source in row.source_ids:
            rows[source].append(row)
    return [
        SourceUse(
            source,
            _age(case, source),
            tuple(n for row in rows[source.id] for n in row_numbers(row)),
            tuple(rows[source.id]),
        )
        for source in case.rows("sources")
    ]


def _age(case: Case, source: Row) -> int:
    date = source.date()
    return max(0, months_between(date.last, case.as_of)) if date else 0


def case_warnings(case: Case) -> list[Fault]:
    """What is not wrong but should be known: stale, weak, assumed, idle, in other prices."""
    found = [*_stale(case), *_weak(case), *_assumptions(case), *_idle(case)]
    found += [*pool_warnings(case), *phase_warnings(case), *benchmark_warnings(case)]
    found += _weightless(case)
    return sorted(found, key=lambda fault: (fault.file, fault.row))


def _warning(row: Row, column: str, message: str) -> Fault:
    return Fault(row.table.file, row.line, column, message, level=WARNING)


def _weightless(case: Case) -> Iterator[Fault]:
    """Rival models that nobody weights, and weights that do not add up to 1."""
    models = case.rows("rival_models")
    for model in models:
        if not model.number("weight"):
            yield _warning(model, "weight", f"weight: '{model.id}' has none: it is never true")
    for kind in dict.fromkeys(model.text("kind") for model in models):
        of_kind = [model for model in models if model.text("kind") == kind]
        total = sum(model.number("weight") or 0.0 for model in of_kind)
        if abs(total - 1.0) > _ROUNDED:
            message = (
                f"weight: those of kind {kind} add up to {total:g}, and are taken in proportion"
            )
            yield _warning(of_kind[0], "weight", message)


def _stale(case: Case) -> Iterator[Fault]:
    limit = case.meta.number("stale_after_months") or 0
    for use in source_uses(case):
        if use.numbers and use.age_months > limit:
            count = len(use.numbers)
            hang = "1 number hangs" if count == 1 else f"{count} numbers hang"
            message = f"stale source: '{use.row.id}' is {use.age_months} months old; {hang} on it"
            yield _warning(use.row, "date", message)


def _weak(case: Case) -> Iterator[Fault]:
    for row in sourced_rows(case):
        if row.grade == "assumption" or not any(row_numbers(row)):
            continue
        alone = len(row.source_ids) == 1
        source = case.row("sources", row.source_ids[0]) if alone else None
        if row.grade in WEAK_GRADES and len(row.source_ids) <= 1:
            yield _warning(
                row, "grade", f"weak: its numbers rest on one source of grade {row.grade}"
            )
        elif source is not None and source.grade in WEAK_GRADES:
            message = f"weak: its numbers rest on '{source.id}' alone, of grade {source.grade}"
            yield _warning(row, "source_id", message)
        elif source is not None and row.grade == "S" and not source.text("url"):
            message = (
                f"weak: graded S, but the address of its only source '{source.id}' was not kept"
            )
            yield _warning(row, "grade", message)


def _assumptions(case: Case) -> Iterator[Fault]:
    for row in sourced_rows(case):
        if row.grade == "assumption":
            yield _warning(row, "grade", f"assumption: {row.text('reason')}")


def _idle(case: Case) -> Iterator[Fault]:
    hung_on = {
        condition
        for rows in case.tables.values()
        for row in rows.values()
        for condition in row.words("conditions")
    }
    for row in case.rows("conditions"):
        if row.id not in hung_on:
            yield _warning(row, "condition_id", f"idle: nothing hangs on '{row.id}'")
