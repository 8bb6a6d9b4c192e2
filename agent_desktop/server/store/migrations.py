"""How a SQLite file of any earlier version is brought up to date: all steps in one transaction, or none.

The version of a file is the number of steps it has behind it (``PRAGMA user_version``). Steps are never changed once
they are released: tests keep a real file of every version and take it up from there.
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.server.store.log import crc
from agent_desktop.server.store.port import StoreFailed
from agent_desktop.server.store.sql import Database

Step = Callable[[Database], None]


def _first(database: Database) -> None:
    for statement in (
        "CREATE TABLE inputs (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, input TEXT NOT NULL)",
        "CREATE TABLE events (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, input INTEGER NOT NULL, event TEXT NOT NULL)",
        "CREATE TABLE users (id TEXT PRIMARY KEY, password_hash TEXT NOT NULL, disabled INTEGER NOT NULL)",
        "CREATE TABLE sessions (id TEXT PRIMARY KEY, user TEXT NOT NULL, token_hash BLOB NOT NULL UNIQUE,"
        " created INTEGER NOT NULL, expires INTEGER NOT NULL)",
        "CREATE INDEX sessions_user ON sessions (user)",
    ):
        database.rows(statement)


def _second(database: Database) -> None:
    """Snapshots; and every event gets its CRC-32."""
    database.rows(
        "CREATE TABLE snapshots (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, made_for TEXT NOT NULL,"
        " body BLOB NOT NULL, checksum BLOB NOT NULL)"
    )
    database.rows("ALTER TABLE events ADD COLUMN crc INTEGER NOT NULL DEFAULT 0")
    after = 0
    while page := database.rows("SELECT n, at, event FROM events WHERE n > ? ORDER BY n LIMIT 1000", (after,)):
        database.many("UPDATE events SET crc = ? WHERE n = ?", [(crc(n, at, event), n) for n, at, event in page])
        after = page[-1][0]


STEPS: tuple[Step, ...] = (_first, _second)
"""What takes a file from each version to the next."""


def version(database: Database) -> int:
    """The file's version; 0 is an empty one."""
    return int(database.rows("PRAGMA user_version")[0][0])


def bring_up_to_date(database: Database, steps: tuple[Step, ...] = STEPS) -> None:
    """Take the steps that the file lacks. Raises ``StoreFailed`` with a sentence when a newer program wrote it."""
    found = version(database)
    if found > len(steps):
        raise StoreFailed(
            f"{database.where} was written by a newer program (schema {found}; this program knows {len(steps)}): "
            "update this program, or bring back the back-up that was made before the newer one was started."
        )
    if found == len(steps):
        return
    with database.transaction():
        for step in steps[found:]:
            step(database)
        database.rows(f"PRAGMA user_version = {len(steps)}")
