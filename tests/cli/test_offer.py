"""offer as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support import Run, rewrite


def made(run: Run, *arguments: str) -> dict[str, Any]:
    found = run("offer", *arguments, "--json")
    assert found.status == 0, found.err
    answer: dict[str, Any] = json.loads(found.out)
    return answer


def test_offer_shows_levels_contradictions_commitments_and_enablers(run: Run) -> None:
    found = run("offer", "ukraine")
    assert found.status == 0, found.err
    assert "up to 10,250 (low ends 10,050)" in found.out
    assert "no number published" in found.out
    assert "several thousand soldiers" in found.out
    assert "UNIFIL" in found.out
    assert "2027-01" in found.out
    assert "NATO forward presence in Estonia" in found.out
    assert "What fails without us_backstop" in found.out


def test_offer_json_keeps_what_nobody_published_apart(run: Run) -> None:
    land = made(run, "ukraine")["domains"]["land"]
    # R14: firm pledges add up to about 10,250; nothing else has a number.
    assert land["levels"]["firm"]["high"] == pytest.approx(10_250)
    assert land["levels"]["firm"]["without_number"] == ["ltu"]
    france = next(one for one in land["statements"] if one["actor"] == "fra")
    assert [one["n"] for one in france["before"]] == [[None, 10_000, None], None]
    assert france["n"] == [None, None, 5_000]
    assert made(run, "ukraine")["domains"]["air"]["levels"]["assumed"]["high"] is None


def test_offer_with_a_condition_off(run: Run) -> None:
    base, off = made(run, "ukraine"), made(run, "ukraine", "--without", "us_backstop")
    turned = base["domains"]["land"]["turned_round"]["us_backstop"]
    assert turned == off["domains"]["land"]["levels"]
    assert turned["firm"]["high"] == 250
    printed = run("offer", "ukraine", "--without", "us_backstop").out
    assert "not counted: not met" in printed
    assert "with us_backstop" in printed


def test_offer_on_an_earlier_day(run: Run) -> None:
    then = made(run, "ukraine", "--as-of", "2025-09")
    assert then["as_of"] == "2025-09-30"
    assert then["domains"]["land"]["levels"]["firm"]["high"] == pytest.approx(20_250)
    assert then["commitments"]["months"][0] == "2025-09"
    printed = run("offer", "ukraine", "--as-of", "2025-04-05").out
    assert "is as of 2026-02-28" in printed
    assert "counted although they may be later: fin_2025_04 (2025-04)" in printed
    assert "Nobody had pledged" in run("offer", "ukraine", "--as-of", "2020").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as-of", "2025-13"), "'2025-13' is not a date; write 2026, 2026-02 or 2026-02-28"),
        (("--as-of", "2027"), "case.toml column as_of: case 'ukraine' knows nothing after"),
        (("--without", "us_backstp"), "did you mean 'us_backstop'"),
    ],
)
def test_offer_refuses(run: Run, arguments: tuple[str, ...], said: str) -> None:
    found = run("offer", "ukraine", *arguments)
    assert found.status == 2
    assert said in found.err
    assert found.out == ""


@pytest.mark.parametrize("name", ["ukraine-2024", "small"])
def test_offer_of_a_case_with_little_in_it(run: Run, case_folder: Path, name: str) -> None:
    case = str(case_folder) if name == "small" else name
    found = run("offer", case)
    assert found.status == 0, found.err
    assert "land" in found.out


def test_offer_marks_what_cannot_be_released(run: Run, case_folder: Path) -> None:
    rewrite(case_folder, "commitments.csv", "partly", "no")
    drawn = ("--set", "pledges.cor_2026_01.drawn_from=cor_island")
    assert "cannot both be kept" in run("offer", str(case_folder), *drawn).out
