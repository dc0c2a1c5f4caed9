"""What the sections of the page show: rows picked and put in order, without their numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ceasefire.answer.answer import Answer, Turn
from ceasefire.answer.ranking import CRITERIA
from ceasefire.case.origins import source_uses
from ceasefire.case.rows import Row
from ceasefire.case.tables.force import DOMAIN_UNITS, STANCES
from ceasefire.case.tables.politics import RULE_MEANS
from ceasefire.force.offers import LEVELS, current_pledges, earlier_pledges
from ceasefire.truce.ladder import steps
from ceasefire.truce.standing import models

_TOP = 25
_BLOCKERS = 4


def options(answer: Answer) -> list[Row]:
    """Options of the answer."""
    return [answer.case.row("options", option) for option in answer.settings.options]


def offer_domains(answer: Answer) -> list[dict[str, Any]]:
    """Domains in which somebody said something, with the levels."""
    return [
        {"domain": domain, "unit": unit, "levels": LEVELS}
        for domain, unit in DOMAIN_UNITS.items()
        if current_pledges(answer.case, domain)
    ]


def switched_off(answer: Answer) -> list[dict[str, str]]:
    """Open conditions without which fewer people are offered on land."""
    prefix = "answer.offer.land.firm.without."
    return [
        {"id": key.removeprefix(prefix),
         "text": answer.case.row("conditions", key.removeprefix(prefix)).text("text")}
        for key in answer.figures if key.startswith(prefix)
    ]  # fmt: skip


def pledges(answer: Answer) -> list[dict[str, Any]]:
    """Last statements, from yes to no, each with what was said before it."""
    rows = [row for domain in DOMAIN_UNITS for row in current_pledges(answer.case, domain)]
    rows.sort(key=lambda row: (STANCES.index(row.text("stance")), row.text("domain") != "land"))
    return [
        {"row": row, "earlier": earlier_pledges(answer.case, row), "counts": _has_people(row)}
        for row in rows
    ]


def _has_people(row: Row) -> bool:
    return not row.band("n").blank and row.band("n").stated()[1] > 0


def assumed_pledges(answer: Answer) -> list[Row]:
    """Pledges that are the case's assumptions."""
    return [row for row in answer.case.rows("pledges") if row.grade == "assumption"]


def bodies(answer: Answer) -> list[dict[str, Any]]:
    """Bodies with their rules in words, and who blocks most in each over all options."""
    return [
        {"row": body, "rule": RULE_MEANS[body.text("rule")], "blockers": _blockers(answer, body.id)}
        for body in answer.case.rows("bodies")
    ]


def _blockers(answer: Answer, body: str) -> list[tuple[str, str, str]]:
    """Option, actor and name of who blocks the case's first option in a body, worst first."""
    option = answer.settings.options[0]
    prefix = f"answer.{option}.blocks.{body}."
    found = [figure for key, figure in answer.figures.items() if key.startswith(prefix)]
    found.sort(key=lambda figure: -(figure.value or 0))
    actors = [figure.id.rpartition(".")[2] for figure in found[:_BLOCKERS]]
    return [(option, actor, answer.case.name_of("actors", actor)) for actor in actors]


def veto_holders(answer: Answer) -> list[Row]:
    """Actors whose consent the page shows: parties, guarantors, veto and needed members."""
    wanted = {
        actor.id for actor in answer.case.rows("actors")
        if {"host", "adversary", "guarantor"} & set(actor.words("roles"))
    }  # fmt: skip
    for body in answer.case.rows("bodies"):
        wanted |= {*body.words("needed_members"), *body.words("veto_members")}
        wanted |= {actor for _, actor, _ in _blockers(answer, body.id)}
    return [actor for actor in answer.case.rows("actors") if actor.id in wanted]


def states(answer: Answer) -> list[Row]:
    """States with a pool or a pledge that ties people down."""
    keys = {key.split(".")[2] for key in answer.figures if key.startswith("answer.state.")}
    return [actor for actor in answer.case.rows("actors") if actor.id in keys]


def ranked(answer: Answer) -> list[dict[str, Any]]:
    """Criteria with their options from best to worst."""
    by_id = {ranking.criterion: ranking for ranking in answer.rankings}
    return [{"criterion": c, "ranking": by_id[c.id]} for c in CRITERIA]


def turned(answer: Answer) -> list[Turn]:
    """Beliefs and conditions under which another option leads."""
    return list(answer.turns)


def assumptions(answer: Answer) -> list[Row]:
    """Heaviest assumptions of the case."""
    found = []
    for address in answer.assumptions[:_TOP]:
        table, row = address.split(".")
        found.append(answer.case.row(table, row))
    return found


def weights_of(answer: Answer) -> dict[str, list[list[str]]]:
    """Ids of the weight figures by the row they belong to, heaviest first, split into parts."""
    found: dict[str, list[str]] = {}
    for key, figure in answer.figures.items():
        if key.startswith("answer.weight."):
            found.setdefault(figure.rows[0].rpartition(".")[0], []).append(key)
    for keys in found.values():
        keys.sort(key=lambda key: -abs(answer.figures[key].value or 0))
    return {row: [key.split(".")[1:] for key in keys] for row, keys in found.items()}


def sources(answer: Answer) -> list[Any]:
    """Sources with their ages and what hangs on them, heaviest first."""
    return sorted(source_uses(answer.case), key=lambda use: -len(use.numbers))


def ladder(answer: Answer) -> list[Row]:
    """Steps of the response ladder."""
    return steps(answer.case)


def beliefs(answer: Answer) -> list[Row]:
    """Rival models, baselines first."""
    return [*models(answer.case, "baseline"), *models(answer.case, "presence")]


VIEWS: dict[str, Callable[[Answer], Any]] = {
    "options": options, "offer_domains": offer_domains, "switched_off": switched_off,
    "pledges": pledges, "assumed_pledges": assumed_pledges, "bodies": bodies,
    "veto_holders": veto_holders, "states": states, "ranked": ranked, "turned": turned,
    "assumptions": assumptions, "weights_of": weights_of, "sources": sources, "ladder": ladder,
    "beliefs": beliefs,
}  # fmt: skip
