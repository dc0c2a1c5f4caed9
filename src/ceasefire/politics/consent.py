"""Consent: whether an actor accepts a settlement rather than go on without a deal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Row
from ceasefire.case.world import World
from ceasefire.core.traced import Traced, total

Settlement = Mapping[str, Row]  # the term that gives each issue its value
Stands = Mapping[str, Mapping[str, Row]]  # last positions by issue and actor


@dataclass(frozen=True)
class Vote:
    """An actor's answer in each future; an abstention is neither yes nor no.

    ``probability`` is that of acceptance before abstentions; all have shape ``(count,)``.
    """

    probability: Traced
    yes: Traced
    no: Traced


def settlement(world: World, option: Row) -> dict[str, Row]:
    """Terms of an option by issue: its package's, its own, and those of the body to adopt it.

    Later ones go before earlier ones. A body that has no terms of its own, as the host, judges the
    option by these.
    """
    adopting = world.case.row("bodies", option.text("adopted_by"))
    own = _terms_of(world, "option_id", option.id)
    return package_settlement(world, option.text("package_id")) | own | body_terms(world, adopting)


def package_settlement(world: World, package: str) -> dict[str, Row]:
    """Terms of a package alone, by issue."""
    return _terms_of(world, "package_id", package)


def body_terms(world: World, body: Row) -> dict[str, Row]:
    """Terms a body brings along (its flag); one that needs several bodies brings those of each."""
    found: dict[str, Row] = {}
    if body.text("rule") == "all_of":
        for member in body.words("members"):
            found |= body_terms(world, world.case.row("bodies", member))
    return found | _terms_of(world, "body_id", body.id)


def _terms_of(world: World, owner: str, owner_id: str) -> dict[str, Row]:
    return {t.text("issue_id"): t for t in world.case.rows("terms") if t.text(owner) == owner_id}


def vote(world: World, stands: Stands, actor: str, terms: Settlement) -> Vote | None:
    """Return how an actor answers a settlement; ``None`` if it has no position on any of it.

    The utility of a settlement is one minus the salience-weighted distance from the actor's
    position; it is held against the utility of the status quo less the cost of having no deal
    (Raiffa 1982), and acceptance is a logistic choice between the two (McKelvey and Palfrey
    1995). Nearer to indifference than the abstention band the actor abstains.
    """
    margin = _margin(world, stands, actor, terms)
    if margin is None:
        return None
    spread = world.band(world.case.parameter("consent_spread", actor), "value").maximum(1e-6)
    band = world.band(world.case.parameter("abstention_band", actor), "value")
    probability = (margin / spread).apply(lambda x: 1 / (1 + np.exp(-np.clip(x, -60, 60))))
    luck = world.draws.uniform(f"vote.{actor}")
    rows = probability.rows | band.rows
    abstains = np.abs(margin.values) < band.values
    yes = (luck < probability.values) & ~abstains
    return Vote(probability, Traced(yes, rows), Traced(~yes & ~abstains, rows))


def _margin(world: World, stands: Stands, actor: str, terms: Settlement) -> Traced | None:
    own = {issue: stands[issue][actor] for issue in terms if actor in stands.get(issue, {})}
    squares = {issue: (s := world.band(row, "salience")) * s for issue, row in own.items()}
    weight = total(squares.values(), world.count)
    if not own or not (weight.values > 0).all():
        return None
    deal, status_quo = [], []
    for issue, row in own.items():
        position = world.band(row, "position")
        gap = position - world.band(terms[issue], "value")
        deal.append(squares[issue] * gap * gap)
        gap = position - world.band(world.case.row("issues", issue), "status_quo")
        status_quo.append(squares[issue] * gap * gap)
    cost = world.band(world.case.parameter("no_deal_cost", actor), "value")
    far = _distance(total(deal, world.count), weight)
    return _distance(total(status_quo, world.count), weight) - far + cost


def _distance(squares: Traced, weight: Traced) -> Traced:
    return (squares / weight).apply(np.sqrt) / 100.0
