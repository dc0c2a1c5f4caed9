"""Tables of the store, how its file is opened, and how an older one is brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ceasefire.core.errors import CeasefireError

# Stands in the head of the file, so that no other program's file is taken for a store.
APPLICATION = 0x43464952
WAIT_SECONDS = 10.0

# One entry for each version, applied in order; never change one that was released.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE pages (
            sha256 TEXT PRIMARY KEY,
            content BLOB NOT NULL
        )""",
        """CREATE TABLE captures (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL REFERENCES pages (sha256),
            address TEXT NOT NULL,
            taken_at TEXT NOT NULL,
            media_type TEXT NOT NULL,
            etag TEXT NOT NULL,
            last_modified TEXT NOT NULL
        )""",
        "CREATE INDEX captures_of_address ON captures (address, number)",
        "CREATE INDEX captures_of_page ON captures (sha256)",
        """CREATE TABLE articles (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL REFERENCES pages (sha256),
            read_at TEXT NOT NULL,
            form TEXT NOT NULL
        )""",
        "CREATE INDEX articles_of_page ON articles (sha256, number)",
        """CREATE TABLE statements (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            sha256 TEXT NOT NULL REFERENCES pages (sha256),
            article INTEGER NOT NULL REFERENCES articles (number),
            form TEXT NOT NULL,
            current INTEGER NOT NULL
        )""",
        "CREATE INDEX statements_of_page ON statements (sha256)",
        """CREATE TABLE events (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            statement INTEGER NOT NULL REFERENCES statements (number),
            form TEXT NOT NULL
        )""",
        "CREATE INDEX events_of_statement ON events (statement, number)",
        # What was fetched and what was decided is the record: no program may rewrite it.
        """CREATE TRIGGER pages_stay BEFORE UPDATE ON pages
            BEGIN SELECT RAISE(ABORT, 'a stored page never changes'); END""",
        """CREATE TRIGGER events_stay BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'a decision never changes, it is undone'); END""",
        """CREATE TRIGGER events_remain BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'a decision is never deleted, it is undone'); END""",
    ),
)


def connect(path: Path) -> sqlite3.Connection:
    """Open the file of a store, made if it is not there, at the newest version of its tables.

    Raises:
        CeasefireError: the place cannot be written, or the file is no store or of a newer version.
    """
    try:
        if path.is_dir() or not path.parent.is_dir():
            what = "is a folder" if path.is_dir() else "is in a folder that does not exist"
            msg = f"{path} {what}"
            raise CeasefireError(msg, "name a file in an existing folder")
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except (sqlite3.Error, OSError, ValueError) as error:
        msg = f"cannot open the store {str(path)!r}: {error}"
        raise CeasefireError(msg, "check the folder and its permissions") from error
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all of the block or, after any error, nothing of it.

    Raises:
        CeasefireError: the database refused, for instance as the disk is full.
    """
    with told(connection):
        connection.execute("BEGIN IMMEDIATE")
    try:
        with told(connection):
            yield
            connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def told(connection: sqlite3.Connection) -> Iterator[None]:
    """Turn the database's errors into ones that say where, what and what to do.

    Raises:
        CeasefireError: the database refused.
    """
    try:
        yield
    except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
        file = "the store"
        if isinstance(error, sqlite3.Error):
            file = f"the store {_file(connection)}".strip()
        msg = f"{file} refused: {error}"
        raise CeasefireError(
            msg, "nothing was changed; check disk space and permissions"
        ) from error


def _file(connection: sqlite3.Connection) -> str:
    try:
        return str(connection.execute("PRAGMA database_list").fetchone()[2])
    except sqlite3.Error:
        return ""


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    try:
        _refuse_foreign(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if _number(connection, "user_version") < len(STEPS):
            _migrate(connection)
    except sqlite3.DatabaseError as error:
        msg = f"cannot use {path} as a store: {error}"
        raise CeasefireError(
            msg, "name a store, or a new file; this one was left as it is"
        ) from error


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse the file of another program or a newer version before anything is written."""
    mark, version = _number(connection, "application_id"), _number(connection, "user_version")
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if mark != APPLICATION and not (mark == 0 and version == 0 and empty):
        msg = f"{path} is the database of another program"
        raise CeasefireError(msg, "name a store, or a new file")
    if version > len(STEPS):
        msg = f"{path} was written by a newer version (tables {version}, known {len(STEPS)})"
        raise CeasefireError(msg, "update ceasefire")


def _migrate(connection: sqlite3.Connection) -> None:
    """Apply the missing steps in one transaction; another process may have been quicker."""
    with transaction(connection):
        for step in STEPS[_number(connection, "user_version") :]:
            for command in step:
                connection.execute(command)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
