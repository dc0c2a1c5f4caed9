"""The child process of :mod:`ceasefire.press.pages.worker`: a loop of question and answer.

It speaks over the socket that is its standard input: eight bytes of length, then JSON. Its
standard output goes nowhere, so nothing that a library prints can come between.
"""

from __future__ import annotations

import json
import resource
import socket
import struct
import sys
from collections.abc import Callable
from typing import Any

_SIZE = struct.Struct("!Q")
Task = Callable[[dict[str, str]], dict[str, Any]]


def main(memory: int, seconds: float) -> None:
    """Answer until the line is closed, or memory runs out."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tasks = _tasks()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with socket.socket(fileno=sys.stdin.fileno()) as line, line.makefile("rwb") as stream:
        stream.write(_SIZE.pack(0))
        stream.flush()
        while head := stream.read(_SIZE.size):
            _limit_cpu(seconds)
            answer = _answer(tasks, stream.read(*_SIZE.unpack(head)))
            data = json.dumps(answer).encode()
            stream.write(_SIZE.pack(len(data)) + data)
            stream.flush()


def _tasks() -> dict[str, Task]:
    # Here, for the parent must be able to import this module without its libraries.
    from ceasefire.press.pages import entries, markup  # noqa: PLC0415
    from ceasefire.press.sites import apply  # noqa: PLC0415

    return {
        "site": apply.by_rule, "page": markup.first, "again": markup.again, "feed": entries.feed,
    }  # fmt: skip


def _answer(tasks: dict[str, Task], data: bytes) -> dict[str, Any]:
    """What the task gives, or why it gives nothing; no fault of a page ends the loop."""
    try:
        question = json.loads(data)
        return tasks[question.pop("task")](question)
    except MemoryError:
        return {"stopped": "it took too much memory"}
    except RecursionError:
        return {"stopped": "its parts are nested too deeply"}
    except Exception as error:  # noqa: BLE001 - any fault of a library is told, not passed on
        return {"stopped": f"the reader failed on it ({type(error).__name__})"}


def _limit_cpu(seconds: float) -> None:
    """End this process if it goes on working after the parent is gone and cannot end it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
