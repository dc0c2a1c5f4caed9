"""What all tests share: the small made-up case, the shipped cases, the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from tests.support import Result, Run

from ceasefire.answer.answer import Answer
from ceasefire.answer.assess import assess
from ceasefire.case.load import load_case
from ceasefire.case.rows import Case
from ceasefire.case.template import write_template
from ceasefire.cli.main import main

# No test is timed: on a busy machine a slow example says nothing. The suite draws the same examples
# each time, so that a change is judged by what it changes; `--hypothesis-profile search` draws new.
settings.register_profile("ceasefire", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("ceasefire")


@pytest.fixture
def case_folder(tmp_path: Path) -> Path:
    """Folder of the small made-up case, free to be damaged."""
    folder = tmp_path / "case"
    write_template(folder)
    return folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("small") / "case"
    write_template(folder)
    return load_case(str(folder))


@pytest.fixture(scope="session")
def ukraine() -> Case:
    return load_case("ukraine")


@pytest.fixture(scope="session")
def ukraine_2024() -> Case:
    return load_case("ukraine-2024")


@pytest.fixture(scope="session")
def small_answer(small: Case) -> Answer:
    return assess(small, futures=400)


@pytest.fixture(scope="session")
def ukraine_answer(ukraine: Case) -> Answer:
    return assess(ukraine, futures=1_000)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command as a user does; gives its exit status and what it printed."""

    def call(*arguments: str) -> Result:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out, err = capfd.readouterr()
        code = left.value.code
        return Result(code if isinstance(code, int) else 0, out, err)

    return call
