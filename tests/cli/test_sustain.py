"""``ceasefire sustain`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support import Run, rewrite


def test_frontier_and_options_are_printed(run: Run) -> None:
    done = run("sustain", "ukraine")
    assert done.status == 0
    for said in ("for ever", "24 months", "IISS large", "United Kingdom", "Left out", "policy"):
        assert said in done.out


def test_json_has_every_length_and_its_rows(run: Run) -> None:
    found = json.loads(run("sustain", "ukraine", "--months", "12", "--months", "30", "--json").out)
    assert found["months"] == [12, 30]
    assert len(found["steady"]["central"]["total"]) == 2
    assert "pools.gbr_land.personnel" in found["rows"]


def test_a_typo_is_told(run: Run) -> None:
    done = run("sustain", "ukraine", "--among", "opne")
    assert done.status == 2
    assert "pledged" in done.err


def test_a_case_without_pools_says_what_to_add(run: Run, case_folder: Path) -> None:
    (case_folder / "pools.csv").unlink()
    done = run("sustain", str(case_folder))
    assert done.status == 2
    assert "pools.csv" in done.err
    assert "no forces known: Corland" in done.err


def test_sizes_stand_as_published_and_people_are_rounded(run: Run) -> None:
    done = run("sustain", "ukraine")
    for said in ("60,000 to 100,000", "at least 100,000", "for ever, each state the smaller"):
        assert said in done.out
    exact = json.loads(run("sustain", "ukraine", "--json").out)["steady"]["central"]["total"][0]
    assert exact % 1000
    assert f"{exact:,.0f}" not in done.out


def test_both_readings_of_a_ratio_are_said(run: Run) -> None:
    done = run("sustain", "ukraine")
    assert "One tour to 3 at home (6 / 18 months): 4 people a place" in done.out
    assert "if 'one in 3' is meant: 3" in done.out


def test_a_condition_that_is_off_takes_its_states_out(run: Run) -> None:
    with_all, without = (
        json.loads(run("sustain", "ukraine", "--json", *more).out)
        for more in ((), ("--without", "us_backstop"))
    )
    assert without["for_ever"]["central"] < with_all["for_ever"]["central"]
    assert "us_backstop" in without["left_out"]["gbr"]
    assert "gbr" in with_all["states"]
    assert "gbr" not in without["states"]
    printed = run("sustain", "ukraine", "--without", "us_backstop").out
    assert "last word hangs on us_backstop, which is off: United Kingdom" in printed


def test_broken_months_of_a_tour_do_not_crash(run: Run) -> None:
    done = run("sustain", "ukraine", "--set", "rotation.all.tour_months=4.5")
    assert done.status == 0, done.err
    assert "4.5 / 18" in done.out


def test_what_a_surge_costs_is_said_where_it_buys_something(run: Run) -> None:
    assert "months instead of" in run("sustain", "ukraine").out
    # Within one tour nothing is stretched.
    assert "months instead of" not in run("sustain", "ukraine", "--months", "6").out


def test_what_was_taken_for_want_of_a_row_is_said(run: Run, case_folder: Path) -> None:
    done = run("sustain", str(case_folder))
    assert done.out.count("gives deployable_share: taken as 1") == 1
    rewrite(case_folder, "pools.csv", "40000", "0")
    assert "the pool is empty (Corland)" in run("sustain", str(case_folder)).out
