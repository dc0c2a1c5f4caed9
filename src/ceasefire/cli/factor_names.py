"""Factors in words: the name or text of the row they stand in, not its address."""

from __future__ import annotations

from collections.abc import Iterable

from ceasefire.case.rows import Case, Row
from ceasefire.core.addresses import Address
from ceasefire.futures.discovery.factors import Level
from ceasefire.futures.discovery.words import Name
from ceasefire.futures.factors import Factor
from ceasefire.report.words import unit_words


def factor_names(case: Case, factors: Iterable[Factor]) -> dict[str, Name]:
    """Tell every factor of a run, by its address."""
    names = {factor.address: _name(case, factor) for factor in factors}
    labels = [name.label for name in names.values()]
    # Two rows of one actor, say: their ids tell them apart.
    return {
        address: name if labels.count(name.label) == 1 else _apart(name, address)
        for address, name in names.items()
    }


def _apart(name: Name, address: str) -> Name:
    row = Address.parse(address).row.replace("_", " ")
    return Name(f"{name.label} ({row})", name.unit, name.on, name.off, name.values, name.plural)


def _name(case: Case, factor: Factor) -> Name:
    end = factor.stream.partition(".")[2]
    if factor.kind == "model":
        return Name(f"the true model of {end}", values=_values(case.rival_models(end)))
    if factor.kind == "rule":
        words = end.replace("_", " ")
        return Name(f"the sizing rule for {words}", values=_values(case.rows("sizing_rules")))
    if factor.kind == "luck":
        return Name(f"the quantile of {factor.stream.replace('_', ' ')}")
    return _of_value(case, factor)


def _values(rows: Iterable[Row]) -> dict[Level, str]:
    return {row.id: f"\u201c{_own_name(row) or row.id}\u201d" for row in rows}


def _of_value(case: Case, factor: Factor) -> Name:
    address = Address.parse(factor.address)
    row = case.row(address.table, address.row)
    if factor.kind == "condition":
        return Name(f"\u201c{row.text('text')}\u201d", on="true", off="not true")
    if row.table.name == "conditions":
        return Name(f"the chance that \u201c{row.text('text')}\u201d", "probability")
    if row.table.name == "parameters":
        actor = row.text("actor_id")
        whose = case.name_of("actors", actor) if actor else "all others"
        return Name(f"{row.text('name').replace('_', ' ')} of {whose}")
    column = row.table.column(address.column)
    unit = {"share of 1": "share", "probability": "probability"}.get(
        column.unit, unit_words(row, column)
    )
    return Name(f"{address.column.replace('_', ' ')} of {row_words(case, row)}", unit)


def row_words(case: Case, row: Row) -> str:
    """Name of a row: its own, else the names of the rows it refers to, else its id."""
    own = _own_name(row)
    if own:
        return own
    told = [
        case.name_of(table, row.text(column.name))
        for column in row.table.columns
        if column.kind == "ref" and row.text(column.name)
        for table in [column.refers_to[0]]
        # What a row takes the place of says nothing of the row.
        if table != row.table.name and row.text(column.name) in case.tables[table]
    ]
    words = ", ".join(told).replace("_", " ")
    return words or row.id.replace("_", " ")


def _own_name(row: Row) -> str:
    return row.text("name") or row.text("text")
