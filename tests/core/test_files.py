"""Under a final name stands all of a file, or what stood there before."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasefire.core.errors import CeasefireError
from ceasefire.core.files import staged_folder, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_staged_folder_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out"
    with staged_folder(target) as folder:
        (folder / "a.txt").write_text("a")
        assert not target.exists()
    assert names(target) == ["a.txt"]
    assert names(tmp_path / "deep") == ["out"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_after_an_error_nothing_is_left(tmp_path: Path, error: type[BaseException]) -> None:
    def fail() -> None:
        with staged_folder(tmp_path / "out") as folder:
            (folder / "a.txt").write_text("a")
            raise error

    with pytest.raises(error):
        fail()
    assert names(tmp_path) == []


def test_an_earlier_result_is_replaced_and_other_files_are_not(tmp_path: Path) -> None:
    target = tmp_path / "out"
    for content in ("old", "new"):
        with staged_folder(target, replaceable=lambda _: True) as folder:
            (folder / "manifest.json").write_text(content)
    assert (target / "manifest.json").read_text() == "new"
    assert names(tmp_path) == ["out"]
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.doc").write_text("mine")
    with (
        pytest.raises(CeasefireError, match="is not empty and would be lost"),
        staged_folder(other),
    ):
        pass
    assert names(other) == ["thesis.doc"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with (
        pytest.raises(CeasefireError, match="is a file"),
        staged_folder(tmp_path / "out"),
    ):
        pass
    with (
        pytest.raises(CeasefireError, match="cannot write"),
        staged_folder(tmp_path / "out" / "deeper"),
    ):
        pass


def test_write_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", "é")
    assert (tmp_path / "a").read_bytes() == "é".encode()
    with pytest.raises(CeasefireError, match="cannot write"):
        write_whole(tmp_path / "none" / "a", b"x")
    assert names(tmp_path) == ["a"]


def test_folders_made_on_the_way_go_too(tmp_path: Path) -> None:
    def fail() -> None:
        with staged_folder(tmp_path / "deep" / "er" / "out"):
            msg = "stop"
            raise RuntimeError(msg)

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    assert names(tmp_path) == []


def test_an_empty_folder_is_filled_and_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    with staged_folder(Path()) as folder:
        (folder / "a.txt").write_text("a")
    assert names(Path()) == ["a.txt"]
    with (
        pytest.raises(CeasefireError, match="the folder you are in"),
        staged_folder(Path(), replaceable=lambda _: True),
    ):
        pass


def test_a_link_leads_to_the_folder_it_names(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with staged_folder(tmp_path / "link") as folder:
        (folder / "a.txt").write_text("a")
    assert names(tmp_path) == ["link", "real"]
    assert names(tmp_path / "real") == ["a.txt"]
