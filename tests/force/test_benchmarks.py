"""Past missions: densities, what they give on a case, one foretold from the others."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.case.dates import PartialDate
from ceasefire.case.edits import Edit, edited
from ceasefire.case.rows import Case, Cell, Row
from ceasefire.case.tables import TABLES
from ceasefire.force.benchmarks import (
    Density,
    by_type,
    densities,
    leave_one_out,
    measure,
    on_the_case,
    unused,
)

# (name, strength, km); a name that comes twice is one mission in two years.
Mission = tuple[str, float, float]


def with_missions(case: Case, missions: list[Mission]) -> Case:
    """Return the case with these past missions alone, all of one type."""
    rows = {}
    for place, (name, strength, km) in enumerate(missions):
        cells: dict[str, Cell] = {
            "benchmark_id": f"m{place}", "mission": name, "mission_type": "monitor",
            "consent": "full", "date": PartialDate.parse(str(2000 + place)),
            "strength_mode": float(strength), "line_length_mode": float(km),
        }  # fmt: skip
        rows[f"m{place}"] = Row(TABLES["benchmarks"], f"m{place}", place + 2, cells)
    return replace(case, tables={**case.tables, "benchmarks": rows})


def set_in(case: Case, *edits: str) -> Case:
    return edited(case, [Edit.parse(edit) for edit in edits])


def found(case: Case) -> dict[tuple[str, str], Density]:
    return {(d.mission.id, d.basis): d for d in densities(case)}


def test_a_density_is_strength_over_what_the_mission_covered(ukraine: Case) -> None:
    of = found(ukraine)
    undof = of["undof_1998", "per_km"]  # 1,037 people on 75 to 80 km
    assert undof.low == pytest.approx(12.9625)
    assert undof.high == pytest.approx(13.8267, abs=1e-4)
    assert {str(a) for a in undof.rows} == {"benchmarks.undof_1998.strength",
                                            "benchmarks.undof_1998.line_length"}  # fmt: skip
    assert of["kfor_1999", "per_1000"].central == 25  # 50,000 among 2 million
    assert of["unifil_2024", "per_km2"].central == pytest.approx(9.434, abs=1e-3)  # on 1,060 km2
    assert of["unmee_2000", "per_km"].bound == "up to"  # its strength is a cap
    assert ("mfo_2011", "per_km") not in of


@pytest.mark.parametrize(
    ("edits", "bound"),
    [
        (("m0.strength_mode=", "m0.strength_high=50"), "up to"),
        (("m0.strength_mode=", "m0.strength_low=50"), "at least"),
        (("m0.line_length_mode=", "m0.line_length_low=5"), "up to"),
        (("m0.line_length_mode=", "m0.line_length_high=5"), "at least"),
    ],
)
def test_a_lone_end_makes_a_bound(small: Case, edits: tuple[str, ...], bound: str) -> None:
    case = set_in(with_missions(small, [("A", 50, 5)]), *(f"benchmarks.{e}" for e in edits))
    assert [(d.central, d.bound) for d in densities(case)] == [(10, bound)]


def test_what_gives_no_density_says_why(small: Case, ukraine: Case) -> None:
    case = with_missions(small, [("A", 50, 0), ("B", 0, 5), ("C", 50, 5)])
    both = ("strength_mode=", "strength_high=9", "line_length_mode=", "line_length_high=9")
    case = set_in(case, *(f"benchmarks.m2.{edit}" for edit in both))
    assert densities(case) == []
    assert {r.reason for r in unused(case)} == {"what is given is 0, or a bound divided by a bound"}
    reasons = {r.mission.id: r.reason for r in unused(ukraine)}
    assert reasons["unficyp_2024"] == "no strength is given"
    assert reasons["mfo_2011"] == "no line, area or population is given"


def test_a_type_is_a_band_with_the_missions_that_drive_it(ukraine: Case) -> None:
    bands = {band.basis: band for band in by_type(ukraine, "interpose_consent").bands}
    band = bands["per_km"]
    assert (band.low.mission.id, band.high.mission.id) == ("unmee_2004", "undof_1998")
    assert band.missions == ("UNFICYP", "UNDOF", "UNMEE")
    assert band.people is not None
    # 3,800 over 1,100 km on 867 km; 1,037 over 75 km on 1,200 km
    assert band.people.low == pytest.approx(3800 / 1100 * 867)
    assert band.people.high == pytest.approx(1037 / 75 * 1200)
    assert {"benchmarks.undof_1998.strength", "line.river_leg.length"} <= set(
        map(str, band.people.rows)
    )
    assert bands["per_km2"].people is None  # the case gives no size of an area


def test_missions_of_another_consent_are_refused(ukraine: Case) -> None:
    every, alike = (by_type(ukraine, "interpose_armed", consent=c) for c in ("", "full"))
    assert "per_1000" in {band.basis for band in every.bands}
    assert "per_1000" not in {band.basis for band in alike.bands}
    reasons = {(r.mission.id, r.basis): r.reason for r in alike.refused}
    assert reasons["kfor_1999", "per_1000"] == "its host's consent was partial, not full"


def test_a_cap_is_no_low_end_and_a_floor_no_high_one(small: Case) -> None:
    case = with_missions(small, [("A", 100, 10), ("B", 40, 10), ("C", 900, 10)])
    case = set_in(
        case, "benchmarks.m1.strength_mode=", "benchmarks.m1.strength_high=40",
        "benchmarks.m2.strength_mode=", "benchmarks.m2.strength_low=900",
    )  # fmt: skip
    (band,) = by_type(case, "monitor").bands
    assert [band.low.low, band.central, band.high.high] == pytest.approx([10, 10, 10])


def test_the_line_is_measured_whole_or_by_kind_of_ground(ukraine: Case) -> None:
    whole, river = measure(ukraine, "per_km"), measure(ukraine, "per_km", kind="river")
    assert whole is not None
    assert river is not None
    assert (whole.low, whole.central, whole.high) == (867, 1014, 1200)
    assert (river.low, river.high) == (338, 338)
    people = measure(ukraine, "per_1000")
    assert people is not None
    assert people.central == 30_000  # thousands
    assert measure(ukraine, "fixed") is None
    assert measure(ukraine, "per_km2") is None


def test_each_mission_is_foretold_from_the_others(small: Case) -> None:
    # Densities 10, 40 and 1 per km: the first from sqrt(40 x 1), and so on.
    case = with_missions(small, [("A", 100, 10), ("B", 400, 10), ("C", 100, 100)])
    tried = leave_one_out(case)
    assert [p.others for p in tried.predictions] == [("B", "C"), ("A", "C"), ("A", "B")]
    assert [p.predicted for p in tried.predictions] == pytest.approx(
        [10 * 40**0.5, 10 * 10**0.5, 100 * 400**0.5]
    )
    (errors,) = tried.errors
    factors = [10 / 40**0.5, 40 / 10**0.5, 20]
    assert errors.typical == pytest.approx(math.prod(factors) ** (1 / 3))
    assert errors.within_two == pytest.approx(1 / 3)
    assert errors.worst.density.mission.id == "m2"
    assert tried.overall is not None
    assert tried.overall.typical == errors.typical


def test_all_years_of_a_mission_are_left_out_and_count_once(small: Case) -> None:
    case = with_missions(small, [("A", 100, 10), ("A", 400, 10), ("B", 100, 10)])
    tried = leave_one_out(case)
    assert [p.others for p in tried.predictions] == [("B",), ("B",), ("A",)]
    # A in its years was 10 and 40 per km, in the mean 20; B was 10.
    assert [p.ratio for p in tried.predictions] == pytest.approx([1, 0.25, 2])
    (errors,) = tried.errors
    assert errors.missions == 2
    assert errors.typical == pytest.approx(2)  # sqrt(1 x 4) for A, 2 for B
    assert errors.within_two == pytest.approx(0.75)
    largest = leave_one_out(case, at_largest=True)
    assert [p.ratio for p in largest.predictions] == pytest.approx([0.25, 4])


def test_a_type_of_one_mission_and_a_bound_are_not_tried(ukraine: Case) -> None:
    tried = leave_one_out(ukraine)
    reasons = {(r.mission.id, r.basis): r.reason for r in tried.refused}
    assert reasons["unifil_2006", "per_km"].startswith("the only mission of type interpose_armed")
    assert reasons["osce_smm_2017", "per_km"].startswith("the only mission of type monitor")
    assert "bound" in reasons["unmee_2000", "per_km"]
    assert not {(p.density.mission.id, p.density.basis) for p in tried.predictions} & set(reasons)


def test_the_errors_found_on_the_shipped_missions(ukraine: Case) -> None:
    tried = leave_one_out(ukraine)
    ratios = {(p.density.mission.id, p.density.basis): p.ratio for p in tried.predictions}
    # Densities per km in the middle: UNFICYP 929/180, UNDOF 1,037/77.5, UNMEE 3,800/1,050.
    unficyp, undof, unmee = 929 / 180, 1037 / 77.5, 3800 / 1050
    assert ratios["unficyp_2015", "per_km"] == pytest.approx((undof * unmee) ** 0.5 / unficyp)
    assert ratios["undof_1998", "per_km"] == pytest.approx((unficyp * unmee) ** 0.5 / undof)
    assert ratios["ifor_1995", "per_1000"] < 0.5
    per_km = next(e for e in tried.errors if (e.mission_type, e.basis) == ("interpose_consent",
                                                                           "per_km"))  # fmt: skip
    assert 2.0 < per_km.typical < 2.3
    assert tried.overall is not None
    assert tried.overall.missions == 11
    assert tried.overall.within_two < 0.5  # a factor of two is not reached
    assert tried.overall.any_type < tried.overall.typical  # and the type says nothing beyond it


def test_without_missions_there_is_nothing(small: Case) -> None:
    assert not densities(small)
    assert not unused(small)
    assert by_type(small, "monitor").bands == ()
    tried = leave_one_out(small)
    assert (tried.predictions, tried.errors, tried.refused) == ((), (), ())
    assert tried.overall is None


def test_without_a_line_a_density_gives_nobody(small: Case) -> None:
    case = with_missions(small, [("A", 100, 10)])
    assert on_the_case(case, densities(case)[0]) is not None
    bare = replace(case, tables={**case.tables, "line": {}})
    assert on_the_case(bare, densities(bare)[0]) is None


missions = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.floats(1, 1e5), st.floats(1, 1e4)),
    min_size=2, max_size=8,
)  # fmt: skip


@given(missions, st.randoms())
def test_order_and_labels_change_nothing(
    small: Case, made: list[Mission], luck: random.Random
) -> None:
    shuffled = list(made)
    luck.shuffle(shuffled)
    other = [(f"mission {name.lower()}", people, km) for name, people, km in shuffled]
    first, second = (leave_one_out(with_missions(small, rows)) for rows in (made, other))
    assert sorted(p.ratio for p in first.predictions) == pytest.approx(
        sorted(p.ratio for p in second.predictions)
    )
    assert [e.typical for e in first.errors] == pytest.approx([e.typical for e in second.errors])
    bands = [by_type(with_missions(small, rows), "monitor").bands[0] for rows in (made, other)]
    assert bands[0].low.low == bands[1].low.low
    assert bands[0].high.high == bands[1].high.high
    assert bands[0].central == pytest.approx(bands[1].central)


@given(missions, st.floats(0.1, 10))
def test_errors_do_not_depend_on_the_scale(small: Case, made: list[Mission], scale: float) -> None:
    scaled = [(name, people * scale, km) for name, people, km in made]
    first, second = (leave_one_out(with_missions(small, rows)) for rows in (made, scaled))
    assert [p.ratio for p in first.predictions] == pytest.approx(
        [p.ratio for p in second.predictions]
    )


@given(missions)
def test_alike_missions_foretell_one_another(small: Case, made: list[Mission]) -> None:
    alike = [(name, 7 * km, km) for name, _, km in made]
    tried = leave_one_out(with_missions(small, alike))
    assert [p.ratio for p in tried.predictions] == pytest.approx([1] * len(tried.predictions))
    assert bool(tried.predictions) == (len({name for name, *_ in made}) > 1)


@given(missions)
def test_the_middle_of_a_type_lies_between_its_ends(small: Case, made: list[Mission]) -> None:
    (band,) = by_type(with_missions(small, made), "monitor").bands
    assert band.low.low * (1 - 1e-9) <= band.central <= band.high.high * (1 + 1e-9)
