"""Quotes and their speakers in six languages, on texts made for these tests."""
# ruff: noqa: RUF001 - words of six languages

from __future__ import annotations

import pytest
from tests.press.quotes.made import only, page

from ceasefire.press.article import Language
from ceasefire.press.quotes import quotes
from ceasefire.press.quotes.indirect import Reported
from ceasefire.press.quotes.sentences import Part, Sentence
from ceasefire.press.statement import Mention

# Language, text, mode, speaker, surface, anonymous, words.
CASES: list[tuple[Language, str, str, str, str, bool, str]] = [
    ("en", "“We are ready to wait,” said Anna Bell.", "direct", "Anna Bell", "Anna Bell", False,
     "We are ready to wait,"),
    ("en", "Anna Bell, who came from Oslo, said the plan was “too thin.”", "partial", "Anna Bell",
     "Anna Bell", False, "too thin."),
    ("en", "“It is early,” a senior NATO official said.", "direct", "", "a senior NATO official",
     True, "It is early,"),
    ("en", "According to Anna Bell, the talks will go on.", "indirect", "Anna Bell", "Anna Bell",
     False, "the talks will go on"),
    ("en", "The talks will go on, said Anna Bell.", "indirect", "Anna Bell", "Anna Bell", False,
     "The talks will go on"),
    ("ru", "«Мы ждём решения», — заявил президент Франции Жан Ренар.", "direct", "Жан Ренар",
     "президент Франции Жан Ренар", False, "Мы ждём решения"),
    ("ru", "Сергей Орлов заявил, что войска не придут.", "indirect", "Сергей Орлов",
     "Сергей Орлов", False, "войска не придут"),
    ("ru", "По словам европейского дипломата, решения ещё нет.", "indirect", "",
     "европейского дипломата", True, "решения ещё нет"),
    ("ru", "Орлов подчеркнул: «Это только начало разговора».", "direct", "Орлов", "Орлов", False,
     "Это только начало разговора"),
    ("uk", "«Ми чекаємо на рішення», — сказала Олена Коваль.", "direct", "Олена Коваль",
     "Олена Коваль", False, "Ми чекаємо на рішення"),
    ("uk", "За словами посадовця НАТО, рішення ще немає.", "indirect", "", "посадовця НАТО", True,
     "рішення ще немає"),
    ("uk", "Олена Коваль заявила, що війська не прийдуть.", "indirect", "Олена Коваль",
     "Олена Коваль", False, "війська не прийдуть"),
    ("de", "„Wir warten auf den Beschluss“, sagte Kanzler Karl Vogt.", "direct", "Karl Vogt",
     "Kanzler Karl Vogt", False, "Wir warten auf den Beschluss"),
    ("de", "Karl Vogt erklärte, dass die Truppe später komme.", "indirect", "Karl Vogt",
     "Karl Vogt", False, "die Truppe später komme"),
    ("de", "Laut einem Diplomaten ist nichts beschlossen.", "indirect", "", "einem Diplomaten",
     True, "ist nichts beschlossen"),
    ("fr", "« Nous attendons la décision », a déclaré Jeanne Morel.", "direct", "Jeanne Morel",
     "Jeanne Morel", False, "Nous attendons la décision"),
    ("fr", "Jeanne Morel a affirmé que la force viendrait plus tard.", "indirect", "Jeanne Morel",
     "Jeanne Morel", False, "la force viendrait plus tard"),
    ("fr", "Selon un diplomate européen, rien n’est décidé.", "indirect", "",
     "un diplomate européen", True, "rien n’est décidé"),
    ("pl", "„Czekamy na decyzję” – powiedział premier Jan Zaręba.", "direct", "Jan Zaręba",
     "premier Jan Zaręba", False, "Czekamy na decyzję"),
    ("pl", "Jan Zaręba stwierdził, że wojsko przyjdzie później.", "indirect", "Jan Zaręba",
     "Jan Zaręba", False, "wojsko przyjdzie później"),
    ("pl", "Według urzędnika NATO decyzji jeszcze nie ma.", "indirect", "", "urzędnika NATO", True,
     "decyzji jeszcze nie ma"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{c[0]}-{c[6][:20]}" for c in CASES])
def test_who_says_what(case: tuple[Language, str, str, str, str, bool, str]) -> None:
    language, text, *expected = case
    one = only(text, language=language)
    assert [one.mode, one.speaker, one.surface, one.anonymous, one.text] == expected
    assert text[one.start : one.end] == one.text
    assert set(one.rules) == {"text", "surface", "speaker"}


def test_words_after_a_dash_within_the_marks_go_on_with_the_same_speaker() -> None:
    found = quotes(page("«Мы ждём, — сказал Сергей Орлов. — Но недолго».", language="ru"))
    assert [q.text for q in found] == ["Мы ждём,", "Но недолго"]
    assert {q.speaker for q in found} == {"Сергей Орлов"}


def test_a_lone_closing_mark_goes_on_with_the_speaker_before() -> None:
    line = '“We wait," said a senior NATO official. — In the meantime, you need patience.”'
    found = quotes(page(line))
    assert [q.text for q in found] == ["We wait,", "In the meantime, you need patience."]
    assert all(q.anonymous and q.surface == "a senior NATO official" for q in found)


def test_confidence_falls_with_the_distance_of_the_speaker() -> None:
    found = quotes(page(
        "“We wait for the decision,” Anna Bell said. “It may take until spring.”",
        "“And nobody knows what comes then.”",
    ))  # fmt: skip
    assert [q.speaker for q in found] == ["Anna Bell"] * 3
    sure = [q.confidence for q in found]
    assert sure == sorted(sure, reverse=True)
    assert len(set(sure)) == 3


def test_surnames_and_pronouns_become_the_full_name_seen_in_the_text() -> None:
    found = quotes(page(
        "Anna Bell came on Monday. Bell said that troops would come.", "“We wait,” she said.",
    ))  # fmt: skip
    assert [(q.surface, q.speaker) for q in found] == [("Bell", "Anna Bell"), ("she", "Anna Bell")]


def test_an_inflected_surname_becomes_the_full_name() -> None:
    text = "Сергей Орлов прибыл в понедельник. По словам Орлова, решения ещё нет."
    assert only(text, language="ru").speaker == "Сергей Орлов"


def test_a_mention_gives_the_actor_also_of_a_role() -> None:
    text = "The Arrelian leader said that “nobody will come.”"
    mention = Mention(0, 19, "The Arrelian leader", "Anna Bell", "person", "bell")
    (one,) = quotes(page(text), [mention])
    assert (one.speaker, one.surface) == ("bell", "The Arrelian leader")
    (alone,) = quotes(page(text))
    assert (alone.speaker, alone.anonymous) == ("", False)


def test_nameless_sources_never_become_a_name() -> None:
    found = quotes(page(
        "Anna Bell spoke first. “It is early,” a diplomat said.", "“Too early,” an official said.",
    ))  # fmt: skip
    assert [(q.speaker, q.anonymous) for q in found] == [("", True)] * 2


def test_the_diplomat_points_back_to_the_one_before() -> None:
    found = quotes(
        page("“It is early,” a European diplomat said.", "“Too early,” the diplomat said.")
    )
    assert found[1].rules["speaker"] == "nameless, as a European diplomat"


def test_titles_between_marks_are_no_quotes() -> None:
    assert quotes(page("The ship “Northern Star” lay in the harbour of the town.")) == ()


def test_a_quote_over_two_paragraphs_keeps_its_speaker() -> None:
    found = quotes(page("Anna Bell said: “We wait.", "“And then we go home.”"))
    assert [(q.text, q.speaker, q.unclosed) for q in found] == [
        ("We wait.", "Anna Bell", False), ("And then we go home.", "Anna Bell", False),
    ]  # fmt: skip


def test_an_open_mark_lowers_the_confidence() -> None:
    closed, unclosed = only("Anna Bell said: “We wait.”"), only("Anna Bell said: “We wait.")
    assert unclosed.unclosed
    assert unclosed.confidence < closed.confidence


def test_single_marks_give_quotes_of_the_english_press() -> None:
    found = quotes(page("‘We can’t wait,’ said Anna Bell. ‘Nobody can, not even the allies’ men.’"))
    assert [(q.text, q.speaker, q.rules["text"]) for q in found] == [
        ("We can’t wait,", "Anna Bell", "single marks"),
        ("Nobody can, not even the allies’ men.", "Anna Bell", "single marks"),
    ]  # fmt: skip


def test_titles_between_single_marks_are_no_quotes() -> None:
    assert quotes(page("Anna Bell came to the city on Monday.", "‘All bets are off.’")) == ()


def test_a_headline_with_a_colon() -> None:
    (one,) = quotes(page("Bell: no troops before spring", headings=1))
    assert (one.mode, one.surface, one.text) == ("headline", "Bell", "no troops before spring")


def test_a_parser_adds_what_patterns_do_not_see() -> None:
    class Whole:
        def reported(self, sentence: Sentence, part: Part) -> tuple[Reported, ...]:
            assert part.language == "en"
            return (Reported(sentence.start + 15, sentence.end, 0, 2, "doubts", "grammar"),)

    (one,) = quotes(page("Anna Bell doubts it will last"), parser=Whole())
    assert (one.text, one.mode, one.speaker) == ("s it will last"[-14:], "indirect", "Anna Bell")


@pytest.mark.parametrize(("language", "line", "said"), [
    ("ru", "Сергей Орлов заявил, что ответ готов; в Кремле считают, что читать там нечего.",
     ("ответ готов", "читать там нечего")),
    ("en", "Anna Bell said that the plan was ready; the minister said that it was not.",
     ("the plan was ready", "it was not")),
])  # fmt: skip
def test_what_one_reports_ends_where_another_begins(
    language: Language, line: str, said: tuple[str, ...]
) -> None:
    found = quotes(page(line, language=language))
    assert tuple(quote.text for quote in found) == said
