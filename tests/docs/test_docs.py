"""The docs run: every command of the tutorial, and every file the README speaks of."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.support import Run

from ceasefire.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PAGE = re.compile(r"```text (\S+)\n(.*?)```", re.DOTALL)
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def steps(text: str) -> list[tuple[str, list[str]]]:
    """Commands of the console blocks, each with the lines that it has to print."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_tutorial_runs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    for name, content in PAGE.findall(text):
        Path(name).write_text(content, encoding="utf-8")
    tutorial = steps(text)
    assert len(tutorial) >= 7
    for command, expected in tutorial:
        name, *arguments = shlex.split(command)
        assert name == "ceasefire"
        found = run(*arguments)
        assert found.status == 0, (command, found.err)
        for line in expected:
            assert squeezed(line).strip() in squeezed(found.out), (command, line)


def test_the_readme_names_every_command_and_no_missing_file() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"ceasefire {command}" in readme
    for link in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (ROOT / link).is_file(), link


def test_the_readme_and_ci_run_the_same_command() -> None:
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith("exec make test")


def test_pins_name_no_host() -> None:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9_.\-]+==[A-Za-z0-9_.\-]+", line), line
