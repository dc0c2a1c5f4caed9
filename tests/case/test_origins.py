"""Sources: age, grade, what hangs on them, and what should be known about them."""

from __future__ import annotations

from pathlib import Path

from tests.support import rewrite

from ceasefire.case.edits import Edit, edited
from ceasefire.case.load import load_case
from ceasefire.case.origins import case_warnings, source_uses
from ceasefire.case.rows import Case
from ceasefire.core.errors import WARNING


def test_ages_and_numbers(small: Case) -> None:
    uses = {use.row.id: use for use in source_uses(small)}
    assert uses["old_truces"].age_months == 72  # 2019 ends on the last day of the year
    numbers = [str(value.address) for value in uses["line_survey"].numbers]
    assert numbers == ["line.plain.length"]
    assert "pledges.cor_2026_01.n" in {str(v.address) for v in uses["corland_speech"].numbers}
    assert "pledges.cor_2025_11.n" not in {str(v.address) for v in uses["corland_speech"].numbers}


def test_warnings_name_stale_weak_and_assumed(case_folder: Path) -> None:
    rewrite(case_folder, "line.csv", "line_survey,1", "line_survey,W")
    warnings = case_warnings(load_case(str(case_folder)))
    assert {warning.level for warning in warnings} == {WARNING}
    texts = [str(warning) for warning in warnings]
    assert (
        "sources.csv:6 column date: stale source: 'old_truces' is 72 months old; "
        "13 numbers hang on it" in texts
    )
    assert "line.csv:2 column grade: weak: its numbers rest on one source of grade W" in texts
    assert any("positions.csv:3 column grade: assumption: Its government" in t for t in texts)


def test_a_solid_number_needs_the_address_of_its_source(case_folder: Path) -> None:
    rewrite(case_folder, "sources.csv", "https://example.org/dovia", "")
    texts = [str(w) for w in case_warnings(load_case(str(case_folder)))]
    assert any(
        "weak: graded S, but the address of its only source 'dovia_paper'" in t for t in texts
    )


def test_a_model_that_nobody_weights_is_warned_of(small: Case) -> None:
    idle = edited(small, [Edit.parse("rival_models.no_effect.weight=0")])
    found = [fault for fault in case_warnings(idle) if fault.message.startswith("weight:")]
    assert [(fault.file, fault.column) for fault in found] == [("rival_models.csv", "weight")] * 2
    told = " ".join(fault.message for fault in found)
    assert "'no_effect' has none: it is never true" in told
    assert "those of kind presence add up to 0.5" in told
    assert not [f for f in case_warnings(small) if f.message.startswith("weight:")]
