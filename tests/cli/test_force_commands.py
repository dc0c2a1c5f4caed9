"""size as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support import Run


def test_size_gives_a_band_by_mission_type_with_its_rules(run: Run) -> None:
    found = run("size", "ukraine")
    assert found.status == 0, found.err
    assert "Density of UNMEE" in found.out
    assert "border pockets" in found.out
    # 20 per 1,000 inhabitants is a rule for hostile populations.
    assert "Quinlivan: hostile population: holds where the host's consent is none" in found.out
    assert "off by a factor of 4.4" in found.out


def test_size_json_and_options(run: Run) -> None:
    made = json.loads(run("size", "ukraine", "--option", "csis_monitoring", "--json").out)
    types = {one["mission_type"]: one for one in made["mission_types"]}
    assert types["interpose_consent"]["high"]["rule"] == "undof"
    ground = types["interpose_consent"]["high"]["ground"]
    assert ground.keys() == {"land", "river", "border_pocket"}
    high = sum(part[2] for part in ground.values())
    assert high == pytest.approx(types["interpose_consent"]["high"]["people"])
    option = made["options"]["csis_monitoring"]
    # Held against rules of others, its own size lies above them.
    assert option["by_other_sources"]["high"]["people"] < 6000
    assert option["needs"]["high"]["people"] == 6000
    printed = run("size", "ukraine", "--option", "csis_monitoring")
    assert "rules of other sources" in printed.out


def test_size_holds_no_rule_against_the_mission_it_was_taken_from(run: Run) -> None:
    assert "its own source: UNDOF" in run("size", "ukraine").out
    made = json.loads(run("size", "ukraine", "--json").out)
    ends = {one["mission_type"]: one for one in made["mission_types"]}
    assert ends["interpose_armed"]["low"]["own_source"]
    assert not ends["reassure"]["low"]["own_source"]


def test_size_of_an_option_without_people_is_a_sentence(run: Run) -> None:
    found = run("size", "ukraine", "--option", "skyshield")
    assert "SkyShield: no people asked for, but 120 aircraft; no rule holds for" in found.out
    assert "not published published" not in found.out


def test_size_what_if(run: Run) -> None:
    def most(*more: str) -> float:
        made = json.loads(run("size", "ukraine", "--json", *more).out)
        types = {one["mission_type"]: one for one in made["mission_types"]}
        return float(types["interpose_consent"]["high"]["people"])

    longer = most("--set", "line.river_leg.length_mode=438")
    assert longer == pytest.approx(most() + 13 * 100, rel=1e-6)


def test_size_of_a_case_without_past_missions(run: Run, case_folder: Path) -> None:
    found = run("size", str(case_folder))
    assert found.status == 0, found.err
    assert "nothing is known of the error" in found.out


def test_size_of_an_unknown_option(run: Run) -> None:
    found = run("size", "ukraine", "--option", "iiss_smal")
    assert found.status == 2
    assert "did you mean 'iiss_small'" in found.err
