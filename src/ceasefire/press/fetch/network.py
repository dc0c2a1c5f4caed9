"""The real network: the only module that looks hosts up, connects and waits.

Nothing else in the room makes these; a program that wants the network asks :func:`network_fetcher`.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import httpcore
import httpx

from ceasefire.press.fetch.addresses import PUBLIC, Policy
from ceasefire.press.fetch.fetcher import Fetcher, Limits

_SHORTEST = 0.001


class WallClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the time of day, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def network_fetcher(
    *, limits: Limits | None = None, contact: str = "", policy: Policy = PUBLIC
) -> Fetcher:
    """Return a fetcher with the system's resolver, real connections and the wall clock.

    Proxies from the environment are not used: behind one the check of addresses would be void.
    """
    return Fetcher(
        resolver=look_up,
        exchange=exchange,
        clock=WallClock(),
        limits=limits,
        contact=contact,
        policy=policy,
    )


def look_up(host: str, port: int) -> list[str]:
    """Return all addresses that the system's resolver knows for a host.

    Raises:
        OSError: it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


@contextmanager
def exchange(request: httpx.Request, ip: str, seconds: float) -> Iterator[httpx.Response]:
    """Send a request over a connection to ``ip`` and give the answer, its body not yet read.

    No proxy is used, no redirect followed. Host, server name and certificate are those of the
    request's URL. Each connection serves one exchange, so none made for one host is used for
    another at the same address.

    Raises:
        httpx.TransportError: no connection, a broken answer, or not within ``seconds``.
    """
    backend = PinnedBackend(ip, time.monotonic() + seconds)
    with (
        _as_httpx(),
        httpcore.ConnectionPool(
            ssl_context=_certificates(), max_connections=1, network_backend=backend
        ) as pool,
        pool.stream(
            request.method,
            str(request.url),
            headers=request.headers.raw,
            content=request.read() or None,
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), seconds)},
        ) as answer,
    ):
        yield httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.iter_stream()),
            request=request,
        )  # fmt: skip


def _certificates() -> ssl.SSLContext:
    """Return what certificates are checked against: the set that comes with httpx."""
    return httpx.create_ssl_context(trust_env=False)


class PinnedBackend(httpcore.NetworkBackend):
    """Connections to one address whatever the host is called, all work on them until a deadline."""

    def __init__(self, ip: str, until: float, inner: httpcore.NetworkBackend | None = None) -> None:
        self._ip, self._until = ip, until
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - the point: the name is not looked up a second time
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is stricter
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the pinned address."""
        stream = self._inner.connect_tcp(
            self._ip, port, _left(self._until), local_address, socket_options
        )
        return _DeadlineStream(stream, self._until)


class _DeadlineStream(httpcore.NetworkStream):
    """A stream each of whose steps ends at the deadline of the whole: drops cannot stretch it."""

    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner, self._until = inner, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._inner.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, _left(self._until))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, _left(self._until))
        return _DeadlineStream(secured, self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the signature of httpcore
        return self._inner.get_extra_info(info)


class _Body(httpx.SyncByteStream):
    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._chunks


def _left(until: float) -> float:
    """Return the seconds to a deadline.

    Raises:
        httpcore.ReadTimeout: it is over.
    """
    seconds = until - time.monotonic()
    if seconds < _SHORTEST:
        msg = "the time for this exchange is over"
        raise httpcore.ReadTimeout(msg)
    return seconds


@contextmanager
def _as_httpx() -> Iterator[None]:
    """Turn the errors of httpcore into those of httpx."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.ReadTimeout(str(error)) from error
    except (httpcore.ConnectError, httpcore.UnsupportedProtocol) as error:
        raise httpx.ConnectError(str(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise httpx.ReadError(str(error)) from error
