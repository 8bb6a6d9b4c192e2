"""The store of one machine: a directory with one SQLite file, written ahead and flushed at every commit.

``DATA/centre.db`` holds the log, the users and the sessions; ``DATA/lock.db`` holds nothing and is locked as long as a
server lives, so that two servers never write the same data (the operating system frees it when a process is killed).
Log and accounts have a connection each: one blocks the other for a moment at most, never the thread of the other.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from agent_desktop.domain.messages import AnyEvent
from agent_desktop.server.accounts import SessionRecord, User
from agent_desktop.server.store.port import DataInUse, Entry, Logged, StoreFailed

BUSY_MS = 5_000
"""How long a write waits for another connection's before it fails."""

PAGE = 1_000
"""Events read at a time when replaying: no read stays open while the caller works."""

SCHEMA: tuple[str, ...] = (
    """
    CREATE TABLE inputs (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, input TEXT NOT NULL);
    CREATE TABLE events (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, input INTEGER NOT NULL, event TEXT NOT NULL);
    CREATE TABLE users (id TEXT PRIMARY KEY, password_hash TEXT NOT NULL, disabled INTEGER NOT NULL);
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY, user TEXT NOT NULL, token_hash BLOB NOT NULL UNIQUE,
        created INTEGER NOT NULL, expires INTEGER NOT NULL
    );
    CREATE INDEX sessions_user ON sessions (user);
    """,
)
"""Statements that take the file from each version to the next; the version is their count (``user_version``)."""


class SqliteStore:
    """Log, users and sessions of one contact centre in the directory ``data``, which is made when it is missing.

    Raises ``DataInUse`` when another server has the directory, ``StoreFailed`` when the files cannot be used.
    """

    def __init__(self, data: Path, busy_ms: int = BUSY_MS) -> None:
        self._held: list[sqlite3.Connection] = []
        try:
            self._open(data, busy_ms)
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise StoreFailed(f"{data}: {error}") from error
        except StoreFailed:
            self.close()
            raise

    def _open(self, data: Path, busy_ms: int) -> None:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = self._connect(data / "lock.db", busy_ms=0)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise DataInUse(f"another server uses this data directory: {data}") from error
        path = data / "centre.db"
        log, accounts = self._connect(path, busy_ms), self._connect(path, busy_ms)
        for connection in (log, accounts):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        _bring_up_to_date(log, path)
        self.log = SqliteLog(log)
        self.users = SqliteUsers(accounts)
        self.sessions = SqliteSessions(accounts)

    def _connect(self, path: Path, busy_ms: int) -> sqlite3.Connection:
        # Made here so that SQLite's companions (-wal, -shm) get the same permissions: only the owner reads.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        # Opened in the thread that starts the server, used in another, one at a time (see port.py).
        connection = sqlite3.connect(path, timeout=busy_ms / 1000, isolation_level=None, check_same_thread=False)
        self._held.append(connection)
        return connection

    def close(self) -> None:
        """See ``Store.close``. The lock is the last to go."""
        while self._held:
            self._held.pop().close()


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(SCHEMA):
        raise StoreFailed(
            f"{path} was written by a newer program (schema {version}; this program knows {len(SCHEMA)}): "
            "update this program, or start it with another data directory"
        )
    for number, statements in enumerate(SCHEMA[version:], start=version + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {statements} PRAGMA user_version = {number}; COMMIT;")


@contextmanager
def _sentence() -> Generator[None, None, None]:
    """Turns SQLite's errors into the store's."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreFailed(str(error)) from error


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Generator[None, None, None]:
    """All or nothing, whatever is raised inside."""
    with _sentence():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # A full disk may have rolled it back already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


class SqliteLog:
    """The log in two tables: inputs as they came, events with their numbers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._encoder = msgspec.json.Encoder()
        self._decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
        with _sentence():
            self._last_n, self._last_input = connection.execute(
                "SELECT (SELECT coalesce(max(n), 0) FROM events), (SELECT coalesce(max(id), 0) FROM inputs)"
            ).fetchone()

    def append(self, entries: Sequence[Entry]) -> int:
        """See ``LogStore.append``."""
        first, encode = self._last_n + 1, self._encoder.encode
        n, number = self._last_n, self._last_input
        inputs: list[tuple[int, int, str]] = []
        events: list[tuple[int, int, int, str]] = []
        for entry in entries:
            number += 1
            inputs.append((number, entry.at, encode(entry.input).decode()))
            for event in entry.events:
                n += 1
                events.append((n, entry.at, number, encode(event).decode()))
        with _transaction(self._connection):
            self._connection.executemany("INSERT INTO inputs (id, at, input) VALUES (?, ?, ?)", inputs)
            self._connection.executemany("INSERT INTO events (n, at, input, event) VALUES (?, ?, ?, ?)", events)
        self._last_n, self._last_input = n, number
        return first

    def replay(self, after: int = 0) -> Iterator[Logged]:
        """See ``LogStore.replay``."""
        query = "SELECT n, at, event FROM events WHERE n > ? ORDER BY n LIMIT ?"
        while True:
            with _sentence():
                page = self._connection.execute(query, (after, PAGE)).fetchall()
            if not page:
                return
            for n, at, event in page:
                yield Logged(n, at, self._decoder.decode(event))
            after = page[-1][0]

    def last(self) -> tuple[int, int]:
        """See ``LogStore.last``."""
        with _sentence():
            row = self._connection.execute("SELECT at FROM inputs ORDER BY id DESC LIMIT 1").fetchone()
        return self._last_n, row[0] if row else 0

    def close(self) -> None:
        """See ``LogStore.close``."""
        self._connection.close()


class SqliteUsers:
    """Who can log in, in a table."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, user: str) -> User | None:
        """See ``Users.find``."""
        with _sentence():
            row = self._connection.execute(
                "SELECT id, password_hash, disabled FROM users WHERE id = ?", (user,)
            ).fetchone()
        return _user(*row) if row else None

    def all(self) -> tuple[User, ...]:
        """See ``Users.all``."""
        with _sentence():
            rows = self._connection.execute("SELECT id, password_hash, disabled FROM users ORDER BY id").fetchall()
        return tuple(_user(*row) for row in rows)

    def save(self, users: Iterable[User]) -> None:
        """See ``Users.save``."""
        rows = [(user.id, user.password_hash, user.disabled) for user in users]
        with _transaction(self._connection):
            self._connection.executemany(
                "INSERT OR REPLACE INTO users (id, password_hash, disabled) VALUES (?, ?, ?)", rows
            )


def _user(user: str, password_hash: str, disabled: int) -> User:
    return User(id=user, password_hash=password_hash, disabled=bool(disabled))


class SqliteSessions:
    """Who is logged in, in a table."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[SessionRecord, ...]:
        """See ``Sessions.all``."""
        query = "SELECT id, user, token_hash, created, expires FROM sessions ORDER BY created, id"
        with _sentence():
            rows = self._connection.execute(query).fetchall()
        return tuple(
            SessionRecord(id=id_, user=user, token_hash=token_hash, created=created, expires=expires)
            for id_, user, token_hash, created, expires in rows
        )

    def begin(self, session: SessionRecord) -> None:
        """See ``Sessions.begin``."""
        row = (session.id, session.user, session.token_hash, session.created, session.expires)
        with _transaction(self._connection):
            self._connection.execute("DELETE FROM sessions WHERE user = ?", (session.user,))
            self._connection.execute(
                "INSERT INTO sessions (id, user, token_hash, created, expires) VALUES (?, ?, ?, ?, ?)", row
            )

    def end(self, session_ids: Iterable[str]) -> None:
        """See ``Sessions.end``."""
        with _transaction(self._connection):
            self._connection.executemany("DELETE FROM sessions WHERE id = ?", [(one,) for one in session_ids])
