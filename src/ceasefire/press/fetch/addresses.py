"""Which addresses may be connected to: those of a page, and those of a server that is asked."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from ceasefire.core.errors import CeasefireError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
# Gives all addresses of a host as text; raises OSError if there are none.
Resolver = Callable[[str, int], list[str]]

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000
_SHOWN = 80
# RFC 6052: an IPv4 address behind the translator of a network that has IPv6 only.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")


class FetchError(CeasefireError):
    """A page that could not or may not be had; ``address`` is the one asked for."""

    def __init__(self, message: str, hint: str = "", address: str = "") -> None:
        super().__init__(message, hint)
        self.address = address


@dataclass(frozen=True)
class Policy:
    """Which addresses are permitted, what others are, and what to do then."""

    permits: Callable[[IP], bool]
    others: str
    hint: str


@dataclass(frozen=True)
class Place:
    """Where an address leads: scheme, host in ASCII and port."""

    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port as one text; robots.txt and validators belong to it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def place_of(address: str, called: str = "") -> Place:
    """Return where a web address leads.

    Args:
        address: of http or https.
        called: what messages say in place of the address; one with a log-in they never repeat.

    Raises:
        FetchError: the address is not of http or https, is malformed or carries a log-in.
    """
    # Browsers and libraries disagree about such characters, and the check must see what is fetched.
    strange = any(one.isspace() or not one.isprintable() or one == "\\" for one in address)
    if strange or len(address) > _LONGEST:
        raise _refused(address, called, "is malformed")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:
        raise _refused(address, called, "is malformed") from None
    if parts.scheme not in _PORTS:
        raise _refused(address, called, "is not an address of http or https")
    if parts.username is not None or parts.password is not None:
        raise _refused(address, called, "carries a log-in")
    if not name or port == 0:
        raise _refused(address, called, "is malformed")
    return Place(parts.scheme, name.lower(), _PORTS[parts.scheme] if port is None else port)


def public(ip: IP) -> bool:
    """Return whether an address is of the public network.

    Not public are private, shared, loopback, link-local, multicast, reserved and unspecified ones,
    and the forms of IPv6 that stand for an IPv4 address (mapped, 6to4, Teredo); a NAT64 address is
    as public as the IPv4 address in it.
    """
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return public(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if _stands_for_other(ip) or ip.is_site_local or ip in _NAT64_LOCAL:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def of_this_computer(ip: IP) -> bool:
    """Return whether an address is this computer's own, whatever the version of Python."""
    return ip.is_loopback and not _stands_for_other(ip)


def of_a_server(ip: IP) -> bool:
    """Return whether one computer can have an address: this one, one near or one far.

    None can have a link-local (there the keys of cloud machines are), multicast, unspecified or
    reserved one; those that stand for another address are as in :func:`public`.
    """
    if isinstance(ip, ipaddress.IPv6Address) and ip in _NAT64:
        return public(ip)
    nobody = ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip.is_reserved
    return of_this_computer(ip) or not (nobody or _stands_for_other(ip))


PUBLIC = Policy(public, "which is not a public address", "save the page and read the file")
THIS_COMPUTER = Policy(
    of_this_computer,
    "which is another computer",
    "texts would be sent there: add --allow-remote if that is meant",
)
SERVERS = Policy(of_a_server, "where no server can be", "check the address")


def resolved(place: Place, resolver: Resolver, policy: Policy = PUBLIC) -> list[str]:
    """Return the addresses of a host, IPv4 first, each once, if all are permitted.

    One that is not spoils all: a name that leads inside and outside is set up to deceive.

    Raises:
        FetchError: the host has no address, or one that is not permitted.
    """
    try:
        found = list(dict.fromkeys(resolver(place.host, place.port)))
        ips = [ipaddress.ip_address(one.partition("%")[0]) for one in found]
    except (OSError, ValueError) as error:
        msg = f"the host {place.host} is not found"
        raise FetchError(msg, "check the address and the network", place.origin) from error
    if not ips:
        msg = f"the host {place.host} has no address"
        raise FetchError(msg, "check the address and the network", place.origin)
    for ip in ips:
        if not policy.permits(ip):
            msg = f"the host {place.host} leads to {ip}, {policy.others}"
            raise FetchError(msg, policy.hint, place.origin)
    return [str(ip) for ip in sorted(ips, key=lambda ip: ip.version)]


def _stands_for_other(ip: IP) -> bool:
    if isinstance(ip, ipaddress.IPv4Address):
        return False
    return (ip.ipv4_mapped, ip.sixtofour, ip.teredo) != (None, None, None)


def _refused(address: str, called: str, why: str) -> FetchError:
    cut = address if len(address) <= _SHOWN else address[:_SHOWN] + "…"
    shown = called or ("the address" if "@" in address else repr(cut))
    return FetchError(f"{shown} {why}", "give a plain http or https address", address)
