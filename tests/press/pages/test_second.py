"""When the second reader is asked, and when it is believed."""

from __future__ import annotations

import pytest

from ceasefire.press.pages.second import length, prefer_second, suspicions


def blocks(*sizes: int) -> list[tuple[str, bool]]:
    return [("x" * size, False) for size in sizes]


@pytest.mark.parametrize(
    ("kept", "prose", "why"),
    [
        ((), 0, "found no article"),
        ((300,), 301, "kept only 300 characters; the page has 301 of prose"),
        ((300,), 300, ""),
        ((1000, 499), 3000, "kept 1499 characters of 3000"),
        ((1000, 500), 3000, ""),
        ((2000,), 0, ""),
    ],
)
def test_what_makes_a_page_suspect(kept: tuple[int, ...], prose: int, why: str) -> None:
    said = suspicions(blocks(*kept), prose)
    assert len(said) == bool(why)
    assert why in "".join(said)


def test_the_second_is_believed_only_with_much_more_prose() -> None:
    first = blocks(400, 100)
    assert length(first) == 500
    assert not prefer_second(first, blocks(1000), 0.0)
    assert prefer_second(first, blocks(1001), 0.4)
    assert not prefer_second(first, blocks(1001), 0.41)
    assert not prefer_second((), (), 0.0)
