"""What-ifs: a value set from outside is checked as if it stood in the file."""

from __future__ import annotations

import pytest

from ceasefire.case.edits import Edit, edited, without
from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError


def set_(case: Case, text: str) -> Case:
    return edited(case, [Edit.parse(text)])


def test_a_value_is_set_and_the_case_stays_as_it_was(small: Case) -> None:
    changed = set_(small, "pledges.cor_2026_01.n_high=3500")
    assert changed.row("pledges", "cor_2026_01").band("n").high == 3500
    assert small.row("pledges", "cor_2026_01").band("n").high == 3000


def test_a_value_can_be_made_blank_where_that_is_allowed(small: Case) -> None:
    changed = set_(small, "pledges.cor_2026_01.n_high=")
    assert changed.row("pledges", "cor_2026_01").band("n").blank
    with pytest.raises(CeasefireError, match="would be blank"):
        set_(small, "line.plain.kind=")


def test_the_ends_of_a_band_may_be_set_one_by_one(small: Case) -> None:
    texts = ("low=4000", "high=6000", "mode=5000")
    edits = [Edit.parse(f"pledges.cor_2026_01.n_{text}") for text in texts]
    band = edited(small, edits).row("pledges", "cor_2026_01").band("n")
    assert (band.low, band.mode, band.high) == (4000, 5000, 6000)


def test_a_blank_takes_the_default_as_in_a_file(small: Case) -> None:
    assert (
        set_(small, "rotation.default.overlap=").row("rotation", "default").number("overlap") == 1
    )


def test_the_case_itself_can_be_edited(small: Case) -> None:
    assert set_(small, "case.my_case.horizon_months=36").meta.number("horizon_months") == 36


def test_conditions_are_switched_off(small: Case) -> None:
    changed = edited(small, without(small, ["bethan_accepts"]))
    assert changed.row("conditions", "bethan_accepts").text("state") == "off"
    with pytest.raises(CeasefireError, match="no row 'bethan'"):
        without(small, ["bethan"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", "sets nothing"),
        ("pledges.cor_2026_01=5", "there is no column ''"),
        ("pledges.cor_2026_01.n=5", "set one of n_low, n_mode, n_high"),
        ("pledges.cor_2026_01.n_high=many", "'many' is not a number"),
        ("pledges.cor_2026_01.n_high=-1", "allowed is 0 or more"),
        ("pledges.cor_2026_01.n_low=9000", "out of order"),
        ("pledges.cor_2026_01.stance=maybee", "did you mean 'maybe'"),
        ("pledges.cor_2026_01.pledge_id=x", "it is the row's id"),
        ("pledges.nobody.n_high=5", "table pledges has no row 'nobody'"),
        ("pledge.cor_2026_01.n_high=5", "did you mean 'pledges'"),
        ("pledges.cor_2026_01.actor_id=nobody", "'nobody' is not in actors.csv"),
        ("case.other.as_of=2019", "its one row is 'my_case'"),
        ("case.my_case.format=7", "allowed is 1 to 1"),
        ("case.my_case.as_of=2019", "is after the case's date"),
    ],
)
def test_what_cannot_be_set_says_why(small: Case, text: str, said: str) -> None:
    with pytest.raises(CeasefireError) as error:
        set_(small, text)
    assert said in str(error.value)
