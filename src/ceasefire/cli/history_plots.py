"""How ``simulate`` plots single histories: from what happened to the rows of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ceasefire.core.errors import CeasefireError
from ceasefire.core.files import write_whole
from ceasefire.futures.histories import Histories
from ceasefire.report import history_charts as chart
from ceasefire.report.marks import Rows
from ceasefire.report.page import history_page
from ceasefire.truce.from_case import GivenLadders
from ceasefire.truce.plain import Event

_MOST = 20  # histories in one plot
_ENDINGS = (".html", ".svg")
# Lane and colour of an event; those that depend on more than its name stand in `_mark`.
_PLAIN = {
    "recommitment": ("new commitment", chart.COMMITMENT),
    "surge": ("surge", chart.SURGE),
    "unanswered": ("nobody answers", chart.UNANSWERED),
    "withdrawal": ("force leaves", chart.LEAVES),
    "clash": ("fatal clash", chart.CLASH),
    "war": ("war", chart.CLASH),
}
_HIT = {"crossfire": "force hit by chance", "deliberate": "force attacked"}
_ALWAYS = ("fatal clash", "war")  # an empty lane of these says something


def refuse_plot(out: Path | None, paths: int) -> None:
    """Say what is wrong with a plot that is asked for, before anything is computed.

    Raises:
        CeasefireError: the file's ending is unknown, its folder is not there, it is a folder, or
            there are no histories to plot or too many.
    """
    if out is None:
        return
    if out.suffix.lower() not in _ENDINGS:
        ending = f"ends in '{out.suffix}'" if out.suffix else "has no ending"
        msg = f"cannot plot to {out}: its name {ending}"
        raise CeasefireError(msg, f"give a name that ends in {' or '.join(_ENDINGS)}")
    if out.is_dir():
        msg = f"cannot plot to {out}: it is a folder"
        raise CeasefireError(msg, "give the name of a file")
    if not out.parent.is_dir():
        msg = f"cannot plot to {out}: there is no folder {out.parent}"
        raise CeasefireError(msg, "make the folder first, or name another one")
    if not 1 <= paths <= _MOST:
        msg = f"cannot plot {paths:,} histories below one another"
        raise CeasefireError(msg, f"give --paths from 1 to {_MOST}, or leave out --out")


def write_plot(out: Path, found: Histories, told: Sequence[Sequence[Event]]) -> None:
    """Write a plot of single histories.

    Args:
        out: the file, as `refuse_plot` accepts it.
        found: the option and its ladders.
        told: events of each history.

    Raises:
        CeasefireError: the file cannot be written.
    """
    chosen = as_chart(found, told)
    if out.suffix.lower() == ".svg":
        text = chart.history_pictures(chosen)["wide"]
    else:
        text = history_page(chosen)
    write_whole(out, text)


def as_chart(found: Histories, told: Sequence[Sequence[Event]]) -> chart.Told:
    """Turn events into what the chart shows."""
    histories = [_history(found, events) for events in told]
    used = {row["lane"] for one in histories for row in one.marks} | set(_ALWAYS)
    ladder = found.names[found.own]
    steps = [_step(found.ladders, k) for k in range(len(found.ladders.steps))]
    before = ["new commitment", "surge", *_HIT.values()]
    lanes = [*before, *steps, "nobody answers", "force leaves", "fatal clash", "war"]
    return chart.Told(
        f"{found.option.text('name')}, {found.stage}, ladder {ladder}: single histories",
        f"The first {len(told)} of {len(found.given.shared.futures):,} histories, not chosen ones. "
        "Each step of a ladder that answered has a lane of its own; grey is after the war. "
        "No forecast: most numbers of the process are assumptions.",
        found.horizon, [lane for lane in lanes if lane in used], histories,
    )  # fmt: skip


def _history(found: Histories, events: Sequence[Event]) -> chart.History:
    violations: Rows = []
    marks: Rows = []
    war, wrong = None, False
    for event in events:
        week, details = event.week + 1, event.details
        if event.what == "violations":
            violations.append({"week": week, **details})
        elif event.what == "breach":
            wrong = bool(details["wrong"])
        elif (mark := _mark(found.ladders, event, wrong=wrong)) is not None:
            marks.append({"week": week, "lane": mark[0], "kind": mark[1]})
        if event.what == "war":
            war = week
    return chart.History(violations, marks, war)


def _mark(given: GivenLadders, event: Event, *, wrong: bool) -> tuple[str, str] | None:
    """Lane and kind of an event; ``None`` if it has no mark of its own."""
    if event.what in _HIT:
        killed = event.details["killing"] > 0
        return _HIT[event.what], chart.KILLING if killed else chart.HARMLESS
    if event.what == "answer":
        heeded = chart.HEEDED if event.details["heeded"] else chart.NOT_HEEDED
        return _step(given, int(event.details["step"])), chart.FALSE if wrong else heeded
    return _PLAIN.get(event.what)


def _step(given: GivenLadders, place: int) -> str:
    return given.steps[place].id.replace("_", " ")
