"""Texts cut to the size of a request, and what comes back made safe to keep and show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MOST_TEXTS = 50  # in one request
_SENTENCE_END = re.compile(r"[.!?…][\"'”»“)\]]*\s+")
_SPACE = re.compile(r"\s+")
# Control characters, halves of characters, and marks that turn the direction of what follows: a
# terminal would obey the first, no file can hold the second, a reader be misled by the third.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def pieces(text: str, most: int) -> list[str]:
    """Cut a text into pieces of at most ``most`` characters.

    Cuts fall after the last sentence that fits, else after the last word, else anywhere; white
    space at a cut is dropped.
    """
    found, rest = list[str](), text.strip()
    while len(rest) > most:
        # One character more, for white space that stands just after a full piece.
        head = rest[: most + 1]
        cut = _last(_SENTENCE_END, head, most) or _last(_SPACE, head, most) or most
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, rest] if rest else found


def _last(pattern: re.Pattern[str], head: str, most: int) -> int:
    """Where the last match ends, no further than ``most``; 0 if there is none."""
    return max((min(one.end(), most) for one in pattern.finditer(head)), default=0)


def batches(texts: Iterable[str], most: int) -> Iterator[list[str]]:
    """Give texts in order, as many together as one request may hold.

    Args:
        texts: none of them longer than ``most``.
        most: characters of one request.
    """
    batch, size = list[str](), 0
    for text in texts:
        if batch and (size + len(text) > most or len(batch) >= MOST_TEXTS):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def safe(text: str) -> str:
    """Return a text without characters that act on a terminal or cannot be written to a file."""
    return _UNSAFE.sub("", text)
