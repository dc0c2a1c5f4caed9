"""The fetcher: one page at a time, within limits, by the site's rules, from public hosts only.

It knows neither the network nor the time: how to look a host up, how to exchange a request and
what the clock says are given to it. :mod:`ceasefire.press.fetch.network` has the real ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urldefrag, urljoin

import ceasefire
from ceasefire.core.errors import CeasefireError
from ceasefire.press.fetch.addresses import (
    PUBLIC,
    FetchError,
    Place,
    Policy,
    Resolver,
    place_of,
    resolved,
)
from ceasefire.press.fetch.asking import Exchange, answer_of, request_to
from ceasefire.press.fetch.body import ACCEPTED, read_within
from ceasefire.press.fetch.robots import AGENT, KEPT_SECONDS, Everything, Nothing, Rules, rules_of

if TYPE_CHECKING:
    import httpx

_MOVED = {301, 302, 303, 307, 308}
_BUSY = {429, 503}
_SAME = 304
_GIVEN = range(200, 300)
_TYPES = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, */*;q=0.5"
_MOST_HOSTS = 1_000


class Clock(Protocol):
    """Time as the fetcher needs it."""

    def now(self) -> datetime:
        """Return the time of day, in UTC."""

    def monotonic(self) -> float:
        """Return seconds that only grow."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


@dataclass(frozen=True)
class Limits:
    """How much, how long and how often.

    ``most_bytes`` of a page, packed or not; ``seconds`` for one exchange; ``redirects`` followed;
    ``delay`` in seconds between two pages of a host, more if its robots.txt asks for it;
    ``longest_wait`` in seconds beyond which a host's wish to wait is an error, not a pause.
    """

    most_bytes: int = 5_000_000
    seconds: float = 20.0
    redirects: int = 5
    delay: float = 2.0
    longest_wait: float = 30.0


@dataclass(frozen=True)
class Validators:
    """What the server said of a page's version when it was last had; blank if nothing."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Fetched:
    """A page as it came.

    ``address`` is where it was found in the end, ``asked`` what was asked for, ``fetched_at`` ISO
    in UTC. If ``unchanged``, the page is the one that the validators are of, and has no content.
    """

    asked: str
    address: str
    status: int
    content: bytes
    media_type: str
    validators: Validators
    fetched_at: str
    unchanged: bool = False


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes


class Fetcher:
    """Fetches pages one after another; it remembers hosts' rules and when they were last asked."""

    def __init__(
        self,
        *,
        resolver: Resolver,
        exchange: Exchange,
        clock: Clock,
        limits: Limits | None = None,
        contact: str = "",
        policy: Policy = PUBLIC,
    ) -> None:
        """Take the doors to the world.

        Args:
            resolver: gives all addresses of a host.
            exchange: sends one request to one address.
            clock: time and waiting.
            limits: sizes, times and pauses; the defaults if not given.
            contact: an address or page that sites may write to; goes into the user agent.
            policy: which addresses may be connected to.

        Raises:
            CeasefireError: the contact is not printable ASCII.
        """
        if not (contact.isascii() and contact.isprintable()):
            msg = "the contact holds characters that no user agent can"
            raise CeasefireError(msg, "write it in plain ASCII, on one line")
        self._resolver, self._exchange, self._clock = resolver, exchange, clock
        self._limits = limits or Limits()
        self._policy = policy
        about = f"press reader; {contact}" if contact else "press reader"
        self.user_agent = f"{AGENT}/{ceasefire.__version__} ({about})"
        self._rules: dict[str, tuple[float, Rules]] = {}
        self._free_at: dict[str, float] = {}

    def fetch(self, address: str, known: Validators | None = None) -> Fetched:
        """Return a page, or that it is unchanged since ``known``.

        Every step of a redirect is checked like the first.

        Raises:
            FetchError: the address, its host, its robots.txt or a limit stands against it, or the
                server did not give the page.
        """
        asked, start = address, place_of(address)
        here, place = urldefrag(address).url, start
        for _ in range(self._limits.redirects + 1):
            rules = self._rules_of(place)
            if not rules.allows(here):
                raise _disallowed(here, place, rules)
            ours = known if known and place.origin == start.origin else None
            answer = self._get(here, place, rules, ours)
            if answer.status not in _MOVED:
                return self._fetched(asked, here, answer, ours)
            here, place = _moved(here, place, answer)
        msg = f"{asked} leads on more than {self._limits.redirects} times"
        raise FetchError(msg, "give the address it ends at", asked)

    def _fetched(self, asked: str, here: str, answer: _Answer, known: Validators | None) -> Fetched:
        unchanged = answer.status == _SAME and known is not None
        if not unchanged and answer.status not in _GIVEN:
            msg = f"{here} answered with status {answer.status}"
            raise FetchError(msg, _HINTS.get(answer.status, "try again later"), asked)
        before = known or Validators()
        headers = answer.headers
        return Fetched(
            asked=asked,
            address=here,
            status=answer.status,
            content=b"" if unchanged else answer.content,
            media_type=headers.get("content-type", ""),
            validators=Validators(
                headers.get("etag", before.etag if unchanged else ""),
                headers.get("last-modified", before.last_modified if unchanged else ""),
            ),
            fetched_at=self._clock.now().isoformat(timespec="seconds"),
            unchanged=unchanged,
        )

    def _rules_of(self, place: Place) -> Rules:
        """Return the rules of a site, asked for once a day."""
        kept = self._rules.get(place.origin)
        if kept is not None and self._clock.monotonic() < kept[0]:
            return kept[1]
        rules = self._asked_rules(place)
        # Rules that could not be had are asked for again soon.
        keep = 300.0 if isinstance(rules, Nothing) else KEPT_SECONDS
        if len(self._rules) >= _MOST_HOSTS:
            self._rules.clear()
        self._rules[place.origin] = (self._clock.monotonic() + keep, rules)
        return rules

    def _asked_rules(self, place: Place) -> Rules:
        site, here = place, f"{place.origin}/robots.txt"
        try:
            for _ in range(self._limits.redirects + 1):
                answer = self._get(here, site, Everything())
                if answer.status not in _MOVED:
                    return rules_of(answer.status, answer.content)
                here, site = _moved(here, site, answer)
        except _HostError:
            raise
        except FetchError as error:
            return Nothing(error.message)
        return Everything()

    def _get(
        self, here: str, place: Place, rules: Rules, known: Validators | None = None
    ) -> _Answer:
        """Wait for the host's turn and read the answer of the first address that takes a call."""
        try:
            ips = resolved(place, self._resolver, self._policy)
        except FetchError as error:
            raise _HostError(error.message, error.hint, here) from error
        self._wait(place, rules)
        try:
            request = request_to("GET", here, self._headers(known))
            return answer_of(
                request, ips, self._exchange,
                lambda response: self._read(response, str(request.url)),
                clock=self._clock.monotonic, seconds=self._limits.seconds,
            )  # fmt: skip
        finally:
            self._answered(place, rules)

    def _read(self, response: httpx.Response, here: str) -> _Answer:
        most = self._limits.most_bytes
        headers = {key.lower(): value for key, value in response.headers.items()}
        if response.status_code in _BUSY:
            self._hold(place_of(here), headers.get("retry-after", ""))
        content = b""
        if response.status_code in _GIVEN:
            packed = headers.get("content-encoding", "")
            content = read_within(response.iter_raw(), packed, most, here)
        return _Answer(response.status_code, headers, content)

    def _headers(self, known: Validators | None) -> dict[str, str]:
        headers = {
            "User-Agent": self.user_agent,
            "Accept": _TYPES,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        if known:
            headers["If-None-Match"] = known.etag
            headers["If-Modified-Since"] = known.last_modified
        # A server that names its versions in characters no header holds is asked for the page.
        return {
            name: one
            for name, one in headers.items()
            if one.isascii() and one.isprintable() and one
        }

    def _wait(self, place: Place, rules: Rules) -> None:
        now = self._clock.monotonic()
        pause = self._free_at.get(place.host, now) - now
        wish = max(pause, rules.delay)
        if wish > self._limits.longest_wait:
            msg = f"{place.host} asks to wait {wish:.0f} seconds between pages"
            raise _HostError(msg, "fetch from it later and less often", place.origin)
        if pause > 0:
            self._clock.sleep(pause)

    def _answered(self, place: Place, rules: Rules) -> None:
        if len(self._free_at) >= _MOST_HOSTS:
            now = self._clock.monotonic()
            self._free_at = {host: at for host, at in self._free_at.items() if at > now}
        free = self._clock.monotonic() + max(self._limits.delay, rules.delay)
        self._free_at[place.host] = max(free, self._free_at.get(place.host, free))

    def _hold(self, place: Place, retry_after: str) -> None:
        seconds = int(retry_after) if retry_after.isascii() and retry_after.isdigit() else 60
        self._free_at[place.host] = self._clock.monotonic() + min(seconds, KEPT_SECONDS)


_HINTS = {
    401: "the page needs a log-in; save it by hand and read the file",
    403: "the site refuses; save the page by hand and read the file",
    404: "check the address",
    410: "the page was taken down",
    429: "fetch from this site less often",
}


class _HostError(FetchError):
    """The host itself is refused or must wait: no answer about its rules, but about the page."""


def _moved(here: str, place: Place, answer: _Answer) -> tuple[str, Place]:
    """Return where a redirect leads; never from https to http."""
    target = answer.headers.get("location", "")
    try:
        there = urldefrag(urljoin(here, target)).url
    except ValueError:
        there = ""
    if not target or not there:
        msg = f"{here} leads on, but to no address"
        raise FetchError(msg, "check the address", here)
    to = place_of(there)
    if place.scheme == "https" and to.scheme == "http":
        msg = f"{here} leads from https to http, where anybody on the way can change the page"
        raise FetchError(msg, "give the http address itself if you trust it", here)
    return there, to


def _disallowed(here: str, place: Place, rules: Rules) -> FetchError:
    if isinstance(rules, Nothing):
        why = f"the robots.txt of {place.host} could not be had ({rules.why})"
        msg = f"{why}, so nothing is fetched from it"
        return FetchError(msg, "try again later", here)
    msg = f"the robots.txt of {place.host} does not let programs fetch {here}"
    return FetchError(msg, "save the page by hand and read the file", here)
