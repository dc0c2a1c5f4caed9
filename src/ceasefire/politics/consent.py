"""Consent: whether an actor accepts a settlement rather than go on without a deal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.bands import Floats
from ceasefire.core.traced import Traced, total

Settlement = Mapping[str, Row]  # the term that gives each issue its value
Stands = Mapping[str, Mapping[str, Row]]  # last positions by issue and actor


@dataclass(frozen=True)
class Vote:
    """An actor's answer in each future; an abstention is neither yes nor no.

    ``margin`` is the utility of the settlement less that of going on without a deal,
    ``probability`` that of acceptance before abstentions; all have shape ``(count,)``.
    """

    margin: Traced
    probability: Traced
    yes: Traced
    no: Traced


def settlement(case: Case, option: Row) -> dict[str, Row]:
    """Terms of an option by issue: its package's, its own, and those of the body to adopt it.

    Later ones go before earlier ones. A body that has no terms of its own, as the host, judges the
    option by these.
    """
    adopting = case.row("bodies", option.text("adopted_by"))
    own = _terms_of(case, "option_id", option.id)
    return package_settlement(case, option.text("package_id")) | own | body_terms(case, adopting)


def package_settlement(case: Case, package: str) -> dict[str, Row]:
    """Terms of a package alone, by issue."""
    return _terms_of(case, "package_id", package)


def body_terms(case: Case, body: Row) -> dict[str, Row]:
    """Terms a body brings along (its flag); one that needs several bodies brings those of each."""
    found: dict[str, Row] = {}
    if body.text("rule") in ("all_of", "in_turn"):
        for member in body.words("members"):
            found |= body_terms(case, case.row("bodies", member))
    return found | _terms_of(case, "body_id", body.id)


def _terms_of(case: Case, owner: str, owner_id: str) -> dict[str, Row]:
    return {t.text("issue_id"): t for t in case.rows("terms") if t.text(owner) == owner_id}


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
    luck = _luck(world, actor)
    rows = probability.rows | band.rows | luck.rows
    abstains = np.abs(margin.values) < band.values
    yes = (luck.values < probability.values) & ~abstains
    return Vote(margin, probability, Traced(yes, rows), Traced(~yes & ~abstains, rows))


def _luck(world: World, actor: str) -> Traced:
    """Luck of an actor's vote: its own, or, in a share of futures, that of its bloc.

    Either is uniform, so that blocs change how votes go together and no single probability.
    """
    own = world.draws.uniform(f"vote.{actor}")
    row = world.case.row("actors", actor)
    bloc = row.text("bloc")
    if not bloc:
        return Traced(own)
    share = _bloc_share(world, actor).resting_on({row.address("bloc")})
    with_bloc = world.draws.uniform(f"vote.{actor}.with_bloc") < share.values
    luck = np.where(with_bloc, world.draws.uniform(f"bloc.{bloc}"), own)
    return Traced(luck, share.rows)


def _bloc_share(world: World, actor: str) -> Traced:
    return world.band(world.case.parameter("bloc_share", actor), "value")


def chances(world: World, actor: str, answer: Vote) -> tuple[Floats, Floats]:
    """Chance of a yes and of a no in each future, once the luck of the actor's bloc is known.

    What is left open is the actor's own luck alone, so that the chances of different actors are
    independent of one another.
    """
    chance = answer.probability.values
    bloc = world.case.row("actors", actor).text("bloc")
    if bloc:
        share = _bloc_share(world, actor).values
        chance = share * (world.draws.uniform(f"bloc.{bloc}") < chance) + (1 - share) * chance
    decides = answer.yes.values | answer.no.values
    return chance * decides, (1 - chance) * decides


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
