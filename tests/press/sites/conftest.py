"""One worker for all tests that read pages of sites."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ceasefire.press.pages.worker import Worker


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one
