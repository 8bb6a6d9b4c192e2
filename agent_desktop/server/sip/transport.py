"""What the upper layers know of a transport: flows, and how to send on them.

UDP is in ``udp.py``; TCP, TLS and IPv6 are further classes with the same four members.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from agent_desktop.server.sip.quiet import QuietLog

DEFAULT_PORT = 5060


@dataclass(frozen=True, slots=True)
class Flow:
    """A peer's address as seen on the wire: a numeric host and a port (RFC 5626 §3 calls it so for any transport)."""

    transport: str
    host: str
    port: int


def flow_to(host: str, port: int | None, transport: str = "UDP") -> Flow | None:
    """The flow to a host and port out of a message, or None when nothing may be sent there.

    Only numeric IPv4 unicast addresses are taken: names in Contact or Route are not looked up, the caller falls back
    on the flow the peer came on.
    """
    port = DEFAULT_PORT if port is None else port
    try:
        address = ipaddress.IPv4Address(host)
    except ValueError:
        return None
    if address.is_unspecified or address.is_multicast or address == ipaddress.IPv4Address("255.255.255.255"):
        return None
    return Flow(transport, host, port) if 0 < port < 65536 else None


class Transport(Protocol):
    """One bound socket (or listener) that carries messages."""

    name: str  # as in Via: UDP, TCP, TLS
    reliable: bool

    @property
    def address(self) -> tuple[str, int]:
        """What it is bound to."""
        ...

    def send(self, data: bytes, flow: Flow) -> bool:
        """Send one message; False when it certainly did not leave. Never raises."""
        ...

    def local_host(self, flow: Flow) -> str:
        """Our numeric address as that peer can reach it, for Via, Contact and SDP."""
        ...

    def close(self) -> None:
        """Close the socket; nothing is received any more."""
        ...


Receiver = Callable[[bytes, Flow], None]
"""Takes one message and where it came from."""

OpenTransport = Callable[[str, int, Receiver, QuietLog], Awaitable[Transport]]
"""Binds a host and port (0: a free one) and hands what it receives to the receiver; OSError when it cannot."""
