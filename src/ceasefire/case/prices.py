"""Prices of a case: the day of its rates of exchange, and checks of price levels and rates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ceasefire.case.rows import Case, Row
from ceasefire.core.errors import WARNING, Fault

Tables = Mapping[str, Mapping[str, Row]]
_DECEMBER, _LAST = 12, 31


def money_day(meta: Row) -> date:
    """Day whose rates of exchange a case takes.

    It is the last day of the price year, or the day of the case if that is earlier: amounts are
    first brought to the price year in their own currency.
    """
    last = date(int(meta.needed_number("price_year")), _DECEMBER, _LAST)
    as_of = meta.date("as_of")
    return last if as_of is None else min(last, as_of.last)


def rates_of(rates: Iterable[Row], currency: str) -> dict[date, Row]:
    """Rates of a currency by the first day of their date: one of "2025" holds from 1 January."""
    return {
        dated.first: row
        for row in rates
        if row.text("currency") == currency and (dated := row.date())
    }


def price_levels(meta: Row | None, tables: Tables) -> Iterator[Fault]:
    """A year has one price level a currency, and costs of other years can be deflated."""
    yield from _one_level(tables["deflators"].values())
    asked = meta.number("price_year") if meta else None
    for row in tables["costs"].values():
        if asked is not None and not row.band("amount").blank:
            missing = _missing_levels(row, asked, tables["deflators"].values())
            if missing:
                currency = row.text("currency")
                message = f"no price level of {currency} for {_years(missing)}"
                hint = f"add it to deflators.csv; {_there(currency, tables['deflators'].values())}"
                yield _fault(row, "price_year", message, hint)


def benchmark_warnings(case: Case) -> Iterator[Fault]:
    """Yield past missions whose cost cannot be brought to the prices of the case."""
    asked, levels = case.meta.needed_number("price_year"), case.rows("deflators")
    for row in case.rows("benchmarks"):
        missing = [] if row.band("cost").blank else _missing_levels(row, asked, levels)
        if missing:
            message = (
                f"price year: the cost cannot be compared in prices of {asked:.0f}: no price level "
                f"of {row.text('currency')} for {_years(missing)}"
            )
            yield Fault(row.table.file, row.line, "price_year", message, level=WARNING)


def exchange_days(meta: Row | None, tables: Tables) -> Iterator[Fault]:
    """A currency has one rate a day, and one that holds when the costs are converted."""
    yield from _one_rate(tables["exchange"].values())
    if meta is None or meta.number("price_year") is None:
        return
    day, own = money_day(meta), meta.text("currency")
    for row in tables["costs"].values():
        currency = row.text("currency")
        dates = rates_of(tables["exchange"].values(), currency)
        if currency != own and dates and min(dates) > day:
            message = f"no rate for {currency} on or before {day}; the first is of {min(dates)}"
            hint = "add an earlier one to exchange.csv; rates are those of the price year's end"
            yield _fault(row, "currency", message, hint)


def _one_level(rows: Iterable[Row]) -> Iterator[Fault]:
    seen: dict[tuple[str, float | None], Row] = {}
    for row in rows:
        first = seen.setdefault((row.text("currency"), row.number("year")), row)
        if first is not row:
            message = f"has a level in row {first.line} already for {row.text('currency')}"
            yield _fault(row, "year", message, "keep one")


def _one_rate(rows: Iterable[Row]) -> Iterator[Fault]:
    seen: dict[tuple[str, date], Row] = {}
    for row in rows:
        dated = row.date()
        if dated is None:
            continue
        first = seen.setdefault((row.text("currency"), dated.first), row)
        if first is not row:
            message = f"begins on the same day as row {first.line}, of the same currency"
            yield _fault(row, "date", message, "keep one, or date one of them more exactly")


def _missing_levels(row: Row, asked: float, levels: Iterable[Row]) -> list[float]:
    """Years whose level an amount needs and does not find in its currency."""
    paid, currency = row.number("price_year"), row.text("currency")
    if paid is None or not currency or paid == asked:
        return []
    there = _levels(currency, levels)
    return [year for year in (paid, asked) if year not in there]


def _there(currency: str, levels: Iterable[Row]) -> str:
    found = sorted(_levels(currency, levels))
    return f"years that are there: {_years(found, ', ')}" if found else f"it has none of {currency}"


def _levels(currency: str, levels: Iterable[Row]) -> set[float]:
    return {row.number("year") or 0.0 for row in levels if row.text("currency") == currency}


def _years(years: Iterable[float], between: str = " and ") -> str:
    return between.join(f"{year:.0f}" for year in years)


def _fault(row: Row, column: str, message: str, hint: str) -> Fault:
    return Fault(row.table.file, row.line, column, message, hint)
