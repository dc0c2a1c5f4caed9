"""Languages of lines and paragraphs, on lines written for these tests."""

# ruff: noqa: RUF001 - Cyrillic is meant

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.press.article import LANGUAGES
from ceasefire.press.languages import language_of

LINES = {
    "en": [
        "Allies weigh a force for the day after the guns fall silent",
        "New bridge opens in the north after two years of work",
        "Is the ceasefire already broken? (Der Spiegel, Germany)",
    ],
    "ru": [
        "Министр прибыл в Киев без предупреждения",
        "Союзники обсуждают отправку военных после перемирия",
        "ПОДПИСКА НА НОВОСТИ",
        "Израиль усилил охрану границы на севере",
        "Войти",
    ],
    "uk": [
        "Союзники обговорюють відправлення військових після перемир'я",
        "Міністр прибув до Києва без попередження",
        "ПІДПИСКА НА НОВИНИ",
        "Україна чекає на відповідь партнерів",
    ],
    "de": [
        "Die Verbündeten beraten über eine Truppe für die Zeit danach",
        "Der Minister reiste ohne Ankündigung nach Kiew",
    ],
    "fr": [
        "Les alliés discutent de l'envoi de soldats après la trêve",
        "Le ministre est arrivé à Kiev sans prévenir",
    ],
    "pl": [
        "Sojusznicy rozmawiają o wysłaniu żołnierzy po rozejmie",
        "Minister przyjechał do Kijowa bez zapowiedzi",
    ],
}


@pytest.mark.parametrize(
    ("language", "line"), [(lang, line) for lang, lines in LINES.items() for line in lines]
)
def test_each_line_has_its_language(language: str, line: str) -> None:
    assert language_of(line) == language


@pytest.mark.parametrize(
    "line",
    [
        "La presidente del Consiglio ha detto che le truppe non partiranno",
        "De regering wil voorlopig geen troepen sturen naar het front",
        "Vláda dnes rozhodla o vyslání vojáků do zahraničí",
        "Урядът реши да не изпраща войски извън страната",
        "Урад не сказаў, калі вернуцца салдаты",
        "政府は部隊を派遣しないと述べた",
        "الحكومة لن ترسل قوات إلى الخارج",
    ],
)
def test_a_seventh_language_is_none_of_the_six(line: str) -> None:
    assert language_of(line) == ""


@pytest.mark.parametrize("text", ["", "  \n", "869", "14.06 18:50", "—", "UN", "НАТО"[:3], "\x00"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert language_of(text) == ""


def test_letters_outweigh_a_name_in_the_other_script() -> None:
    assert language_of("Глава Rheinmetall: мы ждём заказов от правительства") == "ru"
    assert language_of("He used the word «перемирие» three times in the speech") == "en"


def test_a_long_text_takes_no_longer() -> None:
    text = LINES["en"][0] + "\n"
    language_of(text)
    start = time.perf_counter()
    assert language_of(text * 50_000) == "en"
    assert time.perf_counter() - start < 1


@given(st.text())
def test_any_text_has_one_of_the_six_or_none(text: str) -> None:
    assert language_of(text) in (*LANGUAGES, "")
