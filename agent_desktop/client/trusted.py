"""Which server certificates the agent has accepted by their fingerprint, kept on this PC for the next log-in.

Only such servers are in it whose certificate proves nothing by itself; one that does is never asked about.
"""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path

import msgspec

from agent_desktop.phone.port import CertificateFault, Doubted, fingerprint_of

__all__ = ["FILE", "CertificateFault", "Doubted", "TrustedServers", "fingerprint_of"]

log = logging.getLogger(__name__)
FILE = "certificates.json"


class TrustedServers:
    """Fingerprints by ``host:port``, of routing servers and of telephones' servers; for any thread.

    ``folder`` None: in memory only.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else folder / FILE
        self._lock = threading.Lock()
        self._accepted: dict[str, str] = {}
        try:
            if self._file is not None and self._file.exists():
                self._accepted = msgspec.json.decode(self._file.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.MsgspecError) as error:  # then everybody is asked again, which is safe
            log.warning("%s cannot be read: %s", self._file, error)

    def of(self, server: str) -> str:
        """The fingerprint that was accepted of this server last; empty: none was."""
        with self._lock:
            return self._accepted.get(server.lower(), "")

    def accept(self, server: str, fingerprint: str) -> None:
        """The server is who shows this certificate, instead of another one before."""
        log.info("The certificate %s of %s is trusted from now on", fingerprint, server)
        with self._lock:
            self._accepted[server.lower()] = fingerprint
            self._keep()

    def _keep(self) -> None:
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._file.with_name(f"{FILE}.new")
            fresh.write_bytes(msgspec.json.encode(self._accepted))
            os.replace(fresh, self._file)
        except OSError as error:  # it holds until the program ends
            log.warning("What was accepted cannot be kept in %s: %s", self._file, error)
