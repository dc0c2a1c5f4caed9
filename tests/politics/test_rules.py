"""Decision rules: what a yes, a no and an abstention do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.politics.rules import RULES, Ballot, Seats, can_stop, stops


def ballot(  # noqa: PLR0913 - what a rule may ask
    votes: str, *, needed: str = "", veto: str = "", threshold: float = 0.5,
    weights: Sequence[float] | None = None, weight_threshold: float = 0.65, blocking: float = 4,
) -> Ballot:  # fmt: skip
    """Make the ballot of one future: y, n or a per member; marks under the members singled out."""
    seats = Seats(
        np.array([m == "x" for m in needed.ljust(len(votes))]),
        np.array([m == "x" for m in veto.ljust(len(votes))]),
        np.zeros(len(votes)) if weights is None else np.array(weights, dtype=float),
        threshold, weight_threshold, blocking,
    )  # fmt: skip
    return Ballot(
        np.array([[v == "y" for v in votes]]), np.array([[v == "n" for v in votes]]), seats
    )


@pytest.mark.parametrize(
    ("rule", "made", "adopted"),
    [
        ("consensus", ballot("yaa"), True),
        ("consensus", ballot("yyn"), False),
        ("unanimity", ballot("yyyya"), True),  # an abstention does not prevent a decision
        ("unanimity", ballot("yyaa"), False),  # a third or more qualify their abstention
        ("unanimity", ballot("yyyyn"), False),
        ("majority", ballot("yyan"), True),
        ("majority", ballot("yyan", threshold=0.55), False),
        ("security_council", ballot("y" * 9 + "n" * 6, threshold=9), True),
        ("security_council", ballot("y" * 8 + "a" * 7, threshold=9), False),
        ("security_council", ballot("n" + "y" * 14, veto="x", threshold=9), False),
        ("security_council", ballot("a" + "y" * 14, veto="x", threshold=9), True),
        ("opt_in", ballot("yan", needed="x", threshold=1), True),
        ("opt_in", ballot("ayy", needed="x", threshold=1), False),
        ("opt_in", ballot("ynn", needed="x", threshold=2), False),
        ("ratification", ballot("yyn", needed="x", threshold=2), True),
        ("ratification", ballot("nyy", needed="x", threshold=2), False),
        # A third of the members abstain but bear less than a third of the people, or the reverse.
        ("unanimity", ballot("yya", weights=[9, 9, 1]), True),
        ("unanimity", ballot("yya", weights=[1, 1, 9]), False),
        ("unanimity", ballot("yyyya", weights=[1, 1, 1, 1, 9]), True),
        ("weighted_majority", ballot("yn", weights=[65, 35]), True),
        ("weighted_majority", ballot("yn", weights=[64, 36]), False),
        # 55 of 100 members with 65 of 100 people; a blocking minority has four members.
        ("qualified_majority", ballot("yyyynnnn", weights=[20, 20, 20, 5, 10, 10, 10, 5]), True),
        ("qualified_majority", ballot("yyyynnnn", weights=[10, 10, 20, 5, 20, 20, 10, 5]), False),
        ("qualified_majority", ballot("yyyyynnn", weights=[5, 5, 5, 5, 5, 25, 25, 25]), True),
        (
            "qualified_majority",
            ballot("yyyyyaaa", weights=[5, 5, 5, 5, 5, 25, 25, 25], blocking=0),
            False,
        ),
        (
            "qualified_majority",  # reinforced: 72 of 100 members
            ballot("yyyyyyynnn", weights=[1] * 10, threshold=0.72, blocking=0),
            False,
        ),
    ],
)
def test_rules(rule: str, made: Ballot, adopted: bool) -> None:  # noqa: FBT001
    assert bool(RULES[rule](made)[0]) is adopted


VOTES = st.lists(st.sampled_from("yna"), min_size=1, max_size=12).map("".join)


@given(VOTES, st.sampled_from(sorted(RULES)), st.integers(0, 11), st.floats(0, 1))
def test_adding_a_yes_never_lowers_adoption(votes: str, rule: str, who: int, share: float) -> None:
    who %= len(votes)
    threshold = share if "majority" in rule else round(share * len(votes))
    marks = "x" * len(votes)
    more = votes[:who] + "y" + votes[who + 1 :]
    before, after = (
        bool(
            RULES[rule](
                ballot(
                    v, needed=marks, veto=marks, threshold=threshold, weights=range(1, len(v) + 1)
                )
            )[0]
        )
        for v in (votes, more)
    )
    assert after >= before


@given(VOTES, st.sampled_from(sorted(RULES)), st.data())
def test_the_order_of_members_changes_nothing(votes: str, rule: str, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(votes))))
    weights = data.draw(st.lists(st.integers(0, 9), min_size=len(votes), max_size=len(votes)))
    marks = data.draw(st.text("x ", min_size=len(votes), max_size=len(votes)))
    found = []
    for places in (range(len(votes)), order):
        shuffled, marked = ("".join(text[i] for i in places) for text in (votes, marks))
        made = ballot(shuffled, needed=marked, veto=marked, weights=[weights[i] for i in places])
        found.append(bool(RULES[rule](made)[0]))
    assert found[0] == found[1]


def test_who_stands_in_the_way() -> None:
    made = ballot("nna", needed="  x", veto="x")
    assert stops("consensus", made)[0].tolist() == [True, True, False]
    assert stops("security_council", made)[0].tolist() == [True, False, False]
    assert stops("opt_in", made)[0].tolist() == [False, False, True]
    assert stops("qualified_majority", made)[0].tolist() == [True, True, False]
    assert can_stop("opt_in", made.seats).tolist() == [False, False, True]
    assert can_stop("security_council", made.seats).tolist() == [True, False, False]
    assert can_stop("consensus", made.seats).all()
