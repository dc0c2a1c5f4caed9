"""Checks across rows and tables; each is a small function that yields faults."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from ceasefire.case.body_checks import body_faults
from ceasefire.case.generation_checks import (
    constraints,
    holdings,
    phases,
    pledged_people,
    requirements,
)
from ceasefire.case.pool_checks import pool_faults
from ceasefire.case.prices import exchange_days, price_levels
from ceasefire.case.rows import Row, group_of
from ceasefire.case.tables import TABLES, basis
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.case.truce_checks import truce_faults
from ceasefire.core.errors import Fault, near

Tables = Mapping[str, Mapping[str, Row]]
Check = Callable[[Row | None, Tables], Iterator[Fault]]
_ALL_ANSWERS = 1.02  # published percentages are rounded


def consistency_faults(
    meta: Row | None, tables: Tables, unread: Collection[str] = ()
) -> list[Fault]:
    """All faults across rows and tables, in the order of the checks.

    A check that reads a table of which rows may be missing (``unread``) is left out, as are
    references into such a table: they would only repeat that fault.
    """
    found = [
        fault
        for check, reads in CHECKS.items()
        if not set(reads) & set(unread)
        for fault in check(meta, tables)
    ]
    return [*references(tables, unread), *found]


def fault(row: Row, column: str, message: str, hint: str = "") -> Fault:
    """Return a fault at a row's place."""
    return Fault(row.table.file, row.line, column, message, hint)


def references(tables: Tables, unread: Collection[str]) -> Iterator[Fault]:
    """Every reference points to a row that is there."""
    for row in _all_rows(tables):
        for column in row.table.columns:
            if set(column.refers_to) & set(unread):
                continue
            for word in _referred(row, column.name, column.kind):
                if not group_of(word) and not any(word in tables[t] for t in column.refers_to):
                    known = [i for t in column.refers_to for i in tables[t]]
                    files = " or ".join(TABLES[t].file for t in column.refers_to)
                    hint = near(word, known) or f"add the row to {files}"
                    yield fault(row, column.name, f"'{word}' is not in {files}", hint)


def _referred(row: Row, column: str, kind: str) -> tuple[str, ...]:
    if kind == "ref":
        return (row.text(column),) if row.text(column) else ()
    return row.words(column) if kind == "refs" else ()


def dates_after_the_case(meta: Row | None, tables: Tables) -> Iterator[Fault]:
    """Nothing was said after the day as of which the case is true."""
    as_of = meta.date("as_of") if meta else None
    if as_of is None:
        return
    for row in _all_rows(tables):
        for column in row.table.columns:
            date = row.date(column.name)
            if date and not column.may_be_later and date.first > as_of.last:
                hint = "mend the date, or move the case's as_of"
                yield fault(row, column.name, f"{date} is after the case's date {as_of}", hint)


def money(meta: Row | None, tables: Tables) -> Iterator[Fault]:
    """Money names its currency and price year, and the currency can be converted."""
    own = meta.text("currency") if meta else ""
    known = {row.text("currency") for row in tables["exchange"].values()} | {own}
    for table, amount in (("benchmarks", "cost"), ("costs", "amount")):
        for row in tables[table].values():
            if row.band(amount).blank:
                continue
            currency = row.text("currency")
            if not currency:
                yield fault(row, "currency", "is blank beside an amount", "name the currency")
            elif row.number("price_year") is None:
                hint = "name the year whose prices the amount is in"
                yield fault(row, "price_year", f"is blank beside an amount in {currency}", hint)
            if table == "costs" and currency and currency not in known:
                hint = near(currency, known) or "add a rate to exchange.csv"
                yield fault(row, "currency", f"no rate for {currency}", hint)


def one_rate(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """A payer has one rate a mission, so that none is dropped in silence."""
    seen: dict[tuple[str, str], Row] = {}
    for row in tables["costs"].values():
        if row.text("per") != "person_year":
            continue
        for mission in row.words("mission_types"):
            first = seen.setdefault((row.text("actor_id"), mission), row)
            if first is not row:
                message = f"gives a second rate for {mission}; row {first.line} gives one"
                yield fault(row, "mission_types", message, "keep one")


def exclusive_roles(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """No actor is on two sides."""
    for row in tables["actors"].values():
        held = [role for role in row.words("roles") if role in basis.EXCLUSIVE_ROLES]
        if len(held) > 1:
            yield fault(row, "roles", f"{' and '.join(held)} exclude each other", "keep one")


def origins(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """An assumption has a reason; everything else has a source."""
    for row in _all_rows(tables):
        if not row.table.sourced or not row.grade:
            continue
        if row.grade == "assumption" and not row.text("reason"):
            yield fault(row, "reason", "is blank in an assumption", "say why it was assumed")
        if row.grade != "assumption" and not row.source_ids:
            hint = "name a source, or grade the row an assumption with its reason"
            yield fault(row, "source_id", "is blank", hint)


def open_conditions(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """An open condition has a probability."""
    for row in tables["conditions"].values():
        blank, decided = row.band("p").blank, row.text("decided_by")
        if row.text("state") == "open" and blank and not decided:
            hint = "give p or decided_by, or set the state to on or off"
            yield fault(row, "p_low / p_mode / p_high", "is blank in an open condition", hint)
        if decided and not blank:
            message = f"is given although '{decided}' decides"
            yield fault(row, "p_low / p_mode / p_high", message, "keep p or decided_by")


def terms(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """A term belongs to one package, option or body, and is given once."""
    owners = ("package_id", "option_id", "body_id")
    seen: dict[tuple[str, ...], Row] = {}
    for row in tables["terms"].values():
        owner = tuple(row.text(column) for column in (*owners, "issue_id"))
        if sum(map(bool, owner[:3])) != 1:
            hint = "fill one of the three and leave the others blank"
            yield fault(row, " / ".join(owners), "does not name one owner", hint)
        elif owner in seen:
            message = f"gives the issue again that row {seen[owner].line} gives"
            yield fault(row, "issue_id", message, "keep one of the two")
        seen.setdefault(owner, row)


def succession(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """A row supersedes an earlier one of the same actor on the same matter, and not itself."""
    for table, matter in (("pledges", "domain"), ("positions", "issue_id")):
        for row in tables[table].values():
            older = tables[table].get(row.text("supersedes"))
            if older is None:
                continue
            if older.text("actor_id") != row.text("actor_id"):
                yield fault(row, "supersedes", f"'{older.id}' is another actor's", "mend the id")
            elif older.text(matter) != row.text(matter):
                message = f"'{older.id}' is of {matter} '{older.text(matter)}'"
                yield fault(row, "supersedes", message, f"name one of the same {matter}")
            elif _leads_back(row, tables[table]):
                yield fault(row, "supersedes", "leads back to the row itself", "break the circle")
            then, now = older.date(), row.date()
            if then and now and then.first > now.last:
                message = f"'{older.id}' of {then} is later than this row"
                yield fault(row, "supersedes", message, "mend the dates or turn the two round")


def _leads_back(row: Row, rows: Mapping[str, Row]) -> bool:
    seen: set[str] = set()
    older = row.text("supersedes")
    while older in rows and older not in seen:
        seen.add(older)
        older = rows[older].text("supersedes")
    return row.id in seen


def weights(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """Where anybody has a stand on an issue, somebody's weighs something."""
    by_issue: dict[str, list[Row]] = {}
    for row in tables["positions"].values():
        by_issue.setdefault(row.text("issue_id"), []).append(row)
    for issue, rows in by_issue.items():
        if not any(_most(row, "salience") * _most(row, "capability") > 0 for row in rows):
            message = f"nobody's position on '{issue}' has salience and capability above 0"
            yield fault(rows[0], "capability", message, "give one of them weight")


def _most(row: Row, column: str) -> float:
    band = row.band(column)
    return 0.0 if band.blank else band.stated()[1]


def rival_models(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """Each kind of rival model has weight, and each model has rows that say what it claims."""
    models = tables["rival_models"].values()
    yield from _settlement_models(models)
    for kind, table in (("baseline", "baselines"), ("presence", "presence_effects")):
        of_kind = [model for model in models if model.text("kind") == kind]
        if not any(model.number("weight") for model in of_kind):
            line = of_kind[0].line if of_kind else 0
            message = f"no {kind} model has a weight"
            yield Fault("rival_models.csv", line, "weight", message, "give one of them a weight")
        spoken = {row.text("model_id") for row in tables[table].values()}
        for model in of_kind:
            if model.id not in spoken:
                hint = f"add its rows to {table}.csv"
                yield fault(model, "model_id", f"has no row in {table}.csv", hint)
        for row in tables[table].values():
            found = tables["rival_models"].get(row.text("model_id"))
            if found is not None and found.text("kind") != kind:
                yield fault(row, "model_id", f"'{found.id}' is no {kind} model", "mend the id")


def _settlement_models(models: Iterable[Row]) -> Iterator[Fault]:
    """Models of where talks settle are those the program has; a case may name none."""
    rows = [model for model in models if model.text("kind") == "settlement"]
    for row in rows:
        if row.id not in basis.SETTLEMENT_MODELS:
            known = basis.SETTLEMENT_MODELS
            hint = near(row.id, known) or f"models: {', '.join(known)}"
            yield fault(row, "model_id", f"there is no settlement model '{row.id}'", hint)
    if rows and not any(row.number("weight") for row in rows):
        message = "no settlement model has a weight"
        yield Fault("rival_models.csv", 0, "weight", message, "give one of them a weight")


def baselines_fall(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """Every baseline speaks of each outcome, of a year once, and does not rise with the years."""
    curves: dict[tuple[str, str], list[Row]] = {}
    for row in tables["baselines"].values():
        curves.setdefault((row.text("model_id"), row.text("outcome")), []).append(row)
    for model in sorted({model for model, _ in curves}):
        for outcome in OUTCOMES:
            if (model, outcome) not in curves:
                message = f"model '{model}' has no row for outcome {outcome}"
                yield Fault("baselines.csv", 0, "outcome", message, "add one, or drop the model")
    for rows in curves.values():
        rows.sort(key=lambda row: row.number("years") or 0)
        for earlier, later in pairwise(rows):
            yield from _falls(earlier, later)


def _falls(earlier: Row, later: Row) -> Iterator[Fault]:
    if later.number("years") == earlier.number("years"):
        yield fault(later, "years", f"stands already in row {earlier.line}", "keep one")
    elif later.band("standing").blank or earlier.band("standing").blank:
        return
    elif later.band("standing").central() > earlier.band("standing").central():
        hint = f"row {earlier.line} has less after fewer years"
        yield fault(later, "standing", "rises with the years", hint)


def effects_once(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """A model of presence says one thing of a mission and outcome."""
    seen: dict[tuple[str, str, str], Row] = {}
    for row in tables["presence_effects"].values():
        for mission in row.words("mission_types"):
            for outcome in row.words("outcomes"):
                first = seen.setdefault((row.text("model_id"), mission, outcome), row)
                if first is not row:
                    message = f"speaks again of {mission} and {outcome}, as row {first.line} does"
                    yield fault(row, "mission_types", message, "keep one")


def truce(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """The truce's process, ladders, mandates and answers can be read in one way only."""
    return truce_faults(tables)


def defaults(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """What is looked up for any actor has a row without an actor to fall back on."""
    if tables["rotation"] and not _has_default(tables["rotation"].values()):
        hint = "add a row with a blank actor_id"
        yield Fault("rotation.csv", 0, "actor_id", "no row holds for all actors", hint)
    for name in _asked_for(tables) if tables["parameters"] else ():
        rows = [r for r in tables["parameters"].values() if r.text("name") == name]
        if not _has_default(rows):
            hint = f"add a row with name {name} and a blank actor_id"
            yield Fault("parameters.csv", 0, "name", f"no row gives {name} for all actors", hint)


def _asked_for(tables: Tables) -> Iterator[str]:
    """Yield the parameters that the case has a use for."""
    blocs = any(actor.text("bloc") for actor in tables["actors"].values())
    gathers = any(not b.band("minimum_share").blank for b in tables["bodies"].values())
    used = {"bloc_share": blocs, "waits_for": gathers}
    used |= dict.fromkeys(("land_share", "trained_share", "deployable_share"), False)
    yield from (name for name in basis.PARAMETERS if used.get(name, True))


def _has_default(rows: Iterable[Row]) -> bool:
    return any(not row.text("actor_id") for row in rows)


def options(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """An option has a size in at least one domain."""
    for row in tables["options"].values():
        if all(row.band(part).blank for part in ("troops", "fighters", "ships")):
            hint = "give troops, fighters or ships"
            yield fault(row, "troops / fighters / ships", "are all blank", hint)


def commitments(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """A commitment does not end before it starts."""
    for row in tables["commitments"].values():
        start, end = row.date("start"), row.date("end")
        if start and end and end.last < start.first:
            yield fault(row, "end", f"{end} is before the start {start}", "mend the dates")


def polls(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """The answers of a poll are not more than all people asked."""
    for row in tables["polls"].values():
        shares = [row.number(f"share_{answer}") or 0 for answer in ("for", "against", "unsure")]
        if sum(shares) > _ALL_ANSWERS:
            yield fault(row, "share_for", f"the answers add up to {sum(shares):.0%}", "mend them")


def _all_rows(tables: Tables) -> Iterator[Row]:
    for rows in tables.values():
        yield from rows.values()


def bodies(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """Every body's rule can be satisfied by its members."""
    return body_faults(tables)


def pools(_: Row | None, tables: Tables) -> Iterator[Fault]:
    """No more is kept out for good than can be sent, and nobody sends another's people."""
    return pool_faults(tables)


# Each check with the tables it reads beside the row at hand.
CHECKS: dict[Check, tuple[str, ...]] = {
    dates_after_the_case: (),
    money: ("exchange",),
    price_levels: ("deflators",),
    exchange_days: ("exchange",),
    one_rate: (),
    exclusive_roles: (),
    origins: (),
    open_conditions: (),
    terms: (),
    succession: (),
    weights: ("positions",),
    rival_models: ("rival_models", "baselines", "presence_effects"),
    baselines_fall: ("baselines",),
    effects_once: (),
    truce: ("process", "response_effects", "mandates", "ladder", "rival_models"),
    defaults: ("rotation", "parameters", "actors", "bodies"),
    options: (),
    commitments: (),
    polls: (),
    phases: ("phases",),
    holdings: ("holdings", "pledges"),
    pledged_people: ("holdings", "pledges"),
    requirements: ("requirements",),
    constraints: ("constraints",),
    pools: ("parameters", "commitments"),
    bodies: ("actors", "bodies", "positions", "conditions", "voting_weights"),
}
