"""Numbers in words: how figures and bands are printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ceasefire.answer.compare import Move
from ceasefire.answer.figures import Figure
from ceasefire.case.columns import Column
from ceasefire.case.differences import cell_text
from ceasefire.case.rows import Cell, Row
from ceasefire.case.tables.force import DOMAIN_UNITS
from ceasefire.core.bands import Band

NOT_PUBLISHED = "no number published"
NEVER_TRUE = "in no future drawn"
BLANK = "not published"
_SCALES = ((1e9, "\u00a0bn"), (1e6, "\u00a0m"))
_ONE_PER_CENT = 0.01
_NAMED_UNITS = ("aircraft", "ships", "person-years", "years")  # printed behind the number
_DIGITS = 2  # significant digits of a drawn number


def number_words(number: float, unit: str, *, exact: bool = True) -> str:
    """Print one number: people with thousands, probabilities as per cent, money in millions."""
    if unit in ("probability", "share"):
        return _per_cent(number)
    if unit == "difference":
        return f"{number * 100:+.1f} points"
    if _is_money(unit):
        return f"{unit[:3]} {_short(number)}"
    if unit == "0 to 100":
        return f"{number:.0f}"
    if unit == "per unit":
        return f"{_significant(number):,.10g}"
    named = f" {unit}" if unit in _NAMED_UNITS else ""
    return f"{number if exact else _significant(number):,.10g}{named}"


def _per_cent(share: float) -> str:
    if 0 < share < _ONE_PER_CENT:
        return "under 1\u00a0%"
    if 1 - _ONE_PER_CENT < share < 1:
        return "over 99\u00a0%"
    return f"{share * 100:.0f}\u00a0%"


def _is_money(unit: str) -> bool:
    return unit[:3].isupper()


def _short(number: float) -> str:
    rounded = _significant(number)
    for scale, name in _SCALES:
        if abs(rounded) >= scale:
            return f"{rounded / scale:,.10g}{name}"
    return f"{rounded:,.10g}"


def _significant(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")


def figure_words(figure: Figure) -> str:
    """Print a figure with its band."""
    return ends_words(figure.as_json())


def middle_words(figure: Figure) -> str:
    """Print the middle of a figure without its band; the whole if it has no middle."""
    if figure.value is None:
        return figure_words(figure)
    return number_words(figure.value, figure.unit, exact=figure.kind == "stated")


def ends_words(figure: Mapping[str, Any] | None) -> str:
    """Print a figure in the form it has in answer.json."""
    if figure is None:
        return "(none)"
    low, high, unit = (figure[k] for k in ("low", "high", "unit"))
    if figure["kind"] != "stated":
        return _drawn_words(figure)
    if low is None or high is None:
        return NOT_PUBLISHED
    return _stated_words(low, high, unit, figure["bound"])


def _drawn_words(figure: Mapping[str, Any]) -> str:
    low, value, high, unit = (figure[k] for k in ("low", "value", "high", "unit"))
    if value is None:
        return NEVER_TRUE
    middle = number_words(value, unit, exact=False)
    if figure["kind"] == "event" or low is None or high is None:
        return middle
    ends = (number_words(end, unit, exact=False) for end in (low, high))
    return f"{middle} ({' to '.join(_bare(end, unit) for end in ends)})"


def _stated_words(low: float, high: float, unit: str, bound: str) -> str:
    if bound == "up to":
        lows = "" if low == high else f" (low ends {number_words(low, unit)})"
        return f"up to {number_words(high, unit)}{lows}"
    if bound == "at least":
        ends = "" if low == high else f"{_bare(number_words(low, unit), unit)} to "
        return f"{ends}{number_words(high, unit)} or more"
    if low == high:
        return number_words(low, unit)
    return f"{_bare(number_words(low, unit), unit)} to {number_words(high, unit)}"


def _bare(words: str, unit: str) -> str:
    """Leave out the unit, where it stands once behind or before the whole."""
    if unit in ("probability", "share"):
        return words.removesuffix("\u00a0%")
    if unit == "difference":
        return words.removesuffix(" points")
    if _is_money(unit):
        return words.removeprefix(f"{unit[:3]} ")
    return words.removesuffix(f" {unit}") if unit in _NAMED_UNITS else words


def change_words(move: Move) -> str:
    """Print how far a figure moved: its ends if it was added up, its mean if it was drawn."""
    if not move.stated:
        change = move.change("value")
        return "" if change is None else _signed(change, move.unit)
    changes = [move.change("low"), move.change("high")]
    if any(change is None for change in changes):
        return ""
    low, high = (_signed(change or 0.0, move.unit) for change in changes)
    return low if low == high else f"{low} / {high} (low / high)"


def _signed(change: float, unit: str) -> str:
    if unit in ("probability", "share"):
        return f"{change * 100:+.1f} points"
    return f"{change:+,.10g}"


_SCALES_ALONE = (
    "0 to 100",
    "0 to 1",
    "share of 1",
    "probability",
    "ratio",
    "currency units",
    "years",
)


def unit_words(row: Row, column: Column) -> str:
    """Return the unit to print behind a value of a row; blank where the column says enough."""
    if row.table.name == "pledges" and column.name == "n":
        return DOMAIN_UNITS[row.text("domain")]
    return "" if column.unit in _SCALES_ALONE else column.unit


def value_words(row: Row, header: str) -> str:
    """Print a band or a cell of a row with its unit."""
    found = row.value(header)
    unit = unit_words(row, found.column)
    if isinstance(found.value, Band):
        return band_words(found.value, unit)
    if found.value is None:
        return BLANK
    number = isinstance(found.value, float)
    return f"{cell_words(found.value)} {unit}".rstrip() if number else cell_words(found.value)


def band_words(band: Band, unit: str) -> str:
    """Print a band of a case by its kind."""
    if band.blank:
        return BLANK
    low, high = band.stated()
    unit = f" {unit}" if unit else ""
    if band.kind == "ceiling":
        return f"up to {high:,.10g}{unit}"
    if band.kind == "floor":
        return f"at least {low:,.10g}{unit}"
    if band.kind == "figure":
        return f"{low:,.10g}{unit}"
    if band.kind == "range":
        return f"{low:,.10g} to {high:,.10g}{unit}"
    return f"{low:,.10g} to {high:,.10g}, mode {band.mode:,.10g}{unit}"


def cell_words(cell: Cell) -> str:
    """Print a cell; numbers with thousands."""
    return f"{cell:,.10g}" if isinstance(cell, float) else cell_text(cell)


def counted(number: int, noun: str) -> str:
    """Print how many of something there are."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def age_words(as_of: date, today: date) -> str:
    """Print how old a case is."""
    days = (today - as_of).days
    if days < 0:
        return f"its date lies {-days} days ahead"
    return "of today" if days == 0 else f"{counted(days, 'day')} old"
