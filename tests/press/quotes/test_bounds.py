"""No text makes the finder fail, and time grows with the length of the text."""
# ruff: noqa: RUF001 - the marks themselves

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.press.quotes.made import page

from ceasefire.press.article import LANGUAGES, Language
from ceasefire.press.quotes import quotes, statements

PIECES = st.sampled_from([
    "“", "”", "«", "»", "„", '"', " ", ", ", ". ", " — ", ": ", "said", "Anna Bell", "who", "he",
    "that", "according to", "сказал", "Орлов", "по словам", "что", "selon", "laut", "\x00", "так",
    "5,000 troops", "tens of thousands of", "if", "not", "\u202e", "a diplomat", "so", "zufolge",
    "‘", "’", "'", "‚", "‹", "— ", "?", "Q: ", ", a dit ",
])  # fmt: skip
LINES = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=4), st.sampled_from((*LANGUAGES, "")))
def test_any_text_gives_quotes_that_stand_in_it(lines: list[str], language: Language) -> None:
    text = "\n".join(lines)
    paragraphs = page(*lines, language=language)
    found = quotes(paragraphs)
    for one, said in zip(found, statements(found, paragraphs), strict=True):
        assert text[one.start : one.end] == one.text
        assert one.text.strip()
        assert 0 <= one.confidence <= 1
        if said.figure:
            assert text[said.figure.start : said.figure.end] == said.figure.words


HARD = [
    "“", "” ", "« ", '"a ', "— ” ", "said ", "who said ", "Anna Bell, ", "“x” said ", "“x” ",
    "according to ", ", said, ", "tens of thousands ", "1,000 ", "so ", "Name Name ", "if ",
    "«а, — сказал ", "a — said x ", "“a", "\x00", "«a»", "It is. ", "the diplomat said ",
    "‘a ", "‘a’ ", "‘a “", "x’s ‘", "'a ", "'a,' ", " — a, — сказал б. ", ", a dit x. — ", "A: ",
]  # fmt: skip


DASHES = ["— a ", "— A, — b. ", ", a dit x. — ", "— A, — сказал б. — В", "– A – dodał B. "]
TASKS: list[tuple[str, str, Language]] = [
    *(("", piece, "en") for piece in HARD),
    *(("— A ", piece, language) for piece in DASHES for language in ("fr", "ru", "pl")),
]  # fmt: skip


@pytest.mark.parametrize(("first", "piece", "language"), TASKS)
def test_time_is_not_above_linear(first: str, piece: str, language: Language) -> None:
    def seconds(times: int) -> float:
        paragraphs = page(first + piece * times, language=language)
        best = 1e9
        for _ in range(2):
            begun = time.process_time()
            statements(quotes(paragraphs), paragraphs)
            best = min(best, time.process_time() - begun)
        return best

    short, long = seconds(500), seconds(2_000)
    assert long < 4 * 2.5 * short + 0.02  # four times the text; quadratic would be sixteen
