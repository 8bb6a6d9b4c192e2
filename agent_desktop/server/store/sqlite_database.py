"""One connection to a SQLite file, as the stores see it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_desktop.server.store.port import StoreFailed
from agent_desktop.server.store.sql import Value

BUSY_MS = 5_000
"""How long a write waits for another connection's before it fails."""


def make_file(path: Path) -> None:
    """Make it when it is missing, and SQLite's companions (-wal, -shm) get its permissions: only the owner reads."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


class SqliteDatabase:
    """One connection to a SQLite file. Raises ``StoreFailed`` as ``Database`` does."""

    def __init__(self, path: Path, busy_ms: int = BUSY_MS) -> None:
        self.where = str(path)
        self.connections = 1
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

    def forget(self, table: str) -> None:
        """See ``Database.forget``. Pages are overwritten as they are freed; this empties the WAL."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

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
