"""What SIP must find again after a crash, in a table: sealed, as callers' numbers and addresses stand in it."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from agent_desktop.server.store.port import RowId
from agent_desktop.server.store.sealing import KEY_BITS, NONCE
from agent_desktop.server.store.sql import Database

log = logging.getLogger(__name__)

TABLE = "CREATE TABLE dialogs (kind TEXT NOT NULL, id TEXT NOT NULL, sealed {blob} NOT NULL, PRIMARY KEY (kind, id))"


class SqlDialogs:
    """``DialogStore`` over a database; bodies are sealed with AES-256-GCM under a key derived from the server's."""

    def __init__(self, database: Database, master: bytes) -> None:
        self._database = database
        derived = HKDF(SHA256(), KEY_BITS // 8, salt=None, info=b"agent-desktop: dialogs").derive(master)
        self._cipher = AESGCM(derived)

    def all(self) -> dict[RowId, bytes]:
        """See ``DialogStore.all``."""
        found: dict[RowId, bytes] = {}
        for kind, id_, sealed in self._database.rows("SELECT kind, id, sealed FROM dialogs ORDER BY kind, id"):
            body = bytes(sealed)
            try:
                found[kind, id_] = self._cipher.decrypt(body[:NONCE], body[NONCE:], _about(kind, id_))
            except (InvalidTag, ValueError):
                log.warning("%s: the row of %s %s is damaged, and passed over", self._database.where, kind, id_)
        return found

    def write(self, changes: Mapping[RowId, bytes | None]) -> None:
        """See ``DialogStore.write``."""
        gone = [row for row, body in changes.items() if body is None]
        kept = [(*row, self._sealed(*row, body)) for row, body in changes.items() if body is not None]
        with self._database.transaction():
            self._database.many("DELETE FROM dialogs WHERE kind = ? AND id = ?", gone)
            self._database.many(
                "INSERT INTO dialogs (kind, id, sealed) VALUES (?, ?, ?)"
                " ON CONFLICT (kind, id) DO UPDATE SET sealed = excluded.sealed",
                kept,
            )

    def _sealed(self, kind: str, id_: str, body: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, body, _about(kind, id_))


def _about(kind: str, id_: str) -> bytes:
    """Bound to the sealed body, so that no row can be put in another's place."""
    return f"{kind} {id_}".encode()
