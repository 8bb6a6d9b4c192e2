"""The server's key file: 32 random bytes that never leave the data directory, from which other keys are derived."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from agent_desktop.server.failures import StoreFailed

LENGTH = 32


def key_file(data: Path, *, make: bool = True) -> bytes:
    """The key of ``DATA/server.key``, made when it is missing unless ``make`` is False.

    Call it while holding the data directory: two that make the key at once would differ. Raises ``StoreFailed`` when it
    cannot be used.
    """
    path = data / "server.key"
    try:
        if make and not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise StoreFailed(f"the server key cannot be used: {error}") from error
    if len(key) != LENGTH:
        raise StoreFailed(f"{path} is damaged: bring it back from a back-up. What is personal is sealed with it.")
    return key


def _make(path: Path) -> None:
    # Whole or not at all: a key file cut short by a power failure would need a person to delete it.
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with open(new, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
