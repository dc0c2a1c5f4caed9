"""Headlines as statements: who speaks in them, whose words they are, whether the text agrees."""
# ruff: noqa: RUF001 - words of six languages

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.press.captures.pages import PORTAL

from ceasefire.press.article import Article, Language, Origin, Paragraph
from ceasefire.press.captures.read import read_capture
from ceasefire.press.quotes import disagreements, headlines, quotes, statements
from ceasefire.press.quotes.headlines import cites
from ceasefire.press.statement import Quote


def of(line: str, language: Language, printer: str = "Agency") -> Quote:
    heading = Paragraph(0, len(line), line, language, True, printer, "The Daily Courier")  # noqa: FBT003 - a row of a table
    (one,) = quotes((heading,))
    assert line[one.start : one.end] == one.text
    assert one.mode == "headline"
    return one


# Language, headline, speaker, words.
CASES: list[tuple[Language, str, str, str]] = [
    ("en", "Morel: Europe must decide itself", "Morel", "Europe must decide itself"),
    ("en", "Zareba rules out sending troops", "Zareba", "sending troops"),
    ("en", "Zareba does not rule out sending troops", "Zareba", "does not rule out sending troops"),
    ("en", "Troops may come, says Zareba", "Zareba", "Troops may come"),
    ("ru", "Орлов: «Мы не отправим войска»", "Орлов", "Мы не отправим войска"),
    ("ru", "Орлов не исключил отправку войск", "Орлов", "не исключил отправку войск"),
    ("uk", "Європа має вирішувати сама — Коваль", "Коваль", "Європа має вирішувати сама"),
    ("de", "Vogt lehnt Entsendung von Soldaten ab", "Vogt", "Entsendung von Soldaten ab"),
    ("fr", "Morel : l’Europe doit décider", "Morel", "l’Europe doit décider"),
    ("pl", "Zaręba wyklucza wysłanie wojsk", "Zaręba", "wysłanie wojsk"),
    ("ru", "DC: Союз отказался отправить войска", "Agency", "Союз отказался отправить войска"),
    ("en", "Courier: the Union rejected the mission", "Agency", "the Union rejected the mission"),
    ("en", "No deal on the mission before spring", "Agency",
     "No deal on the mission before spring"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "line", "speaker", "words"), CASES)
def test_a_headline_has_its_speaker_or_who_prints_it(
    language: Language, line: str, speaker: str, words: str
) -> None:
    one = of(line, language)
    assert (one.speaker, one.text) == (speaker, words)


def test_an_outlet_that_names_itself_speaks_for_itself() -> None:
    one = of("Courier: the Union rejected the mission", "en", printer="The Daily Courier")
    assert (one.speaker, one.surface) == ("The Daily Courier", "Courier")
    assert one.rules["speaker"] == "the outlet itself"


def test_what_is_denied_keeps_its_not() -> None:
    (one,) = statements((of("Zareba does not rule out sending troops", "en"),))
    assert one.negated
    assert one.stance == "interested"


@pytest.mark.parametrize(("surface", "outlet", "cited"), [
    ("DC", "The Daily Courier", True), ("Courier", "The Daily Courier", True),
    ("The Daily Courier", "Daily Courier", True), ("Daily", "The Daily Courier", False),
    ("Bell", "The Daily Courier", False), ("DC", "", False), ("", "Courier", False),
])  # fmt: skip
def test_an_outlet_is_cited_by_its_name_its_letters_or_its_last_words(
    surface: str, outlet: str, *, cited: bool
) -> None:
    assert cites(surface, outlet) is cited


def test_titles_are_the_outlets_and_sub_headlines_the_translators() -> None:
    article = read_capture(PORTAL)
    heads = headlines(article)
    assert [one.printer for one in heads] == ["The Daily Courier", "InoSMI", "", ""]
    assert heads[0].text == article.title
    assert all(article.text[one.start : one.end] == one.text for one in heads)
    found = quotes((*heads, *article.paragraphs))
    title, below = found[0], found[1]
    assert (title.mode, title.speaker, title.text) == (
        "headline", "The Daily Courier", article.title)  # fmt: skip
    assert (below.speaker, below.surface) == ("InoSMI", "Courier")
    assert below.text == "the Union rejected sending monitors under its flag"
    assert "carrier" in below.rules["speaker"]
    body = quotes(article.paragraphs)
    assert [one for one in found if one.mode != "headline"] == list(body)


def test_a_title_that_the_stored_text_does_not_hold_gives_no_paragraph() -> None:
    assert headlines(Article("Some text.", "A title", Origin("Courier"), ())) == ()


def article(title: str, *body: str, warnings: tuple[str, ...] = ()) -> Article:
    text = "\n".join((title, *body))
    place, parts = len(title) + 1, []
    for line in body:
        parts.append(Paragraph(place, place + len(line), line, "en"))
        place += len(line) + 1
    return Article(text, title, Origin(), tuple(parts), language="en", warnings=warnings)


REFUSED = "The Union refused to send monitors under its flag"
OPEN = (
    "Such monitors of the Union could not serve under its flag, as this would require a consensus "
    "of all members."
)


def test_a_headline_that_settles_what_the_text_leaves_open_is_flagged() -> None:
    (warning,) = disagreements(article(REFUSED, OPEN, "It rained in the harbour all day."))
    assert warning.startswith("the title and the text may disagree: the text leaves open")
    assert "could not serve" in warning


def test_a_headline_that_denies_what_the_text_says_is_flagged() -> None:
    (warning,) = disagreements(article(
        "The Union will not send monitors to Arrel", "The Union will send its monitors to Arrel.",
    ))  # fmt: skip
    assert "one denies what the other does not" in warning


@pytest.mark.parametrize("body", [
    ("The Union refused to send any monitors under its flag, the envoy said.", OPEN),
    ("Nothing was decided about bridges.",),
    (),
])  # fmt: skip
def test_a_headline_that_is_borne_out_or_about_something_else_is_not(body: tuple[str, ...]) -> None:
    assert disagreements(article(REFUSED, *body)) == ()


def test_a_warning_is_not_given_twice() -> None:
    known = "the title says 'refused', the nearest sentence does not: '…'"
    one = article(REFUSED, OPEN)
    assert disagreements(one)
    assert disagreements(replace(one, warnings=(known,))) == ()
    assert disagreements(read_capture(PORTAL)) == ()
