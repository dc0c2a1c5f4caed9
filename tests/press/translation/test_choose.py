"""A place is a service or a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceasefire.core.errors import CeasefireError
from ceasefire.press.translation import engine
from ceasefire.press.translation.choose import translator
from ceasefire.press.translation.folder import Folder
from ceasefire.press.translation.service import Service


def test_an_address_is_a_service() -> None:
    found = translator("http://127.0.0.1:5000/")
    assert isinstance(found, Service)
    assert found.name == "LibreTranslate at http://127.0.0.1:5000"


def test_an_address_elsewhere_needs_leave() -> None:
    with pytest.raises(CeasefireError, match="another computer"):
        translator("http://192.0.2.1:5000")
    with pytest.raises(CeasefireError, match="another computer"):
        translator("https://10.0.0.7")
    assert translator("https://10.0.0.7", allow_remote=True).name.endswith("https://10.0.0.7:443")


def test_another_scheme_is_refused() -> None:
    with pytest.raises(CeasefireError, match="not an address of http or https"):
        translator("ftp://127.0.0.1/")


def test_anything_else_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LIBRARY", "json")  # as if it were installed
    (tmp_path / "ru-en").mkdir()
    for name in ("model.ruen.bin", "vocab.ruen.spm"):
        (tmp_path / "ru-en" / name).touch()
    found = translator(str(tmp_path))
    assert isinstance(found, Folder)
    assert found.route("ru", "en") == ("ru", "en")
    with pytest.raises(CeasefireError, match="there is no folder"):
        translator(str(tmp_path / "none"))
