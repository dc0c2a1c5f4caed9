"""Copies and excerpts, on articles made by a generator with a fixed seed."""

# ruff: noqa: E501, RUF001, S311, S603 - texts of six languages, one a line; seeds; our own Python
from __future__ import annotations

import random
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.prose import article, cut, with_changed, with_dropped, with_furniture

from ceasefire.press.article import Article, Origin, Paragraph
from ceasefire.press.copies import (
    CopyIndex,
    canonical_url,
    normal_title,
    relation,
    shingles,
    signature,
    text_of,
)

# As many articles as keep the whole file at some seconds; press.md 4 measured on 840.
COUNT = 120
ORIGINALS = {f"{seed}": article(seed) for seed in range(COUNT)}


@pytest.fixture(scope="module")
def index() -> CopyIndex:
    made = CopyIndex()
    for name, sentences in ORIGINALS.items():
        made.add(name, " ".join(sentences))
    return made


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda one, _: with_furniture(one), "copy"),
        (with_dropped, "copy"),
        (lambda one, _: cut(one), "excerpt"),
        (with_changed, "copy"),
    ],
    ids=["boilerplate added", "sentences dropped", "cut to the first part", "words changed"],
)
def test_all_four_kinds_of_copies_are_found_among_all_articles(index, make, kind) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    for name, sentences in ORIGINALS.items():
        found = index.related(make(sentences, int(name)))
        assert [(other, one.kind) for other, one in found] == [(name, kind)]


def test_different_articles_are_never_related() -> None:
    chance = random.Random(1)
    for _ in range(400):
        one, other = chance.sample(range(COUNT), 2)
        for text in (with_furniture(article(one)), " ".join(article(one))):
            got = relation(text, with_furniture(article(other)))
            assert got.kind == "none"
            assert max(got.forward, got.backward) < 0.4


def test_pages_that_share_only_their_furniture_are_not_copies() -> None:
    one, other = article(1, 6), article(2, 6)
    assert relation(with_furniture(one), with_furniture(other)).kind == "none"


def test_both_directions_of_an_excerpt() -> None:
    whole, part = " ".join(article(3)), cut(article(3))
    got, back = relation(part, whole), relation(whole, part)
    assert (got.kind, got.part, got.forward) == ("excerpt", 1, 1.0)
    assert got.backward == pytest.approx(0.4, abs=0.08)  # stock sentences recur
    assert (back.kind, back.part) == ("excerpt", 2)
    assert (back.forward, back.backward) == (got.backward, got.forward)


def test_containment_counted_by_hand() -> None:
    first = " ".join(f"w{k}" for k in range(43))  # 40 shingles
    second = " ".join(f"w{k}" for k in range(23)) + " " + " ".join(f"v{k}" for k in range(80))
    got = relation(first, second)  # 20 shared, 100 in the second
    assert (got.forward, got.backward, got.kind) == (0.5, 0.2, "none")
    third = " ".join(f"w{k}" for k in range(27)) + " " + " ".join(f"v{k}" for k in range(80))
    assert relation(first, third).kind == "excerpt"  # 24 of 40 is 0.6


def test_a_stock_phrase_is_no_excerpt_of_the_pages_that_hold_it() -> None:
    phrase = "The opinion of the editors may differ from that of the authors"
    assert relation(phrase, with_furniture(article(4))).kind == "none"
    assert relation(phrase, phrase.upper() + "!").kind == "copy"
    assert relation("", "").kind == "none"
    assert relation("...", phrase).kind == "none"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ещё четыре самолёта вылетели на аэродром", "еще четыре самолета, вылетели на АЭРОДРОМ."),
        ("The cease\u00adfire line held for\u200b one week", "the ceasefire line held for one week"),
        ("Україна не погодить\u0301ся на таку умову", "Україна не погодиться на таку умову"),
        ("«Der große Plan» scheitert an fünf Stimmen", "Der grosse Plan scheitert an fu\u0308nf Stimmen"),
        ("Łódź i Kraków głosują za umową handlową", "łódź i krako\u0301w głosują - za umową handlową"),
    ],
)  # fmt: skip
def test_typography_makes_no_difference(one: str, other: str) -> None:
    assert relation(one, other).kind == "copy"


WORDS = st.lists(st.sampled_from("абвгдеabcdef"), max_size=60).map(" ".join)


@given(WORDS, WORDS)
def test_relations_are_symmetric_and_of_shares(one: str, other: str) -> None:
    got, back = relation(one, other), relation(other, one)
    assert 0.0 <= got.forward <= 1.0
    assert (got.kind, got.forward, got.backward) == (back.kind, back.backward, back.forward)
    if shingles(one).size:
        assert relation(one, one).kind == "copy"


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_can_be_compared(text: str) -> None:
    hashes = shingles(text)
    assert signature(hashes).shape == (128,)
    assert np.all(hashes[1:] > hashes[:-1])


def test_the_signature_estimates_the_likeness() -> None:
    words = [f"w{k}" for k in range(6000)]
    one = shingles(" ".join(words[:4500]))
    for shift in (500, 1500, 3000):
        other = shingles(" ".join(words[shift : shift + 3000]))
        true = np.intersect1d(one, other).size / np.union1d(one, other).size
        alike = float(np.mean(signature(one) == signature(other)))
        # Four standard errors of 128 independent draws.
        assert alike == pytest.approx(true, abs=4 * (true * (1 - true) / 128) ** 0.5)


def test_the_signature_is_the_same_in_every_process() -> None:
    code = "from ceasefire.press.copies import *; print(signature(shingles('a b c d e f')).sum())"
    sums = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True,
                       env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert sums == {f"{signature(shingles('a b c d e f')).sum()}\n".encode()}


def test_megabytes_are_compared_in_their_time() -> None:
    text = " ".join(f"word{k}" for k in range(300_000))
    start = time.monotonic()
    signature(shingles(text))
    assert time.monotonic() - start < 20


def test_an_article_of_the_same_title_is_compared_and_the_text_decides() -> None:
    index = CopyIndex()
    title = "Ministers agree on a joint patrol of the strip (The Paper, Freedonia)"
    index.add("long", " ".join(article(5, 150)), title)
    index.add("other", " ".join(article(6)), title)
    index.add("empty", "", title)
    part = " ".join(article(5, 150)[:3])
    same = "Ministers agree on a joint patrol of the strip"
    assert index.candidates(part, same) == ["long", "other", "empty"]
    assert [(name, one.kind) for name, one in index.related(part, same)] == [("long", "excerpt")]
    assert index.related("", same) == []
    assert len(index) == 3
    with pytest.raises(ValueError, match="already"):
        index.add("long", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.Paper.example:443/a/b/?utm_source=x&b=2&a=1#top", "http://paper.example/a/b?a=1&b=2"),
        ("http://paper.example", "https://paper.example/?fbclid=abc"),
        ("https://paper.example/%d0%B0", "https://paper.example/а"),
    ],
)  # fmt: skip
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://paper.example/?id=1", "https://paper.example/?id=2"),
        ("https://paper.example/a", "https://paper.example/A"),
        ("https://paper.example:8443/a", "https://paper.example/a"),
        ("https://en.paper.example/a", "https://paper.example/a"),
        ("https://paper.example/a%2Fb", "https://paper.example/a/b"),
        ("https://paper.example/a%2Fb?x=%26y", "https://paper.example/a%2Fb?x=&y"),
    ],
)
def test_addresses_of_different_pages(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@given(st.text(max_size=60))
def test_canonical_addresses_stay_as_they_are(text: str) -> None:
    for url in (text, "https://paper.example/" + text):
        once = canonical_url(url)
        assert canonical_url(once) == once


def test_the_text_compared_is_the_body() -> None:
    paragraphs = (Paragraph(0, 3, "One", "en"), Paragraph(4, 8, "Head", "en", heading=True),
                  Paragraph(9, 12, "Two", "en"))  # fmt: skip
    assert text_of(Article("One Head Two", "Title", Origin(), paragraphs)) == "One\nTwo"


def test_titles_that_say_nothing_are_no_key() -> None:
    assert normal_title("Live updates") == ""
    assert normal_title("«Вести»: ЕЩЁ один день переговоров") == "вести еще один день переговоров"
