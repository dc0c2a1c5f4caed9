"""Sizing: rules hold for some missions only; densities times a measured line."""

from __future__ import annotations

import pytest

from ceasefire.case.edits import Edit, edited
from ceasefire.case.rows import Case
from ceasefire.case.world import World
from ceasefire.core.draws import Draws
from ceasefire.force.sizing import drawn_requirement, refusal, requirements


def test_people_per_km_times_the_line(small: Case) -> None:
    option = small.row("options", "observers")
    found = {r.rule.id: r for r in requirements(small, option)}
    per_km = found["observers_per_km"]
    assert (per_km.low, per_km.central, per_km.high) == (180, 300, 460)
    assert {str(a) for a in per_km.rows} == {"sizing_rules.observers_per_km.value",
                                             "line.plain.length"}  # fmt: skip


def test_a_rule_is_refused_with_its_reason(small: Case) -> None:
    rule = small.row("sizing_rules", "observers_per_km")
    assert "holds for monitor, not for reassure" in refusal(
        small, rule, small.row("options", "brigade")
    )
    hostile = edited(small, [Edit.parse("options.observers.consent=none")])
    assert "consent is full, not none" in refusal(
        hostile, rule, hostile.row("options", "observers")
    )


def test_the_rule_for_hostile_people_is_refused_where_the_host_consents(ukraine: Case) -> None:
    # Quinlivan's 20 per 1,000 would ask for 600,000 among 30 million.
    rules = [r for r in ukraine.rows("sizing_rules") if r.text("basis") == "per_1000"]
    assert rules
    for rule in rules:
        for option in ukraine.rows("options"):
            assert refusal(ukraine, rule, option)


def test_every_mission_with_troops_has_a_rule(ukraine: Case) -> None:
    for option in ukraine.rows("options"):
        if not option.band("troops").blank:
            assert any(not r.refused for r in requirements(ukraine, option)), option.id


@pytest.mark.parametrize(
    ("option", "low", "high"), [("observers", 180, 460), ("brigade", 3e3, 5e3)]
)
def test_drawn_needs_stay_within_the_rules(
    small: Case, option: str, low: float, high: float
) -> None:
    drawn = drawn_requirement(World(small, Draws(1, 0, 2_000)), small.row("options", option))
    assert drawn is not None
    assert low <= drawn.values.min()
    assert drawn.values.max() <= high


def test_no_rule_no_requirement(ukraine: Case) -> None:
    world = World(ukraine, Draws(1, 0, 5))
    assert drawn_requirement(world, ukraine.row("options", "skyshield")) is None


def test_gcsp_density_gives_its_own_size_on_its_own_line(ukraine: Case) -> None:
    # 12.5 per km (GCSP, Mar 2025) on 1,200 km gives the 15,000 it proposed.
    rule = next(r for r in ukraine.rows("sizing_rules") if 12.5 in
                (r.band("value").mode, r.band("value").high) and "gcsp" in r.id)  # fmt: skip
    assert rule.band("value").central() * 1_200 == pytest.approx(15_000, rel=0.01)
