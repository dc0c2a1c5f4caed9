"""cost as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support import Run, rewrite

SHORT = ("--futures", "400")


def made(run: Run, *arguments: str) -> dict[str, Any]:
    found = run("cost", *arguments, *SHORT, "--json")
    assert found.status == 0, found.err
    answer: dict[str, Any] = json.loads(found.out)
    return answer


def test_cost_prints_options_and_the_rates_behind_them(run: Run) -> None:
    found = run("cost", "ukraine", *SHORT)
    assert found.status == 0, found.err
    assert "cost in EUR 2025 as planned, 400 futures" in found.out
    assert "over 24 months" in found.out
    assert "x 1.673 (usd_2003" in found.out
    assert "SkyShield: not counted in people" in found.out
    assert "14.322 pounds a head" in found.out
    assert "as planned, by phase" not in found.out


def test_cost_of_an_option_by_phase_and_state(run: Run) -> None:
    found = run("cost", "ukraine", "--option", "iiss_medium", *SHORT)
    assert "as planned, by phase" in found.out
    assert "From day 90" in found.out
    assert "(common)" in found.out
    assert "IISS small" not in found.out
    assert "chance to send" in found.out
    # A state that may well not send is not printed as one that costs nothing.
    (line,) = (line for line in found.out.splitlines() if line.lstrip().startswith("United King"))
    assert "EUR 0" not in line
    assert "Means over all futures" in found.out


def test_cost_of_an_option_without_people_is_a_sentence(run: Run) -> None:
    found = run("cost", "ukraine", "--option", "skyshield", *SHORT)
    assert "SkyShield: not counted in people" in found.out
    assert "troop-years" not in found.out


def test_cost_json_adds_up(run: Run) -> None:
    money = made(run, "ukraine", "--option", "iiss_medium")
    option = money["options"]["iiss_medium"]
    # 25,000 people at 65,000 to 200,000 euro.
    assert 25_000 * 65_000 <= option["cost_year"]["low"] < option["cost_year"]["high"]
    assert option["cost_year"]["high"] <= 25_000 * 200_000
    # Full strength is there from month 18 on, for half a year.
    steady = option["phases"][-1]
    assert (steady["id"], steady["start"], steady["end"]) == ("steady", 18, 24)
    assert steady["troop_years"]["middle"] == pytest.approx(12_500)
    assert steady["cost"]["middle"] == pytest.approx(option["cost_year"]["middle"] / 2)
    assert option["troop_years"]["high"] < 25_000 * 2
    # ATP 4-90: about 162 tonnes a day for 25,000.
    assert option["supply_tonnes_a_day"]["middle"] == pytest.approx(162, abs=1)
    states = {state["id"]: state for state in option["states"]}
    gbr = states["gbr"]
    assert gbr["over_all"]["once"]["high"] > 200e6
    assert 0 < gbr["sends"] < 1
    # What it costs if it sends, and over all futures.
    for name in ("people", "year", "once", "horizon"):
        mean = gbr["if_sends"][name]["mean"]
        assert gbr["if_sends"][name]["low"] <= mean <= gbr["if_sends"][name]["high"]
        assert gbr["over_all"][name]["mean"] == pytest.approx(gbr["sends"] * mean, rel=1e-5)
    assert gbr["if_sends"]["people"]["low"] > 0
    whole = sum(state["over_all"]["horizon"]["mean"] for state in states.values())
    assert whole == pytest.approx(option["cost_horizon_pledged"]["mean"], rel=1e-5)
    assert states["fra"]["over_all"]["once"]["high"] == 0
    assert states["fra"]["rate"] == "europe_non_combat"
    rate = money["rates"]["gbr_preparation"]
    assert rate["price_levels"] == ["deflators.gbp_2026", "deflators.gbp_2025"]
    assert rate["exchange"] == "exchange.gbp_2025"
    assert money["rates"]["europe_non_combat"]["prices_rose_by"] is None


def test_cost_agrees_with_the_answer_of_the_same_seed(run: Run) -> None:
    answer = json.loads(
        run("assess", "ukraine", "--options", "iiss_small", *SHORT, "--json").out
    )["figures"]  # fmt: skip
    option = made(run, "ukraine", "--option", "iiss_small")["options"]["iiss_small"]
    for name in ("cost_year", "cost_horizon", "troop_years"):
        figure = answer[f"answer.iiss_small.{name}"]
        ends = option[name]
        ends = [ends[end] for end in ("low", "mean", "high")]
        assert [figure[end] for end in ("low", "value", "high")] == pytest.approx(ends, rel=1e-5)
    supplies = answer["answer.iiss_small.supply_tonnes"]
    # 10,000 people at 14.322 pounds.
    assert (supplies["low"], supplies["high"]) == (65, 65)


def test_cost_is_the_same_for_the_same_seed_and_moves_with_a_setting(run: Run) -> None:
    first = made(run, "ukraine", "--option", "csis_tripwire")
    assert made(run, "ukraine", "--option", "csis_tripwire") == first
    other = made(run, "ukraine", "--option", "csis_tripwire", "--seed", "2")
    assert other["options"] != first["options"]
    dear = made(run, "ukraine", "--option", "csis_tripwire", "--set",
                "phases.steady.cost_factor=3")  # fmt: skip
    ends = [x["options"]["csis_tripwire"]["cost_horizon"]["middle"] for x in (first, dear)]
    assert ends[1] > 1.5 * ends[0]


def test_cost_without_phases_or_a_rate(run: Run, case_folder: Path) -> None:
    rewrite(case_folder, "costs.csv", "monitor; reassure", "reassure")
    found = made(run, str(case_folder))
    observers, brigade = found["options"]["observers"], found["options"]["brigade"]
    assert observers["cost_year"] is None
    assert observers["cost_horizon"] is None
    assert observers["troop_years"]["high"] > 0
    assert [phase["id"] for phase in brigade["phases"]] == [""]
    assert brigade["cost_horizon"]["low"] > 0
    printed = run("cost", str(case_folder), "--option", "observers", *SHORT)
    assert printed.status == 0, printed.err
    assert "costs.csv has no rate for a monitor mission" in printed.out
    assert "Build-up as of past UN forces" in printed.out


def test_cost_of_an_unknown_option(run: Run) -> None:
    found = run("cost", "ukraine", "--option", "iiss_smal")
    assert found.status == 2
    assert "did you mean 'iiss_small'" in found.err
