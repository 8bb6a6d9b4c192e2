"""When a softphone must register again though nobody asked: the PC has slept, or has another address now."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from enum import StrEnum

from agent_desktop.phone.addresses import host_port_of

_SLEPT_S = 20.0
"""Two looks that lie further apart than this had a sleep between them: nothing else stops a phone for so long."""

_ANYWHERE = "192.0.2.1"
"""An address of nobody (RFC 5737): the way there is the way to the internet."""


class Change(StrEnum):
    """What happened to the PC."""

    SLEPT = "slept"
    MOVED = "moved"


def own_address(server: str) -> str:
    """The address of this PC that talks to a SIP URI's host; empty without a network. Nothing is sent or looked up."""
    host = host_port_of(server).rpartition(":")[0] or host_port_of(server)
    try:
        family = socket.AF_INET6 if ipaddress.ip_address(host.strip("[]")).version == 6 else socket.AF_INET
    except ValueError:
        host, family = _ANYWHERE, socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((host.strip("[]"), 9))
            return str(probe.getsockname()[0])
        except OSError:
            return ""


class Watch:
    """Looks now and then; one for each registration."""

    def __init__(self, server: str, steady: Callable[[], float], address: Callable[[str], str] = own_address) -> None:
        """``steady`` gives seconds and counts while the PC sleeps."""
        self._server, self._steady, self._address = server, steady, address
        self._looked_at = steady()
        self._own = address(server)

    def look(self) -> Change | None:
        """What has happened since the last look, if it wants a new registration."""
        now, before = self._steady(), self._looked_at
        self._looked_at = now
        own = self._address(self._server)
        if own and own != self._own:
            self._own = own
            return Change.MOVED
        return Change.SLEPT if now - before > _SLEPT_S else None
