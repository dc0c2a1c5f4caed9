"""``ceasefire simulate`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support import Run

from ceasefire.case.rows import Case

FEW = ("--futures", "200")


def test_histories_are_told_and_ladders_counted(run: Run) -> None:
    done = run("simulate", "ukraine", "--option", "iiss_large", "--stage", "planned", *FEW)
    assert done.status == 0
    said = ("History 3", "week 1", "violations, at most", "answer", "no war, 2 y", "reported *",
            "observe", "hold", "nobody answers", "no force", "false", "unanswered",
            "assumptions", "the first 3 of 200 histories")  # fmt: skip
    for words in said:
        assert words in done.out, words


def test_json_names_steps_and_rows(run: Run) -> None:
    call = ("simulate", "ukraine", "--option", "iiss_large", "--stage", "planned", "--weeks", "60",
            "--paths", "5", "--json", *FEW)  # fmt: skip
    done = run(*call)
    found = json.loads(done.out)
    assert (found["weeks"], found["ladder"], found["mandate"]) == (60, "reported", "hold")
    assert len(found["paths"]) == 5
    events = [event for path in found["paths"] for event in path["events"]]
    assert all(1 <= event["week"] <= 60 for event in events)
    answers = [event for event in events if event["what"] == "answer"]
    assert {event["act"] for event in answers} <= {"local", "force"}
    assert set(found["under"]) == {"reported", "observe", "hold", "nobody answers", "no force"}
    assert "process.violations.value" in found["rows"]["process"]
    assert run(*call).out == done.out  # the same seed tells the same histories


def test_what_if_reaches_the_histories(run: Run) -> None:
    call = ("simulate", "ukraine", "--option", "iiss_large", "--stage", "planned", "--paths", "0",
            "--json", *FEW)  # fmt: skip
    before = json.loads(run(*call).out)["under"]["reported"]
    ends = (f"process.violations.value_{end}=0" for end in ("low", "mode", "high"))
    calm = [word for end in ends for word in ("--set", end)]
    after = json.loads(run(*call, *calm).out)["under"]["reported"]
    assert before["violations"] > 0
    assert after["violations"] == 0


def test_the_small_case_is_told_too(run: Run, case_folder: Path) -> None:
    option = next(
        line.split(",")[0]
        for line in (case_folder / "options.csv").read_text(encoding="utf-8").splitlines()[1:]
        if not line.startswith("#")
    )
    done = run("simulate", str(case_folder), "--option", option, "--paths", "1", *FEW)
    assert done.status == 0
    assert "reported *" in done.out


def test_errors_say_what_to_do(run: Run) -> None:
    for arguments, said in (
        (("--option", "iiss_larg"), "did you mean"),
        (("--option", "iiss_large", "--weeks", "0"), "give 1 week or more"),
        (("--option", "iiss_large", "--futures", "0"), "1 or more"),
        (("--option", "iiss_large", "--paths", "-1"), "--paths from 0"),
    ):
        done = run("simulate", "ukraine", *arguments)
        assert done.status == 2
        assert said in done.err


def test_a_case_without_process_says_what_to_add(run: Run, ukraine_2024: Case) -> None:
    option = ukraine_2024.rows("options")[0].id
    done = run("simulate", "ukraine-2024", "--option", option)
    assert done.status == 2
    assert "add process.csv" in done.err


CALL = ("simulate", "ukraine", "--option", "iiss_large", "--stage", "planned", "--paths", "2", *FEW)


@pytest.mark.parametrize(("name", "pictures"), [("told.html", 2), ("told.SVG", 1)])
def test_histories_are_plotted(run: Run, tmp_path: Path, name: str, pictures: int) -> None:
    out = tmp_path / name
    done = run(*CALL, "--out", str(out))
    assert done.status == 0
    assert f"The plot: {out}" in done.out
    plot = out.read_text(encoding="utf-8")
    assert plot.count("<svg ") == pictures
    told = json.loads(run(*CALL, "--out", str(out), "--json").out)["paths"]
    events = {event["what"] for path in told for event in path["events"]}
    lanes = {"crossfire": "force hit by chance", "deliberate": "force attacked",
             "clash": "fatal clash", "war": "war", "recommitment": "new commitment"}  # fmt: skip
    assert {"deliberate", "answer"} <= events
    for what in events & set(lanes):
        assert lanes[what] in plot
    steps = {e["step"] for p in told for e in p["events"] if e["what"] == "answer"}
    for step in steps:
        assert f">{step.replace('_', ' ')}<" in plot
    for words in ("ladder reported", "planned", "History 2", "answer, heeded"):
        assert words in plot, words
    assert list(tmp_path.iterdir()) == [out]


def test_a_plot_that_cannot_be_is_told_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.svg").mkdir()
    for name, paths, said in (
        ("told.pdf", "2", "ends in '.pdf'; give a name that ends in .html or .svg"),
        ("told", "2", "its name has no ending"),
        ("folder.svg", "2", "it is a folder"),
        ("nowhere/told.html", "2", "make the folder first"),
        ("told.html", "0", "give --paths from 1 to 20"),
        ("told.html", "21", "cannot plot 21 histories"),
    ):
        done = run(*CALL, "--paths", paths, "--out", str(tmp_path / name))
        assert done.status == 2
        assert said in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["folder.svg"]
