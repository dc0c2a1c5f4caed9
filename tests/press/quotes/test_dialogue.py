"""Speech after a dash and the turns of an interview, on texts made for these tests."""
# ruff: noqa: RUF001 - dashes and words of six languages

from __future__ import annotations

import pytest
from tests.press.quotes.made import page

from ceasefire.press.article import Language
from ceasefire.press.quotes import quotes
from ceasefire.press.statement import Mention


def said(language: Language, *lines: str) -> list[tuple[str, str]]:
    paragraphs = page(*lines, language=language)
    text = "\n".join(lines)
    found = quotes(paragraphs)
    assert all(text[one.start : one.end] == one.text for one in found)
    return [(one.text, one.speaker) for one in found]


CASES: list[tuple[Language, str, list[str], str]] = [
    ("ru", "— Мы ждём решения, — сказал Сергей Орлов. — Но ждать будем недолго.",
     ["Мы ждём решения,", "Но ждать будем недолго."], "Сергей Орлов"),
    ("uk", "— Ми чекаємо на рішення, — сказала Олена Коваль, — і довго не чекатимемо.",
     ["Ми чекаємо на рішення,", "і довго не чекатимемо."], "Олена Коваль"),
    ("pl", "– Czekamy na decyzję – powiedział premier Jan Zaręba. – Nie będziemy długo czekać "
     "– dodał.", ["Czekamy na decyzję", "Nie będziemy długo czekać"], "Jan Zaręba"),
    ("fr", "— Nous attendons la décision, a déclaré Jeanne Morel. — Mais pas longtemps.",
     ["Nous attendons la décision,", "Mais pas longtemps."], "Jeanne Morel"),
    ("ru", "- Мы ждём решения, - сказал Сергей Орлов.", ["Мы ждём решения,"], "Сергей Орлов"),
    ("ru", "— Мы ждём — и это правда, — сказал Сергей Орлов. Потом он уехал домой.",
     ["Мы ждём — и это правда,"], "Сергей Орлов"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "line", "words", "speaker"), CASES)
def test_a_paragraph_that_opens_with_a_dash_is_speech(
    language: Language, line: str, words: list[str], speaker: str
) -> None:
    assert said(language, line) == [(one, speaker) for one in words]


def test_marks_beside_speech_after_a_dash_are_read_too() -> None:
    line = "— Мы ждём, — сказал Сергей Орлов. Раньше он говорил: «Решения не будет»."
    assert said("ru", line) == [("Мы ждём,", "Сергей Орлов"), ("Решения не будет", "Сергей Орлов")]


@pytest.mark.parametrize("lines", [
    ("Стороны договорились:", "— вывести войска;", "— открыть дорогу."),
    ("В плане три условия:", "— Вывод войск.", "— Открытие дороги.", "— Обмен пленными."),
    ("В плане два условия:", "— Вывод войск;", "— Открытие дороги;"),
    ("— Численность миссии не названа.",),
])  # fmt: skip
def test_a_list_of_points_is_no_speech(lines: tuple[str, ...]) -> None:
    assert said("ru", *lines) == []


def test_dashes_open_no_speech_in_languages_that_do_not_set_it_so() -> None:
    assert said("en", "— Not before spring, said nobody at all.", "— Why? said the list.") == []


def test_the_next_turn_of_a_conversation_is_not_the_last_speakers() -> None:
    lines = ("— Мы ждём, — сказал Сергей Орлов.", "— А мы уже не ждём, — ответила Анна Белова.",
             "— Тогда нам не о чем говорить.")  # fmt: skip
    assert said("ru", *lines) == [
        ("Мы ждём,", "Сергей Орлов"), ("А мы уже не ждём,", "Анна Белова"),
        ("Тогда нам не о чем говорить.", ""),
    ]  # fmt: skip


def test_speech_after_a_colon_is_the_speakers_before_it() -> None:
    lines = ("Сергей Орлов подчеркнул:", "— Это только начало разговора.")
    assert said("ru", *lines) == [("Это только начало разговора.", "Сергей Орлов")]


INTERVIEW = (
    "Сергей Орлов дал интервью нашей газете.", "— Когда придут войска?",
    "— Не раньше весны, если договорятся.", "— Вы уверены?", "— Да.", "— Дальше видно будет.",
)  # fmt: skip


def test_questions_of_an_interview_are_nobodys_and_answers_the_guests() -> None:
    assert said("ru", *INTERVIEW) == [
        ("Не раньше весны, если договорятся.", "Сергей Орлов"), ("Да.", "Сергей Орлов"),
        ("Дальше видно будет.", "Сергей Орлов"),
    ]  # fmt: skip


def test_with_two_people_named_the_guest_is_not_guessed() -> None:
    lines = ("Сергей Орлов и Анна Белова приехали в город.", *INTERVIEW[1:3])
    assert said("ru", *lines) == [("Не раньше весны, если договорятся.", "")]


def test_a_question_without_a_dash_is_answered_with_one() -> None:
    lines = (INTERVIEW[0], "Когда придут войска?", "— Не раньше весны.")
    assert said("ru", *lines) == [("Не раньше весны.", "Сергей Орлов")]


def test_a_mention_names_the_guest() -> None:
    lines = ("Інтерв'ю з міністеркою.", "— Коли прийдуть війська?", "— Не раніше весни.")
    guest = Mention(12, 22, "міністеркою", "Олена Коваль", "person", "koval")
    (one,) = quotes(page(*lines, language="uk"), [guest])
    assert (one.text, one.speaker, one.rules["speaker"]) == (
        "Не раніше весни.", "koval", "person of the interview")  # fmt: skip


def test_names_before_a_colon_tell_who_asks_and_who_answers() -> None:
    lines = ("Q: When will the troops come?", "Anna Bell: Not before spring.", "Q: Why?",
             "Anna Bell: Is that a question?")  # fmt: skip
    assert said("en", *lines) == [
        ("Not before spring.", "Anna Bell"), ("Is that a question?", "Anna Bell"),
    ]  # fmt: skip


def test_names_before_a_colon_are_no_interview_without_questions() -> None:
    assert said("en", "Kyiv: three alarms in the night.", "Odesa: one alarm at noon.") == []
