"""States of a review and what undoing does to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.errors import CeasefireError
from ceasefire.press.statement import STANCES, Quote, Statement
from ceasefire.press.store.review import (
    Event,
    Review,
    accept,
    edit,
    matching,
    reject,
    undo,
)

READ = Statement(Quote(4, 9, "words", "direct", "NLD", "The minister"), issue="troops")
NEW = Review(1, "k", 1, READ)
AT = "2026-03-01T00:00:00+00:00"


def after(review: Review, *events: Event) -> Review:
    return replace(review, events=(*review.events, *events))


def act(review: Review, name: str, stance: str = "for") -> Review:
    who = {"by": "AB", "at": AT}
    if name == "edit":
        return after(review, edit(review, replace(review.statement, stance=stance), **who))
    return after(review, {"accept": accept, "reject": reject, "undo": undo}[name](review, **who))


def test_states_follow_the_decisions() -> None:
    edited = act(NEW, "edit")
    assert (edited.status, edited.statement.stance, edited.read.stance) == (
        "edited",
        "for",
        "unclear",
    )
    accepted = act(edited, "accept")
    assert (accepted.status, accepted.statement.stance) == ("accepted", "for")
    assert act(accepted, "undo").status == "edited"
    back = act(act(accepted, "undo"), "undo")
    assert (back.status, back.statement) == ("new", READ)
    assert len(back.events) == 4  # nothing is forgotten


STEPS = st.tuples(st.sampled_from(["accept", "reject", "edit", "undo"]), st.sampled_from(STANCES))


@given(st.lists(STEPS, max_size=12), STEPS)
def test_undo_takes_back_exactly_the_last_decision(
    steps: list[tuple[str, str]], last: tuple[str, str]
) -> None:
    review = NEW
    for name, stance in steps:
        try:
            review = act(review, name, stance)
        except CeasefireError:
            continue
    if last[0] == "undo":
        return
    try:
        done = act(review, *last)
    except CeasefireError:
        return
    back = act(done, "undo")
    assert (back.status, back.statement, back.standing) == (
        review.status, review.statement, review.standing,
    )  # fmt: skip


def test_what_does_not_fit_is_refused() -> None:
    for review, name, message in (
        (NEW, "undo", "no decision to undo"),
        (act(NEW, "accept"), "accept", "accepted already"),
        (act(NEW, "reject"), "reject", "rejected already"),
        (act(NEW, "edit"), "edit", "not changed"),
        (act(act(NEW, "accept"), "undo"), "undo", "no decision"),
    ):
        with pytest.raises(CeasefireError, match=message):
            act(review, name)
    with pytest.raises(CeasefireError, match="stance 'warm'"):
        act(NEW, "edit", "warm")
    with pytest.raises(CeasefireError, match="name of who"):
        accept(NEW, by=" ", at=AT)
    for quote in (replace(READ.quote, text="other"), replace(READ.quote, start=0)):
        with pytest.raises(CeasefireError, match="other words"):
            edit(NEW, replace(READ, quote=quote), by="AB", at=AT)


def test_who_spoke_can_be_corrected() -> None:
    corrected = replace(READ, quote=replace(READ.quote, speaker="BEL"))
    review = after(NEW, edit(NEW, corrected, by="AB", at=AT))
    assert matching([review], actor="bel") == [review]
    assert matching([review], actor="nld") == []
    assert matching([review], actor="el") == []  # an id is asked for whole
    assert matching([review], actor="MINISTER") == [review]
    assert matching([review], issue="troops", statuses=["new"]) == []


def test_a_date_comes_with_its_reason_and_goes_with_its_edit() -> None:
    who = {"by": "AB", "at": AT}
    dated = after(NEW, edit(NEW, READ, **who, note="it says Monday", said_on="2026-01-12"))
    assert dated.said_on == ("2026-01-12", "it says Monday")
    assert dated.status == "edited"
    assert act(dated, "undo").said_on == ("", "")
    assert act(act(dated, "edit"), "accept").said_on[0] == "2026-01-12"  # later edits keep it
    with pytest.raises(CeasefireError, match="without a reason"):
        edit(NEW, READ, **who, said_on="2026-01-12")
    with pytest.raises(CeasefireError, match="cannot be dated '12 January'"):
        edit(NEW, READ, **who, note="x", said_on="12 January")
    with pytest.raises(CeasefireError, match="is not changed"):
        edit(dated, READ, **who, note="again", said_on="2026-01-12")
