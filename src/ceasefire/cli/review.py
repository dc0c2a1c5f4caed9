"""``ceasefire review``: what was read waits here until an analyst decides on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from ceasefire.cli.options import Steps, json_option, print_json, store_option
from ceasefire.cli.review_page import figure_words, print_statement, review_json
from ceasefire.core.errors import near
from ceasefire.press.passages import shown
from ceasefire.press.store import review as decisions
from ceasefire.press.store.edits import Edits, edited
from ceasefire.press.store.review import STATUSES, Event, Review, Status
from ceasefire.press.store.store import open_store
from ceasefire.report.terminal import print_table
from ceasefire.report.words import counted

_SHOWN = 70  # characters of a statement in the list


@click.group("review", cls=Steps)
def command() -> None:
    """Decide on the statements of a store; each decision stays and can be undone."""


_numbers = click.argument(
    "numbers", nargs=-1, required=True, metavar="STATEMENT...", type=click.IntRange(min=1)
)
_number = click.argument("number", metavar="STATEMENT", type=click.IntRange(min=1))
_by = click.option("--by", required=True, metavar="NAME", help="Who decides.")
_note = click.option("--note", default="", metavar="TEXT", help="Why.")


@command.command("list")
@store_option
@click.option("--actor", default="", metavar="ACTOR", help="Id, or part of the speaker's name.")
@click.option("--issue", default="", metavar="ISSUE", help="Only statements on this issue.")
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES),
              help="Only statements in this state; may be given again.")  # fmt: skip
@json_option
def list_statements(
    store: Path, *, actor: str, issue: str, statuses: tuple[Status, ...], as_json: bool
) -> None:
    """List the statements of a store."""
    with open_store(store, new=False) as opened:
        every = opened.reviews()
        found = decisions.matching(every, actor=actor, issue=issue, statuses=statuses or STATUSES)
    if as_json:
        print_json([review_json(one) for one in found])
        return
    if found:
        headers = ("no", "status", "speaker", "how", "words", "suggested", "figure")
        print_table("Statements", headers, [_listed(one) for one in found], right=("no",))
    click.echo(f"{len(found)} of {counted(len(every), 'statement')}")
    issues = {one.statement.issue for one in every} - {""}
    if not found and issue and issue not in issues:
        hint = near(issue, issues) or f"issues are: {', '.join(sorted(issues)) or 'none'}"
        click.echo(f"no statement is on '{issue}'; {hint}")


@command.command("show")
@_number
@store_option
def show(number: int, *, store: Path) -> None:
    """Show a statement in its page with all that is known about it."""
    with open_store(store, new=False) as opened:
        review = opened.review(number)
        stored = opened.article(review.article)
        captures = opened.captures(stored.sha256)
    print_statement(review, stored, captures)


@command.command("accept")
@_numbers
@store_option
@_by
@_note
def accept(numbers: tuple[int, ...], *, store: Path, by: str, note: str) -> None:
    """Accept statements as they stand, all of them or none."""
    _decide(store, numbers, lambda one, at: decisions.accept(one, by=by, at=at, note=note))


@command.command("reject")
@_numbers
@store_option
@_by
@_note
def reject(numbers: tuple[int, ...], *, store: Path, by: str, note: str) -> None:
    """Set statements aside, all of them or none."""
    _decide(store, numbers, lambda one, at: decisions.reject(one, by=by, at=at, note=note))


@command.command("undo")
@_numbers
@store_option
@_by
@_note
def undo(numbers: tuple[int, ...], *, store: Path, by: str, note: str) -> None:
    """Take the last decision on statements back, on all of them or on none."""
    _decide(store, numbers, lambda one, at: decisions.undo(one, by=by, at=at, note=note))


@command.command("edit")
@_number
@store_option
@_by
@_note
@click.option("--speaker", metavar="ACTOR", help="Actor's id, or the full name.")
@click.option("--role", metavar="TEXT", help="The speaker's role at that date.")
@click.option("--issue", metavar="ISSUE", help="Id of the issue; blank: none.")
@click.option("--stance", metavar="STANCE", help="Where it stands on the issue.")
@click.option("--modality", metavar="WORD", help="Such as intended, possible, conditional.")
@click.option("--negated/--not-negated", default=None, help="Whether it denies something.")
@click.option("--condition", metavar="TEXT", help="What it hangs on; blank: nothing.")
@click.option("--figure", metavar="'LOW,MODE,HIGH UNIT'",
              help="The figure as a band, as in ',,3000 people', or 'none'.")  # fmt: skip
@click.option("--date", "said_on", default="", metavar="DATE",
              help="When it was said; needs a --note that says how that is known.")  # fmt: skip
@click.option("--case", "case", metavar="CASE", help="The case whose issues and actors hold.")
def edit(  # noqa: PLR0913 - one parameter for each option
    number: int, *, store: Path, by: str, note: str, said_on: str, case: str | None,
    speaker: str | None, role: str | None, issue: str | None, stance: str | None,
    modality: str | None, negated: bool | None, condition: str | None, figure: str | None,
) -> None:  # fmt: skip
    """Say who spoke, when, and what it means; the words of the page stay as they are."""
    from ceasefire.case.load import load_case  # noqa: PLC0415 - asked for with --case only

    wanted = Edits(speaker, role, issue, stance, modality, negated, condition, figure)
    known = load_case(case) if case else None

    def decision(review: Review, at: str) -> Event:
        statement = edited(review.statement, wanted, by=by, issues=_issues(every), case=known)
        return decisions.edit(review, statement, by=by, at=at, note=note, said_on=said_on)

    with open_store(store, new=False) as opened:
        every = opened.reviews()
        _print_decided([opened.decide(number, decision)])


def _issues(reviews: Sequence[Review]) -> set[str]:
    return {issue for one in reviews for issue in (one.read.issue, one.statement.issue) if issue}


def _decide(store: Path, numbers: Sequence[int], decision: Callable[[Review, str], Event]) -> None:
    with open_store(store, new=False) as opened:
        _print_decided(opened.decide_all(numbers, decision))


def _print_decided(reviews: Sequence[Review]) -> None:
    for one in reviews:
        click.echo(f"statement {one.number} is {one.status}")


def _listed(review: Review) -> tuple[str, ...]:
    said = review.statement
    suggested = f"{said.issue}: {said.stance}" if said.issue else ""
    return (str(review.number), review.status, _speaker(review), said.quote.mode,
            _cut(said.quote.text), suggested, figure_words(said.figure))  # fmt: skip


def _speaker(review: Review) -> str:
    quote = review.statement.quote
    return shown(quote.speaker or quote.surface) or "nobody named"


def _cut(text: str) -> str:
    text = shown(text)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
