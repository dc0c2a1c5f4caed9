"""``ceasefire consent``: who accepts, which body adopts, who blocks, and what would turn it."""

from __future__ import annotations

import click

from ceasefire.answer.assess import chosen_options
from ceasefire.answer.consent import DEFAULT_DRAWS, Consultation, Decision, Reception, consult
from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options
from ceasefire.report.terminal import print_table
from ceasefire.report.words import number_words

_HIGHEST_SEED = 2**63 - 1
_BLOCKERS = 4
_RARE = 0.01
_CHANGED = 0.5  # points; smaller changes are left out of what is printed
_ACTORS = 14


@click.command("consent")
@case_argument
@click.option("--option", "options", multiple=True, metavar="ID",
              help="Show this option in every body; may be given again.")  # fmt: skip
@click.option("--draws", type=click.IntRange(1, 20_000), default=DEFAULT_DRAWS,
              show_default=True, metavar="N", help="Draws of what is uncertain.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, _HIGHEST_SEED), default=1, show_default=True,
              metavar="S", help="Key of all draws.")  # fmt: skip
@what_if_options
@json_option
def command(  # noqa: PLR0913 - one argument per option of the command line
    case: str, options: tuple[str, ...], draws: int, seed: int,
    sets: tuple[str, ...], off: tuple[str, ...], *, as_json: bool,
) -> None:  # fmt: skip
    """Show who accepts the packages and options of CASE, which body adopts them, and who blocks."""
    loaded, _ = what_if(load_case(case), sets, off)
    found = consult(loaded, chosen_options(loaded, options), draws=draws, seed=seed)
    if as_json:
        print_json(found.as_json())
        return
    click.echo(f"{loaded.meta.text('title')}, as of {loaded.as_of}: {draws:,} draws")
    _print_packages(found)
    if options:
        for option in found.options:
            _print_option(found, option)
    else:
        _print_options(found)


def _print_packages(found: Consultation) -> None:
    case = found.case
    actors = _who_matters(found)
    rows = [
        (case.name_of("actors", actor), *(_accepts(p, actor) for p in found.packages.values()))
        for actor in actors
    ]
    zones = (_maybe(package.zone_parties) for package in found.packages.values())
    rows.append(("better than no deal for both parties", *zones))
    rows.append(("efficient", *("yes" if p.efficient else "no" for p in found.packages.values())))
    headers = ("accepts it rather than no deal", *(p.name for p in found.packages.values()))
    print_table("Packages", headers, rows)
    click.echo(
        "Better for both: share of draws in which it is worth more than no deal to host and "
        "adversary alike; whether\nthey accept has chance in it besides. Efficient: no other "
        "package is better for one actor and worse for none."
    )
    for name, package in found.solutions.items():
        what = name.replace("_", "-").title()
        picked = found.packages[package].name if package else "none: each leaves somebody worse off"
        click.echo(f"{what} would pick: {picked}")
    click.echo("")


def _who_matters(found: Consultation) -> list[str]:
    """Actors whose consent is shown: those of whom the packages ask most come last."""
    known: dict[str, float] = {}
    for reception in found.packages.values():
        for actor, attitude in reception.attitudes.items():
            known[actor] = min(known.get(actor, 1.0), attitude.accepts)
    roles = {a.id: set(a.words("roles")) for a in found.case.rows("actors")}
    first = [a for a in known if roles[a] & {"host", "adversary", "guarantor", "mediator"}]
    rest = sorted((a for a in known if a not in first), key=lambda a: known[a])
    return [*first, *rest][:_ACTORS]


def _print_options(found: Consultation) -> None:
    rows = []
    for key, reception in found.options.items():
        option = found.case.row("options", key)
        decision = reception.decisions[option.text("adopted_by")]
        rows.append((
            reception.name, found.case.name_of("bodies", option.text("adopted_by")),
            _chance(decision), _blockers(found.case, decision), _maybe(reception.zone_parties),
        ))  # fmt: skip
    headers = (
        "option",
        "adopted by",
        "adopted",
        "who stands in the way",
        "better for both parties",
    )
    print_table("Options in the bodies that are to adopt them", headers, rows)
    click.echo(
        "Behind ± stands the standard error; * marks shares that were counted, the others are "
        "summed over the votes exactly.\n"
        "See one option in every body, and what would turn it, with --option ID."
    )


def _print_option(found: Consultation, key: str) -> None:
    reception, case = found.options[key], found.case
    order = sorted(reception.attitudes.items(), key=lambda item: item[1].margin)
    rows = [
        (case.name_of("actors", actor), _share(a.accepts), f"{a.margin:+.0f}",
         f"{a.low:+.0f} to {a.high:+.0f}")
        for actor, a in order
    ]  # fmt: skip
    headers = ("actor", "accepts", "points over no deal", "nine draws in ten")
    body = case.name_of("bodies", case.row("options", key).text("adopted_by"))
    print_table(f"{reception.name} as {body} would do it: who can live with it", headers, rows)
    lines = [
        (case.name_of("bodies", body), _rule(case, body), _chance(decision),
         _blockers(case, decision), _name(case, decision.binding), _turns(case, decision))
        for body, decision in reception.decisions.items()
    ]  # fmt: skip
    click.echo("A body may bring terms of its own, such as its flag: its members judge by those.")
    columns = ("body", "rule", "adopted", "who stands in the way", "binding", "what turns it")
    print_table(f"{reception.name} in every body", columns, lines)


def _rule(case: Case, body: str) -> str:
    return case.row("bodies", body).text("rule").replace("_", " ")


def _name(case: Case, actor: str) -> str:
    return case.name_of("actors", actor) if actor else "nobody alone"


def _turns(case: Case, decision: Decision) -> str:
    """Words for what would turn a body, at the middle of all bands."""
    found = decision.bargain
    if found is None:
        return "nothing in the terms"
    if not found.won_over:
        lacking = f"; {_people(decision.lacking)} people more" if decision.short >= _RARE else ""
        return f"nobody has to be won over{lacking}"
    won = ", ".join(
        f"{case.name_of('actors', a)} by {_points(p)}" for a, p in found.won_over.items()
    )
    changes = ", ".join(
        f"{issue} {before:.0f} to {after:.0f}"
        for issue, (before, after) in found.changes.items()
        if abs(after - before) >= _CHANGED
    )
    return f"{won} points; or {changes}"


def _points(points: float) -> str:
    return f"{points:.0f}" if points >= 1 else "under 1"


def _people(number: float) -> str:
    """Number with two significant digits."""
    return f"{float(f'{number:.2g}'):,.0f}"


def _blockers(case: Case, decision: Decision) -> str:
    worst = sorted(decision.blocks.items(), key=lambda item: -item[1])[:_BLOCKERS]
    named = [f"{case.name_of('actors', a)} {_share(s)}" for a, s in worst if s >= _RARE]
    if decision.short >= _RARE:
        named.append(f"too few people {_share(decision.short)}")
    return ", ".join(named) or "nobody"


def _accepts(reception: Reception, actor: str) -> str:
    attitude = reception.attitudes.get(actor)
    return "" if attitude is None else _share(attitude.accepts)


def _chance(decision: Decision) -> str:
    mark = "" if decision.exact else "*"
    error = "?" if decision.error is None else f"{100 * decision.error:.1f}"
    return f"{_share(decision.chance)} ± {error}{mark}"


def _maybe(value: float | None) -> str:
    return "" if value is None else _share(value)


def _share(value: float) -> str:
    return number_words(value, "probability")
