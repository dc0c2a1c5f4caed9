"""``ceasefire size``: how many people each mission type needs, and by which rule."""

from __future__ import annotations

from typing import Any

import click

from ceasefire.answer.assess import chosen_options
from ceasefire.case.edits import what_if
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.cli.options import case_argument, json_option, print_json, what_if_options
from ceasefire.force.benchmarks import Errors, leave_one_out
from ceasefire.force.offers import measured_by
from ceasefire.force.requirement import End, Requirement, by_mission_type, parts, requirement
from ceasefire.report.terminal import print_table
from ceasefire.report.words import number_words, value_words

_KINDS = {"land": "land", "river": "river", "border_pocket": "border pockets", "area": "area"}


@click.command("size")
@case_argument
@click.option("--option", "options", multiple=True, metavar="ID",
              help="Hold this option against its requirement; may be given again.")  # fmt: skip
@what_if_options
@json_option
def command(
    case: str, options: tuple[str, ...], sets: tuple[str, ...], off: tuple[str, ...],
    *, as_json: bool,
) -> None:  # fmt: skip
    """Show what each mission type of CASE needs, and the rule and past mission behind it."""
    loaded, _ = what_if(load_case(case), sets, off)
    needs = by_mission_type(loaded)
    chosen = {row.id: row for row in chosen_options(loaded, options)} if options else {}
    held = {
        key: (requirement(loaded, row), requirement(loaded, row, own_sources=False))
        for key, row in chosen.items()
    }
    error = leave_one_out(loaded).overall
    if as_json:
        print_json({
            "case": loaded.name,
            "mission_types": [_as_json(loaded, need) for need in needs.values()],
            "options": {
                key: {
                    "size": value_words(chosen[key], measured_by(chosen[key])[0]),
                    "needs": _as_json(loaded, need), "by_other_sources": _as_json(loaded, other),
                }
                for key, (need, other) in held.items()
            },
            "leave_one_out_factor": None if error is None else error.typical,
        })  # fmt: skip
        return
    _print_types(needs)
    for key, (need, other) in held.items():
        _print_option(loaded, key, need, other)
    _print_ground(loaded, needs)
    _print_refused(needs)
    _print_error(error)


def _as_json(case: Case, need: Requirement) -> dict[str, Any]:
    return {
        "mission_type": need.mission_type, "consent": need.consent,
        "low": _end_json(case, need.low), "high": _end_json(case, need.high),
        "refused": {r.rule.id: r.refused for r in need.refused},
        "rows": [str(row) for row in need.rows],
    }  # fmt: skip


def _end_json(case: Case, end: End | None) -> dict[str, Any] | None:
    if end is None:
        return None
    return {
        "people": end.people, "rule": end.result.rule.id, "bound": end.bound,
        "nearest": None if end.nearest is None else end.nearest.mission.id, "times": end.times,
        "own_source": _own_source(end),
        "ground": {part.kind: [part.people.low, part.people.central, part.people.high]
                   for part in parts(case, end.result)},
    }  # fmt: skip


def _print_types(needs: dict[tuple[str, str], Requirement]) -> None:
    rows = [
        (need.mission_type.replace("_", " "), need.consent, *_end(need.low), *_end(need.high))
        for need in needs.values()
    ]
    headers = ("mission type", "consent", "from", "by", "held against", "to", "by", "held against")
    print_table("People on the ground, by the rules that hold", headers, rows, right=("from", "to"))


def _end(end: End | None) -> tuple[str, str, str]:
    """People, rule, and the nearest past mission with how often its density is taken."""
    if end is None:
        return ("no rule holds", "", "")
    beside = "no past mission"
    if _own_source(end):
        beside = f"its own source: {', '.join(one.name for one in end.taken_from)}"
    elif end.nearest is not None and end.times is not None:
        beside = f"{end.times:.1f} x {end.nearest.name}"
    return (f"{end.bound} {end.people:,.0f}".strip(), end.result.rule.text("name"), beside)


def _own_source(end: End) -> bool:
    """Whether the mission nearest to a rule is one that the rule was taken from."""
    return end.nearest is not None and end.nearest in end.taken_from


def _print_option(case: Case, key: str, need: Requirement, other: Requirement) -> None:
    rows = [
        (what, *_end(one.low)[:2], *_end(one.high)[:2])
        for what, one in (("all rules", need), ("rules of other sources", other))
    ]
    option = case.row("options", key)
    size = "no size published"
    if not option.band("troops").blank:
        size = f"{value_words(option, 'troops')} published"
    if need.low is None:
        part = measured_by(option)[0]
        if part != "troops" and not option.band(part).blank:
            size = f"no people asked for, but {value_words(option, part)}"
        kind = need.mission_type.replace("_", " ")
        name = option.text("name")
        click.echo(f"{name}: {size}; no rule holds for {kind} ({need.consent} consent).\n")
        return
    title = f"{option.text('name')}: {size}, against"
    print_table(title, ("", "from", "by", "to", "by"), rows, right=("from", "to"))


def _print_ground(case: Case, needs: dict[tuple[str, str], Requirement]) -> None:
    rows = []
    for need in needs.values():
        for what, end in (("from", need.low), ("to", need.high)):
            for part in parts(case, end.result) if end else ():
                yardsticks = ", ".join(f"{one:g}" for one in part.yardsticks) or "not given"
                rows.append((
                    need.mission_type.replace("_", " "), what, _KINDS.get(part.kind, part.kind),
                    f"{part.size.low:,.0f} to {part.size.high:,.0f}", yardsticks,
                    f"{part.people.low:,.0f} to {part.people.high:,.0f}",
                ))  # fmt: skip
    headers = ("mission type", "end", "ground", "km or thousands", "yardstick, km", "people")
    print_table("The same by the ground they stand on", headers, rows, right=("people",))


def _print_refused(needs: dict[tuple[str, str], Requirement]) -> None:
    """Rules that are of a mission's type and still do not hold: the others would say nothing."""
    for need in needs.values():
        for result in need.refused:
            if need.mission_type in result.rule.words("mission_types"):
                kind = need.mission_type.replace("_", " ")
                name = result.rule.text("name")
                click.echo(f"refused for {kind} ({need.consent} consent): {name}: {result.refused}")


def _print_error(error: Errors | None) -> None:
    if error is None:
        click.echo("No past mission can be foretold from others: nothing is known of the error.")
        return
    click.echo(
        "Past missions foretold from the others of their type are off by a factor of "
        f"{error.typical:.1f} as a rule,\n"
        f"{number_words(error.within_two, 'probability')} of {error.missions} by less than two: "
        "a band, not a number."
    )
