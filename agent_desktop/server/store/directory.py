"""The lock on a data directory: two servers never use the same one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from agent_desktop.server.store.port import DataInUse, StoreFailed
from agent_desktop.server.store.sqlite_database import SqliteDatabase, make_file


def lock_directory(data: Path) -> SqliteDatabase:
    """Make ``data`` if it is missing, and hold it until what is returned is closed, or the process is killed.

    Raises ``DataInUse`` when another server has it.
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_file(data / "lock.db")
    except OSError as error:
        raise StoreFailed(f"{data}: {error}") from error
    lock = SqliteDatabase(data / "lock.db", busy_ms=0)
    try:
        lock.rows("BEGIN EXCLUSIVE")
    except StoreFailed as error:
        lock.close()
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise DataInUse(f"another server uses this data directory: {data}") from error
        raise
    return lock
