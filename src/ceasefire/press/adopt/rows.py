"""The cells of a row, by table; what neither the statement nor the case says, the analyst sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ceasefire.case.columns import BAND_ENDS
from ceasefire.case.dates import PartialDate
from ceasefire.case.latest import latest_by_actor
from ceasefire.case.rows import Row
from ceasefire.case.tables import TABLES
from ceasefire.case.tables.force import DOMAIN_UNITS, DOMAINS, LOCATIONS
from ceasefire.core.bands import Band
from ceasefire.core.errors import CeasefireError, near
from ceasefire.press.adopt.material import Material
from ceasefire.press.passages import plain
from ceasefire.press.store.edits import SET_BY

PEOPLE = "people"
# What a stance towards a question means as a stance of a pledge. Of those who only say what they
# fear, or nothing clear, it is not known whether they would send anything.
PLEDGE_STANCES: Mapping[str, str] = {
    "for": "yes", "against": "no", "conditional": "conditional", "interested": "maybe",
    "concerned": "unknown", "unclear": "unknown",
}  # fmt: skip
_WEAKER = ("possible", "hoped", "conditional")  # "could send" is not "will send"


@dataclass
class Draft:
    """A row in the making: its id, its cells, why it is as it is, and what the analyst is told.

    ``edited`` says that its figure is one that an analyst gave in the review; ``there`` is the row
    that is changed, whose other cells keep their sources.
    """

    row: str
    cells: dict[str, str]
    replaces: bool = False
    because: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    edited: bool = False
    there: Row | None = None


def draft(material: Material) -> Draft:
    """Return the row of the table that was asked for, without its source and sentence.

    Raises:
        CeasefireError: something is needed that neither the statement nor the case says.
    """
    return _BUILDERS[material.table](material)


def _position(material: Material) -> Draft:
    actor, issue = material.actor(), material.issue()
    date, _ = material.dated()
    rows = [row for row in material.case.rows("positions") if row.text("issue_id") == issue]
    older = latest_by_actor(rows).get(actor)
    made = Draft(
        material.wish.row or f"{actor}_{issue}_{_id_part(date)}",
        {"actor_id": actor, "issue_id": issue, "date": date},
    )
    if older is not None:
        carried = _band_cells(older, "salience") | _band_cells(older, "capability")
        made.cells |= {h: cell for h, cell in carried.items() if not _sets_band(material, h)}
        made.because.append(f"Salience and capability as in {older.id}")
        _supersede(made, older, date)
    made.because.insert(0, f"Where it stands was judged by {material.by} from the sentence")
    for band in ("position", "salience", "capability"):
        if not _band_given(band, made.cells | dict(material.sets)):
            _refuse_band(material, band, older)
    return made


def _refuse_band(material: Material, band: str, older: Row | None) -> None:
    if band == "position":
        issue = material.case.row("issues", material.issue())
        ends = f"0: {issue.text('end_0')}; 100: {issue.text('end_100')}"
        before = f"; it was {_words(older.band('position'))}" if older is not None else ""
        msg = "where the actor stands is a judgement that no program makes from a sentence"
        raise CeasefireError(msg, f"--set position=LOW,MODE,HIGH ({ends}{before})")
    msg = f"the case has no earlier position to carry {band} over from"
    raise CeasefireError(msg, f"--set {band}=LOW,MODE,HIGH, each from 0 to 1")


def _pledge(material: Material) -> Draft:
    actor = material.actor()
    date, _ = material.dated()
    own = [row for row in material.case.rows("pledges") if row.text("actor_id") == actor]
    domain = _one_of(material, "domain", DOMAINS, own)
    standing = [row for row in own if row.text("domain") == domain]
    location = _one_of(material, "location", LOCATIONS, standing or own)
    ending = "" if domain == "land" else f"_{domain}"
    made = Draft(
        material.wish.row or f"{actor}_{_id_part(date)}{ending}",
        {"actor_id": actor, "date": date, "stance": _stance(material), "domain": domain,
         "location": location},
    )  # fmt: skip
    if material.sets.get("stance", made.cells["stance"]) != "no":
        made.cells |= _figure_cells(material, "n", DOMAIN_UNITS[domain], made)
    if material.statement.negated and any(made.cells.get(f"n_{end}") for end in BAND_ENDS):
        made.notes.append("the sentence denies something: see that the figure is what is offered")
    if material.statement.condition:
        said = plain(material.statement.condition)
        made.because.append(f"Said under the condition “{said}”")
    older = latest_by_actor(standing).get(actor)
    if older is not None:
        _supersede(made, older, date)
        hung = "; ".join(older.words("conditions"))
        if hung and "conditions" not in material.sets:
            made.notes.append(f"{older.address()} hung on {hung}, the new row hangs on nothing "
                              f"unless you say so: --set 'conditions={hung}'")  # fmt: skip
    return made


def _stance(material: Material) -> str:
    said = material.statement
    if said.stance == "for" and said.condition:
        return "conditional"
    if said.stance == "for" and said.modality in _WEAKER:
        return "likely"
    return PLEDGE_STANCES[said.stance]


def _one_of(material: Material, column: str, values: Iterable[str], rows: Iterable[Row]) -> str:
    """Return the value set by hand, else the one that all earlier pledges of the actor have."""
    known = {row.text(column) for row in rows}
    value = material.sets.get(column) or (known.pop() if len(known) == 1 else "")
    if not value:
        msg = f"neither the statement nor an earlier pledge says the {column}"
        raise CeasefireError(msg, f"--set {column}=…, one of {', '.join(values)}")
    if value not in values:
        msg = f"'{value}' is no {column}"
        raise CeasefireError(msg, near(value, values) or f"take one of {', '.join(values)}")
    return value


def _condition(material: Material) -> Draft:
    row = material.wish.row
    if not row:
        msg = "a condition needs an id"
        raise CeasefireError(msg, "--row ID of a new one, or of one whose cells are to change")
    if row in material.case.tables["conditions"]:
        if not material.sets:
            msg = f"nothing of conditions.{row} would change but where its numbers come from"
            raise CeasefireError(msg, "say what: --set state=… or --set p=LOW,MODE,HIGH")
        return _changed(material, row)
    text = material.sets.get("text") or plain(material.statement.condition)
    if not text:
        msg = "the statement names no condition"
        raise CeasefireError(msg, "say what is the case when it is met: --set text=…")
    if "state" not in material.sets:
        msg = "whether the condition is met is not in the statement"
        raise CeasefireError(msg, "--set state=on, off, or open with --set p=LOW,MODE,HIGH")
    return Draft(row, {"text": text})


def _option(material: Material) -> Draft:
    row = material.wish.row
    options = material.case.tables["options"]
    if row not in options:
        msg = f"the case has no option '{row}'" if row else "no option is named"
        hint = near(row, options) or f"options are: {', '.join(options)}"
        raise CeasefireError(msg, f"--row ID; {hint}")
    made = _changed(material, row)
    made.cells["date"] = material.dated()[0]
    bands = [c.name for c in TABLES["options"].columns if c.band]
    if not any(_band_given(band, material.sets) for band in bands):
        made.cells |= _figure_cells(material, "troops", PEOPLE, made)
        if not _band_given("troops", made.cells):
            msg = "the statement has no figure in people that an option's band could take"
            raise CeasefireError(msg, f"--set one of {', '.join(bands)} to LOW,MODE,HIGH")
    return made


def _changed(material: Material, row: str) -> Draft:
    """Begin a change of a row that is there; what is not set stays."""
    there = material.case.row(material.table, row)
    made = Draft(row, {}, replaces=True, there=there)
    rested = ", ".join(there.source_ids) or "no source"
    made.notes.append(f"{there.address()} rested on {rested}; what does not change still does")
    return made


def _figure_cells(material: Material, band: str, unit: str, made: Draft) -> dict[str, str]:
    """Cells of a band from the statement's figure, unless it is set by hand or in another unit."""
    figure = material.statement.figure
    if figure is None or any(_sets_band(material, f"{band}_{end}") for end in BAND_ENDS):
        return {}
    if figure.unit != unit:
        made.notes.append(f"“{plain(figure.words)}” is not in {unit} and stays out of the row: "
                          f"--set {band}=LOW,MODE,HIGH if you know")  # fmt: skip
        return {}
    if (rule := plain(material.statement.rules.get("figure", ""))).startswith(SET_BY):
        made.edited = True
        made.because.append(f"{band} {rule}, not by the sentence")
    ends = (figure.band.low, figure.band.mode, figure.band.high)
    return {f"{band}_{end}": _number(n) for end, n in zip(BAND_ENDS, ends, strict=True)}


def _supersede(made: Draft, older: Row, date: str) -> None:
    then, now = older.date(), PartialDate.parse(date)
    if then is not None and then.first > now.last:
        made.notes.append(f"{older.address()} of {then} is later: the new row is kept as history "
                          "and does not count")  # fmt: skip
        return
    made.cells["supersedes"] = older.id
    if then is not None and (str(then.first), str(then.last)) > (str(now.first), str(now.last)):
        made.notes.append(f"{older.address()} of {then} may be later than {date}")


def _band_cells(row: Row, band: str) -> dict[str, str]:
    return {f"{band}_{end}": _number(row.number(f"{band}_{end}")) for end in BAND_ENDS}


def _sets_band(material: Material, header: str) -> bool:
    """Whether the analyst sets an end of the band that a column belongs to."""
    column = TABLES[material.table].column_of_header(header)
    return column is not None and bool(set(column.headers) & set(material.sets))


def _band_given(band: str, cells: Mapping[str, str]) -> bool:
    return any(cells.get(f"{band}_{end}") for end in BAND_ENDS)


def _words(band: Band) -> str:
    return ",".join(_number(end) for end in (band.low, band.mode, band.high))


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.12g}"


def _id_part(date: str) -> str:
    return date.replace("-", "_")


_BUILDERS: dict[str, Callable[[Material], Draft]] = {
    "positions": _position,
    "pledges": _pledge,
    "conditions": _condition,
    "options": _option,
}
