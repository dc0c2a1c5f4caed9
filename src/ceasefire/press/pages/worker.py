"""One long-lived child process that takes pages apart, within limits of memory and time.

The libraries that read HTML and feeds can be made to run without end or to ask for all memory by a
page that means ill, or is merely broken. So they run in a child: it limits its own memory, the
parent counts the seconds, ends it where it overruns and starts another for the next page.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ceasefire
from ceasefire.core.errors import CeasefireError

SIZE = struct.Struct("!Q")
_MOST = 64_000_000  # bytes of an answer
_MODULE = "ceasefire.press.pages.child"


@dataclass(frozen=True)
class Limits:
    """What a page may cost: seconds of wall clock, bytes of memory of the child.

    ``pages`` is after how many a child is replaced, for what they leave behind in memory.
    """

    seconds: float = 20.0
    memory: int = 1 << 30
    pages: int = 1000


class StoppedError(CeasefireError):
    """A page could not be taken apart within the limits, or the child died of it."""


class Worker:
    """The child and the line to it; a context manager, started when first asked.

    It can be shared between threads: one page is worked on at a time.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.started = 0
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._pages = 0

    def ask(self, task: str, **parts: str) -> dict[str, Any]:
        """Have the child do one task and return its answer.

        Args:
            task: name of a task of ``child.py``.
            parts: what the task takes, all texts.

        Raises:
            StoppedError: if it took too long, too much memory, or the child died. The next call
                starts a new one.
        """
        with self._lock:
            if self._pages >= self.limits.pages:
                self._stop()
            line = self._line or self._start()
            self._pages += 1
            try:
                return self._exchange(line, {"task": task, **parts})
            except BaseException:  # stopped or interrupted: what comes next on the line is not ours
                self._stop()
                raise

    def close(self) -> None:
        """End the child; a later ``ask`` starts another."""
        with self._lock:
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def _exchange(self, line: socket.socket, question: dict[str, str]) -> dict[str, Any]:
        until = time.monotonic() + self.limits.seconds
        data = json.dumps(question).encode()
        try:
            line.settimeout(self.limits.seconds)
            line.sendall(SIZE.pack(len(data)) + data)
            (size,) = SIZE.unpack(_receive(line, SIZE.size, until))
            if size > _MOST:
                message = "what was found in the page is too large"
                raise StoppedError(message)
            answer: dict[str, Any] = json.loads(_receive(line, size, until))
        except TimeoutError:
            message = f"it took longer than {self.limits.seconds:g} s"
            raise StoppedError(message) from None
        except (OSError, EOFError):
            message = "the process that read it died"
            raise StoppedError(message) from None
        if answer.get("stopped"):
            raise StoppedError(str(answer["stopped"]))
        return answer

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        source = str(Path(ceasefire.__file__).parents[1])
        path = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH", ""))))
        command = [
            sys.executable, "-P", "-m", _MODULE,
            str(self.limits.memory), str(self.limits.seconds),
        ]  # fmt: skip
        with theirs:
            self._child = subprocess.Popen(  # noqa: S603 - our own module, no words of a page
                command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"},
            )  # fmt: skip
        self._line, self._pages = ours, 0
        self.started += 1
        self._greet(ours)
        return ours

    def _greet(self, line: socket.socket) -> None:
        """Wait until the libraries are loaded, which is not the page's time."""
        try:
            ready = _receive(line, SIZE.size, time.monotonic() + 60)
        except (OSError, EOFError):
            ready = b""
        if ready != SIZE.pack(0):
            self._stop()
            message = "the process that reads pages did not start"
            hint = "check that trafilatura, readability-lxml and feedparser are installed"
            raise CeasefireError(message, hint)

    def _stop(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        self._line = self._child = None


def _receive(line: socket.socket, size: int, until: float) -> bytes:
    parts, missing = list[bytes](), size
    while missing:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        line.settimeout(left)
        part = line.recv(min(missing, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
