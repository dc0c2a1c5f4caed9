"""Review of statements: what an analyst decided, with undo, as functions of what happened.

Nothing is overwritten. A statement keeps the form in which it was read; each decision is an event,
and the state is what the events add up to. Undoing is an event too and takes back the newest
decision that still stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ceasefire.case.dates import PartialDate
from ceasefire.core.errors import CeasefireError, near
from ceasefire.press.statement import STANCES, Statement

Action = Literal["accept", "edit", "reject", "undo"]
Status = Literal["new", "accepted", "edited", "rejected"]
STATUSES: tuple[Status, ...] = ("new", "accepted", "edited", "rejected")
_STATUS_AFTER: dict[str, Status] = {"accept": "accepted", "edit": "edited", "reject": "rejected"}


@dataclass(frozen=True)
class Event:
    """One step of a review: who did what, when (ISO, UTC), why, and the edited statement.

    ``said_on`` is the day, month or year on which it was said, if the analyst gave one; ``note``
    then says how it is known.
    """

    action: Action
    by: str
    at: str
    note: str = ""
    edited: Statement | None = None
    said_on: str = ""


@dataclass(frozen=True)
class Review:
    """A statement with its state.

    ``read`` is the statement as it was read, ``statement`` as it stands after the review: accepted
    as read or as edited before. ``current`` says whether the newest reading of its page has it.
    """

    number: int
    key: str
    article: int
    read: Statement
    events: tuple[Event, ...] = ()
    current: bool = True

    @property
    def standing(self) -> tuple[Event, ...]:
        """Decisions that were not taken back, oldest first."""
        stack: list[Event] = []
        for event in self.events:
            if event.action == "undo":
                del stack[-1:]
            else:
                stack.append(event)
        return tuple(stack)

    @property
    def status(self) -> Status:
        """State after the last decision that stands."""
        standing = self.standing
        return _STATUS_AFTER[standing[-1].action] if standing else "new"

    @property
    def statement(self) -> Statement:
        """The statement as the last edit that stands left it, else as it was read."""
        edits = [event.edited for event in self.standing if event.edited is not None]
        return edits[-1] if edits else self.read

    @property
    def said_on(self) -> tuple[str, str]:
        """The date that the last edit with one gave and how it is known; blank if none did."""
        dated = [(event.said_on, event.note) for event in self.standing if event.said_on]
        return dated[-1] if dated else ("", "")


def accept(review: Review, *, by: str, at: str, note: str = "") -> Event:
    """Return the event that takes the statement as it now stands.

    Raises:
        CeasefireError: it is accepted already, or nobody is named.
    """
    if review.status == "accepted":
        _refuse(review, "is accepted already")
    return Event("accept", _named(by), at, note)


def reject(review: Review, *, by: str, at: str, note: str = "") -> Event:
    """Return the event that sets the statement aside.

    Raises:
        CeasefireError: it is rejected already, or nobody is named.
    """
    if review.status == "rejected":
        _refuse(review, "is rejected already")
    return Event("reject", _named(by), at, note)


def edit(
    review: Review, edited: Statement, *, by: str, at: str, note: str = "", said_on: str = ""
) -> Event:
    """Return the event that puts an analyst's version in place of the statement.

    The words of the quote and their place in the stored text stay: an edit says who spoke and what
    it means, never what was said. ``said_on`` is the date on which it was said.

    Raises:
        CeasefireError: the quote's place or words differ, the stance is none of the known ones,
            nothing changed, nobody is named, or the date is none or comes without a note.
    """
    now = review.statement
    place = (now.quote.start, now.quote.end, now.quote.text)
    if (edited.quote.start, edited.quote.end, edited.quote.text) != place:
        _refuse(review, "cannot be edited to other words", "reject it and add the right one")
    if edited.stance not in STANCES:
        hint = near(edited.stance, STANCES) or f"take one of {', '.join(STANCES)}"
        _refuse(review, f"has no stance '{edited.stance}'", hint)
    if said_on:
        _check_date(review, said_on, note)
    if edited == now and said_on in {"", review.said_on[0]}:
        _refuse(review, "is not changed by this edit", "accept it as it is")
    return Event("edit", _named(by), at, note, edited, said_on)


def undo(review: Review, *, by: str, at: str, note: str = "") -> Event:
    """Return the event that takes the newest standing decision back.

    Raises:
        CeasefireError: no decision stands, or nobody is named.
    """
    if not review.standing:
        _refuse(review, "has no decision to undo")
    return Event("undo", _named(by), at, note)


def matching(
    reviews: Iterable[Review],
    *,
    actor: str = "",
    issue: str = "",
    statuses: Sequence[Status] = STATUSES,
) -> list[Review]:
    """Return the reviews with one of the statuses whose speaker and issue are as asked.

    ``actor`` is an id, or part of the speaker's name as the text gives it, in any case; blank asks
    for nothing. A statement that no current reading holds and nobody decided on is left out.
    """
    asked = actor.casefold()
    return [
        one
        for one in reviews
        if one.status in statuses
        and (one.current or one.events)
        and (not issue or one.statement.issue == issue)
        and (not asked or _speaks(one.statement, asked))
    ]


def _speaks(statement: Statement, asked: str) -> bool:
    speaker, surface = statement.quote.speaker.casefold(), statement.quote.surface.casefold()
    return speaker == asked or (" " in speaker and asked in speaker) or asked in surface


def _check_date(review: Review, said_on: str, note: str) -> None:
    try:
        PartialDate.parse(said_on)
    except ValueError:
        _refuse(review, f"cannot be dated '{said_on}'", "write 2026, 2026-02 or 2026-02-28")
    if not note.strip():
        _refuse(review, f"is dated {said_on} without a reason", "say in a note how it is known")


def _named(by: str) -> str:
    if not by.strip():
        msg = "a decision needs the name of who made it"
        raise CeasefireError(msg, "give a name or initials")
    return by.strip()


def _refuse(review: Review, why: str, hint: str = "") -> None:
    msg = f"statement {review.number} {why}"
    raise CeasefireError(msg, hint)
