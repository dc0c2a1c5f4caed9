"""When a page is suspect, and which of two readings of it is kept.

The first reader is right far more often than the second, so the second is asked only where the
first shows signs of having missed the article, and believed only where it found much more of
what reads like prose.
"""

from __future__ import annotations

from collections.abc import Sequence

Block = Sequence[object]  # text, and whether it is a heading

SHORT = 400  # characters below which a reading is short for an article
SHARE = 0.5  # of the page's prose below which a reading has missed some
LONGER = 2.0  # times the first by which the second has to be longer
LINKED = 0.4  # of the second's characters that may stand in links


def suspicions(blocks: Sequence[Block], prose: int) -> tuple[str, ...]:
    """Say what makes a reading suspect; nothing if it is not.

    Args:
        blocks: what the first reader kept.
        prose: characters of the page in long paragraphs outside navigation and forms.
    """
    kept = length(blocks)
    if not kept:
        return ("the first reader found no article",)
    if prose > kept and kept < SHORT:
        return (f"the first reader kept only {kept} characters; the page has {prose} of prose",)
    if kept < prose * SHARE:
        return (f"the first reader kept {kept} characters of {prose} of the page's prose",)
    return ()


def prefer_second(first: Sequence[Block], second: Sequence[Block], linked: float) -> bool:
    """Say whether the second reading is kept; ``linked`` is its share of text in links, 0 to 1."""
    found = length(second)
    return found > LONGER * length(first) and linked <= LINKED


def length(blocks: Sequence[Block]) -> int:
    """Characters of a reading."""
    return sum(len(str(block[0])) for block in blocks)
