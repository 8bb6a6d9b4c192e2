"""What softphone passwords are derived from, so that none is ever stored."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from agent_desktop.server.keyfile import key_file


class ServerKey:
    """Derives the softphone password of a session; the same again after a restart."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sip_password(self, session_id: str) -> str:
        """HMAC-SHA256 (RFC 2104) of the session's id, 64 hexadecimal digits."""
        return hmac.new(self._key, session_id.encode(), hashlib.sha256).hexdigest()


def server_key(data: Path) -> ServerKey:
    """With the key of ``DATA/server.key`` (see ``key_file``)."""
    return ServerKey(key_file(data))
