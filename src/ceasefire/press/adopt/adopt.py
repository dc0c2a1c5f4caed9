"""Adopting: a statement becomes the cells of a row, and of its source if the case lacks that."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.case.additions import Addition
from ceasefire.case.rows import Case
from ceasefire.case.tables import TABLES
from ceasefire.case.tables.common import WEAK_GRADES
from ceasefire.core.addresses import Address
from ceasefire.core.errors import CeasefireError
from ceasefire.press.adopt.material import Material
from ceasefire.press.adopt.rows import Draft, draft
from ceasefire.press.adopt.sources import ONE_REPORT, source_of
from ceasefire.press.adopt.wish import Wish
from ceasefire.press.passages import plain
from ceasefire.press.store.store import Store

_MATTER = ("actor_id", "issue_id", "domain")  # what tells rows of one sentence apart


@dataclass(frozen=True)
class Adoption:
    """What is to be written, sources first, the address of the row, and what to know about it."""

    additions: tuple[Addition, ...]
    address: Address
    notes: tuple[str, ...]


def adopt(case: Case, store: Store, number: int, wish: Wish) -> Adoption:
    """Work out the row that an accepted statement is in a case, and its source; writes nothing.

    Raises:
        CeasefireError: the statement is not there or not accepted, the case has it already, or
            something is needed that neither the statement, its page nor the wish says.
    """
    material = Material.of(case, store, number, wish)
    made = draft(material)
    _refuse_second(material, made)
    _refuse_taken(material, made)
    source, additions = source_of(material)
    table = TABLES[material.table]
    resolved = ("actor_id", "issue_id")  # a name may have been set for the actor
    own = {key: cell for key, cell in made.cells.items() if key in resolved}
    cells: dict[str, str] = {
        **made.cells, **material.sets, **own, table.key: made.row,
        **_rests_on(material, made, source),
        "passage": material.passage,
        "grade": material.sets.get("grade") or _grade(material, made),
        "reason": _reason(material, made),
    }  # fmt: skip
    if not material.review.current:
        made.notes.append("the newest reading of the page does not find this statement any more")
    row = Addition(material.table, cells, replaces=made.replaces)
    address = Address(material.table, made.row, "")
    return Adoption((*additions, row), address, tuple(made.notes))


def _refuse_second(material: Material, made: Draft) -> None:
    """One sentence may speak for several actors, and of land and sea: each is a row of its own."""
    told = {key: cell for key, cell in made.cells.items() if key in _MATTER}
    for row in material.case.rows(material.table):
        same = all(row.text(key) == cell for key, cell in told.items())
        if same and row.text("passage") == material.passage:
            msg = f"statement {material.review.number} is in the case already, as {row.address()}"
            raise CeasefireError(msg, f"see it with: ceasefire trace CASE {row.address()}")


def _refuse_taken(material: Material, made: Draft) -> None:
    if not made.replaces and made.row in material.case.tables[material.table]:
        msg = f"{material.table}.csv has a row '{made.row}' already"
        raise CeasefireError(msg, "give the new row another id: --row ID")


def _judged(material: Material) -> list[str]:
    """Columns of numbers that the analyst sets and the sentence does not say."""
    table = TABLES[material.table]
    columns = [table.column_of_header(header) for header, cell in material.sets.items() if cell]
    return list(dict.fromkeys(c.name for c in columns if c is not None and c.kind == "number"))


def _rests_on(material: Material, made: Draft, source: str) -> dict[str, str]:
    """Sources and sentences of the row: of one that is changed, the old before the new."""
    sentence = material.sentence()
    if made.there is None:
        return {"source_id": source, "statement": sentence}
    sources = dict.fromkeys([*made.there.source_ids, source])
    sentences = dict.fromkeys(filter(None, [made.there.text("statement"), sentence]))
    return {"source_id": "; ".join(sources), "statement": " ".join(sentences)}


def _grade(material: Material, made: Draft) -> str:
    """One report alone; an assumption if a number of the row is the analyst's own, or was one.

    A changed row is no better than it was: its other cells rest on what they rested on.
    """
    before = made.there.grade if made.there is not None else ""
    if _judged(material) or made.edited or before == "assumption":
        return "assumption"
    return before if before in WEAK_GRADES else ONE_REPORT


def _reason(material: Material, made: Draft) -> str:
    date, why = material.dated() if "date" in made.cells else ("", "")
    parts = list(made.because)
    if made.there is not None and made.there.text("reason"):
        parts.insert(0, made.there.text("reason"))
    if (judged := _judged(material)) and material.table != "positions":
        parts.append(f"{' and '.join(judged)} set by {material.by}, not by the sentence")
    if why:
        parts.append(f"The date {date} was given by {material.dated_by}: {why}")
    if material.wish.why and not (why and material.wish.date):
        parts.append(plain(material.wish.why))
    return "; ".join([*parts, *filter(None, [material.sets.get("reason")])])
