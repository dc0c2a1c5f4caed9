"""What the sections of the page show beside the answer's own contents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ceasefire.answer import contents
from ceasefire.answer.answer import Answer, weights
from ceasefire.answer.figures import Figure
from ceasefire.answer.ranking import CRITERIA
from ceasefire.case.origins import source_uses
from ceasefire.case.rows import Row
from ceasefire.case.tables.politics import COMBINING_RULES, RULE_MEANS
from ceasefire.report import force_views

_ASSUMPTIONS = 25
_BLOCKERS = 4
_LEVERS = 4
_RARE = 0.01  # who stands in the way in fewer futures is not named


def pledges(answer: Answer) -> list[dict[str, Any]]:
    """Last statements, with what was said before and whether they name people or machines."""
    return [
        {"row": row, "earlier": earlier, "counts": _has_number(row)}
        for row, earlier in contents.statements(answer)
    ]


def _has_number(row: Row) -> bool:
    return not row.band("n").blank and row.band("n").stated()[1] > 0


def bodies(answer: Answer) -> list[dict[str, Any]]:
    """Bodies with their rules in words, and who blocks the case's first option in each."""
    return [
        {"row": body, "rule": RULE_MEANS[body.text("rule")],
         "blockers": [*named_blockers(answer, answer.settings.options[0], body.id),
                      *_too_few(answer, body)]}
        for body in answer.case.rows("bodies")
    ]  # fmt: skip


def _too_few(answer: Answer, body: Row) -> list[tuple[str, Figure]]:
    """Figure of too few people for the case's first option, in a body that asks for people."""
    figure = answer.figure(answer.settings.options[0], "short")
    if body.text("rule") != "opt_in" or figure is None or (figure.value or 0) < _RARE:
        return []
    return [("too few people", figure)]


def in_the_way(answer: Answer) -> list[dict[str, Any]]:
    """Each option with its own body and who stands in the way there, worst first."""
    found = []
    for option in contents.options(answer):
        body = option.text("adopted_by")
        blockers = named_blockers(answer, option.id, body)
        short = answer.figure(option.id, "short")
        if short is not None and (short.value or 0) >= _RARE:
            blockers = [("too few people", short), *blockers]
        name = answer.case.name_of("bodies", body)
        found.append({"option": option, "body": name, "blockers": blockers})
    return found


def named_blockers(answer: Answer, option: str, body: str) -> list[tuple[str, Figure]]:
    """Names and figures of who stands in the way of an option in a body, worst first."""
    return [
        (answer.case.name_of("actors", contents.blocker_of(figure)), figure)
        for figure in _worst(answer, option, body)
    ]


def _worst(answer: Answer, option: str, body: str) -> list[Figure]:
    found = contents.blockers(answer, option, body)[:_BLOCKERS]
    return [figure for figure in found if (figure.value or 0) >= _RARE]


def veto_holders(answer: Answer) -> list[Row]:
    """Actors whose consent the page shows: parties, guarantors, veto and needed members."""
    wanted = {
        actor.id for actor in answer.case.rows("actors")
        if {"host", "adversary", "guarantor"} & set(actor.words("roles"))
    }  # fmt: skip
    for body in answer.case.rows("bodies"):
        wanted |= {*body.words("needed_members"), *body.words("veto_members")}
        found = _worst(answer, answer.settings.options[0], body.id)
        wanted |= {contents.blocker_of(figure) for figure in found}
    return [actor for actor in answer.case.rows("actors") if actor.id in wanted]


def levers(answer: Answer) -> dict[str, list[tuple[str, Figure]]]:
    """Names and figures of who moves the forecast of each issue most."""
    return {
        issue.id: [
            (answer.case.name_of("actors", actor), figure)
            for actor, figure in contents.levers(answer, issue.id)[:_LEVERS]
        ]
        for issue in answer.case.rows("issues")
    }


def states(answer: Answer) -> list[Row]:
    """States with a pool or a pledge that ties people down."""
    keys = {key.split(".")[2] for key in answer.figures if key.startswith("answer.state.")}
    return [actor for actor in answer.case.rows("actors") if actor.id in keys]


def ranked(answer: Answer) -> list[dict[str, Any]]:
    """Criteria with their options from best to worst."""
    by_id = {ranking.criterion: ranking for ranking in answer.rankings}
    several = len(answer.settings.options) > 1
    return [
        {"criterion": c, "ranking": by_id[c.id]} for c in CRITERIA if several and by_id[c.id].order
    ]


def assumptions(answer: Answer) -> list[Row]:
    """Heaviest assumptions of the case."""
    places = (address.split(".") for address in answer.assumptions[:_ASSUMPTIONS])
    return [answer.case.row(table, row) for table, row in places]


def weights_of(answer: Answer) -> dict[str, list[str]]:
    """Parts of the id of the heaviest weight figure of each row."""
    found: dict[str, Figure] = {}
    for figure in weights(answer.figures):
        row = figure.rows[0].rpartition(".")[0]
        known = found.get(row)
        if known is None or abs(figure.value or 0) > abs(known.value or 0):
            found[row] = figure
    return {row: figure.id.split(".")[1:] for row, figure in found.items()}


def sources(answer: Answer) -> list[Any]:
    """Sources with their ages and what hangs on them, heaviest first."""
    return sorted(source_uses(answer.case), key=lambda use: -len(use.numbers))


def refused(answer: Answer) -> list[tuple[str, str, list[str]]]:
    """Sizing rules that were refused: rule, reason, and the options it was refused for."""
    found: dict[tuple[str, str], list[str]] = {}
    for option, rules in answer.refused.items():
        for rule, reason in rules.items():
            name = answer.case.name_of("sizing_rules", rule)
            found.setdefault((name, reason), []).append(answer.case.name_of("options", option))
    return [(rule, reason, names) for (rule, reason), names in found.items()]


def decisive(answer: Answer) -> list[tuple[str, tuple[str, ...]]]:
    """Beliefs and conditions by what it is worth to know them; the end of their figures' ids."""
    return [
        (contents.belief_words(answer, figure), tuple(figure.id.split(".")[-2:]))
        for figure in contents.belief_values(answer, "planned")
    ]


def models(answer: Answer) -> list[dict[str, Any]]:
    """Rival models with the option that stands best where each is true."""
    kinds = ("baseline", "presence", "response")
    found = [model for kind in kinds for model in contents.beliefs(answer, kind)]
    return [
        {"row": model, "cells": [_best_under(answer, model.id, w) for w in ("war", "clash")]}
        for model in found if contents.lead_under(answer, "war", model.id) is not None
    ]  # fmt: skip


def _best_under(answer: Answer, model: str, outcome: str) -> dict[str, Any]:
    lead = contents.lead_under(answer, outcome, model)
    if lead is None:
        return {"words": "", "figure": ()}
    others = len(answer.settings.options) - 1
    words = answer.case.name_of("options", lead.option)
    if len(lead.level) == others:
        words = "all are level"
    elif lead.level:
        words = f"{words}, level with {len(lead.level)} of {others} others"
    return {"words": words, "figure": (lead.option, contents.alone_name("planned", outcome, model))}


VIEWS: dict[str, Callable[[Answer], Any]] = {
    "options": contents.options, "domains": contents.domains, "pledges": pledges,
    "turned_offers": contents.turned_offers, "assumed_pledges": contents.assumed_pledges,
    "bodies": bodies, "veto_holders": veto_holders, "states": states, "ranked": ranked,
    "assumptions": assumptions, "weights_of": weights_of, "sources": sources,
    "in_the_way": in_the_way, "turnouts": contents.with_turnout, "levers": levers,
    "combining_rules": lambda _answer: COMBINING_RULES,
    "ladder": contents.ladder_steps, "refused": refused,
    "baselines": lambda answer: contents.beliefs(answer, "baseline"),
    "decisive": decisive, "models": models,
    "attacked": contents.attacked_options, "ladders": contents.attacked_under,
    "responses": lambda answer: contents.beliefs(answer, "response"),
    "presences": lambda answer: contents.beliefs(answer, "presence"),
    **force_views.VIEWS,
}  # fmt: skip
