"""What would turn a blocked body: whom to win over, by what change of terms, at what price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.core.bands import Floats
from ceasefire.politics.assembly import seats_of
from ceasefire.politics.bodies import judged, parts_of
from ceasefire.politics.concessions import Taste, cheapest_yes, least_change, needed_yes
from ceasefire.politics.consent import Settlement, Stands
from ceasefire.politics.rules import RULES

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
    """Actors that have to end up in favour, what those to be turned cost, and the terms asked."""

    in_favour: tuple[str, ...]
    prices: Mapping[str, float]
    terms: Settlement


def bargain(case: Case, stands: Stands, body: Row, terms: Settlement) -> Bargain | None:
    """Return the least that turns a body, or ``None`` if no change of terms can.

    Only a member whose position is known can be won over. The people that a coalition asks for
    and the word of parliaments cannot be had by terms, and are left out.
    """
    side = _side(case, stands, body, judged(case, body, terms))
    if side is None:
        return None
    if not side.prices:
        return Bargain({}, {})
    issues = tuple(side.terms)
    now = _values(side.terms.values())
    quo = np.array([case.row("issues", issue).band("status_quo").central() for issue in issues])
    tastes = [taste(case, stands, actor, side.terms) for actor in side.in_favour]
    then = least_change(now, [one for one in tastes if one is not None], surely=quo)
    changes = {
        issue: (float(before), float(after))
        for issue, before, after in zip(issues, now, then, strict=True)
        if abs(after - before) > _SMALL
    }
    return Bargain(side.prices, changes)


def _values(terms: Iterable[Row]) -> Floats:
    return np.array([term.band("value").central() for term in terms])


def _side(case: Case, stands: Stands, body: Row, terms: Settlement) -> _Side | None:
    if body.text("rule") in RULES:
        return _by_rule(case, stands, body, judged(case, body, terms))
    found = [_side(case, stands, part, shared) for part, shared in parts_of(case, body, terms)]
    known = [side for side in found if side is not None]
    if body.text("rule") == "any_of":
        return min(known, key=lambda side: sum(side.prices.values()), default=None)
    if len(known) < len(found):
        return None
    favour = dict.fromkeys(actor for side in known for actor in side.in_favour)
    prices = {actor: price for side in known for actor, price in side.prices.items()}
    asked = {issue: term for side in known for issue, term in side.terms.items()}
    return _Side(tuple(favour), prices, asked)


def _by_rule(case: Case, stands: Stands, body: Row, terms: Settlement) -> _Side | None:
    members, rule, seats = case.members(body), body.text("rule"), seats_of(case, body)
    now = _values(terms.values())
    tastes = [taste(case, stands, member, terms) for member in members]
    silent = body.text("silent_as")
    unheard = 0.0 if silent == "yes" or (
        silent == "abstain" and rule in _SILENCE_PASSES
    ) else np.inf  # fmt: skip
    lacks = np.array([unheard if one is None else one.shortfall(now) for one in tastes])
    prices = np.maximum(lacks, 0.0)
    chosen = cheapest_yes(rule, seats, prices)
    if chosen is None:
        return None
    kept = needed_yes(rule, seats, lacks, chosen)
    favour = tuple(members[i] for i in kept if tastes[i] is not None)
    return _Side(favour, {members[i]: float(prices[i]) for i in chosen}, terms)


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
