"""SIP over TCP (IPv4): a listener, the connections that came, and those we open (RFC 3261 §18)."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections import Counter

from agent_desktop.platforms import HERE
from agent_desktop.server.sip.connection import Connection
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.transport import Flow, Lost, Receiver, flow_to, local_host

MAX_CONNECTIONS = HERE.max_sockets // 2
"""In total; HTTP needs the others."""
MAX_PER_ADDRESS = 100
"""Of one peer address; an office behind a NAT is one."""
CONNECT_S = 5.0
"""How long a connection of ours may take to come up."""
MAX_WAITING = 65_536
"""Bytes that may wait for a connection to come up."""


class TcpTransport:
    """A listening TCP socket and its connections. ``errors`` and ``refused`` count what went wrong.

    A flow is one connection, and over when that is: ``lost`` is told, whoever came or was called.
    """

    name = "TCP"

    def __init__(self, receive: Receiver, log: QuietLog, lost: Lost) -> None:
        self._receive = receive
        self._log = log
        self._lost = lost
        self._server: asyncio.Server | None = None
        self._connections: dict[Flow, Connection] = {}
        self._per_address: Counter[str] = Counter()
        self._connecting: dict[Flow, bytearray] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.max_connections = MAX_CONNECTIONS
        self.max_per_address = MAX_PER_ADDRESS
        self.address: tuple[str, int] = ("", 0)
        self.errors = 0
        self.refused = 0

    @classmethod
    async def open(cls, host: str, port: int, receive: Receiver, log: QuietLog, lost: Lost) -> TcpTransport:
        """Listen; port 0 takes a free one. OSError (EADDRINUSE, EADDRNOTAVAIL…) passes through."""
        transport = cls(receive, log, lost)
        server = await asyncio.get_running_loop().create_server(
            lambda: Connection(transport), host, port, family=socket.AF_INET
        )
        transport._server = server
        transport.address = server.sockets[0].getsockname()
        return transport

    def __len__(self) -> int:
        return len(self._connections)

    def is_open(self, flow: Flow) -> bool:
        """Whether there is a connection."""
        connection = self._connections.get(flow)
        return connection is not None and connection.is_open

    def send(self, data: bytes, flow: Flow) -> bool:
        """Send one message along the connection, or open one; see ``Transport``. What fails later is told ``lost``."""
        connection = self._connections.get(flow)
        if connection is not None and connection.is_open:
            return connection.send(data)
        if flow in self._connecting:
            waiting = self._connecting[flow]
            if len(waiting) + len(data) > MAX_WAITING:
                return False
            waiting += data
            return True
        room = len(self._connections) + len(self._connecting) < self.max_connections
        if self._server is None or flow_to(flow.host, flow.port) is None or not room:
            return False
        self._connecting[flow] = bytearray(data)
        task = asyncio.get_running_loop().create_task(self._connect(flow), name="sip-connect")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    def local_host(self, flow: Flow) -> str:
        """Our numeric address as that peer can reach it."""
        return local_host(self.address[0], flow, self._log)

    def close(self) -> None:
        """Listen no more, and end every connection when what was sent has left."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for task in list(self._tasks):
            task.cancel()
        for connection in list(self._connections.values()):
            connection.close()

    # --- what connections tell -------------------------------------------------------------------

    def opened(self, connection: Connection) -> bool:
        """Count a connection, unless there are too many."""
        host = connection.flow.host
        if len(self._connections) >= self.max_connections or self._per_address[host] >= self.max_per_address:
            self.refused += 1
            self._log.warning("too many TCP connections: one from %s refused", host)
            return False
        self._per_address[host] += 1
        self._connections[connection.flow] = connection
        if (waiting := self._connecting.get(connection.flow)) is not None:
            connection.send(bytes(waiting))
        return True

    def received(self, connection: Connection, data: bytes) -> None:
        """Hand a message up; whatever it provokes, the connection goes on."""
        flow = connection.flow
        try:
            self._receive(data, flow)
        except Exception:  # noqa: BLE001 - the last guard: one message must never end the listener
            self.errors += 1
            self._log.exception("a message from %s:%s could not be handled", flow.host, flow.port)

    def given_up(self, connection: Connection, why: str) -> None:
        """Say why, not too often."""
        self._log.warning("TCP connection of %s:%s ended: %s", connection.flow.host, connection.flow.port, why)

    def closed(self, connection: Connection) -> None:
        """Forget a connection."""
        flow = connection.flow
        self._per_address[flow.host] -= 1
        if not self._per_address[flow.host]:
            del self._per_address[flow.host]
        if self._connections.get(flow) is connection:
            del self._connections[flow]
            if self._server is not None:
                self._lost(flow)

    # --- inside ----------------------------------------------------------------------------------

    async def _connect(self, flow: Flow) -> None:
        host = self.address[0]
        local = None if ipaddress.ip_address(host).is_unspecified else (host, 0)
        try:
            async with asyncio.timeout(CONNECT_S):
                await asyncio.get_running_loop().create_connection(
                    lambda: Connection(self, ours=True), flow.host, flow.port, family=socket.AF_INET, local_addr=local
                )
        except OSError as problem:  # TimeoutError is one
            self._log.warning("no TCP connection to %s:%s: %s", flow.host, flow.port, str(problem) or "timed out")
        finally:
            del self._connecting[flow]
        if not self.is_open(flow) and self._server is not None:
            self._lost(flow)
