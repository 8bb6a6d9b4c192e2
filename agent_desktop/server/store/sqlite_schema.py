"""The tables of a SQLite file, as steps from its first version to the newest (``PRAGMA user_version``)."""

from __future__ import annotations

from agent_desktop.server.store.clear_log import seal_clear_log
from agent_desktop.server.store.dialogs import TABLE
from agent_desktop.server.store.keys import SqlKeys
from agent_desktop.server.store.log import crc
from agent_desktop.server.store.migrations import Versions
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.sql import Database


def _first(database: Database, master: bytes) -> None:
    del master
    for statement in (
        "CREATE TABLE inputs (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, input TEXT NOT NULL)",
        "CREATE TABLE events (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, input INTEGER NOT NULL, event TEXT NOT NULL)",
        "CREATE TABLE users (id TEXT PRIMARY KEY, password_hash TEXT NOT NULL, disabled INTEGER NOT NULL)",
        "CREATE TABLE sessions (id TEXT PRIMARY KEY, user TEXT NOT NULL, token_hash BLOB NOT NULL UNIQUE,"
        " created INTEGER NOT NULL, expires INTEGER NOT NULL)",
        "CREATE INDEX sessions_user ON sessions (user)",
    ):
        database.rows(statement)


def _second(database: Database, master: bytes) -> None:
    """Snapshots; and every event gets its CRC-32."""
    del master
    database.rows(
        "CREATE TABLE snapshots (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, made_for TEXT NOT NULL,"
        " body BLOB NOT NULL, checksum BLOB NOT NULL)"
    )
    database.rows("ALTER TABLE events ADD COLUMN crc INTEGER NOT NULL DEFAULT 0")
    after = 0
    while page := database.rows("SELECT n, at, event FROM events WHERE n > ? ORDER BY n LIMIT 1000", (after,)):
        database.many("UPDATE events SET crc = ? WHERE n = ?", [(crc(n, at, event), n) for n, at, event in page])
        after = page[-1][0]


def _third(database: Database, master: bytes) -> None:
    """What is personal is sealed with a key a case."""
    database.rows("CREATE TABLE case_keys (case_id INTEGER PRIMARY KEY, made INTEGER NOT NULL, sealed BLOB)")
    database.rows("CREATE TABLE erasures (at INTEGER NOT NULL, case_id INTEGER NOT NULL, done_by TEXT NOT NULL)")
    database.rows("DELETE FROM snapshots")
    seal_clear_log(database, Sealer(SqlKeys(database), master))


def _dialogs(database: Database, master: bytes) -> None:
    del master
    database.rows(TABLE.format(blob="BLOB"))


def _read_version(database: Database) -> int:
    return int(database.rows("PRAGMA user_version")[0][0])


def _write_version(database: Database, version: int) -> None:
    database.rows(f"PRAGMA user_version = {version}")


VERSIONS = Versions(steps=(_first, _second, _third), read=_read_version, write=_write_version)
"""Of ``centre.db``."""
DIALOG_VERSIONS = Versions(steps=(_dialogs,), read=_read_version, write=_write_version)
"""Of ``dialogs.db``."""
