"""One TCP connection that carries SIP: reads, answers keep-alives, and is over when its peer is slow or unclear."""

from __future__ import annotations

import asyncio
import socket
from typing import Protocol, cast

from agent_desktop.server.sip.framing import Broken, Framed, Framer, Ping
from agent_desktop.server.sip.transport import Flow

COMPLETE_S = 10.0
"""How long a message may take from its first byte to its last, and a connection to its first message."""
IDLE_S = 3_900.0
"""How long a connection that has carried a message may be silent: longer than any registration lasts."""
MAX_UNSENT = 262_144
"""Bytes a peer may leave unread before it is given up."""
_PER_TURN = 20  # messages served before others have their turn


class Owner(Protocol):
    """Who keeps the connections."""

    def opened(self, connection: Connection) -> bool:
        """A connection is up; False: it is one too many."""
        ...

    def received(self, connection: Connection, data: bytes) -> None:
        """A message came. Never raises."""
        ...

    def given_up(self, connection: Connection, why: str) -> None:
        """We end the connection, because of what its peer does or does not."""
        ...

    def closed(self, connection: Connection) -> None:
        """The connection is over."""
        ...


class Connection(asyncio.Protocol):
    """``flow`` is the peer's address once the connection is up. ``ours``: we opened it, and speak first."""

    def __init__(self, owner: Owner, *, ours: bool = False) -> None:
        self.flow = Flow("TCP", "", 0)
        self._owner = owner
        self._framer = Framer()
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._was_mid_message = False
        self._has_served = ours
        self._is_counted = False
        self._turn: asyncio.Handle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is up."""
        self._transport = cast(asyncio.Transport, transport)  # asyncio's own is no subclass of it before 3.12
        peer = transport.get_extra_info("peername")
        if peer is None:  # gone before we were told
            self._transport.abort()
            return
        self.flow = Flow("TCP", peer[0], peer[1])
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._is_counted = self._owner.opened(self)
        if not self._is_counted:
            self._transport.abort()
            return
        self._wait(IDLE_S if self._has_served else COMPLETE_S)

    def data_received(self, data: bytes) -> None:
        """More of the stream."""
        self._framer.feed(data)
        if self._turn is None:
            self._serve()

    def connection_lost(self, exc: Exception | None) -> None:
        """The peer has gone, or was given up."""
        self._transport = None
        for handle in (self._timer, self._turn):
            if handle is not None:
                handle.cancel()
        if self._is_counted:
            self._owner.closed(self)

    def send(self, data: bytes) -> bool:
        """Send one message; False when the connection is over, or its peer reads nothing."""
        if self._transport is None or self._transport.is_closing():
            return False
        if self._transport.get_write_buffer_size() > MAX_UNSENT:
            self._give_up("does not read")
            return False
        self._transport.write(data)
        return True

    @property
    def is_open(self) -> bool:
        """Whether anything can be sent."""
        return self._transport is not None and not self._transport.is_closing()

    def close(self) -> None:
        """End the connection when what was sent has left."""
        if self._transport is not None:
            self._transport.close()

    # --- inside ----------------------------------------------------------------------------------

    def _serve(self) -> None:
        """Serve what is complete, but not so much at once that others wait."""
        self._turn = None
        assert self._transport is not None
        served = False
        for _ in range(_PER_TURN):
            unit = self._framer.next()
            match unit:
                case None:
                    break
                case Ping():
                    self.send(b"\r\n")
                case Framed(data):
                    served = self._has_served = True
                    self._owner.received(self, data)
                case Broken(why, head):
                    if head:
                        self._owner.received(self, head)
                    self._owner.given_up(self, why)
                    self.close()
                    self._wait(COMPLETE_S)  # for the refusal to leave
            if not self.is_open:
                return
        else:
            self._transport.pause_reading()
            self._turn = asyncio.get_running_loop().call_soon(self._serve)
            return
        self._transport.resume_reading()
        self._set_timer(served=served)

    def _set_timer(self, *, served: bool) -> None:
        """A drop every now and then does not earn a message more time; only its end does."""
        mid_message = self._framer.is_mid_message
        if mid_message and (served or not self._was_mid_message) and self._has_served:
            self._wait(COMPLETE_S)
        elif not mid_message and self._has_served:
            self._wait(IDLE_S)
        self._was_mid_message = mid_message

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._give_up, "too slow")

    def _give_up(self, why: str) -> None:
        self._owner.given_up(self, why)
        if self._transport is not None:
            self._transport.abort()
