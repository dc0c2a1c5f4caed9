"""The store: one SQLite file that the user names.

A page is kept as the bytes that came, under their SHA-256, before anything is read from it; so a
reading that fails loses nothing. Every write is whole or not there. A page that is read again
keeps its statements' numbers and every decision on them.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ceasefire.core.errors import CeasefireError
from ceasefire.press.article import Article
from ceasefire.press.statement import Statement
from ceasefire.press.store.forms import from_json, to_json
from ceasefire.press.store.review import STATUSES, Event, Review, Status, matching
from ceasefire.press.store.schema import connect, told, transaction

_KEY_DIGITS = 20


@dataclass(frozen=True)
class Capture:
    """One visit to a page: where and when (ISO, UTC) its bytes were had and what the server said.

    ``address`` is a web address or the path of a file. ``etag`` and ``last_modified`` let the next
    fetch ask whether anything changed.
    """

    address: str
    taken_at: str
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class StoredArticle:
    """A reading of a page: its number, the page's SHA-256, when it was read, and the article."""

    number: int
    sha256: str
    read_at: str
    article: Article


def utc_now() -> str:
    """Return this moment as ISO text in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def open_store(
    path: Path | str, *, now: Callable[[], str] = utc_now, new: bool = True
) -> Iterator[Store]:
    """Open a store and close it after the block; if the file is not there it is made if ``new``.

    Raises:
        CeasefireError: the place cannot be written, or the file is no store or of a newer version,
            or there is none although it is not to be a new one.
    """
    if not new and not Path(path).exists():
        msg = f"there is no store {path}"
        raise CeasefireError(msg, "begin one: ceasefire read PAGE --store FILE")
    connection = connect(Path(path))
    try:
        yield Store(connection, now)
    finally:
        connection.close()


class Store:
    """Pages, readings, statements and decisions in one file; get one by :func:`open_store`."""

    def __init__(self, connection: sqlite3.Connection, now: Callable[[], str]) -> None:
        self._connection = connection
        self._now = now

    def save_page(self, content: bytes, capture: Capture) -> str:
        """Keep the bytes of a page as they came and return their SHA-256 in hexadecimal.

        The same bytes are kept once, each visit to them on its own.
        """
        digest = hashlib.sha256(content).hexdigest()
        with transaction(self._connection):
            self._connection.execute(
                "INSERT INTO pages VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, content)
            )
            self._connection.execute(
                "INSERT INTO captures (sha256, address, taken_at, media_type, etag, last_modified)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (digest, *map(_plain, (capture.address, capture.taken_at, capture.media_type,
                                       capture.etag, capture.last_modified))),
            )  # fmt: skip
        return digest

    def page(self, sha256: str) -> bytes:
        """Return the bytes of a page, checked against their hash.

        Raises:
            CeasefireError: the store has no such page, or its bytes are damaged.
        """
        row = self._one("SELECT content FROM pages WHERE sha256 = ?", sha256)
        if row is None:
            msg = f"the store has no page {sha256}"
            raise CeasefireError(msg, "save the page first")
        content = bytes(row[0])
        if hashlib.sha256(content).hexdigest() != sha256:
            msg = f"the stored bytes of page {sha256} are damaged"
            raise CeasefireError(msg, "restore a copy of the store, or fetch the page again")
        return content

    def captures(self, sha256: str) -> list[Capture]:
        """Return the visits that brought these bytes, oldest first."""
        rows = self._all(
            "SELECT address, taken_at, media_type, etag, last_modified FROM captures"
            " WHERE sha256 = ? ORDER BY number",
            (sha256,),
        )
        return [Capture(*row) for row in rows]

    def last_capture(self, address: str) -> tuple[str, Capture] | None:
        """Return the SHA-256 and the newest visit of an address, ``None`` if there was none."""
        row = self._one(
            "SELECT sha256, address, taken_at, media_type, etag, last_modified FROM captures"
            " WHERE address = ? ORDER BY number DESC LIMIT 1",
            _plain(address),
        )
        return None if row is None else (row[0], Capture(*row[1:]))

    def save_reading(
        self, sha256: str, article: Article, statements: Sequence[Statement] = ()
    ) -> int:
        """Keep what was read from a stored page and return the number of the reading.

        The same article read again is no new reading. A statement at the same place with the same
        words keeps its number; if somebody decided on it, also the form it was decided on. One that
        is not found any more stays, as not current.

        Raises:
            CeasefireError: the page is not stored, or the article has no JSON form.
        """
        form = to_json(article)
        keyed = list(zip(_keys(sha256, statements), map(to_json, statements), strict=True))
        with transaction(self._connection):
            if self._one("SELECT 1 FROM pages WHERE sha256 = ?", sha256) is None:
                msg = f"the store has no page {sha256}"
                raise CeasefireError(msg, "save the page before its reading")
            number = self._reading(sha256, form)
            self._connection.execute(
                "UPDATE statements SET current = 0 WHERE sha256 = ?", (sha256,)
            )
            for key, statement in keyed:
                self._connection.execute(
                    "INSERT INTO statements (key, sha256, article, form, current)"
                    " VALUES (?, ?, ?, ?, 1) ON CONFLICT (key) DO UPDATE"
                    " SET current = 1, article = excluded.article, form = CASE"
                    " WHEN EXISTS (SELECT 1 FROM events WHERE statement = statements.number)"
                    " THEN statements.form ELSE excluded.form END",
                    (key, sha256, number, statement),
                )
        return number

    def article(self, number: int) -> StoredArticle:
        """Return a reading by its number.

        Raises:
            CeasefireError: there is none of this number, or it is damaged.
        """
        row = self._one(
            "SELECT number, sha256, read_at, form FROM articles WHERE number = ?", number
        )
        if row is None:
            msg = f"the store has no article {number}"
            raise CeasefireError(msg, "it was damaged; restore a copy of the store")
        return StoredArticle(row[0], row[1], row[2], from_json(Article, row[3]))

    def articles(self) -> Iterator[StoredArticle]:
        """Give the newest reading of each page, oldest first."""
        rows = self._all("SELECT max(number) FROM articles GROUP BY sha256 ORDER BY 1")
        return (self.article(row[0]) for row in rows)

    def readings(self, digits: str) -> list[StoredArticle]:
        """Return every reading of the page whose SHA-256 begins so, the newest first.

        Raises:
            CeasefireError: the store has no such page, or more than one, or none of its readings.
        """
        pages = self._all("SELECT sha256 FROM pages WHERE substr(sha256, 1, ?) = ?",
                          (len(digits), digits))  # fmt: skip
        rows = self._all(
            "SELECT number FROM articles WHERE substr(sha256, 1, ?) = ? ORDER BY number DESC",
            (len(digits), digits),
        )
        if len(pages) == 1 and rows:
            return [self.article(row[0]) for row in rows]
        what = "no reading of page" if pages else "no page"
        what = "more than one page" if len(pages) > 1 else what
        msg = f"the store has {what} {digits}"
        raise CeasefireError(msg, "name the store that the page was read into")

    def review(self, statement: int) -> Review:
        """Return a statement with what was decided on it.

        Raises:
            CeasefireError: there is none of this number, or it is damaged.
        """
        found = self._reviews(statement)
        if not found:
            (last,) = self._all("SELECT max(number) FROM statements")[0]
            msg = f"the store has no statement {statement}"
            hint = f"its numbers go to {last}; see them with review list" if last else (
                "it has no statement at all; read a page into it first"
            )  # fmt: skip
            raise CeasefireError(msg, hint)
        return found[0]

    def reviews(
        self, *, actor: str = "", issue: str = "", statuses: Sequence[Status] = STATUSES
    ) -> list[Review]:
        """Return the statements with one of the statuses, by actor and issue, oldest first."""
        return matching(self._reviews(), actor=actor, issue=issue, statuses=statuses)

    def reviews_of(self, article: int) -> list[Review]:
        """Return the current statements of one reading, oldest first."""
        return [one for one in self._reviews(article=article) if one.current]

    def decide(self, statement: int, decision: Callable[[Review, str], Event]) -> Review:
        """Take down a decision on a statement and return its new state.

        ``decision`` is given the state as it is now, with no other process in between, and the
        time: ``lambda review, at: accept(review, by="AB", at=at)``.

        Raises:
            CeasefireError: there is no such statement, or the decision does not fit its state.
        """
        return self.decide_all((statement,), decision)[0]

    def decide_all(
        self, statements: Iterable[int], decision: Callable[[Review, str], Event]
    ) -> list[Review]:
        """Take down one decision on several statements, on all of them or on none.

        Raises:
            CeasefireError: one of them is not there, or the decision does not fit its state.
        """
        numbers = list(dict.fromkeys(statements))
        with transaction(self._connection):
            for number in numbers:
                event = decision(self.review(number), self._now())
                self._connection.execute(
                    "INSERT INTO events (statement, form) VALUES (?, ?)", (number, to_json(event))
                )
            return [self.review(number) for number in numbers]

    def _reading(self, sha256: str, form: str) -> int:
        last = self._one(
            "SELECT number, form FROM articles WHERE sha256 = ? ORDER BY number DESC LIMIT 1",
            sha256,
        )
        if last is not None and last[1] == form:
            return int(last[0])
        added = self._connection.execute(
            "INSERT INTO articles (sha256, read_at, form) VALUES (?, ?, ?)",
            (sha256, self._now(), form),
        )
        return int(added.lastrowid or 0)

    def _reviews(self, number: int | None = None, article: int | None = None) -> list[Review]:
        """Return one statement, those of one reading, or all of them, with their events."""
        asked = {"number": number, "article": article}
        rows = self._all(
            "SELECT number, key, article, form, current FROM statements"
            " WHERE (:number IS NULL OR number = :number)"
            " AND (:article IS NULL OR article = :article) ORDER BY number",
            asked,
        )
        events: dict[int, list[Event]] = {}
        for statement, form in self._all(
            "SELECT statement, events.form FROM events"
            " JOIN statements ON statements.number = statement"
            " WHERE (:number IS NULL OR statement = :number)"
            " AND (:article IS NULL OR article = :article) ORDER BY events.number",
            asked,
        ):
            events.setdefault(statement, []).append(from_json(Event, form))
        return [
            Review(
                number=row[0],
                key=row[1],
                article=row[2],
                read=from_json(Statement, row[3]),
                events=tuple(events.get(row[0], ())),
                current=bool(row[4]),
            )
            for row in rows
        ]

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._all(query, values)
        return rows[0] if rows else None

    def _all(
        self, query: str, values: Sequence[object] | dict[str, Any] = ()
    ) -> list[tuple[Any, ...]]:
        with told(self._connection):
            return self._connection.execute(query, values).fetchall()


def _keys(sha256: str, statements: Sequence[Statement]) -> list[str]:
    """Return the key of each statement: its page, place and words, and which of its kind it is."""
    seen: Counter[tuple[object, ...]] = Counter()
    keys = []
    for one in statements:
        quote = one.quote
        what = (sha256, quote.start, quote.end, quote.mode, quote.text)
        text = repr((*what, seen[what]))
        keys.append(hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_KEY_DIGITS])
        seen[what] += 1
    return keys


def _plain(text: str) -> str:
    """Return text a database column takes: halves of surrogate pairs become question marks."""
    return text.encode(errors="replace").decode()
