"""Compiled steps: what they may do and what numba refuses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numba.core.errors import TypingError

import ceasefire
from ceasefire.core.bands import Floats
from ceasefire.core.compiled import compiled, compiled_step, kernels_folder
from ceasefire.truce.kernel import histories


@compiled_step
def _raised(values: Floats, row: int) -> float:
    """Add one to a row of a view; say what its first number was."""
    before, view = values[row, 0], values[row]
    if before < 0.0:
        return -1.0
    view += 1.0
    return float(before)


@compiled
def _all_raised(rows: int) -> Floats:
    values = np.zeros((rows, 3))
    values[-1] = -5.0
    for row in range(rows):
        before = _raised(values, row) + _raised(values[row:], 0)
        values[row, 2] += before
    return values


def test_a_step_works_on_the_arrays_of_its_caller() -> None:
    found = _all_raised(300)
    assert (found[:-1] == [2, 2, 3]).all()
    assert found[-1].tolist() == [-5, -5, -7]


def test_a_step_that_makes_an_array_is_refused() -> None:
    @compiled_step
    def makes(count: int) -> float:
        return float(np.zeros(count).sum())

    with pytest.raises(TypingError, match="zeros"):
        makes(3)


def test_what_is_kept_stands_elsewhere_once_a_file_it_is_made_of_changes(tmp_path: Path) -> None:
    # numba itself looks at the file of the outer kernel alone: steps and constants of other files
    # would stay as they were, and a column of a result lie where there is none any more.
    for room, name in (("core", "bands"), ("truce", "week"), ("force", "quick"), ("press", "read")):
        (tmp_path / room).mkdir()
        (tmp_path / room / f"{name}.py").write_text("a = 1\n")
    folders = {room: kernels_folder(tmp_path, room) for room in ("truce", "force")}
    (tmp_path / "force" / "quick.py").write_text("a = 10\n")
    assert kernels_folder(tmp_path, "truce") == folders["truce"]
    assert kernels_folder(tmp_path, "force") != folders["force"]
    (tmp_path / "truce" / "week.py").write_text("a = 10\n")
    assert kernels_folder(tmp_path, "truce") != folders["truce"]
    before = kernels_folder(tmp_path, "truce")
    (tmp_path / "press" / "read.py").write_text("a = 10\n")
    assert kernels_folder(tmp_path, "truce") == before


def test_kernels_of_the_package_are_kept_there() -> None:
    package = Path(ceasefire.__file__).parent
    assert Path(histories.stats.cache_path).is_relative_to(kernels_folder(package, "truce"))  # type: ignore[attr-defined]
