"""Any text at all is read, its spans are in order, and the work grows with its length only."""

from __future__ import annotations

import gc
import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.press.captures.pages import PORTAL, WORDS, page_in

from ceasefire.press.captures.read import read_capture

LINES = sorted(
    {line for text in (PORTAL, *map(page_in, WORDS)) for line in text.splitlines()}
    | {"  • 14.06 18:50", "18:50 Bridge open", "12 / 0 / 3", "\u202e", "\u200b", "Read also: a b c"}
    | {"3 марта 2025", "31.02.2025", "KYIV, March 3 (A) — B", "(" * 50, "“" * 9, "views 5", "٣"}
)
pages = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)
anything = st.text(max_size=400)
mixed = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=30)


@given(st.one_of(anything, pages, mixed.map("\r\n".join)))
@settings(max_examples=300, deadline=None)
def test_spans_hold_the_text_in_order(text: str) -> None:
    article = read_capture(text)
    last = 0
    for span in article.spans:
        assert last <= span.start < span.end
        assert not text[last : span.start].strip()
        last = span.end
    assert not text[last:].strip()
    for part in article.paragraphs:
        assert text[part.start : part.end] == part.text
    assert article.text == text
    assert article.origin.verbatim or len(article.origin.chain) != 1 or article.warnings


def steps(text: str) -> int:
    """Count the calls that reading ``text`` takes: of functions, methods and patterns."""
    read_capture(text)  # what is loaded and compiled the first time is no step of the reading
    gc.collect()  # nor is what others left to be collected
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        read_capture(text)
    finally:
        sys.setprofile(before)
    return count


UNITS = {
    "pages": PORTAL,
    "lines": "word\n",
    "rows": "14.06 18:50\n7\nBridge over the river is open again\n",
    "headings of lists": "Related\nBridge open\n",
    "boxes": "Subscribe to our newsletter\n14.06 18:50\n7\nBridge open again\n",
    "links": "Read also: Bridge over the river\n",
    "cut lines": "the mission would count violations and report them every single\n",
    "marks": "“(— \n",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_twice_the_text_takes_about_twice_the_steps(unit: str) -> None:
    once = unit * max(1, 6000 // len(unit))
    assert steps(once * 2) <= 2.5 * steps(once)


@pytest.mark.parametrize("letter", ["a", " ", "(", "1", "—", "“", "a ", "1 ", "Ж. ", "© ", "| "])
def test_one_endless_line_is_read_at_once(letter: str) -> None:
    # A pattern that tries every start and every end would need hours for this, not moments.
    text = f"Войти\n{letter * 200_000}\nx"
    assert read_capture(text).text == text
