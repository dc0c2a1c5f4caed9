"""Comparing: what changed in the inputs, what moved in the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasefire.answer.assess import assess
from ceasefire.answer.compare import compare, read_answer
from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError


def plain(case: Case, *sets: str) -> dict[str, object]:
    return assess(case, futures=60, sets=sets).as_json()


def test_nothing_differs_from_itself(small: Case) -> None:
    found = compare(plain(small), plain(small))
    assert found.inputs == ()
    assert found.moves == ()


def test_one_input_and_what_it_moves(small: Case) -> None:
    found = compare(plain(small), plain(small, "pledges.cor_2026_01.n_high=3500"))
    assert [(d.address, d.before, d.after) for d in found.inputs] == [
        ("pledges.cor_2026_01.n_high", "3000", "3500")
    ]
    moves = {move.id: move for move in found.moves}
    assert moves["answer.offer.land.firm"].change("high") == 500
    assert moves["answer.brigade.gap.firm"].change("low") == -500
    assert moves["answer.brigade.gap.firm"].stated
    assert "answer.settlement.border" not in moves
    as_json = found.as_json()
    assert as_json["inputs"][0]["after"] == "3500"


def test_an_option_that_only_one_side_has(small: Case) -> None:
    one = assess(small, futures=60, options=["brigade"]).as_json()
    found = compare(one, plain(small))
    move = next(m for m in found.moves if m.id == "answer.observers.adopted")
    assert move.before is None
    assert move.change("value") is None


def test_damaged_and_newer_answers(small: Case, tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    assert read_answer(tmp_path) is None
    deep = "[" * 200_000
    for damaged in ("{", "[]", '{"format": 1}', '{"format": "x", "figures": {}}', deep):
        path.write_text(damaged)
        with pytest.raises(CeasefireError, match="is not an answer of ceasefire"):
            read_answer(path)
    text = assess(small, futures=10).to_text()
    for old, new in (
        ('"futures": 10', '"futures": "10"'), ('"futures": 10', '"futures": 10.5'),
        ('"seed": 1', '"seed": true'), ('"id": "my_case"', '"id": 5'),
        ('"low": 3000.0', '"low": "many"'), ('"low": 3000.0', '"low": NaN'),
        ('"low": 3000.0', f'"low": {"9" * 400}'), ('"kind": "stated"', '"kind": "guessed"'),
        ('"inputs": {', '"inputs": {"x.y.z": 5, '),
    ):  # fmt: skip
        assert old in text
        path.write_text(text.replace(old, new, 1))
        with pytest.raises(CeasefireError, match="is not an answer of ceasefire"):
            read_answer(path)
    path.write_text(text.replace('"format": 1', '"format": 9', 1))
    with pytest.raises(CeasefireError, match="newer ceasefire"):
        read_answer(tmp_path)
    path.write_text(text)
    assert read_answer(tmp_path) is not None
