"""Sources without a name, in texts written for these tests."""

# ruff: noqa: RUF001 - Cyrillic is meant

from __future__ import annotations

import pytest

from ceasefire.press.actors.anonymous import anonymous
from ceasefire.press.article import Language


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind"),
    [
        ("en", "It is early, said a senior NATO official.", "a senior NATO official", "person"),
        ("en", "It is early, the diplomat said.", "the diplomat", "person"),
        ("en", "Asked by us, two U.S. officials agreed.", "two U.S. officials", "group"),
        ("en", "Talks went well, a person close to the talks, said.",
         "a person close to the talks", "person"),
        ("ru", "Об этом сказал высокопоставленный чиновник НАТО.",
         "высокопоставленный чиновник НАТО", "person"),
        ("ru", "По словам европейских дипломатов, решения нет.", "европейских дипломатов",
         "group"),
        ("uk", "Про це сказав високопоставлений чиновник НАТО.",
         "високопоставлений чиновник НАТО", "person"),
        ("uk", "За словами європейських дипломатів, рішення немає.", "європейських дипломатів",
         "group"),
        ("de", "Das sagte ein ranghoher NATO-Diplomat.", "ein ranghoher NATO-Diplomat", "person"),
        ("fr", "C'est ce que dit un haut responsable européen.",
         "un haut responsable européen", "person"),
        ("pl", "Powiedział to wysoki urzędnik NATO.", "wysoki urzędnik NATO", "person"),
    ],
)  # fmt: skip
def test_a_source_without_a_name_is_found(
    language: Language, text: str, surface: str, kind: str
) -> None:
    (found,) = anonymous(text, language)
    assert found.surface.endswith(surface)
    assert (found.kind, found.actor, found.rule) == (kind, "", "anonymous")


def test_equal_phrases_stay_apart() -> None:
    first, second = anonymous("An official agreed. An official did not.", "en")
    assert first.start != second.start


@pytest.mark.parametrize(
    "text",
    ["NATO official John Smith said", "Image source: an agency", "Officially, nothing happened",
     "Zelensky said so"],
)  # fmt: skip
def test_named_people_and_labels_are_no_sources(text: str) -> None:
    assert anonymous(text, "en") == ()


def test_a_spokesperson_with_a_name_is_no_source() -> None:
    assert anonymous("Официальный представитель МИД России Мария Иванова ответила", "ru") == ()


def test_an_unknown_language_has_none() -> None:
    assert anonymous("an official", "") == ()
