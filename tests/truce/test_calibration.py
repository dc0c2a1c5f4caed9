"""The loader of coefficients."""

from __future__ import annotations

import pytest

from ceasefire.core.errors import CeasefireError
from ceasefire.truce.calibration import Coefficient, coefficients, parsed, tables

HEAD = "# from nothing\nname,value,low,high,unit,data,note\n"


def test_every_table_that_ships_can_be_read() -> None:
    assert {"standing_fortna", "standing_hazard_ratios"} <= set(tables())
    for name in (name for name in tables() if name.startswith("standing_")):
        found = coefficients(name)
        assert all(key == one.name and one.unit for key, one in found.items())


def test_a_line_is_a_coefficient() -> None:
    text = HEAD + 'a,0.5,0.2,0.9,share,made up,"one, two"\nb,3,,,count,made up,\n'
    assert parsed(text, "x.csv") == {
        "a": Coefficient("a", 0.5, 0.2, 0.9, "share", "made up", "one, two"),
        "b": Coefficient("b", 3.0, None, None, "count", "made up", ""),
    }


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a,many,,,share,made up,", "'a' is not a coefficient"),
        ("a,2,0,1,share,made up,", "2 is not between 0 and 1"),
        ("a,nan,,,share,made up,", "nan is not a finite number"),
        ("a,1", "a line has the columns name, value"),
        ("a,1,,,share,made up,,more", "a line has the columns name, value"),
        ("a,1,,,share,made up,\na,1,,,share,made up,", "'a' stands twice"),
    ],
)
def test_what_is_no_coefficient_is_refused(line: str, says: str) -> None:
    with pytest.raises(CeasefireError, match=says) as error:
        parsed(HEAD + line, "x.csv")
    assert error.value.message.startswith("x.csv: ")
    assert "calibration" in error.value.hint


def test_a_table_that_is_not_there_is_named_with_its_nearest() -> None:
    with pytest.raises(CeasefireError, match="no table of coefficients 'standing_fortno'") as error:
        coefficients("standing_fortno")
    assert "standing_fortna" in error.value.hint


def test_what_was_read_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        coefficients("standing_fortna")["a"] = None  # type: ignore[index]
