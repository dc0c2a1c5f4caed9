"""One exchange, and a server that is asked by it; the only way anything here is sent.

Both know the network as :class:`Exchange` only; :mod:`ceasefire.press.fetch.network` has the real
one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

import ceasefire
from ceasefire.press.fetch.addresses import (
    SERVERS,
    THIS_COMPUTER,
    FetchError,
    Place,
    Resolver,
    of_this_computer,
    place_of,
    resolved,
)
from ceasefire.press.fetch.body import ACCEPTED, BodyError, read_within

if TYPE_CHECKING:
    import httpx

_OK = 200
_MOVED = range(300, 400)
_HEADERS = {
    "User-Agent": f"ceasefire/{ceasefire.__version__}",
    "Accept": "application/json",
    "Accept-Encoding": ACCEPTED,
    "Content-Type": "application/json",
    "Connection": "close",
}
T = TypeVar("T")


class Exchange(Protocol):
    """Sends a request, its body too, to one address and gives the answer, its body not yet read.

    The host of the request's URL stays the one that the server is told and that its certificate
    must name; only the connection goes to ``ip``. All of it, body included, ends in ``seconds``.
    No redirect is followed. Failures are ``httpx.TransportError``.
    """

    def __call__(
        self, request: httpx.Request, ip: str, seconds: float
    ) -> AbstractContextManager[httpx.Response]:
        """Return the answer for the length of a ``with`` block."""


def request_to(
    method: str, address: str, headers: Mapping[str, str], content: bytes | None = None
) -> httpx.Request:
    """Return a request ready to be sent.

    Raises:
        FetchError: the address is malformed in a way that :func:`place_of` does not see.
    """
    import httpx  # noqa: PLC0415 - too slow for the start of the command

    try:
        return httpx.Request(method, address, headers=headers, content=content)
    except httpx.InvalidURL as error:
        msg = f"{address} is malformed: {error}"
        raise FetchError(msg, "check the address", address) from error


def answer_of(
    request: httpx.Request,
    ips: Sequence[str],
    exchange: Exchange,
    read: Callable[[httpx.Response], T],
    *,
    clock: Callable[[], float],
    seconds: float,
) -> T:
    """Return what ``read`` makes of the answer of the first address that takes a connection.

    Raises:
        FetchError: none takes one, or the answer breaks off or is not whole within ``seconds``.
    """
    import httpx  # noqa: PLC0415 - too slow for the start of the command

    until, here = clock() + seconds, str(request.url)
    try:
        for ip in ips:
            try:
                with exchange(request, ip, until - clock()) as response:
                    return read(response)
            except httpx.ConnectError:
                if ip == ips[-1]:
                    raise
    except httpx.TimeoutException as error:
        msg = f"{here} did not answer within {seconds:g} seconds"
        raise FetchError(msg, "try again later", here) from error
    except httpx.TransportError as error:
        # The words of a later failure may repeat what was sent, and that may hold a key.
        why = error if isinstance(error, httpx.ConnectError) else type(error).__name__
        msg = f"{here} could not be reached: {why}"
        raise FetchError(msg, "check the address, and whether the server runs", here) from error
    raise AssertionError  # the loop returns or raises


@dataclass(frozen=True)
class Server:
    """A server that is asked in JSON: on this computer, or with leave on another one.

    Its host is looked up and checked when this is made and again for each question, for a name
    can move. Redirects are not followed, and proxies and log-ins from the environment not used.

    Attributes:
        address: http or https, with the path that the server is mounted at if any.
        what: what messages call the server.
        seconds: until an answer is whole.
        most_bytes: of an answer, packed or not.
        allow_remote: whether texts may go to another computer.
        keyed: whether a key is sent, which then never goes over the network in the clear.
        resolver: gives all addresses of a host; the system's if not given.
        exchange: sends one request to one address; over the network if not given.

    Raises:
        FetchError: the address is malformed, carries a log-in or more than a path, or leads where
            nothing may be sent.
    """

    address: str
    what: str
    seconds: float
    most_bytes: int
    allow_remote: bool = False
    keyed: bool = False
    resolver: Resolver | None = None
    exchange: Exchange | None = None

    def __post_init__(self) -> None:
        if "?" in self.address or "#" in self.address:
            msg = f"the address of the {self.what} has more than a path"
            raise FetchError(msg, "give it without ? and #")
        self._ips()

    @property
    def place(self) -> Place:
        """Where the address leads."""
        return place_of(self.address, f"the address of the {self.what}")

    @property
    def base(self) -> str:
        """What paths are put after."""
        return self.place.origin + urlsplit(self.address).path.rstrip("/")

    def ask(
        self, path: str, content: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Return status and body of an answer; content is posted, a refusal's body may be missing.

        Raises:
            BodyError: the answer is too large or damaged.
            FetchError: there is none, or it leads elsewhere, or nothing may be sent there.
        """
        from ceasefire.press.fetch.network import exchange  # noqa: PLC0415 - slow to load

        method = "GET" if content is None else "POST"
        request = request_to(method, self.base + path, _HEADERS | dict(headers or {}), content)
        return answer_of(
            request, self._ips(), self.exchange or exchange,
            lambda response: self._read(response, str(request.url)),
            clock=time.monotonic, seconds=self.seconds,
        )  # fmt: skip

    def _ips(self) -> list[str]:
        from ceasefire.press.fetch.network import look_up  # noqa: PLC0415 - slow to load

        policy = SERVERS if self.allow_remote else THIS_COMPUTER
        place = self.place
        ips = resolved(place, self.resolver or look_up, policy)
        here = all(of_this_computer(ip_address(ip)) for ip in ips)
        if self.keyed and place.scheme == "http" and not here:
            msg = f"the key of the {self.what} would be sent in the clear"
            raise FetchError(msg, "give its address with https")
        return ips

    def _read(self, response: httpx.Response, url: str) -> tuple[int, bytes]:
        import httpx  # noqa: PLC0415 - too slow for the start of the command

        status = response.status_code
        if status in _MOVED:
            msg = f"{url} redirects (status {status}), which is not followed"
            raise FetchError(msg, "give the address it leads to")
        packed = response.headers.get("content-encoding", "")
        try:
            chunks = response.iter_raw()
            return status, read_within(chunks, packed, self.most_bytes, url)
        except (BodyError, httpx.TransportError):
            if status == _OK:
                raise
            return status, b""
