"""Names in every form that Russian, Ukrainian, Polish and German give them."""

# ruff: noqa: RUF001 - Cyrillic is meant

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.actors.names import ukraine

from ceasefire.press.actors.find import mentions
from ceasefire.press.actors.gazetteer import Gazetteer
from ceasefire.press.actors.inflection import CASES, by_case, forms
from ceasefire.press.article import Language

# By name, the forms that pages use; every one has to be found.
RUSSIAN = {
    "Volodymyr Zelenskyy": "Владимир Зеленский, Владимира Зеленского, Владимиру Зеленскому, "
    "Владимиром Зеленским, Владимире Зеленском, Зеленский, Зеленского, Зеленскому, Зеленским, "
    "Зеленском",
    "Vladimir Putin": "Владимир Путин, Владимира Путина, Владимиру Путину, Владимиром Путиным, "
    "Владимире Путине, Путина, Путину, Путиным, Путине",
    "Donald Trump": "Дональд Трамп, Дональда Трампа, Дональду Трампу, Дональдом Трампом, "
    "Дональде Трампе, Трампа, Трампу, Трампом, Трампе",
    "Mark Rutte": "Марк Рютте, Марка Рютте, Марку Рютте, Марком Рютте, Марке Рютте, Рютте",
    "Keir Starmer": "Кир Стармер, Кира Стармера, Киру Стармеру, Киром Стармером, Стармере",
    "Kaja Kallas": "Кая Каллас, Каи Каллас, Кае Каллас, Каю Каллас, Каей Каллас, Каллас",
    "Giorgia Meloni": "Джорджа Мелони, Джорджи Мелони, Джорджу Мелони, Мелони",
    "Ursula von der Leyen": "Урсула фон дер Ляйен, Урсулы фон дер Ляйен, Урсулу фон дер Ляйен",
    "Friedrich Merz": "Фридрих Мерц, Фридриха Мерца, Фридриху Мерцу, Фридрихом Мерцем",
    "Ukraine": "Украина, Украины, Украине, Украину, Украиной",
    "Germany": "Германия, Германии, Германию, Германией",
    "Netherlands": "Нидерланды, Нидерландов, Нидерландам, Нидерландами, Нидерландах",
    "United States": "США, Соединённые Штаты, Соединенных Штатов, Соединённым Штатам, "
    "Соединенными Штатами, Соединённых Штатах",
    "European Union": "Европейский союз, Европейского союза, Европейскому союзу, "
    "Европейским союзом, Европейском союзе, Евросоюза, Евросоюзом, ЕС",
    "United Nations": "Организация Объединённых Наций, Организации Объединённых Наций, "
    "Организацией Объединенных Наций, ООН",
}
UKRAINIAN = {
    "Volodymyr Zelenskyy": "Володимир Зеленський, Володимира Зеленського, Володимиру Зеленському, "
    "Володимиром Зеленським, Зеленського, Зеленському, Зеленським",
    "Donald Trump": "Дональд Трамп, Дональда Трампа, Дональду Трампу, Дональдом Трампом, Трампа, "
    "Трампові, Трампом",
    "Mark Rutte": "Марк Рютте, Марка Рютте, Марку Рютте, Марком Рютте, Рютте",
    "Yuliia Svyrydenko": "Юлія Свириденко, Юлії Свириденко, Юлію Свириденко, Юлією Свириденко",
    "Sergei Lavrov": "Сергій Лавров, Сергія Лаврова, Сергієві Лаврову, Сергієм Лавровим",
    "Emmanuel Macron": "Емманюель Макрон, Емманюеля Макрона, Емманюелем Макроном, Макрону",
    "Friedrich Merz": "Фрідріх Мерц, Фрідріха Мерца, Фрідріхом Мерцом",
    "Kaja Kallas": "Кая Каллас, Каї Каллас, Каю Каллас",
    "Ukraine": "Україна, України, Україні, Україну, Україною",
    "Germany": "Німеччина, Німеччини, Німеччині, Німеччину, Німеччиною",
    "France": "Франція, Франції, Францію, Францією",
    "United Kingdom": "Велика Британія, Великої Британії, Велику Британію, Великою Британією, "
    "Британії",
    "United States": "США, Сполучені Штати, Сполучених Штатів, Сполученим Штатам, "
    "Сполученими Штатами, Сполучених Штатах",
    "European Union": "Європейський Союз, Європейського Союзу, Європейським Союзом, Євросоюзу, ЄС",
    "United Nations": "Організація Об'єднаних Націй, Організації Об’єднаних Націй, ООН",
}
POLISH = {
    "Volodymyr Zelenskyy": "Wołodymyr Zełenski, Wołodymyra Zełenskiego, Zełenskiemu, Zełenskim",
    "Donald Tusk": "Donald Tusk, Donalda Tuska, Donaldowi Tuskowi, Donaldem Tuskiem, Tusku",
    "Donald Trump": "Donalda Trumpa, Trumpowi, Trumpem, Trumpie",
    "Mark Rutte": "Mark Rutte, Marka Rutte, Markowi Rutte",
    "Ukraine": "Ukraina, Ukrainy, Ukrainie, Ukrainę, Ukrainą",
    "Russia": "Rosja, Rosji, Rosję, Rosją",
    "Poland": "Polska, Polski, Polsce, Polskę, Polską",
    "Germany": "Niemcy, Niemiec, Niemcom, Niemczech, Niemcami",
}
GERMAN = {
    "Volodymyr Zelenskyy": "Wolodymyr Selenskyj, Wolodymyr Selenskyjs, Selenskyjs",
    "Ukraine": "Ukraine",
    "Germany": "Deutschland, Deutschlands",
}
TABLES: dict[Language, dict[str, str]] = {
    "ru": RUSSIAN, "uk": UKRAINIAN, "pl": POLISH, "de": GERMAN,
}  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.of(ukraine())


@pytest.mark.parametrize(
    ("language", "name", "form"),
    [
        (language, name, form.strip())
        for language, table in TABLES.items()
        for name, listed in table.items()
        for form in listed.split(",")
    ],
)
def test_each_form_is_its_name(
    gazetteer: Gazetteer, language: Language, name: str, form: str
) -> None:
    text = f"«… {form}», 5 …"
    (found,) = mentions(text, language, gazetteer)
    assert (found.name, found.surface) == (name, form)
    assert text[found.start : found.end] == form


def test_a_surname_in_a_vowel_does_not_change() -> None:
    assert forms("Рютте", "ru", person=True) == {"Рютте"}
    assert "Рютта" not in forms("Марк Рютте", "ru", person=True)


def test_words_of_a_name_agree() -> None:
    assert "Владимира Путиным" not in forms("Владимир Путин", "ru", person=True)
    assert "Организации Объединённых Наций" in forms("Организация Объединённых Наций", "ru")


@given(st.text(max_size=30), st.sampled_from(["en", "ru", "uk", "de", "fr", "pl", ""]))
def test_any_name_has_six_cases_and_itself(name: str, language: Language) -> None:
    assert len(by_case(name, language)) == CASES
    assert name in forms(name, language, person=True)
    assert name in forms(name, language)
