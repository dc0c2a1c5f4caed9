"""The fetcher on a made-up network with a made-up clock."""

# ruff: noqa: E501 - addresses and rules stand whole
from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from ceasefire.core.errors import CeasefireError
from ceasefire.press.fetch.addresses import FetchError
from ceasefire.press.fetch.fetcher import Fetched, Fetcher, Limits, Validators

PAGE = b"<html><p>The ministers met.</p></html>"
HOSTS = {
    "paper.example": ["93.184.215.14"],
    "www.paper.example": ["93.184.215.15"],
    "twin.example": ["2606:2800:21f::1", "93.184.215.20"],
    "inside.example": ["10.0.0.7"],
    "both.example": ["93.184.215.14", "127.0.0.1"],
    "localhost": ["127.0.0.1", "::1"],
}
Handler = Callable[[httpx.Request], httpx.Response]


@dataclass
class Clock:
    """Time that passes only by waiting."""

    seconds: float = 100.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


@dataclass
class Web:
    """A made-up network: what each address answers, and what was asked of which IP."""

    pages: dict[str, Handler | httpx.Response] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    unreachable: set[str] = field(default_factory=set)
    clock: Clock = field(default_factory=Clock)

    def resolve(self, host: str, _port: int) -> list[str]:
        self.looked_up.append(host)
        if host not in HOSTS:
            msg = "no such name"
            raise OSError(msg)
        return HOSTS[host]

    @contextmanager
    def exchange(self, request: httpx.Request, ip: str, seconds: float) -> Iterator[httpx.Response]:
        assert seconds > 0
        self.asked.append((ip, str(request.url)))
        if ip in self.unreachable:
            msg = "no route"
            raise httpx.ConnectError(msg)
        self.requests.append(request)
        given = self.pages.get(str(request.url), page(b"not here", 404))
        yield given(request) if callable(given) else given

    def fetcher(self, limits: Limits | None = None, contact: str = "") -> Fetcher:
        return Fetcher(
            resolver=self.resolve,
            exchange=self.exchange,
            clock=self.clock,
            limits=limits,
            contact=contact,
        )


def page(content: bytes = PAGE, status: int = 200, **headers: str) -> Handler:
    named = {key.replace("_", "-"): value for key, value in headers.items()}

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, headers=named, stream=Stream(content))

    return answer


class Stream(httpx.SyncByteStream):
    """A body in small pieces; counts how many were taken."""

    def __init__(self, content: bytes, piece: int = 1000) -> None:
        self.content, self.piece, self.taken = content, piece, 0

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self.content), self.piece):
            self.taken += 1
            yield self.content[start : start + self.piece]


def moved(to: str, status: int = 302) -> Handler:
    return page(b"", status, location=to)


def refused(web: Web, address: str, known: Validators | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        web.fetcher().fetch(address, known)
    assert caught.value.hint
    return caught.value


URL = "https://paper.example/news/1"


def test_a_page_comes_with_what_the_server_said_of_it() -> None:
    web = Web({URL: page(content_type="text/html; charset=koi8-r", etag='"7"',
                         last_modified="Sun, 01 Mar 2026 00:00:00 GMT")})  # fmt: skip
    got = web.fetcher(contact="desk@paper.example").fetch(URL + "#top")
    assert got == Fetched(
        asked=URL + "#top",
        address=URL,
        status=200,
        content=PAGE,
        media_type="text/html; charset=koi8-r",
        validators=Validators('"7"', "Sun, 01 Mar 2026 00:00:00 GMT"),
        fetched_at="2026-03-01T00:01:42+00:00",
    )
    sent = web.requests[-1].headers
    assert sent["host"] == "paper.example"
    assert sent["user-agent"].startswith("ceasefire/")
    assert "desk@paper.example" in sent["user-agent"]
    assert not {"cookie", "authorization", "referer", "if-none-match"} & set(sent)


def test_the_address_looked_up_and_checked_is_the_one_connected_to() -> None:
    web = Web({URL: page()})
    web.fetcher().fetch(URL)
    assert web.asked == [("93.184.215.14", "https://paper.example:443/robots.txt".replace(":443", "")),
                         ("93.184.215.14", URL)]  # fmt: skip
    assert web.looked_up == ["paper.example"] * len(web.asked)


@pytest.mark.parametrize(
    "address",
    ["ftp://paper.example/a", "file:///etc/passwd", "gopher://paper.example/", "javascript:alert(1)",
     "//paper.example/a", "paper.example/a", "", "http://", "http:///a", "http://paper.example:99999/",
     "http://paper.example:0/", "http://name:secret@paper.example/", "http://paper.example/a\nb",
     "http://paper.example\\@inside.example/", "http://[::1", "http://a..b/", "http://" + "a" * 70 + "/",
     "https://paper.example/" + "a" * 3000, " http://paper.example/", "http://paper.example/\u202e"],
)  # fmt: skip
def test_only_plain_web_addresses_are_fetched(address: str) -> None:
    web = Web()
    refused(web, address)
    assert not web.asked


@pytest.mark.parametrize("host", ["inside.example", "both.example", "localhost", "nowhere.example"])
def test_hosts_inside_the_own_network_are_never_asked(host: str) -> None:
    web = Web()
    refused(web, f"http://{host}/")
    assert not web.asked


def test_a_redirect_is_checked_like_the_first_step() -> None:
    web = Web({URL: moved("https://inside.example/secrets")})
    assert "10.0.0.7" in refused(web, URL).message
    assert all(ip != "10.0.0.7" for ip, _ in web.asked)
    web = Web({URL: moved("file:///etc/passwd")})
    refused(web, URL)
    web = Web({URL: moved("http://paper.example/news/1")})
    assert "https to http" in refused(web, URL).message
    web = Web({URL: page(b"", 301)})
    assert "no address" in refused(web, URL).message
    web = Web({"https://paper.example/robots.txt": moved("https://inside.example/robots.txt")})
    assert "10.0.0.7" in refused(web, URL).message


def test_redirects_are_followed_to_their_end_but_not_in_circles() -> None:
    there = "https://www.paper.example/news/1?a=b"
    web = Web({URL: moved("//www.paper.example/news/1?a=b#x", 308), there: page()})
    got = web.fetcher().fetch(URL)
    assert (got.asked, got.address, got.content) == (URL, there, PAGE)
    assert ("93.184.215.15", there) in web.asked
    web = Web({URL: moved(URL)})
    assert "more than 5 times" in refused(web, URL).message
    assert [url for _, url in web.asked].count(URL) == 6


def test_a_page_that_did_not_change_is_not_sent_again() -> None:
    known = Validators('"7"', "Sun, 01 Mar 2026 00:00:00 GMT")
    web = Web({URL: page(b"", 304)})
    got = web.fetcher().fetch(URL, known)
    assert got.unchanged
    assert got.content == b""
    assert got.validators == known
    sent = web.requests[-1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == (known.etag, known.last_modified)
    assert "if-none-match" not in web.requests[0].headers  # robots.txt is another page
    refused(Web({URL: page(b"", 304)}), URL)  # 304 to an unconditional request means nothing


def test_validators_that_no_header_holds_are_not_sent() -> None:
    web = Web({URL: page()})
    assert web.fetcher().fetch(URL, Validators("«7»", "a\r\nX: y")).content == PAGE
    assert not {"if-none-match", "if-modified-since"} & set(web.requests[-1].headers)


def test_validators_are_told_to_nobody_else() -> None:
    there = "https://www.paper.example/1"
    web = Web({URL: moved(there), there: page()})
    web.fetcher().fetch(URL, Validators('"7"'))
    assert "if-none-match" not in web.requests[-1].headers


def test_what_is_too_large_is_left_where_it_is() -> None:
    stream = Stream(b"x" * 100_000)
    web = Web({URL: httpx.Response(200, stream=stream)})
    with pytest.raises(FetchError, match="larger than 5000 bytes"):
        web.fetcher(Limits(most_bytes=5_000)).fetch(URL)
    assert stream.taken == 6


def test_packed_pages_are_unpacked_and_bombs_are_not() -> None:
    for packed in (gzip.compress(PAGE), zlib.compress(PAGE), gzip.compress(PAGE[:9]) +
                   gzip.compress(PAGE[9:])):  # fmt: skip
        web = Web({URL: page(packed, content_encoding="gzip")})
        assert web.fetcher().fetch(URL).content == PAGE
    bomb = gzip.compress(bytes(60_000_000))
    web = Web({URL: page(bomb, content_encoding="gzip")})
    assert "larger than" in refused(web, URL).message
    web = Web({URL: page(gzip.compress(PAGE)[:-9], content_encoding="gzip")})
    assert "damaged" in refused(web, URL).message
    web = Web({URL: page(b"no gzip at all", content_encoding="gzip")})
    assert "damaged" in refused(web, URL).message
    web = Web({URL: page(PAGE, content_encoding="br")})
    assert "not asked for" in refused(web, URL).message
    web = Web({URL: page(b"", content_encoding="gzip")})
    assert web.fetcher().fetch(URL).content == b""


@pytest.mark.parametrize("contact", ["редакция", "a\r\nCookie: x"])
def test_a_contact_that_no_header_holds_is_refused(contact: str) -> None:
    with pytest.raises(CeasefireError, match="user agent"):
        Web().fetcher(contact=contact)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 500, 502])
def test_a_status_that_is_no_page_is_an_error(status: int) -> None:
    assert str(status) in refused(Web({URL: page(PAGE, status)}), URL).message


def test_robots_are_obeyed_and_asked_once_a_day() -> None:
    rules = b"\xef\xbb\xbfUser-agent: *\nDisallow: /private/\n\nUser-agent: ceasefire\nDisallow: /news/2\n"
    robots = "https://paper.example/robots.txt"
    web = Web({robots: page(rules), URL: page(), "https://paper.example/private/1": page()})
    fetcher = web.fetcher()
    fetcher.fetch(URL)
    fetcher.fetch("https://paper.example/private/1")  # our own group stands in place of "*"
    with pytest.raises(FetchError, match="does not let programs fetch"):
        fetcher.fetch("https://paper.example/news/2")
    assert [url for _, url in web.asked].count(robots) == 1
    web.clock.seconds += 25 * 3600
    fetcher.fetch(URL)
    assert [url for _, url in web.asked].count(robots) == 2


def test_robots_hold_for_the_place_a_redirect_leads_to() -> None:
    robots = "https://www.paper.example/robots.txt"
    web = Web({URL: moved("https://www.paper.example/"), robots: page(b"User-agent: *\nDisallow: /"),
               "https://www.paper.example/": page()})  # fmt: skip
    assert "does not let" in refused(web, URL).message


@pytest.mark.parametrize("status", [500, 503, 429])
def test_nothing_is_fetched_while_a_site_cannot_say_its_rules(status: int) -> None:
    web = Web({"https://paper.example/robots.txt": page(b"", status), URL: page()})
    assert f"(status {status})" in refused(web, URL).message
    assert URL not in [url for _, url in web.asked]


def test_hosts_are_given_time_between_pages() -> None:
    web = Web({URL: page(), "https://www.paper.example/": page()})
    fetcher = web.fetcher(Limits(delay=3.0))
    fetcher.fetch(URL)
    assert web.clock.slept == [3.0]  # between robots.txt and the page
    fetcher.fetch("https://www.paper.example/")
    assert web.clock.slept == [3.0, 3.0]  # another host does not wait for the first
    web.clock.seconds += 60
    fetcher.fetch(URL)
    assert web.clock.slept == [3.0, 3.0]


def test_a_site_may_ask_for_more_time_but_not_for_hours() -> None:
    robots = "https://paper.example/robots.txt"
    web = Web({robots: page(b"User-agent: *\nCrawl-delay: 7\n"), URL: page()})
    fetcher = web.fetcher()
    fetcher.fetch(URL)
    fetcher.fetch(URL)
    assert web.clock.slept[-1] == 7.0
    web = Web({robots: page(b"User-agent: *\nRequest-rate: 1/3600\n"), URL: page()})
    assert "asks to wait 3600 seconds" in refused(web, URL).message
    web = Web({URL: page(b"", 429, retry_after="120")})
    fetcher = web.fetcher()
    with pytest.raises(FetchError, match="429"):
        fetcher.fetch(URL)
    with pytest.raises(FetchError, match="asks to wait 120 seconds"):
        fetcher.fetch(URL)


def test_the_next_address_of_a_host_is_tried_when_one_cannot_be_reached() -> None:
    url = "https://twin.example/"
    web = Web({url: page()}, unreachable={"93.184.215.20"})
    assert web.fetcher().fetch(url).content == PAGE
    assert [ip for ip, _ in web.asked[-2:]] == ["93.184.215.20", "2606:2800:21f::1"]  # IPv4 first
    web = Web({url: page()}, unreachable={"93.184.215.20", "2606:2800:21f::1"})
    refused(web, url)


def test_time_out_is_said_as_such() -> None:
    def late(_: httpx.Request) -> httpx.Response:
        msg = "late"
        raise httpx.ReadTimeout(msg)

    assert "within 20 seconds" in refused(Web({URL: late}), URL).message
