"""What the upper layers know of a transport: flows, and how to send on them.

UDP is in ``udp.py``, TCP in ``tcp.py``, both on one port in ``listener.py``; TLS and IPv6 are further classes with the
same members.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from agent_desktop.server.sip.quiet import QuietLog

DEFAULT_PORT = 5060


@dataclass(frozen=True, slots=True)
class Flow:
    """A peer's address as seen on the wire: a numeric host and a port (RFC 5626 §3 calls it so for any transport)."""

    transport: str  # as in Via: UDP, TCP
    host: str
    port: int

    @property
    def is_reliable(self) -> bool:
        """Whether the transport repeats what is lost, so that transactions need not (RFC 3261 §17)."""
        return self.transport != "UDP"


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
    """One bound socket, or several, that carry messages."""

    @property
    def address(self) -> tuple[str, int]:
        """What it is bound to."""
        ...

    def send(self, data: bytes, flow: Flow) -> bool:
        """Send one message; False when it certainly did not leave. Never raises."""
        ...

    def is_open(self, flow: Flow) -> bool:
        """Whether the flow is there now: always over UDP, over TCP while its connection is."""
        ...

    def local_host(self, flow: Flow) -> str:
        """Our numeric address as that peer can reach it, for Via, Contact and SDP."""
        ...

    def close(self) -> None:
        """Close the socket; nothing is received any more."""
        ...


Receiver = Callable[[bytes, Flow], None]
"""Takes one message and where it came from."""

Lost = Callable[[Flow], None]
"""Told that a flow is over, and what was sent last may not have arrived. Never within ``send``."""

OpenTransport = Callable[[str, int, Receiver, QuietLog, Lost], Awaitable[Transport]]
"""Binds a host and port (0: a free one) and hands what it receives to the receiver; OSError when it cannot."""


def local_host(bound: str, flow: Flow, log: QuietLog) -> str:
    """The bound address, or the one the kernel would send from (a connected UDP socket sends nothing)."""
    if not ipaddress.ip_address(bound).is_unspecified:
        return bound
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((flow.host, flow.port))
        except OSError as problem:
            log.warning("no route to %s: %s", flow.host, problem)
            return "127.0.0.1"
        return probe.getsockname()[0]
