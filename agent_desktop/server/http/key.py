"""The server's key file: what softphone passwords are derived from, so that none is ever stored."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from agent_desktop.server.failures import StoreFailed

LENGTH = 32


class ServerKey:
    """Derives the softphone password of a session; the same again after a restart."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sip_password(self, session_id: str) -> str:
        """HMAC-SHA256 (RFC 2104) of the session's id, 64 hexadecimal digits."""
        return hmac.new(self._key, session_id.encode(), hashlib.sha256).hexdigest()


def server_key(data: Path) -> ServerKey:
    """The key of ``DATA/server.key``, made when it is missing. Raises ``StoreFailed`` when it cannot be used.

    Call it while holding the data directory (``SqliteStore``): two that make the key at once would differ.
    """
    path = data / "server.key"
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise StoreFailed(f"the server key cannot be used: {error}") from error
    if len(key) != LENGTH:
        raise StoreFailed(f"{path} is damaged: delete it, and every phone gets a new password at the next log-in")
    return ServerKey(key)


def _make(path: Path) -> None:
    # Whole or not at all: a key file cut short by a power failure would need a person to delete it.
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with open(new, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
