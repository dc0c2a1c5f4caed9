"""Stated figures of what would turn a blocked body: whom to win over, and by how much."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.answer.answer import figure_id
from ceasefire.answer.figures import Figure, stated
from ceasefire.case.rows import Case, Row
from ceasefire.case.tables.politics import COMBINING_RULES
from ceasefire.core.addresses import Address
from ceasefire.politics.bargains import bargain
from ceasefire.politics.bodies import asked_of, judged
from ceasefire.politics.consent import Settlement, Stands, settlement
from ceasefire.politics.positions import all_positions

POINTS = "points of 100"


def consent_figures(case: Case, option: Row) -> Iterator[Figure]:
    """Points by which an option is too far for those who would have to be won over, by body.

    Everything stands at the middle of its band. A body that adopts there has no figure.
    """
    stands = all_positions(case)
    terms = settlement(case, option)
    for body in case.rows("bodies"):
        if body.text("rule") in COMBINING_RULES:
            continue
        found = bargain(case, stands, body, terms)
        if found is None:
            continue
        for actor, points in found.won_over.items():
            names = case.name_of("actors", actor), case.name_of("bodies", body.id)
            what = (
                f"points nearer to {names[0]} that the option, or a payment worth as much, has to "
                f"come for {names[1]} to adopt it, in the middle of all bands"
            )
            rows = {*_rows(case, stands, actor, judged(case, body, terms)), body.address("rule")}
            rows |= asked_of(option)
            key = figure_id(option.id, "win_over", body.id, actor)
            yield stated(key, what, POINTS, (points, points), rows)


def _rows(case: Case, stands: Stands, actor: str, terms: Settlement) -> Iterator[Address]:
    yield case.parameter("no_deal_cost", actor).address("value")
    for issue, term in terms.items():
        row = stands.get(issue, {}).get(actor)
        if row is not None:
            yield row.address("position")
            yield row.address("salience")
            yield term.address("value")
            yield case.row("issues", issue).address("status_quo")
