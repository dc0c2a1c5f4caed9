"""Copies and excerpts of articles that were written by hand, in five languages."""

# ruff: noqa: S311 - chance with a fixed seed
from __future__ import annotations

import itertools
import os
import random
import tomllib
from pathlib import Path

import pytest
from tests.press.own_texts import LANGUAGES, TEXTS
from tests.press.prose import cut, with_dropped, with_furniture

from ceasefire.press.copies import CopyIndex, relation

FLOORS = Path(__file__).parent / "floors_copies.toml"
# Issue 5: all four kinds of press.md section 4 are found, and nothing else is.
AGREED = {"boilerplate_added": 1.0, "sentences_dropped": 1.0, "cut_to_the_first_part": 1.0,
          "words_changed": 1.0}  # fmt: skip
VARIANTS = 25
ALL_WORDS = sorted({word for one in TEXTS.values() for word in " ".join(one).split()})


def floors() -> dict[str, float]:
    found: dict[str, float] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["own_texts"]
    return found


def changed(sentences: list[str], seed: int, share: float = 0.05) -> str:
    """Put words of the other articles, chosen by chance, in place of one word in twenty."""
    chance = random.Random(seed)
    words = " ".join(sentences).split()
    for place in chance.sample(range(len(words)), round(share * len(words))):
        words[place] = chance.choice(ALL_WORDS)
    return " ".join(words)


def surrounded(sentences: list[str], seed: int) -> str:
    """Put furniture around the article and teasers of others, as a portal's page has them."""
    chance = random.Random(seed)
    teasers = [chance.choice(one) for one in TEXTS.values() if one is not sentences]
    return "\n".join((with_furniture(sentences), *chance.sample(teasers, 4)))


def shortened(sentences: list[str], seed: int) -> str:
    """Cut the article to its first part, two fifths give or take a few words."""
    return cut(sentences, random.Random(seed).uniform(0.38, 0.42))


KINDS = {
    "boilerplate_added": (surrounded, "copy"),
    "sentences_dropped": (with_dropped, "copy"),
    "cut_to_the_first_part": (shortened, "excerpt"),
    "words_changed": (changed, "copy"),
}


@pytest.fixture(scope="module")
def index() -> CopyIndex:
    made = CopyIndex()
    for name, sentences in TEXTS.items():
        made.add(name, "\n".join(sentences))
    return made


def test_floors_are_not_lowered() -> None:
    lowered = [name for name, floor in AGREED.items() if floors()[name] < floor]
    lowered += ["false_pairs"] if floors()["false_pairs"] > 0 else []
    assert not lowered or os.environ.get("CEASEFIRE_LOWER_FLOORS") == "1"


def test_the_set_is_what_it_says() -> None:
    assert len(TEXTS) >= 8
    assert len(set(LANGUAGES)) >= 3
    assert len(LANGUAGES) == len(TEXTS)
    assert min(len(" ".join(one).split()) for one in TEXTS.values()) >= 250


@pytest.mark.parametrize("kind", KINDS)
def test_copies_of_each_kind_are_found_and_told_apart(index: CopyIndex, kind: str) -> None:
    make, expected = KINDS[kind]
    right = false = total = 0
    for name, sentences in TEXTS.items():
        for seed in range(VARIANTS):
            found = {other: one.kind for other, one in index.related(make(sentences, seed))}
            right += found.pop(name, "none") == expected
            false += len(found)
            total += 1
    print(f"{kind}: recall {right / total:.3f} of {total}, false pairs {false}")
    assert right / total >= floors()[kind]
    assert false <= floors()["false_pairs"]


def test_no_two_articles_are_taken_for_copies() -> None:
    pairs = list(itertools.combinations(TEXTS.values(), 2))
    related = []
    for seed in range(VARIANTS):
        for one, other in pairs:
            made = relation(surrounded(one, seed), surrounded(other, seed + VARIANTS))
            related.append(made.kind != "none")
    print(f"different articles: {sum(related)} of {len(related)} pairs related")
    assert sum(related) <= floors()["false_pairs"]


def test_a_shared_quotation_and_a_translation_are_no_copies() -> None:
    port, too, russian = ("\n".join(TEXTS[k]) for k in ("port", "port too", "port in Russian"))
    shared = relation(port, too)
    assert shared.kind == "none"
    assert 0.0 < shared.forward < 0.2  # the quotation
    assert relation(port, russian).kind == "none"


def test_an_excerpt_names_the_smaller_of_the_two() -> None:
    for sentences in TEXTS.values():
        got = relation(cut(sentences), "\n".join(sentences))
        assert (got.kind, got.part, got.forward) == ("excerpt", 1, 1.0)
        assert got.backward < 0.5
