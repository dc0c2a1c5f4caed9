"""A translation service that speaks the LibreTranslate API, on this machine unless allowed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from ceasefire.press.article import LANGUAGES, Language
from ceasefire.press.fetch.addresses import FetchError, Resolver
from ceasefire.press.fetch.asking import Exchange, Server
from ceasefire.press.fetch.body import BodyError
from ceasefire.press.translation.base import TranslationError, UnavailableError
from ceasefire.press.translation.text import safe

_OK = 200
_SHOWN = 160  # characters of the service's own words in a message
_FOR_GOOD = {
    401: "it asks for a key: set CEASEFIRE_TRANSLATOR_KEY",
    403: "it refuses the key, or asks for one: set CEASEFIRE_TRANSLATOR_KEY",
    404: "check the address: the service has no such page",
    429: "it asks for less: try again later",
    503: "try again later",
}


@dataclass(frozen=True)
class Limits:
    """What a request may cost.

    ``characters`` asked at once; ``seconds`` until the answer is whole; ``most_bytes`` of it.
    """

    characters: int = 2_000
    seconds: float = 60.0
    most_bytes: int = 1_000_000


class Service:
    """A service that is asked over HTTP; its languages are asked for once."""

    def __init__(
        self,
        address: str,
        *,
        allow_remote: bool = False,
        api_key: str = "",
        limits: Limits | None = None,
        resolver: Resolver | None = None,
        exchange: Exchange | None = None,
    ) -> None:
        """Check where the address leads.

        Args:
            address: of the service, http or https, with the path it is mounted at if any.
            allow_remote: whether it may be on another computer.
            api_key: sent with each request for a translation, if given.
            limits: sizes and times; the defaults if not given.
            resolver: gives all addresses of a host; the system's if not given.
            exchange: sends one request to one address; over the network if not given.

        Raises:
            TranslationError: the address is malformed, carries a log-in, or leads to another
                computer, which is not allowed; or the key would go over the network in the clear.
        """
        self._key, self._limits = api_key, limits or Limits()
        with _told():
            self._server = Server(
                address, "translation service", self._limits.seconds, self._limits.most_bytes,
                allow_remote=allow_remote, keyed=bool(api_key), resolver=resolver,
                exchange=exchange,
            )  # fmt: skip
        self._targets: dict[str, frozenset[str] | None] | None = None

    @property
    def name(self) -> str:
        """The service and where it is."""
        return f"LibreTranslate at {self._server.base}"

    @property
    def most(self) -> int:
        """Characters that one request may hold in all."""
        return self._limits.characters

    def route(self, source: Language, target: Language) -> tuple[Language, ...]:
        """Return source and target if the service has the pair.

        Whether it goes through a third language by itself is not known.

        Raises:
            TranslationError: the service does not say which languages it has.
        """
        if self._targets is None:
            self._targets = _targets(self._ask("/languages"), self._server.base)
        if source not in self._targets:
            return ()
        targets = self._targets[source]
        known = target in self._targets if targets is None else target in targets
        return (source, target) if known else ()

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[str]:
        """Return the translation of each text, by one request.

        Raises:
            TranslationError: more than one request may hold, or no good answer came.
        """
        if not texts:
            return []
        if sum(map(len, texts)) > self.most:
            msg = f"more than {self.most} characters for one request"
            raise TranslationError(msg, "ask for fewer texts at once")
        body = {"q": list(texts), "source": source, "target": target, "format": "text"}
        if self._key:
            body["api_key"] = self._key
        answer = self._ask("/translate", body)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            msg = f"{self._server.base} answered without a list of translations"
            raise TranslationError(msg, "check that it speaks the LibreTranslate API")
        if len(found) != len(texts):
            msg = f"{self._server.base} gave {len(found)} translations for {len(texts)} texts"
            raise TranslationError(msg, "which belongs to which cannot be told")
        return cast("list[str]", found)

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - whatever JSON holds
        content = None if body is None else json.dumps(body).encode()
        with _told():
            status, given = self._server.ask(path, content)
        url, answer = self._server.base + path, None
        try:
            answer = json.loads(given)
        except (ValueError, RecursionError) as error:
            if status == _OK:
                msg = f"{url} did not answer in JSON"
                hint = "check that the address is that of a LibreTranslate service"
                raise TranslationError(msg, hint) from error
        if status != _OK:
            raise self._failed(url, status, answer)
        return answer

    def _failed(self, url: str, status: int, answer: object) -> TranslationError:
        """The error for a status, with the service's own words if it gives any."""
        said = answer.get("error") if isinstance(answer, dict) else None
        words = " ".join(safe(said).split()) if isinstance(said, str) else ""
        if self._key:  # a service may repeat the key it refuses
            words = words.replace(self._key, "…")
        msg = f"{url} answered with status {status}" + (f": {words[:_SHOWN]}" if words else "")
        if status in _FOR_GOOD:
            return UnavailableError(msg, _FOR_GOOD[status])
        return TranslationError(msg, "see what the service writes in its log")


@contextmanager
def _told() -> Iterator[None]:
    """Turn the faults of the exchange into those of a translator."""
    try:
        yield
    except BodyError as error:
        raise TranslationError(error.message, "its answer is not used") from error
    except FetchError as error:
        raise UnavailableError(error.message, error.hint) from error


def _targets(answer: object, base: str) -> dict[str, frozenset[str] | None]:
    """Of each language of ours that the service has, those it gives it in; ``None``: all it has."""
    if not isinstance(answer, list):
        msg = f"{base} does not say which languages it has"
        raise TranslationError(msg, "check that it speaks the LibreTranslate API")
    found: dict[str, frozenset[str] | None] = {}
    for one in answer:
        code = one.get("code") if isinstance(one, dict) else None
        if code not in LANGUAGES:
            continue
        targets = one.get("targets")
        known = isinstance(targets, list)
        found[code] = frozenset(t for t in targets if isinstance(t, str)) if known else None
    return found
