"""Where a model is asked: one HTTP call to this computer, or further away if that is allowed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from ceasefire.core.errors import CeasefireError
from ceasefire.press.fetch.addresses import FetchError, Resolver
from ceasefire.press.fetch.asking import Server

_PATH = "/chat/completions"
_ANSWERED = 200
_HINTS = {
    400: "the server may not know answers by a JSON schema, or the text is too long for its model",
    401: "check the key and the variable it stands in",
    403: "check the key and the variable it stands in",
    404: "check the address and the name of the model",
    429: "ask again later",
}


class ServiceError(CeasefireError):
    """The model could not or may not be asked, or its answer cannot be read."""


class Transport(Protocol):
    """Takes the request's JSON to a model and brings back the bytes of the answer."""

    def __call__(self, request: bytes) -> bytes:
        """Return the answer.

        Raises:
            ServiceError: there is none.
        """


@dataclass(frozen=True)
class Limits:
    """How much is asked and taken.

    ``seconds`` for one call with all of its answer, ``most_bytes`` of an answer,
    ``most_characters`` of the article in one call, ``most_pieces`` calls for one article,
    ``most_quotes`` taken from one answer.
    """

    seconds: float = 120.0
    most_bytes: int = 1_000_000
    most_characters: int = 6_000
    most_pieces: int = 40
    most_quotes: int = 80


class Http:
    """A server with the OpenAI form of chat completions."""

    def __init__(
        self,
        base: str,
        *,
        allow_remote: bool = False,
        key_from: str = "",
        limits: Limits | None = None,
        resolver: Resolver | None = None,
    ) -> None:
        """Check the address and look its host up; nothing is sent yet.

        Args:
            base: address of the server, with or without its ``/v1``.
            allow_remote: whether the article may go to another computer.
            key_from: name of the environment variable that holds the key; blank for none.
            limits: of size and time; the defaults if not given.
            resolver: gives all addresses of a host; the system's if not given.

        Raises:
            ServiceError: the address is refused, or the variable is empty.
        """
        keyed, held = bool(key_from and _key(key_from)), limits or Limits()
        with _told():
            self._server = Server(
                base, "model service", held.seconds, held.most_bytes,
                allow_remote=allow_remote, keyed=keyed, resolver=resolver,
            )  # fmt: skip
        self._key_from = key_from
        self._path = _PATH if self._server.base.endswith("/v1") else "/v1" + _PATH

    @property
    def name(self) -> str:
        """What the server is called in rules and messages: scheme, host and port."""
        return self._server.place.origin

    def __call__(self, request: bytes) -> bytes:
        """Post the request and return the body of the answer."""
        sent = {"Authorization": f"Bearer {_key(self._key_from)}"} if self._key_from else {}
        with _told():
            status, answer = self._server.ask(self._path, request, sent)
        if status != _ANSWERED:
            # The body is not shown: some servers repeat the key in it.
            msg = f"{self.name} answered with status {status}"
            raise ServiceError(msg, _HINTS.get(status, "look into the log of the server"))
        return answer


@contextmanager
def _told() -> Iterator[None]:
    """Turn the faults of the exchange into those of the service."""
    try:
        yield
    except FetchError as error:
        raise ServiceError(error.message, error.hint) from error


def _key(variable: str, environment: Mapping[str, str] = os.environ) -> str:
    """The key in an environment variable; no message ever holds it."""
    key = environment.get(variable, "")
    if not key:
        msg = f"the environment variable {variable} holds no key"
        raise ServiceError(msg, "set it, or leave the name of the variable out")
    if not (key.isascii() and key.isprintable()):
        msg = f"the key in {variable} has characters that no key can have"
        raise ServiceError(msg, "check it for a line break at its end")
    return key
