"""Answers are recorded once and replayed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.press.service.made import MODEL, RECORDED, Fixed, article, listed, quote

from ceasefire.press.service.endpoint import ServiceError
from ceasefire.press.service.recorded import Recorder, request_hash
from ceasefire.press.service.service import ModelService

REQUEST = json.dumps({"model": MODEL, "messages": ["words of the article"]}).encode()


def test_an_answer_is_asked_for_once_and_replayed_without_a_service(tmp_path: Path) -> None:
    folder, live = tmp_path / "kept" / "here", Fixed(listed(quote("too early")))
    recorder = Recorder(folder, live)
    first = recorder(REQUEST)
    assert (
        json.loads(recorder(REQUEST)) == json.loads(Recorder(folder)(REQUEST)) == json.loads(first)
    )
    assert len(live.asked) == 1
    (path,) = folder.iterdir()
    assert path.name == f"{request_hash(REQUEST)}.json"
    kept = path.read_text(encoding="utf-8")
    assert set(json.loads(kept)) == {"request", "model", "answer"}
    assert "words of the article" not in kept


@pytest.mark.parametrize("answer", [b'{"choices": [{"mess', b"\xff\x00", b""])
def test_what_is_no_json_is_recorded_as_text(tmp_path: Path, answer: bytes) -> None:
    Recorder(tmp_path, Fixed(answer))(REQUEST)
    assert Recorder(tmp_path)(REQUEST) == answer.decode("utf-8", "replace").encode()


def test_an_error_is_not_recorded(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="status 500"):
        Recorder(tmp_path, Fixed(ServiceError("status 500")))(REQUEST)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_answer_is_named_by_its_hash(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match=request_hash(REQUEST)):
        Recorder(tmp_path)(REQUEST)
    got = ModelService(Recorder(tmp_path), MODEL, "recorded answers").propose(article())
    assert "record it once" in got.warnings[0]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"request": "x"}', "[" * 100_000, '{"text": 3}']
)
def test_a_damaged_record_is_an_error_with_its_place(tmp_path: Path, content: str) -> None:
    path = tmp_path / f"{request_hash(REQUEST)}.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ServiceError, match=path.name):
        Recorder(tmp_path)(REQUEST)


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ServiceError, match="cannot write"):
        Recorder(tmp_path / "file" / "sub", Fixed(listed()))(REQUEST)


def test_the_records_of_these_tests_are_named_as_they_say() -> None:
    paths = sorted(RECORDED.glob("*.json"))
    assert paths
    assert [json.loads(p.read_text(encoding="utf-8"))["request"] for p in paths] == [
        p.stem for p in paths
    ]
