"""The store of one machine: a directory with one SQLite file, written ahead and flushed at every commit.

``DATA/centre.db`` holds the log, its snapshots, the keys of the cases, and the users with their sessions. Who writes
the log, who reads it, who looks events up in it, snapshots, keys and accounts have a connection each: one blocks
another for a moment at most, never the thread of the other. ``DATA/dialogs.db`` holds what SIP takes up again after a
crash: in a file of its own, as a caller's 200 OK waits for it, and must not wait for a commit of the log.
"""

from __future__ import annotations

from pathlib import Path

from agent_desktop.server.keyfile import key_file
from agent_desktop.server.store.accounts import SqlSessions, SqlUsers
from agent_desktop.server.store.dialogs import SqlDialogs
from agent_desktop.server.store.directory import lock_directory
from agent_desktop.server.store.keys import SqlKeys, sealer
from agent_desktop.server.store.log import SqlLog
from agent_desktop.server.store.migrations import bring_up_to_date
from agent_desktop.server.store.port import StoreFailed
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.snapshots import SqlSnapshots
from agent_desktop.server.store.sqlite_database import BUSY_MS, SqliteDatabase, make_file
from agent_desktop.server.store.sqlite_schema import DIALOG_VERSIONS, VERSIONS

CACHE_KIB = 512
"""Of pages, for each of seven connections: SQLite's own 2,000 would only fill with what was written. Behind it is the
kernel's."""


class SqliteStore:
    """All that is kept for one contact centre in the directory ``data``, which is made when it is missing.

    Raises ``DataInUse`` when another server has the directory, ``StoreFailed`` when the files cannot be used.
    """

    def __init__(self, data: Path, busy_ms: int = BUSY_MS) -> None:
        self._held: list[SqliteDatabase] = []
        try:
            self._held.append(lock_directory(data))
            make_file(data / "centre.db")
            log, *others = (self._connect(data / "centre.db", busy_ms) for _ in range(6))
            reading, looking, snapshots, keys, accounts = others
            master = key_file(data)
            bring_up_to_date(log, VERSIONS, master)
            make_file(data / "dialogs.db")
            dialogs = self._connect(data / "dialogs.db", busy_ms)
            dialogs.rows("PRAGMA synchronous = NORMAL")
            bring_up_to_date(dialogs, DIALOG_VERSIONS, master)
            self.log = SqlLog(log, sealer(log, master))
            self.reading = SqlLog(reading, Sealer(SqlKeys(reading), master))
            self.looking = SqlLog(looking, Sealer(SqlKeys(looking), master))
        except OSError as error:
            self.close()
            raise StoreFailed(f"{data}: {error}") from error
        except StoreFailed:
            self.close()
            raise
        self.snapshots = SqlSnapshots(snapshots, Sealer(SqlKeys(snapshots), master))
        self.keys = SqlKeys(keys)
        self.users = SqlUsers(accounts)
        self.sessions = SqlSessions(accounts)
        self.dialogs = SqlDialogs(dialogs, master)

    def _connect(self, path: Path, busy_ms: int) -> SqliteDatabase:
        database = SqliteDatabase(path, busy_ms)
        self._held.append(database)
        database.rows("PRAGMA journal_mode = WAL")
        database.rows("PRAGMA synchronous = FULL")
        database.rows("PRAGMA secure_delete = ON")
        database.rows(f"PRAGMA cache_size = -{CACHE_KIB}")
        return database

    def close(self) -> None:
        """See ``Store.close``. The lock is the last to go."""
        while self._held:
            self._held.pop().close()
