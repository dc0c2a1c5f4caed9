"""Models in a folder: which pairs there are, and an engine that may die of a file.

No model could be had for these tests: routes are tested with an engine of our own, the child
process with a library of the same form, and the real library, where it is installed, with files
that are no models.
"""

# ruff: noqa: RUF001 - short words of Russian and Ukrainian
from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from ceasefire.core.errors import CeasefireError
from ceasefire.press.translation import engine as engine_module
from ceasefire.press.translation.base import TranslationError
from ceasefire.press.translation.engine import Engine, engine
from ceasefire.press.translation.folder import Folder, Leg

LIBRARY = """
class Translator:
    def __init__(self, model, src_vocab, trg_vocab, shortlist=None):
        self.words = [part.decode() for part in (model, src_vocab, trg_vocab, shortlist or b"-")]
        if model == b"damaged": raise ValueError("model: bad magic\\n at 0")
        if model == b"greedy": bytearray(1 << 50)
        if model == b"deadly":
            import os; os.abort()
        if model == b"slow":
            import time; time.sleep(60)
    def translate_long(self, text):
        print("a library that talks")
        return "[" + ",".join(self.words) + " " + text + "]"
"""


def models(folder: Path, *pairs: str, model: bytes = b"") -> Path:
    for pair in pairs:
        place = folder / pair
        place.mkdir(parents=True)
        (place / f"model.{pair}.intgemm.alphas.bin").write_bytes(model or pair.encode())
        (place / f"vocab.{pair}.spm").write_bytes(b"v")
    return folder


def marks(legs: Sequence[Leg], texts: Sequence[str]) -> list[str]:
    way = "".join(f"{leg.source}>{leg.target} " for leg in legs)
    return [f"{way}{text}" for text in texts]


def test_a_direct_model_is_taken_else_the_way_through_english(tmp_path: Path) -> None:
    one = Folder(models(tmp_path, "ru-en", "en-de", "uken", "ru-fr"), marks)
    assert one.route("ru", "en") == ("ru", "en")
    assert one.route("ru", "fr") == ("ru", "fr")
    assert one.route("uk", "de") == ("uk", "en", "de")
    assert one.route("de", "en") == ()
    assert one.translate(["а", "б"], "uk", "de") == ["uk>en en>de а", "uk>en en>de б"]
    assert str(tmp_path) in one.name
    with pytest.raises(TranslationError, match=r"no way from de to en.*de-en"):
        one.translate(["a"], "de", "en")


def test_files_of_a_pair_are_found(tmp_path: Path) -> None:
    seen: list[Leg] = []

    def run(legs: Sequence[Leg], texts: Sequence[str]) -> list[str]:
        seen.extend(legs)
        return list(texts)

    models(tmp_path, "ru-en", "en-ru")
    (tmp_path / "ru-en" / "lex.50.50.ruen.s2t.bin").touch()
    (tmp_path / "en-ru" / "vocab.en-ru.spm").rename(tmp_path / "en-ru" / "srcvocab.enru.spm")
    (tmp_path / "en-ru" / "trgvocab.enru.spm").touch()
    (tmp_path / "en-zh").mkdir()  # of no use here, so not looked into
    (tmp_path / "README").touch()
    one = Folder(tmp_path, run)
    one.translate(["а"], "ru", "en")
    one.translate(["a"], "en", "ru")
    first, second = seen
    assert first.shortlist == tmp_path / "ru-en" / "lex.50.50.ruen.s2t.bin"
    assert first.source_vocabulary == first.target_vocabulary
    assert second.shortlist is None
    assert second.source_vocabulary.name == "srcvocab.enru.spm"
    assert second.target_vocabulary.name == "trgvocab.enru.spm"


def test_all_faults_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    models(tmp_path, "ru-en", "en-ru", "de-en", "fr-en")
    (tmp_path / "en-ru" / "vocab.en-ru.spm").unlink()
    packed = tmp_path / "de-en" / "model.de-en.intgemm.alphas.bin"
    packed.rename(packed.with_suffix(".bin.zst"))
    (tmp_path / "fr-en" / "model.other.bin").touch()
    with pytest.raises(CeasefireError) as caught:
        Folder(tmp_path, marks)
    said = str(caught.value)
    assert "en-ru: a model or a vocabulary is missing" in said
    assert "de-en: its files are still packed" in said
    assert "fr-en: more than one file model*.bin" in said
    assert "ru-en" not in said
    assert "it needs model*.bin" in said


def test_a_file_larger_than_any_model_is_not_read(tmp_path: Path) -> None:
    models(tmp_path, "ru-en")
    os.truncate(tmp_path / "ru-en" / "vocab.ru-en.spm", (1 << 30) + 1)
    with pytest.raises(CeasefireError, match="larger than any model"):
        Folder(tmp_path, marks)


def test_no_folder_and_none_with_models(tmp_path: Path) -> None:
    with pytest.raises(CeasefireError, match="there is no folder"):
        Folder(tmp_path / "none", marks)
    with pytest.raises(CeasefireError, match="holds no models"):
        Folder(tmp_path, marks)


def test_an_engine_that_loses_a_text_is_an_error(tmp_path: Path) -> None:
    one = Folder(models(tmp_path, "ru-en"), lambda _, texts: list(texts)[1:])
    with pytest.raises(TranslationError, match="1 translations for 2 texts"):
        one.translate(["а", "б"], "ru", "en")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "library"
    place.mkdir()
    (place / "fxtranslate.py").write_text(LIBRARY)
    monkeypatch.setenv("PYTHONPATH", str(place))


@pytest.mark.usefixtures("library")
def test_the_child_puts_texts_through_each_model(tmp_path: Path) -> None:
    folder = models(tmp_path / "models", "uk-en", "en-de")
    (folder / "en-de" / "lex.ende.bin").write_bytes(b"short")
    one = Folder(folder, Engine())
    assert one.translate(["так", "ні"], "uk", "de") == [
        "[en-de,v,v,short [uk-en,v,v,- так]]", "[en-de,v,v,short [uk-en,v,v,- ні]]",
    ]  # fmt: skip


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("model", "says"),
    [
        (b"damaged", "ValueError: model: bad magic at 0; check that the files are whole"),
        (b"greedy", "too much memory"),
        (b"deadly", "the engine died"),
        (b"slow", "took longer than 2 s"),
    ],
)
def test_a_model_that_ends_the_child_is_an_error(tmp_path: Path, model: bytes, says: str) -> None:
    folder = models(tmp_path / "models", "ru-en", model=model)
    limit = 2.0 if model == b"slow" else 60.0
    with pytest.raises(TranslationError) as caught:
        Folder(folder, Engine(seconds=limit)).translate(["а"], "ru", "en")
    assert says in str(caught.value)
    assert str(folder / "ru-en") in str(caught.value)


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "LIBRARY", "a_library_that_is_not_there")
    with pytest.raises(CeasefireError, match=r"pip install 'ceasefire\[translation\]'"):
        engine()


def _head(count: int) -> bytes:
    return struct.pack("<QQ", 1, count) + bytes(100)


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (b"", "could not be run"),
        (b"not a model" * 100, "could not be run"),
        (_head(2), "could not be run"),
        # A head that promises 10**15 parts makes the library end its process.
        (_head(10**15), "the engine died"),
    ],
)
def test_the_real_library_refuses_what_is_no_model(tmp_path: Path, model: bytes, says: str) -> None:
    pytest.importorskip("fxtranslate", reason="the extra `translation` is not installed")
    folder = models(tmp_path, "ru-en")
    (folder / "ru-en" / "model.ru-en.intgemm.alphas.bin").write_bytes(model)
    with pytest.raises(TranslationError, match=says):
        Folder(folder, engine()).translate(["Переговоры сорвались."], "ru", "en")
