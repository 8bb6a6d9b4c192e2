"""What SIP must find again after a crash, in a table: sealed, as callers' numbers and addresses stand in it."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from agent_desktop.server.store.port import RowId
from agent_desktop.server.store.sealing import Seal
from agent_desktop.server.store.sql import Database

log = logging.getLogger(__name__)

TABLE = "CREATE TABLE dialogs (kind TEXT NOT NULL, id TEXT NOT NULL, sealed {blob} NOT NULL, PRIMARY KEY (kind, id))"


class SqlDialogs:
    """``DialogStore`` over a database."""

    def __init__(self, database: Database, master: bytes) -> None:
        self._database = database
        self._seal = Seal(master, "agent-desktop: dialogs")

    def all(self) -> dict[RowId, bytes]:
        """See ``DialogStore.all``."""
        found: dict[RowId, bytes] = {}
        for kind, id_, sealed in self._database.rows("SELECT kind, id, sealed FROM dialogs ORDER BY kind, id"):
            body = self._seal.open(bytes(sealed), f"{kind} {id_}")
            if body is None:
                log.warning("%s: the row of %s %s is damaged, and passed over", self._database.where, kind, id_)
            else:
                found[kind, id_] = body
        return found

    def write(self, changes: Mapping[RowId, bytes | None]) -> None:
        """See ``DialogStore.write``."""
        gone = [row for row, body in changes.items() if body is None]
        kept = [
            (kind, id_, self._seal.close(body, f"{kind} {id_}"))
            for (kind, id_), body in changes.items()
            if body is not None
        ]
        with self._database.transaction():
            self._database.many("DELETE FROM dialogs WHERE kind = ? AND id = ?", gone)
            self._database.many(
                "INSERT INTO dialogs (kind, id, sealed) VALUES (?, ?, ?)"
                " ON CONFLICT (kind, id) DO UPDATE SET sealed = excluded.sealed",
                kept,
            )
