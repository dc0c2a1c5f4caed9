"""The real doors, tried on this computer's own loopback only, and never made anywhere else."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpcore
import httpx
import pytest

import ceasefire.press
from ceasefire.press.fetch.addresses import THIS_COMPUTER, FetchError
from ceasefire.press.fetch.fetcher import Fetcher, Limits
from ceasefire.press.fetch.network import (
    PinnedBackend,
    WallClock,
    exchange,
    look_up,
    network_fetcher,
)


class Server(BaseHTTPRequestHandler):
    seen: list[tuple[str, str]] = []  # noqa: RUF012 - emptied by the fixture

    def do_GET(self) -> None:
        self.seen.append((self.headers["Host"], self.path))
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        self.send_response(200)
        self.end_headers()
        if self.path == "/drip":
            for _ in range(40):  # each byte in time, the whole never
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        self.wfile.write(b"page")

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def port() -> Iterator[int]:
    Server.seen.clear()
    server = HTTPServer(("127.0.0.1", 0), Server)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # clients that hang up
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def local(seconds: float = 5.0) -> Fetcher:
    """A fetcher to which every name is this computer, allowed for once."""
    return Fetcher(
        resolver=lambda *_: ["127.0.0.1"],
        exchange=exchange,
        clock=WallClock(),
        limits=Limits(delay=0.0, seconds=seconds),
        policy=THIS_COMPUTER,
    )


def test_the_connection_goes_to_the_checked_address_and_the_host_keeps_its_name(port: int) -> None:
    got = local().fetch(f"http://paper.example:{port}/a?b=c")
    assert got.content == b"page"
    assert Server.seen == [(f"paper.example:{port}", "/robots.txt"),
                           (f"paper.example:{port}", "/a?b=c")]  # fmt: skip


def test_a_page_that_drips_ends_with_its_time(port: int) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.5 seconds"):
        local(0.5).fetch(f"http://paper.example:{port}/drip")
    assert time.monotonic() - start < 1.9


def test_a_closed_port_is_an_error_not_a_trace() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(FetchError, match="could not be reached"):
            local().fetch(f"http://paper.example:{held.getsockname()[1]}/")


def test_the_certificate_is_asked_for_in_the_name_of_the_host() -> None:
    names: list[str | None] = []
    places: list[tuple[str, int]] = []

    class Stream(httpcore.MockStream):
        def start_tls(self, _context, server_hostname=None, timeout=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, ARG002
            names.append(server_hostname)
            return self

    class Backend(httpcore.MockBackend):
        def connect_tcp(self, host, port, *_, **__):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN202
            places.append((host, port))
            return Stream([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])

    backend = PinnedBackend("93.184.215.14", time.monotonic() + 5, Backend([]))
    with httpcore.ConnectionPool(network_backend=backend) as pool:
        assert pool.request("GET", "https://paper.example/").content == b"ok"
    assert places == [("93.184.215.14", 443)]
    assert names == ["paper.example"]


def test_a_server_without_a_right_certificate_is_refused(port: int) -> None:
    request = httpx.Request("GET", f"https://paper.example:{port}/")
    with pytest.raises(httpx.TransportError), exchange(request, "127.0.0.1", 2.0):
        pass


def test_the_fetcher_of_the_network_refuses_this_computer_by_default(port: int) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        network_fetcher().fetch(f"http://127.0.0.1:{port}/")
    with pytest.raises(FetchError, match="not a public address"):
        network_fetcher().fetch(f"http://2130706433:{port}/")  # the same address as a number
    assert Server.seen == []


def test_numeric_hosts_need_no_network_to_look_up() -> None:
    assert set(look_up("127.0.0.1", 80)) == {"127.0.0.1"}


def test_one_module_alone_opens_the_network() -> None:
    doors = ("getaddrinfo", "socket", "HTTPTransport", "httpx.get", "httpx.Client", "urlopen",
             "ConnectionPool", "requests")  # fmt: skip
    room = Path(ceasefire.press.__file__).parent
    paths = [
        path for name in ("fetch", "translation", "service") for path in (room / name).glob("*.py")
    ]
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert path.name == "network.py" or not [
            door for door in doors if f"import {door}" in text or f"{door}(" in text
        ]
