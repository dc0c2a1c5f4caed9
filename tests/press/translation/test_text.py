"""Cutting texts to the size of a request, and making safe what comes back."""

# ruff: noqa: RUF001 - short words of Russian and Ukrainian
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ceasefire.press.translation.text import MOST_TEXTS, batches, pieces, safe


def test_cuts_fall_between_sentences_then_between_words_then_anywhere() -> None:
    text = "The talks failed. They begin again on Monday."
    assert pieces(text, 30) == ["The talks failed.", "They begin again on Monday."]
    assert pieces("one two three", 8) == ["one two", "three"]
    assert pieces("abcdefgh", 3) == ["abc", "def", "gh"]
    assert pieces("«Ні». Так!", 6) == ["«Ні».", "Так!"]


@given(st.text(alphabet="ab .!\n”", max_size=120), st.integers(1, 40))
def test_pieces_hold_all_words_in_order_within_the_size(text: str, most: int) -> None:
    found = pieces(text, most)
    assert all(0 < len(one) <= most for one in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.lists(st.text(max_size=20), max_size=130), st.integers(20, 200))
def test_batches_hold_all_texts_in_order_within_the_size(texts: list[str], most: int) -> None:
    found = list(batches(texts, most))
    assert [text for batch in found for text in batch] == texts
    assert all(0 < len(batch) <= MOST_TEXTS for batch in found)
    assert all(sum(map(len, batch)) <= most for batch in found)


def test_a_full_batch_is_not_cut_further() -> None:
    assert list(batches(["aa", "bb", "c"], 4)) == [["aa", "bb"], ["c"]]
    assert len(list(batches(["a"] * (MOST_TEXTS + 1), 1000))) == 2


def test_what_acts_on_a_terminal_or_fits_no_file_is_taken_out() -> None:
    assert safe("a\x1b[31mb\u202ec\ud800d\r\ne\t") == "a[31mbcd\ne\t"


@given(st.text(alphabet=st.characters()))
def test_safe_text_can_be_written(text: str) -> None:
    assert safe(text).encode("utf-8").decode("utf-8") == safe(text)
