"""Pages with a store: bytes are kept before they are read, and asked for again only if changed.

Nothing here reaches the network or the clock by itself: a desk is given a reader, a fetcher, a
store and the time. Without a store the same functions read and keep nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from ceasefire.case.rows import Case
from ceasefire.core.errors import CeasefireError
from ceasefire.press.actors.find import mentions
from ceasefire.press.actors.gazetteer import Gazetteer
from ceasefire.press.article import Article
from ceasefire.press.copies import canonical_url, text_of
from ceasefire.press.fetch.fetcher import Fetched, Validators
from ceasefire.press.pages.decode import LIMIT
from ceasefire.press.pages.feeds import Feed, FeedEntry
from ceasefire.press.read import Reader
from ceasefire.press.reading import Reading
from ceasefire.press.statement import Quote
from ceasefire.press.store.store import Capture, Store, StoredArticle, utc_now
from ceasefire.press.stories import Member

WEB = ("http://", "https://")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


class Fetches(Protocol):
    """Fetches a page, or says that it is unchanged since ``known``."""

    def fetch(self, address: str, known: Validators | None = None) -> Fetched:
        """Return the page."""


@dataclass(frozen=True)
class Page:
    """Bytes of a page and how they were had.

    ``captures`` are the visits to keep, none if the bytes are the store's own, of ``sha256``.
    ``address`` is where the page was found in the end, ``charset`` what its server said, ``note``
    what a reader should know of how it was had.
    """

    place: str
    address: str
    content: bytes
    captures: tuple[Capture, ...]
    sha256: str = ""
    charset: str = ""
    note: str = ""


@dataclass(frozen=True)
class Day:
    """The day whose office-holders were looked for, and what it is the day of."""

    on: date
    why: str


@dataclass(frozen=True)
class Kept:
    """What a page says, and under which numbers the store has it.

    ``article`` is 0 without a store and for a feed; ``numbers`` holds the number of each statement
    of the reading, none without a store. ``day`` is ``None`` if no case is asked about.
    """

    place: str
    found: Reading | Feed
    sha256: str = ""
    article: int = 0
    numbers: tuple[int, ...] = ()
    day: Day | None = None
    note: str = ""


@dataclass
class Desk:
    """Reads pages one after the other for a case, with the offices of a day, into a store.

    ``fetcher`` is called once, when the first web page is asked for: its rules and pauses for each
    host hold for all pages of the desk. ``on`` goes before the dates of articles and of the case.
    ``proposes`` adds what a model proposes to a reading, if one is to be asked.
    """

    reader: Reader
    fetcher: Callable[[], Fetches]
    case: Case | None = None
    store: Store | None = None
    on: date | None = None
    now: Callable[[], str] = utc_now
    proposes: Callable[[Reading], Reading] | None = None
    _fetches: Fetches | None = field(default=None, init=False, repr=False)
    _of_day: dict[date, Gazetteer] = field(default_factory=dict, init=False, repr=False)

    def page(self, place: str) -> Page:
        """Get the bytes of a file or a web page.

        Raises:
            CeasefireError: there is no such file, it is too large, or the page cannot be had.
        """
        return self.fetched(place) if place.lower().startswith(WEB) else self._file(place)

    def fetched(self, address: str) -> Page:
        """Fetch a web page, with the store only if it changed since it was had.

        Raises:
            FetchError: the page cannot or may not be had; nothing but web addresses are asked.
        """
        self._fetches = self._fetches or self.fetcher()
        last = None if self.store is None else _last(self.store, address)
        known = Validators(last[1].etag, last[1].last_modified) if last else None
        got = self._fetches.fetch(address, known)
        if got.unchanged and last:
            sha256, visit, content = last
            since = f"not changed since {visit.taken_at}, read from the store"
            charset = _charset(visit.media_type)
            return Page(address, got.address, content, (), sha256, charset, since)
        # A redirect gives a page two addresses; either may be asked for the next time.
        captures = tuple(
            Capture(one, got.fetched_at, got.media_type, got.validators.etag,
                    got.validators.last_modified)
            for one in dict.fromkeys((address, got.address))
        )  # fmt: skip
        charset = _charset(got.media_type)
        return Page(address, got.address, got.content, captures, charset=charset)

    def keep(self, page: Page, *, charset: str = "") -> Kept:
        """Keep the bytes of a page, then read it, then keep what was read.

        Args:
            page: as had from :meth:`page` or :meth:`fetched`.
            charset: what the user says the charset is; else what the server said.

        Raises:
            CeasefireError: it cannot be read; its bytes are in the store all the same.
        """
        sha256 = page.sha256
        if self.store is not None:
            for capture in page.captures:
                sha256 = self.store.save_page(page.content, capture)
        charset = charset or page.charset
        found = self.reader.read(page.content, name=page.address, charset=charset)
        if isinstance(found, Feed):
            return Kept(page.place, found, sha256, note=page.note)
        day = self._day(found)
        found = self._as_of(found, day)
        found = found if self.proposes is None else self.proposes(found)
        if self.store is None:
            return Kept(page.place, found, day=day, note=page.note)
        article = self.store.save_reading(sha256, found.article, found.statements)
        numbers = _numbers(self.store, article, found)
        return Kept(page.place, found, sha256, article, numbers, day, page.note)

    def unread(self, feed: Feed) -> list[FeedEntry]:
        """Return the entries with a web address that the store does not have, newest first.

        Entries without a date come last, in the order of the feed. The feeds of a list are feeds
        and not articles: of a list nothing is returned.
        """
        if feed.kind == "opml":
            return []
        web = [one for one in feed.entries if one.url.lower().startswith(WEB)]
        fresh = [one for one in web if not self._has(one.url)]
        had = _addresses(self.store) if self.store is not None and fresh else frozenset()
        once: dict[str, FeedEntry] = {}
        for one in fresh:
            key = canonical_url(one.url)
            if key not in had:
                once.setdefault(key, one)
        return sorted(once.values(), key=lambda one: one.published or "", reverse=True)

    def _has(self, address: str) -> bool:
        return self.store is not None and self.store.last_capture(address) is not None

    def _file(self, place: str) -> Page:
        path = Path(place)
        if not path.is_file():
            msg = "this is a folder" if path.is_dir() else "there is no such file"
            raise CeasefireError(msg, "give a file, or an address with https://")
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
        if len(content) > LIMIT:
            msg = f"the file is larger than {LIMIT:,} bytes"
            raise CeasefireError(msg, "save the article alone, or its text, and read that")
        return Page(place, place, content, (Capture(str(path.resolve()), self.now()),))

    def _day(self, found: Reading) -> Day | None:
        if self.case is None:
            return None
        if self.on is not None:
            return Day(self.on, "as asked")
        with suppress(ValueError):
            published = date.fromisoformat((found.article.origin.published or "")[:10])
            return Day(published, "the date of the article")
        return Day(self.case.as_of, "the date of the case")

    def _as_of(self, found: Reading, day: Day | None) -> Reading:
        """Read an article again if the offices of another day than the reader's count for it."""
        known = self.reader.gazetteer
        if self.case is None or day is None or (known is not None and known.on == day.on):
            return found
        if day.on not in self._of_day:
            self._of_day[day.on] = Gazetteer.of(self.case, day.on)
        return replace(self.reader, gazetteer=self._of_day[day.on]).reading(found.article)


def members(store: Store, gazetteer: Gazetteer | None = None) -> list[Member]:
    """Return the articles of a store as the grouping to stories sees them, oldest number first.

    A page that was had in several versions counts once, in its newest. ``name`` is the article's
    number; ``names`` are who speaks and, with a gazetteer, who is named; ``seen`` is the date of
    publication if the page gives one, else when it was first had, in UTC.
    """
    speakers: defaultdict[int, set[str]] = defaultdict(set)
    for review in store.reviews():
        if review.current and review.statement.quote.speaker:
            speakers[review.article].add(review.statement.quote.speaker)
    newest: dict[str, Member] = {}
    pages: dict[str, str] = {}  # a page by each address it was had from: redirects give it two
    for one in store.articles():
        captures = store.captures(one.sha256)
        had = [canonical_url(c.address) or c.address for c in captures]
        place = next((pages[address] for address in had if address in pages), had[0])
        pages |= dict.fromkeys(had, place)
        taken = min(_moment(c.taken_at) for c in captures)
        names = speakers[one.number] | _named(one.article, gazetteer)
        older = newest.get(place)
        newest[place] = _member(one, names, min(taken, older.seen) if older else taken)
    return sorted(newest.values(), key=lambda member: int(member.name))


def _member(one: StoredArticle, names: set[str], taken: datetime) -> Member:
    article = one.article
    seen = taken
    with suppress(ValueError):
        seen = _moment(article.origin.published or "")
    lead = article.lead or next(iter(article.body), "")
    return Member(
        name=str(one.number), title=article.title, lead=lead, text=text_of(article),
        language=article.language, names=frozenset(names), seen=seen, origin=article.origin,
    )  # fmt: skip


def _named(article: Article, gazetteer: Gazetteer | None) -> set[str]:
    if gazetteer is None:
        return set()
    body = "\n".join((article.title, article.lead, *article.body))
    found = mentions(body, article.language, gazetteer)
    return {one.actor or one.name for one in found if one.kind != "place"}


def _moment(text: str) -> datetime:
    """Return a time of the store or of a page, in UTC; a date without a time is its midnight."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _last(store: Store, address: str) -> tuple[str, Capture, bytes] | None:
    """Return the newest visit to an address with its bytes; none if these are damaged."""
    found = store.last_capture(address)
    if found is None:
        return None
    with suppress(CeasefireError):
        return (*found, store.page(found[0]))
    return None


def _charset(media_type: str) -> str:
    found = _CHARSET.search(media_type)
    return found[1] if found else ""


def _addresses(store: Store) -> frozenset[str]:
    return frozenset(
        canonical_url(capture.address)
        for article in store.articles()
        for capture in store.captures(article.sha256)
    )


def _numbers(store: Store, article: int, found: Reading) -> tuple[int, ...]:
    """Return the number of each statement: those of one place and words count up in order."""
    stored: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for review in store.reviews_of(article):
        stored[_place(review.read.quote)].append(review.number)
    seen: Counter[tuple[object, ...]] = Counter()
    numbers = []
    for one in found.statements:
        place = _place(one.quote)
        numbers.append(stored[place][seen[place]])
        seen[place] += 1
    return tuple(numbers)


def _place(quote: Quote) -> tuple[object, ...]:
    return (quote.start, quote.end, quote.mode, quote.text)
