"""Tables of the truce's process, ladders, mandates and answers: what is refused, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import rewrite

from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.tables.process import ACTS, DECLARED
from ceasefire.core.errors import InputFaultsError
from ceasefire.truce.ladder import ladder_names, steps
from ceasefire.truce.parameters import NAMES, PARAMETERS

COLUMNS = {
    "process": "process_id,name,value_low,value_mode,value_high",
    "response_effects": "effect_id,model_id,acts,attribution,outcomes,hazard_ratio_mode",
    "mandates": "mandate_id,option_id,mission_types,most,ladder",
    "ladder": "step_id,ladder,follows,trigger,breaches,answers,act,response",
}
GRADE = "assumption,made up for a test"


def put(folder: Path, table: str, *rows: str) -> None:
    lines = [f"{COLUMNS[table]},grade,reason", *(f"{row},{GRADE}" for row in rows)]
    (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(InputFaultsError) as caught:
        load_case(str(folder))
    return [str(fault) for fault in caught.value.faults]


def response_models(folder: Path, weight: float) -> None:
    with (folder / "rival_models.csv").open("a", encoding="utf-8") as file:
        file.write(f"deters,response,Deters,{weight},An answer deters,,assumption,made up\n")


def step(name: str, follows: str = "", ladder: str = "", breaches: str = "") -> str:
    return f"{name},{ladder},{follows},A breach,{breaches},arr,warn,A warning"


def test_names_of_the_process_are_those_of_the_kernel() -> None:
    assert [*NAMES, "response_weeks"] == list(DECLARED)
    for one in PARAMETERS:  # the neutral value lies in the range of its name
        assert one.minimum is None or one.minimum <= one.neutral
        assert one.maximum is None or one.neutral <= one.maximum


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,violations,-1,2,3", "process.csv:2 column value: -1 is below its range"),
        ("a,excitation,0,0.5,0.99", "process.csv:2 column value: 0.99 is above its range"),
        ("a,dispersion,,0,", "process.csv:2 column value: 0 is below its range"),
        ("a,violatoins,1,2,3", "column name: 'violatoins' is not one of the values"),
    ],
)
def test_numbers_outside_their_range_are_refused(case_folder: Path, row: str, said: str) -> None:
    put(case_folder, "process", row)
    assert any(said in fault for fault in faults(case_folder))


def test_growth_and_gain_may_be_negative(case_folder: Path) -> None:
    put(case_folder, "process", "a,growth,-0.2,0,0.2", "b,gain,-1,0,1")
    assert len(load_case(str(case_folder)).rows("process")) == 2


def test_no_more_is_attributed_than_there_is(case_folder: Path) -> None:
    put(case_folder, "process", "a,attributed,0.5,0.7,0.9", "b,misattributed,,0.2,")
    assert faults(case_folder) == [
        "process.csv:3 column value: attributed and misattributed add up to as much as 1.1; "
        "keep their high ends within 1 together"
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((step("a", "b"), step("b", "a")), "ladder.csv:2 column follows: ladder 'reported' has no"),
        ((step("a", "b"), step("b", "a")), "ladder.csv:3 column follows: leads back to the step"),
        ((step("a"), step("b")), "ladder.csv:3 column follows: is a second first step"),
        ((step("a"), step("b", "a"), step("c", "a")), "ladder.csv:4 column follows: follows 'a'"),
        ((step("a"), step("b", "a", "other")), "column follows: 'a' is of ladder 'reported'"),
        ((step("a"), step("b", "x")), "ladder.csv:3 column follows: 'x' is not in ladder.csv"),
        ((step("a", breaches="surge"), step("b", "a", breaches="surge; clash")),
         "ladder.csv:3 column breaches: surge enters the ladder in row 2 already"),
    ],
)  # fmt: skip
def test_a_ladder_has_one_way_up(case_folder: Path, rows: tuple[str, ...], said: str) -> None:
    put(case_folder, "ladder", *rows)
    found = faults(case_folder)
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("m,,reassure,force,holdd", "mandates.csv:2 column ladder: there is no ladder 'holdd'"),
        ("m,,,force,", "column option_id / mission_types: does not name one owner"),
        ("m,,reassure,fight,", "column most: 'fight' is not one of the values"),
    ],
)
def test_a_mandate_has_an_owner_and_a_ladder(case_folder: Path, row: str, said: str) -> None:
    put(case_folder, "mandates", row)
    assert any(said in fault for fault in faults(case_folder))


def test_a_mission_type_has_one_mandate(case_folder: Path) -> None:
    put(case_folder, "mandates", "m,,reassure,force,", "n,,reassure; monitor,hold,reported")
    assert "row 2 gives one" in faults(case_folder)[0]


def test_models_of_answers_have_weight_and_rows(case_folder: Path) -> None:
    response_models(case_folder, 0)
    found = faults(case_folder)
    assert any("no response model has a weight" in fault for fault in found)
    assert any("has no row in response_effects.csv" in fault for fault in found)


def test_only_models_of_answers_speak_of_answers(case_folder: Path) -> None:
    put(case_folder, "response_effects", "e,troops_help,force,right,war,0.5")
    assert faults(case_folder) == [
        "response_effects.csv:2 column model_id: 'troops_help' is no response model; mend the id"
    ]


def test_a_model_speaks_once_of_an_answer(case_folder: Path) -> None:
    response_models(case_folder, 1)
    put(case_folder, "response_effects", "e,deters,force; hold,right,war,0.5",
        "f,deters,hold,right,war; clash,0.6")  # fmt: skip
    assert "speaks again of hold and war, as row 2 does" in faults(case_folder)[0]


def test_the_tables_may_all_be_missing(case_folder: Path) -> None:
    for name in ("process", "ladder"):
        (case_folder / f"{name}.csv").unlink()
    case = load_case(str(case_folder))
    assert not any(case.rows(t) for t in ("process", "response_effects", "mandates", "ladder"))
    assert ladder_names(case) == []
    assert steps(case) == []


def test_presence_may_act_on_violations(case_folder: Path) -> None:
    rewrite(case_folder, "presence_effects.csv", "reassure,war; clash,0.3",
            "reassure,war; clash; violation,0.3")  # fmt: skip
    assert load_case(str(case_folder)).row("presence_effects", "help_troops")


def test_ukraine_has_the_reported_ladder_and_two_rivals(ukraine: Case) -> None:
    assert ladder_names(ukraine) == ["reported", "observe", "hold"]
    # FT, 3 February 2026: Ukraine within 24 hours, then the coalition, then a wider answer.
    assert [row.text("act") for row in steps(ukraine)] == ["local", "force", "force"]
    assert [row.text("act") for row in steps(ukraine, "observe")] == list(ACTS[:2])
    assert steps(ukraine, "hold")[-1].text("act") == "hold"
    given = {row.text("name") for row in ukraine.rows("process")}
    assert given == set(DECLARED)
    assert all(row.grade == "assumption" for row in ukraine.rows("process"))
