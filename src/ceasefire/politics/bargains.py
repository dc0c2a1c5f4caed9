"""What would turn a blocked body: whom to win over, by what change of terms, at what price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.core.bands import Floats
from ceasefire.politics.assembly import seats_of
from ceasefire.politics.bodies import judged, parts_of
from ceasefire.politics.concessions import Taste, cheapest_yes, least_change
from ceasefire.politics.consent import Settlement, Stands
from ceasefire.politics.rules import RULES, can_stop

_SILENCE_PASSES = ("consensus", "unanimity")  # rules in which abstaining stops nothing
_SMALL = 0.05  # points; a term that would move less has not changed


@dataclass(frozen=True)
class Bargain:
    """What it would take for a body to adopt, at the middle of every band.

    ``won_over`` has the members to be turned, each with the points (of weighted distance, 0 to
    100) by which the option is too far for it: its side payment. ``changes`` has the terms that
    would have to change, from and to, for all of them to accept it and nobody needed to leave.
    """

    won_over: Mapping[str, float]
    changes: Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class _Side:
    """Actors that have to end up in favour, and what each of those to be turned costs."""

    in_favour: Mapping[str, Taste]
    prices: Mapping[str, float]


def bargain(case: Case, stands: Stands, body: Row, terms: Settlement) -> Bargain | None:
    """Return the least that turns a body, or ``None`` if no change of terms can.

    Only a member whose position is known can be won over. The people that a coalition asks for
    and the word of parliaments cannot be had by terms, and are left out.
    """
    terms = judged(case, body, terms)
    issues = tuple(terms)
    now = np.array([terms[issue].band("value").central() for issue in issues])
    side = _side(case, stands, body, terms)
    if side is None:
        return None
    then = least_change(now, list(side.in_favour.values())) if side.prices else now
    changes = {
        issue: (float(before), float(after))
        for issue, before, after in zip(issues, now, then, strict=True)
        if abs(after - before) > _SMALL
    }
    return Bargain(side.prices, changes)


def _side(case: Case, stands: Stands, body: Row, terms: Settlement) -> _Side | None:
    if body.text("rule") in RULES:
        return _by_rule(case, stands, body, judged(case, body, terms))
    found = [_side(case, stands, part, shared) for part, shared in parts_of(case, body, terms)]
    known = [side for side in found if side is not None]
    if body.text("rule") == "any_of":
        return min(known, key=lambda side: sum(side.prices.values()), default=None)
    if len(known) < len(found):
        return None
    favour = {actor: taste for side in known for actor, taste in side.in_favour.items()}
    prices = {actor: price for side in known for actor, price in side.prices.items()}
    return _Side(favour, prices)


def _by_rule(case: Case, stands: Stands, body: Row, terms: Settlement) -> _Side | None:
    members, rule, seats = case.members(body), body.text("rule"), seats_of(case, body)
    now = np.array([term.band("value").central() for term in terms.values()])
    tastes = {member: taste(case, stands, member, terms) for member in members}
    silent = body.text("silent_as")
    passes = silent == "yes" or (silent == "abstain" and rule in _SILENCE_PASSES)
    prices = np.array([
        (0.0 if passes else np.inf) if (found := tastes[member]) is None
        else max(0.0, found.shortfall(now))
        for member in members
    ])  # fmt: skip
    chosen = cheapest_yes(rule, seats, prices)
    if chosen is None:
        return None
    # Where one member alone can stop a decision only those few must stay; else all in favour.
    alone = can_stop(rule, seats)
    keep = alone if rule in ("security_council", "opt_in", "ratification") else prices <= 0
    favour = {
        member: found
        for i, member in enumerate(members)
        if (found := tastes[member]) is not None and (i in chosen or (keep[i] and prices[i] <= 0))
    }
    return _Side(favour, {members[i]: float(prices[i]) for i in chosen})


def taste(case: Case, stands: Stands, actor: str, terms: Settlement) -> Taste | None:
    """What an actor accepts on the issues of some terms, at the middle of every band.

    ``None`` if it has no position on any of them.
    """
    rows = [stands.get(issue, {}).get(actor) for issue in terms]
    squares = np.array([0.0 if r is None else r.band("salience").central() ** 2 for r in rows])
    if squares.sum() <= 0:
        return None
    weights = squares / squares.sum()
    ideal = np.array([0.0 if r is None else r.band("position").central() for r in rows])
    quo = np.array([case.row("issues", i).band("status_quo").central() for i in terms])
    cost = 100 * case.parameter("no_deal_cost", actor).band("value").central()
    return Taste(ideal, weights, float(np.sqrt((weights * (ideal - quo) ** 2).sum())) + cost)


def margins(tastes: Mapping[str, Taste], settlement: Floats) -> dict[str, float]:
    """By how many points each actor prefers a settlement to no deal."""
    return {actor: -found.shortfall(settlement) for actor, found in tastes.items()}
