"""Feeds (RSS, Atom) and lists of feeds (OPML): what is new, not yet what it says."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from ceasefire.core.errors import CeasefireError
from ceasefire.press.pages.decode import Decoded, as_text
from ceasefire.press.pages.worker import StoppedError, Worker


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed, or one feed of a list.

    ``published`` is the time in UTC (``YYYY-MM-DDTHH:MM:SSZ``), ``None`` if the entry has none
    that can be read; ``published_as_given`` its words. ``outlet`` is set only where the entry
    says that it comes from elsewhere. ``identity`` is the feed's own key of it.
    """

    title: str
    url: str
    published: str | None = None
    published_as_given: str = ""
    summary: str = ""
    outlet: str = ""
    identity: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed as it was read. ``kind`` is ``opml`` for a list, else a name such as ``rss20``."""

    kind: str
    title: str
    language: str
    entries: tuple[FeedEntry, ...]
    warnings: tuple[str, ...] = ()


def read_feed(
    raw: bytes | Decoded, *, url: str = "", charset: str = "", worker: Worker | None = None
) -> Feed:
    """Read RSS, Atom or OPML; entries with a bad date, or none, stay and say so.

    Args:
        raw: the bytes of the feed, at most 5 MB, possibly packed with gzip, or what they were
            decoded to.
        url: address of the feed, named in errors only: it is not fetched.
        charset: what the server or the user says the charset is.
        worker: the child process to use; without one, a child is started for this feed alone.

    Raises:
        CeasefireError: if it is empty, too large, no text, no feed, or cannot be read in time.
    """
    place = f"{url}: " if url else ""
    try:
        decoded = as_text(raw, charset=charset)
        with nullcontext(worker) if worker else Worker() as child:
            found = child.ask("feed", text=decoded.text)
    except StoppedError as error:
        message = f"{place}the feed could not be read: {error.message}"
        raise CeasefireError(message, "save the feed and look into it") from error
    except CeasefireError as error:
        message = f"{place}{error.message}"
        raise CeasefireError(message, error.hint) from error
    if not found["kind"] and not found["entries"]:
        message = f"{place}this is no feed"
        raise CeasefireError(message, "give RSS, Atom or OPML; a page is read as HTML")
    entries = tuple(_entry(one) for one in found["entries"])
    warnings = (*decoded.warnings, *found["warnings"])
    return Feed(found["kind"], found["title"], found["language"], entries, warnings)


def _entry(one: dict[str, Any]) -> FeedEntry:
    said, published = one.get("said", ""), one.get("published")
    warnings = []
    if said and published is None:
        warnings.append(f"the date {said[:60]!r} is not read as a date")
    if not one["url"]:
        warnings.append("the entry has no address")
    return FeedEntry(
        title=one["title"],
        url=one["url"],
        published=published,
        published_as_given=said,
        summary=one.get("summary", ""),
        outlet=one.get("outlet", ""),
        identity=one.get("identity", ""),
        warnings=tuple(warnings),
    )
