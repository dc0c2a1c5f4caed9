"""What the answer says, in sentences whose numbers lead to their figures."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.answer.answer import Answer, figure_id
from ceasefire.answer.figures import Figure
from ceasefire.case.tables.politics import COMBINING_RULES

# A sentence is made of words and of figure ids; ids are printed as numbers.
Sentence = tuple[str, ...]
CARRIED = 0.8  # below this the summary says who stands in the way
_NAMED = 3


def summary(answer: Answer) -> list[Sentence]:
    """Sentences of the answer in the order in which they are read."""
    return [*_offers(answer), *_gaps(answer), *_bodies(answer), *_truce(answer), *_cost(answer)]


def _offers(answer: Answer) -> Iterator[Sentence]:
    firm, assumed = (figure_id("offer", "land", level) for level in ("firm", "firm_with_assumed"))
    if (answer.figures[firm].high or 0) > 0:
        yield ("Firm pledges with a published number on land: ", firm, "; with the case's "
               "assumptions about states that said yes: ", assumed, ".")  # fmt: skip
    else:
        yield ("No state has said yes with a published number of people on land.",)
    for key, figure in answer.figures.items():
        if key.startswith(f"{firm}.without.") and _drops(answer.figures[firm], figure):
            condition = answer.case.row("conditions", key.rpartition(".")[2]).text("text")
            yield ("If this is not met: ", _quoted(condition), ", firm pledges are ", key, ".")


def _quoted(text: str) -> str:
    return f"“{text.rstrip('.')}”"


def _drops(whole: Figure, part: Figure) -> bool:
    return (part.high or 0) < (whole.high or 0)


def _gaps(answer: Answer) -> Iterator[Sentence]:
    short = [
        option for option in answer.settings.options
        if (gap := answer.figure(option, "gap", "firm_with_assumed")) and (gap.low or 0) > 0
    ]  # fmt: skip
    filled = [
        option for option in answer.settings.options
        if (gap := answer.figure(option, "gap", "firm_with_assumed")) and not gap.low
    ]  # fmt: skip
    if filled:
        names = ", ".join(answer.case.name_of("options", o) for o in filled)
        yield (f"What is offered could fill, at least at their low end: {names}.",)
    short.sort(key=lambda o: answer.figures[figure_id(o, "gap", "firm_with_assumed")].low or 0)
    for option in short[:1]:
        name = answer.case.name_of("options", option)
        yield (f"The next larger option, {name}, is short by ",
               figure_id(option, "gap", "firm_with_assumed"),
               " people whom nobody has published.")  # fmt: skip


def _bodies(answer: Answer) -> Iterator[Sentence]:
    for body in answer.case.rows("bodies"):
        if body.text("rule") in COMBINING_RULES:
            continue
        by_option = {o: answer.figures[figure_id(o, "body", body.id)].value or 0.0
                     for o in answer.settings.options}  # fmt: skip
        low, high = (pick(by_option, key=lambda o: by_option[o]) for pick in (min, max))
        names = [answer.case.name_of("options", option) for option in (low, high)]
        words = [f"{body.text('name')}: a yes in ", figure_id(low, "body", body.id),
                 f" of futures (“{names[0]}”) to ", figure_id(high, "body", body.id),
                 f" (“{names[1]}”)"]  # fmt: skip
        if by_option[high] < CARRIED:
            words += _blocked(answer, high, body.id)
        yield (*words, ".")


def _blocked(answer: Answer, option: str, body: str) -> list[str]:
    words = ["; in the way of the latter stand "]
    for figure in _blockers(answer, option, body):
        words += [answer.case.name_of("actors", figure.id.rpartition(".")[2]), " ", figure.id, ", "]
    return words[:-1] if len(words) > 1 else []


def _blockers(answer: Answer, option: str, body: str) -> list[Figure]:
    prefix = figure_id(option, "blocks", body, "")
    found = [figure for key, figure in answer.figures.items() if key.startswith(prefix)]
    return sorted(found, key=lambda figure: -(figure.value or 0))[:_NAMED]


def _truce(answer: Answer) -> Iterator[Sentence]:
    no_war, no_clash = (figure_id("no_force", f"standing_{w}_2") for w in ("war", "clash"))
    ranked = next(r for r in answer.rankings if r.criterion == "hold_planned")
    best = ranked.order[0]
    name = answer.case.name_of("options", best)
    planned, offered = (
        figure_id(best, f"standing_{stage}_clash_2") for stage in ("planned", "offered")
    )
    yield ("Without a force, ", no_war, " of truces see no renewed war within two years and ",
           no_clash, " no fatal clash.")  # fmt: skip
    yield (f"Best of the options if it stood as planned: “{name}”, ", planned,
           " without a fatal clash; as offered today, ", offered, ".")  # fmt: skip
    prefix = figure_id(best, "standing_planned_clash_2_")
    models = [figure for key, figure in answer.figures.items() if key.startswith(prefix)]
    low, high = (pick(models, key=lambda f: f.value or 0) for pick in (min, max))
    yield ("Between the rival beliefs the same option lies anywhere from ", low.id, " to ", high.id,
           ".")  # fmt: skip


def _cost(answer: Answer) -> Iterator[Sentence]:
    costs = {
        option: figure.value for option in answer.settings.options
        if (figure := answer.figure(option, "cost_year")) and figure.value
    }  # fmt: skip
    if costs:
        low, high = min(costs, key=lambda o: costs[o] or 0), max(costs, key=lambda o: costs[o] or 0)
        yield ("A year costs from ", figure_id(low, "cost_year"),
               f" ({answer.case.name_of('options', low)}) to ", figure_id(high, "cost_year"),
               f" ({answer.case.name_of('options', high)}).")  # fmt: skip
