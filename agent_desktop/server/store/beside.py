"""The data of a server that may be running, opened beside it: no lock is taken and nothing is brought up to date.

SQLite keeps the connections of two processes apart (WAL): a reader sees whole commits, and a writer of accounts waits
for the server's commit, a few milliseconds. The log has one writer, the server, and is only read here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from agent_desktop.server.store.port import LogStore, Sessions, StoreFailed, Users
from agent_desktop.server.store.sqlite import BUSY_MS, SCHEMA, SqliteLog, SqliteSessions, SqliteUsers


class Beside:
    """Log, users and sessions of a data directory. Made by ``beside``."""

    def __init__(self, log: LogStore, users: Users, sessions: Sessions) -> None:
        self.log = log
        self.users = users
        self.sessions = sessions


@contextmanager
def beside(data: Path) -> Generator[Beside]:
    """Open ``data`` as long as the context lasts. Raises ``StoreFailed`` with a sentence when there is nothing."""
    path = data / "centre.db"
    if not path.is_file():
        raise StoreFailed(f"{data} is no server's data directory: it has no centre.db. Name the right one with --data.")
    try:
        with closing(_connect(path)) as reader, closing(_connect(path)) as accounts:
            reader.execute("PRAGMA query_only = ON")
            accounts.execute("PRAGMA synchronous = FULL")
            _check_version(reader, path)
            yield Beside(SqliteLog(reader), SqliteUsers(accounts), SqliteSessions(accounts))
    except sqlite3.Error as error:
        raise StoreFailed(f"{path} cannot be used: {error}.") from error


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(SCHEMA):
        raise StoreFailed(f"{path} was written by a newer program: update this one.")
    if version < len(SCHEMA):
        raise StoreFailed(f"{path} was written by an older program: start the server once, which brings it up to date.")
