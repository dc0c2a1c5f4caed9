"""The commands as a user meets them: output, exit status, messages, and no half-written file."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support import Run, rewrite

from ceasefire.cli.main import COMMANDS
from ceasefire.validation import harness


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from ceasefire.cli.main import ceasefire; "
        "ceasefire.main(['--help'], standalone_mode=False); "
        "heavy = {'numpy', 'pyarrow', 'rich', 'jinja2', 'vl_convert'} & set(sys.modules); "
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in COMMANDS:
        assert f"  {name} " in done.stdout


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help(name: str, run: Run) -> None:
    found = run(name, "--help")
    assert found.status == 0
    assert "Usage:" in found.out


def test_assess_writes_the_folder_and_says_where(
    tmp_path: Path, run: Run, case_folder: Path
) -> None:
    out = tmp_path / "out"
    found = run("assess", str(case_folder), "--out", str(out), "--futures", "50")
    assert found.status == 0
    assert "A brigade" in found.out
    assert f"The page: {out / 'answer.html'}" in found.out
    assert (out / "answer.html").is_file()


def test_assess_json_is_the_same_twice_and_writes_nothing(
    run: Run, case_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = (
        run("assess", str(case_folder), "--json", "--futures", "50").out for _ in range(2)
    )
    assert one == other
    assert json.loads(one)["settings"]["futures"] == 50
    assert [p.name for p in tmp_path.iterdir()] == ["case"]


def test_ukraine_json_is_the_same_twice(run: Run) -> None:
    one, other = (run("assess", "ukraine", "--json", "--futures", "200").out for _ in range(2))
    assert one == other


BAD = [
    (("assess", "atlantis"), "there is no case and no folder 'atlantis'"),
    (("assess", "ukraine", "--futures", "0"), "give --futures 1 to 1,000,000"),
    (("assess", "ukraine", "--futures", "many"), "'many' is not a valid integer"),
    (("assess", "ukraine", "--set", "pledges.nobody.n_high=1"), "no row 'nobody'"),
    (("assess", "ukraine", "--set", "pledges.gbr_2026_02.n_high=-1"), "allowed is 0 or more"),
    (("assess", "ukraine", "--without", "rain"), "no row 'rain'"),
    (("assess", "ukraine", "--options", "iiss_smal"), "did you mean 'iiss_small'"),
    (("asess", "ukraine"), "did you mean 'assess'"),
    (("trace", "ukraine", "nonsense"), "is not an address"),
    (("trace", "ukraine", "pledges.gbr_2026_02.n_hihg"), "did you mean 'n_high'"),
    (("trace", "ukraine", "answer.offer.land.frim"), "did you mean 'answer.offer.land.firm'"),
    (("compare", "ukraine", "nowhere"), "there is no case and no folder 'nowhere'"),
    (("validate", "R99"), "no published result 'R99'"),
    (("schema", "--of", "answer", "--format", "markdown"), "no reference page"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD, ids=[" ".join(b[0]) for b in BAD])
def test_bad_use_gets_a_message_and_exit_2(
    run: Run, arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(*arguments)
    assert found.status == 2
    assert said in found.err
    assert "Traceback" not in found.err
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "deeper"):
        found = run("assess", "ukraine", "--out", str(out), "--futures", "10")
        assert found.status == 2
        assert "name a" in found.err


@pytest.mark.slow
def test_ctrl_c_leaves_130_and_nothing_half_written(tmp_path: Path) -> None:
    # Where tests run in the background, interrupts are ignored from birth: take them up again.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from ceasefire.cli.main import main; main()"
    )
    out = tmp_path / "out"
    command = [sys.executable, "-c", code, "assess", "ukraine", "--out", str(out)]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [*command, "--futures", "1000000"], stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_check_prints_warnings_and_leaves_0(run: Run, case_folder: Path) -> None:
    found = run("check", str(case_folder))
    assert found.status == 0
    assert "stale source: 'old_truces'" in found.out
    assert "see them with --all" in found.out
    assert "no fault in" in found.out
    assert len(run("check", str(case_folder), "--all").out) > len(found.out)
    assert json.loads(run("check", str(case_folder), "--json").out)[0]["level"] == "warning"


def test_check_counts_the_faults(run: Run, case_folder: Path) -> None:
    rewrite(case_folder, "line.csv", "180,200,230", "many,200,230")
    found = run("check", str(case_folder))
    assert found.status == 2
    assert "line.csv:2 column length_low: 'many' is not a number" in found.err
    assert "1 fault; nothing was loaded" in found.err


def test_trace_follows_a_value_to_its_sentence_and_its_uses(run: Run) -> None:
    found = run("trace", "ukraine", "pledges.gbr_2026_02.n_high")
    assert found.status == 0
    for said in ("= 5,000 people", "rests on", "source   zel0226", "grade    1", "supersedes",
                 "pledges.gbr_2026_01", "answer.offer.land.firm"):  # fmt: skip
        assert said in found.out
    as_json = json.loads(run("trace", "ukraine", "pledges.gbr_2026_02", "--json").out)
    assert as_json["sources"][0] == "zel0226"
    assert "answer.offer.land.firm" in as_json["used_by"]


def test_trace_follows_a_result_to_its_rows(run: Run) -> None:
    found = run("trace", "ukraine", "answer.iiss_medium.gap.firm")
    assert "options.iiss_medium.troops = 25,000 people" in found.out
    assert "pledges.fra_2026_02: n up to 5,000 people" in found.out


def test_sources_lists_grade_age_and_weight(run: Run) -> None:
    found = run("sources", "ukraine")
    assert found.status == 0
    assert "zel0226" in found.out
    entries = json.loads(run("sources", "ukraine", "--json").out)
    assert entries == sorted(entries, key=lambda e: -len(e["numbers"]))
    assert all({"grade", "age_months", "numbers"} <= set(entry) for entry in entries)


def test_new_check_assess(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    assert run("new", str(mine)).status == 0
    assert run("check", str(mine)).status == 0
    out = run("assess", str(mine), "--futures", "50", "--out", str(tmp_path / "out"))
    assert out.status == 0
    again = run("new", str(mine))
    assert again.status == 2
    assert "is not empty" in again.err
    assert run("compare", str(tmp_path / "out"), str(mine), "--json").status == 0


def test_compare_says_what_a_set_value_moved(run: Run, tmp_path: Path) -> None:
    for name, sets in (("a", ()), ("b", ("--set", "pledges.gbr_2026_02.n_high=6000"))):
        folder = str(tmp_path / name)
        run(
            "assess",
            "ukraine",
            "--options",
            "iiss_medium",
            "--futures",
            "50",
            "--out",
            folder,
            *sets,
        )
    found = run("compare", str(tmp_path / "a"), str(tmp_path / "b"))
    assert found.status == 0
    lines = found.out.splitlines()
    assert any("pledges.gbr_2026_02.n_high" in li and "5000" in li and "6000" in li for li in lines)
    assert any("answer.offer.land.firm " in line and "+1,000" in line for line in lines)
    assert any("answer.iiss_medium.gap.firm " in line and "-1,000" in line for line in lines)
    assert "nothing differs" in run("compare", str(tmp_path / "a"), str(tmp_path / "a")).out


def test_compare_takes_cases(run: Run, case_folder: Path) -> None:
    found = run("compare", str(case_folder), str(case_folder), "--json")
    assert json.loads(found.out)["moves"] == []


def test_validate_prints_and_leaves_0_or_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = run("validate")
    assert found.status == 0
    assert re.search(r"\d+ of \d+ numbers reproduced; \d are known not to be", found.out)
    assert "N6 was not run: it needs negotiation/copenhagen.csv" in found.out
    assert "N2 is known to fail: the paper prints a median of 9.9" in found.out
    wrong = harness.PublishedResult(
        "R1", "t", "s", "c", {}, (harness.Expectation("x", 1, lambda: 2.0),)
    )
    monkeypatch.setattr(harness, "published_results", lambda: [wrong])
    failed = run("validate", "--json")
    assert failed.status == 1
    assert json.loads(failed.out)[0]["verdict"] == "fail"


def test_schema_prints_json(run: Run) -> None:
    assert json.loads(run("schema").out)["title"] == "A case of Ceasefire"
    assert json.loads(run("schema", "--of", "answer").out)["title"] == "An answer of Ceasefire"
    assert run("schema", "--format", "markdown").out.startswith("# The tables of a case")
