"""A LibreTranslate service: recorded answers, bad ones, and where it may be."""

# ruff: noqa: RUF001 - short words of Russian and Ukrainian
from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from ceasefire.press.translation.base import TranslationError, UnavailableError
from ceasefire.press.translation.service import Limits, Service

HERE = "http://127.0.0.1:5000"
HOSTS = {
    "127.0.0.1": ["127.0.0.1"],
    "localhost": ["127.0.0.1", "::1"],
    "::1": ["::1"],
    "other.example": ["93.184.215.14"],
    "both.example": ["127.0.0.1", "93.184.215.14"],
    "house.example": ["10.0.0.7"],
    "cloud.example": ["169.254.169.254"],
    "mapped.example": ["::ffff:10.0.0.7"],
    "nowhere.example": ["0.0.0.0"],  # noqa: S104 - refused, not listened on
}
# As a service of version 1.6 answers, cut to a few languages; older ones have no targets.
LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "ru", "uk"]},
    {"code": "ru", "name": "Russian", "targets": ["en", "ru"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en"]},
    {"code": "fr", "name": "French"},
]
Handler = Callable[[httpx.Request], httpx.Response]


def resolve(host: str, _port: int) -> list[str]:
    if host not in HOSTS:
        msg = "no such name"
        raise OSError(msg)
    return HOSTS[host]


def service(handler: Handler, address: str = HERE, **options: Any) -> Service:  # noqa: ANN401 - as Service takes them
    """A service behind httpx's own mock; the IP it is sent to is noted in a header."""

    @contextmanager
    def send(request: httpx.Request, ip: str, seconds: float) -> Iterator[httpx.Response]:
        assert seconds > 0
        request.headers["x-ip"] = ip
        transport = httpx.MockTransport(handler)
        with httpx.Client(transport=transport, trust_env=False) as client:
            response = client.send(request, stream=True)
            yield response
            response.close()

    return Service(address, resolver=resolve, exchange=send, **options)


def replies(response: httpx.Response) -> Service:
    # The body is given as a stream, as it comes over a wire: unread and possibly packed.
    content = response.content
    headers = response.headers
    return service(
        lambda _: httpx.Response(response.status_code, headers=headers, stream=_Once(content))
    )


class _Once(httpx.SyncByteStream):
    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self._content


def translated(*texts: object) -> httpx.Response:
    return httpx.Response(200, stream=_Once(json.dumps({"translatedText": texts}).encode()))


def test_a_request_is_as_the_api_wants_it() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return translated("The talks failed.", "Why?")

    one = service(answer, "http://localhost:5000/libre/", api_key="secret")
    assert one.translate(["Переговоры сорвались.", "Почему?"], "ru", "en") == [
        "The talks failed.", "Why?",
    ]  # fmt: skip
    (request,) = seen
    assert request.method == "POST"
    assert str(request.url) == "http://localhost:5000/libre/translate"
    assert request.headers["x-ip"] == "127.0.0.1"
    assert request.headers["content-type"] == "application/json"
    assert json.loads(request.content) == {
        "q": ["Переговоры сорвались.", "Почему?"], "source": "ru", "target": "en",
        "format": "text", "api_key": "secret",
    }  # fmt: skip
    assert "localhost:5000/libre" in one.name
    assert "secret" not in one.name


def test_no_key_is_sent_without_one_and_nothing_for_no_texts() -> None:
    bodies: list[dict[str, Any]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        return translated("x")

    one = service(answer)
    assert one.translate([], "ru", "en") == []
    assert one.translate(["а"], "ru", "en") == ["x"]
    assert [sorted(body) for body in bodies] == [["format", "q", "source", "target"]]


def test_languages_are_asked_for_once_and_decide_the_pairs() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.method} {request.url.path}")
        return httpx.Response(200, stream=_Once(json.dumps(LANGUAGES).encode()))

    one = service(answer)
    assert one.route("ru", "en") == ("ru", "en")
    assert one.route("ru", "uk") == ()
    assert one.route("de", "en") == ()
    assert one.route("fr", "en") == ("fr", "en")
    assert one.route("fr", "pl") == ()
    assert asked == ["GET /languages"]


@pytest.mark.parametrize("answer", [{"error": "x"}, "en", 3])
def test_a_list_of_languages_that_is_none_is_an_error(answer: object) -> None:
    with pytest.raises(TranslationError, match="which languages"):
        replies(httpx.Response(200, json=answer)).route("ru", "en")
    assert replies(httpx.Response(200, json=[3, {"code": ["ru"]}, {}])).route("ru", "en") == ()


def test_a_packed_answer_is_unpacked() -> None:
    packed = gzip.compress(json.dumps({"translatedText": ["yes"]}).encode())
    answer = httpx.Response(200, stream=_Once(packed), headers={"content-encoding": "gzip"})
    assert service(lambda _: answer).translate(["да"], "ru", "en") == ["yes"]


HTML = "<!doctype html><title>It works</title>"
DEEP = "[" * 100_000
FAILS, GONE = TranslationError, UnavailableError


@pytest.mark.parametrize(
    ("response", "says", "kind"),
    [
        (httpx.Response(200, text=HTML), "did not answer in JSON", FAILS),
        (httpx.Response(200, text=""), "did not answer in JSON", FAILS),
        (httpx.Response(200, content=b"\xff\xfe\x00"), "did not answer in JSON", FAILS),
        (httpx.Response(200, text=DEEP), "did not answer in JSON", FAILS),
        (httpx.Response(200, json={"translatedText": "one text"}), "without a list", FAILS),
        (httpx.Response(200, json={"translatedText": ["a", 3]}), "without a list", FAILS),
        (httpx.Response(200, json=["a", "b"]), "without a list", FAILS),
        (httpx.Response(200, json={"translatedText": ["a"]}), "1 translations for 2", FAILS),
        (httpx.Response(200, json={"translatedText": ["a"] * 3}), "3 translations for 2", FAILS),
        (httpx.Response(200, content=b"x" * 1_000_001), "larger than 1000000 bytes", FAILS),
        (httpx.Response(500, json={"error": "Cannot translate\n text"}), "500: Cannot tr", FAILS),
        (httpx.Response(500, text=HTML), "status 500;", FAILS),
        (httpx.Response(500, content=b"x" * 1_000_001), "status 500;", FAILS),
        (httpx.Response(400, json={"error": "xx is not supported"}), "not supported", FAILS),
        (httpx.Response(429, json={"error": "Slowdown"}), "429: Slowdown; it asks for less", GONE),
        (httpx.Response(403, json={"error": "Invalid key"}), "CEASEFIRE_TRANSLATOR_KEY", GONE),
        (httpx.Response(302, headers={"location": "http://other.example/"}), "redirects", GONE),
        (httpx.Response(307, headers={"location": "/other"}), "redirects", GONE),
    ],
)
def test_bad_answers_are_errors_that_say_so(
    response: httpx.Response, says: str, kind: type[TranslationError]
) -> None:
    with pytest.raises(TranslationError) as caught:
        replies(response).translate(["раз", "два"], "ru", "en")
    assert says in str(caught.value)
    assert type(caught.value) is kind
    assert "\n" not in str(caught.value)


def test_a_bomb_behind_gzip_does_not_open() -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    answer = httpx.Response(200, stream=_Once(bomb), headers={"content-encoding": "gzip"})
    with pytest.raises(TranslationError, match="larger than"):
        service(lambda _: answer).translate(["да"], "ru", "en")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (httpx.ReadTimeout("slow"), "within 60 seconds"),
        (httpx.ConnectError("refused"), "could not be reached"),
        (httpx.ReadError("broken"), "could not be reached"),
    ],
)
def test_no_answer_is_an_error_that_ends_the_asking(error: Exception, says: str) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(UnavailableError, match=says):
        service(answer).translate(["да"], "ru", "en")


def test_each_address_of_the_host_is_tried() -> None:
    tried: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        tried.append(request.headers["x-ip"])
        if len(tried) == 1:
            msg = "refused"
            raise httpx.ConnectError(msg)
        return translated("yes")

    assert service(answer, "http://localhost:5000").translate(["да"], "ru", "en") == ["yes"]
    assert tried == ["127.0.0.1", "::1"]


def test_a_key_never_shows_in_a_message() -> None:
    answer = httpx.Response(403, stream=_Once(b'{"error": "Invalid key s3cret"}'))
    with pytest.raises(UnavailableError) as caught:
        service(lambda _: answer, api_key="s3cret").translate(["да"], "ru", "en")
    assert "s3cret" not in str(caught.value)


def test_more_than_a_request_may_hold_is_not_sent() -> None:
    one = service(lambda _: translated("x"), limits=Limits(characters=5))
    assert one.most == 5
    with pytest.raises(TranslationError, match="more than 5 characters"):
        one.translate(["abc", "def"], "ru", "en")


@pytest.mark.parametrize(
    "host", ["other.example", "both.example", "house.example", "cloud.example", "mapped.example"]
)
def test_another_machine_is_refused_before_anything_is_sent(host: str) -> None:
    with pytest.raises(UnavailableError, match=r"another computer.*--allow-remote"):
        service(lambda _: pytest.fail("sent"), f"http://{host}:5000")


@pytest.mark.parametrize(
    ("host", "ip"),
    [
        ("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("[::1]", "::1"),
        ("other.example", "93.184.215.14"), ("house.example", "10.0.0.7"),
    ],
)  # fmt: skip
def test_with_leave_other_machines_are_asked(host: str, ip: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return translated(request.headers["x-ip"])

    one = service(answer, f"http://{host}:5000", allow_remote=True)
    assert one.translate(["да"], "ru", "en") == [ip]


@pytest.mark.parametrize("host", ["cloud.example", "mapped.example", "nowhere.example"])
def test_even_with_leave_no_address_of_the_link_or_of_no_host(host: str) -> None:
    with pytest.raises(UnavailableError, match="no server can be"):
        service(lambda _: pytest.fail("sent"), f"http://{host}", allow_remote=True)


def test_a_name_that_moves_away_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    one = service(lambda _: pytest.fail("sent"), "http://localhost:5000")
    monkeypatch.setitem(HOSTS, "localhost", ["93.184.215.14"])
    with pytest.raises(UnavailableError, match="another computer"):
        one.translate(["да"], "ru", "en")


def test_a_key_goes_over_the_network_only_by_https() -> None:
    with pytest.raises(TranslationError, match="in the clear"):
        service(lambda _: translated(), "http://house.example", allow_remote=True, api_key="k")
    one = service(lambda _: translated(), "https://house.example", allow_remote=True, api_key="k")
    assert one.name == "LibreTranslate at https://house.example:443"


def test_a_key_stays_here_when_the_name_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    one = service(lambda _: pytest.fail("sent"), "http://localhost:5000", allow_remote=True,
                  api_key="k")  # fmt: skip
    monkeypatch.setitem(HOSTS, "localhost", ["10.0.0.7"])
    with pytest.raises(UnavailableError, match="in the clear"):
        one.translate(["да"], "ru", "en")


@pytest.mark.parametrize(
    "address",
    [
        "http://user:pa55@127.0.0.1:5000", "http://user@127.0.0.1", "http://:pa55@127.0.0.1",
        "http://127.0.0.1@other.example", "ftp://127.0.0.1", "http://", "http://127.0.0.1:0",
        "http://127.0.0.1:5000/?q=1", "http://127.0.0.1:5000/#x", "http://127.0.0.1:99999",
        "http://[::1", "http://127.0.0.1 :5000", "http://missing.example", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(address: str) -> None:
    with pytest.raises(TranslationError) as caught:
        service(lambda _: pytest.fail("sent"), address)
    assert "pa55" not in str(caught.value)


class _Server(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path == "/slow/translate":
            time.sleep(0.5)
        content = json.dumps({"translatedText": [one.upper() for one in body["q"]]}).encode()
        self.send_response(307 if self.path == "/moved/translate" else 200)
        self.send_header("location", "/translate")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Server)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # clients that hang up
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_real_exchange_with_this_machine(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")  # not used

    def at(path: str, seconds: float = 5.0) -> Service:
        # The name is known to this resolver only: the connection goes where the check looked.
        return Service(
            f"http://translator.example:{port}{path}", resolver=lambda *_: ["127.0.0.1"],
            limits=Limits(seconds=seconds),
        )  # fmt: skip

    assert at("").translate(["так", "ні"], "uk", "en") == ["ТАК", "НІ"]
    with pytest.raises(UnavailableError, match="redirects"):
        at("/moved").translate(["так"], "uk", "en")
    with pytest.raises(UnavailableError, match=r"within 0\.1 seconds"):
        at("/slow", 0.1).translate(["так"], "uk", "en")


def test_a_service_that_does_not_run() -> None:
    one = Service("http://127.0.0.1:1", resolver=resolve)
    with pytest.raises(UnavailableError, match="whether the server runs"):
        one.route("ru", "en")
