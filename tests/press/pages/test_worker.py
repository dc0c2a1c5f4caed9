"""The child process: limits, restarts, what a user is told."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from tests.press.pages.made import ENGLISH, RUSSIAN, page

from ceasefire.core.errors import CeasefireError
from ceasefire.press.pages.html import read_html
from ceasefire.press.pages.worker import Limits, StoppedError, Worker

SLOW = "<a href=x>word</a> " * 250_000
LARGE = "<p>word</p>" * 400_000


def test_time_is_limited_and_the_next_page_gets_a_new_child() -> None:
    with Worker(Limits(seconds=0.5)) as own:
        with pytest.raises(StoppedError, match=r"longer than 0\.5 s"):
            own.ask("again", html=SLOW)
        assert own.ask("page", html=page(ENGLISH))["blocks"]
        assert own.started == 2


def test_memory_is_limited() -> None:
    with Worker(Limits(memory=400_000_000)) as own:
        assert own.ask("page", html=page(ENGLISH))["blocks"]
        with pytest.raises(StoppedError):
            own.ask("page", html=LARGE)
        assert own.ask("page", html=page(ENGLISH))["blocks"]


def test_a_child_that_dies_is_replaced() -> None:
    with Worker() as own:
        own.ask("page", html=page(ENGLISH))
        child = own._child
        assert child is not None
        child.kill()
        child.wait()
        article = read_html(page(ENGLISH).encode(), worker=own)
        # The first reader's child is found dead; the second reader has a new one.
        assert "trafilatura was stopped on this page: the process that read it died" in (
            article.warnings
        )
        assert all(words in article.text for words in ENGLISH)


def test_one_child_reads_many_pages_and_is_replaced_in_time() -> None:
    with Worker(Limits(pages=3)) as own:
        for _ in range(3):
            own.ask("page", html=page(ENGLISH))
        assert own.started == 1
        own.ask("page", html=page(ENGLISH))
        assert own.started == 2
    assert own._child is None
    assert own.ask("page", html=page(ENGLISH))["blocks"]  # and works again after its end
    own.close()
    own.close()


def test_threads_take_turns(worker: Worker) -> None:
    found = dict[int, tuple[str, ...]]()

    def read(number: int) -> None:
        paragraphs = (ENGLISH, RUSSIAN)[number % 2]
        found[number] = read_html(page(paragraphs).encode(), worker=worker).body

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: (ENGLISH, RUSSIAN)[number % 2] for number in range(8)}


def test_an_unknown_task_is_told_and_not_fatal(worker: Worker) -> None:
    with pytest.raises(StoppedError, match="KeyError"):
        worker.ask("cook", html="")


def test_a_child_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ceasefire.press.pages.worker._MODULE", "ceasefire.no_such_module")
    with pytest.raises(CeasefireError, match="did not start") as told, Worker() as own:
        own.ask("page", html="")
    assert "trafilatura" in told.value.hint
    assert not isinstance(told.value, StoppedError)


def test_importing_the_reader_loads_no_heavy_library() -> None:
    code = (
        "import sys, ceasefire.press.pages.html, ceasefire.press.pages.feeds\n"
        "heavy = {'lxml', 'trafilatura', 'feedparser', 'readability', 'numpy'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)  # noqa: S603, PLW1510
    assert (done.returncode, done.stderr) == (0, "")
