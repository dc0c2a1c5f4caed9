"""Checks of the bodies: a rule that its members cannot satisfy is a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ceasefire.case.rows import Row, group_of, members_of
from ceasefire.case.tables.politics import (
    ABSTENTION_LIMIT,
    COMBINING_RULES,
    COUNTING_RULES,
    WEIGHING_RULES,
)
from ceasefire.core.errors import Fault, near

Tables = Mapping[str, Mapping[str, Row]]
_SINGLED_OUT = ("needed_members", "veto_members")
_JOINED = ("opt_in", "ratification")
_NEAR = 1e-9
_LIMIT = ABSTENTION_LIMIT - _NEAR
_SHARES = ("majority", "qualified_majority")  # rules whose threshold is a share of the members


def body_faults(tables: Tables) -> Iterator[Fault]:
    """Yield the faults of all bodies."""
    for body in tables["bodies"].values():
        yield from _groups(body, tables)
        members = set(members_of(body, tables["actors"].values()))
        if body.text("rule") in COMBINING_RULES:
            yield from _combining(body, tables)
        else:
            yield from _plain(body, members, tables)
            yield from _weights(body, members, tables)
            faults = list(_threshold(body, len(members)))
            yield from faults or _silence(body, members, tables)
        yield from _decides_first(body, tables)
    yield from _cycles(tables)


def _fault(body: Row, column: str, message: str, hint: str) -> Fault:
    return Fault(body.table.file, body.line, column, message, hint)


def _known_groups(tables: Tables) -> set[str]:
    return {group for actor in tables["actors"].values() for group in actor.words("groups")}


def _groups(body: Row, tables: Tables) -> Iterator[Fault]:
    known = _known_groups(tables)
    for word in body.words("members"):
        group = group_of(word)
        if group and group not in known:
            hint = near(group, known) or "add the group to actors in actors.csv"
            yield _fault(body, "members", f"no actor is in the group '{group}'", hint)


def _combining(body: Row, tables: Tables) -> Iterator[Fault]:
    for member in body.words("members"):
        if group_of(member) or (member in tables["actors"] and member not in tables["bodies"]):
            hint = f"a body of rule {body.text('rule')} has bodies as members"
            yield _fault(body, "members", f"'{member}' is not a body", hint)


def _plain(body: Row, members: set[str], tables: Tables) -> Iterator[Fault]:
    for member in body.words("members"):
        if member in tables["bodies"] and member not in tables["actors"]:
            hint = f"only {' and '.join(COMBINING_RULES)} have bodies as members"
            yield _fault(body, "members", f"'{member}' is a body, not an actor", hint)
    for column in _SINGLED_OUT:
        for member in body.words(column):
            if member in tables["actors"] and member not in members:
                hint = near(member, members) or "add it to the members"
                yield _fault(body, column, f"'{member}' is not a member", hint)


def _threshold(body: Row, size: int) -> Iterator[Fault]:
    rule, threshold = body.text("rule"), body.number("threshold")
    if rule in (*_SHARES, *COUNTING_RULES) and threshold is None:
        yield _fault(body, "threshold", f"is blank in a {rule} body", "give the threshold")
    elif rule in _SHARES and threshold is not None and not 0 < threshold <= 1:
        hint = "give a share of the members, above 0 and up to 1"
        yield _fault(body, "threshold", f"{threshold:g} is no share of the members", hint)
    elif rule in COUNTING_RULES and threshold is not None and threshold > size:
        message = f"asks for {threshold:g} members where it has {size}"
        yield _fault(body, "threshold", message, "lower the threshold or add members")
    elif rule in COUNTING_RULES and threshold is not None and threshold != round(threshold):
        yield _fault(body, "threshold", f"{threshold:g} is no number of members", "round it")
    elif rule in _JOINED and not threshold and not body.words("needed_members"):
        hint = "give a threshold of 1 or more, or needed_members"
        yield _fault(body, "threshold", "lets the body act without any member", hint)
    blocking = body.number("blocking_members") or 0.0
    if blocking != round(blocking):
        yield _fault(body, "blocking_members", f"{blocking:g} is no number of members", "round it")
    if rule in WEIGHING_RULES and not body.number("weight_threshold"):
        hint = "give a share of the voting weights, above 0 and up to 1"
        yield _fault(body, "weight_threshold", f"is blank or 0 in a {rule} body", hint)


def _weights(body: Row, members: set[str], tables: Tables) -> Iterator[Fault]:
    """Yield a fault if votes that have to be weighed have no weight, or two."""
    rows = [r for r in tables["voting_weights"].values() if body.id in r.words("bodies")]
    seen: dict[str, Row] = {}
    for row in rows:
        actor = row.text("actor_id")
        first = seen.setdefault(actor, row)
        if first is not row:
            message = f"gives '{actor}' a second weight in '{body.id}'; row {first.line} gives one"
            yield Fault(row.table.file, row.line, "actor_id", message, "keep one")
        elif actor in tables["actors"] and actor not in members:
            hint = near(actor, members) or "add it to the members"
            message = f"'{actor}' is not a member of '{body.id}'"
            yield Fault(row.table.file, row.line, "actor_id", message, hint)
    without = sorted(members - set(seen))
    if without and (rows or body.text("rule") in WEIGHING_RULES):
        hint = "add their rows to voting_weights.csv"
        message = f"{len(without)} of {len(members)} have no voting weight: {', '.join(without)}"
        yield _fault(body, "members", message, hint)
    elif rows and not any(row.number("weight") for row in rows):
        yield _fault(body, "members", "have no voting weight above 0", "mend voting_weights.csv")


def _decides_first(body: Row, tables: Tables) -> Iterator[Fault]:
    """Yield a fault if a body that decides a condition has to know conditions itself.

    Pledges hang on conditions and a coalition waits for pledges, a parliament's agreement may hang
    on a body: what decides first can wait for neither.
    """
    for condition in tables["conditions"].values():
        if condition.text("decided_by") != body.id:
            continue
        for part in _all_parts(body, tables):
            waits = part.text("rule") == "ratification"
            if waits or not part.band("minimum_share").blank:
                what = "ratification" if waits else "people that come together"
                message = f"'{body.id}' waits for {what} in '{part.id}'"
                hint = "let a body decide that only counts votes"
                yield Fault(condition.table.file, condition.line, "decided_by", message, hint)


def _all_parts(body: Row, tables: Tables) -> list[Row]:
    found, ahead = {body.id: body}, [body]
    while ahead:
        for member in ahead.pop().words("members"):
            part = tables["bodies"].get(member)
            if part is not None and member not in found:
                found[member] = part
                ahead.append(part)
    return list(found.values())


def _silence(body: Row, members: set[str], tables: Tables) -> Iterator[Fault]:
    """Yield a fault if those whose position nobody knows block the body for ever."""
    known = {row.text("actor_id") for row in tables["positions"].values()}
    silent = members - known
    if silent and _stuck(body, members, silent, tables):
        message = f"blocks it for ever: the position of {len(silent)} of {len(members)} members"
        hint = "give them positions or count silence otherwise"
        yield _fault(body, "silent_as", f"{message} is not known", hint)


def _stuck(body: Row, members: set[str], silent: set[str], tables: Tables) -> bool:
    """Whether a body cannot adopt though all others vote yes."""
    rule, counted = body.text("rule"), body.text("silent_as")
    threshold, size = body.number("threshold") or 0.0, len(members)
    share = _weight_share(body, silent, tables)
    yes = size if counted == "yes" else size - len(silent)
    weight = 1.0 if counted == "yes" else 1.0 - (share or 0.0)
    few = yes < (threshold * size if rule in _SHARES else threshold) - _NEAR
    light = weight < (body.number("weight_threshold") or 0.0) - _NEAR
    abstain = len(silent) >= size * ABSTENTION_LIMIT and (share is None or share >= _LIMIT)
    objects = counted == "no"
    singled = {c: bool(silent & set(body.words(c))) for c in _SINGLED_OUT}
    return {
        "consensus": objects,
        "unanimity": objects or (counted == "abstain" and abstain),
        "majority": few,
        "qualified_majority": (few or light)
        and size - yes >= (body.number("blocking_members") or 0),
        "weighted_majority": light,
        "opt_in": few or (counted != "yes" and singled["needed_members"]),
        "ratification": few or (counted != "yes" and singled["needed_members"]),
        "security_council": few or (objects and singled["veto_members"]),
    }[rule]


def _weight_share(body: Row, actors: set[str], tables: Tables) -> float | None:
    """Share of a body's voting weights that some actors bear; ``None`` if it has no weights."""
    rows = [r for r in tables["voting_weights"].values() if body.id in r.words("bodies")]
    whole = sum(row.number("weight") or 0.0 for row in rows)
    theirs = sum(row.number("weight") or 0.0 for row in rows if row.text("actor_id") in actors)
    return theirs / whole if whole else None


def _cycles(tables: Tables) -> Iterator[Fault]:
    bodies = tables["bodies"]
    for body in bodies.values():
        seen: set[str] = set()
        ahead = list(body.words("members"))
        while ahead:
            member = ahead.pop()
            if member in seen or member not in bodies:
                continue
            seen.add(member)
            ahead += bodies[member].words("members")
        if body.id in seen:
            hint = "a body cannot wait for itself"
            yield _fault(body, "members", "leads back to the body itself", hint)
