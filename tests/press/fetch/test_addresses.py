"""Which addresses may be fetched from."""

# ruff: noqa: S104 - addresses to refuse, none is bound
from __future__ import annotations

import contextlib
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.press.fetch.addresses import (
    SERVERS,
    THIS_COMPUTER,
    FetchError,
    Place,
    of_a_server,
    of_this_computer,
    place_of,
    public,
    resolved,
)

# The special-purpose registries of IANA (RFC 6890 and its successors), one of each kind.
INSIDE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.1", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.2.1", "198.18.0.1", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fc00::1",
    "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::",
    "2001:0:4136:e378::1", "64:ff9b::10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b:1::808:808",
]  # fmt: skip
OUTSIDE = ["8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:2800:21f::1", "64:ff9b::8.8.8.8"]


@pytest.mark.parametrize("text", INSIDE)
def test_what_is_not_of_the_public_network(text: str) -> None:
    assert not public(ipaddress.ip_address(text))
    with pytest.raises(FetchError, match="not a public address"):
        resolved(Place("http", "name.example", 80), lambda *_: ["8.8.8.8", text])


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_is(text: str) -> None:
    assert public(ipaddress.ip_address(text))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_in_the_clothes_of_ipv6_gains_nothing(ip: ipaddress.IPv4Address) -> None:
    assert not public(ipaddress.IPv6Address(f"::ffff:{ip}"))
    assert public(ipaddress.IPv6Address(f"64:ff9b::{ip}")) == public(ip)


OWN = ["127.0.0.1", "127.255.0.1", "::1"]
NEAR = ["10.1.2.3", "100.64.0.1", "172.16.0.1", "192.168.1.1", "fc00::1", "fd12:3456::1"]
NOBODY = [
    "0.0.0.0", "169.254.169.254", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "fe80::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1",
    "::127.0.0.1", "2002:a9fe:a9fe::", "2001:0:4136:e378::1", "64:ff9b::169.254.169.254",
    "64:ff9b::127.0.0.1", "64:ff9b:1::808:808",
]  # fmt: skip


@pytest.mark.parametrize("text", OWN + NEAR + NOBODY + OUTSIDE)
def test_where_a_server_that_is_asked_may_be(text: str) -> None:
    ip = ipaddress.ip_address(text)
    assert of_this_computer(ip) == (text in OWN)
    assert of_a_server(ip) == (text not in NOBODY)
    place = Place("http", "name.example", 80)
    if text not in OWN:
        with pytest.raises(FetchError, match="another computer"):
            resolved(place, lambda *_: ["127.0.0.1", text], THIS_COMPUTER)
    if text in NOBODY:
        with pytest.raises(FetchError, match="no server can be"):
            resolved(place, lambda *_: ["127.0.0.1", text], SERVERS)


@given(st.ip_addresses())
def test_what_is_public_may_be_a_server_too(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert of_a_server(ip) or not public(ip)


def test_link_local_with_a_zone_is_still_link_local() -> None:
    with pytest.raises(FetchError, match="not a public"):
        resolved(Place("http", "x.example", 80), lambda *_: ["fe80::1%eth0"])


def test_a_host_without_an_address_is_not_found() -> None:
    for answer in ([], ["nonsense"]):
        with pytest.raises(FetchError, match=r"x\.example"):
            resolved(Place("http", "x.example", 80), lambda *_, given=answer: given)


def test_places() -> None:
    assert place_of("http://Paper.Example/a") == Place("http", "paper.example", 80)
    assert place_of("https://[2606:2800::1]:8443/").origin == "https://[2606:2800::1]:8443"
    assert place_of("https://вести.example/").host == "xn--b1agj9af.example"


@pytest.mark.parametrize(
    "address", ["http://a:pa55@x.example/", "http://a:pa55@[::1", "ftp://a:pa55@x"]
)
def test_a_log_in_is_refused_and_not_repeated(address: str) -> None:
    for called in ("", "the address of the service"):
        with pytest.raises(FetchError, match="the address") as caught:
            place_of(address, called)
        assert "pa55" not in str(caught.value)


@given(st.text(max_size=40))
def test_any_text_is_a_place_or_refused(text: str) -> None:
    for address in (text, "http://" + text):
        with contextlib.suppress(FetchError):
            place = place_of(address)
            assert place.host
            assert place.scheme in {"http", "https"}
