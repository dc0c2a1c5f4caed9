"""Lines of a site that stand within an article, told from sentences that only look like them."""

# ruff: noqa: RUF001 - words in Cyrillic are words
from __future__ import annotations

import pytest

from ceasefire.press.pages.furniture import is_furniture


@pytest.mark.parametrize(
    "text",
    [
        "Читайте также: Мост закрыт на неделю", "Читайте також — Міст закрито", "Read also: Rain",
        "Lesen Sie auch: Regen", "Lire aussi : La pluie", "Czytaj także: Deszcz", "По теме:",
        "Реклама", "Реклама. Окна со скидкой", "Поделиться в соцсетях", "Переглядів: 4 312",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter", "Підпишіться на нашу розсилку",
        "→ Читайте также: Мост", "Самое читаемое за сутки",
    ],
)  # fmt: skip
def test_lines_of_the_site(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Реклама алкоголя на вокзалах запрещена, напомнил министр.",
        "«Читайте также: мелкий шрифт», — посоветовал юрист.",
        "По теме складов решения нет.", "Related to this is the question of rotation.",
        "Читайте также договор целиком, советует автор.", "Поделиться разведкой обещали двое.",
        "Самое читаемое письмо министра касалось складов.",
        "Читайте также: " + "длинный разбор " * 20,
    ],
)  # fmt: skip
def test_sentences_of_an_article(text: str) -> None:
    assert not is_furniture(text)
