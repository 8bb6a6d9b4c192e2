"""Opens the files that are made from the log alone: one of another form, or that was deleted, is made again."""

from __future__ import annotations

import logging
import os
import sqlite3
from pathlib import Path

log = logging.getLogger(__name__)


def opened(path: Path, form: int, tables: str) -> sqlite3.Connection:
    """The file to write, with the ``tables`` (SQL) of this ``form``. Raises ``sqlite3.Error``."""
    # Made here so that SQLite's companions (-wal, -shm) get the same permissions: only the owner reads.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA cache_size = -512")  # KiB: SQLite's own 2,000 would only fill with what was written
    connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is made again from the log
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found == form:
        return connection
    if found:
        connection.close()
        log.info("%s has form %d, not %d: it is begun anew", path, found, form)
        path.unlink()
        return opened(path, form, tables)
    connection.executescript(f"BEGIN; {tables} PRAGMA user_version = {form}; COMMIT;")
    return connection
