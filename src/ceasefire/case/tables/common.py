"""Columns that many tables share, and the words they may use."""

from __future__ import annotations

from ceasefire.case.columns import Column, ColumnKind

GRADES = ("S", "1", "W", "B", "C", "assumption")
GRADE_MEANS = {
    "S": "solid: a primary document, or two independent outlets agree",
    "1": "a single source, or many reports of one original",
    "W": "weak: a derivative, partisan or aggregating outlet; a pointer only",
    "B": "background knowledge, not retrieved; to be confirmed",
    "C": "computed from the cited inputs",
    "assumption": "an analyst's assumption, with its reason",
}
WEAK_GRADES = ("W", "B")
MISSION_TYPES = (
    "monitor", "interpose_consent", "interpose_armed", "reassure", "deter", "air_only",
)  # fmt: skip
CONSENT = ("full", "partial", "none")
OUTCOMES = ("war", "clash")

KEY_MEANS = "Name of the row, unique in its table"


def key(name: str) -> Column:
    """Declare the key column."""
    return Column(name, "id", KEY_MEANS, needed=True)


def text(name: str, meaning: str, *, needed: bool = False) -> Column:
    """Declare a text column."""
    return Column(name, "text", meaning, needed=needed)


def band(
    name: str,
    meaning: str,
    unit: str,
    *,
    minimum: float | None = 0,
    maximum: float | None = None,
    needed: bool = False,
) -> Column:
    """Declare a column that takes a band."""
    return Column(
        name, "number", meaning, unit, needed=needed, minimum=minimum, maximum=maximum, band=True
    )


def ref(name: str, table: str, meaning: str, *, needed: bool = False) -> Column:
    """Declare a reference to one row of a table."""
    return Column(name, "ref", meaning, needed=needed, refers_to=(table,))


def refs(name: str, tables: tuple[str, ...], meaning: str, *, needed: bool = False) -> Column:
    """Declare a list of references."""
    return Column(name, "refs", meaning, needed=needed, refers_to=tables)


def choice(
    name: str, values: tuple[str, ...], meaning: str, *, needed: bool = True, default: str = ""
) -> Column:
    """Declare a column that takes one of a few values."""
    return Column(name, "choice", meaning, needed=needed, values=values, default=default)


def several(name: str, values: tuple[str, ...], meaning: str, *, needed: bool = False) -> Column:
    """Declare a column that takes some of a few values."""
    kind: ColumnKind = "choices"
    return Column(name, kind, meaning, needed=needed, values=values)


DATE = Column("date", "date", "Day, month or year in which it was said, or of which it is true")
DATED = Column("date", "date", DATE.meaning, needed=True)
SOURCED = (
    refs("source_id", ("sources",), "Where the row comes from; blank only for an assumption"),
    choice("grade", GRADES, "How far the row can be trusted"),
    text("statement", "The sentence the row rests on, in our words or in quotation marks"),
    text("reason", "Why an assumption was made, or what weakens the row"),
    Column(
        "passage", "passage",
        "Place in the stored page: PAGE:START-END, the page by the first 12 digits of its SHA-256",
    ),
)  # fmt: skip
