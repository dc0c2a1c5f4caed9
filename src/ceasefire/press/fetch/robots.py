"""What a site's robots.txt allows (RFC 9309), and how long it asks to wait between pages."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol
from urllib.robotparser import RobotFileParser

AGENT = "ceasefire"
KEPT_SECONDS = 24 * 3600.0
_MOST_BYTES = 500 * 1024
_GIVEN = range(200, 300)
_REFUSED = range(400, 500)


class Rules(Protocol):
    """Whether an address may be fetched, and the seconds to wait between two pages."""

    @property
    def delay(self) -> float:
        """Seconds between two pages."""

    def allows(self, address: str) -> bool:
        """Return whether the site lets this program fetch the address."""


@dataclass(frozen=True)
class Everything:
    """A site without rules, or with none that can be read: all is allowed."""

    delay: float = 0.0

    def allows(self, address: str) -> bool:  # noqa: ARG002 - rules without a condition
        """Return ``True``."""
        return True


@dataclass(frozen=True)
class Nothing:
    """A site whose rules cannot be had for now, and why: nothing is allowed until they can."""

    why: str = ""
    delay: float = 0.0

    def allows(self, address: str) -> bool:  # noqa: ARG002 - rules without a condition
        """Return ``False``."""
        return False


class Written:
    """Rules as a robots.txt states them."""

    def __init__(self, content: bytes) -> None:
        text = content[:_MOST_BYTES].decode("utf-8-sig", errors="replace")
        self._parser = RobotFileParser()
        self._parser.parse(text.splitlines())

    def allows(self, address: str) -> bool:
        """Return whether the file lets this program fetch the address."""
        return self._parser.can_fetch(AGENT, address)

    @property
    def delay(self) -> float:
        """Seconds between two pages, by the longer of the two ways a file can ask."""
        delay = float(self._parser.crawl_delay(AGENT) or 0.0)
        rate = self._parser.request_rate(AGENT)
        per_page = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(delay, per_page)


def rules_of(status: int, content: bytes) -> Rules:
    """Return the rules that an answer to /robots.txt means (RFC 9309, section 2.3.1).

    A site that has no such file allows everything; one that fails or asks for patience, nothing.
    """
    if status in _GIVEN:
        return Written(content)
    if status in _REFUSED and status != HTTPStatus.TOO_MANY_REQUESTS:
        return Everything()
    return Nothing(f"status {status}")
