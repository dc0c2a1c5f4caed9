"""``ceasefire sustain`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support import Run


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
