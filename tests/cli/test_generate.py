"""``ceasefire generate`` as a user runs it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.support import Run, add_tables, rewrite

from ceasefire.force.generation.generated import Generated, generated

SIZES = ("iiss_small", "iiss_medium", "iiss_large")


def plan(run: Run, case: str, option: str, *more: str) -> dict[str, Any]:
    done = run("generate", case, "--option", option, "--json", *more)
    assert done.status == 0, done.err
    found: dict[str, Any] = json.loads(done.out)["plans"][0]
    return found


def offered(found: dict[str, Any]) -> dict[str, float]:
    return {part["level"]: part["offered"] for part in found["headcount"]}


@pytest.mark.parametrize("option", SIZES)
def test_three_sizes_report_levels_apart_and_who_nobody_published(run: Run, option: str) -> None:
    """Firm: 5,000 and 5,000 of the leaders, 150 of Estonia; assumed: 500 of France, 350."""
    found = plan(run, "ukraine", option)
    assert offered(found) == {"firm": 10_150, "likely": 0, "conditional": 0, "assumed": 850}
    assert found["unpublished"] == max(0, found["asked"] - 10_150)
    assert "Denmark" in found["without_number"]
    assert "Lithuania" not in found["without_number"]  # its words are read as a number


def test_the_backstop_takes_the_brigades_and_the_enablers_with_it(run: Run) -> None:
    found = plan(run, "ukraine", "iiss_medium", "--without", "us_backstop")
    assert offered(found)["firm"] == 150
    assert found["withheld"] == 10_000  # published, and hanging on the backstop
    assert found["unpublished"] == 14_850  # whatever is met
    assert {stay["actor"] for stay in found["plan"]} <= {"est", "ltu", "nato"}
    said = " ".join(one["words"] for one in found["shortfalls"])
    for name in ("intelligence", "airlift", "air and missile defence"):
        assert name in said


def test_a_short_plan_asks_for_the_whole_size_all_the_same(run: Run) -> None:
    found = plan(run, "ukraine", "iiss_medium", "--months", "2")
    assert (found["asked"], found["unpublished"]) == (25_000, 14_850)


def test_what_nobody_pledged_counts_as_assumed_alone_and_is_named(run: Run) -> None:
    assert ["United States", "intelligence package"] in plan(run, "ukraine", "iiss_small")[
        "unpledged"
    ]
    firm = plan(run, "ukraine", "iiss_small", "--level", "conditional")
    assert not any(stay["actor"] in ("usa", "nato") for stay in firm["plan"])
    said = next(s["words"] for s in firm["shortfalls"] if s["capability"] == "intelligence")
    assert "United States" in said
    assert "nobody holds any" not in said


def test_the_same_command_gives_the_same_plan(run: Run) -> None:
    assert plan(run, "ukraine", "iiss_large") == plan(run, "ukraine", "iiss_large")


def test_text_names_the_plan_what_is_short_and_the_search(run: Run) -> None:
    done = run("generate", "ukraine", "--option", "iiss_medium")
    assert done.status == 0
    for said in ("firm", "assumed", "Nobody put a number to 14,850", "taken as met",
                 "What is due", "Who stands there when", "battle group", "Who bears it",
                 "What is short, and what binds it", "integer programme"):  # fmt: skip
        assert said in done.out


def test_a_requirement_nobody_can_fill_is_an_answer(run: Run, case_folder: Path) -> None:
    add_tables(case_folder, {
        "capabilities": ["engineers,engineers,companies,1"],
        "requirements": ["some,brigade,engineers,3"],
    })  # fmt: skip
    found = plan(run, str(case_folder), "brigade")
    short = next(r for r in found["requirements"] if r["capability"] == "engineers")
    assert short["short"] == short["asked"]
    assert sum(short["asked"]) > 0
    assert any("engineers" in one["words"] for one in found["shortfalls"])


def test_option_without_requirements_is_marked(run: Run, case_folder: Path) -> None:
    rewrite(case_folder, "options.csv", ",4000,,in", ",0,,in")
    assert plan(run, str(case_folder), "brigade")["unasked"]
    done = run("generate", str(case_folder), "--option", "brigade")
    assert done.status == 0
    assert "no row in requirements.csv" in done.out


def test_a_search_that_runs_out_of_time_is_marked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    # How far a search comes in its time is the machine's; that it says so is ours.
    def out_of_time(*given: Any, **more: Any) -> Generated:  # noqa: ANN401 - as it is called
        found = generated(*given, **more)
        first, *rest = found.plan.stages
        stages = (replace(first, gap=0.2, complete=False), *rest)
        return replace(found, plan=replace(found.plan, stages=stages))

    monkeypatch.setattr("ceasefire.cli.generate.generated", out_of_time)
    done = run("generate", "ukraine", "--option", "iiss_small")
    assert done.status == 0
    assert done.out.count("stopped by its time") == 1
    assert "gap 20" in done.out


def test_typos_are_told_with_a_hint(run: Run) -> None:
    done = run("generate", "ukraine", "--option", "iiss_smal")
    assert done.status == 2
    assert "did you mean 'iiss_small'" in done.err
    done = run("generate", "ukraine")
    assert done.status == 2
    assert "give --option ID; options are: iiss_small" in done.err
    assert run("generate", "ukraine", "--option", "iiss_small", "--months", "0").status == 2
