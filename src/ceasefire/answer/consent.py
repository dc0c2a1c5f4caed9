"""Who can live with which settlement, which body adopts it, who blocks, and what would turn it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ceasefire.case.rows import Case, Row
from ceasefire.case.world import World
from ceasefire.core.bands import Floats
from ceasefire.core.draws import Draws
from ceasefire.futures.chain import LEVEL, decisions_on
from ceasefire.politics.adoption import Adoption
from ceasefire.politics.adoption_chance import adoption_chance
from ceasefire.politics.agreement import (
    best_by_kalai_smorodinsky,
    best_by_nash,
    pareto,
    zone,
)
from ceasefire.politics.assembly import Assembly, seats_of
from ceasefire.politics.bargains import Bargain, bargain
from ceasefire.politics.bodies import judged
from ceasefire.politics.consent import Settlement, package_settlement, settlement
from ceasefire.politics.rules import RULES, can_stop

DEFAULT_DRAWS = 2_000
PARTIES = ("host", "adversary")


@dataclass(frozen=True)
class Attitude:
    """How an actor takes a settlement.

    ``accepts`` is the probability that it accepts; ``margin`` the mean utility over no deal, in
    points of 100, with its fifth and ninety-fifth percentile.
    """

    accepts: float
    margin: float
    low: float
    high: float


@dataclass(frozen=True)
class Decision:
    """What a body does with an option.

    ``chance`` has the standard error ``error``, ``None`` if one draw gives none; where none of many
    counted draws adopts, or all do, it is that of one draw more. ``exact`` says that the votes were
    summed over and not drawn, so that the error is that of the drawn inputs alone. ``blocks`` has
    how often each member stands in the way, ``binding`` the veto holder that likes the option
    least. ``short`` is the share of draws in which too few people come together, ``lacking`` how
    many are missing there in the middle. ``bargain`` is what would turn the body, ``None`` if
    nothing in the terms can.
    """

    chance: float
    error: float | None
    exact: bool
    blocks: Mapping[str, float]
    binding: str
    short: float
    lacking: float
    bargain: Bargain | None


@dataclass(frozen=True)
class Reception:
    """How one package or option is received.

    ``zone_parties`` is the share of draws in which host and adversary both like it at least as
    well as no deal, ``zone_bodies`` that in which all veto holders of the adopting body do; it is
    ``None`` for a package, and where nobody is known. ``efficient`` says that no other of its kind
    is better for one actor and worse for none, in the mean.
    """

    name: str
    attitudes: Mapping[str, Attitude]
    zone_parties: float | None
    zone_bodies: float | None
    efficient: bool
    decisions: Mapping[str, Decision] = field(default_factory=dict)


@dataclass(frozen=True)
class Consultation:
    """Packages and options as they are received.

    ``solutions`` names the packages that bargaining theory would pick, ``nash`` and
    ``kalai_smorodinsky``; ``None`` if each leaves somebody worse off than no deal.
    """

    case: Case
    draws: int
    seed: int
    packages: Mapping[str, Reception]
    options: Mapping[str, Reception]
    solutions: Mapping[str, str | None]

    def as_json(self) -> dict[str, Any]:
        """Return the consultation as ``ceasefire consent --json`` prints it."""
        return {
            "case": self.case.name, "as_of": self.case.as_of.isoformat(),
            "settings": {"draws": self.draws, "seed": self.seed},
            "packages": {key: _json(one) for key, one in self.packages.items()},
            "options": {key: _json(one) for key, one in self.options.items()},
            "solutions": dict(self.solutions),
        }  # fmt: skip


def _json(found: Any) -> Any:  # noqa: ANN401 - records, mappings and numbers alike
    if isinstance(found, Mapping):
        return {key: _json(part) for key, part in found.items()}
    if hasattr(found, "__dataclass_fields__"):
        return {key: _json(part) for key, part in vars(found).items()}
    return list(found) if isinstance(found, tuple) else found


def consult(case: Case, options: Iterable[Row], *, draws: int, seed: int) -> Consultation:
    """Ask every actor about every package and option, and every body about every option.

    Args:
        case: the case.
        options: the options asked about.
        draws: how many draws of what is uncertain, 1 or more.
        seed: key of all draws.
    """
    assembly = Assembly.of(World(case, Draws(seed, 0, draws)))
    packages = {row.id: package_settlement(case, row.id) for row in case.rows("packages")}
    asked = {row.id: row for row in options}
    margins = _Margins.of(assembly, packages)
    return Consultation(
        case, draws, seed,
        _packages(assembly, packages, margins),
        _options(assembly, asked),
        {
            name: None if (best := pick(margins.mean, margins.weights)) is None
            else tuple(packages)[best]
            for name, pick in _SOLUTIONS.items()
        },
    )  # fmt: skip


_SOLUTIONS = {"nash": best_by_nash, "kalai_smorodinsky": best_by_kalai_smorodinsky}


@dataclass(frozen=True)
class _Margins:
    """Mean margins of some settlements for the actors that have a stand on all of them."""

    mean: Floats
    weights: Floats

    @classmethod
    def of(cls, assembly: Assembly, settlements: Mapping[str, Settlement]) -> _Margins:
        actors = _actors(assembly)
        rows = []
        for terms in settlements.values():
            votes = [assembly.vote(actor, terms) for actor in actors]
            rows.append([np.nan if v is None else float(v.margin.values.mean()) for v in votes])
        mean = np.array(rows).reshape(len(settlements), len(actors))
        known = np.isfinite(mean).all(axis=0)
        weights = np.array([_weight(assembly, actor) for actor in actors])
        return cls(mean[:, known], weights[known])


def _actors(assembly: Assembly) -> list[str]:
    rows = assembly.world.case.rows("positions")
    return list(dict.fromkeys(row.text("actor_id") for row in rows))


def _weight(assembly: Assembly, actor: str) -> float:
    """Salience times capability of an actor, over the issues it has a stand on."""
    own = [stand[actor] for stand in assembly.stands.values() if actor in stand]
    found = [r.band("salience").central() * r.band("capability").central() for r in own]
    return float(np.mean(found))


def _packages(
    assembly: Assembly, packages: Mapping[str, Settlement], margins: _Margins
) -> dict[str, Reception]:
    efficient = pareto(margins.mean)
    return {
        key: Reception(
            assembly.world.case.name_of("packages", key), _attitudes(assembly, terms),
            _share_in_zone(assembly, terms, _parties(assembly)), None, bool(efficient[i]),
        )
        for i, (key, terms) in enumerate(packages.items())
    }  # fmt: skip


def _options(assembly: Assembly, options: Mapping[str, Row]) -> dict[str, Reception]:
    case = assembly.world.case
    terms = {key: settlement(case, row) for key, row in options.items()}
    efficient = pareto(_Margins.of(assembly, terms).mean)
    found = {}
    for i, (key, row) in enumerate(options.items()):
        fresh = assembly.afresh()
        body = case.row("bodies", row.text("adopted_by"))
        own = judged(case, body, terms[key])
        found[key] = Reception(
            case.name_of("options", key), _attitudes(fresh, own),
            _share_in_zone(fresh, own, _parties(fresh)),
            _share_in_zone(fresh, own, veto_holders(case, body)), bool(efficient[i]),
            _decisions(fresh, row, terms[key]),
        )  # fmt: skip
    return found


def _parties(assembly: Assembly) -> list[str]:
    actors = assembly.world.case.rows("actors")
    return [a.id for a in actors if set(PARTIES) & set(a.words("roles"))]


def veto_holders(case: Case, body: Row) -> list[str]:
    """Members that can stop a body alone; of bodies of which one is enough, nobody can."""
    if body.text("rule") == "any_of":
        return []
    if body.text("rule") not in RULES:
        parts = [veto_holders(case, case.row("bodies", m)) for m in body.words("members")]
        return list(dict.fromkeys(actor for part in parts for actor in part))
    if body.text("rule").endswith("majority"):
        return []
    able = can_stop(body.text("rule"), seats_of(case, body))
    return [m for m, can in zip(case.members(body), able, strict=True) if can]


def _share_in_zone(assembly: Assembly, terms: Settlement, holders: list[str]) -> float | None:
    votes = [vote for actor in holders if (vote := assembly.vote(actor, terms)) is not None]
    if not votes:
        return None
    margins = np.stack([vote.margin.values for vote in votes], axis=1)
    return float(zone(margins, np.ones(len(votes), dtype=bool)).mean())


def _attitudes(assembly: Assembly, terms: Settlement) -> dict[str, Attitude]:
    found = {}
    for actor in _actors(assembly):
        vote = assembly.vote(actor, terms)
        if vote is not None:
            points = 100 * vote.margin.values
            low, high = np.quantile(points, (0.05, 0.95))
            accepts = float(vote.probability.values.mean())
            found[actor] = Attitude(accepts, float(points.mean()), float(low), float(high))
    return found


def _decisions(assembly: Assembly, option: Row, terms: Settlement) -> dict[str, Decision]:
    case = assembly.world.case
    made = decisions_on(assembly, option, LEVEL)
    informed = Assembly(made.world, assembly.stands, made.force)
    return {
        body.id: _decision(informed, option, body, terms, made.bodies[body.id])
        for body in case.rows("bodies")
    }


def _decision(
    assembly: Assembly, option: Row, body: Row, terms: Settlement, made: Adoption
) -> Decision:
    case = assembly.world.case
    exact = adoption_chance(assembly, option, body)
    counted = made.adopted.values.astype(float) if exact is None else exact
    turnout = made.turnout
    short = None if turnout is None or turnout.short is None else turnout.short.values
    lacking = None if turnout is None or turnout.lacking is None else turnout.lacking.values
    blocks = {actor: float(stops.values.mean()) for actor, stops in made.blocks.items()}
    return Decision(
        float(counted.mean()), _error(counted, exact=exact is not None), exact is not None,
        {actor: share for actor, share in blocks.items() if share > 0},
        _binding(assembly, body, judged(case, body, terms)),
        0.0 if short is None else float(short.mean()),
        0.0 if short is None or lacking is None or not short.any()
        else float(np.median(lacking[short])),
        bargain(case, assembly.stands, body, terms),
    )  # fmt: skip


def _error(values: Floats, *, exact: bool) -> float | None:
    """Standard error of the mean of some draws."""
    if values.size < 2:  # noqa: PLR2004 - one draw says nothing of its error
        return None
    share = float(values.mean())
    if not exact and share in (0.0, 1.0):  # by chance all counted alike: one more might not
        share = 1 / (values.size + 1)
        return float(np.sqrt(share * (1 - share) / values.size))
    return float(values.std(ddof=1) / np.sqrt(values.size))


def _binding(assembly: Assembly, body: Row, terms: Settlement) -> str:
    """Veto holder that likes the option least; of members without a veto, blank."""
    holders = veto_holders(assembly.world.case, body)
    votes = {actor: assembly.vote(actor, terms) for actor in holders}
    margins = {a: float(vote.margin.values.mean()) for a, vote in votes.items() if vote}
    return min(margins, key=lambda actor: margins[actor], default="")
