"""What a reader of an answer asks for: its rows, picked and put in order."""

from __future__ import annotations

from ceasefire.answer.answer import Answer, Lead
from ceasefire.answer.attack_figures import NOBODY
from ceasefire.answer.figures import Figure
from ceasefire.case.rows import Row
from ceasefire.case.tables.common import OUTCOMES
from ceasefire.case.tables.force import DOMAIN_UNITS, STANCES
from ceasefire.force.offers import LEVELS, current_pledges, earlier_pledges
from ceasefire.futures.outcomes import STAGES, alone_name, model_name
from ceasefire.politics.positions import RECORD_ERROR
from ceasefire.truce.ladder import ladder_names, steps
from ceasefire.truce.standing import YEARS

__all__ = ["LEVELS", "NOBODY", "OUTCOMES", "RECORD_ERROR", "STAGES", "YEARS", "alone_name"]


def options(answer: Answer) -> list[Row]:
    """Options of the answer."""
    return [answer.case.row("options", option) for option in answer.settings.options]


def statements(answer: Answer) -> list[tuple[Row, list[Row]]]:
    """Last statements of all actors, from yes to no, each with those it takes the place of."""
    rows = [row for domain in DOMAIN_UNITS for row in current_pledges(answer.case, domain)]
    rows.sort(key=lambda row: (STANCES.index(row.text("stance")), row.text("domain") != "land"))
    return [(row, earlier_pledges(answer.case, row)) for row in rows]


def domains(answer: Answer) -> dict[str, str]:
    """Domains in which somebody said something, with their units."""
    return {d: unit for d, unit in DOMAIN_UNITS.items() if current_pledges(answer.case, d)}


def assumed_pledges(answer: Answer) -> list[Row]:
    """Pledges that are the case's assumptions."""
    return [row for row in answer.case.rows("pledges") if row.grade == "assumption"]


def ladder_steps(answer: Answer) -> list[Row]:
    """Steps of the response ladder, from the first."""
    return steps(answer.case)


def beliefs(answer: Answer, kind: str) -> list[Row]:
    """Rival models of a kind: ``baseline``, ``presence``, ``response``."""
    return answer.case.rival_models(kind)


def belief_figure(
    answer: Answer, option: str, outcome: str, baseline: str, presence: str
) -> Figure | None:
    """Standing after two years if the force stood as planned, under one pair of beliefs."""
    return answer.figure(option, model_name("planned", outcome, baseline, presence))


def turned_offers(answer: Answer) -> list[tuple[str, Row]]:
    """Conditions whose other state changes the firm offer on land, as ``(without, row)``."""
    base = answer.figures["answer.offer.land.firm"]
    found = []
    for condition in answer.case.rows("conditions"):
        for switch in ("without", "with"):
            figure = answer.figure("offer", "land", "firm", switch, condition.id)
            if figure is not None and (figure.low, figure.high) != (base.low, base.high):
                found.append((switch, condition))
    return found


def blockers(answer: Answer, option: str, body: str) -> list[Figure]:
    """Figures of who stands in the way of an option in a body, worst first."""
    prefix = f"answer.{option}.blocks.{body}."
    found = [figure for key, figure in answer.figures.items() if key.startswith(prefix)]
    return sorted(found, key=lambda figure: -(figure.value or 0))


def blocker_of(figure: Figure) -> str:
    """Actor of a figure that ``blockers`` gave."""
    return figure.id.rpartition(".")[2]


def idle_edits(answer: Answer) -> list[str]:
    """What-ifs that no result rests on beside the condition's own figure."""
    rests = {
        row
        for key, figure in answer.figures.items()
        if not key.startswith("answer.condition.")
        for row in figure.rows
    }
    rows = {row.rpartition(".")[0] if row.count(".") > 1 else row for row in rests}
    return [edit for edit in answer.settings.edits if ".".join(edit.split(".")[:2]) not in rows]


def parties(answer: Answer) -> list[str]:
    """Host and adversary, in this order."""
    actors = answer.case.rows("actors")
    return [a.id for role in ("host", "adversary") for a in actors if role in a.words("roles")]


def consenting(answer: Answer) -> list[str]:
    """Actors whose consent is known: the parties first, then those that accept least."""
    least: dict[str, float] = {}
    for key, figure in answer.figures.items():
        parts = key.split(".")
        if parts[1] == "package":
            least[parts[3]] = min(least.get(parts[3], 1.0), figure.value or 0.0)
    first = [actor for actor in parties(answer) if actor in least]
    rest = sorted((a for a in least if a not in first), key=lambda actor: least[actor])
    return [*first, *rest]


def to_win_over(answer: Answer, option: str) -> list[tuple[Row, str, Figure]]:
    """Bodies and members that would have to be won over for an option, with the points lacking."""
    prefix = f"answer.{option}.win_over."
    return [
        (answer.case.row("bodies", (parts := key.split("."))[3]), parts[4], figure)
        for key, figure in answer.figures.items()
        if key.startswith(prefix)
    ]


def levers(answer: Answer, issue: str) -> list[tuple[str, Figure]]:
    """Actors with the points by which each moves the forecast of an issue, largest first."""
    prefix = f"answer.lever.{issue}."
    found = [(k.rpartition(".")[2], f) for k, f in answer.figures.items() if k.startswith(prefix)]
    return sorted(found, key=lambda item: -(item[1].value or 0))


def with_turnout(answer: Answer) -> list[Row]:
    """Options whose own body is a coalition that asks for a share of the force."""
    return [row for row in options(answer) if answer.figure(row.id, "short") is not None]


def attacked_options(answer: Answer) -> list[str]:
    """Options whose force is attacked in some futures, the one with the least regret first."""
    ranked = next(r for r in answer.rankings if r.criterion == "regret_planned")
    order = [*ranked.order, *(o for o in answer.settings.options if o not in ranked.order)]
    shares = {option: answer.figure(option, "attacked", "share") for option in order}
    return [option for option, share in shares.items() if share is not None and share.value]


def attacked_under(answer: Answer) -> list[str]:
    """Ladders under which attacks on the force were lived through; nobody's answer last."""
    return [*ladder_names(answer.case), NOBODY]


def belief_values(answer: Answer, stage: str) -> list[Figure]:
    """Figures of what it is worth to know a belief or a condition, worthiest first."""
    prefix = f"answer.knowing.{stage}."
    found = [figure for key, figure in answer.figures.items() if key.startswith(prefix)]
    return sorted(found, key=lambda figure: -(figure.value or 0))


def belief_words(answer: Answer, figure: Figure) -> str:
    """What a figure of `belief_values` is about, in words."""
    sort, key = figure.id.split(".")[-2:]
    if sort == "condition":
        text = answer.case.row("conditions", key).text("text").rstrip(".")
        return f"whether it is so that “{text}”"
    return {
        "baseline": "which baseline of truces is true", "presence": "what a force changes",
        "response": "what answers to breaches do",
    }.get(key, f"which belief of kind {key} is true")  # fmt: skip


def lead_under(answer: Answer, outcome: str, model: str) -> Lead | None:
    """Which option stands best as planned where a rival model is true."""
    found = [lead for lead in answer.leads if (lead.outcome, lead.model) == (outcome, model)]
    return found[0] if found else None
