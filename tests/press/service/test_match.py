# ruff: noqa: RUF001 - the marks themselves
"""Places of words in a text with other marks and spaces."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.press.service.match import Folded, chosen


@pytest.mark.parametrize(
    ("text", "words", "stands"),
    [
        ("He said “we won’t  go”.", "we won't go", "we won’t  go"),
        ("Он сказал: «Мы\u00a0готовы».", '"Мы готовы"', "Мы\u00a0готовы"),
        ("a „word‘ there", "'word\" there", "word‘ there"),
        ("so\u00adft hy\u200bphens", "soft hyphens", "so\u00adft hy\u200bphens"),
        (unicodedata.normalize("NFD", "Войска в Йемене"), "Йемене",
         unicodedata.normalize("NFD", "Йемене")),
        ("one\n two", "one two", "one\n two"),
    ],
)  # fmt: skip
def test_places_are_those_of_the_stored_text(text: str, words: str, stands: str) -> None:
    (place,) = Folded.of(text).places(words)
    assert text[place[0] : place[1]] == stands


@pytest.mark.parametrize("words", ["art", "2", "", "“”", " … ", "We", "party, not"])
def test_no_place_of_half_words_of_signs_or_of_other_words(words: str) -> None:
    assert Folded.of("the party of 2025 — … we").places(words) == []


def test_the_place_nearest_to_the_words_before_it_else_the_first() -> None:
    text = Folded.of("Roe: never again. Lind: never again. Berg: never again.")
    places = text.places("never again")
    assert [chosen(places, text.places(before)) for before in ("Lind", "Berg:", "", "Kowal")] == [
        places[1], places[2], places[0], places[0],
    ]  # fmt: skip


@given(st.text(), st.integers(0, 60), st.integers(0, 60))
def test_words_cut_from_a_text_are_found_in_it_unless_cut_within_a_word(
    text: str, start: int, length: int
) -> None:
    folded = Folded.of(text)
    words = text[start : start + length]
    for low, high in folded.places(words):
        assert Folded.of(text[low:high]).text == Folded.of(words).text.strip("' ")


@given(st.lists(st.sampled_from(["peace", "“war”", "Roe’s", "мир", "\u00a0", "é"]), min_size=1))
def test_whole_words_are_always_found(words: list[str]) -> None:
    text = " ".join(words)
    if any(sign.isalnum() for sign in text):
        assert Folded.of(f"Before {text} after").places(text.replace("“", '"').replace("’", "'"))
