"""Checks of the bodies: a rule that its members cannot satisfy is a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ceasefire.case.rows import Row, group_of, members_of
from ceasefire.case.tables.politics import ABSTENTION_LIMIT, COMBINING_RULES
from ceasefire.core.errors import Fault, near

Tables = Mapping[str, Mapping[str, Row]]
_SINGLED_OUT = ("needed_members", "veto_members")
_HEADS = ("security_council", "opt_in")  # rules whose threshold counts members


def body_faults(tables: Tables) -> Iterator[Fault]:
    """Yield the faults of all bodies."""
    for body in tables["bodies"].values():
        yield from _groups(body, tables)
        members = set(members_of(body, tables["actors"].values()))
        if body.text("rule") in COMBINING_RULES:
            yield from _combining(body, tables)
        else:
            yield from _plain(body, members, tables)
            faults = list(_threshold(body, len(members)))
            yield from faults or _silence(body, members, tables)
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
    if rule in ("majority", *_HEADS) and threshold is None:
        yield _fault(body, "threshold", f"is blank in a {rule} body", "give the threshold")
    elif rule == "majority" and threshold is not None and not 0 < threshold <= 1:
        hint = "give a share of the members, above 0 and up to 1"
        yield _fault(body, "threshold", f"{threshold:g} is no share of the members", hint)
    elif rule in _HEADS and threshold is not None and threshold > size:
        message = f"asks for {threshold:g} members where it has {size}"
        yield _fault(body, "threshold", message, "lower the threshold or add members")
    elif rule in _HEADS and threshold is not None and threshold != round(threshold):
        yield _fault(body, "threshold", f"{threshold:g} is no number of members", "round it")
    elif rule == "opt_in" and not threshold and not body.words("needed_members"):
        hint = "give a threshold of 1 or more, or needed_members"
        yield _fault(body, "threshold", "lets the body act without any member", hint)


def _silence(body: Row, members: set[str], tables: Tables) -> Iterator[Fault]:
    """Yield a fault if those whose position nobody knows block the body for ever."""
    known = {row.text("actor_id") for row in tables["positions"].values()}
    silent, size = len(members - known), len(members)
    unheard = {c: [m for m in body.words(c) if m not in known] for c in _SINGLED_OUT}
    rule, counted = body.text("rule"), body.text("silent_as")
    threshold = body.number("threshold") or 0.0
    need = threshold * size if rule == "majority" else threshold
    few = counted != "yes" and size - silent < need
    objects = counted == "no" and silent > 0
    stuck = {
        "consensus": objects,
        "unanimity": objects or (counted == "abstain" and silent >= size * ABSTENTION_LIMIT),
        "majority": few,
        "opt_in": few or (counted != "yes" and bool(unheard["needed_members"])),
        "security_council": few or (counted == "no" and bool(unheard["veto_members"])),
    }[rule]
    if stuck:
        message = f"blocks it for ever: the position of {silent} of {size} members is not known"
        yield _fault(body, "silent_as", message, "give them positions or count silence otherwise")


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
