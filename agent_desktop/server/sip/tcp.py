"""SIP over TCP and TLS: a listener, the connections that came, and those we open (RFC 3261 §18, §26.3.1)."""

from __future__ import annotations

import asyncio
import ipaddress

from agent_desktop.server.sip.connection import Connection
from agent_desktop.server.sip.limits import Limits
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.tls import MAX_WAITING, Tls, TlsLayer
from agent_desktop.server.sip.transport import Flow, Lost, Receiver, family_of, flow_to, local_host

CONNECT_S = 5.0
"""How long a connection of ours may take to come up."""


class TcpTransport:
    """A listening socket and its connections. ``errors`` and ``refused`` count what went wrong.

    A flow is one connection, and over when that is: ``lost`` is told, whoever came or was called.
    """

    def __init__(self, receive: Receiver, log: QuietLog, lost: Lost, limits: Limits, tls: Tls | None = None) -> None:
        self.name = "TCP" if tls is None else "TLS"
        self._receive = receive
        self._log = log
        self._lost = lost
        self._tls = tls
        self._server: asyncio.Server | None = None
        self._connections: dict[Flow, Connection] = {}
        self._connecting: dict[Flow, bytearray] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.limits = limits
        self.address: tuple[str, int] = ("", 0)
        self.behind_ms = 0  # what comes too fast stays with its sender
        self.errors = 0
        self.refused = 0

    @classmethod
    async def open(
        cls,
        host: str,
        port: int,
        receive: Receiver,
        log: QuietLog,
        lost: Lost,
        limits: Limits | None = None,
        tls: Tls | None = None,
    ) -> TcpTransport:
        """Listen; port 0 takes a free one. With ``tls`` all its connections are TLS.

        OSError (EADDRINUSE, EADDRNOTAVAIL…) passes through.
        """
        loop = asyncio.get_running_loop()
        transport = cls(receive, log, lost, limits or Limits(loop.time), tls)
        # asyncio binds IPv6 to IPv6 alone: no peer appears as ::ffff:192.0.2.1
        server = await loop.create_server(transport._accept, host, port, family=family_of(host))
        transport._server = server
        transport.address = server.sockets[0].getsockname()[:2]
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
        if self._server is None or flow_to(flow.host, flow.port) is None or not self._has_room:
            return False
        layer = None
        if self._tls is not None and (layer := self._layer_to(self._tls, flow)) is None:
            return False
        self._connecting[flow] = bytearray(data)
        task = asyncio.get_running_loop().create_task(self._connect(flow, layer), name="sip-connect")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    def local(self, flow: Flow) -> tuple[str, int]:
        """See ``Transport``: the port is the one we listen on, whoever opened the connection."""
        return local_host(self.address[0], flow, self._log), self.address[1]

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
        if not self.limits.enter(host):
            self.refused += 1
            self._log.warning("too many TCP connections: one from %s refused", host)
            return False
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

    def wait_s(self, connection: Connection) -> float:
        """Count a message; how long the peer's next must wait."""
        return self.limits.wait_s(connection.flow.host)

    def given_up(self, connection: Connection, why: str) -> None:
        """Say why, not too often."""
        host, port = connection.flow.host, connection.flow.port
        self._log.warning("%s connection of %s:%s ended: %s", self.name, host, port, why)

    def closed(self, connection: Connection) -> None:
        """Forget a connection."""
        flow = connection.flow
        self.limits.leave(flow.host)
        if self._connections.get(flow) is connection:
            del self._connections[flow]
            if self._server is not None:
                self._lost(flow)

    # --- inside ----------------------------------------------------------------------------------

    @property
    def _has_room(self) -> bool:
        return len(self.limits) + len(self._connecting) < self.limits.max_connections

    def _accept(self) -> Connection:
        return Connection(self, None if self._tls is None else self._tls.accept())

    def _layer_to(self, tls: Tls, flow: Flow) -> TlsLayer | None:
        try:
            layer = tls.call(flow)
        except OSError as problem:
            self._log.warning("no TLS to %s:%s: its CA file cannot be used: %s", flow.host, flow.port, problem)
            return None
        if layer is None:
            self._log.warning("no TLS to %s:%s: nobody said what it must show", flow.host, flow.port)
        return layer

    async def _connect(self, flow: Flow, layer: TlsLayer | None) -> None:
        host = self.address[0]
        local = None if ipaddress.ip_address(host).is_unspecified else (host, 0)
        try:
            async with asyncio.timeout(CONNECT_S):
                await asyncio.get_running_loop().create_connection(
                    lambda: Connection(self, layer, ours=True),
                    flow.host,
                    flow.port,
                    family=family_of(flow.host),
                    local_addr=local,
                )
        except OSError as problem:  # TimeoutError is one
            why = str(problem) or "timed out"
            self._log.warning("no %s connection to %s:%s: %s", self.name, flow.host, flow.port, why)
        finally:
            del self._connecting[flow]
        if not self.is_open(flow) and self._server is not None:
            self._lost(flow)
