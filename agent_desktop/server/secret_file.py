"""``DATA/secrets.json``: passwords of trunks, which must be said, and the HA1 of desk phones; only the owner reads it.

They are in no event and no snapshot. The server sees what an administrator's program writes there beside it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from agent_desktop.server.failures import StoreFailed

ALGORITHMS = ("MD5", "SHA-256")
"""HA1 is kept for each: the password itself is not."""


class Kept(msgspec.Struct, frozen=True):
    """What the file says."""

    trunks: dict[str, str] = {}  # password by trunk
    devices: dict[str, dict[str, str]] = {}  # HA1 by desk phone and algorithm


class SecretFile:
    """The file of one data directory; read again when it changed. Raises ``StoreFailed`` when it cannot be used."""

    def __init__(self, data: Path) -> None:
        self._path = data / "secrets.json"
        self._seen: tuple[int, int] | None = None
        self._kept = Kept()

    def trunk_password(self, trunk: str) -> str | None:
        """The password of a trunk's account; None when none is known."""
        return self._read().trunks.get(trunk)

    def device_ha1(self, device: str, algorithm: str) -> str | None:
        """A desk phone's HA1 (RFC 7616 §3.4.2); None when it has no password."""
        return self._read().devices.get(device, {}).get(algorithm)

    def keep_trunks(self, passwords: Mapping[str, str]) -> None:
        """Add or replace passwords of trunks."""
        kept = self._read()
        if passwords:
            self._write(replace(kept, trunks={**kept.trunks, **passwords}))

    def keep_device(self, device: str, realm: str, password: str) -> None:
        """A desk phone's password from now on; only what it comes to is kept."""
        kept, text = self._read(), f"{device}:{realm}:{password}".encode()
        hashes = {"MD5": hashlib.md5(text, usedforsecurity=False), "SHA-256": hashlib.sha256(text)}
        own = {name: hashes[name].hexdigest() for name in ALGORITHMS}
        self._write(replace(kept, devices={**kept.devices, device: own}))

    def drop_device(self, device: str) -> None:
        """The desk phone cannot register any more."""
        kept = self._read()
        self._write(replace(kept, devices={id_: own for id_, own in kept.devices.items() if id_ != device}))

    def _read(self) -> Kept:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            self._seen, self._kept = None, Kept()
            return self._kept
        except OSError as error:
            raise StoreFailed(f"{self._path} cannot be read: {error.strerror}") from error
        seen = (stat.st_mtime_ns, stat.st_size)
        if seen != self._seen:
            try:
                self._kept = msgspec.json.decode(self._path.read_bytes(), type=Kept)
            except (OSError, msgspec.DecodeError) as error:
                raise StoreFailed(f"{self._path} cannot be read: {type(error).__name__}") from None
            self._seen = seen
        return self._kept

    def _write(self, kept: Kept) -> None:
        """Whole or not at all."""
        new = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}.new")
        try:
            with open(new, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                file.write(msgspec.json.format(msgspec.json.encode(kept)))
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)
        except OSError as error:
            new.unlink(missing_ok=True)
            raise StoreFailed(f"{self._path} cannot be written: {error.strerror}") from error
        self._seen = None
