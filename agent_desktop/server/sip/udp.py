"""SIP over UDP: one socket, every datagram a message (RFC 3261 §18).

The socket is read here and not by asyncio, which takes one datagram a turn of the loop and cannot tell how long it
waited: a server that is behind must know, or the repetitions of what it has not served yet bring it down. So all that
has come is read at once, and waits here for its turn. A kernel would also keep few: 100 to 200 with its usual buffer.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from collections import deque

from agent_desktop.server.sip.limits import Limits
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.transport import Flow, Lost, Receiver, family_of, flow_to, local_host

_BUFFER = 1 << 20  # bytes: a burst of INVITEs waits in the kernel instead of being lost
_PER_TURN = 50  # datagrams served before others have their turn
_MOST_WAITING = 1_000  # datagrams that are read and not served yet; who waits behind more repeats what it said
_KEEP_ALIVES = (b"", b"\r\n", b"\r\n\r\n", b"\0", b"\0\0\0\0")  # what phones send to keep a NAT open


class UdpTransport:
    """A bound UDP socket. ``unsent`` and ``errors`` count what went wrong."""

    name = "UDP"

    def __init__(self, bound: socket.socket, receive: Receiver, log: QuietLog, limits: Limits) -> None:
        self._socket: socket.socket | None = bound
        self._receive = receive
        self._log = log
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._space = bytearray(65_536)
        self._waiting: deque[tuple[float, bytes, str, int]] = deque()  # when it was read, and what came from where
        self._oldest: float | None = None  # when that was read which is being served, or is next
        self._turn: asyncio.Handle | None = None  # in which the next are served
        self.address: tuple[str, int] = bound.getsockname()[:2]
        self.unsent = 0
        self.errors = 0
        self._loop.add_reader(bound, self._readable)

    @classmethod
    async def open(
        cls,
        host: str,
        port: int,
        receive: Receiver,
        log: QuietLog,
        lost: Lost | None = None,
        limits: Limits | None = None,
    ) -> UdpTransport:
        """Bind; port 0 takes a free one. OSError (EADDRINUSE, EADDRNOTAVAIL…) passes through.

        ``lost`` is never called: nobody tells when a peer of datagrams has gone.
        """
        del lost
        bound = socket.socket(family_of(host), socket.SOCK_DGRAM)
        try:
            if bound.family == socket.AF_INET6:
                bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)  # IPv4 has its own socket
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
            bound.setblocking(False)
            bound.bind((host, port))
            return cls(bound, receive, log, limits or Limits(asyncio.get_running_loop().time))
        except OSError:
            bound.close()
            raise

    @property
    def behind_ms(self) -> int:
        """See ``Transport``."""
        return 0 if self._oldest is None else round((self._loop.time() - self._oldest) * 1000)

    def _readable(self) -> None:
        """Take in what has come; it is served at once unless others have their turn before."""
        if self._socket is None:
            return
        now = self._loop.time()
        for _ in range(_MOST_WAITING - len(self._waiting)):
            try:
                length, (host, port, *_) = self._socket.recvfrom_into(self._space)
            except (BlockingIOError, InterruptedError):
                break
            except OSError as problem:  # an earlier datagram of ours was refused (ICMP; Windows: ECONNRESET)
                self._log.warning("UDP: %s", problem)
                continue
            data = bytes(memoryview(self._space)[:length])
            if data not in _KEEP_ALIVES and self._is_let_in(host):
                self._waiting.append((now, data, sys.intern(host), port))  # every call of a trunk keeps it
        if self._turn is None:
            self._serve()

    def _is_let_in(self, host: str) -> bool:
        if self._limits.wait_s(host) == 0:
            return True
        self._limits.dropped += 1
        self._log.warning("too many messages from %s: some are not read", host)
        return False

    def _serve(self) -> None:
        """Hand up what waits, but not so much at once that others wait."""
        self._turn = None
        for _ in range(min(_PER_TURN, len(self._waiting))):
            self._oldest, data, host, port = self._waiting.popleft()
            self._received(data, host, port)
            if self._socket is None:
                return
        self._oldest = self._waiting[0][0] if self._waiting else None
        if self._waiting:
            self._turn = self._loop.call_soon(self._serve)

    def _received(self, data: bytes, host: str, port: int) -> None:
        """Hand a datagram up; whatever it provokes, the socket goes on."""
        try:
            self._receive(data, Flow(self.name, host, port))
        except Exception:  # noqa: BLE001 - the last guard: one datagram must never end the listener
            self.errors += 1
            self._log.exception("a datagram from %s:%s could not be handled", host, port)

    def send(self, data: bytes, flow: Flow) -> bool:
        """Send one datagram; see ``Transport``."""
        if self._socket is None or flow_to(flow.host, flow.port) is None:
            self.unsent += 1
            return False
        try:
            self._socket.sendto(data, (flow.host, flow.port))
        except (OSError, OverflowError, ValueError) as problem:
            self._log.warning("UDP: %s", problem)
            self.unsent += 1
            return False
        return True

    def is_open(self, flow: Flow) -> bool:
        """Datagrams have no connection that could be over."""
        return self._socket is not None

    def local(self, flow: Flow) -> tuple[str, int]:
        """See ``Transport``."""
        return local_host(self.address[0], flow, self._log), self.address[1]

    def close(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            self._loop.remove_reader(self._socket)
            self._socket.close()
            self._socket = None
            self._waiting.clear()
            if self._turn is not None:
                self._turn.cancel()
