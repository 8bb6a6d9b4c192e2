"""SIP over UDP (IPv4): one socket, every datagram a message (RFC 3261 §18)."""

from __future__ import annotations

import asyncio
import socket
from typing import cast

from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.transport import Flow, Lost, Receiver, flow_to, local_host

_RECEIVE_BUFFER = 1 << 20  # bytes: a burst of INVITEs waits in the kernel instead of being lost
_KEEP_ALIVES = (b"", b"\r\n", b"\r\n\r\n", b"\0", b"\0\0\0\0")  # what phones send to keep a NAT open


class UdpTransport(asyncio.DatagramProtocol):
    """A bound UDP socket. ``unsent`` and ``errors`` count what went wrong."""

    name = "UDP"

    def __init__(self, receive: Receiver, log: QuietLog) -> None:
        self._receive = receive
        self._log = log
        self._socket: asyncio.DatagramTransport | None = None
        self._failed = False
        self.address: tuple[str, int] = ("", 0)
        self.unsent = 0
        self.errors = 0

    @classmethod
    async def open(
        cls, host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost | None = None
    ) -> UdpTransport:
        """Bind; port 0 takes a free one. OSError (EADDRINUSE, EADDRNOTAVAIL…) passes through.

        ``lost`` is never called: nobody tells when a peer of datagrams has gone.
        """
        del lost
        loop = asyncio.get_running_loop()
        _, protocol = await loop.create_datagram_endpoint(
            lambda: cls(receive, log), local_addr=(host, port), family=socket.AF_INET
        )
        return protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is bound."""
        self._socket = cast(asyncio.DatagramTransport, transport)  # asyncio's own is no subclass of it before 3.12
        host, port = transport.get_extra_info("sockname")
        self.address = (host, port)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Hand a datagram up; whatever it provokes, the socket goes on."""
        if data in _KEEP_ALIVES:
            return
        try:
            self._receive(data, Flow(self.name, addr[0], addr[1]))
        except Exception:  # noqa: BLE001 - the last guard: one datagram must never end the listener
            self.errors += 1
            self._log.exception("a datagram from %s:%s could not be handled", *addr)

    def error_received(self, exc: Exception) -> None:
        """The kernel refused a datagram, or reports that an earlier one was (ICMP; Windows: ECONNRESET)."""
        self._failed = True
        self._log.warning("UDP: %s", exc)

    def connection_lost(self, exc: Exception | None) -> None:
        """The socket is closed."""
        self._socket = None

    def send(self, data: bytes, flow: Flow) -> bool:
        """Send one datagram; see ``Transport``."""
        if self._socket is None or flow_to(flow.host, flow.port) is None:
            self.unsent += 1
            return False
        self._failed = False
        try:
            self._socket.sendto(data, (flow.host, flow.port))
        except Exception as problem:  # noqa: BLE001 - OverflowError, ValueError, OSError: none may reach the caller
            self.error_received(problem)
        if self._failed:
            self.unsent += 1
        return not self._failed

    def is_open(self, flow: Flow) -> bool:
        """Datagrams have no connection that could be over."""
        return self._socket is not None

    def local_host(self, flow: Flow) -> str:
        """Our numeric address as that peer can reach it."""
        return local_host(self.address[0], flow, self._log)

    def close(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            self._socket.close()
