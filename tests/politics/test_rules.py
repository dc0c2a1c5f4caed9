"""Decision rules: what a yes, a no and an abstention do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.politics.rules import RULES, Ballot, stops


def ballot(votes: str, *, needed: str = "", veto: str = "", threshold: float = 0.5) -> Ballot:
    """Make the ballot of one future: y, n or a per member; marks under the members singled out."""
    return Ballot(
        np.array([[v == "y" for v in votes]]),
        np.array([[v == "n" for v in votes]]),
        np.array([m == "x" for m in needed.ljust(len(votes))]),
        np.array([m == "x" for m in veto.ljust(len(votes))]),
        threshold,
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
    ],
)
def test_rules(rule: str, made: Ballot, adopted: bool) -> None:  # noqa: FBT001
    assert bool(RULES[rule](made)[0]) is adopted


VOTES = st.lists(st.sampled_from("yna"), min_size=1, max_size=12).map("".join)


@given(VOTES, st.sampled_from(sorted(RULES)), st.integers(0, 11), st.floats(0, 1))
def test_adding_a_yes_never_lowers_adoption(votes: str, rule: str, who: int, share: float) -> None:
    who %= len(votes)
    threshold = share if rule == "majority" else round(share * len(votes))
    marks = "x" * len(votes)
    more = votes[:who] + "y" + votes[who + 1 :]
    before, after = (
        bool(RULES[rule](ballot(v, needed=marks, veto=marks, threshold=threshold))[0])
        for v in (votes, more)
    )
    assert after >= before


@given(VOTES, st.sampled_from(sorted(RULES)), st.randoms())
def test_the_order_of_members_changes_nothing(votes: str, rule: str, random: object) -> None:
    shuffled = list(votes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (bool(RULES[rule](ballot(v))[0]) for v in (votes, "".join(shuffled)))
    assert one == other


def test_who_stands_in_the_way() -> None:
    made = ballot("nna", needed="  x", veto="x")
    assert stops("consensus", made)[0].tolist() == [True, True, False]
    assert stops("security_council", made)[0].tolist() == [True, False, False]
    assert stops("opt_in", made)[0].tolist() == [False, False, True]
