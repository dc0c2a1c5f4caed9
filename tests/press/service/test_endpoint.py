"""The one HTTP call, on this computer's own loopback only."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.press.service.made import MODEL, article, listed, quote

from ceasefire.press.service.endpoint import Http, Limits, ServiceError
from ceasefire.press.service.service import ModelService, model_service

KEY = "sk-not-to-be-seen"


class Server(BaseHTTPRequestHandler):
    seen: list[tuple[str, str, str, bytes]] = []  # noqa: RUF012 - emptied by the fixture

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        key = self.headers.get("Authorization", "")
        self.seen.append((self.headers["Host"], self.path, key, body))
        kind = self.path.split("/")[1]
        if kind == "moved":
            self.send_response(307)
            self.send_header("Location", "/v1/chat/completions")
            self.end_headers()
        elif kind.isdigit():
            self.send_response(int(kind))
            self.end_headers()
            self.wfile.write(key.encode())
        else:
            self._body(kind)

    def _body(self, kind: str) -> None:
        self.send_response(200)
        self.end_headers()
        if kind == "drip":
            for _ in range(40):  # each byte in time, the whole never
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        elif kind == "huge":
            for _ in range(64):
                self.wfile.write(b" " * 65_536)
        elif kind != "silent":
            self.wfile.write(listed(quote("too early")))

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def base() -> Iterator[str]:
    Server.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # clients that hang up
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def to_loopback(*_: object) -> list[str]:
    return ["127.0.0.1"]


def test_a_call_posts_the_request_and_gives_the_answer(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_KEY", KEY)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    port = base.rpartition(":")[2]
    asking = Http(f"http://model.example:{port}/", key_from="MODEL_KEY", resolver=to_loopback)
    assert asking(b'{"a": 1}') == listed(quote("too early"))
    assert Server.seen == [
        (f"model.example:{port}", "/v1/chat/completions", f"Bearer {KEY}", b'{"a": 1}')
    ]
    assert KEY not in repr(vars(asking))


@pytest.mark.parametrize("end", ["", "/", "/v1", "/v1/"])
def test_the_base_may_end_as_servers_name_it(base: str, end: str) -> None:
    Http(base + "/api" + end)(b"{}")
    assert Server.seen[0][1:3] == ("/api/v1/chat/completions", "")


@pytest.mark.parametrize(
    ("path", "said"),
    [("500", "status 500"), ("401", "status 401"), ("moved", "not followed"),
     ("huge", "larger than"), ("drip", "did not answer within")],
)  # fmt: skip
def test_what_is_no_answer_is_an_error_without_the_key(
    base: str, path: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_KEY", KEY)
    limits = Limits(seconds=0.4, most_bytes=100_000)
    asking = Http(f"{base}/{path}", key_from="MODEL_KEY", limits=limits)
    with pytest.raises(ServiceError, match=said) as raised:
        asking(b"{}")
    assert KEY not in str(raised.value)
    assert len(Server.seen) == 1


def test_a_reading_is_not_lost_when_the_server_fails(base: str) -> None:
    for path, quotes in (("500", 0), ("silent", 0), ("good", 1)):
        asking = Http(f"{base}/{path}")
        got = ModelService(asking, MODEL, asking.name).propose(article())
        assert (len(got.quotes), len(got.warnings)) == (quotes, 1 - quotes)


def test_where_nobody_listens_the_error_says_so() -> None:
    with pytest.raises(ServiceError, match="could not be reached"):
        Http("http://127.0.0.1:9")(b"{}")


@pytest.mark.parametrize(
    "ips",
    [["93.184.216.34"], ["192.168.1.7"], ["127.0.0.1", "10.0.0.3"], ["::ffff:127.0.0.1"],
     ["fe80::1"]],
)  # fmt: skip
def test_another_computer_is_refused_unless_allowed(ips: list[str]) -> None:
    with pytest.raises(ServiceError, match=r"which is another computer.*--allow-remote"):
        Http("http://model.example", resolver=lambda *_: ips)


@pytest.mark.parametrize("ips", [["127.0.0.1"], ["127.8.8.8"], ["::1"]])
def test_this_computer_needs_no_leave(ips: list[str]) -> None:
    assert Http("http://localhost:8080", resolver=lambda *_: ips).name == "http://localhost:8080"


@pytest.mark.parametrize("ip", ["93.184.216.34", "192.168.1.7", "2a00:1450::1"])
def test_with_leave_another_computer_may_be_asked(ip: str) -> None:
    Http("https://model.example/v1", allow_remote=True, resolver=lambda *_: [ip])


@pytest.mark.parametrize("ip", ["169.254.169.254", "::ffff:169.254.169.254", "224.0.0.1", "::"])
def test_even_with_leave_no_address_without_a_server_is_asked(ip: str) -> None:
    with pytest.raises(ServiceError, match="where no server can be"):
        Http("http://model.example", allow_remote=True, resolver=lambda *_: [ip])


@pytest.mark.parametrize(
    "address",
    ["http://user:secret@localhost:8080", "ftp://localhost", "localhost:8080", "file:///etc/hosts",
     "http://localhost/v1?key=secret", "http://localhost/#secret", "http:///v1",
     "http://local host"],
)  # fmt: skip
def test_addresses_that_are_no_base_are_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(ServiceError, match="address of the model service") as raised:
        Http(address, resolver=to_loopback)
    assert "secret" not in str(raised.value)


def test_a_host_that_is_not_found_is_an_error() -> None:
    with pytest.raises(ServiceError, match="no address"):
        Http("http://nowhere.example", resolver=lambda *_: [])


def test_a_key_must_be_there_clean_and_not_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODEL_KEY", raising=False)
    with pytest.raises(ServiceError, match="MODEL_KEY holds no key"):
        Http("http://localhost", key_from="MODEL_KEY", resolver=to_loopback)
    monkeypatch.setenv("MODEL_KEY", KEY + "\n")
    with pytest.raises(ServiceError, match="no key can have") as raised:
        Http("http://localhost", key_from="MODEL_KEY", resolver=to_loopback)
    assert KEY not in str(raised.value)
    monkeypatch.setenv("MODEL_KEY", KEY)
    with pytest.raises(ServiceError, match="in the clear"):
        Http("http://model.example", allow_remote=True, key_from="MODEL_KEY",
             resolver=lambda *_: ["192.168.1.7"])  # fmt: skip


def test_a_name_that_moves_away_is_not_followed() -> None:
    ips = ["127.0.0.1"]
    asking = Http("http://model.example", resolver=lambda *_: ips)
    ips[0] = "93.184.216.34"
    with pytest.raises(ServiceError, match="another computer"):
        asking(b"{}")


def test_a_key_that_cannot_be_sent_does_not_show(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_KEY", KEY + " ")  # no header may end so; the library repeats it
    with pytest.raises(ServiceError, match="could not be reached") as raised:
        Http(base, key_from="MODEL_KEY")(b"{}")
    assert KEY not in str(raised.value)
    assert Server.seen == []


def test_a_service_is_asked_once_and_its_answer_recorded(base: str, tmp_path: Path) -> None:
    live = model_service(base, MODEL)
    recording = model_service(base, MODEL, recorded=tmp_path)
    results = [one.propose(article()).quotes for one in (live, recording, recording)]
    assert results[0] == results[1] == results[2] != ()
    assert len(Server.seen) == 2
    assert results[0][0].rules["text"].endswith(live.propose(article()).by)
    assert live.name == f"service {base}"
    replaying = model_service("", MODEL, recorded=tmp_path)
    assert [q.text for q in replaying.propose(article()).quotes] == ["too early"]
