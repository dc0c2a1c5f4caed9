"""Blocks: the unit of work is a run of futures, not a single one."""

from __future__ import annotations

from collections.abc import Iterator

BLOCK_SIZE = 10_000


def blocks(futures: int, size: int = BLOCK_SIZE) -> Iterator[tuple[int, int]]:
    """Yield ``(first, count)`` of consecutive blocks that cover ``futures`` futures."""
    for first in range(0, futures, size):
        yield first, min(size, futures - first)
