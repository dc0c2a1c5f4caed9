"""Russian and Ukrainian pages in the manner of real portals: the article alone, and its actors.

The pages stand in ``tests/press/portals``, all of them invented, each with what has to be found in
it: title, paragraphs, words of the furniture, and every name in the order of the text.
"""

# ruff: noqa: RUF001 - words in Cyrillic are words
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.press.actors.names import ukraine

from ceasefire.press.actors.find import mentions
from ceasefire.press.actors.gazetteer import Gazetteer
from ceasefire.press.article import Article, Language
from ceasefire.press.languages import language_of
from ceasefire.press.pages.html import read_html
from ceasefire.press.pages.worker import Worker

PAGES = sorted((Path(__file__).parents[1] / "portals").glob("*.html"))


@dataclass(frozen=True)
class Portal:
    """A page as it was read, beside what is expected of it."""

    article: Article
    expected: dict[str, Any]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.of(ukraine())


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def portal(request: pytest.FixtureRequest, worker: Worker) -> Portal:
    path: Path = request.param
    expected = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    return Portal(read_html(path.read_bytes(), language_of=language_of, worker=worker), expected)


def test_there_are_pages_enough_and_in_old_charsets_too() -> None:
    told = [tomllib.loads(p.with_suffix(".toml").read_text(encoding="utf-8")) for p in PAGES]
    for language in ("ru", "uk"):
        assert sum(one["language"] == language for one in told) >= 10
    assert {"cp1251", "koi8-r", "koi8-u"} <= {one["charset"] for one in told}


def test_every_paragraph_is_kept(portal: Portal) -> None:
    body, expected = portal.article.body, portal.expected
    assert portal.article.title == expected["title"]
    assert (body[0], body[-1]) == (expected["first"], expected["last"])
    assert len(body) == expected["paragraphs"]
    assert portal.article.headings == ()
    assert portal.article.language == expected["language"]


def test_no_furniture_is_kept(portal: Portal) -> None:
    kept = [words for words in portal.expected["furniture"] if words in portal.article.text]
    assert kept == []


def test_every_form_of_a_name_is_found_and_nobody_else(
    portal: Portal, gazetteer: Gazetteer
) -> None:
    text = "\n\n".join(portal.article.body)
    found = [
        [one.surface, f"{one.name} (place)" if one.kind == "place" else
         one.name if one.kind == "person" else one.actor]
        for one in mentions(text, portal.article.language, gazetteer)
    ]  # fmt: skip
    assert found == portal.expected["mentions"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Разговор Путина с послом.", ["Vladimir Putin"]),
        ("Владимир Путин уехал. Слова Путина запомнили.", ["Vladimir Putin", "Vladimir Putin"]),
        ("Иван Путин уехал.", []), ("Ивана Путина видели на мосту.", []),
        ("Вчера Марина Зеленская открыла мост.", []),
        ("В Киеве заявили о мостах.", ["Ukraine"]), ("В Киеве уже не ждут ответа.", ["Ukraine"]),
        ("В Киеве открыли мост.", ["Kyiv"]), ("Под Киевом говорят о мостах.", ["Kyiv"]),
        ("Из Парижа пока ответили отказом.", ["France"]), ("Приехал из Парижа.", ["Paris"]),
    ],
)  # fmt: skip
def test_openings_of_sentences_and_capitals_that_speak(
    gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    assert [one.name for one in mentions(text, "ru", gazetteer)] == names


def test_in_ukrainian_a_capital_that_has_something_is_no_place(gazetteer: Gazetteer) -> None:
    text = "У Вашингтона є причини, а у Вашингтоні сніг."
    assert [one.kind for one in mentions(text, "uk", gazetteer)] == ["state", "place"]


@pytest.mark.parametrize(
    ("language", "forms", "actor"),
    [
        ("uk", "Нова Зеландія, Нової Зеландії, Новій Зеландії, Нову Зеландію, Новою Зеландією",
         "nzl"),
        ("uk", "Урсула фон дер Ляйєн, Урсули фон дер Ляйєн, Урсулі фон дер Ляєн", "eu"),
        ("uk", "Бундесвер, бундесверу, бундесвером, бундесвері", "deu"),
        ("ru", "Бундесвер, бундесвера, бундесверу, бундесвером, бундесвере", "deu"),
        ("ru", "Пентагон, Пентагона, Пентагону, Пентагоном, Пентагоне", "usa"),
        ("ru", "Елисейский дворец, Елисейского дворца, Елисейским дворцом", "fra"),
        ("uk", "Єлисейський палац, Єлисейського палацу, Єлисейським палацом", "fra"),
        ("ru", "Даунинг-стрит", "gbr"), ("uk", "Даунінг-стріт", "gbr"),
        ("ru", "Москвы, Москве, Москву, Москвой, Москвою", "rus"),
        ("uk", "Москви, Москві, Москву, Москвою", "rus"),
        ("uk", "Києва, Києву, Києвом", "ukr"), ("ru", "Лондона, Лондону, Лондоном", "gbr"),
    ],
)  # fmt: skip
def test_forms_that_no_page_has(
    gazetteer: Gazetteer, language: Language, forms: str, actor: str
) -> None:
    for form in forms.split(", "):
        found = mentions(f"«… {form}», 5 …", language, gazetteer)
        assert [(one.surface, one.actor) for one in found] == [(form, actor)]
