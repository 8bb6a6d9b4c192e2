"""The store in a PostgreSQL database: for a centre whose log shall live on another machine, with its own replicas.

One server writes: it holds an advisory lock as long as its connection lives. A connection that broke is made again at
the next call, and then the lock is taken again before anything is written. The password is never in the address, which
others can read; libpq finds it (``PGPASSFILE``, ``~/.pgpass``, a service file).
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, LiteralString, cast

import psycopg

from agent_desktop.server.keyfile import key_file
from agent_desktop.server.store.accounts import SqlSessions, SqlUsers
from agent_desktop.server.store.dialogs import TABLE, SqlDialogs
from agent_desktop.server.store.directory import lock_directory
from agent_desktop.server.store.keys import SqlKeys, sealer
from agent_desktop.server.store.log import SqlLog
from agent_desktop.server.store.migrations import Versions, bring_up_to_date
from agent_desktop.server.store.port import DataInUse, StoreFailed
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.snapshots import SqlSnapshots
from agent_desktop.server.store.sql import Database, Value

LOCK = 0x6167_656E_7421
"""Number of the advisory lock; such locks are apart in each database."""

DEFAULTS = {"application_name": "agent-desktop", "connect_timeout": 5, "client_encoding": "UTF8"}
OPTIONS = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"


class PostgresDatabase:
    """One connection; with ``lock`` it is the one that may write the log. Raises ``StoreFailed``."""

    def __init__(self, url: str, *, lock: bool = False) -> None:
        self.where = url
        self.connections = 0
        self._lock = lock
        self._connection = self._connect()

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        with _sentence(self.where):
            connection = psycopg.connect(self.where, autocommit=True, options=OPTIONS, **cast("Any", DEFAULTS))
            if self._lock and not connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchall()[0][0]:
                connection.close()
                raise DataInUse(f"another server uses this database: {self.where}")
        self.connections += 1
        return connection

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """See ``Database.rows``."""
        if self._connection.closed and self._connection.broken:
            self._connection = self._connect()
        return self._rows(statement, values)

    def _rows(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        with _sentence(self.where):
            cursor = self._connection.execute(_translated(statement), values or None)
            return cursor.fetchall() if cursor.description else []

    def many(self, statement: str, values: Iterable[Sequence[Value]]) -> None:
        """See ``Database.many``. Only inside a transaction."""
        with _sentence(self.where), self._connection.cursor() as cursor:
            cursor.executemany(_translated(statement), values)

    @contextmanager
    def transaction(self) -> Generator[None, None, None]:
        """See ``Database.transaction``."""
        self.rows("BEGIN")
        try:
            yield
            self._rows("COMMIT")
        except BaseException:
            if not self._connection.closed:
                self._rows("ROLLBACK")
            raise

    def forget(self, table: str) -> None:
        """See ``Database.forget``."""
        self.rows(f"VACUUM {table}")

    def close(self) -> None:
        """See ``Database.close``."""
        self._connection.close()


@lru_cache(maxsize=256)
def _translated(statement: str) -> LiteralString:
    """psycopg's sign for a value is ``%s``. Statements are constants of this program."""
    return cast("LiteralString", statement.replace("?", "%s"))


@contextmanager
def _sentence(where: str) -> Generator[None, None, None]:
    """Turns the database's errors into the store's."""
    try:
        yield
    except psycopg.Error as error:
        raise StoreFailed(f"{where}: {' '.join(str(error).split())}") from error


def _tables(database: Database, master: bytes) -> None:
    del master
    for statement in (
        "CREATE TABLE inputs (id BIGINT PRIMARY KEY, at BIGINT NOT NULL, input TEXT NOT NULL)",
        "CREATE TABLE events (n BIGINT PRIMARY KEY, at BIGINT NOT NULL, input BIGINT NOT NULL, event TEXT NOT NULL,"
        " crc BIGINT NOT NULL)",
        "CREATE TABLE snapshots (n BIGINT PRIMARY KEY, at BIGINT NOT NULL, made_for TEXT NOT NULL, body BYTEA NOT NULL,"
        " checksum BYTEA NOT NULL)",
        "CREATE TABLE case_keys (case_id BIGINT PRIMARY KEY, made BIGINT NOT NULL, sealed BYTEA)",
        "CREATE TABLE erasures (at BIGINT NOT NULL, case_id BIGINT NOT NULL, done_by TEXT NOT NULL)",
        "CREATE TABLE users (id TEXT PRIMARY KEY, password_hash TEXT NOT NULL, disabled INTEGER NOT NULL)",
        'CREATE TABLE sessions (id TEXT PRIMARY KEY, "user" TEXT NOT NULL, token_hash BYTEA NOT NULL UNIQUE,'
        " created BIGINT NOT NULL, expires BIGINT NOT NULL)",
        'CREATE INDEX sessions_user ON sessions ("user")',
    ):
        database.rows(statement)


def _dialogs(database: Database, master: bytes) -> None:
    del master
    database.rows(TABLE.format(blob="BYTEA"))


def _read_version(database: Database) -> int:
    if not database.rows(
        "SELECT 1 FROM pg_tables WHERE tablename = 'schema_version' AND schemaname = current_schema()"
    ):
        return 0
    return int(database.rows("SELECT version FROM schema_version")[0][0])


def _write_version(database: Database, version: int) -> None:
    database.rows("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
    database.rows("DELETE FROM schema_version")
    database.rows("INSERT INTO schema_version (version) VALUES (?)", (version,))


VERSIONS = Versions(steps=(_tables, _dialogs), read=_read_version, write=_write_version)


class PostgresStore:
    """All that is kept for one contact centre in the database ``url``, beside what stays in the directory ``data``.

    Raises ``DataInUse`` when another server has either, ``StoreFailed`` when the database cannot be used.
    """

    def __init__(self, url: str, data: Path) -> None:
        self._held: list[Database] = []
        try:
            self._held.append(lock_directory(data))
            log = self._connect(url, lock=True)
            reading, looking, *others = (self._connect(url, lock=False) for _ in range(6))
            snapshots, keys, accounts, dialogs = others
            master = key_file(data)
            bring_up_to_date(log, VERSIONS, master)
            self.log = SqlLog(log, sealer(log, master))
            self.reading = SqlLog(reading, Sealer(SqlKeys(reading), master))
            self.looking = SqlLog(looking, Sealer(SqlKeys(looking), master))
        except StoreFailed:
            self.close()
            raise
        self.snapshots = SqlSnapshots(snapshots, Sealer(SqlKeys(snapshots), master))
        self.keys = SqlKeys(keys)
        self.users = SqlUsers(accounts)
        self.sessions = SqlSessions(accounts)
        self.dialogs = SqlDialogs(dialogs, master)

    def _connect(self, url: str, *, lock: bool) -> Database:
        self._held.append(PostgresDatabase(url, lock=lock))
        return self._held[-1]

    def close(self) -> None:
        """See ``Store.close``. The locks are the last to go."""
        while self._held:
            self._held.pop().close()
