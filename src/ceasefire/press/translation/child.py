"""The child process of :mod:`ceasefire.press.translation.engine`: one question, one answer.

The question comes as JSON on standard input, the answer goes to standard output. Models are built
from the bytes of their files; what the library has to find and download them is not used.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

_SHOWN = 200


def main(memory: int, seconds: float) -> None:
    """Answer one question within limits of memory (bytes) and of processor time (seconds)."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Should the parent be gone and no longer count: two threads may each take the whole time.
    resource.setrlimit(resource.RLIMIT_CPU, (2 * int(seconds) + 5, resource.RLIM_INFINITY))
    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no answer
    data = json.dumps(_answer(json.load(sys.stdin.buffer))).encode()
    with os.fdopen(answers, "wb") as stream:
        stream.write(data)


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    try:
        library = importlib.import_module("fxtranslate")
        texts = list(question["texts"])
        for model, source, target, shortlist in question["legs"]:
            engine = library.Translator(
                model=Path(model).read_bytes(),
                src_vocab=Path(source).read_bytes(),
                trg_vocab=Path(target).read_bytes(),
                shortlist=Path(shortlist).read_bytes() if shortlist else None,
            )
            texts = [engine.translate_long(text) for text in texts]
    except MemoryError:
        return {"failed": "it took too much memory"}
    except Exception as error:  # noqa: BLE001 - any fault of the library is told, not passed on
        words = " ".join(str(error).split())[:_SHOWN]
        return {"failed": f"{type(error).__name__}: {words}"}
    return {"texts": texts}


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
