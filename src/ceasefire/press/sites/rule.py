"""What a rule for a site says, and which rule a page falls under.

A rule is trusted only for a page of its own site: the address decides. A page without an address
of the web (a saved file) is believed what its canonical link says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ceasefire.press.article import Language

_HEAD = 200_000  # characters in which a page says its own address
_LINK = re.compile(r"<(?:link|meta)\s[^<>]{0,1000}>", re.IGNORECASE)
_CANONICAL = re.compile(r"""rel\s*=\s*["']?canonical\b|property\s*=\s*["']?og:url\b""", re.I)
_ADDRESS = re.compile(r"""(?:href|content)\s*=\s*["']?(https?://[^\s"'<>]{1,500})""", re.I)


@dataclass(frozen=True)
class SiteRule:
    """How the pages of one site are read. All ways to parts of the page are XPath.

    ``hosts`` are names of hosts, each with all hosts below it. ``body`` finds the paragraphs of
    the article, or elements that hold them; ``drop`` what is taken out before anything is looked
    for; ``source`` a text "Outlet, Country". ``outlet``, ``country``, ``carrier`` and ``portal``
    are names as in an article's origin; ``translated_into`` is set for a portal of translations.
    ``counters`` go by what they count; ``items`` has a way to the ``row`` and from it to
    ``title``, ``time`` and ``count``. ``file`` is where the rule stands.
    """

    file: str
    site: str
    hosts: tuple[str, ...]
    body: str
    title: str = ""
    lead: str = ""
    date: str = ""
    source: str = ""
    rights: str = ""
    drop: tuple[str, ...] = ()
    charset: str = ""
    outlet: str = ""
    country: str = ""
    carrier: str = ""
    portal: str = ""
    translated_into: Language = ""
    counters: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)

    def is_for(self, host: str) -> bool:
        """Say whether a host is one of the site's."""
        return any(host == own or host.endswith("." + own) for own in self.hosts)

    def ways(self) -> str:
        """Where the parts of a page stand, for the child process, as JSON."""
        single = {"body": self.body, "title": self.title, "lead": self.lead, "date": self.date,
                  "source": self.source, "rights": self.rights}  # fmt: skip
        return json.dumps(
            {"single": single, "drop": self.drop, "counters": dict(self.counters),
             "items": dict(self.items)}
        )  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """Rules in the order they are tried: those of the user before those that are shipped."""

    rules: tuple[SiteRule, ...] = ()

    def of_address(self, address: str) -> SiteRule | None:
        """Return the rule for an address; ``None`` if there is none or it is none of the web."""
        host = host_of(address)
        return next((rule for rule in self.rules if host and rule.is_for(host)), None)

    def of_page(self, address: str, html: str) -> SiteRule | None:
        """Return the rule for a page by its address, without one by its canonical link."""
        if not self.rules:
            return None
        return self.of_address(address if host_of(address) else canonical(html))

    def charset(self, address: str) -> str:
        """Charset that pages of an address are in whatever they say; blank if no rule names it."""
        rule = self.of_address(address)
        return rule.charset if rule else ""

    def __add__(self, others: Rules) -> Rules:
        return Rules((*self.rules, *others.rules))


def host_of(address: str) -> str:
    """Name of the host of an address of the web, in small letters; blank for anything else."""
    try:
        parts = urlsplit(address.strip())
        return (parts.hostname or "").rstrip(".") if parts.scheme in ("http", "https") else ""
    except ValueError:  # brackets that are no address of version 6
        return ""


def canonical(html: str) -> str:
    """Address that a page gives for itself, its canonical link first; blank without one."""
    found = (link[0] for link in _LINK.finditer(html, 0, _HEAD) if _CANONICAL.search(link[0]))
    ordered = sorted(found, key=lambda link: "canonical" not in link.lower())
    return next((_first(_ADDRESS.findall(link)) for link in ordered), "")


def _first(found: Iterable[str]) -> str:
    return next(iter(found), "")
