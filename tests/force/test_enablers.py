"""Enablers: who has them, what is asked of them, and what fails without a condition."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError
from ceasefire.force.enablers import (
    enabler_conditions,
    enabler_views,
    fails_without,
    others_hold,
)

SOURCED = ",assumption,Made up\n"
FILES = {
    "capabilities.csv": "capability_id,name,unit,priority,source_id,grade,reason\n"
    "sight,Sight,packages,1," + SOURCED,
    "unit_types.csv": "unit_type_id,name,domain,capability_id,amount,source_id,grade,reason\n"
    "drone_unit,Drone unit,monitoring,sight,2," + SOURCED,
    "holdings.csv": "holding_id,actor_id,unit_type_id,pledge_id,units_low,units_high,"
    "available_from,ready_months,conditions,source_id,grade,reason\n"
    "cor_drones,cor,drone_unit,,4,6,,0,," + SOURCED
    + "dov_drones,dov,drone_unit,dov_2025_06,1,3,2026-06,2,," + SOURCED
    + "ely_drones,ely,drone_unit,,,,,1,," + SOURCED,
    "requirements.csv": "requirement_id,option_id,capability_id,amount_low,amount_high,"
    "source_id,grade,reason\nsight_asked,brigade,sight,3,5," + SOURCED,
}  # fmt: skip


@pytest.fixture
def equipped(case_folder: Path) -> Case:
    for name, text in FILES.items():
        (case_folder / name).write_text(text)
    rewrite(case_folder, "enablers.csv", "conditions,source_id",
            "conditions,capability_id,dependence_low,dependence_high,source_id")  # fmt: skip
    rewrite(case_folder, "enablers.csv", "cor,ceasefire,", "cor,ceasefire,sight,0.4,0.9,")
    return load_case(str(case_folder))


def test_what_is_asked_and_what_others_hold(equipped: Case) -> None:
    (view,) = enabler_views(equipped, equipped.row("options", "brigade"))
    assert (view.held_by, view.asked) == (("cor",), (3, 5))
    assert view.dependence.stated() == (0.4, 0.9)
    assert view.replace_years.blank
    # Sorted by when it can be there: Elysia after a month, Dovia at the end of June.
    amounts = [(one.actor, one.amount, one.month) for one in view.others]
    assert amounts == [("ely", None, 1), ("dov", (2, 6), 5)]
    assert view.others[1].conditions == ("ceasefire", "bethan_accepts")
    (other,) = enabler_views(equipped, equipped.row("options", "observers"))
    assert other.asked is None


def test_what_fails_and_what_others_could_bring_then(equipped: Case) -> None:
    brigade = equipped.row("options", "brigade")
    (one,) = fails_without(equipped, brigade, "ceasefire")
    # Dovia's pledge hangs on the same condition, Elysia's number was never published.
    assert (one.others, one.unpublished) == ((0, 0), ("ely",))
    assert one.share == pytest.approx((0.1, 0.6))
    assert fails_without(equipped, brigade, "bethan_accepts") == []


def test_what_hangs_on_something_that_is_off_does_not_count(equipped: Case) -> None:
    free = edited(equipped, [Edit.parse("pledges.dov_2025_06.conditions=bethan_accepts")])
    brigade = free.row("options", "brigade")
    off = edited(free, [Edit.parse("conditions.bethan_accepts.state=off")])
    others = [fails_without(case, brigade, "ceasefire")[0].others for case in (free, off)]
    assert others == [(2, 6), (0, 0)]


def test_an_enabler_that_is_no_capability_has_no_counted_supply(small: Case) -> None:
    assert others_hold(small, small.row("enablers", "drones")) == ()
    (one,) = fails_without(small, small.row("options", "brigade"), "ceasefire")
    assert (one.view.asked, one.others, one.share) == (None, (0, 0), None)


def test_an_unknown_condition_is_refused(small: Case) -> None:
    with pytest.raises(CeasefireError, match="did you mean 'ceasefire'"):
        fails_without(small, small.row("options", "brigade"), "ceasefir")


def test_without_the_backstop_each_size_lacks_what_was_published(ukraine: Case) -> None:
    assert enabler_conditions(ukraine) == ["us_backstop"]
    failing = {
        option: {one.view.enabler.id
                 for one in fails_without(ukraine, ukraine.row("options", option), "us_backstop")}
        for option in ("iiss_small", "iiss_medium", "iiss_large", "skyshield")
    }  # fmt: skip
    # IISS, April 2025: American intelligence at every size, air defence from the medium one on,
    # long-range fires for the large one.
    assert failing["iiss_small"] == {"intelligence", "backstop", "airlift"}
    assert failing["iiss_medium"] == {*failing["iiss_small"], "air_missile_defence"}
    assert failing["iiss_large"] == {*failing["iiss_medium"], "long_range_fires"}
    assert failing["skyshield"] == {"air_missile_defence"}


def test_bands_that_nobody_published_are_wide_and_say_so(ukraine: Case) -> None:
    for row in ukraine.rows("enablers"):
        low, high = row.band("dependence").stated()
        assert high - low >= 0.4, row.id
        assert "ours" in row.text("reason"), row.id
