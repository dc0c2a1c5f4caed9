"""How ``simulate`` prints: a history in words, with a small plot, and shares of many."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import click
import numpy as np
from numpy.typing import NDArray

from ceasefire.case.rows import Case
from ceasefire.futures.histories import Histories, Shares
from ceasefire.report.terminal import print_table
from ceasefire.truce import arrays as a
from ceasefire.truce.from_case import GivenLadders
from ceasefire.truce.plain import Event
from ceasefire.truce.standing import YEARS

_WIDTH = 110  # columns of the plot
_BARS = "▁▂▃▄▅▆▇█"
# Letters under the plot; where a column has several, the last of these is printed.
_MARKS = {"recommitment": "r", "surge": "s", "crossfire": "x", "deliberate": "X", "answer": "a",
          "clash": "C", "withdrawal": "L", "war": "W"}  # fmt: skip
_MARK_WORDS = ("r: new commitment, s: surge, x: force hit, X: force attacked, a: answer, "
               "C: fatal clash, L: force leaves, W: war")  # fmt: skip
_BREACH_WORDS = ("surge", "clash", "attack", "attack that killed")
_QUIET = ("violations",)  # told by the plot


def print_preface(found: Histories, left: NDArray[np.float32], paths: int) -> None:
    """Say how far the histories that are told stand for all."""
    of = left[found.own]
    war = float((of[:, a.WAR_WEEK] < found.horizon).mean())
    click.echo(
        f"Told are the first {paths} of {len(of):,} histories, not chosen ones. War came within "
        f"{found.horizon} weeks in {war:.1%} of all.\n"
    )


def print_path(case: Case, found: Histories, number: int, events: Sequence[Event]) -> None:
    """Print one history: its plot, then every week in which something happened."""
    name, ladder = found.option.text("name"), found.names[found.own]
    click.echo(f"History {number + 1}: {name}, {found.stage}, ladder {ladder}")
    _print_plot(found.horizon, events)
    weeks: dict[int, list[str]] = {}
    wrong = False
    for event in events:
        wrong = bool(event.details["wrong"]) if event.what == "breach" else wrong
        if event.what not in _QUIET:
            weeks.setdefault(event.week, []).append(_words(case, found.ladders, event, wrong=wrong))
    for week, said in weeks.items():
        click.echo(f"  week {week + 1}: " + "; ".join(said))
    if not any(event.what == "war" for event in events):
        click.echo(f"  no war in {found.horizon} weeks")
    click.echo()


def _print_plot(horizon: int, events: Sequence[Event]) -> None:
    each = math.ceil(horizon / _WIDTH)
    columns = math.ceil(horizon / each)
    heights, marks = [0.0] * columns, [" "] * columns
    order = list(_MARKS)
    for event in events:
        place = event.week // each
        if event.what == "violations":
            heights[place] = max(heights[place], event.details["count"])
        elif event.what in _MARKS:
            before = [what for what, mark in _MARKS.items() if mark == marks[place]]
            if not before or order.index(event.what) > order.index(before[0]):
                marks[place] = _MARKS[event.what]
    last = max((event.week // each for event in events), default=-1)
    most = max(heights, default=0.0)
    if most > 0:
        bars = "".join(_bar(height / most) for height in heights[: last + 1])
        click.echo(f"  {bars}  violations, at most {most:,.0f} in a week")
    if any(mark != " " for mark in marks):
        click.echo(f"  {''.join(marks).rstrip()}\n  {_MARK_WORDS}")


def _bar(share: float) -> str:
    return _BARS[min(int(share * len(_BARS)), len(_BARS) - 1)]


def _words(case: Case, given: GivenLadders, event: Event, *, wrong: bool) -> str:
    if "step" in event.details:
        return _step_words(case, given, event, wrong=wrong)
    return _WORDS[event.what](event.details)


def _step_words(case: Case, given: GivenLadders, event: Event, *, wrong: bool) -> str:
    step = given.steps[int(event.details["step"])]
    if event.what == "not_there":
        return f"step {step.id} cannot be taken"
    if event.what == "no_attribution":
        return f"step {step.id} waits for somebody to be blamed, in vain"
    who = " and ".join(
        case.name_of("bodies" if one in case.tables["bodies"] else "actors", one)
        for one in step.words("answers")
    )
    begins = int(event.details["begins"]) + 1
    verb = "answers" if len(step.words("answers")) == 1 else "answer"
    said = f"{who} {verb} by step {step.id} ({step.text('act')}), felt from week {begins}"
    heeded = "heeded" if event.details["heeded"] else "not heeded"
    return f"{said}, {'a false answer, ' if wrong else ''}{heeded}"


def _several(number: float, one: str, many: str) -> str:
    return f"{number:,.0f} {one if number == 1 else many}"


def _breach(details: Mapping[str, float]) -> str:
    name = _BREACH_WORDS[int(details["breach"])]
    if details["wrong"]:
        return f"the {name} is laid at the wrong door"
    return f"the {name} is {'attributed' if details['attributed'] else 'not attributed'}"


_WORDS: dict[str, Callable[[Mapping[str, float]], str]] = {
    "recommitment": lambda _: "the parties commit themselves anew",
    "surge": lambda d: f"violations are {d['ratio']:.1f} times what is expected",
    "crossfire": lambda d: "the force is hit without being meant, "
    + _several(d["incidents"], "incident", "incidents"),
    "deliberate": lambda d: "the force is attacked, "
    + _several(d["incidents"], "incident", "incidents"),
    "force_killed": lambda d: f"{d['people']:,.0f} of the force killed",
    "withdrawal": lambda _: "the force leaves",
    "clash": lambda d: f"a fatal clash, {d['deaths']:,.0f} dead",
    "war": lambda _: "it becomes war",
    "breach": _breach,
    "unanswered": lambda d: f"nobody answers the {_BREACH_WORDS[int(d['breach'])]}",
}  # fmt: skip

# What is printed of a run: name in `Shares`, heading, whether it is a share of futures.
_STANDING = tuple(
    (f"no_{what}_{years}", f"no {what}, {years} y", True)
    for what in ("war", "clash") for years in YEARS
)  # fmt: skip
_COUNTED = (
    ("clashes", "clashes", False), ("crossfire", "force hit", False),
    ("deliberate", "attacked", False), ("force_deaths", "force killed", False),
    ("withdrawn", "force left", True), ("answers", "answers", False),
    ("false_answers", "false", False), ("unanswered", "unanswered", False),
    ("held", "fights", False),
)  # fmt: skip


def print_shares(found: Histories, counted: Mapping[str, Shares], futures: int) -> None:
    """Print what happens under each ladder, over all futures."""
    own, name = found.names[found.own], found.option.text("name")
    for title, columns in (
        ("Chance that no war, and no fatal clash, came within 1, 2 and 5 years", _STANDING),
        (f"In {found.horizon} weeks, or until war came: means per history", _COUNTED),
    ):
        headers = ("ladder", *(heading for _, heading, _ in columns))
        rows = [
            (_run_words(run, own), *(_cell(of[key], share=share) for key, _, share in columns))
            for run, of in counted.items()
        ]
        print_table(f"{title}: {name}, {found.stage}", headers, rows, right=headers[1:])
    error = math.sqrt(0.25 / futures)
    click.echo(
        f"{futures:,} futures, the same luck in every row; a share is off by {error:.1%} at most "
        f"(standard error), a difference between rows by less. * the ladder of its mandate "
        f"(at most: {a.ACTS[found.mandate.most]}). Most numbers of the process are assumptions."
    )


def _run_words(run: str, own: str) -> str:
    return f"{run} *" if run == own else run


def _cell(value: float, *, share: bool) -> str:
    if share:
        return f"{value:.1%}"
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"  # noqa: PLR2004 - three digits
