"""What quotes say: figures, modality, negation, condition, and suggestions."""
# ruff: noqa: RUF001 - words of six languages

from __future__ import annotations

import pytest
from tests.press.quotes.made import page

from ceasefire.core.bands import Band
from ceasefire.press.article import Language
from ceasefire.press.quotes import CODEBOOK, figures, quotes, statements
from ceasefire.press.statement import Statement

FIGURES: list[tuple[Language, str, Band, str]] = [
    ("en", "tens of thousands of troops", Band(20_000, None, 90_000), "people"),
    ("en", "up to 30,000 European soldiers", Band(high=30_000), "people"),
    ("en", "at least 5,000 peacekeepers", Band(low=5_000), "people"),
    ("en", "10,000 to 15,000 troops", Band(10_000, None, 15_000), "people"),
    ("en", "3 brigades", Band(mode=3), "brigades"),
    ("ru", "десятки тысяч военнослужащих", Band(20_000, None, 90_000), "people"),
    ("ru", "до 30 тыс. военных", Band(high=30_000), "people"),
    ("ru", "25 000 солдат", Band(mode=25_000), "people"),
    ("uk", "понад 10 тисяч військових", Band(low=10_000), "people"),
    ("uk", "десятки тисяч миротворців", Band(20_000, None, 90_000), "people"),
    ("de", "bis zu 5.000 Soldaten", Band(high=5_000), "people"),
    ("de", "zehntausende Soldaten", Band(20_000, None, 90_000), "people"),
    ("fr", "des dizaines de milliers de soldats", Band(20_000, None, 90_000), "people"),
    ("fr", "jusqu’à 10 000 hommes", Band(high=10_000), "people"),
    ("pl", "do 10 tys. żołnierzy", Band(high=10_000), "people"),
    ("pl", "dziesiątki tysięcy żołnierzy", Band(20_000, None, 90_000), "people"),
]


@pytest.mark.parametrize(("language", "text", "band", "unit"), FIGURES)
def test_a_figure_in_words_is_a_band(language: Language, text: str, band: Band, unit: str) -> None:
    (one,) = figures(f"… {text} …", language)
    assert (one.band, one.unit) == (band, unit)
    assert f"… {text} …"[one.start : one.end] == one.words


def test_numbers_of_other_things_are_no_figures() -> None:
    assert figures("In 2025 the sum was 30,000 euros on page 12.", "en") == ()


def said(text: str, language: Language = "en") -> Statement:
    paragraphs = page(text, language=language)
    (one,) = statements(quotes(paragraphs), paragraphs)
    return one


def test_a_condition_and_a_figure() -> None:
    text = "Anna Bell, a former minister, said: “We will send up to 5,000 troops if it holds.”"
    one = said(text)
    assert (one.condition, one.modality, one.negated) == ("if it holds", "intended", False)
    assert (one.issue, one.stance, one.role) == ("force_kind", "conditional", "former minister")
    assert one.figure is not None
    assert text[one.figure.start : one.figure.end] == "up to 5,000 troops"


CASES: list[tuple[Language, str, str, str, bool]] = [
    ("en", "Anna Bell said that membership in NATO is ruled out.", "nato_path", "against", False),
    ("en", "Anna Bell said that she did not rule out troops.", "force_kind", "interested", True),
    ("ru", "Орлов заявил, что не исключает размещения войск.", "force_kind", "interested", True),
    ("ru", "Орлов заявил, что размещение войск неприемлемо.", "force_kind", "against", False),
    ("uk", "Коваль заявила, що підтримує санкції.", "sanctions", "for", False),
    ("de", "Karl Vogt erklärte, dass er die Sanktionen unterstützt.", "sanctions", "for", False),
    ("fr", "Jeanne Morel a affirmé que la France refuse les sanctions.", "sanctions", "against",
     False),
    ("pl", "Jan Zaręba stwierdził, że nie popiera sankcji.", "sanctions", "for", True),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "issue", "stance", "negated"), CASES)
def test_issue_and_stance_are_suggested_and_marked_so(
    language: Language,
    text: str,
    issue: str,
    stance: str,
    negated: bool,  # noqa: FBT001 - a table
) -> None:
    one = said(text, language)
    assert (one.issue, one.negated) == (issue, negated)
    assert one.rules["issue"].startswith("suggestion")
    if negated and stance == "for":
        assert one.stance == "against"
    else:
        assert one.stance == stance
    assert one.rules["stance"].startswith("suggestion")


def test_only_questions_of_the_case_are_suggested() -> None:
    paragraphs = page("Anna Bell said that membership in NATO is ruled out.")
    (one,) = statements(quotes(paragraphs), paragraphs, codebook=CODEBOOK.only({"army"}))
    assert one.issue == ""


UNSAID: list[tuple[Language, str]] = [
    ("en", "Anna Bell denied that Corland would send 5,000 soldiers."),
    ("en", "Anna Bell did not say that Corland would send 5,000 soldiers."),
    ("en", "Anna Bell has not confirmed that Corland would send 5,000 soldiers."),
    ("ru", "Анна Белл не говорила, что Корландия направит 5000 военных."),
]


@pytest.mark.parametrize(("language", "text"), UNSAID)
def test_what_a_speaker_denies_or_did_not_say_is_negated(language: Language, text: str) -> None:
    assert said(text, language).negated


def test_a_refusal_ends_its_sentence() -> None:
    paragraphs = page("Anna Bell said the answer was a resounding no. But others may send troops.")
    assert [one.quote.text for one in statements(quotes(paragraphs), paragraphs)] == [
        "the answer was a resounding no"
    ]
