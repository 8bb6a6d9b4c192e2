"""Which store a server has: a SQLite file in its data directory, unless it is given the address of a database."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path

from agent_desktop.server.failures import CannotStart
from agent_desktop.server.keyfile import key_file
from agent_desktop.server.store.accounts import SqlSessions, SqlUsers
from agent_desktop.server.store.keys import SqlKeys
from agent_desktop.server.store.log import SqlLog
from agent_desktop.server.store.migrations import Versions, check_version
from agent_desktop.server.store.port import CaseKeys, LogStore, Sessions, Store, StoreFailed, Users
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.sql import Database
from agent_desktop.server.store.sqlite import SqliteStore
from agent_desktop.server.store.sqlite_database import SqliteDatabase
from agent_desktop.server.store.sqlite_schema import VERSIONS


def open_store(data: Path, url: str = "") -> Store:
    """The store of ``data``; in the PostgreSQL database ``url`` when that is not empty.

    Raises ``DataInUse`` when another server has it, ``StoreFailed`` when it cannot be used, ``CannotStart`` when the
    library for it is missing.
    """
    if not url:
        return SqliteStore(data)
    _need_psycopg(url)
    from agent_desktop.server.store.postgres import PostgresStore

    return PostgresStore(url, data)


class Beside:
    """Log, keys, users and sessions of a server. Made by ``beside``."""

    def __init__(self, log: LogStore, keys: CaseKeys, users: Users, sessions: Sessions) -> None:
        self.log = log
        self.keys = keys
        self.users = users
        self.sessions = sessions


@contextmanager
def beside(data: Path, url: str = "") -> Generator[Beside]:
    """What a server that may be running has, opened beside it as long as the context lasts.

    No lock is taken and nothing is brought up to date. Connections are kept apart by the database: a reader sees whole
    commits, and a writer of accounts waits for the server's commit, a few milliseconds. The log has one writer, the
    server, and is only read here. Raises ``StoreFailed`` with a sentence when there is nothing.
    """
    connect, versions = _postgres(url) if url else _sqlite(data)
    with closing(connect()) as reader, closing(connect()) as writer:
        check_version(reader, versions)
        log = SqlLog(reader, Sealer(SqlKeys(reader), key_file(data, make=False)))
        yield Beside(log, SqlKeys(writer), SqlUsers(writer), SqlSessions(writer))


Connect = Callable[[], Database]


def _sqlite(data: Path) -> tuple[Connect, Versions]:
    path = data / "centre.db"
    if not path.is_file():
        raise StoreFailed(f"{data} is no server's data directory: it has no centre.db. Name the right one with --data.")

    def connect() -> Database:
        database = SqliteDatabase(path)
        database.rows("PRAGMA synchronous = FULL")
        database.rows("PRAGMA secure_delete = ON")
        return database

    return connect, VERSIONS


def _postgres(url: str) -> tuple[Connect, Versions]:
    _need_psycopg(url)
    from agent_desktop.server.store import postgres

    return lambda: postgres.PostgresDatabase(url), postgres.VERSIONS


def _need_psycopg(url: str) -> None:
    """Most centres have no PostgreSQL, and so no psycopg: it is imported only when its address is given."""
    try:
        import psycopg  # noqa: F401 - only to see that it is there
    except ImportError as error:
        raise CannotStart(f"{url}: PostgreSQL needs a library. Type: pip install 'agent-desktop[postgres]'") from error
