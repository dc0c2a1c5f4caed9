"""Places in stored pages and the words that stand there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.stored import NOW, START, TEXT, WORDS, article

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Article, Origin
from ceasefire.press.passages import Passage, context, find_passage, shown
from ceasefire.press.store.store import Capture, open_store

END = START + len(WORDS)
SENTENCE = f"“{WORDS}”"


def test_a_place_is_written_and_read() -> None:
    place = Passage("0123456789abcdef", 3, 17)
    assert str(place) == "0123456789ab:3-17"
    assert Passage.parse(str(place)) == replace(place, page="0123456789ab")
    with pytest.raises(CeasefireError, match="is not a place in a stored page"):
        Passage.parse("page 3")


def test_words_stand_in_their_paragraph() -> None:
    here = context(article(), START, END)
    assert here.marked() == f"“⟦{WORDS}⟧,” said the minister of Corland."
    with pytest.raises(CeasefireError, match=f"has {len(TEXT)} characters"):
        context(article(), START, len(TEXT) + 1)


@given(st.text(max_size=900), st.data())
def test_any_place_gives_its_words_and_only_text_around_it(text: str, data: st.DataObject) -> None:
    text += "x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    here = context(Article(text, "", Origin(), ()), start, end)
    assert here.words == text[start:end]
    assert here.before.lstrip("…") in text[:start].lstrip() + "…"
    assert here.after.rstrip("…") in text[end:] + "…"
    assert not any(ord(c) < 32 or ord(c) == 127 for c in shown(text))


def test_the_reading_that_was_meant_is_found_by_its_words(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.db", now=lambda: NOW) as store:
        page = store.save_page(TEXT.encode(), Capture("a.txt", NOW))
        store.save_reading(page, article())
        longer = replace(article(), text=f"A line more.\n{TEXT}", paragraphs=())
        store.save_reading(page, longer)
        found = find_passage(store, Passage(page[:12], START, END), SENTENCE)
        assert found.same
        assert found.stored.article == article()  # not the newest, in which it stands elsewhere
        other = find_passage(store, Passage(page[:12], START, END), "“We will not”")
        assert not other.same
        assert other.stored.article == longer
        with pytest.raises(CeasefireError, match="and no place 900-950"):
            find_passage(store, Passage(page[:12], 900, 950), SENTENCE)
