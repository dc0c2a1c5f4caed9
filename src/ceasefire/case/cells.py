"""From the text of a cell to its value, by the column's declaration."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from ceasefire.case.columns import ID_PATTERN, PATTERNS, Column, ColumnKind
from ceasefire.case.dates import PartialDate
from ceasefire.case.rows import Cell
from ceasefire.core.errors import near

_ID = re.compile(PATTERNS["id"])
_GROUP = re.compile(f"all:{ID_PATTERN}")
_CURRENCY = re.compile(PATTERNS["currency"])
_PASSAGE = re.compile(PATTERNS["passage"])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class CellError(ValueError):
    """What is wrong with a cell, and a hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def parse_cell(column: Column, text: str) -> Cell:
    """Read a cell; a blank one takes the column's default, if it declares one.

    Raises:
        CellError: the text does not fit the column's declaration.
    """
    text = text or column.default
    if not text:
        return None
    if _CONTROL.search(text):
        msg = "holds a control character"
        raise CellError(msg, "type the cell anew")
    _refuse_formula(column, text)
    return _PARSERS[column.kind](column, text)


def _refuse_formula(column: Column, text: str) -> None:
    if not text.startswith(_FORMULA_STARTS):
        return
    if column.kind == "number" and text[:1] in "+-":
        return
    msg = f"'{text[:20]}' starts like a spreadsheet formula"
    raise CellError(msg, "begin the cell with another character")


def _number(column: Column, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in text:
        comma = _DECIMAL_COMMA.fullmatch(text)
        hint = "write the number without separators and with a decimal point" if comma else (
            "leave it blank if none was published"
        )  # fmt: skip
        msg = f"'{text}' is not a number"
        raise CellError(msg, hint)
    low, high = column.minimum, column.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        msg = f"{text} is out of range"
        raise CellError(msg, f"allowed is {range_text(column)}")
    return number


def range_text(column: Column) -> str:
    """Return the allowed range of a number in words."""
    if column.minimum is not None and column.maximum is not None:
        return f"{column.minimum:g} to {column.maximum:g}"
    if column.minimum is not None:
        return f"{column.minimum:g} or more"
    return f"{column.maximum:g} or less" if column.maximum is not None else ""


def _date(_: Column, text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        msg = f"'{text}' is not a date"
        raise CellError(msg, "write 2026, 2026-02 or 2026-02-28") from error


def _flag(_: Column, text: str) -> bool:
    return _one_of(text, ("yes", "no")) == "yes"


def _choice(column: Column, text: str) -> str:
    return _one_of(text, column.values)


def _currency(_: Column, text: str) -> str:
    if not _CURRENCY.fullmatch(text):
        msg = f"'{text}' is not a currency"
        raise CellError(msg, "write three capitals, as in EUR")
    return text


def _passage(_: Column, text: str) -> str:
    if not _PASSAGE.fullmatch(text):
        msg = f"'{text[:40]}' is not a place in a stored page"
        raise CellError(msg, "write PAGE:START-END, as in 0123456789ab:120-180, or leave it blank")
    start, end = map(int, text.partition(":")[2].split("-"))
    if end <= start:
        msg = f"{text} ends before it starts"
        raise CellError(msg, "the end is one behind the last character")
    return text


def _one_of(text: str, values: tuple[str, ...]) -> str:
    if text not in values:
        msg = f"'{text}' is not one of the values"
        raise CellError(msg, near(text, values) or f"allowed are: {', '.join(values)}")
    return text


def _several(column: Column, text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(";") if word.strip())
    for word in words:
        if column.kind == "choices":
            _one_of(word, column.values)
        elif not _GROUP.fullmatch(word):
            _identifier(column, word)
    repeated = sorted({word for word in words if words.count(word) > 1})
    if repeated:
        msg = f"'{repeated[0]}' stands twice"
        raise CellError(msg, "name it once")
    return words


def _identifier(_: Column, text: str) -> str:
    if not _ID.fullmatch(text):
        msg = f"'{text}' is not an id"
        raise CellError(msg, "use lower case letters, digits and underscores")
    return text


_PARSERS: dict[ColumnKind, Callable[[Column, str], Cell]] = {
    "id": _identifier,
    "text": lambda _, text: text,
    "words": _several,
    "ref": _identifier,
    "refs": _several,
    "date": _date,
    "number": _number,
    "choice": _choice,
    "choices": _several,
    "flag": _flag,
    "currency": _currency,
    "passage": _passage,
}
