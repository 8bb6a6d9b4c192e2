"""What the upper layers know of a transport: flows, and how to send on them.

UDP is in ``udp.py``, TCP and TLS in ``tcp.py``; ``listener.py`` has them together. IPv4 and IPv6 are sockets apart.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from agent_desktop.server.sip.quiet import QuietLog

DEFAULT_PORT = 5060
DEFAULT_TLS_PORT = 5061
TRANSPORTS = ("UDP", "TCP", "TLS")
"""What we can send over, as Via says it (RFC 3261 §20.42)."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A peer's address as seen on the wire (RFC 5626 §3 calls it so for any transport).

    ``host`` is numeric, as ``numeric`` writes it: IPv6 in its shortest form and without brackets.
    """

    transport: str  # as in Via: UDP, TCP, TLS
    host: str
    port: int

    @property
    def is_reliable(self) -> bool:
        """Whether the transport repeats what is lost, so that transactions need not (RFC 3261 §17)."""
        return self.transport != "UDP"

    @property
    def is_secure(self) -> bool:
        """Whether nobody on the way can read along."""
        return self.transport == "TLS"


@lru_cache(1024)  # as below: asked for every message that leaves
def flow_to(host: str, port: int | None, transport: str = "UDP") -> Flow | None:
    """The flow to a host and port out of a message, or None when nothing may be sent there.

    Only numeric unicast addresses are taken, IPv6 with or without brackets: names in Contact or Route are not looked
    up, the caller falls back on the flow the peer came on.
    """
    if port is None:
        port = DEFAULT_TLS_PORT if transport == "TLS" else DEFAULT_PORT
    address = _address(host)
    if address is None or address.is_unspecified or address.is_multicast or address == _BROADCAST:
        return None
    if address.version == 6 and address.is_link_local and address.scope_id is None:
        return None  # on which link, nobody knows
    return Flow(transport, str(address), port) if 0 < port < 65536 else None


def numeric(host: str) -> str | None:
    """A numeric address in its one form: shortest, without brackets, IPv4 for IPv4-mapped IPv6; None: it is none."""
    address = _address(host)
    return None if address is None else str(address)


def is_nowhere(host: str) -> bool:
    """Whether this is the unspecified address, of either family."""
    address = _address(host)
    return address is not None and address.is_unspecified


def uri_host(host: str) -> str:
    """A host as it stands in a URI, a Via or before a port: IPv6 in brackets, without its zone (RFC 3986 §3.2.2)."""
    return f"[{host.partition('%')[0]}]" if ":" in host else host


def family_of(host: str) -> socket.AddressFamily:
    """The socket family of a numeric host."""
    return socket.AF_INET6 if ":" in host else socket.AF_INET


_BROADCAST = ipaddress.IPv4Address("255.255.255.255")


@lru_cache(1024)  # the same few peers in every message
def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    if host[:1] == "[" and host[-1:] == "]":
        host = host[1:-1]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return address.ipv4_mapped or address if address.version == 6 else address


class Transport(Protocol):
    """One bound socket, or several, that carry messages."""

    @property
    def address(self) -> tuple[str, int]:
        """What it is bound to; of several the first."""
        ...

    @property
    def behind_ms(self) -> int:
        """How long what is being served, or is next, has waited for that since it was read; 0: nothing waits."""
        ...

    def send(self, data: bytes, flow: Flow) -> bool:
        """Send one message; False when it certainly did not leave. Never raises."""
        ...

    def is_open(self, flow: Flow) -> bool:
        """Whether the flow is there now: always over UDP, over TCP and TLS while its connection is."""
        ...

    def local(self, flow: Flow) -> tuple[str, int]:
        """Our numeric address and port as that peer can reach them, for Via, Contact and SDP."""
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
    if not is_nowhere(bound):
        return bound
    with socket.socket(family_of(flow.host), socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((flow.host, flow.port))
        except OSError as problem:
            log.warning("no route to %s: %s", flow.host, problem)
            return "::1" if ":" in flow.host else "127.0.0.1"
        return probe.getsockname()[0]
