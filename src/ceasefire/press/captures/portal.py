"""The site a page stands on: as the page names it, or as its address does."""

# ruff: noqa: RUF001 - typographic marks and endings in Cyrillic are meant

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from ceasefire.press.article import Origin

_ENDINGS = (
    "com|org|net|info|name|news|media|online|press|today|site|pro|biz|tv|eu|int|ru|su|ua|by|de|at"
    "|ch|fr|be|pl|uk|us|ca|cz|sk|lt|lv|ee|md|ge|рф|укр|рус"
)
_SITE = re.compile(
    rf"(?<![\w@/.-])(?P<site>[^\W_][\w-]{{1,40}}(?:\.[^\W_][\w-]{{1,30}}){{0,2}}\.(?:{_ENDINGS}))"
    r"(?![\w@/-]|\.\w)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"©|\(c\)|copyright|rights reserved|права защищ|права захищ", re.IGNORECASE)
_OF_THE_ORIGINAL = re.compile(
    r"^(?:source|original|источник|оригинал|перепечат|джерело|оригінал|quelle|article original"
    r"|publication originale|źródło|oryginał)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les)\s+", re.IGNORECASE)
_LONGEST = 400  # characters of a line that are looked at, from its end


def portal_of(lines: Iterable[tuple[str, str]], others: Sequence[str] = ()) -> str:
    """Name the site that a page says it stands on.

    Args:
        lines: lines around the article, as (zone, text). In the rights block a site may end a line
            or stand in a note of copyright; elsewhere it has to be the whole line.
        others: outlet and carrier; their own sites are no portal.

    Returns:
        The site as the page writes it (``ВПК.name``), blank if it names none.
    """
    known = {_key(name) for name in others if name}
    found = ""
    for zone, text in lines:
        part = text[-_LONGEST:].strip(" .|")
        if "//" in part or _OF_THE_ORIGINAL.match(text):
            continue
        for match in _SITE.finditer(part):
            whole = match.end() == len(part) and (zone == "rights" or match.start() == 0)
            owned = zone == "rights" and _OWNED.search(part) is not None
            if not (whole or owned) or _key(match["site"]) in known:
                continue
            if zone == "rights":
                return match["site"]
            found = found or match["site"]
    return found


def portal_at(address: str, origin: Origin) -> str:
    """Name the site at an address, for a page that does not name its site itself.

    Returns:
        What ``origin`` has as its portal; else the host of the address without ``www.``, blank if
        that is the outlet's or the carrier's own site or if the address has no host.
    """
    if origin.portal:
        return origin.portal
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    labels = {_key(label) for label in host.split(".")} | {_key(host)}
    own = {_key(name) for name in (origin.outlet, origin.carrier) if name}
    return "" if labels & own else host


def _key(name: str) -> str:
    """A name or a site as it is compared: no case, no ending, no article, letters only."""
    bare = re.sub(rf"(?:\.(?:co|com|org))?\.(?:{_ENDINGS})$", "", name.strip().lower())
    bare = _ARTICLE.sub("", bare.removeprefix("www."))
    # An address joins the article of a name to it: thedailycourier.com.
    return "".join(sign for sign in bare if sign.isalnum()).removeprefix("the")
