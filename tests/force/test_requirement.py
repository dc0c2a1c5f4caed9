"""Requirements as bands: the rules that drive them, where they lie, what they are held against."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ceasefire.case.edits import Edit, edited
from ceasefire.case.rows import Case, Row
from ceasefire.force.requirement import (
    Requirement,
    by_mission_type,
    parts,
    requirement,
)
from ceasefire.force.sizing_page import markdown

DOCS = Path(__file__).parents[2] / "docs"


def ends(need: Requirement) -> tuple[float, str, float, str]:
    assert need.low is not None
    assert need.high is not None
    low, high = need.low, need.high
    return low.people, low.result.rule.id, high.people, high.result.rule.id


def option_of(case: Case, kind: str) -> Row:
    return next(o for o in case.rows("options")
                if o.text("mission_type") == kind and not o.band("troops").blank)  # fmt: skip


def test_the_band_of_a_type_with_the_rules_that_drive_it(ukraine: Case) -> None:
    found = {kind: ends(need) for (kind, _), need in by_mission_type(ukraine).items()}
    assert found == {  # the line is 867 to 1,200 km
        "monitor": (pytest.approx(1.7 * 867), "osce_smm", 6_000, "csis_monitoring_fixed"),
        "interpose_consent": (pytest.approx(3.8 * 867), "unmee", 13.0 * 1200, "undof"),
        "interpose_armed": (83 * 867, "unifil", 83 * 1200, "unifil"),
        "reassure": (10_000, "csis_tripwire_fixed", 25_000, "csis_tripwire_fixed"),
        "deter": (30_000, "rand_baltics", 360_000, "french_frontage"),
    }


def test_an_end_names_the_missions_behind_its_rule_and_the_nearest(ukraine: Case) -> None:
    need = requirement(ukraine, option_of(ukraine, "deter"))
    assert need.high is not None
    assert need.high.taken_from == ()  # a frontage for battle, of no past mission
    assert need.high.nearest is not None
    assert need.high.nearest.mission.id == "unifil_2006"
    assert need.high.times == pytest.approx(300 / 87.5)  # the densest mission on record
    armed = requirement(ukraine, option_of(ukraine, "interpose_armed")).low
    assert armed is not None
    assert {d.mission.id for d in armed.taken_from} == {"unifil_2024", "unifil_2006"}
    assert {d.basis for d in armed.taken_from} == {"per_km"}


def test_a_fixed_number_is_held_against_the_middle_of_the_line(ukraine: Case) -> None:
    high = requirement(ukraine, ukraine.row("options", "csis_monitoring")).high
    assert high is not None
    assert high.basis == "per_km"
    assert high.density == pytest.approx(6_000 / 1014)
    assert high.nearest is not None
    assert high.nearest.mission.text("mission") == "UNFICYP"
    bare = replace(ukraine, tables={**ukraine.tables, "line": {}})
    high = requirement(bare, bare.row("options", "csis_monitoring")).high
    assert high is not None
    assert (high.density, high.nearest, high.times) == (None, None, None)


def test_without_its_own_source_an_option_is_not_held_against_itself(ukraine: Case) -> None:
    option = ukraine.row("options", "csis_monitoring")
    need = requirement(ukraine, option, own_sources=False)
    assert ends(need)[2] == pytest.approx(4.2 * 1200)
    assert ends(need)[3] == "unmee"
    reasons = {r.rule.id: r.refused for r in need.refused}
    assert reasons["csis_monitoring_fixed"].endswith("a source of the option: csis1, csis2")
    # 'computed' and 'background' stand beside many rows and tie none to another.
    assert {r.rule.id for r in need.held} == {"unmee", "osce_smm"}


@pytest.mark.parametrize("kind", ["interpose_armed", "deter"])
def test_a_rule_for_hostile_people_is_refused_with_the_reason(ukraine: Case, kind: str) -> None:
    need = requirement(ukraine, option_of(ukraine, kind))
    reasons = {r.rule.id: r.refused for r in need.refused}
    assert reasons["quinlivan_hostile"] == "holds where the host's consent is none, not full"
    hostile = edited(ukraine, [Edit(option_of(ukraine, kind).address("consent"), "none")])
    held = requirement(hostile, option_of(hostile, kind)).held
    quinlivan = next(r for r in held if r.rule.id == "quinlivan_hostile")
    assert quinlivan.central == 600_000  # 20 per 1,000 among 30 million
    (area,) = parts(hostile, quinlivan)
    assert (area.kind, area.size.central, area.people.central) == ("area", 30_000, 600_000)


def test_an_option_without_people_or_rules_has_no_band_but_reasons(ukraine: Case) -> None:
    need = requirement(ukraine, ukraine.row("options", "skyshield"))
    assert (need.low, need.high, need.held, need.rows) == (None, None, (), ())
    assert {r.refused for r in need.refused} == {"asks for people, and the option has none"}
    bare = replace(ukraine, tables={**ukraine.tables, "line": {}})
    need = requirement(bare, option_of(bare, "interpose_armed"))
    assert need.low is None
    assert "the case has no measure for per_km" in {r.refused for r in need.refused}


def test_people_by_kind_of_ground(ukraine: Case) -> None:
    need = requirement(ukraine, option_of(ukraine, "interpose_armed"))
    assert need.high is not None
    found = {part.kind: part for part in parts(ukraine, need.high.result)}
    assert list(found) == ["land", "river", "border_pocket"]
    assert found["river"].people.low == found["river"].people.high == pytest.approx(83 * 338)
    assert found["border_pocket"].people.low == pytest.approx(83 * 62)
    assert found["border_pocket"].people.high == pytest.approx(83 * 184)
    assert found["land"].yardsticks == (10.0,)
    assert [place.id for place in found["land"].places] == ["land_leg"]
    assert {str(a) for a in found["river"].people.rows} == {"sizing_rules.unifil.value",
                                                            "line.river_leg.length"}  # fmt: skip


def test_fixed_and_refused_rules_lie_nowhere(ukraine: Case) -> None:
    need = requirement(ukraine, option_of(ukraine, "reassure"))
    assert all(parts(ukraine, result) == () for result in (*need.held, *need.refused))


lengths = st.tuples(*[st.floats(0, 5_000)] * 3).map(sorted)


def with_line(case: Case, segments: Sequence[Sequence[float]]) -> Case:
    """Return the case with a line of land, river and pockets of these ends."""
    rows = {}
    for row, (low, mode, high) in zip(case.rows("line"), segments, strict=True):
        ends = {"length_low": low, "length_mode": mode, "length_high": high}
        rows[row.id] = replace(row, cells={**row.cells, **ends})
    return replace(case, tables={**case.tables, "line": rows})


@given(st.tuples(lengths, lengths, lengths), st.floats(0, 500), st.integers(0, 2))
@example(line=([0.0, 5e-324, 5e-324],) * 3, more=0.0, where=0)  # its density is no number
def test_a_longer_line_never_needs_fewer(
    ukraine: Case, line: Sequence[Sequence[float]], more: float, where: int
) -> None:
    longer = [[km + more * (place == where) for km in ends] for place, ends in enumerate(line)]
    cases = with_line(ukraine, line), with_line(ukraine, longer)
    for kind in ("monitor", "interpose_consent", "interpose_armed", "deter"):
        short, long = (requirement(case, option_of(case, kind)) for case in cases)
        for one, other in zip(short.held, long.held, strict=True):
            assert one.low <= other.low
            assert one.central <= other.central
            assert one.high <= other.high
        assert ends(short)[0] <= ends(long)[0]
        assert ends(short)[2] <= ends(long)[2]


@given(st.tuples(lengths, lengths, lengths))
def test_the_parts_make_the_whole(ukraine: Case, line: Sequence[Sequence[float]]) -> None:
    case = with_line(ukraine, line)
    for result in requirement(case, option_of(case, "interpose_consent")).held:
        split = parts(case, result)
        assert sum(part.people.low for part in split) == pytest.approx(result.low, abs=1e-6)
        assert sum(part.people.central for part in split) == pytest.approx(result.central, abs=1e-6)
        assert sum(part.people.high for part in split) == pytest.approx(result.high, abs=1e-6)


@given(st.randoms())
def test_order_and_labels_of_rows_change_nothing(ukraine: Case, luck: random.Random) -> None:
    tables = dict(ukraine.tables)
    for table in ("sizing_rules", "line", "benchmarks"):
        rows = list(tables[table].values())
        luck.shuffle(rows)
        tables[table] = {f"x{place}": replace(row, id=f"x{place}")
                         for place, row in enumerate(rows)}  # fmt: skip
    other = replace(ukraine, tables=tables)

    def told(case: Case) -> list[tuple[int, str, int]]:
        """People of every end, its nearest mission and how many times its density."""
        return [
            (round(end.people), end.nearest.name if end.nearest else "",
             round(1e6 * (end.times or 0)))
            for need in by_mission_type(case).values()
            for end in (need.low, need.high) if end is not None
        ]  # fmt: skip

    assert told(other) == told(ukraine)


def test_the_page_is_what_the_code_writes(ukraine: Case, small: Case) -> None:
    page = markdown(ukraine)
    assert (DOCS / "sizing.md").read_text(encoding="utf-8") == page
    assert "None.\n" in markdown(small)  # a case without past missions
