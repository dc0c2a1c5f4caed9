"""What the answer says, in sentences whose numbers lead to their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ceasefire.answer import contents
from ceasefire.answer.answer import Answer, Ranking, figure_id
from ceasefire.answer.figures import Figure
from ceasefire.case.tables.politics import COMBINING_RULES

# A sentence is made of words and of figure ids; ids are printed as numbers.
Sentence = tuple[str, ...]
CARRIED = 0.8  # below this the summary says who stands in the way
_NAMED = 3
_RARE = 0.01  # who stands in the way in fewer futures is not named


def summary(answer: Answer) -> list[Sentence]:
    """Sentences of the answer in the order in which they are read."""
    return [
        *_offers(answer),
        *_gaps(answer),
        *_bodies(answer),
        *_truce(answer),
        *_robust(answer),
        *_failures(answer),
        *_attacked(answer),
        *_cost(answer),
    ]


def _offers(answer: Answer) -> Iterator[Sentence]:
    firm, assumed = (figure_id("offer", "land", level) for level in ("firm", "firm_with_assumed"))
    if not answer.figures[firm].high:
        yield ("No state has said yes with a published number of people on land.",)
        return
    yield ("Firm pledges with a published number on land: ", firm, "; with the case's "
           "assumptions about states that said yes: ", assumed, ". Open conditions are taken as "
           "met.")  # fmt: skip
    words: list[str] = ["Firm pledges in the other state of a condition: "]
    for switch, condition in contents.turned_offers(answer):
        if condition.text("state") == "on":
            continue
        said = "if it is not so that" if switch == "without" else "if"
        words += [f"{said} “{condition.text('text').rstrip('.')}” ",
                  figure_id("offer", "land", "firm", switch, condition.id), "; "]  # fmt: skip
    if len(words) > 1:
        yield (*words[:-1], ".")


def _gap(answer: Answer, option: str) -> Figure | None:
    return answer.figure(option, "gap", "firm_with_assumed")


def _gaps(answer: Answer) -> Iterator[Sentence]:
    gaps = {o: gap for o in answer.settings.options if (gap := _gap(answer, o)) is not None}
    filled = [o for o, gap in gaps.items() if not gap.low]
    short = sorted((o for o in gaps if gaps[o].low), key=lambda o: gaps[o].low or 0)
    names = ", ".join(answer.case.name_of("options", o) for o in filled)
    words = [f"With those assumptions the offer reaches the low end of: {names}."] if filled else []
    if short:
        name = answer.case.name_of("options", short[0])
        words += [f" The smallest gap is that of {name}: ", gaps[short[0]].id,
                  " for whom no state that said yes has published a number."]  # fmt: skip
    if words:
        yield tuple(words)


def _bodies(answer: Answer) -> Iterator[Sentence]:
    """Say how far each body would go over all options, and who stops the first of them."""
    several = ", least to most" if len(answer.settings.options) > 1 else ""
    words: list[str] = [f"Share of futures in which a body adopts an option{several}: "]
    for body in answer.case.rows("bodies"):
        if body.text("rule") in COMBINING_RULES:
            continue
        by_option = {o: answer.figures[figure_id(o, "body", body.id)].value or 0.0
                     for o in answer.settings.options}  # fmt: skip
        low, high = (pick(by_option, key=lambda o: by_option[o]) for pick in (min, max))
        words += [f"{body.text('name')} ", figure_id(low, "body", body.id)]
        if low != high:
            words += [" to ", figure_id(high, "body", body.id)]
        words.append("; ")
    yield (*words[:-1], ".")
    for option in _hardest(answer):
        yield from _blocked(answer, option)


def _hardest(answer: Answer) -> list[str]:
    """First option of the case, and the one that its own body adopts least often."""
    options = answer.settings.options
    hardest = min(options, key=lambda o: answer.figures[figure_id(o, "adopted")].value or 0.0)
    return list(dict.fromkeys((options[0], hardest)))


def _blocked(answer: Answer, option: str) -> Iterator[Sentence]:
    words = [f"In the way of “{answer.case.name_of('options', option)}” stand: "]
    short = answer.figure(option, "short")
    if short is not None and (short.value or 0) > _RARE:
        words += ["too few people in ", short.id, " of futures", "; "]
    for body in answer.case.rows("bodies"):
        figure = answer.figures[figure_id(option, "body", body.id)]
        if body.text("rule") in COMBINING_RULES or (figure.value or 0) >= CARRIED:
            continue
        found = [
            blocker for blocker in contents.blockers(answer, option, body.id)[:_NAMED]
            if (blocker.value or 0) >= _RARE
        ]  # fmt: skip
        for number, blocker in enumerate(found):
            name = answer.case.name_of("actors", contents.blocker_of(blocker))
            lead = f"in {body.text('name')} " if number == 0 else ""
            words += [f"{lead}{name} ", blocker.id, ", "]
        if found:
            words[-1] = "; "
    if len(words) > 1:
        yield (*words[:-1], ".")


def _truce(answer: Answer) -> Iterator[Sentence]:
    no_war, no_clash = (figure_id("no_force", f"standing_{w}_2") for w in ("war", "clash"))
    ranked = next(r for r in answer.rankings if r.criterion == "hold_planned")
    best = ranked.order[0]
    name = answer.case.name_of("options", best)
    planned, offered = (
        figure_id(best, f"standing_{stage}_clash_2") for stage in ("planned", "offered")
    )
    yield ("Without a force, the chance of no renewed war within two years is ", no_war,
           ", of no fatal clash ", no_clash, ".")  # fmt: skip
    pairs = [
        contents.belief_figure(answer, best, "clash", b.id, p.id)
        for b in contents.beliefs(answer, "baseline") for p in contents.beliefs(answer, "presence")
    ]  # fmt: skip
    figures = [figure for figure in pairs if figure is not None]
    low, high = (pick(figures, key=lambda f: f.value or 0) for pick in (min, max))
    best_of = f"Best of the options if it stood as planned: “{name}”{_level(ranked)}"
    yield (f"{best_of}, with a chance of no fatal clash of ", planned, "; as offered today ",
           offered, ". Between the rival beliefs its mean lies anywhere from ", low.id, " to ",
           high.id, ".")  # fmt: skip


def _level(ranked: Ranking) -> str:
    """How many options the futures do not tell from the first."""
    others = len(ranked.level)
    if others and others == len(ranked.order) - 1:
        return " (all options are level: the futures do not tell them apart)"
    return f" (level with {others} other{'s' if others > 1 else ''})" if others else ""


def _robust(answer: Answer) -> Iterator[Sentence]:
    """Say which options are robust, how little politics leaves, and which belief decides."""
    if len(answer.settings.options) < 2:  # noqa: PLR2004 - one option alone is best
        return
    by_id = {ranking.criterion: ranking for ranking in answer.rankings}
    if by_id["regret"].order:
        yield tuple(_leaders(answer, by_id))
    yield _after_politics(answer)
    found = contents.belief_values(answer, "planned")
    worth = [figure for figure in found if (figure.value or 0) > 0]
    if worth:
        yield ("What decides most between the options is "
               f"{contents.belief_words(answer, worth[0])}: to know it before choosing is worth ",
               worth[0].id, " of peace.")  # fmt: skip
    elif found:
        yield ("To know any single belief or condition would lead to no better choice than "
               "chance does.",)  # fmt: skip


_CRITERIA = {
    "peace_planned": "Robust is what leads by several criteria. As planned, most years of peace of "
    "five: ",
    "regret_planned": "; least lost under any one belief: ",
    "worst_belief": "; best under its worst belief: ",
    "peace": "; after politics, most years of peace: ",
}


def _leaders(answer: Answer, by_id: Mapping[str, Ranking]) -> Iterator[str]:
    for criterion, said in _CRITERIA.items():
        ranked = by_id[criterion]
        name = answer.case.name_of("options", ranked.order[0])
        yield from (f"{said}“{name}” ", figure_id(ranked.order[0], ranked.figure), _level(ranked))
    yield "."


def _after_politics(answer: Answer) -> Sentence:
    """Say how far the options lie apart once politics has had its say, and from no force."""
    name = "standing_expected_war_2"
    values = {o: answer.figures[figure_id(o, name)].value or 0 for o in answer.settings.options}
    low, high = (pick(values, key=lambda o: values[o]) for pick in (min, max))
    return ("After politics the share of futures without renewed war within two years lies "
            "between ", figure_id(low, name), " and ", figure_id(high, name), " for all options; "
            "without a force it is ", figure_id("no_force", "standing_war_2"), ".")  # fmt: skip


def _failures(answer: Answer) -> Iterator[Sentence]:
    """Say where the failures of an option lie."""
    for failed in answer.failures:
        if failed.when:
            name = answer.case.name_of("options", failed.option)
            base, held, pure = (
                figure_id(failed.option, "fails", what) for what in ("base", "coverage", "density")
            )
            yield (f"“{name}” as planned fails (war within two years) in ", base, " of futures; ",
                   held, f" of these failures lie where {failed.when}: there it fails in ", pure,
                   ".")  # fmt: skip


def _attacked(answer: Answer) -> Iterator[Sentence]:
    """Say what follows an attack on the force under each ladder, and how far beliefs part."""
    for option in contents.attacked_options(answer)[:1]:
        name = answer.case.name_of("options", option)
        words = [f"“{name}” as planned would be attacked in ",
                 figure_id(option, "attacked", "share"), " of futures. War follows within a year "
                 "in ", figure_id(option, "attacked", contents.NOBODY, "war"),
                 " of them if nobody answers"]  # fmt: skip
        for ladder in contents.attacked_under(answer):
            if ladder == contents.NOBODY:
                continue
            war = figure_id(option, "attacked", ladder, "war")
            words += [f"; under the ladder “{ladder}” in ", war]
            ends = _between_beliefs(answer, option, ladder)
            if ends:
                words += [", against nobody's answer from ", ends[0].id, " to ", ends[1].id,
                          " as beliefs about answers go"]  # fmt: skip
        yield (*words, ".")


def _between_beliefs(answer: Answer, option: str, ladder: str) -> tuple[Figure, Figure] | None:
    found = [
        figure for model in contents.beliefs(answer, "response")
        if (figure := answer.figure(option, "attacked", ladder, f"more_if_{model.id}")) is not None
    ]  # fmt: skip
    if len(found) < 2:  # noqa: PLR2004 - one belief alone leaves nothing open
        return None
    low, high = (pick(found, key=lambda f: f.value or 0) for pick in (min, max))
    return low, high


def _cost(answer: Answer) -> Iterator[Sentence]:
    costs = {
        option: figure.value or 0 for option in answer.settings.options
        if (figure := answer.figure(option, "cost_year")) and figure.value
    }  # fmt: skip
    if costs:
        low, high = (pick(costs, key=lambda o: costs[o]) for pick in (min, max))
        if low == high:
            yield ("A year costs ", figure_id(low, "cost_year"), ".")
            return
        yield ("A year costs from ", figure_id(low, "cost_year"),
               f" ({answer.case.name_of('options', low)}) to ", figure_id(high, "cost_year"),
               f" ({answer.case.name_of('options', high)}).")  # fmt: skip
