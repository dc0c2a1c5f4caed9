"""What ``ceasefire offer --json`` prints."""

from __future__ import annotations

from typing import Any

from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.force import DOMAIN_UNITS
from ceasefire.cli.offer_tables import spoken_domains
from ceasefire.core.bands import Band
from ceasefire.force.commitments import (
    bound_by_month,
    ending,
    month_start,
    pulled,
    twice,
)
from ceasefire.force.enablers import (
    EnablerView,
    Failure,
    Supply,
    enabler_conditions,
    enabler_views,
    fails_without,
    others_hold,
)
from ceasefire.force.offers import (
    LEVELS,
    Statement,
    conditions_of,
    counted_pledges,
    in_the_world_at_hand,
    offer,
    statements,
    unnumbered,
)
from ceasefire.force.phases import horizon_months

Found = dict[str, Any]


def offer_json(case: Case) -> Found:
    """Everything the command shows, as plain JSON; a number nobody published is ``null``."""
    return {
        "case": case.name,
        "as_of": str(case.as_of),
        "domains": {domain: _domain(case, domain) for domain in spoken_domains(case)},
        "conditions": {
            row.id: {"text": row.text("text"), "state": row.text("state"),
                     "p": _band(row.band("p")), "decided_by": row.text("decided_by")}
            for row in case.rows("conditions")
        },
        "commitments": _commitments(case),
        "enablers": _enablers(case),
    }  # fmt: skip


def _domain(case: Case, domain: str) -> Found:
    met = in_the_world_at_hand(case)
    hung_on = conditions_of(case, counted_pledges(case, domain, "assumed"))
    return {
        "unit": DOMAIN_UNITS[domain],
        "levels": _levels(case, domain),
        "turned_round": {c: _levels(case, domain, turned=c) for c in hung_on},
        "statements": [_statement(one) for one in statements(case, domain, met)],
    }


def _levels(case: Case, domain: str, *, turned: str = "") -> Found:
    met = in_the_world_at_hand(case, turned=turned)
    found: Found = {}
    for level in LEVELS:
        made = offer(case, domain, level, met)
        found[level] = {
            "low": made.low if made.pledges else None, "high": made.high if made.pledges else None,
            "ceiling": made.ceiling, "floor": made.floor,
            "pledges": [pledge.id for pledge in made.pledges],
            "without_number": unnumbered(case, domain, level, met),
        }  # fmt: skip
    return found


def _statement(one: Statement) -> Found:
    return {
        **_pledge(one.pledge),
        "conditions": list(one.pledge.words("conditions")),
        "counts_from": one.level or None, "reason": one.reason,
        "assumed": None if one.assumed is None else _pledge(one.assumed),
        "before": [_pledge(row) for row in one.before],
    }  # fmt: skip


def _pledge(row: Row) -> Found:
    return {
        "pledge": row.id, "actor": row.text("actor_id"), "date": str(row.date()),
        "stance": row.text("stance"), "location": row.text("location"),
        "n": _band(row.band("n")), "statement": row.text("statement"), "grade": row.grade,
    }  # fmt: skip


def _band(band: Band) -> list[float | None] | None:
    return None if band.blank else [band.low, band.mode, band.high]


def _commitments(case: Case) -> Found:
    months = horizon_months(case)
    actors = {row.text("actor_id"): None for row in case.rows("commitments")}
    bound = {actor: bound_by_month(case, actor, months) for actor in actors}
    return {
        "months": [f"{month_start(case, m):%Y-%m}" for m in range(months)],
        "bound_by_month": {
            actor: {"low": one.low.tolist(), "high": one.high.tolist()}
            for actor, one in bound.items()
        },
        "ending": [
            {"commitment": one.commitment.id, "free_from": f"{month_start(case, one.month):%Y-%m}",
             "people": [one.low, one.high], "followed_by": [row.id for row in one.followed_by]}
            for one in ending(case, months)
        ],
        "pulled": [
            {"pledge": one.pledge.id, "commitment": one.commitment.id, "at_most": one.most,
             "releasable": one.releasable, "released": [one.low, one.high], "ended": one.ended}
            for one in pulled(case)
        ],
        "twice": [
            {"commitment": one.commitment.id, "pledges": [row.id for row in one.pledges],
             "people": [one.low, one.high], "over": one.over}
            for one in twice(case)
        ],
    }  # fmt: skip


def _enablers(case: Case) -> Found:
    return {
        "enablers": [
            {"enabler": row.id, "held_by": list(row.words("held_by")),
             "conditions": list(row.words("conditions")),
             "dependence": _band(row.band("dependence")),
             "replace_years": _band(row.band("replace_years")),
             "others": [_supply(case, supply) for supply in others_hold(case, row)]}
            for row in case.rows("enablers")
        ],
        "options": {
            option.id: [_view(view) for view in enabler_views(case, option)]
            for option in case.rows("options")
        },
        "fails_without": {
            condition: {
                option.id: [_failure(one) for one in fails_without(case, option, condition)]
                for option in case.rows("options")
            }
            for condition in enabler_conditions(case)
        },
    }  # fmt: skip


def _supply(case: Case, supply: Supply) -> Found:
    return {
        "holding": supply.holding.id, "actor": supply.actor,
        "amount": None if supply.amount is None else list(supply.amount),
        "from": f"{month_start(case, supply.month):%Y-%m}", "conditions": list(supply.conditions),
    }  # fmt: skip


def _view(view: EnablerView) -> Found:
    return {
        "enabler": view.enabler.id, "asked": None if view.asked is None else list(view.asked),
    }  # fmt: skip


def _failure(one: Failure) -> Found:
    return {
        "enabler": one.view.enabler.id, "others": list(one.others),
        "others_without_number": list(one.unpublished),
        "others_share": None if one.share is None else list(one.share),
    }  # fmt: skip
