"""A file that one program at a time owns, on every platform, and that is free again when its owner was killed."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path


class Claim:
    """The lock on an empty file; SQLite's, because the standard library has no other that every system knows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def take(cls, file: Path) -> Claim | None:
        """Own ``file``, which is made; None when somebody does, in this process or another. Raises ``OSError``."""
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        with contextlib.ExitStack() as failed:
            try:
                connection = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
                failed.callback(connection.close)
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                    return None
                raise OSError(f"{file}: {error}") from error
            failed.pop_all()
            return cls(connection)

    @classmethod
    def none(cls) -> Claim:
        """One on nothing, for a program that leaves no file behind."""
        return cls(sqlite3.connect(":memory:", check_same_thread=False))

    def release(self) -> None:
        """Own it no more."""
        self._connection.close()
