"""Uvicorn in the engine's event loop: without its signals, its access log and its clock."""

from __future__ import annotations

import asyncio
import socket
from asyncio import Transport
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from agent_desktop.protocol.wire import KEEP_ALIVE_MS
from agent_desktop.server.http.app import HttpApp
from agent_desktop.server.http.exchange import OUTLET
from agent_desktop.server.http.hub import Hub

GRACE_S = 3
"""How long requests may take to end when the server stops."""

IDLE_S = 30
"""How long a connection without a request is kept; longer than clients keep theirs."""

BACKLOG = 1_024
"""Connections that may wait to be accepted: every client comes back at once after a restart."""


SEND_BUFFER = 256 * 1024
"""Bytes the system keeps for a client that reads slowly; left alone it would grow to megabytes for each."""


SILENT_MS = 3 * KEEP_ALIVE_MS
"""A connection whose far end confirms nothing for so long is over: a network cut says no word of it."""


class HttpServer:
    """Serves the application at one address."""

    def __init__(self, app: HttpApp, hub: Hub) -> None:
        self._hub = hub
        config = uvicorn.Config(
            app,  # pyright: ignore[reportArgumentType] - its types are private to uvicorn
            http=_Protocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            loop="none",
            log_config=None,
            access_log=False,
            proxy_headers=True,  # TLS is a proxy's on this machine: without its word every client had one address
            forwarded_allow_ips="127.0.0.1,::1",
            server_header=False,
            date_header=False,
            timeout_keep_alive=IDLE_S,
            timeout_graceful_shutdown=GRACE_S,
        )
        self._server = _Server(config)
        self._serving: asyncio.Task[None] | None = None

    async def start(self, host: str, port: int) -> tuple[str, int]:
        """Listen at ``host`` and ``port`` (0: any free one); returns the address bound.

        Raises ``OSError`` that names the address when it cannot be had.
        """
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)  # accepted connections inherit it
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux (RFC 5482); elsewhere the system takes its own time
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_MS)
        address = listener.getsockname()
        self._serving = asyncio.get_running_loop().create_task(self._server.serve([listener]), name="http")
        up = asyncio.ensure_future(self._server.up.wait())
        try:
            await asyncio.wait({self._serving, up}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            up.cancel()
        if self._serving.done():
            self._serving.result()
        return address[0], address[1]

    async def close(self) -> None:
        """End the streams, let requests finish for ``GRACE_S``, and free the address."""
        if self._serving is None:
            return
        self._hub.leave_all()
        self._server.stop.set()
        await self._serving
        self._serving = None


class _Server(uvicorn.Server):
    """Stops when told by an event: the process's signals are the application's, and nothing has to be polled."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()
        self.stop = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.up.set()

    async def main_loop(self) -> None:
        await self.stop.wait()


class _Protocol(H11Protocol):
    """One connection; also the ``Outlet`` through which a stream writes to it."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._on_writable: Callable[[], None] | None = None
        self.app_state: dict[str, Any] = {**self.app_state, OUTLET: self}

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._on_writable is not None:
            self._on_writable()

    def on_writable(self, call: Callable[[], None] | None) -> None:
        """See ``Outlet``."""
        self._on_writable = call

    def writable(self) -> bool:
        """See ``Outlet``."""
        return not self.flow.write_paused and not self.transport.is_closing()

    def write(self, data: bytes) -> None:
        """See ``Outlet``. A response without a length is sent in chunks to HTTP/1.1, raw to 1.0 (RFC 9112, 7.1)."""
        chunked = self.scope["http_version"] == "1.1"
        self.transport.write(b"%x\r\n%b\r\n" % (len(data), data) if chunked else data)

    def abort(self) -> None:
        """See ``Outlet``."""
        self.transport.abort()
