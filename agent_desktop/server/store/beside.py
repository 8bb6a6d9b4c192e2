"""The data of a server that may be running, opened beside it: no lock is taken and nothing is brought up to date.

SQLite keeps the connections of two processes apart (WAL): a reader sees whole commits, and a writer of accounts waits
for the server's commit, a few milliseconds. The log has one writer, the server, and is only read here.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from agent_desktop.server.store.accounts import SqlSessions, SqlUsers
from agent_desktop.server.store.log import SqlLog
from agent_desktop.server.store.migrations import STEPS, version
from agent_desktop.server.store.port import LogStore, Sessions, StoreFailed, Users
from agent_desktop.server.store.sqlite import SqliteDatabase


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
    with closing(SqliteDatabase(path)) as reader, closing(SqliteDatabase(path)) as accounts:
        reader.rows("PRAGMA query_only = ON")
        accounts.rows("PRAGMA synchronous = FULL")
        _check_version(version(reader), path)
        yield Beside(SqlLog(reader), SqlUsers(accounts), SqlSessions(accounts))


def _check_version(found: int, path: Path) -> None:
    if found > len(STEPS):
        raise StoreFailed(f"{path} was written by a newer program: update this one.")
    if found < len(STEPS):
        raise StoreFailed(f"{path} was written by an older program: start the server once, which brings it up to date.")
