"""The store of one machine: a directory with one SQLite file, written ahead and flushed at every commit.

``DATA/centre.db`` holds the log, its snapshots, the users and the sessions; ``DATA/lock.db`` holds nothing and is
locked as long as a server lives, so that two servers never write the same data (the operating system frees it when a
process is killed). Log, snapshots and accounts have a connection each: one blocks another for a moment at most, never
the thread of the other.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_desktop.server.store.accounts import SqlSessions, SqlUsers
from agent_desktop.server.store.log import SqlLog
from agent_desktop.server.store.migrations import bring_up_to_date
from agent_desktop.server.store.port import DataInUse, StoreFailed
from agent_desktop.server.store.snapshots import SqlSnapshots
from agent_desktop.server.store.sql import Value

BUSY_MS = 5_000
"""How long a write waits for another connection's before it fails."""


class SqliteDatabase:
    """One connection to a SQLite file. Raises ``StoreFailed`` as ``Database`` does."""

    def __init__(self, path: Path, busy_ms: int = BUSY_MS) -> None:
        self.where = str(path)
        with _sentence(self.where):
            # Opened in the thread that starts the server, used in another, one at a time (see port.py).
            self._connection = sqlite3.connect(
                path, timeout=busy_ms / 1000, isolation_level=None, check_same_thread=False
            )
        # Bytes that a disk spoiled must reach the check of the event they stand in.
        self._connection.text_factory = lambda text: text.decode(errors="replace")

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """See ``Database.rows``."""
        with _sentence(self.where):
            return self._connection.execute(statement, values).fetchall()

    def many(self, statement: str, values: Iterable[Sequence[Value]]) -> None:
        """See ``Database.many``."""
        with _sentence(self.where):
            self._connection.executemany(statement, values)

    @contextmanager
    def transaction(self) -> Generator[None, None, None]:
        """See ``Database.transaction``."""
        self.rows("BEGIN IMMEDIATE")
        try:
            yield
            self.rows("COMMIT")
        except BaseException:
            # A full disk may have rolled it back already.
            if self._connection.in_transaction:
                self.rows("ROLLBACK")
            raise

    def close(self) -> None:
        """See ``Database.close``."""
        self._connection.close()


@contextmanager
def _sentence(where: str) -> Generator[None, None, None]:
    """Turns SQLite's errors into the store's."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreFailed(f"{where}: {error}") from error


class SqliteStore:
    """All that is kept for one contact centre in the directory ``data``, which is made when it is missing.

    Raises ``DataInUse`` when another server has the directory, ``StoreFailed`` when the files cannot be used.
    """

    def __init__(self, data: Path, busy_ms: int = BUSY_MS) -> None:
        self._held: list[SqliteDatabase] = []
        try:
            self._open(data, busy_ms)
        except OSError as error:
            self.close()
            raise StoreFailed(f"{data}: {error}") from error
        except StoreFailed:
            self.close()
            raise

    def _open(self, data: Path, busy_ms: int) -> None:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock(data)
        log, snapshots, accounts = (self._connect(data / "centre.db", busy_ms) for _ in range(3))
        for database in (log, snapshots, accounts):
            database.rows("PRAGMA journal_mode = WAL")
            database.rows("PRAGMA synchronous = FULL")
        bring_up_to_date(log)
        self.log = SqlLog(log)
        self.snapshots = SqlSnapshots(snapshots)
        self.users = SqlUsers(accounts)
        self.sessions = SqlSessions(accounts)

    def _lock(self, data: Path) -> None:
        lock = self._connect(data / "lock.db", busy_ms=0)
        try:
            lock.rows("BEGIN EXCLUSIVE")
        except StoreFailed as error:
            cause = error.__cause__
            if isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise DataInUse(f"another server uses this data directory: {data}") from error
            raise

    def _connect(self, path: Path, busy_ms: int) -> SqliteDatabase:
        # Made here so that SQLite's companions (-wal, -shm) get the same permissions: only the owner reads.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._held.append(SqliteDatabase(path, busy_ms))
        return self._held[-1]

    def close(self) -> None:
        """See ``Store.close``. The lock is the last to go."""
        while self._held:
            self._held.pop().close()
