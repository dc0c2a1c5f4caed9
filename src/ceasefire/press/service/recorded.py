"""Answers kept in a folder: asked once, read again as often as needed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ceasefire.core.files import write_whole
from ceasefire.press.service.endpoint import ServiceError, Transport

_LARGEST = 4_000_000  # bytes of a file in the folder


class Recorder:
    """Gives recorded answers, and records those of another transport if there is one.

    Each answer is a file of JSON, named by the hash of its request: ``request`` (the hash),
    ``model``, and ``answer`` as the server gave it, or ``text`` if that was no JSON. Neither the
    article nor a key is kept; the answer's quotes are.
    """

    def __init__(self, folder: Path, inner: Transport | None = None) -> None:
        """Take the folder, and whom to ask for what it does not hold (nobody: it is replayed)."""
        self._folder, self._inner = folder, inner

    def __call__(self, request: bytes) -> bytes:
        """Return the recorded answer, else ask for it and record it.

        Raises:
            ServiceError: there is none and nobody to ask, or its file is damaged.
            CeasefireError: the folder cannot be written.
        """
        key = request_hash(request)
        path = self._folder / f"{key}.json"
        if path.is_file():
            return _answer(path)
        if self._inner is None:
            msg = f"{self._folder} holds no answer to this request ({key})"
            raise ServiceError(msg, "record it once with a service that runs")
        answer = self._inner(request)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = f"cannot write to {self._folder}: {error.strerror or error}"
            raise ServiceError(msg, "name another folder") from error
        write_whole(path, _record(key, request, answer))
        return answer


def request_hash(request: bytes) -> str:
    """Return the name of a request: the start of the SHA-256 of its bytes, 32 hex digits."""
    return hashlib.sha256(request).hexdigest()[:32]


def _record(key: str, request: bytes, answer: bytes) -> str:
    kept: dict[str, Any] = {"request": key, "model": json.loads(request)["model"]}
    try:
        kept["answer"] = json.loads(answer)
    except (ValueError, RecursionError):
        kept["text"] = answer.decode("utf-8", "replace")
    return json.dumps(kept, ensure_ascii=True, indent=1) + "\n"


def _answer(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
        kept = json.loads(raw) if len(raw) <= _LARGEST else None
    except (OSError, ValueError, RecursionError) as error:
        msg = f"the recorded answer {path} cannot be read"
        raise ServiceError(msg, "remove the file and record it again") from error
    if isinstance(kept, dict) and isinstance(kept.get("text"), str):
        return str(kept["text"]).encode("utf-8", "replace")
    if not (isinstance(kept, dict) and "answer" in kept):
        msg = f"the recorded answer {path} has neither an answer nor a text"
        raise ServiceError(msg, "remove the file and record it again")
    return json.dumps(kept["answer"]).encode()
