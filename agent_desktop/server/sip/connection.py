"""One TCP or TLS connection that carries SIP: reads, answers keep-alives, and ends when its peer is slow or unclear."""

from __future__ import annotations

import asyncio
import random
import socket
from typing import Protocol, cast

from agent_desktop.server.sip.framing import Broken, Framed, Framer, Ping
from agent_desktop.server.sip.tls import TlsFailed, TlsLayer
from agent_desktop.server.sip.transport import Flow

COMPLETE_S = 10.0
"""How long a message may take from its first byte to its last, and a connection to its first message, its TLS handshake
included."""
IDLE_S = 3_900.0
"""How long a connection that has carried a message may be silent: longer than any registration lasts."""
PING_S = 120.0
"""A connection of ours is pinged at least so often, that a NAT or firewall on the way keeps it (RFC 5626 §4.4.1)."""
PONG_S = 10.0
"""How long a peer that has answered a ping before may take for the next."""
MAX_UNSENT = 262_144
"""Bytes a peer may leave unread before it is given up."""
_PER_TURN = 20  # messages served before others have their turn
_PING = b"\r\n\r\n"


class Owner(Protocol):
    """Who keeps the connections."""

    name: str  # as in Via: TCP, TLS

    def opened(self, connection: Connection) -> bool:
        """A connection is up; False: it is one too many."""
        ...

    def received(self, connection: Connection, data: bytes) -> None:
        """A message came. Never raises."""
        ...

    def wait_s(self, connection: Connection) -> float:
        """Count a message or a keep-alive of this peer; how long its next must wait, 0: not at all."""
        ...

    def given_up(self, connection: Connection, why: str) -> None:
        """We end the connection, because of what its peer does or does not."""
        ...

    def closed(self, connection: Connection) -> None:
        """The connection is over."""
        ...


class Connection(asyncio.Protocol):
    """``flow`` is the peer's address once the connection is up. ``ours``: we opened it, and speak first.

    ``layer`` is None for plain TCP.
    """

    def __init__(self, owner: Owner, layer: TlsLayer | None = None, *, ours: bool = False) -> None:
        self.flow = Flow(owner.name, "", 0)
        self._owner = owner
        self._layer = layer
        self._framer = Framer()
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._pinging: asyncio.TimerHandle | None = None
        self._was_mid_message = False
        self._ours = ours
        self._has_served = ours
        self._answers_pings = False
        self._has_heard = False  # anything since the last ping
        self._is_counted = False
        self._turn: asyncio.Handle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is up."""
        self._transport = cast(asyncio.Transport, transport)  # asyncio's own is no subclass of it before 3.12
        peer = transport.get_extra_info("peername")
        if peer is None:  # gone before we were told
            self._transport.abort()
            return
        self.flow = Flow(self._owner.name, peer[0], peer[1])
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._is_counted = self._owner.opened(self)
        if not self._is_counted:
            self._transport.abort()
            return
        self._wait(IDLE_S if self._has_served and self._layer is None else COMPLETE_S)
        if self._ours:
            self._set_pinging()
        if self._layer is not None and self._ours:
            self._layer.begin()
            self._transport.write(self._layer.outgoing())

    def data_received(self, data: bytes) -> None:
        """More of the stream."""
        self._has_heard = True
        if self._layer is not None:
            opened = self._open(self._layer, data)
            if opened is None:
                return
            data = opened
        self._framer.feed(data)
        if self._turn is None:
            self._serve()

    def connection_lost(self, exc: Exception | None) -> None:
        """The peer has gone, or was given up."""
        self._transport = None
        for handle in (self._timer, self._pinging, self._turn):
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
        if self._layer is not None:
            if not self._layer.write(data):
                return False
            data = self._layer.outgoing()
        self._transport.write(data)
        return True

    @property
    def is_open(self) -> bool:
        """Whether anything can be sent."""
        return self._transport is not None and not self._transport.is_closing()

    def close(self) -> None:
        """End the connection when what was sent has left."""
        if self._transport is None or self._transport.is_closing():
            return
        if self._layer is not None:
            self._layer.close()
            self._transport.write(self._layer.outgoing())
        self._transport.close()

    # --- inside ----------------------------------------------------------------------------------

    def _open(self, layer: TlsLayer, data: bytes) -> bytes | None:
        """What TLS makes of bytes of the wire; None when it ends the connection."""
        assert self._transport is not None
        try:
            opened = layer.feed(data)
        except TlsFailed as problem:
            self._transport.write(layer.outgoing())  # the alert
            self._owner.given_up(self, f"TLS: {problem}")
            self._transport.close()
            self._wait(COMPLETE_S)  # for the alert to leave
            return None
        self._transport.write(layer.outgoing())
        if layer.is_over and not opened:
            self.close()
            return None
        return opened

    def _serve(self) -> None:
        """Serve what is complete, but not so much at once that others wait, nor more than one address may have."""
        self._turn = None
        assert self._transport is not None
        loop = asyncio.get_running_loop()
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
            if (wait := self._owner.wait_s(self)) > 0:
                self._transport.pause_reading()
                self._turn = loop.call_later(wait, self._serve)
                return
        else:
            self._transport.pause_reading()
            self._turn = loop.call_soon(self._serve)
            return
        self._transport.resume_reading()
        if self._layer is None or self._layer.is_up:
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

    def _set_pinging(self) -> None:
        wait = PING_S * random.uniform(0.8, 1.0)  # RFC 5626 §4.4: not all at once
        self._pinging = asyncio.get_running_loop().call_later(wait, self._ping)

    def _ping(self) -> None:
        self._has_heard = False
        self.send(_PING)
        self._pinging = asyncio.get_running_loop().call_later(PONG_S, self._judge_ping)

    def _judge_ping(self) -> None:
        """A peer that never answered a ping may not know them; one that did, and does no more, is gone."""
        if self._answers_pings and not self._has_heard:
            self._give_up("answers no keep-alive")
            return
        self._answers_pings = self._answers_pings or self._has_heard
        self._set_pinging()

    def _give_up(self, why: str) -> None:
        self._owner.given_up(self, why)
        if self._transport is not None:
            self._transport.abort()
