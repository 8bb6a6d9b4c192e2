"""Whether this PC speaks to its server over Wi-Fi or over a cable, so that advice names the right thing (F127)."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from threading import Thread
from urllib.parse import urlsplit

from PySide6.QtNetwork import QNetworkInterface

AGAIN_S = 30.0
WIRE, WIFI, UNKNOWN = "wire", "wifi", "unknown"

_KINDS = {QNetworkInterface.InterfaceType.Wifi: WIFI, QNetworkInterface.InterfaceType.Ethernet: WIRE}


class MediumWatch:
    """How a server is reached now; a look that takes long keeps nobody waiting."""

    def __init__(self, url: str, look: Callable[[str], str] | None = None) -> None:
        self._url, self._look = url, look or medium_to
        self._known = UNKNOWN
        self._looked_at: float | None = None
        self._thread: Thread | None = None

    def now(self) -> str:
        """What is known; it is looked again every 30 s, while this is asked. One thread asks."""
        now = time.monotonic()
        if self._looked_at is None or now - self._looked_at > AGAIN_S:
            self._looked_at = now
            self._thread = Thread(target=self._find, name="network medium", daemon=True)
            self._thread.start()
        return self._known

    def close(self) -> None:
        """Wait for the last look."""
        if self._thread is not None:
            self._thread.join()

    def _find(self) -> None:
        self._known = self._look(self._url)


def medium_to(url: str) -> str:
    """How ``url`` is reached, ``http://host:port``: WIRE, WIFI, or UNKNOWN for a tunnel and whatever cannot be known.

    Nothing is sent. A host's name is looked up, which takes as long as that does.
    """
    try:
        address = _own_address(urlsplit(url).hostname or "")
    except ValueError:  # a bracket without its other half
        return UNKNOWN
    if not address:
        return UNKNOWN
    for interface in QNetworkInterface.allInterfaces():
        if any(entry.ip().toString().partition("%")[0] == address for entry in interface.addressEntries()):
            return _KINDS.get(interface.type(), UNKNOWN)
    return UNKNOWN


def _own_address(host: str) -> str:
    """The address that this PC has for packets to ``host``; empty when there is no way."""
    try:
        family, kind, _, _, target = socket.getaddrinfo(host, 9, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind) as probe:
            probe.connect(target)  # of UDP: chooses the way, and sends nothing
            return str(probe.getsockname()[0])
    except (OSError, UnicodeError):
        return ""
